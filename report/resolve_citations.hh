#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hh"

namespace sohoa {

/// What of a document in the archive tells whether it is the act that is cited.
struct ArchivedAct {
  std::string id, issued_date;       // ISO, may be cut or empty
  std::vector<std::string> issuers;  // as the record has them, short and full; may be empty
};

/// The documents of the archive that bear a number, in any spelling of it.
using FindActs = std::function<std::vector<ArchivedAct>(std::string_view number)>;

ArchivedAct archived_act(const Document&);

/// Sets `resolved` of each citation to the one document of the archive it can mean. An
/// administrative number recurs every year and in every office: its date or its issuer must agree
/// and none contradict. Two that fit are none.
void resolve_citations(Document&, const FindActs&);

}  // namespace sohoa
