#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/document.hh"
#include "core/result.hh"
#include "report/deadlines.hh"

namespace sohoa {

/// A document that may answer what others order, because it cites them.
struct Reply {
  std::string id, number, date, issuer, subject;
  bool report = false;                  // a báo cáo
  bool sure = false;                    // issuer, date, type and subject are accepted or corrected
  std::vector<std::string> cited;       // ids and number keys
};

/// What of a document tells whether it replies to another; nothing cited = no reply.
Reply reply_of(const Document&);

/// What answers a deadline; no reply = nothing does.
struct Answering {
  const Reply* reply = nullptr;
  bool settles = false;
};

/// The replies by what they cite. They are not copied: each must stay where it is until it is removed.
class Replies {
 public:
  void add(const Reply&);
  void remove(const Reply&);

  /// A surely read report of the lead unit that cites the document and whose subject is like the task settles it; any other paper of
  /// that unit that cites it is only named, as perhaps the answer. Replies that do not `count` are passed over.
  Answering to(const Due&, const std::function<bool(const Reply&)>& count = {}) const;

 private:
  std::unordered_map<std::string, std::vector<const Reply*>> citing_;
};

/// Writes the answer down; one that settles makes the deadline DueGroup::fulfilled.
void mark(Due&, const Answering&);
void mark_fulfilled(std::vector<Due>&, const std::vector<Reply>&);

/// What documents order, of `unit` alone unless empty, gathered one document after the other in whatever pass somebody makes.
class DutyList {
 public:
  DutyList(std::chrono::year_month_day as_of, std::string unit) : as_of_(as_of), unit_(std::move(unit)) {}

  /// What it orders, and what it may answer.
  void add(const Document&);

  /// All of it, recurring ones for so many days `ahead`; settled ones marked, sorted as people read them.
  std::vector<Due> list(int ahead) const;

 private:
  std::chrono::year_month_day as_of_;
  std::string unit_;
  std::vector<Due> dues_;
  std::vector<Reply> replies_;
};

/// The duties of a whole archive.
Result<std::vector<Due>> deadlines_in(const std::filesystem::path& kho, std::chrono::year_month_day as_of, const std::string& unit, int ahead);

}  // namespace sohoa
