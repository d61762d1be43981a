#include "search/succession.hh"

#include <fmt/format.h>

#include <algorithm>

#include "core/data_files.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"

namespace sohoa::search {
namespace {

std::vector<std::string> folded_words(std::string_view s) {
  std::vector<std::string> out;
  for (const std::string_view word : text::words(s)) out.push_back(text::fold(word));
  return out;
}

std::string joined(const std::vector<std::string_view>& words, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) {
    if (!out.empty()) out += ' ';
    out += words[i];
  }
  return out;
}

/// Day, month, year, as people write it.
std::string shown_day(const std::string& iso) {
  return iso.size() == 10 ? fmt::format("{}/{}/{}", iso.substr(8, 2), iso.substr(5, 2), iso.substr(0, 4)) : iso;
}

}  // namespace

Result<Succession> Succession::load(const std::filesystem::path& data) {
  Succession out;
  for (const char* file : {"provinces.csv", "agencies.csv"}) {
    const DataTable table = TRY(read_csv(data / file));
    const int name = table.column("name"), until = table.column("until"), successor = table.column("successor");
    if (name < 0 || until < 0 || successor < 0)
      return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{} needs the columns name, until and successor")), (data / file).string()));
    for (const auto& row : table.rows) {
      const auto cell = [&](int column) { return row[static_cast<std::size_t>(column)]; };
      out.bodies_.push_back({cell(name), folded_words(cell(name)), cell(until), cell(successor)});
    }
  }
  return out;
}

std::vector<std::string> Succession::former(std::string_view name, std::string_view as_of) const {
  std::vector<std::string> out;
  std::vector<std::string> wanted{std::string(name)};
  for (std::size_t i = 0; i < wanted.size(); ++i)
    for (const Body& body : bodies_) {
      const bool taken_over = body.successor == wanted[i] && !body.until.empty() && (as_of.empty() || body.until < as_of);
      if (!taken_over || std::ranges::find(wanted, body.name) != wanted.end()) continue;
      wanted.push_back(body.name);
      out.push_back(body.name);
    }
  return out;
}

/// The body whose name begins here, the longest; `length` in words.
std::vector<const Succession::Body*> Succession::named_in(const std::vector<std::string>& words, std::size_t at, std::size_t& length) const {
  std::vector<const Body*> out;
  length = 0;
  for (const Body& body : bodies_) {
    if (body.words.size() < std::max<std::size_t>(length, 2) || at + body.words.size() > words.size()) continue;
    if (!std::equal(body.words.begin(), body.words.end(), words.begin() + static_cast<std::ptrdiff_t>(at))) continue;
    if (body.words.size() > length) out.clear();
    length = body.words.size();
    out.push_back(&body);
  }
  return out;
}

void Succession::extend(Clause& clause, std::string_view as_of, std::vector<std::string>& notes) const {
  const std::vector<QueryItem> items = clause.any;
  for (const QueryItem& item : items) {
    if (item.kind != ItemKind::phrase && item.kind != ItemKind::filter) continue;
    const std::vector<std::string_view> typed = text::words(item.text);
    const std::vector<std::string> words = folded_words(item.text);
    for (std::size_t at = 0, length = 0; at < words.size(); at += std::max<std::size_t>(length, 1))
      for (const Body* body : named_in(words, at, length))
        for (const std::string& name : former(body->name, as_of)) {
          QueryItem more = item;
          more.text = joined(typed, 0, at) + (at > 0 ? " " : "") + name;
          if (at + length < typed.size()) more.text += ' ' + joined(typed, at + length, typed.size());
          clause.any.push_back(std::move(more));
          const auto gone = std::ranges::find(bodies_, name, &Body::name);
          notes.push_back(fmt::format(fmt::runtime(tr("with {}, which became part of {} after {}")), name, gone->successor, shown_day(gone->until)));
        }
  }
}

QueryTree Succession::with_former(const QueryTree& tree, std::string_view as_of, std::vector<std::string>& notes) const {
  QueryTree out;
  const auto plain = [&](std::size_t i) {
    const Clause& clause = tree.clauses[i];
    return !clause.excluded && clause.any.size() == 1 && clause.any.front().kind == ItemKind::word;
  };
  for (std::size_t i = 0; i < tree.clauses.size();) {
    std::vector<std::string> words;  // the row of words that begins here
    for (std::size_t k = i; k < tree.clauses.size() && plain(k); ++k) words.push_back(text::fold(tree.clauses[k].any.front().text));
    std::size_t length = 0;
    const auto bodies = named_in(words, 0, length);
    const bool had_others = std::ranges::any_of(bodies, [&](const Body* body) { return !former(body->name, as_of).empty(); });
    if (had_others) {
      std::string phrase;
      for (std::size_t k = i; k < i + length; ++k) phrase += (phrase.empty() ? "" : " ") + tree.clauses[k].any.front().text;
      out.clauses.push_back({{{ItemKind::phrase, phrase, {}}}, false});
      i += length;
    } else {
      out.clauses.push_back(tree.clauses[i++]);
    }
    if (!out.clauses.back().excluded) extend(out.clauses.back(), as_of, notes);
  }
  return out;
}

}  // namespace sohoa::search
