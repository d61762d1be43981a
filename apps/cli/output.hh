#pragma once
#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/language.hh"
#include "report/table.hh"

namespace sohoa::cli {

/// The width as_text() may use on stdout: 0 when that is no terminal.
inline int output_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) size.ws_col = 0;
  return text_width(isatty(STDOUT_FILENO) == 1, std::getenv("COLUMNS"), size.ws_col);
}

/// main checks once, at the end, that all of it could be written.
inline void put(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

/// --format with the names the command knows; the first is the default.
inline void add_format(CLI::App& command, std::string& format, const std::vector<std::string>& names) {
  format = names.front();
  command.add_option("--format", format, tr("Form of the output"))->check(CLI::IsMember(names))->capture_default_str();
}

}  // namespace sohoa::cli
