// core/base/file_sort: files are known by their first bytes; text is not taken for one.
#include "core/base/file_sort.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

using namespace std::string_view_literals;

std::string_view name_of(std::string_view text) {
  const auto file =
      recognize_file({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
  return file ? file->name : std::string_view();
}

TEST(FileSort, KnowsFilesByTheirFirstBytes) {
  EXPECT_EQ(name_of("\x89PNG\r\n\x1A\n"sv), "a PNG image");
  EXPECT_EQ(name_of("\0\0\0\x18"
                    "ftypmif1"sv),
            "an HEIC image");
  EXPECT_EQ(name_of("P5 28 28 255\n"sv), "a PGM image");
  EXPECT_EQ(name_of("  <!DOCTYPE html>"sv), "a web page (HTML)");
  EXPECT_EQ(name_of("PK\x03\x04...xl/workbook.xml"sv), "an Excel workbook");
}

TEST(FileSort, TakesTextForNoFileOfAnotherKind) {
  for (const std::string_view text : {""sv, "1,2,3\n"sv, "P1,P2,P3\n1,2,3\n"sv, "BMI,age\n"sv})
    EXPECT_EQ(name_of(text), "") << text;
}

}  // namespace
}  // namespace second_opinion
