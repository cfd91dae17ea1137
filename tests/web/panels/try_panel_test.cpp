// web/panels/try_panel.cpp and its two cards, headless: what can be pressed, what
// a press means, and that everything lies inside the card at every width.
#include "web/panels/try_panel.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../test_fonts.hpp"
#include "tests/web/sample_networks.hpp"

namespace second_opinion {
namespace {

using testing::blank_network;

using ::testing::HasSubstr;

DigitImage digit_with(unsigned char ground, unsigned char ink) {
  std::array<unsigned char, kImagePixels> bytes;
  bytes.fill(ground);
  bytes[400] = ink;
  return DigitImage::from_bytes(bytes);
}

struct Scene {
  App app{blank_network(), blank_network()};
  TryPanel panel{
      app, {{digit_with(0, 255), "test digit 3, a 7"}, {digit_with(0, 99), "test digit 4, a <1>"}}};

  void refuse() { update(app, OfferFile{{.name = "x.txt", .bytes = {}, .total_bytes = 1}}); }
  std::vector<std::string> ids(float width) {
    const float height = panel.measure(test_fonts(), width);
    std::vector<std::string> found;
    for (const Control& control : panel.controls({100, 1000, width, height}))
      found.push_back(control.id);
    return found;
  }
};

const std::vector<std::string> kOffered{"upload", "draw", "picture-upload", "sample-0", "sample-1"};
const std::vector<std::string> kKept{"start-over", "copy-link", "download", "save-picture",
                                     "collect"};
const std::vector<std::string> kKeptAndInverted{"start-over", "invert",       "copy-link",
                                                "download",   "save-picture", "collect"};
constexpr float kWidths[] = {280, 320, 350, 440, 559, 560, 700, 799, 800, 960};

void expect_inside(Scene& scene, float width) {
  const Rect card{100, 1000, width, scene.panel.measure(test_fonts(), width)};
  for (const Control& control : scene.panel.controls(card)) {
    const Rect& place = control.place;
    EXPECT_GE(place.x, card.x) << control.id << " at " << width;
    EXPECT_GE(place.y, card.y) << control.id << " at " << width;
    EXPECT_LE(place.x + place.w, card.x + card.w) << control.id << " at " << width;
    EXPECT_LE(place.y + place.h, card.y + card.h) << control.id << " at " << width;
    EXPECT_GE(std::min(place.w, place.h), kTouchTarget) << control.id;
    EXPECT_FALSE(control.label.empty());
  }
}

TEST(TryPanel, OffersUploadAndSamplesUntilThereIsAResult) {
  Scene scene;
  EXPECT_EQ(scene.ids(700), kOffered);
  scene.refuse();
  EXPECT_EQ(scene.ids(700), kOffered);
  update(scene.app, TryDigit{digit_with(0, 255)});
  EXPECT_EQ(scene.ids(700), kKept);
}

TEST(TryPanel, OffersInversionOfDarkInkOnWhiteAndItsUndoing) {
  Scene scene;
  update(scene.app, TryDigit{digit_with(255, 0)});
  EXPECT_EQ(scene.ids(700), kKeptAndInverted);
  ASSERT_TRUE(scene.panel.press("invert").handled);
  update(scene.app, *scene.panel.take_action());
  EXPECT_TRUE(scene.app.reading->inverted);
  EXPECT_EQ(scene.ids(700), kKeptAndInverted);
}

TEST(TryPanel, HoldsThePadAndItsButtonsWhileItIsOpen) {
  Scene scene;
  ASSERT_TRUE(scene.panel.press("draw").handled);
  update(scene.app, *scene.panel.take_action());
  EXPECT_EQ(scene.ids(700), (std::vector<std::string>{"pad", "pad-undo", "pad-redo", "pad-clear",
                                                      "pad-finish", "start-over"}));
  update(scene.app, BeginStroke{{0.5f, 0.5f, 0.5f}});
  for (const char* id : {"pad-clear", "pad-undo", "pad-redo", "pad-pen"}) {
    ASSERT_TRUE(scene.panel.press(id).handled) << id;
    update(scene.app, *scene.panel.take_action());
  }
  EXPECT_EQ(scene.app.drawing->ink().size(), 1u) << "a clearing was undone and redone; a new dot";
  scene.panel.press("pad-finish");
  update(scene.app, *scene.panel.take_action());
  EXPECT_EQ(scene.app.phase, Phase::kResult);
}

TEST(TryPanel, ThePadIsWideEnoughForAFinger) {
  for (const float width : kWidths) {
    Scene scene;
    update(scene.app, OpenPad{});
    const Rect card{0, 0, width, scene.panel.measure(test_fonts(), width)};
    const Rect pad = scene.panel.controls(card).front().place;
    EXPECT_GE(pad.w, 280) << width;
    EXPECT_EQ(pad.w, pad.h) << width;
  }
}

TEST(TryPanel, KeepsControlsInsideTheCardAtEveryWidth) {
  for (const float width : kWidths) {
    Scene scene;
    expect_inside(scene, width);
    scene.refuse();
    expect_inside(scene, width);
    update(scene.app, OpenPad{});
    expect_inside(scene, width);
    update(scene.app, TryDigit{digit_with(255, 0)});
    expect_inside(scene, width);
  }
}

TEST(TryPanel, GrowsForTheReasonOfARefusal) {
  Scene scene;
  const float before = scene.panel.measure(test_fonts(), 600);
  scene.refuse();
  EXPECT_GT(scene.panel.measure(test_fonts(), 600), before + 40);
}

TEST(TryPanel, PressingASampleAsksForThatDigitOnce) {
  Scene scene;
  ASSERT_TRUE(scene.panel.press("sample-1").handled);
  const auto action = scene.panel.take_action();
  ASSERT_TRUE(action && std::holds_alternative<TryDigit>(*action));
  EXPECT_EQ(std::get<TryDigit>(*action).digit, digit_with(0, 99));
  EXPECT_FALSE(scene.panel.take_action());
}

TEST(TryPanel, HandsOverWhatIsKeptOnce) {
  Scene scene;
  EXPECT_FALSE(scene.panel.press("download").handled) << "there is nothing yet";
  EXPECT_FALSE(scene.panel.take_wish());
  update(scene.app, TryDigit{digit_with(0, 255)});
  const std::pair<const char*, Wish> wishes[] = {{"copy-link", Wish::kLink},
                                                 {"download", Wish::kCsv},
                                                 {"save-picture", Wish::kPicture},
                                                 {"save-set", Wish::kSet}};
  for (const auto& [control, wish] : wishes) {
    ASSERT_TRUE(scene.panel.press(control).handled);
    EXPECT_FALSE(scene.panel.take_action()) << "the result stays";
    EXPECT_EQ(scene.panel.take_wish(), wish);
    EXPECT_FALSE(scene.panel.take_wish());
  }
}

TEST(TryPanel, AsksForTheLabelOfADigitThatJoinsTheSet) {
  Scene scene;
  update(scene.app, TryDigit{digit_with(0, 255)});
  ASSERT_TRUE(scene.panel.press("collect").handled);
  update(scene.app, *scene.panel.take_action());
  EXPECT_EQ(scene.ids(700).size(), kKept.size() + 10);
  for (const float width : kWidths) expect_inside(scene, width);
  ASSERT_TRUE(scene.panel.press("collect-7").handled);
  update(scene.app, *scene.panel.take_action());
  EXPECT_EQ(scene.app.keeping.set.at(0).label, 7);
  EXPECT_EQ(scene.ids(700).back(), "save-set");
  for (const float width : kWidths) expect_inside(scene, width);
}

TEST(TryPanel, IgnoresControlsThatAreNotItsOwn) {
  Scene scene;
  for (const char* id : {"sample-2", "sample-", "sample-x", "link-3", ""})
    EXPECT_FALSE(scene.panel.press(id).handled) << id;
}

TEST(TryPanel, HtmlHasButtonDescriptionAndEscapedSamples) {
  const std::string html = Scene{}.panel.html();
  EXPECT_THAT(html, HasSubstr("id=\"upload\""));
  EXPECT_THAT(html, HasSubstr("28 rows"));
  EXPECT_THAT(html, HasSubstr("a &lt;1&gt;"));
}

// Something is drawn, an animation asks for frames, and reduced motion ends it at once.
TEST(TryPanel, AnimatesAResultBrieflyAndNotUnderReducedMotion) {
  Scene scene;
  update(scene.app, TryDigit{digit_with(0, 255)});
  const Rect place{0, 0, 700, scene.panel.measure(test_fonts(), 700)};
  TestFrame frame;
  const PageView view{.view = {0, 0, 700, 2000}};
  const auto moves_at = [&](double seconds, bool reduced) {
    const bool moving = scene.panel.update({view, seconds, false, reduced}, place);
    scene.panel.draw({view, &frame.list(), &test_fonts(), &light_theme()}, place);
    return moving;
  };
  EXPECT_TRUE(moves_at(10, false));
  EXPECT_FALSE(moves_at(10.1, true));
  EXPECT_FALSE(moves_at(12, false));
  EXPECT_GT(frame.list().VtxBuffer.Size, 500);
}

}  // namespace
}  // namespace second_opinion
