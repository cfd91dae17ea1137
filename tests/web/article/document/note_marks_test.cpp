// web/article/document/note_marks: calls and definitions become tags, mistakes are named.
#include "web/article/document/note_marks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace second_opinion {
namespace {

using ::testing::HasSubstr;

std::string error_of(std::string_view markdown) {
  const auto marked = mark_notes(markdown);
  return marked ? "" : marked.error();
}

TEST(NoteMarks, NumbersNotesInTheOrderOfTheirCalls) {
  const auto marked =
      mark_notes("One.[^b] Two[^a-c]!\n\n[^a-c]: Second\nline.\n[^b]: First.\n\nEnd\n");
  ASSERT_TRUE(marked);
  EXPECT_EQ(marked.value(),
            "One.<note-1> Two<note-2>!\n\n\nEnd\n\n\n\n<notetext-1>First.\n\n\n<notetext-2>Second "
            "line.\n");
}

TEST(NoteMarks, LeavesCodeLinksAndSuperscriptsAlone) {
  for (const char* text : {"`a[^b]`\n", "```\n[^b]: x\n```\n", "[link](#x) 2^3 [^] [^X]\n", ""}) {
    const auto marked = mark_notes(text);
    ASSERT_TRUE(marked) << text;
    EXPECT_EQ(marked.value(), std::string(text) + "\n") << text;
  }
}

TEST(NoteMarks, NamesWhatIsMissingUncalledOrThereTwice) {
  EXPECT_THAT(error_of("a[^b]\n"), HasSubstr("[^b] is called, but not there"));
  EXPECT_THAT(error_of("a\n\n[^b]: c\n"), HasSubstr("[^b] is never called"));
  EXPECT_THAT(error_of("a[^b] d[^b]\n\n[^b]: c\n"), HasSubstr("[^b] is called twice"));
  EXPECT_THAT(error_of("a[^b]\n\n[^b]: c\n[^b]: d\n"), HasSubstr("[^b] is there twice"));
}

}  // namespace
}  // namespace second_opinion
