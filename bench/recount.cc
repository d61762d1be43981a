// Counts an archive against a register, then one new document, then that it is gone again: CPU seconds of each.
//   ninja recount && build/release/bench/recount KHO REGISTER
#include <fmt/format.h>

#include <array>
#include <ctime>

#include "core/data_files.hh"
#include "core/store/archive.hh"
#include "report/coverage.hh"
#include "report/register.hh"

using namespace sohoa;

namespace {

double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <class Work>
double cost(const Work& work) {
  const double before = seconds();
  work();
  return seconds() - before;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 64;
  const auto bytes = read_file(arguments[2]);
  const auto names = register_columns({});
  const auto archive = Archive::open(arguments[1]);
  if (!bytes || !names || !archive) return 2;
  ScanTable table;
  auto book = parse_register(*bytes, arguments[2], *names);
  if (!book || !archive->each_summary([&](const Summary& s) { table.add(s); return true; })) return 2;
  std::unique_ptr<KeptCoverage> kept;
  Coverage now;
  fmt::print("matching and lists: {:.2f} s\n", cost([&] { kept = std::make_unique<KeptCoverage>(*book, table.scans), now = kept->now(); }));
  const auto tables = [&] {
    for (const Dimension d : {Dimension::unit, Dimension::year}) counts_by(d, *book, table.scans, now, {});
  };
  fmt::print("tables by unit and year: {:.2f} s\n", cost(tables));
  for (const std::size_t nth : {0UL, 100UL, 10'000UL}) {
    if (nth >= now.missing.size()) break;
    const RegisterRow& row = book->rows[now.missing[nth]];
    Scan scan;
    scan.id = scan.path = table.texts.once("new");
    scan.number = row.number, scan.date = row.date, scan.issuer = row.issuer, scan.subject = row.subject, scan.type = row.type;
    scan.number_sure = scan.date_sure = true;
    table.scans.push_back(scan);
    const std::array which{static_cast<std::uint32_t>(table.scans.size() - 1)};
    const int before = now.total.digitized;
    const double came = cost([&] { kept->changed(which); now = kept->now(); tables(); });
    const int after = now.total.digitized;
    table.scans.back().gone = true;
    fmt::print("{} came: {:.2f} s, digitized {} -> {}; went: {:.2f} s\n", row.number, came, before, after, cost([&] { kept->changed(which); now = kept->now(); tables(); }));
  }
}
