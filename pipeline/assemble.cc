#include "pipeline/assemble.hh"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/parts.hh"
#include "pipeline/document_ends.hh"
#include "pipeline/extract/parent_before.hh"
#include "pipeline/extract/printed_type.hh"
#include "pipeline/layout/roles.hh"
#include "pipeline/pile.hh"
#include "pipeline/read_page.hh"

namespace sohoa {
namespace {

std::string percent(double confidence) { return fmt::format("{} %", std::lround(confidence * 100)); }

/// On the record, so that a clerk sees what was cut and what was left whole.
Issue cut_issue(const Beginning& b) {
  if (b.sure)
    return {"pile.cut", Severity::notice, b.page,
            fmt::format("Tệp có nhiều văn bản: văn bản này bắt đầu ở trang {} ({}; độ chắc {}).", b.page, b.reasons, percent(b.confidence))};
  return {"pile.maybe", Severity::warning, b.page,
          fmt::format("Có thể một văn bản khác bắt đầu ở trang {} ({}; độ chắc {}): nếu đúng, tách bằng sohoa split.", b.page, b.reasons,
                      percent(b.confidence))};
}

/// Where to cut, and what to say: to the document that holds the page.
struct Cuts {
  std::vector<int> at;
  std::vector<Issue> issues;
};

/// By the evidence of the pages; where the cuts are kept, it says of those alone why they are there, and elsewhere that there may be one.
Cuts found_cuts(std::vector<Page>& pages, const Knowledge& knowledge, const std::optional<std::vector<int>>& kept) {
  const std::vector<std::string> types = title_keys(knowledge);
  mark_roles(pages);
  Cuts cuts;
  std::vector<int> unexplained = kept.value_or(std::vector<int>());
  for (Beginning b : find_beginnings(pages, types)) {
    if (kept) b.sure = std::erase(unexplained, b.page) > 0;
    if (b.sure) cuts.at.push_back(b.page);
    cuts.issues.push_back(cut_issue(b));
  }
  for (const int page : unexplained)
    if (page > 1) {
      cuts.at.push_back(page);
      cuts.issues.push_back({"pile.cut", Severity::notice, page, fmt::format("Văn bản bắt đầu ở trang {} của tệp, như khi có người quyết định về nó.", page)});
    }
  std::ranges::sort(cuts.at);
  return cuts;
}

/// Appendices of a file belong to the last document before them that has a number.
void weigh_documents_before(std::vector<Document>& documents, const Knowledge& knowledge) {
  const Document* before = nullptr;
  for (Document& document : documents) {
    if (before) weigh_document_before(document, *before, knowledge);
    if (!document.field(FieldId::number).values.empty()) before = &document;
  }
}

Cuts decided_cuts(std::vector<int> at) {
  std::ranges::sort(at);
  Cuts cuts;
  for (const int page : at)
    if (page > 1) {
      cuts.at.push_back(page);
      cuts.issues.push_back({"pile.cut", Severity::notice, page, fmt::format("Văn bản bắt đầu ở trang {} của tệp, theo quyết định của người dùng.", page)});
    }
  return cuts;
}

}  // namespace

Document assemble(std::vector<Page> pages, const std::string& path, const std::string& dossier,
                  const std::string& sha256, const std::string& model, const Knowledge& knowledge) {
  Document document;
  document.id = document_id(sha256, 1);
  document.dossier = dossier;
  Source source{path, sha256, {}};
  for (const Page& page : pages) {
    source.pages.push_back(page.n);
    document.issues.insert(document.issues.end(), page.issues.begin(), page.issues.end());
  }
  document.sources = {std::move(source)};
  document.reading_version = kReadingVersion;
  document.reading_model = model;
  document.extraction_version = kExtractionVersion;
  document.extraction_data = knowledge.fingerprint;
  document.pages = std::move(pages);
  extract(document, knowledge);
  document.ends = ends_of(document.pages, title_keys(knowledge));
  return document;
}

std::vector<Document> assemble_file(std::vector<Page> pages, const std::string& path, const std::string& dossier,
                                    const std::string& sha256, const std::string& model, const Knowledge& knowledge,
                                    const std::optional<GivenCuts>& given) {
  const Cuts cuts = given && !given->kept ? decided_cuts(given->at)
                                          : found_cuts(pages, knowledge, given ? std::optional(given->at) : std::nullopt);
  std::vector<Document> documents;
  for (auto begin = pages.begin(); begin != pages.end();) {
    // A document begins on the last cut before its first page that could be read; the file's first one has the file's id.
    const auto next = std::ranges::upper_bound(cuts.at, begin->n);
    const auto end = next == cuts.at.end() ? pages.end() : std::find_if(begin, pages.end(), [&](const Page& page) { return page.n >= *next; });
    const int first = begin == pages.begin() || next == cuts.at.begin() ? 1 : *std::prev(next);
    std::vector<Page> own(std::make_move_iterator(begin), std::make_move_iterator(end));
    const int last = own.back().n;
    Document document = assemble(std::move(own), path, dossier, sha256, model, knowledge);
    document.id = document_id(sha256, first);
    for (const Issue& issue : cuts.issues)
      if (issue.page >= first && issue.page <= last) document.issues.push_back(issue);
    documents.push_back(std::move(document));
    begin = end;
  }
  weigh_documents_before(documents, knowledge);
  if (documents.size() > 1) {
    Document& first = documents.front();
    first.issues.push_back({"pile.cut", Severity::notice, first.sources.front().pages.front(),
                            fmt::format("Tệp có {} văn bản: văn bản này đến hết trang {}.", documents.size(), first.sources.front().pages.back())});
  }
  return documents;
}

}  // namespace sohoa
