#include "ingest/protocol.hh"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <limits>
#include <thread>

#include "core/record_json.hh"

namespace sohoa {
namespace {

struct Sockets {
  Sockets() { EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0); }
  ~Sockets() {
    close(ends[0]);
    close(ends[1]);
  }
  int ends[2] = {-1, -1};
};

TEST(Protocol, MessagesGoThereAndBack) {
  const auto request = decode_request(encode(Request{Work::read, "abc", "hồ sơ/a.pdf", 7, 30}));
  ASSERT_TRUE(request);
  EXPECT_EQ(request->work, Work::read);
  EXPECT_EQ(request->name, "hồ sơ/a.pdf");
  EXPECT_EQ(request->page, 7);

  Answer answer;
  answer.page = Page{};
  answer.page->n = 3;
  answer.page->words = {{"chữ", Box{1, 2, 3, 4}, 0.25, 1, 2, true, false}};
  const auto page = decode_answer(encode(answer));
  ASSERT_TRUE(page);
  EXPECT_EQ(page->page, answer.page);

  Answer failed;
  failed.error = Error{ErrorCode::encrypted, "khóa", "mở", {}, 0};
  const auto error = decode_answer(encode(failed));
  ASSERT_TRUE(error);
  EXPECT_EQ(error->error->code, ErrorCode::encrypted);
  EXPECT_EQ(error->error->hint, "mở");
}

TEST(Protocol, WhatAHostileWorkerMaySayIsRefused) {
  const std::string good = encode(Answer{});
  for (const std::string& bytes : {std::string(), std::string("\xff\xff"), std::string("hello"), good.substr(1),
                                   good + "x", encode(Request{})})
    EXPECT_FALSE(decode_answer(bytes)) << testing::PrintToString(bytes);
  EXPECT_TRUE(decode_answer(good));
  EXPECT_FALSE(decode_answer(std::string(1 << 20, '[')));  // deep nesting must not cost our stack
}

TEST(Protocol, AWorkerSaysItselfThatAPageIsTooLarge) {
  Answer fine, thin, flat, full;
  fine.page = thin.page = flat.page = full.page = Page{};
  thin.page->height = 2'000'000;
  flat.page->to_original[0] = std::numeric_limits<double>::infinity();
  full.page->words = {{std::string(kLargestFrame, 'a'), Box{1, 2, 3, 4}, 0.9, 0, 0, false, false}};
  EXPECT_EQ(encode_acceptable(fine), encode(fine));
  for (const Answer& answer : {thin, flat, full}) {
    const auto said = decode_answer(encode_acceptable(answer));
    ASSERT_TRUE(said && said->error);
    EXPECT_EQ(said->error->code, ErrorCode::too_large);
  }
}

TEST(Protocol, PagesThatCannotBeAreRefused) {
  Page page;
  page.words = {{"chữ", Box{1, 2, 3, 4}, 0.9, 0, 0, false, false}};
  Answer answer;
  answer.page = page;
  EXPECT_TRUE(decode_answer(encode(answer)));
  answer.page->words.push_back({"không chỗ", std::nullopt, 0.9, 0, 0, false, false});
  EXPECT_FALSE(decode_answer(encode(answer)));
  answer.page = page;
  answer.page->words[0].confidence = 7;
  EXPECT_FALSE(decode_answer(encode(answer)));
  answer.page = page;
  answer.page->words[0].box = Box{0, 0, 2'000'000'000, 4};
  EXPECT_FALSE(decode_answer(encode(answer)));
}

TEST(Protocol, FramesArriveWholeWithTheirFile) {
  Sockets s;
  const std::string large(3'000'000, 'x');
  const int sent = open("/dev/null", O_RDONLY);
  std::thread writer([&] {
    EXPECT_TRUE(send_frame(s.ends[0], "small", sent));
    EXPECT_TRUE(send_frame(s.ends[0], large));
  });
  int file = -1;
  EXPECT_EQ(receive_frame(s.ends[1], file), "small");
  EXPECT_GE(file, 0);
  EXPECT_NE(file, sent);
  close(file);
  EXPECT_EQ(receive_frame(s.ends[1], file), large);
  EXPECT_EQ(file, -1);
  writer.join();
  close(sent);
}

TEST(Protocol, FrameBufferWaitsForTheRestAndRefusesGiants) {
  Sockets s;
  FrameBuffer buffer;
  EXPECT_TRUE(buffer.fill(s.ends[1]));
  EXPECT_FALSE(buffer.next());
  ASSERT_EQ(write(s.ends[0], "\x03\0\0\0ab", 6), 6);
  EXPECT_TRUE(buffer.fill(s.ends[1]));
  EXPECT_FALSE(buffer.next());
  ASSERT_EQ(write(s.ends[0], "c\x01\0\0\0d", 6), 6);
  EXPECT_TRUE(buffer.fill(s.ends[1]));
  EXPECT_EQ(buffer.next(), "abc");
  EXPECT_EQ(buffer.next(), "d");
  ASSERT_EQ(write(s.ends[0], "\xff\xff\xff\xff", 4), 4);
  EXPECT_FALSE(buffer.fill(s.ends[1]));
}

}  // namespace
}  // namespace sohoa
