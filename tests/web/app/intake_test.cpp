// web/app/intake.cpp and what App makes of it: files and pictures that come one after the other,
// and what shows in the end. The networks always see the same digit.
#include "web/app/intake.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/web/sample_networks.hpp"
#include "web/app/app.hpp"

namespace second_opinion {
namespace {

using testing::always;

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string good_csv() {
  std::array<unsigned char, kImagePixels> bytes{};
  bytes[400] = 200;
  return print_csv_image(DigitImage::from_bytes(bytes));
}

OfferedFile file_of(const std::string& text, std::string_view name) {
  return {.name = name,
          .bytes = {reinterpret_cast<const unsigned char*>(text.data()), text.size()},
          .total_bytes = static_cast<double>(text.size())};
}

// White paper with so many upright strokes side by side.
GreyPicture paper_with(int strokes) {
  GreyPicture picture{100 + 100 * strokes, 160, {}};
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const bool ink = strokes > 0 && y >= 40 && y < 120 && x >= 50 && x % 100 >= 45 &&
                       x % 100 < 55 && x < 100 * strokes + 60 && x >= 100;
      picture.pixels.push_back(ink ? 20 : 240);
    }
  }
  return picture;
}

struct Scene {
  App app{always(7), always(1)};

  int begin(int files) {
    update(app, BeginBatch{files});
    return app.batches;
  }
  void read(int batch) {
    while (next_step(app, batch) == BatchStep::kNetworks) update(app, ReadOn{batch, 1});
  }
  void add(int batch, const std::string& text, std::string_view name) {
    update(app, AddFile{batch, file_of(text, name)});
    read(batch);
  }
  void add(int batch, const GreyPicture& picture, std::string_view name = "photo.jpg") {
    update(app, AddPicture{batch, name, &picture});
    read(batch);
  }
};

TEST(Intake, SeveralFilesGiveATableAndOneRefusedDoesNotStopTheOthers) {
  Scene scene;
  const int batch = scene.begin(3);
  scene.add(batch, good_csv(), "a.csv");
  EXPECT_EQ(scene.app.phase, Phase::kReady) << "until all are read";
  EXPECT_EQ(scene.app.files, 0);
  scene.add(batch, "no numbers", "b.csv");
  scene.add(batch, good_csv(), "c.csv");
  ASSERT_EQ(scene.app.phase, Phase::kResult);
  EXPECT_EQ(scene.app.files, 3);
  EXPECT_FALSE(scene.app.reading);
  const auto& rows = scene.app.batch->rows;
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].reading->cnn.digit, 7);
  EXPECT_EQ(rows[0].reading->transformer.digit, 1);
  EXPECT_FALSE(rows[1].reading);
  EXPECT_NE(rows[1].refusal, "");
  EXPECT_TRUE(rows[2].reading);
}

TEST(Intake, ARowLeadsToItsResultAndBack) {
  Scene scene;
  const int batch = scene.begin(2);
  scene.add(batch, good_csv(), "a.csv");
  scene.add(batch, "no numbers", "b.csv");
  update(scene.app, OpenRow{1});
  EXPECT_FALSE(scene.app.reading) << "it was refused";
  update(scene.app, OpenRow{9});
  EXPECT_FALSE(scene.app.reading) << "there is none";
  update(scene.app, OpenRow{0});
  ASSERT_TRUE(scene.app.reading);
  EXPECT_EQ(scene.app.reading->cnn.digit, 7);
  update(scene.app, Invert{});
  EXPECT_TRUE(scene.app.batch->rows[0].reading->inverted) << "the row knows of it";
  update(scene.app, CloseRow{});
  EXPECT_FALSE(scene.app.reading);
  EXPECT_EQ(scene.app.phase, Phase::kResult);
  update(scene.app, StartOver{});
  EXPECT_EQ(scene.app.phase, Phase::kReady);
  EXPECT_FALSE(scene.app.batch);
}

TEST(Intake, APictureOfOneDigitIsItsResult) {
  Scene scene;
  scene.add(scene.begin(1), paper_with(1));
  ASSERT_EQ(scene.app.phase, Phase::kResult) << scene.app.alert;
  ASSERT_TRUE(scene.app.reading);
  EXPECT_EQ(scene.app.reading->source, Source::kPicture);
  EXPECT_TRUE(scene.app.batch->picture) << "it shows beside the result";
  EXPECT_EQ(scene.app.files, 1);
  update(scene.app, CloseRow{});
  EXPECT_TRUE(scene.app.reading) << "there is nothing to go back to";
}

TEST(Intake, APictureOfManyShowsThemInFrames) {
  Scene scene;
  scene.add(scene.begin(1), paper_with(3));
  ASSERT_EQ(scene.app.phase, Phase::kResult);
  EXPECT_FALSE(scene.app.reading);
  const auto& rows = scene.app.batch->rows;
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[2].number, 3);
  EXPECT_LT(rows[0].frame.x, rows[1].frame.x);
  EXPECT_NEAR(rows[1].frame.y, 40 / 160.0, 0.05);
  EXPECT_LE(rows[2].frame.x + rows[2].frame.w, 1);
}

TEST(Intake, APictureWithoutADigitIsRefusedWithWordsThatHelp) {
  Scene scene;
  scene.add(scene.begin(1), paper_with(0));
  EXPECT_EQ(scene.app.phase, Phase::kRefused);
  EXPECT_THAT(scene.app.alert, StartsWith("No digit was found on photo.jpg."));
  EXPECT_THAT(scene.app.alert, HasSubstr("even light"));
  EXPECT_FALSE(scene.app.batch);
  EXPECT_EQ(scene.app.files, 1);
}

TEST(Intake, PicturesAmongFilesGiveARowForEachDigit) {
  Scene scene;
  const int batch = scene.begin(3);
  scene.add(batch, paper_with(2), "two.png");
  scene.add(batch, good_csv(), "a.csv");
  update(scene.app, AddRefusal{batch, "c.pdf", "This is a PDF."});
  scene.read(batch);
  ASSERT_EQ(scene.app.phase, Phase::kResult);
  ASSERT_EQ(scene.app.batch->rows.size(), 4u);
  EXPECT_EQ(name_of(scene.app.batch->rows[1], true), "two.png, digit 2");
  EXPECT_FALSE(scene.app.batch->picture) << "they are not of one picture";
  EXPECT_EQ(scene.app.batch->rows[3].refusal, "This is a PDF.");
}

TEST(Intake, WhatComesForABatchThatIsOverIsIgnored) {
  Scene scene;
  const int first = scene.begin(2);
  scene.add(first, good_csv(), "a.csv");
  const int second = scene.begin(2);
  scene.add(first, good_csv(), "late.csv");
  EXPECT_EQ(scene.app.batch->taken, 0);
  EXPECT_EQ(next_step(scene.app, first), BatchStep::kOver);
  update(scene.app, StartOver{});
  scene.add(second, good_csv(), "later.csv");
  EXPECT_FALSE(scene.app.batch);
  const std::string text = good_csv();
  update(scene.app, OfferFile{file_of(text, "a.csv")});
  EXPECT_EQ(scene.begin(2), second) << "nothing begins beside a result";
}

TEST(Intake, ThePadEndsWhatIsBeingRead) {
  Scene scene;
  const int batch = scene.begin(2);
  scene.add(batch, good_csv(), "a.csv");
  update(scene.app, OpenPad{});
  EXPECT_EQ(scene.app.phase, Phase::kDrawing);
  EXPECT_FALSE(scene.app.batch);
  scene.add(batch, good_csv(), "late.csv");
  EXPECT_FALSE(scene.app.batch);
}

TEST(Intake, TakesSoManyFilesAndSaysSo) {
  Scene scene;
  const int batch = scene.begin(kMostBatchFiles + 1);
  for (int i = 0; i < kMostBatchFiles; ++i) {
    EXPECT_EQ(next_step(scene.app, batch), BatchStep::kNextFile) << i;
    update(scene.app, AddRefusal{batch, "a.csv", "no"});
    scene.read(batch);
  }
  ASSERT_EQ(scene.app.phase, Phase::kResult);
  EXPECT_EQ(scene.app.files, kMostBatchFiles + 1);
  EXPECT_THAT(describe_batch_details(*scene.app.batch), HasSubstr("Of 501 files the first 500"));
}

TEST(Intake, ACsvRefusedBecauseItIsAPictureIsToldWherePicturesGo) {
  const std::string png = "\x89PNG\r\n\x1A\n";
  EXPECT_THAT(words_for_picture(file_of(png, "a.csv")), HasSubstr("Choose a picture"));
  EXPECT_EQ(words_for_picture(file_of("%PDF-1.7", "a.csv")), "");
  EXPECT_EQ(words_for_picture(file_of(good_csv(), "a.csv")), "");
}

}  // namespace
}  // namespace second_opinion
