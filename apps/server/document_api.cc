#include <algorithm>

#include "apps/server/site.hh"
#include "apps/server/visible.hh"
#include "core/data_files.hh"
#include "core/language.hh"
#include "core/store/kho.hh"
#include "core/text/identity.hh"
#include "search/light.hh"

namespace sohoa::server {
namespace {

using DocumentPtr = std::shared_ptr<const Document>;

Result<DocumentPtr> asked(Site& site, const WebRequest& request) { return document_for(site.archive, *request.person, request["id"]); }

/// Words with a picture of them: a reader gets no copy from which identity numbers cannot be taken out.
bool holds_identity_numbers(const Document& document) {
  return std::ranges::any_of(document.pages, [](const Page& page) { return text::has_identity_number(page); });
}

Result<void> check_may_copy(const Account& person, const Document& document) {
  if (!masked_for(person) || !holds_identity_numbers(document)) return {};
  return fail(ErrorCode::not_found, tr("Copies of documents with identity numbers are for clerks."));
}

Json labels() {
  Json out = Json::object();
  for (const FieldSpec& spec : kFields) out[std::string(spec.name)] = {{"vi", spec.label_vi}, {"en", spec.label_en}};
  return out;
}

/// Where on each page stands what was searched for.
Result<std::vector<std::vector<std::pair<std::size_t, std::size_t>>>> found_on(Site& site, const std::string& q, const std::vector<Page>& pages) {
  if (q.empty()) return std::vector<std::vector<std::pair<std::size_t, std::size_t>>>(pages.size());
  std::vector<std::string> texts;
  for (const Page& page : pages) texts.push_back(text_of(page));
  return site.archive.search([&](search::Searcher& s) { return s.found(q, texts); });
}

Result<WebAnswer> document(Site& site, const WebRequest& request) {
  const DocumentPtr found = TRY(asked(site, request));
  Json out = to_json(*found);
  // A citation leads only to what this person may see.
  for (Json& citation : out["citations"]) {
    const auto resolved = citation.find("resolved");
    if (resolved == citation.end() || !resolved->is_string()) continue;
    if (!document_for(site.archive, *request.person, resolved->get<std::string>())) *resolved = nullptr;
  }
  out.erase("tables");
  out["page_count"] = found->pages.size();
  out["page_sizes"] = Json::array();
  for (const Page& page : found->pages) out["page_sizes"].push_back({page.n, page.width, page.height});
  out["found_on"] = Json::array();
  const auto places = TRY(found_on(site, request["q"], found->pages));
  for (std::size_t i = 0; i < places.size(); ++i)
    if (!places[i].empty()) out["found_on"].push_back(found->pages[i].n);
  out["labels"] = labels();
  out["masked"] = masked_for(*request.person);
  if (masked_for(*request.person)) {
    hide_identity_numbers(out["fields"]);
    hide_identity_numbers(out["citations"]);
    hide_identity_numbers(out["deadlines"]);
    hide_identity_numbers(out["issues"]);
  }
  return json(out);
}

Result<const Page*> page_in(const Document& document, const WebRequest& request) {
  const int n = TRY(number_in(request, "n", 1, 1, 100'000));
  const auto page = std::ranges::find(document.pages, n, &Page::n);
  if (page == document.pages.end()) return fail(ErrorCode::not_found, tr("the document has no such page"));
  return &*page;
}

Result<WebAnswer> page(Site& site, const WebRequest& request) {
  const DocumentPtr document = TRY(asked(site, request));
  Page page = *TRY(page_in(*document, request));
  const std::vector<Box> found = search::boxes_of(page, TRY(found_on(site, request["q"], {page})).front());
  if (masked_for(*request.person)) text::hide_identity_numbers(page);
  Json out = to_json(page);
  out.erase("tables");
  out["text"] = text_of(page);
  out["found"] = Json::array();
  for (const Box& box : found) out["found"].push_back({box.x0, box.y0, box.x1, box.y1});
  if (masked_for(*request.person)) hide_identity_numbers(out);
  return json(out);
}

WebAnswer kept_picture(std::string bytes, const char* type) { return {200, type, std::move(bytes), {{"Cache-Control", "private, max-age=3600"}}}; }

Result<WebAnswer> page_image(Site& site, const WebRequest& request) {
  const DocumentPtr document = TRY(asked(site, request));
  const Page& page = *TRY(page_in(*document, request));
  constexpr std::array kWidths{160, 400, 800, 1240, 1860, 2480};  // others would fill the disk
  const int width = TRY(number_in(request, "width", 1240, kWidths.front(), kWidths.back()));
  if (std::ranges::find(kWidths, width) == kWidths.end()) return fail(ErrorCode::usage, tr("width must be one of 160, 400, 800, 1240, 1860, 2480"));
  return kept_picture(TRY(site.pictures.page(*document, page.n, width, masked_for(*request.person))), "image/jpeg");
}

Result<WebAnswer> crop(Site& site, const WebRequest& request) {
  const DocumentPtr document = TRY(asked(site, request));
  const std::optional<FieldId> field = field_named(request["field"]);
  if (!field) return fail(ErrorCode::usage, tr("there is no such field"));
  if (masked_for(*request.person) && holds_identity_numbers(*document)) return fail(ErrorCode::not_found, tr("the field has no place on a page"));
  return kept_picture(TRY(site.pictures.place(*document, *field)), "image/png");
}

Result<WebAnswer> text(Site& site, const WebRequest& request) {
  const DocumentPtr document = TRY(asked(site, request));
  std::string out = text_of(*document);
  if (masked_for(*request.person)) out = text::without_identity_numbers(out);
  return WebAnswer{200, "text/plain; charset=utf-8", std::move(out)};
}

Result<WebAnswer> original(Site& site, const WebRequest& request) {
  const DocumentPtr document = TRY(asked(site, request));
  TRY_VOID(check_may_copy(*request.person, *document));
  const auto source = static_cast<std::size_t>(TRY(number_in(request, "source", 0, 0, 10'000)));
  if (source >= document->sources.size()) return fail(ErrorCode::not_found, tr("the document has no original"));
  const Source& from = document->sources[source];
  return download(TRY(read_file(original_path(site.options.kho, from.sha256))), "application/octet-stream",
                  std::filesystem::path(from.path).filename().string());
}

Result<WebAnswer> searchable_pdf(Site& site, const WebRequest& request) {
  const DocumentPtr document = TRY(asked(site, request));
  TRY_VOID(check_may_copy(*request.person, *document));
  const std::string& number = document->field(FieldId::number).value();
  std::string name = (number.empty() ? document->id : number) + ".pdf";
  std::ranges::replace(name, '/', '-');
  return download(TRY(site.pictures.searchable_pdf(*document)), "application/pdf", name);
}

}  // namespace

void add_document_api(Handlers& handlers) {
  handlers["document"] = document;
  handlers["page"] = page;
  handlers["pageImage"] = page_image;
  handlers["crop"] = crop;
  handlers["text"] = text;
  handlers["original"] = original;
  handlers["searchablePdf"] = searchable_pdf;
}

}  // namespace sohoa::server
