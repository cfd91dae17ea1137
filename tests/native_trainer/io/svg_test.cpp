// Covers native_trainer/io/svg and native_trainer/studies/sweep/sweep_pictures: every drawing is
// well-formed XML.
#include "native_trainer/io/svg.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "native_trainer/studies/sweep/sweep_pictures.hpp"
#include "tests/support/sweep_data.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Tags nest and close, attributes are quoted, no bare < or &, one root. Not all of XML: all that we
// write.
std::string xml_fault(const std::string& text) {
  std::vector<std::string> open;
  int roots = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '&') {
      const auto end = text.find(';', at);
      const std::string name = text.substr(at, end == std::string::npos ? 1 : end - at + 1);
      if (name != "&lt;" && name != "&gt;" && name != "&amp;" && name != "&quot;")
        return "bare & at " + std::to_string(at);
    }
    if (text[at] != '<') {
      if (open.empty() && std::isspace(static_cast<unsigned char>(text[at])) == 0)
        return "text outside of the root";
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    for (bool quoted = false; end < text.size() && (quoted || text[end] != '>'); ++end) {
      if (text[end] == '"') quoted = !quoted;
      if (text[end] == '<') return "< inside of a tag at " + std::to_string(end);
    }
    if (end >= text.size()) return "a tag without end";
    const std::string tag = text.substr(at + 1, end - at - 1);
    const std::string name =
        tag.substr(tag[0] == '/' ? 1 : 0, tag.find_first_of(" /\n", 1) - (tag[0] == '/' ? 1 : 0));
    if (tag[0] == '/') {
      if (open.empty() || open.back() != tag.substr(1))
        return "</" + tag.substr(1) + "> closes nothing";
      open.pop_back();
    } else if (tag.back() != '/') {
      if (open.empty()) ++roots;
      open.push_back(name);
    }
    at = end + 1;
  }
  if (!open.empty()) return "<" + open.back() + "> is never closed";
  return roots == 1 ? "" : "not one root";
}

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

TEST(SweepPictures, AreWellFormedAndSayWhatTheyShow) {
  const auto rows = testing::made_up_rows(testing::small_grid());
  const std::string heat = optimizers_svg(rate_effects(rows));
  EXPECT_EQ(xml_fault(heat), "");
  for (const char* words : {"learning rate", "Adam", "SGD", "Cross-entropy", "94.00 %", "0.01"})
    EXPECT_THAT(heat, HasSubstr(words));
  for (const bool spread : {false, true}) {
    const std::string sizes = sizes_svg(rows, spread);
    EXPECT_EQ(xml_fault(sizes), "");
    EXPECT_THAT(sizes, HasSubstr("parameters (logarithmic)"));
    EXPECT_THAT(sizes, Not(HasSubstr("nan")));
  }
}

TEST(SweepPictures, NothingFinishedIsStillAPicture) {
  auto rows = testing::made_up_rows(testing::small_grid());
  for (SweepRow& row : rows) row.failure = "diverged";
  EXPECT_THAT(optimizers_svg(rate_effects(rows)), HasSubstr(">failed<"));
  EXPECT_EQ(xml_fault(sizes_svg(rows, false)), "");
  EXPECT_THAT(sizes_svg(rows, false), Not(HasSubstr("nan")));
}

}  // namespace
}  // namespace second_opinion
