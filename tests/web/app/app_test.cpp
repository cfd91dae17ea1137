// web/app/app.cpp: the states, what leads from one to another, and what visitors are told.
#include "web/app/app.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "tests/web/sample_networks.hpp"

namespace second_opinion {
namespace {

using testing::always;

using ::testing::HasSubstr;
using ::testing::Not;

App make_app(int cnn = 7, int transformer = 7) {
  return App(always(cnn), always(transformer));
}

std::string csv(const std::string& first = "0", const std::string& others = "0") {
  std::string text;
  for (int row = 0; row < kImageSide; ++row) {
    for (int column = 0; column < kImageSide; ++column) {
      text += (column ? "," : "") + (row == 14 && column == 14 ? first : others);
    }
    text += "\n";
  }
  return text;
}

void offer(App& app, const std::string& text, std::string_view name = "digit.csv") {
  update(app,
         OfferFile{{.name = name,
                    .bytes = {reinterpret_cast<const unsigned char*>(text.data()), text.size()},
                    .total_bytes = static_cast<double>(text.size())}});
}

TEST(App, BeginsReadyWithUploadVisible) {
  const App app = make_app();
  EXPECT_EQ(app.phase, Phase::kReady);
  EXPECT_TRUE(shows_upload(app));
  EXPECT_EQ(app.files, 0);
}

TEST(App, GoodFileGivesBothOpinionsAndHidesUpload) {
  App app = make_app(7, 1);
  offer(app, csv("255"));
  ASSERT_EQ(app.phase, Phase::kResult);
  EXPECT_FALSE(shows_upload(app));
  EXPECT_EQ(app.files, 1);
  EXPECT_EQ(app.reading->cnn.digit, 7);
  EXPECT_EQ(app.reading->transformer.digit, 1);
  EXPECT_FALSE(app.reading->agree());
  EXPECT_EQ(app.reading->csv->scale, IntensityScale::kByte);
  EXPECT_EQ(app.reading->source, Source::kCsv);
}

TEST(App, BadFileIsRefusedWithAReasonAndUploadStays) {
  App app = make_app();
  offer(app, csv("-3"));
  EXPECT_EQ(app.phase, Phase::kRefused);
  EXPECT_TRUE(shows_upload(app));
  EXPECT_THAT(app.alert, HasSubstr("-3"));
  EXPECT_FALSE(app.reading);
}

TEST(App, GoodFileAfterABadOneClearsTheAlert) {
  App app = make_app();
  offer(app, "no numbers");
  offer(app, csv("0.5"));
  EXPECT_EQ(app.phase, Phase::kResult);
  EXPECT_EQ(app.alert, "");
  EXPECT_EQ(app.files, 2);
}

TEST(App, FilesAreIgnoredWhileAResultShows) {
  App app = make_app();
  offer(app, csv("255"));
  const int number = app.reading->number;
  offer(app, "not a digit at all");
  EXPECT_EQ(app.phase, Phase::kResult);
  EXPECT_EQ(app.reading->number, number);
  EXPECT_EQ(app.files, 1);
  EXPECT_EQ(app.alert, "");
}

TEST(App, StartOverMakesRoomForAnotherFile) {
  App app = make_app();
  offer(app, csv("255"));
  update(app, StartOver{});
  EXPECT_EQ(app.phase, Phase::kReady);
  EXPECT_FALSE(app.reading);
  offer(app, csv("0.25"));
  EXPECT_EQ(app.reading->csv->scale, IntensityScale::kUnit);
  EXPECT_EQ(app.reading->number, 2);
}

TEST(App, DigitOfThePageIsReadLikeAFileButIsNotCounted) {
  App app = make_app();
  std::array<unsigned char, kImagePixels> bytes{};
  bytes[400] = 200;
  const DigitImage digit = DigitImage::from_bytes(bytes);
  update(app, TryDigit{digit});
  ASSERT_EQ(app.phase, Phase::kResult);
  EXPECT_EQ(app.reading->digit, digit);
  EXPECT_EQ(app.files, 0);
  bytes[400] = 100;
  update(app, TryDigit{DigitImage::from_bytes(bytes)});
  EXPECT_FLOAT_EQ(app.reading->digit.pixels()[400], 100 / 255.0f)
      << "the visitor pressed another digit";
}

void draw_line(App& app) {
  update(app, BeginStroke{{0.5f, 0.2f, 0.5f}});
  for (int i = 1; i <= 10; ++i)
    update(app, ExtendStroke{{0.5f, 0.2f + 0.06f * static_cast<float>(i), 0.5f}});
  update(app, EndStroke{});
}

TEST(App, TheOpenPadTakesThePlaceOfUploading) {
  App app = make_app();
  offer(app, "no numbers");
  update(app, OpenPad{});
  EXPECT_EQ(app.phase, Phase::kDrawing);
  EXPECT_EQ(app.alert, "");
  EXPECT_FALSE(shows_upload(app));
  offer(app, csv("255"));
  EXPECT_EQ(app.phase, Phase::kDrawing);
  EXPECT_EQ(app.files, 1) << "what is dropped beside the open pad is not taken";
  update(app, StartOver{});
  EXPECT_EQ(app.phase, Phase::kReady);
  EXPECT_FALSE(app.drawing);
}

TEST(App, OpensNoPadBesideAResult) {
  App app = make_app();
  offer(app, csv("255"));
  update(app, OpenPad{});
  EXPECT_EQ(app.phase, Phase::kResult);
  EXPECT_FALSE(app.drawing);
}

TEST(App, ADrawingBecomesAResultOfItsOwnSource) {
  App app = make_app(7, 1);
  update(app, OpenPad{});
  update(app, FinishDrawing{});
  EXPECT_EQ(app.phase, Phase::kDrawing) << "there is nothing yet";
  draw_line(app);
  update(app, FinishDrawing{});
  ASSERT_EQ(app.phase, Phase::kResult);
  EXPECT_FALSE(app.drawing);
  EXPECT_EQ(app.reading->source, Source::kDrawing);
  EXPECT_FALSE(app.reading->csv);
  EXPECT_EQ(app.reading->transformer.digit, 1);
  EXPECT_GT(app.reading->digit.at(14, 14), 0.5f) << "centred";
  EXPECT_THAT(describe_reading(*app.reading), HasSubstr("Drawn here"));
  EXPECT_EQ(app.files, 0);
  update(app, StartOver{});
  EXPECT_EQ(app.phase, Phase::kReady);
}

TEST(App, ADigitOfThePageTakesThePlaceOfTheOpenPad) {
  App app = make_app();
  update(app, OpenPad{});
  std::array<unsigned char, kImagePixels> bytes{};
  bytes[400] = 200;
  update(app, TryDigit{DigitImage::from_bytes(bytes)});
  EXPECT_EQ(app.reading->source, Source::kSample);
  EXPECT_FALSE(app.drawing);
}

double pad_clock = 0;
double slow_clock() {
  return pad_clock += 0.01;
}

TEST(App, OpinionsFollowThePenAndTakeHalfOfTheTimeAtMost) {
  App app = make_app(7, 1);
  app.clock = slow_clock;
  EXPECT_FALSE(update_opinions(app)) << "no pad";
  update(app, OpenPad{});
  EXPECT_FALSE(update_opinions(app)) << "no ink";
  draw_line(app);
  ASSERT_TRUE(update_opinions(app));
  EXPECT_EQ(app.drawing->opinions()->cnn.digit, 7);
  EXPECT_EQ(app.drawing->opinions()->transformer.digit, 1);
  EXPECT_FALSE(update_opinions(app)) << "nothing has changed";
  // Each look at this clock takes as long as both networks did.
  app.opinions_rest = pad_clock + 0.015;
  draw_line(app);
  EXPECT_FALSE(update_opinions(app));
  EXPECT_TRUE(awaits_opinions(app));
  EXPECT_TRUE(update_opinions(app));
  update(app, ClearPad{});
  app.opinions_rest = 0;
  EXPECT_TRUE(update_opinions(app));
  EXPECT_FALSE(app.drawing->opinions()) << "none without ink";
}

// A network whose doubt is always the same: 0 is where a warning begins.
Classifier doubting(float sum) {
  WeightsFile file = always(7).file();
  const auto features = static_cast<std::size_t>(novelty_features(file.network));
  file.novelty = NoveltyModel{sum, 0, std::vector<float>(features), std::vector<float>(features)};
  return Classifier(std::move(file));
}

std::string warning_of(Classifier cnn, Classifier transformer) {
  App app(std::move(cnn), std::move(transformer));
  offer(app, csv("200"));
  EXPECT_EQ(app.phase, Phase::kResult) << "a doubt is never a refusal";
  return describe_warning(*app.reading);
}

TEST(App, WarnsOfWhatLooksUnlikeADigitToTheNetworksTogether) {
  EXPECT_THAT(warning_of(doubting(0.1f), doubting(0.1f)),
              HasSubstr("does not look much like a digit"));
  EXPECT_THAT(warning_of(doubting(3), doubting(-2)), HasSubstr("does not look much like a digit"));
  EXPECT_EQ(warning_of(doubting(2), doubting(-3)), "");
  EXPECT_EQ(warning_of(doubting(-0.1f), doubting(-0.1f)), "");
  EXPECT_EQ(warning_of(always(7), doubting(9)), "") << "a file that cannot say does not doubt";
  EXPECT_EQ(warning_of(always(7), always(7)), "");
}

TEST(App, DarkInkIsTheFirstDoubt) {
  App app(doubting(2), doubting(2));
  offer(app, csv("0", "255"));
  EXPECT_THAT(describe_warning(*app.reading), HasSubstr("dark ink"));
  update(app, Invert{});
  EXPECT_THAT(describe_warning(*app.reading), HasSubstr("does not look much like a digit"));
}

TEST(App, InvertSwapsPaperAndInkAndBack) {
  App app = make_app();
  offer(app, csv("0", "255"));
  ASSERT_TRUE(app.reading->looks_inverted());
  EXPECT_THAT(describe_warning(*app.reading), HasSubstr("dark ink"));
  update(app, Invert{});
  EXPECT_FLOAT_EQ(app.reading->digit.at(14, 14), 1);
  EXPECT_FLOAT_EQ(app.reading->digit.at(0, 0), 0);
  EXPECT_EQ(describe_warning(*app.reading), "");
  update(app, Invert{});
  EXPECT_FLOAT_EQ(app.reading->digit.at(14, 14), 0);
}

TEST(App, BrightInkOnBrightPaperIsNotCalledDark) {
  App app = make_app();
  offer(app, csv("250", "150"));
  ASSERT_TRUE(app.reading->looks_inverted());
  EXPECT_THAT(describe_warning(*app.reading), Not(HasSubstr("dark ink")));
}

TEST(App, GreyPaperIsMentioned) {
  App app = make_app();
  offer(app, csv("250", "40"));
  EXPECT_THAT(describe_reading(*app.reading), HasSubstr("The paper is grey"));
  update(app, StartOver{});
  offer(app, csv("250", "0"));
  EXPECT_THAT(describe_reading(*app.reading), Not(HasSubstr("grey")));
  EXPECT_FALSE(seen_as(app.reading->digit).report.changed());
}

TEST(App, SaysWhatTheFrontEndDid) {
  EXPECT_EQ(describe_front_end({}), "");
  EXPECT_THAT(describe_front_end({.paper = 0.6f, .dark_ink = true}), HasSubstr("darker than"));
  EXPECT_THAT(describe_front_end({.paper = 0.3f, .unevenness = 0.3f}), HasSubstr("uneven"));
  EXPECT_THAT(describe_front_end({.gain = 3}), HasSubstr("faint ink"));
  EXPECT_THAT(describe_front_end({.specks = 4}), HasSubstr("4 specks"));
}

TEST(App, InvertWithoutAResultDoesNothing) {
  App app = make_app();
  update(app, Invert{});
  EXPECT_EQ(app.phase, Phase::kReady);
}

TEST(App, SaysWhetherTheNetworksAgree) {
  App app = make_app(8, 8);
  offer(app, csv("255"));
  EXPECT_EQ(describe_opinions(*app.reading),
            "Both networks read an\u00a0"
            "8.");
  App other = make_app(3, 8);
  offer(other, csv("255"));
  EXPECT_EQ(describe_opinions(*other.reading),
            "They disagree: the convolutional network reads a\u00a0"
            "3, the transformer an\u00a0"
            "8.");
}

TEST(App, TheDownloadedDigitIsAFileOf28RowsThatIsAcceptedAgain) {
  for (const char* ink : {"255", "0.5", "1", "0.001", "3"}) {
    App app = make_app();
    offer(app, csv(ink));
    ASSERT_TRUE(app.reading) << ink;
    const DigitImage digit = app.reading->digit;
    const std::string text = digit_csv(*app.reading);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 28) << ink;
    update(app, StartOver{});
    offer(app, text);
    ASSERT_TRUE(app.reading) << ink << ": " << app.alert;
    for (std::size_t i = 0; i < kImagePixels; ++i)
      EXPECT_NEAR(app.reading->digit.pixels()[i], digit.pixels()[i], 0.501 / 255) << ink;
  }
}

TEST(App, TheDownloadIsTheInvertedDigitWhenThatIsWhatWasRead) {
  App app = make_app();
  offer(app, csv("0", "255"));
  update(app, Invert{});
  EXPECT_THAT(digit_csv(*app.reading), ::testing::StartsWith("0,0,"));
}

double now = 0;
double fake_clock() {
  return now += 0.0019;
}

TEST(App, SaysWhatTheNetworksTook) {
  App app = make_app();
  app.clock = fake_clock;
  offer(app, csv("255"));
  EXPECT_EQ(describe_times(*app.reading),
            "CNN 1.9\u202fms, transformer 1.9\u202fms on this device.");
  app.reading->cnn_seconds = 0.0;
  app.reading->transformer_seconds = 0.0126;
  EXPECT_EQ(describe_times(*app.reading),
            "CNN under 0.1\u202fms, transformer 13\u202fms on this device.");
}

// Safari's clock and Firefox's: whole milliseconds, of which a reading takes less than one.
double coarse_clock() {
  return std::floor((now += 0.0003) * 1000) / 1000;
}

TEST(App, MeasuresOverManyReadingsWhereTheClockIsCoarse) {
  App app = make_app();
  app.clock = coarse_clock;
  offer(app, csv("255"));
  ASSERT_TRUE(app.reading->cnn_seconds && app.reading->transformer_seconds);
  EXPECT_NEAR(*app.reading->cnn_seconds, 0.0003, 0.05 * 0.0003);
  EXPECT_NEAR(*app.reading->transformer_seconds, 0.0003, 0.05 * 0.0003);
}

double stopped_clock() {
  return 1;
}
// A tenth of a second: browsers that guard against being recognised.
double guarded_clock() {
  return std::floor((now += 0.0003) * 10) / 10;
}

TEST(App, SaysNothingOfTimesThatTheClockCannotTell) {
  for (double (*clock)() : {stopped_clock, guarded_clock}) {
    App app = make_app();
    app.clock = clock;
    offer(app, csv("255"));
    ASSERT_TRUE(app.reading);
    EXPECT_EQ(app.reading->cnn.digit, 7);
    EXPECT_FALSE(app.reading->cnn_seconds);
    EXPECT_EQ(describe_times(*app.reading), "");
  }
}

}  // namespace
}  // namespace second_opinion
