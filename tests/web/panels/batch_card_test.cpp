// web/panels/batch_card, batch_table, batch_row, batch_strip and framed_picture, headless, as
// "Try a digit" shows them: what can be pressed where, and that everything lies inside the card.
#include "web/panels/batch_card.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "../test_fonts.hpp"
#include "tests/web/sample_networks.hpp"
#include "web/panels/try_panel.hpp"

namespace second_opinion {
namespace {

using testing::blank_network;

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

BatchRow digit(int number, const Rect& frame) {
  BatchRow row{.file = "a photograph with a long name, taken in the kitchen.jpg",
               .number = number,
               .frame = frame};
  row.reading = Reading{.source = Source::kPicture};
  row.reading->cnn.probabilities[0] = 1;
  return row;
}

struct Scene {
  App app{blank_network(), blank_network()};
  TryPanel panel{app, {}};

  explicit Scene(std::size_t rows, bool on_picture) {
    Batch batch{.number = 1, .files = 1, .expected = 1, .taken = 1};
    for (std::size_t i = 0; i < rows; ++i) {
      const auto at = static_cast<float>(i) / static_cast<float>(rows + 1);
      batch.rows.push_back(digit(static_cast<int>(i) + 1, {at, at, 0.02f, 0.03f}));
    }
    batch.rows.push_back({.file = "b.csv",
                          .refusal = "A reason that takes a line or two, because "
                                     "it says what is wrong and what to do."});
    if (on_picture) {
      batch.rows.pop_back();
      batch.picture = ShownPicture{"photo.jpg", {400, 300, std::vector<unsigned char>(120000)}, 1};
    }
    batch.judged = batch.rows.size();
    sort_batch(batch, BatchOrder::kOffered);
    app.batch = std::move(batch);
    app.phase = Phase::kResult;
  }
  std::vector<std::string> ids(float width) {
    std::vector<std::string> found;
    for (const Control& control : panel.controls({0, 0, width, panel.measure(test_fonts(), width)}))
      found.push_back(control.id);
    return found;
  }
  // What the panel does after a press, as the page has it done.
  bool press(std::string_view id) {
    const bool handled = panel.press(id).handled;
    if (const auto action = panel.take_action()) update(app, *action);
    return handled;
  }
};

TEST(BatchCard, OffersEveryRowThatWasReadAndNoOther) {
  Scene scene(3, false);
  const auto ids = scene.ids(700);
  EXPECT_THAT(ids, Contains("row-0"));
  EXPECT_THAT(ids, Contains("row-2"));
  EXPECT_THAT(ids, Not(Contains("row-3"))) << "it was refused";
  EXPECT_THAT(ids, Not(Contains("frame-0"))) << "there is no picture";
  EXPECT_THAT(ids, Contains("start-over"));
  EXPECT_THAT(ids, Contains("sort-doubt"));
  EXPECT_THAT(ids, Not(Contains("page-later")));
}

TEST(BatchCard, OffersEveryFrameOfAPicture) {
  Scene scene(3, true);
  const auto ids = scene.ids(350);
  for (const char* id : {"frame-0", "frame-2", "row-2", "copy-digits", "download-table"})
    EXPECT_THAT(ids, Contains(id));
  EXPECT_THAT(ids, Not(Contains("upload")));
}

TEST(BatchCard, KeepsControlsInsideAtEveryWidth) {
  for (const float width : {280.0f, 350.0f, 559.0f, 620.0f, 700.0f, 960.0f}) {
    for (const bool on_picture : {false, true}) {
      Scene scene(40, on_picture);
      const Rect place{100, 1000, width, scene.panel.measure(test_fonts(), width)};
      for (const Control& control : scene.panel.controls(place)) {
        EXPECT_GE(control.place.x, place.x - units(1)) << control.id << " at " << width;
        EXPECT_GE(control.place.y, place.y) << control.id << " at " << width;
        EXPECT_LE(control.place.x + control.place.w, place.x + width) << control.id;
        EXPECT_LE(control.place.y + control.place.h, place.y + place.h) << control.id;
        EXPECT_GE(std::min(control.place.w, control.place.h), kTouchTarget) << control.id;
        EXPECT_FALSE(control.label.empty());
      }
    }
  }
}

TEST(BatchCard, ARowOpensTheWholeResultAndTheStripLeadsBack) {
  Scene scene(3, true);
  scene.ids(700);
  ASSERT_TRUE(scene.press("frame-1"));
  ASSERT_TRUE(scene.app.reading);
  const auto ids = scene.ids(700);
  EXPECT_THAT(ids, Contains("back-to-all"));
  EXPECT_THAT(ids, Contains("start-over"));
  EXPECT_THAT(ids, Not(Contains("row-0")));
  ASSERT_TRUE(scene.press("back-to-all"));
  EXPECT_FALSE(scene.app.reading);
  EXPECT_THAT(scene.ids(700), Contains("row-0"));
  EXPECT_FALSE(scene.press("row-77")) << "there is no such row";
}

TEST(BatchCard, LongTablesTurnTheirPages) {
  Scene scene(40, true);
  EXPECT_THAT(scene.ids(700), Not(Contains("row-12")));
  ASSERT_TRUE(scene.press("page-later"));
  EXPECT_THAT(scene.ids(700), Contains("row-12"));
  for (int i = 0; i < 9; ++i) scene.press("page-later");
  EXPECT_EQ(scene.app.batch->page, 3);
  ASSERT_TRUE(scene.press("sort-cnn"));
  EXPECT_EQ(scene.app.batch->page, 0);
}

TEST(BatchCard, HandsOutTheTableAndTheDigitsInOrder) {
  Scene scene(2, true);
  ASSERT_TRUE(scene.press("download-table"));
  EXPECT_EQ(scene.panel.take_wish(), Wish::kTable);
  ASSERT_TRUE(scene.press("copy-digits"));
  EXPECT_EQ(scene.panel.take_wish(), Wish::kDigitsInOrder);
  EXPECT_FALSE(scene.panel.take_wish());
}

TEST(BatchCard, DrawsOnBothThemesWithAndWithoutATexture) {
  Scene scene(20, true);
  const Rect place{0, 0, 700, scene.panel.measure(test_fonts(), 700)};
  for (const Theme* theme : {&light_theme(), &dark_theme()}) {
    TestFrame frame(2);
    const PageView view{.view = {0, 0, 700, 4000}, .pixel_ratio = 2};
    scene.panel.draw({view, &frame.list(), &test_fonts(), theme}, place);
    EXPECT_GT(frame.list().VtxBuffer.Size, 3000);
  }
}

TEST(BatchStrip, TellsHowFarItIs) {
  Scene scene(2, false);
  EXPECT_EQ(layout_strip(test_fonts(), scene.app, 700).height, 0) << "all is read";
  scene.app.phase = Phase::kReady;
  scene.app.batch->expected = 9;
  EXPECT_GT(layout_strip(test_fonts(), scene.app, 700).track.h, 0);
  EXPECT_THAT(scene.ids(700), Contains("upload")) << "something else can still be offered";
}

TEST(FramedPicture, FramesStayOnThePictureAndHoldTheInk) {
  const Rect picture{10, 20, 400, 300};
  for (const Rect& share : {Rect{0, 0, 0.1f, 0.1f}, Rect{0.99f, 0.99f, 0.01f, 0.01f},
                            Rect{0.5f, 0.5f, 0.001f, 0.001f}}) {
    const Rect frame = frame_place(picture, digit(1, share));
    EXPECT_GE(frame.x, picture.x);
    EXPECT_GE(frame.y, picture.y);
    EXPECT_LE(frame.x + frame.w, picture.x + picture.w + 0.01f);
    EXPECT_LE(frame.x, picture.x + share.x * picture.w);
    EXPECT_GE(frame.x + frame.w + 0.01f, picture.x + (share.x + share.w) * picture.w);
  }
}

}  // namespace
}  // namespace second_opinion
