// Covers native_trainer/threads/aligned_new.cpp, where the build has it.
#include "native_trainer/threads/aligned_new.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace second_opinion {
namespace {

#if !defined(__SANITIZE_ADDRESS__)
TEST(AlignedNew, BuffersStartOnACacheLine) {
  for (const std::size_t size : {1, 15, 16, 17, 1000, 100000}) {
    const std::vector<float> buffer(size);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(buffer.data()) % 64, 0u) << size;
  }
}

TEST(AlignedNew, CountsItsCalls) {
  const std::uint64_t before = allocation_count();
  const std::vector<float> one(3), other(4);
  EXPECT_EQ(allocation_count(), before + 2);
}
#endif

}  // namespace
}  // namespace second_opinion
