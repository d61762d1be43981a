#include "pipeline/extract/extract.hh"

#include <gtest/gtest.h>

namespace sohoa {
namespace {

TEST(Extract, KnowledgeHasAFingerprint) {
  const auto knowledge = Knowledge::load(data_folder());
  ASSERT_TRUE(knowledge) << knowledge.error().message;
  EXPECT_EQ(knowledge->fingerprint.size(), 12u);
}

}  // namespace
}  // namespace sohoa
