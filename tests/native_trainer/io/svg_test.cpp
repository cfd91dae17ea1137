// Covers native_trainer/io/svg.cpp: whatever is drawn is well-formed XML.
#include "native_trainer/io/svg.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/xml_fault.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;
using testing::xml_fault;

TEST(Svg, TheCheckOfThisTestFindsFaults) {
  EXPECT_EQ(xml_fault("<a><b x=\"1\"/><c>d &amp; e</c></a>\n"), "");
  for (const char* bad :
       {"<a><b></a></b>", "<a>", "<a>b & c</a>", "<a b=\"<\"></a>", "<a/><b></b>x", "</a>"})
    EXPECT_NE(xml_fault(bad), "") << bad;
}

TEST(Svg, EverythingIsWellFormedAndEscaped) {
  Svg svg(100, 50, "A < B & \"C\"");
  svg.rectangle({1, 2}, 3, 4, "#ffffff", "tip <1>", 2);
  svg.line({0, 0}, {9.999, -0.001}, "#000000");
  const SvgPoint points[] = {{0, 0}, {1, 1}};
  svg.curve(points, "red");
  svg.circle({1, 1}, 2, "blue", 0.5, "a & b");
  svg.text({5, 5}, "1 < 2", {.anchor = SvgAnchor::kMiddle, .bold = true, .turned = -90});
  const std::string text = svg.str();
  EXPECT_EQ(xml_fault(text), "") << text;
  EXPECT_THAT(text, HasSubstr("A &lt; B &amp; &quot;C&quot;"));
  EXPECT_THAT(text, HasSubstr("x2=\"10\" y2=\"0\""));
}

TEST(Svg, ColoursAndNumbers) {
  EXPECT_EQ(sequential_color(0), "#f7fcf0");
  EXPECT_EQ(sequential_color(1), "#084081");
  EXPECT_EQ(sequential_color(7), sequential_color(1));
  EXPECT_EQ(percent_text(0.99126, 2), "99.13 %");
  EXPECT_EQ(count_text(950), "950");
  EXPECT_EQ(count_text(1234), "1.2k");
  EXPECT_EQ(count_text(83210), "83k");
  EXPECT_EQ(count_text(1130000), "1.1M");
}

}  // namespace
}  // namespace second_opinion
