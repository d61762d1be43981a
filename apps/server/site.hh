#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "apps/server/checks.hh"
#include "apps/server/fresh_archive.hh"
#include "apps/server/kept_counts.hh"
#include "apps/server/operations.hh"
#include "apps/server/overview.hh"
#include "apps/server/pictures.hh"
#include "apps/server/request.hh"
#include "apps/server/throttle.hh"
#include "apps/server/uploads.hh"
#include "apps/server/writer.hh"
#include "core/store/people.hh"
#include "pipeline/extract/knowledge.hh"
#include "search/succession.hh"

namespace sohoa::server {

/// How the page is served; see `sohoa serve --help`.
struct ServeOptions {
  std::filesystem::path kho;
  std::string bind = "127.0.0.1";
  int port = 8080;
  bool single_user = false;   // whoever sits at this machine is administrator
  bool behind_proxy = false;  // believe X-Forwarded-For and -Proto
  int jobs = 0;               // of ingests started here; 0 = as ingest would
};

/// Everything handlers work with; lives as long as the server. All parts may be used from any thread.
struct Site {
  const ServeOptions& options;
  const Operations& operations;
  const Knowledge& knowledge;
  const search::Succession& succession;
  People& people;
  Throttle& throttle;
  FreshArchive& archive;
  Overviews& overviews;
  Writer& writer;
  Uploads& uploads;
  Pictures& pictures;
  Checks& checks;
  KeptCounts& counts;
  std::string own_csrf;  // of the one user, who has no session
  std::mutex setup_mutex;
  std::string setup_code{};  // for the first administrator; empty = used, or not needed
};

using Handler = std::function<Result<WebAnswer>(Site&, const WebRequest&)>;
using Handlers = std::map<std::string, Handler>;  // by operationId

// One file a part of the API; each adds its handlers.
void add_session_api(Handlers&);
void add_people_api(Handlers&);
void add_search_api(Handlers&);
void add_document_api(Handlers&);
void add_review_api(Handlers&);
void add_upload_api(Handlers&);
void add_pile_api(Handlers&);
void add_report_api(Handlers&);
void add_deadlines_api(Handlers&);
void add_check_api(Handlers&);

}  // namespace sohoa::server
