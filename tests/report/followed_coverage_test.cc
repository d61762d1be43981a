#include "report/followed_coverage.hh"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <random>

#include "core/data_files.hh"
#include "core/store/database.hh"
#include "core/store/ledger.hh"
#include "tests/store/temporary_kho.hh"

namespace sohoa {
namespace {

/// An archive that is written to, a page a file, and a register of as many documents.
class Office {
 public:
  explicit Office(const std::filesystem::path& kho) : ledger_(Ledger::open(kho).value()) {}

  /// A file comes, or is a copy of one that came before.
  void comes(int file, int content, const std::string& number, const std::string& day) {
    const std::string name = fmt::format("hs{}/{:03}.pdf", content % 2, file), sha256 = fmt::format("{:064}", content);
    ASSERT_TRUE(ledger_.note(std::vector{FoundFile{"/s/" + name, name, fmt::format("hs{}", content % 2), 1, file}}));
    const QueuedFile queued = ledger_.take_file().value().value();
    if (!ledger_.set_content(queued.id, sha256).value().first) return;
    ASSERT_TRUE(ledger_.set_pages(queued.id, "r1", 1));
    ASSERT_TRUE(ledger_.finish_page({sha256, "r1", 1}, Page()));
    put(queued.id, document(content, name, sha256, number, day), {});
    known_.push_back(content);
  }

  /// Its record becomes another, or a person takes it out.
  void changes(int content, const std::string& number, bool withdrawn) {
    const StoredPart part = ledger_.part(id(content)).value().value();
    Document d = part.document;
    d.fields[FieldId::number].values = {number};
    put(part.file.id, d, withdrawn ? std::vector{d.id} : std::vector<std::string>());
  }

  void is_indexed(int content) {
    ASSERT_TRUE(ledger_.mark_put(id(content)));
    ASSERT_TRUE(ledger_.mark_committed());
  }

  const std::vector<int>& known() const { return known_; }

 private:
  static std::string id(int content) { return fmt::format("{:016}", content); }

  static Document document(int content, const std::string& name, const std::string& sha256, const std::string& number, const std::string& day) {
    Document d;
    d.id = id(content);
    d.dossier = fmt::format("hs{}", content % 2);
    d.sources = {{name, sha256, {1}}};
    for (const auto& [field, value] : {std::pair(FieldId::number, number), {FieldId::issued_date, day}, {FieldId::issuer, "Sở Tư pháp"}, {FieldId::subject, "Kế hoạch kiểm soát thủ tục hành chính"}}) {
      d.fields[field].values = {value};
      d.fields[field].status = Status::accepted;
    }
    d.pages.resize(1);
    return d;
  }

  void put(std::int64_t file, const Document& d, const std::vector<std::string>& withdrawn) {
    ASSERT_TRUE(ledger_.put_documents(file, std::vector{d}, "r1", fmt::format("x{}", ++version_), {withdrawn.begin(), withdrawn.end()}));
  }

  Ledger ledger_;
  std::vector<int> known_;
  int version_ = 0;
};

Register register_of(int rows) {
  std::string csv = "Hồ sơ,Số ký hiệu,Ngày tháng,Trích yếu,Cơ quan ban hành\n";
  for (int n = 1; n <= rows; ++n) csv += fmt::format("hs{},{}/KH-STP,{:02}/04/2025,Kế hoạch kiểm soát thủ tục hành chính,Sở Tư pháp\n", n % 2, n, n % 28 + 1);
  return parse_register(csv, "so.csv", register_columns({}).value()).value();
}

std::string told(FollowedCoverage& coverage) {
  coverage.tell_apart({Dimension::dossier, Dimension::month}, {});
  return coverage_json(coverage.report()).dump(1);
}

TEST(FollowedCoverage, is_what_a_count_from_nothing_says) {
  constexpr int kRows = 40;
  const TemporaryKho kho;
  Office office(kho.path);
  office.comes(0, 1, "1/KH-STP", "2025-04-02");
  const Archive archive = Archive::open(kho.path).value();
  const auto followed = FollowedCoverage::begin(archive, register_of(kRows), "2025-06-01").value();
  std::mt19937 chance(7);
  const auto one_of = [&](int n) { return static_cast<int>(chance() % static_cast<unsigned>(n)); };
  const auto number = [&](int n) { return fmt::format("{}/KH-STP", n); };
  std::string before;
  int same = 0;
  for (int step = 1; step <= 80; ++step) {
    const int content = office.known()[static_cast<std::size_t>(one_of(static_cast<int>(office.known().size())))];
    switch (one_of(5)) {
      case 0: office.changes(content, number(one_of(kRows) + 1), one_of(3) == 0); break;
      case 1: office.is_indexed(content); break;
      case 2: office.comes(step, content, "", ""); break;  // a copy
      default: {
        const int n = one_of(kRows) + 1;
        office.comes(step, 1000 - step, number(n), fmt::format("2025-04-{:02}", n % 28 + 1));
      }
    }
    ASSERT_TRUE(followed->follow(archive));
    const auto anew = FollowedCoverage::begin(archive, register_of(kRows), "2025-06-01").value();
    ASSERT_EQ(told(*followed), told(*anew)) << "step " << step;
    same += told(*followed) == before;
    before = told(*followed);
  }
  EXPECT_LT(same, 40);  // nearly every step changes what is told
  EXPECT_GT(followed->report().coverage.total.digitized, 10);
  EXPECT_FALSE(followed->report().coverage.duplicates.empty());
  EXPECT_EQ(followed->follow(archive).value(), 0U);
}

/// While it lives summaries cannot be read, though what changed can.
class Damage {
 public:
  explicit Damage(const std::filesystem::path& kho) : db_(store::open_database(kho, true).value()) { db_.exec("ALTER TABLE summaries RENAME COLUMN subject TO lost"); }
  ~Damage() { db_.exec("ALTER TABLE summaries RENAME COLUMN lost TO subject"); }

 private:
  store::Database db_;
};

/// Follows while a document that came is damaged, then when it is whole again.
TEST(FollowedCoverage, a_look_that_failed_leaves_no_wrong_counts) {
  const TemporaryKho kho;
  Office office(kho.path);
  office.comes(0, 1, "1/KH-STP", "2025-04-02");
  const Archive archive = Archive::open(kho.path).value();
  const auto followed = FollowedCoverage::begin(archive, register_of(4), "2025-06-01").value();
  office.comes(1, 2, "2/KH-STP", "2025-04-03");
  office.changes(1, "3/KH-STP", false);
  for (int look = 0; look < 2; ++look) {
    const Damage damage(kho.path);
    EXPECT_FALSE(followed->follow(archive)) << look;
  }
  ASSERT_TRUE(followed->follow(archive));
  const auto anew = FollowedCoverage::begin(archive, register_of(4), "2025-06-01").value();
  EXPECT_EQ(told(*followed), told(*anew));
  EXPECT_EQ(followed->report().coverage.total.digitized + followed->report().coverage.total.doubtful, 2);
}

TEST(FollowedCoverage, looks_again_at_what_may_be_seen_no_more) {
  const TemporaryKho kho;
  Office office(kho.path);
  office.comes(0, 1, "1/KH-STP", "2025-04-02");
  office.comes(1, 2, "2/KH-STP", "2025-04-03");
  const Archive archive = Archive::open(kho.path).value();
  std::set<std::string> hidden;
  const auto followed = FollowedCoverage::begin(archive, register_of(4), "2025-06-01", [&](const Summary& s) { return !hidden.contains(s.id); }).value();
  const int all = followed->report().coverage.total.missing();
  hidden = {fmt::format("{:016}", 2)};
  ASSERT_TRUE(followed->follow(archive, hidden));
  EXPECT_EQ(followed->report().coverage.total.missing(), all + 1);
  const std::set<std::string> shown = std::exchange(hidden, {});
  ASSERT_TRUE(followed->follow(archive, shown));
  EXPECT_EQ(followed->report().coverage.total.missing(), all);
}

}  // namespace
}  // namespace sohoa
