// web/app/drawing.cpp: strokes, what can be undone, and the cross-hair of those who draw with keys.
#include "web/app/drawing.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

void draw_line(Drawing& drawing, float x) {
  drawing.begin_stroke({x, 0.2f, 0.5f});
  for (int i = 1; i <= 10; ++i)
    drawing.extend_stroke({x, 0.2f + 0.05f * static_cast<float>(i), 0.5f});
  drawing.end_stroke();
}

TEST(Drawing, KeepsThePointsOfAStrokeAndNothingBeforeOrAfter) {
  Drawing drawing;
  drawing.extend_stroke({0.1f, 0.1f, 0.5f});
  EXPECT_TRUE(drawing.ink().empty());
  draw_line(drawing, 0.5f);
  drawing.extend_stroke({0.9f, 0.9f, 0.5f});
  ASSERT_EQ(drawing.ink().size(), 1u);
  EXPECT_EQ(drawing.ink()[0].points.size(), 11u);
  EXPECT_TRUE(drawing.has_news());
}

TEST(Drawing, LeavesOutWhereThePenRestsAndWhatLiesBesideThePad) {
  Drawing drawing;
  drawing.begin_stroke({1.2f, 0.5f, 0.5f});
  EXPECT_TRUE(drawing.ink().empty()) << "begun beside the pad";
  drawing.begin_stroke({0.5f, 0.5f, 0.5f});
  for (int i = 0; i < 100; ++i) drawing.extend_stroke({0.501f, 0.5f, 0.5f});
  drawing.extend_stroke({0.6f, 0.5f, 0.5f});
  drawing.extend_stroke({1.1f, 0.5f, 0.5f});
  EXPECT_EQ(drawing.ink()[0].points.size(), 2u);
}

TEST(Drawing, ShowsWhereThePenIsGoingAndForgetsIt) {
  Drawing drawing;
  drawing.predict({0.5f, 0.5f, 0.5f});
  EXPECT_TRUE(drawing.predicted().empty()) << "no pen is down";
  drawing.begin_stroke({0.1f, 0.5f, 0.5f});
  drawing.predict({0.2f, 0.5f, 0.5f});
  drawing.predict({0.3f, 0.5f, 0.5f});
  EXPECT_EQ(drawing.predicted().size(), 2u);
  drawing.extend_stroke({0.15f, 0.5f, 0.5f});
  EXPECT_TRUE(drawing.predicted().empty());
  drawing.predict({0.2f, 0.5f, 0.5f});
  drawing.end_stroke();
  EXPECT_TRUE(drawing.predicted().empty());
  EXPECT_EQ(drawing.ink()[0].points.size(), 2u) << "what was predicted is no ink";
}

TEST(Drawing, UndoesAndRedoesStrokesAndClearings) {
  Drawing drawing;
  EXPECT_FALSE(drawing.can_undo());
  draw_line(drawing, 0.2f);
  draw_line(drawing, 0.4f);
  drawing.clear();
  EXPECT_TRUE(drawing.ink().empty());
  drawing.undo();
  EXPECT_EQ(drawing.ink().size(), 2u) << "a clearing can be taken back";
  drawing.undo();
  ASSERT_EQ(drawing.ink().size(), 1u);
  EXPECT_FLOAT_EQ(drawing.ink()[0].points[0].x, 0.2f);
  drawing.redo();
  drawing.redo();
  EXPECT_TRUE(drawing.ink().empty());
  EXPECT_FALSE(drawing.can_redo());
  drawing.undo();
  draw_line(drawing, 0.8f);
  EXPECT_EQ(drawing.ink().size(), 3u);
  EXPECT_FALSE(drawing.can_redo()) << "a new stroke ends what could come back";
  for (int i = 0; i < 9; ++i) drawing.undo();
  EXPECT_TRUE(drawing.ink().empty());
  EXPECT_FALSE(drawing.can_undo());
}

TEST(Drawing, AnEmptyPadIsNotClearedOnceMore) {
  Drawing drawing;
  drawing.clear();
  EXPECT_FALSE(drawing.can_undo());
  draw_line(drawing, 0.2f);
  drawing.clear();
  drawing.clear();
  drawing.undo();
  EXPECT_EQ(drawing.ink().size(), 1u);
}

TEST(Drawing, ForgetsTheFarEndOfALongAfternoon) {
  Drawing drawing;
  for (int i = 0; i < 5000; ++i) {
    draw_line(drawing, 0.2f);
    drawing.clear();
  }
  int steps = 0;
  for (; drawing.can_undo(); ++steps) drawing.undo();
  EXPECT_GT(steps, 50);
  EXPECT_LE(steps, 100);
}

TEST(Drawing, KeysDrawWithTheCrossHair) {
  Drawing drawing;
  drawing.move_cross_hair(0.1f, 0);
  ASSERT_TRUE(drawing.cross_hair()) << "the first key shows where it is";
  EXPECT_FLOAT_EQ(drawing.cross_hair()->x, 0.5f);
  drawing.move_cross_hair(-0.2f, -0.9f);
  EXPECT_FLOAT_EQ(drawing.cross_hair()->y, 0) << "it stays on the pad";
  EXPECT_TRUE(drawing.ink().empty());
  drawing.lower_or_lift();
  drawing.move_cross_hair(0, 0.1f);
  drawing.move_cross_hair(0, 0.1f);
  EXPECT_TRUE(drawing.cross_hair()->lowered);
  drawing.lower_or_lift();
  drawing.move_cross_hair(0.1f, 0);
  ASSERT_EQ(drawing.ink().size(), 1u);
  EXPECT_EQ(drawing.ink()[0].points.size(), 3u);
  EXPECT_FLOAT_EQ(drawing.ink()[0].points[2].y, 0.2f);
  drawing.begin_stroke({0.5f, 0.5f, 0.5f});
  EXPECT_FALSE(drawing.cross_hair()) << "another pen draws now";
}

TEST(Drawing, UndoLiftsThePenOfTheKeys) {
  Drawing drawing;
  drawing.lower_or_lift();
  drawing.move_cross_hair(0, 0.1f);
  drawing.undo();
  drawing.move_cross_hair(0, 0.1f);
  EXPECT_TRUE(drawing.ink().empty());
  EXPECT_FALSE(drawing.cross_hair()->lowered);
}

TEST(Drawing, SaysWhatToDoAndThenWhatIsRead) {
  Drawing drawing;
  EXPECT_EQ(describe_drawing(drawing), "Draw one digit, large, anywhere on the pad.");
  drawing.set_opinions(DrawingOpinions{{}, {.digit = 3}, {.digit = 8}});
  EXPECT_EQ(describe_drawing(drawing),
            "They disagree: the convolutional network reads a\u00a03, the transformer an\u00a08.");
  EXPECT_FALSE(drawing.has_news());
}

}  // namespace
}  // namespace second_opinion
