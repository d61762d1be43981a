#include "core/store/audit.hh"

#include <gtest/gtest.h>

#include <fstream>

#include "core/data_files.hh"
#include "core/hash.hh"
#include "core/store/chained_log.hh"
#include "core/store/decisions.hh"
#include "core/store/journal.hh"
#include "core/store/kho.hh"
#include "temporary_kho.hh"

namespace sohoa {
namespace {

Json said(int n) { return {{"what", "correct"}, {"n", n}}; }

class ChainedLogTest : public testing::Test {
 protected:
  void append(int n) { ASSERT_TRUE(append_chained(log_, std::vector{said(n)})); }
  std::string text() const { return read_file(log_).value(); }
  void set_text(const std::string& text) const { std::ofstream(log_, std::ios::binary | std::ios::trunc) << text; }
  Chain chain() const { return check_chain(log_).value(); }
  /// The whole log with one piece of it replaced.
  std::string with(const std::string& from, const std::string& to) const {
    std::string out = text();
    out.replace(out.find(from), from.size(), to);
    return out;
  }

  TemporaryKho folder_;
  std::filesystem::path log_ = folder_.path / "log.jsonl";
};

TEST_F(ChainedLogTest, AChainThatNobodyTouchedFits) {
  EXPECT_EQ(chain().entries, 0);
  ASSERT_TRUE(append_chained(log_, std::vector{said(1), said(2)}));
  append(3);
  EXPECT_EQ(chain().entries, 3);
  EXPECT_EQ(chain().broken_line, 0);
}

TEST_F(ChainedLogTest, EveryTouchIsSeenOnTheLineBehindIt) {
  for (int n = 1; n <= 4; ++n) append(n);
  const std::string whole = text();
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < whole.size(); at = whole.find('\n', at) + 1) lines.push_back(whole.substr(at, whole.find('\n', at) + 1 - at));
  const struct {
    const char* what;
    std::string text;
    int broken;
  } rows[] = {
      {"nothing", whole, 0},
      {"a value changed", with("\"n\":2", "\"n\":7"), 3},
      {"a line left out", lines[0] + lines[2] + lines[3], 2},
      {"the first line left out", lines[1] + lines[2] + lines[3], 1},
      {"a line put in", lines[0] + "{\"what\":\"correct\"}\n" + lines[1] + lines[2] + lines[3], 2},
      {"two lines exchanged", lines[0] + lines[2] + lines[1] + lines[3], 2},
      {"a line made unreadable", lines[0] + "?" + lines[1] + lines[2] + lines[3], 3},
  };
  for (const auto& row : rows) {
    set_text(row.text);
    EXPECT_EQ(chain().broken_line, row.broken) << row.what;
  }
}

TEST_F(ChainedLogTest, LinesFromBeforeTheChainAreCoveredByIt) {
  set_text("{\"what\":\"join\"}\n{\"what\":\"split\"}\n");
  append(1);
  append(2);
  EXPECT_EQ(chain().broken_line, 0);
  set_text(with("join", "jOin"));
  EXPECT_EQ(chain().broken_line, 3);
}

TEST_F(ChainedLogTest, HalfALineIsPassedOver) {
  append(1);
  set_text(text() + "{\"what\": \"corr");
  append(2);
  EXPECT_EQ(chain().torn, 1);
  EXPECT_EQ(chain().broken_line, 0);
  append(3);
  EXPECT_EQ(chain().entries, 3);
  EXPECT_EQ(chain().broken_line, 0);
}

TEST_F(ChainedLogTest, LongLinesAreFoundFromTheEnd) {
  ASSERT_TRUE(append_chained(log_, std::vector{Json{{"text", std::string(200'000, 'x')}}}));
  append(2);
  append(3);
  EXPECT_EQ(chain().broken_line, 0);
  EXPECT_EQ(chain().entries, 3);
}

TEST(Audit, BothLogsAreOneTrail) {
  TemporaryKho kho;
  const std::string a(16, 'a'), b(16, 'b');
  ASSERT_TRUE(append_to_journal(kho.path, std::vector{withdrawal_entry(a, {"lan", "2026-11-02", "twice", ""}),
                                                      withdrawal_entry(b, {"lan", "2026-11-04", "blurred", a})}));
  ASSERT_TRUE(note_event(kho.path, {"2026-11-01", "minh", "view", a, Json::object()}));
  ASSERT_TRUE(note_event(kho.path, {"2026-11-03", "root", "backup", "", {{"to", "/b"}}}));
  std::string all;
  const std::vector<AuditEvent> trail = audit_trail(kho.path).value();
  for (const AuditEvent& e : trail) all += e.what + " ";
  EXPECT_EQ(all, "view withdraw backup replace ");
  const auto of_a = audit_trail(kho.path, a).value();
  ASSERT_EQ(of_a.size(), 3U) << "that it stands for another is of it, too";
  EXPECT_EQ(of_a[1].details.at("reason"), "twice");
  EXPECT_EQ(audit_trail(kho.path, b)->size(), 1U);
}

}  // namespace
}  // namespace sohoa
