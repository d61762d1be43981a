#include "indexer/index_builder.hh"

#include <optional>
#include <string>
#include <utility>

#include "indexer/guarded.hh"
#include "indexer/index_document.hh"
#include "indexer/publish_index.hh"
#include "indexer/schema.hh"
#include "indexer/word_forms.hh"
#include "indexer/word_tables.hh"

namespace sohoa {
namespace {

namespace fs = std::filesystem;

// Of text, measured (docs/search.md). Commits so often that Xapian sorts within the processor's cache; parts so large that merging
// them, which leaves a term's postings in as many pieces, costs no room.
constexpr std::size_t kCommitBytes = 200'000, kPartBytes = 40'000'000;
constexpr std::size_t kMergeAt = 32;  // parts of one size; each has six files open while merging
constexpr int kFlags = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;

}  // namespace

struct IndexBuilder::Private {
  fs::path folder;
  bool include_secret = false;
  WordForms forms;
  WordTables tables;
  std::optional<Xapian::WritableDatabase> part;
  std::size_t part_bytes = 0, fresh_bytes = 0;  // of text; fresh: not committed
  std::size_t made = 0;
  std::vector<std::vector<fs::path>> levels;  // parts of the smallest size, of those merged once, …

  fs::path next_path() { return folder / std::to_string(made++); }

  void begin_part() {
    if (levels.empty()) levels.emplace_back();
    levels.front().push_back(next_path());
    part.emplace(levels.front().back().string(), kFlags);
    part->set_metadata(std::string(schema::kVersionKey), std::string(schema::kVersion));
    if (include_secret) part->set_metadata(std::string(schema::kSecretKey), "1");
    part_bytes = fresh_bytes = 0;
  }

  Result<void> end_part() {
    part->commit();
    part.reset();
    for (std::size_t level = 0; level < levels.size() && levels[level].size() >= kMergeAt; ++level) TRY_VOID(merge(level));
    return {};
  }

  /// The parts of one size become one of the next.
  Result<void> merge(std::size_t level) {
    const std::vector<fs::path> parts = std::exchange(levels[level], {});
    if (level + 1 == levels.size()) levels.emplace_back();
    levels[level + 1].push_back(next_path());
    return merge_indexes(parts, levels[level + 1].back());
  }
};

IndexBuilder::IndexBuilder(std::unique_ptr<Private> p) : p_(std::move(p)) {}
IndexBuilder::IndexBuilder(IndexBuilder&&) noexcept = default;
IndexBuilder& IndexBuilder::operator=(IndexBuilder&&) noexcept = default;
IndexBuilder::~IndexBuilder() = default;

Result<IndexBuilder> IndexBuilder::create(const fs::path& folder, bool include_secret) {
  return guarded(folder, [&]() -> Result<IndexBuilder> {
    std::error_code error;
    fs::remove_all(folder, error);
    fs::create_directories(folder, error);
    if (error) return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}: {}")), folder.string(), error.message()));
    auto p = std::make_unique<Private>();
    p->folder = folder;
    p->include_secret = include_secret;
    p->begin_part();  // an archive without documents has an index too
    return IndexBuilder(std::move(p));
  });
}

Result<void> IndexBuilder::add(const Document& document) {
  return guarded(p_->folder, [&]() -> Result<void> {
    if (!p_->part) p_->begin_part();
    if (schema::is_secret(document) && !p_->include_secret) {
      p_->part->set_metadata(std::string(schema::kWithheldKey) + schema::id_term(document.id), "1");
      return {};
    }
    std::size_t bytes = 0;
    p_->part->add_document(index_document(document, p_->forms, p_->tables, *p_->part, bytes));
    p_->part_bytes += bytes;
    p_->fresh_bytes += bytes;
    if (p_->part_bytes >= kPartBytes) return p_->end_part();
    if (p_->fresh_bytes < kCommitBytes) return {};
    p_->part->commit();
    p_->fresh_bytes = 0;
    return {};
  });
}

Result<std::vector<fs::path>> IndexBuilder::finish() {
  return guarded(p_->folder, [&]() -> Result<std::vector<fs::path>> {
    if (p_->part) TRY_VOID(p_->end_part());
    std::size_t count = 0;
    for (const auto& parts : p_->levels) count += parts.size();
    for (std::size_t level = 0; level + 1 < p_->levels.size() && count >= kMergeAt; ++level) {
      if (p_->levels[level].size() < 2) continue;
      count -= p_->levels[level].size() - 1;
      TRY_VOID(p_->merge(level));
    }
    std::vector<fs::path> out;
    for (const auto& parts : p_->levels) out.insert(out.end(), parts.begin(), parts.end());
    return out;
  });
}

}  // namespace sohoa
