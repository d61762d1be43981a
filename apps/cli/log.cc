#include "apps/cli/log.hh"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "core/language.hh"

namespace sohoa::cli {

void add_log_options(CLI::App& command, LogOptions& log) {
  command.add_option("--log", log.form, tr("Form of the log"))->check(CLI::IsMember({"plain", "json"}))->capture_default_str();
  command.add_option("--log-level", log.level, tr("What to log"))->check(CLI::IsMember({"info", "warning"}))->capture_default_str();
}

ServiceLog::ServiceLog(const LogOptions& options) : json_(options.form == "json") {
  const auto logger = std::make_shared<spdlog::logger>("sohoa", std::make_shared<spdlog::sinks::stderr_sink_st>());
  // Under JSON the message is the rest of the object.
  logger->set_pattern(json_ ? R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l",%v})" : "%Y-%m-%dT%H:%M:%S%z %l %v");
  logger->set_level(options.level == "info" ? spdlog::level::info : spdlog::level::warn);
  logger->flush_on(spdlog::level::info);
  spdlog::set_default_logger(logger);
}

void ServiceLog::line(Level level, const std::string& event, Json members, const std::string& text) {
  Json all{{"event", event}, {"message", text}};
  all.update(members);
  const std::string object = all.dump(-1, ' ', false, Json::error_handler_t::replace);
  const std::string said = json_ ? object.substr(1, object.size() - 2) : text;
  if (level == Level::info) spdlog::info("{}", said);
  else spdlog::warn("{}", said);
}

void ServiceLog::warn(const std::string& message) { line(Level::warning, "warning", Json::object(), message); }

void ServiceLog::begin(const std::string& text) { line(Level::info, "begin", Json::object(), text); }

void ServiceLog::found(std::size_t files) {
  line(Level::info, "found", {{"files", files}}, fmt::format(fmt::runtime(tr("{} files have come to rest")), files));
}

void ServiceLog::finished(const IngestResult& result) {
  const Tally& t = result.tally;
  line(Level::info, "finished",
       {{"files", t.files_finished}, {"pages", t.pages_finished}, {"pages_failed", t.pages_failed}, {"documents", t.documents}, {"files_failed", t.files_failed}},
       fmt::format(fmt::runtime(tr("{} files, {} pages, {} documents; {} files and {} pages failed")), t.files_finished, t.pages_finished, t.documents, t.files_failed, t.pages_failed));
  for (const Failure& f : result.status.failures)
    line(Level::warning, "failed", {{"path", f.path}, {"page", f.page}, {"code", f.code}}, fmt::format("{}: {}", f.path, f.message));
}

void ServiceLog::trouble(const Error& error) {
  line(Level::warning, "trouble", {{"code", name(error.code)}, {"hint", error.hint}}, error.message);
}

void ServiceLog::over(const std::string& trouble) {
  line(Level::warning, "over", Json::object(), fmt::format(fmt::runtime(tr("over: {}")), trouble));
}

}  // namespace sohoa::cli
