// core/base/sort_few: the order of std::stable_sort, for empty lists, one, and many with equals.
#include "core/base/sort_few.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace second_opinion {
namespace {

struct Entry {
  int key = 0;
  std::string name;  // tells equals apart
  bool operator==(const Entry&) const = default;
};

TEST(SortFew, SortsAsStableSortDoes) {
  unsigned seed = 7;
  for (int length = 0; length < 40; ++length) {
    std::vector<Entry> list;
    for (int i = 0; i < length; ++i) {
      seed = seed * 1664525 + 1013904223;
      list.push_back({static_cast<int>(seed >> 28), "entry " + std::to_string(i)});
    }
    std::vector<Entry> wanted = list;
    const auto before = [](const Entry& a, const Entry& b) { return a.key < b.key; };
    std::stable_sort(wanted.begin(), wanted.end(), before);
    sort_few(list, before);
    EXPECT_EQ(list, wanted) << length;
  }
}

}  // namespace
}  // namespace second_opinion
