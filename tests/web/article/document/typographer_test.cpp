// What an author types and what is set.
#include "web/article/document/typographer.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

TEST(Typographer, SetsWhatATypesetterWouldSet) {
  struct Row {
    const char* typed;
    const char* set;
  };
  for (const Row& row :
       {Row{"it's", "it’s"}, Row{"\"Well,\" he said", "“Well,” he said"}, Row{"('so')", "(‘so’)"},
        Row{"a -- b", "a – b"}, Row{"then---now", "then—now"}, Row{"wait...", "wait…"},
        Row{"28 × 28", "28\u202f×\u202f28"}, Row{"99.5 %", "99.5\u202f%"}, Row{"a × b", "a × b"},
        Row{"a tidy 7. It", "a tidy\u00a07. It"}, Row{"the 4 and the 10", "the\u00a04 and the 10"},
        Row{"don’t “touch”", "don’t “touch”"}}) {
    Typographer typographer;
    EXPECT_EQ(typographer.polish(row.typed), row.set);
  }
}

TEST(Typographer, QuotesSpanStyles) {
  Typographer typographer;
  EXPECT_EQ(typographer.polish("he said \""), "he said “");
  EXPECT_EQ(typographer.polish("fine"), "fine");
  EXPECT_EQ(typographer.polish("\"."), "”.");
  typographer.reset();
  EXPECT_EQ(typographer.polish("\"New"), "“New");
}

}  // namespace
}  // namespace second_opinion
