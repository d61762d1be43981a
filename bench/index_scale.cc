// Developer's tool: an index of generated documents, and how fast it answers.
// index_scale build INDEX N PASSAGES [FROM]: N documents of 3 pages, numbered from FROM (0) on, compacted. Their clauses come from
//   passages (a line each of the file) in ever new order, with names, sums, numbers and misread words between: the vocabulary grows.
// index_scale merge INDEX PART…: indexes of `build` with different FROM become one, and are gone.
// index_scale ask INDEX N PASSAGES: N queries of two neighbouring words of the passages, with facets and snippets; and as many suggestions.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>

#include "core/text/normalize.hh"
#include "indexer/index_builder.hh"
#include "indexer/publish_index.hh"
#include "search/search.hh"

namespace sohoa {
namespace {

constexpr std::size_t kPageBytes = 2'000;
constexpr unsigned kSeed = 7;

double cpu_seconds() {
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  return static_cast<double>(use.ru_utime.tv_sec + use.ru_stime.tv_sec) + 1e-6 * static_cast<double>(use.ru_utime.tv_usec + use.ru_stime.tv_usec);
}

void set(Document& document, FieldId id, const std::string& value) {
  Field& field = document.fields[id];
  field.values = {value};
  field.status = Status::accepted;
}

/// The parts of all passages between commas, semicolons and full stops.
std::vector<std::string> clauses_of(const std::vector<std::string>& passages) {
  std::vector<std::string> out;
  for (const std::string& passage : passages)
    for (std::size_t from = 0; from < passage.size();) {
      const std::size_t end = std::min(passage.find_first_of(",;.", from), passage.size() - 1) + 1;
      out.push_back(passage.substr(from, end - from));
      from = end;
    }
  return out;
}

/// What no two documents have in common: a person, a sum of money, a number that is cited.
std::string particular(const std::vector<std::string>& clauses, std::mt19937& random) {
  const auto syllable = [&] {
    const std::string& clause = clauses[random() % clauses.size()];
    const auto words = text::words(clause);
    return words.empty() ? std::string("An") : std::string(words[random() % words.size()]);
  };
  switch (random() % 3) {
    case 0: return "ông " + syllable() + " " + syllable() + " " + syllable();
    case 1: return fmt::format("{}.{:03}.{:03} đồng", 1 + random() % 999, random() % 1000, random() % 1000);
    default: return fmt::format("Quyết định số {}/QĐ-UBND ngày {}/{}/{}", 1 + random() % 5'000, 1 + random() % 28, 1 + random() % 12, 2005 + random() % 21);
  }
}

/// As a scan gives a word back now and then: another letter in it.
std::string misread(std::string word, std::mt19937& random) {
  char& letter = word[random() % word.size()];
  if (letter >= 'a' && letter <= 'z') letter = static_cast<char>('a' + random() % 26);
  return word;
}

/// Like real documents of this length in how many words and pairs of words they hold once (docs/search.md).
Page page_of(int n, const std::vector<std::string>& clauses, std::size_t subject, std::mt19937& random) {
  constexpr unsigned kMisread = 100;    // one word in so many
  constexpr std::size_t kSubject = 150;  // neighbouring clauses a document is made of, for the most part
  Page page;
  page.n = n;
  page.origin = Origin::text;
  std::size_t bytes = 0;
  for (int block = 0; bytes < kPageBytes; ++block) {
    const std::string passage = block % 8 == 7   ? particular(clauses, random)
                                : block % 4 == 2 ? clauses[random() % clauses.size()]
                                                 : clauses[(subject + random() % kSubject) % clauses.size()];
    Word word;
    word.block = word.line = block;
    for (std::size_t from = 0; from < passage.size() && bytes < kPageBytes;) {
      const std::size_t end = std::min(passage.find(' ', from), passage.size());
      word.text = passage.substr(from, end - from);
      bytes += word.text.size() + 1;
      if (!word.text.empty() && random() % kMisread == 0) word.text = misread(word.text, random);
      if (!word.text.empty()) page.words.push_back(word);
      from = end + 1;
    }
  }
  return page;
}

/// Always the same for the same number.
Document generated(std::size_t i, const std::vector<std::string>& clauses) {
  std::mt19937 random(kSeed + static_cast<unsigned>(i));
  constexpr std::array kTypes{"Quyết định", "Công văn", "Kế hoạch", "Báo cáo", "Tờ trình", "Thông báo"};
  constexpr std::array kIssuers{"Ủy ban nhân dân tỉnh", "Sở Tư pháp", "Sở Nội vụ", "Sở Y tế", "Văn phòng", "Sở Tài chính", "Sở Xây dựng"};
  Document out;
  out.id = fmt::format("{:012x}", i);
  out.dossier = fmt::format("hoso{:05}", i / 40);
  out.sources.push_back({fmt::format("{}/{}.pdf", out.dossier, i), "", {1, 2, 3}});
  const std::size_t kind = random() % kTypes.size();
  set(out, FieldId::type, kTypes[kind]);
  set(out, FieldId::issuer, kIssuers[random() % kIssuers.size()]);
  set(out, FieldId::number, fmt::format("{}/{}-UBND", 1 + random() % 9'999, text::fold(kTypes[kind]).substr(0, 2)));
  set(out, FieldId::issued_date, fmt::format("{}-{:02}-{:02}", 2005 + random() % 21, 1 + random() % 12, 1 + random() % 28));
  for (int cited = 0; cited < 4; ++cited) out.citations.emplace_back().number = fmt::format("{}/{}/NĐ-CP", 1 + random() % 200, 2000 + random() % 26);
  const std::size_t subject = random();
  for (int n = 1; n <= 3; ++n) out.pages.push_back(page_of(n, clauses, subject, random));
  return out;
}

double size_of(const std::filesystem::path& index) {
  std::size_t bytes = 0;
  for (const auto& file : std::filesystem::directory_iterator(index)) bytes += file.file_size();
  return static_cast<double>(bytes);
}

int build(const std::filesystem::path& index, std::size_t count, const std::vector<std::string>& passages, std::size_t first) {
  const std::vector<std::string> clauses = clauses_of(passages);
  const std::filesystem::path fresh = index.string() + ".new0";
  std::size_t text_bytes = 0;
  double making = 0.0;
  const double start = cpu_seconds();
  Result<std::vector<std::filesystem::path>> parts;
  {
    auto builder = IndexBuilder::create(fresh);
    for (std::size_t i = first; builder && i < first + count; ++i) {
      const double before = cpu_seconds();
      const Document document = generated(i, clauses);
      text_bytes += text_of(document).size();
      making += cpu_seconds() - before;
      if (const auto added = builder->add(document); !added) return std::cerr << added.error().message << '\n', 1;
    }
    if (!builder) return 1;
    parts = builder->finish();
  }
  if (!parts) return std::cerr << parts.error().message << '\n', 1;
  const double written = cpu_seconds();
  if (!publish_index(*parts, index)) return 1;
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  fmt::print("{} documents, {:.1f} MB of text: {:.1f} CPU s written, {:.1f} compacted; {:.1f} MB, index / text {:.2f}; {} MB memory at most\n",
             count, 1e-6 * static_cast<double>(text_bytes), written - start - making, cpu_seconds() - written, 1e-6 * size_of(index),
             size_of(index) / static_cast<double>(text_bytes), use.ru_maxrss / 1024);
  return 0;
}

int merge(const std::filesystem::path& index, const std::vector<std::filesystem::path>& parts) {
  const double start = cpu_seconds();
  if (const auto merged = publish_index(parts, index); !merged) return std::cerr << merged.error().message << '\n', 1;
  fmt::print("{:.1f} MB, {:.1f} CPU s to merge\n", 1e-6 * size_of(index), cpu_seconds() - start);
  return 0;
}

/// What some calls took, in milliseconds.
struct Times {
  std::vector<double> wall, cpu;

  template <class F>
  auto of(F call) {
    const auto from = std::chrono::steady_clock::now();
    const double cpu_from = cpu_seconds();
    auto answer = call();
    cpu.push_back(1e3 * (cpu_seconds() - cpu_from));
    wall.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count());
    return answer;
  }
  void print(std::string_view what) {
    const auto at = [](std::vector<double>& values, double share) {
      std::ranges::sort(values);
      return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
    };
    fmt::print("{} {}: wall p50 {:.1f} ms, p99 {:.1f} ms; CPU p50 {:.1f} ms, p99 {:.1f} ms\n", wall.size(), what, at(wall, 0.5), at(wall, 0.99),
               at(cpu, 0.5), at(cpu, 0.99));
  }
};

int ask(const std::filesystem::path& index, std::size_t count, const std::vector<std::string>& passages) {
  auto searcher = search::Searcher::open({index.string()});
  if (!searcher) return std::cerr << searcher.error().message << '\n', 1;
  std::mt19937 random(kSeed + 1);
  search::Options options;
  options.facets = true;
  Times queries, endings;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string& passage = passages[random() % passages.size()];
    const auto words = text::words(passage);
    if (words.size() < 2) continue;
    const std::size_t at = random() % (words.size() - 1);
    const std::string query = std::string(words[at]) + " " + std::string(words[at + 1]);
    const std::string typed = i % 2 ? query : text::fold(query);
    if (const auto hits = queries.of([&] { return searcher->search(typed, options); }); !hits) return 1;
    if (const auto words_on = endings.of([&] { return searcher->complete(text::fold(words[at]).substr(0, 2)); }); !words_on) return 1;
  }
  queries.print("queries of two words with facets and snippets");
  endings.print("suggestions for two letters");
  return 0;
}

}  // namespace
}  // namespace sohoa

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  if (args.size() < 3) return std::cerr << "usage: index_scale build|ask INDEX N PASSAGES [FROM] | merge INDEX PART…\n", 64;
  if (args[0] == "merge") return sohoa::merge(args[1], {args.begin() + 2, args.end()});
  if (args.size() < 4) return std::cerr << "which passages?\n", 64;
  std::vector<std::string> passages;
  std::ifstream file(args[3]);
  for (std::string line; std::getline(file, line);)
    if (line.find(' ') != std::string::npos) passages.push_back(line);
  if (passages.empty()) return std::cerr << "no passages in " << args[3] << '\n', 64;
  const std::size_t count = std::stoul(args[2]);
  if (args[0] == "ask") return sohoa::ask(args[1], count, passages);
  return sohoa::build(args[1], count, passages, args.size() > 4 ? std::stoul(args[4]) : 0);
}
