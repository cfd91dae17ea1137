// Covers core/csv/file_kind.cpp.
#include "core/csv/file_kind.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace second_opinion {
namespace {

using namespace std::string_view_literals;

std::span<const unsigned char> bytes_of(std::string_view text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

TEST(FileKind, NamesFilesByTheirFirstBytes) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"PK\x03\x04[Content_Types].xml....xl/workbook.xml"sv, "an Excel workbook"},
      {"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet"sv,
       "an OpenDocument spreadsheet"},
      {"PK\x03\x04....word/document.xml"sv, "a Word document"},
      {"PK\x03\x04....arr_0.npy"sv, "a NumPy archive (.npz)"},
      {"PK\x03\x04....digit.csv"sv, "a ZIP archive"},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...."sv, "an old Excel workbook (.xls)"},
      {"\x89PNG\r\n\x1A\n"sv, "a PNG image"},
      {"\xFF\xD8\xFF\xE0"sv, "a JPEG image"},
      {"GIF89a"sv, "a GIF image"},
      {"BM\x76\x05\0\0\0\0\0\0\x36\0\0\0\x28\0"sv, "a BMP image"},
      {"II*\0...."sv, "a TIFF image"},
      {"RIFF\x24\0\0\0WEBPVP8 "sv, "a WebP image"},
      {"%PDF-1.7"sv, "a PDF document"},
      {"\x1F\x8B\x08\0"sv, "a gzip archive"},
      {"\x93NUMPY\x01\0"sv, "a NumPy array (.npy)"},
      {"\0\0\x08\x03\0\0\x27\x10"sv, "an IDX file of images, as MNIST comes"},
      {"P2\n# CREATOR: GIMP PNM Filter Version 1.1\n28 28\n255\n0\n0\n"sv, "a PGM image as text"},
      {"P2 28 28 255 0 0 0"sv, "a PGM image as text"},
      {"P1\r\n28 28\r\n0 1"sv, "a PBM image as text"},
      {"P3\n#\n#\n28 28"sv, "a PPM image as text"},
      {"P5\n28 28\n255\n\xFF\x80\0"sv, "a PGM image"},
      {"  <!DOCTYPE HTML>"sv, "a web page (HTML)"},
      {"<?xml version=\"1.0\"?>"sv, "an XML document"},
      {"{\\rtf1"sv, "a rich text document"},
      {"1,2\0,3"sv, "binary data"},
      {"1,2\x07,3"sv, "binary data"},
  };
  for (const auto& [text, name] : rows) {
    const auto kind = recognize_bytes(bytes_of(text));
    ASSERT_TRUE(kind) << name;
    EXPECT_EQ(kind->name, name);
    EXPECT_FALSE(kind->remedy.empty()) << name;
  }
}

TEST(FileKind, LeavesTextAlone) {
  for (const std::string_view text :
       {""sv, "0,1\n"sv,
        "\xEF\xBB\xBF"
        "0;1\r\n"sv,
        "BM,1,2,3,4,5,6,7,8"sv, "PK"sv, "P2"sv, "P2\n#"sv, "P1 P2 P3"sv, "P2,P3\n0,1"sv, "P7\n28"sv,
        "<3"sv, "\t\v\f"sv, "\xE9t\xE9"sv}) {
    EXPECT_FALSE(recognize_bytes(bytes_of(text))) << text;
    EXPECT_EQ(name_wide_encoding(bytes_of(text)), "") << text;
  }
}

TEST(FileKind, KnowsWideTextWithAndWithoutAMark) {
  for (const std::string_view text : {"\xFF\xFE"
                                      "0\0"sv,
                                      "\xFE\xFF\0"
                                      "0"sv,
                                      "0\0,\0"
                                      "1\0\n\0"sv,
                                      "\0"
                                      "0\0,\0"
                                      "1\0\n"sv}) {
    EXPECT_EQ(name_wide_encoding(bytes_of(text)), "UTF-16");
    EXPECT_FALSE(recognize_bytes(bytes_of(text)));
  }
  EXPECT_EQ(name_wide_encoding(bytes_of("\xFF\xFE\0\0"
                                        "0\0\0\0"sv)),
            "UTF-32");
  EXPECT_EQ(name_wide_encoding(bytes_of("0\0"sv)), "");
}

}  // namespace
}  // namespace second_opinion
