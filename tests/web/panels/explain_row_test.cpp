// web/panels/explain_row.cpp inside the card of "Try a digit": the digit's own occlusion, and links
// that bring it along.
#include <gtest/gtest.h>

#include "tests/web/sample_report.hpp"
#include "tests/web/test_fonts.hpp"
#include "web/panels/try_panel.hpp"

namespace second_opinion {
namespace {

struct Scene {
  Scene()
      : live(sample_live()),
        app{Classifier(live->cnn().file()), Classifier(live->transformer().file())},
        panel(app, {}, live.get()) {}

  bool draws(double seconds, bool reduced) {
    const Rect place{0, 0, 700, panel.measure(test_fonts(), 700)};
    const PageView view{.view = {0, 0, 700, 4000}};
    const bool moving = panel.update({view, seconds, false, reduced}, place);
    TestFrame frame;
    panel.draw({view, &frame.list(), &test_fonts(), &dark_theme()}, place);
    return moving;
  }

  std::unique_ptr<LiveDigit> live;
  App app;
  TryPanel panel;
};

TEST(ExplainRow, LinksToTheLiveFiguresInsideTheCardAtEveryWidth) {
  for (const float width : {320.0f, 350.0f, 560.0f, 616.0f, 960.0f}) {
    Scene scene;
    update(scene.app, TryDigit{scene.live->offers()[4].image});
    const Rect card{100, 1000, width, scene.panel.measure(test_fonts(), width)};
    int links = 0;
    for (const Control& control : scene.panel.controls(card)) {
      EXPECT_LE(control.place.x + control.place.w, card.x + card.w)
          << control.id << " at " << width;
      EXPECT_LE(control.place.y + control.place.h, card.y + card.h)
          << control.id << " at " << width;
      const auto* link = std::get_if<LinkControl>(&control.kind);
      if (!link) continue;
      ++links;
      EXPECT_TRUE(link->href == "#feature-maps" || link->href == "#attention") << link->href;
      EXPECT_TRUE(link->prepares) << "the digit is brought along";
      EXPECT_GE(control.place.h, kTouchTarget);
    }
    EXPECT_EQ(links, 2);
  }
}

TEST(ExplainRow, BringsTheDigitAlongWhenALinkIsPressed) {
  Scene scene;
  EXPECT_FALSE(scene.panel.press("explain-attention").handled) << "no result, nothing to bring";
  const DigitImage tried = scene.live->offers()[4].image;
  update(scene.app, TryDigit{tried});
  scene.live->choose(1);
  EXPECT_TRUE(scene.panel.press("explain-attention").handled);
  EXPECT_EQ(scene.live->image(), tried);
  EXPECT_EQ(scene.live->digit().name, "your digit");
  EXPECT_FALSE(scene.panel.take_action().has_value());
}

TEST(ExplainRow, LooksAtTheTriedDigitOnceTheResultHasAppearedAndThenRests) {
  Scene scene;
  const DigitImage tried = scene.live->offers()[6].image;
  update(scene.app, TryDigit{tried});
  scene.draws(10, false);
  const float before = scene.live->occlusion(tried)->progress();
  EXPECT_TRUE(scene.draws(10.2, false));
  EXPECT_EQ(scene.live->occlusion(tried)->progress(), before) << "not while the result still moves";
  int frames = 0;
  while (scene.draws(20, true)) ASSERT_LT(++frames, 1000);
  EXPECT_TRUE(scene.live->occlusion(tried)->done());
  EXPECT_FALSE(scene.draws(20, false));
}

}  // namespace
}  // namespace second_opinion
