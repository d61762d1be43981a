#include <fcntl.h>

#include "core/language.hh"
#include "ingest/runner.hh"
#include "ingest/worker.hh"

namespace sohoa {
namespace {

class SerialRunner : public Runner {
 public:
  explicit SerialRunner(const MakeReader& make) : reader_(make()) {
    if (reader_) desk_ = std::make_unique<Desk>(**reader_);
  }

  Result<std::string> fingerprint() override {
    if (!reader_) return tl::unexpected(reader_.error());
    return (*reader_)->fingerprint();
  }

  int capacity() const override { return 1; }

  Result<void> start(Task task) override {
    task_ = std::move(task);
    return {};
  }

  Result<std::vector<Outcome>> wait(std::chrono::milliseconds) override {
    if (!task_) return std::vector<Outcome>{};
    Outcome outcome{std::move(*task_), Fate::answered, {}, 0.0};
    task_.reset();
    const Task& task = outcome.task;
    const int file = ::open(task.original.c_str(), O_RDONLY | O_CLOEXEC);
    // Through the bytes of the protocol, so that tests see what a worker's answer becomes.
    const Request request = TRY(decode_request(encode(Request{task.work, task.sha256, task.name, task.page, 0})));
    outcome.answer = TRY(decode_answer(encode(desk_->answer(request, file))));
    std::vector<Outcome> outcomes;
    outcomes.push_back(std::move(outcome));
    return outcomes;
  }

 private:
  Result<std::unique_ptr<Reader>> reader_;
  std::unique_ptr<Desk> desk_;
  std::optional<Task> task_;
};

}  // namespace

std::unique_ptr<Runner> make_serial_runner(const MakeReader& make) { return std::make_unique<SerialRunner>(make); }

}  // namespace sohoa
