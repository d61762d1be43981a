#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace sohoa::number_codes {

// Codes of kinds of documents: Nghị định 30/2020/NĐ-CP phụ lục III, normative acts, Party documents, common others.
// They decide how a number is cut, so they are grammar; their names are data.
inline constexpr std::array<std::string_view, 66> kTypes{
    "NQ",   "QĐ",   "CT",   "QC",   "QyĐ",  "TC",   "TB",  "HD",  "CTr",  "KH",   "PA",  "ĐA",  "DA", "BC",
    "BB",   "TTr",  "HĐ",   "CĐ",   "BGN",  "BTT",  "GUQ", "GM",  "GGT",  "GNP",  "PG",  "PC",  "PB", "NĐ",
    "TT",   "TTLT", "PL",   "L",    "LCT",  "SL",   "SY",  "TrS", "CV",   "KL",   "QyC", "GCN", "GP", "GXN",
    "CC",   "GT",   "BCTĐ", "VBHN", "NQLT", "TTHT", "QT",  "ĐN",  "GBN",  "TL",   "YC",  "QyT", "ĐL", "ĐC",
    "BCĐG", "TBKL", "KLTT", "QĐPT", "PT",   "PYC",  "GĐK", "CK",  "HDLT", "TTrLT"};
inline constexpr std::array<std::string_view, 8> kNormative{"NĐ", "TT", "TTLT", "PL", "NQLT", "L", "LCT", "NQ"};
inline constexpr std::array<std::string_view, 22> kPartyTypes{"NQ", "CT", "KL",  "HD", "QĐ",  "QC", "QyĐ", "TB",
                                                              "KH", "CV", "TTr", "BC", "CTr", "ĐA", "GM",  "TT",
                                                              "BB", "PC", "TL",  "PB", "GT",  "CĐ"};
// Issuers short and common enough to be told from a word glued to them.
inline constexpr std::array<std::string_view, 34> kAgencies{
    "CP",   "TTg",  "UBND", "HĐND",  "VPCP",   "UB",      "BNV",     "BTC",   "BTP",     "BYT",     "BCT",   "BXD",
    "BCA",  "BQP",  "BNG",  "BGDĐT", "BTTTT",  "BTNMT",   "BNNPTNT", "BGTVT", "BLĐTBXH", "BVHTTDL", "BKHCN", "BKHĐT",
    "NHNN", "TTCP", "UBDT", "CTN",   "TANDTC", "VKSNDTC", "TW",      "TU",    "BNNMT",   "KTNN"};
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kMisreadTypes{{{"QD", "QĐ"},
                                                                                              {"CĐĐ", "CĐ"},
                                                                                              {"QĐĐ", "QĐ"},
                                                                                              {"OĐ", "QĐ"},
                                                                                              {"OD", "QĐ"},
                                                                                              {"QDĐ", "QĐ"},
                                                                                              {"QĐD", "QĐ"},
                                                                                              {"ND", "NĐ"},
                                                                                              {"NĐĐ", "NĐ"},
                                                                                              {"CD", "CĐ"},
                                                                                              {"QyD", "QyĐ"},
                                                                                              {"TTT", "TTr"},
                                                                                              {"TTt", "TTr"},
                                                                                              {"KII", "KH"},
                                                                                              {"QQĐ", "QĐ"}}};
inline constexpr std::array<std::string_view, 13> kMisreadTTg{"TTe", "TTE",  "TTG", "TTq",  "TIg", "TFg", "TTs",
                                                              "TTa", "TTEg", "IG",  "TTgg", "TT",  "Tg"};
/// A code with one sign for the letters that broken or faint print makes alike: "TIr" and "TTr", "BCr" and "BCT", "ATIP" and "ATTP".
inline std::string looks_of(std::string_view code) {
  std::string looks;
  for (const char c : code) looks += std::string_view("IFTtrl1").find(c) != std::string_view::npos ? 'T' : c == '0' || c == 'Q' ? 'O' : c == '8' ? 'B' : c;
  return looks;
}

template <class List>
constexpr bool in(const List& list, std::string_view code) {
  return std::find(list.begin(), list.end(), code) != list.end();
}

}  // namespace sohoa::number_codes
