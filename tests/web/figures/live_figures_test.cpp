// The three figures of one chosen digit (feature_maps_figure.cpp, attention_figure.cpp,
// occlusion_figure.cpp) with their row of digits (live_figure.cpp): what a press shows, and what
// is refused. Drawing inside the box, sound HTML and places to press are figure_test.cpp's.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "tests/web/sample_report.hpp"
#include "tests/web/test_fonts.hpp"
#include "web/figures/figure_list.hpp"
#include "web/figures/kit/live_figure.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kNames[] = {"feature-maps", "attention", "occlusion"};
constexpr Rect kPlace{40, 60, 900, 0};

struct Scene {
  explicit Scene(const char* name) : live(sample_live()) {
    FigureSources sources = sample_sources();
    sources.live = live.get();
    figure = std::move(make_figure(sources, name, "").value());
    place.h = figure->measure(test_fonts(), place.w);
  }

  // Of the next frame. Colours and places of everything drawn: equal only when the pictures are.
  std::vector<unsigned char> picture(ImVec2 pointer = {-1e6f, -1e6f}) {
    const PageView view{.view = {0, 0, 2000, 4000}, .pointer = pointer};
    moving = figure->update({view, 0, pressed, false}, place);
    return drawing(view);
  }
  std::vector<unsigned char> drawing(const PageView& view) const {
    TestFrame frame;
    figure->draw({view, &frame.list(), &test_fonts(), &light_theme()}, place);
    const ImVector<ImDrawVert>& vertices = frame.list().VtxBuffer;
    std::vector<unsigned char> bytes(static_cast<std::size_t>(vertices.size_in_bytes()));
    std::memcpy(bytes.data(), vertices.Data, bytes.size());
    return bytes;
  }
  Rect control(const std::string& id) const {
    for (const Control& c : figure->controls(place)) {
      if (c.id == id) return c.place;
    }
    ADD_FAILURE() << id;
    return {};
  }

  std::unique_ptr<LiveDigit> live;
  std::unique_ptr<Figure> figure;
  Rect place = kPlace;
  bool pressed = false;
  bool moving = false;
};

TEST(LiveFigures, ShowTheDigitThatIsChosenInAnyOfThem) {
  for (const char* name : kNames) {
    Scene scene(name);
    const std::vector<unsigned char> before = scene.picture();
    scene.figure->press(scene.figure->id + ":choose:3");
    EXPECT_EQ(scene.live->chosen(), 3) << name;
    EXPECT_NE(scene.picture(), before) << name;
  }
}

TEST(LiveFigures, OfferTheVisitorsDigitOnceThereIsOne) {
  Scene scene("attention");
  EXPECT_EQ(scene.figure->controls(scene.place)[0].label, "Show a 0");
  scene.live->show_visitors(DigitImage{});
  EXPECT_EQ(scene.figure->controls(scene.place)[0].label, "Show your digit");
}

TEST(LiveFigures, AreRefusedWithoutADigitOrWhatTheyShow) {
  const Classifier linear(testing::weights_file(testing::linear_spec()));
  LiveDigit nothing_to_see(linear, linear, {{DigitImage{}, 9, "a 9"}});
  FigureSources sources = sample_sources();
  for (const char* name : kNames) {
    sources.live = nullptr;
    EXPECT_FALSE(make_figure(sources, name, "").ok()) << name;
    EXPECT_FALSE(make_figure(sample_sources(), name, "network=cnn").ok()) << name;
  }
  sources.live = &nothing_to_see;
  EXPECT_THAT(make_figure(sources, "feature-maps", "").error(), HasSubstr("no convolution"));
  EXPECT_THAT(make_figure(sources, "attention", "").error(), HasSubstr("no attention"));
}

// A forward pass takes milliseconds, and a study hundreds of them.
TEST(LiveFigures, AreMadeAndDrawnWithoutAForwardPass) {
  for (const char* name : kNames) {
    Scene scene(name);
    scene.drawing({.view = {0, 0, 2000, 4000}});
    scene.figure->controls(scene.place);
    EXPECT_FALSE(scene.live->knows_stages()) << name;
    EXPECT_FALSE(scene.live->knows_tokens()) << name;
    EXPECT_EQ(scene.live->occlusion(scene.live->image()), nullptr) << name;
  }
}

TEST(LiveFigures, HaveATableOnceItIsPreparedForTheDigitAtHand) {
  for (const char* name : kNames) {
    Scene scene(name);
    EXPECT_THAT(scene.figure->html(), HasSubstr("The digit looked at is a 9. What")) << name;
    scene.figure->prepare_html();
    const std::string nine = scene.figure->html();
    EXPECT_THAT(nine, HasSubstr("<table>")) << name;
    scene.figure->press(scene.figure->id + ":choose:3");
    EXPECT_THAT(scene.figure->html(), Not(HasSubstr("<table>"))) << name << " of another digit";
    scene.figure->prepare_html();
    EXPECT_THAT(scene.figure->html(), HasSubstr("The digit looked at is a 3.")) << name;
    EXPECT_NE(scene.figure->html(), nine) << name;
  }
}

TEST(FeatureMapsFigure, ShowsAnotherStageAndAnotherMapWhenAsked) {
  Scene scene("feature-maps");
  const auto maps = [&] {
    int count = 0;
    for (const Control& c : scene.figure->controls(scene.place))
      count += c.id.find(":map:") != std::string::npos;
    return count;
  };
  EXPECT_EQ(maps(), 4);
  EXPECT_TRUE(scene.figure->press("feature-maps:stage:1").resized);
  EXPECT_EQ(maps(), 6);
  const std::vector<unsigned char> before = scene.picture();
  const int leader = scene.live->stages()[1].leader;
  scene.figure->press("feature-maps:map:" + std::to_string(leader == 5 ? 4 : 5));
  EXPECT_NE(scene.picture(), before);
  scene.figure->press("feature-maps:map:" + std::to_string(leader));
  EXPECT_EQ(scene.picture(), before) << "at rest the strongest map is large";
}

TEST(FeatureMapsFigure, ShowsTheMapUnderThePointer) {
  Scene scene("feature-maps");
  const Rect map = scene.control("feature-maps:map:1");
  const std::vector<unsigned char> hovered = scene.picture({map.x + 5, map.y + 5});
  scene.figure->press("feature-maps:map:1");
  EXPECT_EQ(scene.picture(), hovered);
}

TEST(AttentionFigure, LetsTheTileUnderThePointerOrThePressedOneAsk) {
  Scene scene("attention");
  const std::vector<unsigned char> rest = scene.picture();
  const Rect tile = scene.control("attention:tile:14");
  const std::vector<unsigned char> hovered = scene.picture({tile.x + 5, tile.y + 5});
  EXPECT_NE(hovered, rest);
  scene.figure->press("attention:tile:14");
  EXPECT_EQ(scene.picture(), hovered);
  scene.figure->press("attention:block:0");
  EXPECT_NE(scene.picture(), hovered);
}

TEST(AttentionFigure, NamesTheStrongestTileOfEveryHead) {
  Scene scene("attention");
  scene.figure->prepare_html();
  const std::string html = scene.figure->html();
  const TokenTrace& trace = scene.live->tokens();
  const int asking = inkiest_tile(trace, scene.live->image());
  const std::span<const float> row = trace.row(1, 1, asking);
  const auto most = std::max_element(row.begin(), row.end()) - row.begin();
  EXPECT_THAT(html, HasSubstr("row " + std::to_string(most / 4 + 1) + ", column " +
                              std::to_string(most % 4 + 1) + " ("));
}

// Never all at once, and a still page again when it is done.
TEST(OcclusionFigure, WorksFrameByFrameUntilItIsDone) {
  Scene scene("occlusion");
  const auto study = [&] { return scene.live->occlusion(scene.live->image()); };
  scene.picture();
  scene.live->begin_occlusion(scene.live->image()).finish();
  scene.picture();
  EXPECT_FALSE(scene.moving);
  scene.figure->press("occlusion:choose:2");
  EXPECT_EQ(study(), nullptr) << "nothing is worked out by a press alone";
  int frames = 0;
  do {
    scene.picture();
    ASSERT_LT(++frames, 1000);
  } while (scene.moving);
  EXPECT_TRUE(study()->done());
}

TEST(OcclusionFigure, HidesThePieceUnderThePointerAndKeepsThePressedOne) {
  Scene scene("occlusion");
  scene.live->begin_occlusion(scene.live->image()).finish();
  const std::vector<unsigned char> rest = scene.picture();
  const Rect cell = scene.control("occlusion:hide:24");
  const ImVec2 pointer{cell.x + cell.w * 0.6f, cell.y + cell.h * 0.6f};
  const std::vector<unsigned char> hovered = scene.picture(pointer);
  EXPECT_NE(hovered, rest);
  EXPECT_EQ(scene.picture(), rest);
  scene.pressed = true;
  scene.picture(pointer);
  scene.pressed = false;
  EXPECT_EQ(scene.picture(), hovered);
  scene.figure->press("occlusion:hide:24");
  EXPECT_EQ(scene.picture(), hovered) << "the pointer has said it more exactly";
  scene.figure->press("occlusion:hide:3");
  EXPECT_NE(scene.picture(), hovered);
}

}  // namespace
}  // namespace second_opinion
