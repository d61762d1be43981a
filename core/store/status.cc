#include "core/store/status.hh"

#include "core/store/failure_text.hh"

namespace sohoa::store {
namespace {

/// A failed page says more than its failed file, so a file is listed only when it has none.
constexpr const char* kFailures = R"(
SELECT f.shown, p.page, p.code, p.message
  FROM pages p JOIN files f ON f.sha256 = p.sha256
 WHERE p.state = 'failed' AND f.state NOT IN ('duplicate', 'skipped') AND (?1 = 0 OR f.seen = ?1)
UNION ALL
SELECT f.shown, 0, f.code, f.message
  FROM files f
 WHERE f.state = 'failed' AND (?1 = 0 OR f.seen = ?1)
   AND NOT EXISTS (SELECT 1 FROM pages p WHERE p.sha256 = f.sha256 AND p.state = 'failed')
 ORDER BY 1, 2)";

template <class Visit>
void each_count(Database& db, const char* sql, Visit visit) {
  SQLite::Statement rows(db, sql);
  while (rows.executeStep()) visit(rows.getColumn(0).getString(), rows.getColumn(1).getInt());
}

}  // namespace

ArchiveStatus read_status(Database& db, int run) {
  ArchiveStatus status;
  auto& files = status.files;
  auto& pages = status.pages;
  SQLite::Transaction same_moment(db);
  each_count(db, "SELECT state, count(*) FROM files GROUP BY state", [&](const std::string& state, int n) {
    (state == "done" ? files.done
     : state == "failed" ? files.failed
     : state == "leased" ? files.leased
     : state == "duplicate" ? files.duplicate
     : state == "skipped" ? files.skipped : files.pending) += n;
  });
  each_count(db, "SELECT state, count(*) FROM pages GROUP BY state", [&](const std::string& state, int n) {
    (state == "done" ? pages.done
     : state == "failed" ? pages.failed
     : state == "leased" ? pages.leased : pages.pending) += n;
  });
  auto rows = prepared(db, kFailures, run);
  while (rows.executeStep())
    status.failures.push_back({rows.getColumn(0).getString(), rows.getColumn(1).getInt(), rows.getColumn(2).getString(),
                               failure_text(rows.getColumn(3).getString())});
  return status;
}

}  // namespace sohoa::store
