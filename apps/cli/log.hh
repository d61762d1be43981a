#pragma once
#include <CLI/CLI.hpp>
#include <string>

#include "core/record_json.hh"
#include "ingest/progress.hh"
#include "ingest/watch.hh"

namespace sohoa::cli {

/// How a service logs, on stderr: plain lines, or a JSON object a line. At level info counts and no names: paths and reasons, which may
/// say what is in the scans, come as warnings only; what documents say is never logged.
struct LogOptions {
  std::string form = "plain", level = "info";
};
void add_log_options(CLI::App& command, LogOptions&);

/// Progress and watch as log lines.
class ServiceLog : public Progress, public WatchLog {
 public:
  explicit ServiceLog(const LogOptions&);
  void show(const Tally&) override {}
  void warn(const std::string& message) override;
  void found(std::size_t files) override;
  void finished(const IngestResult&) override;
  void trouble(const Error&) override;
  void over(const std::string& trouble) override;
  void begin(const std::string& event);

 private:
  enum class Level { info, warning };
  void line(Level, const std::string& event, Json members, const std::string& text);
  const bool json_;
};

}  // namespace sohoa::cli
