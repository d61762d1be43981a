#pragma once
#include <vector>

#include "pipeline/extract/fields.hh"
#include "pipeline/extract/person_name.hh"

namespace sohoa {

/// One who signs (ô số 7 of Nghị định 30/2020/NĐ-CP): the name, and the lines of authority and position above it, from the top.
struct SignatureBlock {
  PersonName name;
  const Line* line = nullptr;
  std::vector<const Line*> authority;
  bool alone = false;  // no other line of the zone could be a name
};

/// A name is set under the middle of its title; one that stands right of it has lost its beginning, often under the seal.
bool stands_aside(const SignatureBlock&);

/// Those who sign the document, left to right; two who stand side by side at most.
std::vector<SignatureBlock> signature_blocks(const FieldInput&);

}  // namespace sohoa
