// Covers web/figures/figure_list.cpp, and every figure by its name at every width: it measures,
// stays inside its box, offers sound HTML and places to press; what does not exist is refused in
// words.
#include "web/figures/figure_list.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "tests/web/sample_report.hpp"
#include "tests/web/test_fonts.hpp"

namespace second_opinion {
namespace {

struct Sample {
  std::string name;
  std::string options;
};

// Figures that are tried with options; every other one of the list is tried without any.
const Sample kWithOptions[] = {
    {"architecture", "network=cnn"},
    {"architecture", "network=transformer"},
    {"architecture", "network=mlp"},
    {"confusion", "network=cnn"},
    {"confusion", "network=transformer"},
    {"confusion", "network=linear"},
    {"curves", ""},
    {"curves", "network=mlp&measure=accuracy"},
    {"gallery", "set=cnn-wrong"},
    {"gallery", "set=transformer-wrong"},
    {"gallery", "set=sure-right"},
    {"templates", "network=linear"},
    {"templates", "network=mlp"},
};

const std::vector<Sample>& samples() {
  static const std::vector<Sample> all = [] {
    std::vector<Sample> out(std::begin(kWithOptions), std::end(kWithOptions));
    for (const std::string_view name : figure_names()) {
      const bool there = std::any_of(out.begin(), out.end(),
                                     [&](const Sample& sample) { return sample.name == name; });
      if (!there) out.push_back({std::string(name), ""});
    }
    return out;
  }();
  return all;
}

constexpr float kWidths[] = {288, 358, 640, 760, 1000};
constexpr ImVec2 kOrigin{40, 60};

std::unique_ptr<Figure> made(const Sample& sample) {
  auto figure = make_figure(sample_sources(), sample.name, sample.options);
  EXPECT_TRUE(figure.ok()) << sample.name << " " << sample.options << ": " << figure.error();
  return std::move(figure.value());
}

PageCanvas canvas_for(const TestFrame& frame, const Rect& place) {
  PageCanvas canvas;
  canvas.list = &frame.list();
  canvas.fonts = &test_fonts();
  canvas.theme = &light_theme();
  canvas.view = {0, 0, 4000, 20000};
  canvas.pointer = {place.x + place.w / 2, place.y + 90};
  return canvas;
}

void expect_inside(const ImDrawList& list, const Rect& place, const std::string& what) {
  constexpr float kSlack = 3;  // hair of a glyph, fringe of a line
  ASSERT_GT(list.VtxBuffer.Size, 0) << what;
  for (const ImDrawCmd& command : list.CmdBuffer) {
    for (unsigned i = 0; i < command.ElemCount; ++i) {
      const ImVec2 p =
          list.VtxBuffer[static_cast<int>(list.IdxBuffer[static_cast<int>(command.IdxOffset + i)])]
              .pos;
      const float x = std::min(std::max(p.x, command.ClipRect.x), command.ClipRect.z);
      const float y = std::min(std::max(p.y, command.ClipRect.y), command.ClipRect.w);
      ASSERT_TRUE(std::isfinite(x) && std::isfinite(y)) << what;
      ASSERT_GE(x, place.x - kSlack) << what;
      ASSERT_LE(x, place.x + place.w + kSlack) << what;
      ASSERT_GE(y, place.y - kSlack) << what;
      ASSERT_LE(y, place.y + place.h + kSlack) << what;
    }
  }
}

TEST(Figure, MeasuresAndDrawsInsideItsBox) {
  for (const Sample& sample : samples()) {
    for (const float width : kWidths) {
      for (const float ratio : {1.0f, 2.0f}) {
        const auto figure = made(sample);
        const float height = figure->measure(test_fonts(), width);
        const std::string what =
            sample.name + " " + sample.options + " at " + std::to_string(width);
        ASSERT_GT(height, 20) << what;
        const Rect place{kOrigin.x, kOrigin.y, width, height};
        const TestFrame frame(ratio);
        PageCanvas canvas = canvas_for(frame, place);
        canvas.pixel_ratio = ratio;
        figure->update({canvas, 0, false, false}, place);
        figure->draw(canvas, place);
        expect_inside(*canvas.list, place, what);
      }
    }
  }
}

// The last digit of a figure has the least room below it for its card.
TEST(Figure, KeepsTheCardOfAPressedDigitInsideItsBox) {
  for (const Sample& sample : samples()) {
    for (const float width : kWidths) {
      const auto figure = made(sample);
      Rect place{kOrigin.x, kOrigin.y, width, figure->measure(test_fonts(), width)};
      std::string last;
      for (const Control& control : figure->controls(place)) {
        if (control.id.find(":digit:") != std::string::npos) last = control.id;
      }
      if (last.empty()) continue;
      figure->press(last);
      place.h = figure->measure(test_fonts(), width);
      const TestFrame frame;
      PageCanvas canvas = canvas_for(frame, place);
      canvas.pointer = {-1e6f, -1e6f};
      figure->draw(canvas, place);
      expect_inside(*canvas.list, place,
                    sample.name + " " + sample.options + " at " + std::to_string(width));
      bool can_try = false;
      for (const Control& control : figure->controls(place))
        can_try = can_try || control.label == "Try this digit";
      EXPECT_TRUE(can_try) << sample.name;
    }
  }
}

// Opens and closes in pairs, and nothing from the report gets through as markup.
void expect_sound_html(const std::string& html, const std::string& what) {
  std::vector<std::string> open;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const std::size_t end = html.find('>', at);
    ASSERT_NE(end, std::string::npos) << what;
    std::string tag = html.substr(at + 1, end - at - 1);
    tag = tag.substr(0, tag.find(' '));
    if (tag[0] != '/') {
      open.push_back(tag);
      continue;
    }
    ASSERT_FALSE(open.empty()) << what;
    ASSERT_EQ("/" + open.back(), tag) << what;
    open.pop_back();
  }
  EXPECT_TRUE(open.empty()) << what;
  for (const char* from_the_report : {"<cnn>", "<mlp>", "& co"})
    EXPECT_EQ(html.find(from_the_report), std::string::npos) << what;
}

TEST(Figure, HasAnEscapedHtmlTwin) {
  for (const Sample& sample : samples()) {
    const auto figure = made(sample);
    expect_sound_html(figure->html(), sample.name);
    figure->prepare_html();
    const std::string html = figure->html();
    EXPECT_FALSE(html.empty()) << sample.name;
    expect_sound_html(html, sample.name);
  }
}

TEST(Figure, OffersPlacesToPressInsideItself) {
  std::set<std::string> ids;
  for (const Sample& sample : samples()) {
    for (const float width : kWidths) {
      const auto figure = made(sample);
      const Rect place{kOrigin.x, kOrigin.y, width, figure->measure(test_fonts(), width)};
      ids.clear();
      for (const Control& control : figure->controls(place)) {
        EXPECT_TRUE(ids.insert(control.id).second) << control.id;
        EXPECT_EQ(control.id.find(figure->id), 0u) << control.id;
        EXPECT_FALSE(control.label.empty()) << control.id;
        EXPECT_GE(control.place.x, place.x - 0.1f) << control.id;
        EXPECT_LE(control.place.x + control.place.w, place.x + place.w + 0.5f)
            << control.id << " at " << width;
        EXPECT_LE(control.place.y + control.place.h, place.y + place.h + 0.5f)
            << control.id << " at " << width;
      }
    }
  }
}

TEST(Figure, RefusesUnknownNamesAndOptionsInWords) {
  const auto unknown = make_figure(sample_sources(), "confussion", "");
  ASSERT_FALSE(unknown.ok());
  EXPECT_NE(unknown.error().find("confussion"), std::string::npos);
  EXPECT_NE(unknown.error().find("confusion"), std::string::npos);
  for (const Sample& wrong : {Sample{"confusion", "network=gnn"},
                              {"confusion", "colour=red"},
                              {"gallery", ""},
                              {"gallery", "set=all"},
                              {"templates", "network=cnn"},
                              {"curves", "measure=speed"},
                              {"hero", "big=1"}}) {
    EXPECT_FALSE(make_figure(sample_sources(), wrong.name, wrong.options).ok())
        << wrong.name << " " << wrong.options;
  }
}

TEST(Figure, HasAnIdOfItsOwnPerSetOfOptions) {
  EXPECT_NE(made({"confusion", "network=cnn"})->id, made({"confusion", "network=transformer"})->id);
  EXPECT_EQ(made({"hero", ""})->id, "hero");
}

TEST(Figure, GalleryShowsAllWhenAsked) {
  const auto figure = made({"gallery", "set=transformer-wrong"});
  const float few = figure->measure(test_fonts(), 358);
  EXPECT_TRUE(figure->press(figure->id + ":more").resized);
  EXPECT_GT(figure->measure(test_fonts(), 358), few);
  EXPECT_TRUE(figure->press(figure->id + ":more").resized);
  EXPECT_FLOAT_EQ(figure->measure(test_fonts(), 358), few);
}

TEST(Figure, HeroSendsItsDigitToBeTried) {
  const auto figure = made({"hero", ""});
  EXPECT_FALSE(figure->press("hero:else").to_try.has_value());
  EXPECT_EQ(
      figure->press("hero:try").to_try,
      DigitImage::from_bytes(sample_sources().digits->cell(sample_report().tagged("hero")[0])));
}

// What is drawn is a function of what update() and press() have left, so that a frame can be drawn
// again, and a picture of it be trusted.
TEST(Figure, DrawsTheSameTwice) {
  for (const Sample& sample : samples()) {
    const auto figure = made(sample);
    const Rect place{kOrigin.x, kOrigin.y, 760, figure->measure(test_fonts(), 760)};
    const TestFrame frame;
    const PageCanvas canvas = canvas_for(frame, place);
    figure->update({canvas, 0, false, false}, place);
    const auto vertices = [&] {
      canvas.list->VtxBuffer.resize(0);
      figure->draw(canvas, place);
      const auto* bytes = reinterpret_cast<const char*>(canvas.list->VtxBuffer.Data);
      return std::string(bytes, static_cast<std::size_t>(canvas.list->VtxBuffer.size_in_bytes()));
    };
    vertices();  // rasterises what is new
    const std::string first = vertices();
    EXPECT_EQ(vertices() == first, true) << sample.name;
  }
}

}  // namespace
}  // namespace second_opinion
