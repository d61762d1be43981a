#include "indexer/schema.hh"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/hash.hh"
#include "core/language.hh"
#include "core/names.hh"
#include "core/text/normalize.hh"
#include "core/text/number_key.hh"

namespace sohoa::schema {
namespace {

using Json = nlohmann::ordered_json;

/// Xapian refuses terms above 245 bytes (a zero byte counts twice): what is longer goes by its hash.
std::string term(std::string_view prefix, std::string_view mark, std::string_view rest) {
  std::string out(prefix);
  out += mark;
  out += rest.size() <= 200 && rest.find('\0') == std::string_view::npos ? std::string(rest) : sha256(rest);
  return out;
}

}  // namespace

std::string field_prefix(const FieldSpec& spec) {
  if (!spec.prefix.empty()) return std::string(spec.prefix);
  std::string out = "X";
  for (const char c : spec.name)
    if (c != '_') out += static_cast<char>(c - 'a' + 'A');
  return out;
}

std::string id_term(std::string_view id) { return term(kId, "", id); }
std::string folded_term(std::string_view folded) { return term(kFolded, "", folded); }

std::string pair_term(std::string_view folded, std::string_view next_folded) {
  std::string out(kPair);
  out.append(folded).append(" ").append(next_folded);
  return out;
}

std::string value_term(std::string_view prefix, std::string_view value) {
  const std::string folded = text::fold(text::normalize(value));
  std::string joined;
  for (const std::string_view word : text::words(folded)) {
    if (!joined.empty()) joined += ' ';
    joined += word;
  }
  return term(prefix, "=", joined);
}

std::string field_word_term(std::string_view prefix, std::string_view folded_word) {
  return term(prefix, "", folded_word);
}

std::string field_pair_term(std::string_view prefix, std::string_view folded, std::string_view next_folded) {
  return term(prefix, "", fmt::format("{} {}", folded, next_folded));
}

std::string number_term(std::string_view prefix, std::string_view number) {
  return term(prefix, "=", number_key(number));
}

std::string number_shape_term(std::string_view prefix, std::string_view number) {
  return term(prefix, "~", number_shape(number));
}

std::vector<std::string> near_number_terms(std::string_view prefix, std::string_view number) {
  constexpr std::size_t kLongest = 40;
  const std::string shape = number_shape(number);
  std::vector<std::string> out;
  if (shape.size() > kLongest || shape.size() < 3) return out;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (i > 0 && shape[i] == shape[i - 1]) continue;  // the same word twice
    out.push_back(term(prefix, "-", std::string(shape).erase(i, 1)));
  }
  return out;
}

std::string day_term(std::string_view prefix, std::string_view day) { return term(prefix, "", day); }

std::string number_order(std::string_view number) {
  constexpr std::size_t kDigits = 8;
  std::string key = number_key(number);
  const std::size_t digits = std::min(key.find_first_not_of("0123456789"), key.size());
  if (digits < kDigits) key.insert(0, kDigits - digits, '0');
  return key;
}

Stored stored(const Document& document) {
  Stored out;
  out.id = document.id;
  if (!document.sources.empty()) out.path = document.sources.front().path;
  out.number = document.field(FieldId::number).value();
  out.issued_date = document.field(FieldId::issued_date).value();
  out.type = document.field(FieldId::type).value();
  out.dossier = document.dossier;
  out.subject = document.field(FieldId::subject).value();
  for (const std::string& name : document.field(FieldId::issuer).values) {
    if (!out.issuer.empty()) out.issuer += "; ";
    out.issuer += name;
  }
  for (const FieldId id : {FieldId::number, FieldId::issued_date, FieldId::type, FieldId::issuer, FieldId::subject})
    if (document.field(id).status == Status::review) out.review.emplace_back(spec_of(id).name);
  for (const Page& page : document.pages)
    if (!page.words.empty()) out.pages.emplace_back(page.n, text_of(page));
  return out;
}

bool is_secret(const Document& document) {
  const Field& mark = document.field(FieldId::secrecy);
  return mark.status != Status::missing && !mark.value().empty();
}

std::array<std::string, kFacets.size()> facets_of(const Document& document, const Stored& stored) {
  const bool nothing_known = stored.number.empty() && stored.issued_date.empty() && stored.type.empty() && stored.issuer.empty() && stored.subject.empty();
  const Status status = !stored.review.empty() ? Status::review : nothing_known ? Status::missing : Status::accepted;
  return {stored.type, document.field(FieldId::issuer).value(), stored.issued_date.substr(0, 4), stored.dossier, std::string(name(status))};
}

namespace {
constexpr char kBetween = '\x1f';
}

std::string pack_facets(const std::array<std::string, kFacets.size()>& values) {
  constexpr std::size_t kLongest = 200;  // of a dossier's path, the beginning
  std::string out;
  for (const std::string& value : values) {
    if (&value != &values.front()) out += kBetween;
    std::string one = value.substr(0, kLongest);
    std::ranges::replace(one, kBetween, ' ');
    out += one;
  }
  return out;
}

std::array<std::string_view, kFacets.size()> unpack_facets(std::string_view packed) {
  std::array<std::string_view, kFacets.size()> out;
  for (std::string_view& value : out) {
    const std::size_t end = std::min(packed.find(kBetween), packed.size());
    value = packed.substr(0, end);
    packed.remove_prefix(std::min(end + 1, packed.size()));
  }
  return out;
}

std::string pack(const Stored& s) {
  Json numbers = Json::array();
  for (const auto& [n, text] : s.pages) numbers.push_back(n);
  const Json head{{"id", s.id}, {"path", s.path}, {"number", s.number}, {"issued_date", s.issued_date}, {"type", s.type},
                  {"issuer", s.issuer}, {"dossier", s.dossier}, {"subject", s.subject}, {"review", s.review},
                  {"pages", numbers}};
  std::string out = head.dump(-1, ' ', false, Json::error_handler_t::replace);
  char before = '\n';
  for (const auto& [n, text] : s.pages) {
    out += before;
    for (const char c : text) out += c == '\f' ? ' ' : c;
    before = '\f';
  }
  return out;
}

Result<Stored> unpack(std::string_view data) {
  const std::size_t end = std::min(data.find('\n'), data.size());
  const Json head = Json::parse(data.substr(0, end), nullptr, false);
  const auto damaged = [] {
    return fail(ErrorCode::incompatible, tr("the index holds something it should not"), tr("Rebuild it: sohoa index --rebuild"));
  };
  if (!head.is_object()) return damaged();
  Stored out;
  try {
    out = {head.at("id"), head.at("path"), head.at("number"), head.at("issued_date"), head.at("type"),
           head.at("issuer"), head.at("dossier"), head.at("subject"),
           head.value("review", std::vector<std::string>()), {}};
    std::size_t from = end + 1;
    for (const int n : head.at("pages")) {
      if (from > data.size()) return damaged();
      const std::size_t to = std::min(data.find('\f', from), data.size());
      out.pages.emplace_back(n, data.substr(from, to - from));
      from = to + 1;
    }
  } catch (const Json::exception&) {
    return damaged();
  }
  return out;
}

}  // namespace sohoa::schema
