#include "indexer/index_writer.hh"

#include <fmt/format.h>

#include <chrono>
#include <unordered_set>
#include <vector>
#include <xapian.h>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "core/text/number_key.hh"
#include "indexer/schema.hh"
#include "indexer/word_forms.hh"

namespace sohoa {
namespace {

using std::chrono::steady_clock;

// Memory while writing follows from the first (about 5 bytes a byte of text), what a crash costs from the second.
constexpr std::size_t kCommitBytes = 24'000'000;
constexpr std::chrono::seconds kCommitAfter{30};

// How much more often a word counts where it names the document than in its body. Chosen by bench_search.py, docs/search.md.
constexpr Xapian::termcount kSubjectWeight = 2;
constexpr Xapian::termcount kHeadingWeight = 2;
constexpr std::size_t kHeadingWords = 60;

/// Runs what may throw Xapian errors and says them as ours.
template <class Work>
auto guarded(const std::filesystem::path& index, Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const Xapian::DatabaseLockError&) {
    return fail(ErrorCode::busy, fmt::format(fmt::runtime(tr("the index {} is being written by another sohoa")), index.string()),
                tr("Wait until it has finished, then try again."));
  } catch (const Xapian::DatabaseError& e) {
    return fail(ErrorCode::incompatible, fmt::format(fmt::runtime(tr("the index {} is damaged: {}")), index.string(), e.get_msg()),
                tr("Rebuild it: sohoa index --rebuild"));
  } catch (const Xapian::Error& e) {
    return fail(ErrorCode::internal, fmt::format("{}: {}", index.string(), e.get_description()));
  }
}

/// Puts one document together from its words.
class Builder {
 public:
  Builder(Xapian::Document& document, WordForms& forms) : document_(document), forms_(forms) {}

  /// Running text; neighbours make pairs. `seen(form)` is told of every word.
  template <class Seen>
  void add_text(std::string_view text, Xapian::termcount weight, bool with_positions, Seen seen) {
    std::string before;
    for (const std::string_view word : text::words(text)) {
      const WordForm& form = forms_.of(word);
      if (form.folded.empty()) continue;  // a mark without its letter
      if (with_positions) document_.add_posting(form.exact, ++position_, weight);
      else document_.add_term(form.exact, weight);
      document_.add_term(schema::folded_term(form.folded), weight);
      if (!before.empty()) document_.add_term(schema::pair_term(before, form.folded), weight);
      before = form.folded;
      seen(form);
    }
  }

  /// What follows is no neighbour of what came before.
  void new_paragraph() { position_ += 100; }

  /// A value to filter by: its words, its neighbours, and the whole of it.
  void add_value(std::string_view prefix, std::string_view value) {
    std::string before;
    for (const std::string_view word : text::words(value)) {
      const std::string& folded = forms_.of(word).folded;
      document_.add_boolean_term(schema::field_word_term(prefix, folded));
      if (!before.empty()) document_.add_boolean_term(schema::field_pair_term(prefix, before, folded));
      before = folded;
    }
    document_.add_boolean_term(schema::value_term(prefix, value));
  }

  /// A document number; with the weight of a word, so that the rarer one ranks first.
  void add_number(std::string_view prefix, std::string_view number) {
    if (text::words(number).empty()) return;
    document_.add_term(schema::number_term(prefix, number));
    document_.add_term(schema::number_shape_term(prefix, number));
    for (const std::string& part : number_parts(number)) document_.add_term(schema::field_word_term(prefix, part));
  }

 private:
  Xapian::Document& document_;
  WordForms& forms_;
  Xapian::termpos position_ = 0;
};

/// The first words of a document name it (issuer, number, title), whatever the extractor made of them.
std::string heading(const Document& document) {
  std::string out;
  std::size_t count = 0;
  for (const Page& page : document.pages) {
    for (const Word& word : page.words) {
      if (word.block != page.words.front().block || count == kHeadingWords) return out;
      out += word.text;
      out += ' ';
      ++count;
    }
    if (count > 0) break;
  }
  return out;
}

void add_fields(const Document& document, Builder& builder, Xapian::Document& target) {
  for (const FieldSpec& spec : kFields) {
    const Field& field = document.field(spec.id);
    if (field.values.empty()) continue;
    if (spec.slot >= 0) target.add_value(static_cast<Xapian::valueno>(spec.slot), field.value());
    if (spec.prefix.empty()) continue;
    for (const std::string& value : field.values) {
      if (spec.type == FieldType::number) builder.add_number(spec.prefix, value);
      else builder.add_value(spec.prefix, value);
    }
    for (const char* more : {"code", "full"})
      if (const auto found = field.extra.find(more); found != field.extra.end()) builder.add_value(spec.prefix, found->second);
  }
}

}  // namespace

struct IndexWriter::Private {
  std::filesystem::path path;
  Xapian::WritableDatabase database;
  WordForms forms;
  std::unordered_set<std::string> spellings;  // told to the index by this writer
  std::size_t pending_bytes = 0;
  steady_clock::time_point last_commit = steady_clock::now();

  /// Lets a word without marks be looked up as the words it may stand for.
  void remember(const WordForm& form) {
    if (form.marked && form.exact != form.folded && spellings.insert(form.exact).second)
      database.add_synonym(form.folded, form.exact);
  }

  void commit() {
    database.commit();
    pending_bytes = 0;
    last_commit = steady_clock::now();
  }
};

IndexWriter::IndexWriter(std::unique_ptr<Private> p) : p_(std::move(p)) {}
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;
IndexWriter::~IndexWriter() = default;

Result<IndexWriter> IndexWriter::open(const std::filesystem::path& index) {
  return guarded(index, [&]() -> Result<IndexWriter> {
    std::error_code error;
    std::filesystem::create_directories(index, error);
    if (error)
      return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}: {}")), index.string(), error.message()));
    auto p = std::make_unique<Private>();
    p->path = index;
    p->database = Xapian::WritableDatabase(index.string(), Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS);
    const std::string key(schema::kVersionKey), version = p->database.get_metadata(key);
    if (version.empty() && p->database.get_doccount() == 0) {
      p->database.set_metadata(key, std::string(schema::kVersion));
      p->commit();
    } else if (version != schema::kVersion) {
      return fail(ErrorCode::incompatible,
                  fmt::format(fmt::runtime(tr("the index {} was written by another version of sohoa")), index.string()),
                  tr("Rebuild it: sohoa index --rebuild"));
    }
    return IndexWriter(std::move(p));
  });
}

Result<bool> IndexWriter::put(const Document& document) {
  return guarded(p_->path, [&]() -> Result<bool> {
    Xapian::Document target;
    Builder builder(target, p_->forms);
    const auto remember = [this](const WordForm& form) { p_->remember(form); };
    const auto ignore = [](const WordForm&) {};

    const schema::Stored stored = schema::stored(document);
    std::size_t bytes = 0;
    for (const auto& [n, text] : stored.pages) {
      builder.add_text(text, 1, true, remember);
      bytes += text.size();
    }
    builder.add_text(heading(document), kHeadingWeight, false, ignore);
    for (const FieldId id : {FieldId::subject, FieldId::number, FieldId::issuer, FieldId::signer, FieldId::type})
      for (const std::string& value : document.field(id).values) {
        builder.new_paragraph();  // a corrected value is found as a phrase, though the page was read wrong
        builder.add_text(value, id == FieldId::subject ? kSubjectWeight : 1, true, remember);
      }

    add_fields(document, builder, target);
    for (const Citation& citation : document.citations) builder.add_number(schema::kCites, citation.number);
    builder.add_value(schema::kDossier, document.dossier);
    if (stored.issued_date.size() >= 4) builder.add_value(schema::kYear, stored.issued_date.substr(0, 4));

    const std::string id = schema::id_term(document.id);
    target.add_boolean_term(id);
    target.set_data(schema::pack(stored));
    p_->database.replace_document(id, target);

    p_->pending_bytes += bytes + 500;
    if (p_->pending_bytes < kCommitBytes && steady_clock::now() - p_->last_commit < kCommitAfter) return false;
    p_->commit();
    return true;
  });
}

Result<void> IndexWriter::remove(std::string_view id) {
  return guarded(p_->path, [&]() -> Result<void> {
    p_->database.delete_document(schema::id_term(id));
    return {};
  });
}

Result<void> IndexWriter::commit() {
  return guarded(p_->path, [&]() -> Result<void> {
    p_->commit();
    return {};
  });
}

}  // namespace sohoa
