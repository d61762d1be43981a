#include <algorithm>
#include <ctime>

#include "apps/server/site.hh"
#include "apps/server/visible.hh"
#include "core/clock.hh"
#include "core/language.hh"
#include "core/parts.hh"
#include "ingest/piles.hh"

namespace sohoa::server {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 4s;  // the documents are wanted as they will be

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Result<WebAnswer> parts(Site& site, const WebRequest& request) {
  const auto asked = TRY(document_for(site.archive, *request.person, request["id"]));
  const std::string file = file_of_id(asked->id);
  Json list = Json::array();
  int last_page = 0;
  for (const auto& [id, joined_to] : TRY(site.archive.parts_of_file(file))) {
    const auto document = TRY(site.archive.document(joined_to.empty() ? id : joined_to));
    if (!may_see(*request.person, *document)) continue;
    const bool own = document->id == id;
    const std::vector<int>& pages = document->sources.front().pages;
    const int first = first_page_of_id(id), last = own && !pages.empty() ? pages.back() : first;
    last_page = std::max(last_page, last);
    list.push_back({{"id", id}, {"first", first}, {"last", last}, {"number", text_or_null(own ? document->field(FieldId::number).value() : "")},
                    {"subject", text_or_null(own ? document->field(FieldId::subject).value() : "")}, {"joined_to", joined_to}});
  }
  return json({{"file", file}, {"path", asked->sources.front().path}, {"pages", last_page}, {"parts", std::move(list)}});
}

/// Fails unless the person may see all documents of the file.
Result<void> check_file(Site& site, const WebRequest& request, const std::string& file) {
  const auto parts = TRY(site.archive.parts_of_file(file));
  for (const auto& [id, joined_to] : parts)
    if (!may_see(*request.person, *TRY(site.archive.document(joined_to.empty() ? id : joined_to))))
      return fail(ErrorCode::not_found, tr("the archive has no such file"));
  if (parts.empty()) return fail(ErrorCode::not_found, tr("the archive has no such file"));
  return {};
}

Result<WebAnswer> written(Site& site, const Result<Json>& entry) {
  const std::vector<Json> entries{TRY(Result<Json>(entry))};
  return json({{"holds", TRY(site.writer.write_down(entries, kPatience))}});
}

std::string now() { return utc_text(std::time(nullptr)); }

Result<WebAnswer> split(Site& site, const WebRequest& request) {
  TRY_VOID(check_file(site, request, request["file"]));
  const Json body = TRY(object_in(request));
  const auto list = body.find("at");
  std::vector<int> at;
  if (list == body.end() || !list->is_array()) return fail(ErrorCode::usage, tr("at must be a list of pages"));
  for (const Json& page : *list) {
    if (!page.is_number_integer()) return fail(ErrorCode::usage, tr("at must be a list of pages"));
    at.push_back(page.get<int>());
  }
  return written(site, cut_anew(site.options.kho, request["file"], at, request.person->name, now()));
}

Result<WebAnswer> undo_split(Site& site, const WebRequest& request) {
  TRY_VOID(check_file(site, request, request["file"]));
  return written(site, take_cut_back(site.options.kho, request["file"], request.person->name, now()));
}

Result<WebAnswer> join(Site& site, const WebRequest& request) {
  const Json body = TRY(object_in(request));
  const auto list = body.find("ids");
  if (list == body.end() || !list->is_array()) return fail(ErrorCode::usage, tr("ids must be a list of documents"));
  std::vector<std::string> ids;
  for (const Json& id : *list) {
    if (!id.is_string()) return fail(ErrorCode::usage, tr("ids must be a list of documents"));
    ids.push_back(TRY(document_for(site.archive, *request.person, id.get<std::string>()))->id);
  }
  return written(site, join_in_order(site.options.kho, ids, request.person->name, now()));
}

Result<WebAnswer> undo_join(Site& site, const WebRequest& request) {
  const auto document = TRY(document_for(site.archive, *request.person, request["id"]));
  return written(site, take_join_back(site.options.kho, document->id, request.person->name, now()));
}

}  // namespace

void add_pile_api(Handlers& handlers) {
  handlers["parts"] = parts;
  handlers["split"] = split;
  handlers["undoSplit"] = undo_split;
  handlers["join"] = join;
  handlers["undoJoin"] = undo_join;
}

}  // namespace sohoa::server
