// Covers native_trainer/novelty/novelty_study.cpp.
#include "native_trainer/novelty/novelty_study.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/small_networks.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using namespace testing;

constexpr double kWarned = 0.05;
constexpr NoveltySettings kSmall{.digits = 60, .per_family = 40};

std::vector<int> places(int first, int count, int step = 1) {
  std::vector<int> all;
  for (int i = 0; i < count; ++i) all.push_back(first + i * step);
  return all;
}

Dataset bars(int first, int count) {
  return subset(bars_dataset(first + count), places(first, count));
}

NoveltyPictures small_pictures() {
  return novelty_pictures(bars(0, 100), bars(100, 100), kSmall);
}

NoveltyVerdict judged(const NoveltyPictures& pictures) {
  ThreadPool pool(2);
  return judge_novelty(weights_file(cnn_spec()), pictures, kWarned, pool);
}

std::set<std::vector<unsigned char>> cells(const Dataset& data) {
  std::set<std::vector<unsigned char>> all;
  for (int i = 0; i < data.size(); ++i) all.emplace(data.image(i).begin(), data.image(i).end());
  return all;
}

std::size_t shared(const Dataset& a, const Dataset& b) {
  const auto of_a = cells(a), of_b = cells(b);
  std::size_t count = 0;
  for (const auto& cell : of_a) count += of_b.count(cell);
  return count;
}

// All of them no digits: what a judgement that deserves its name warns of.
Dataset strangers(int count) {
  return make_non_digits(NonDigit::kNoise, bars_dataset(10), 77, count);
}

TEST(NoveltyStudy, FitThresholdAndJudgingShareNoPicture) {
  constexpr std::size_t kAllBlack = 2;  // pens and light may leave nothing of a bar, or only white
  const Dataset held_out = bars(100, 100);
  const NoveltyPictures pictures = small_pictures();
  EXPECT_EQ(pictures.examples.digits.size(), 3 * kSmall.digits);
  EXPECT_EQ(pictures.threshold.pixels, subset(held_out, places(0, 50, 2)).pixels);
  EXPECT_EQ(pictures.held_out.pixels, subset(held_out, places(1, 50, 2)).pixels);
  for (const Dataset* judging :
       {&pictures.held_out, &pictures.held_out_mild, &pictures.held_out_pens}) {
    EXPECT_EQ(judging->size(), 50);
    EXPECT_LE(shared(*judging, pictures.threshold), kAllBlack);
    EXPECT_LE(shared(*judging, pictures.examples.digits), kAllBlack);
  }
  EXPECT_EQ(shared(pictures.threshold, pictures.examples.digits), 0u);
  EXPECT_EQ(shared(pictures.held_out, pictures.threshold), 0u);
  EXPECT_EQ(shared(pictures.held_out_mild, pictures.held_out), 0u) << "bent";
  EXPECT_LE(shared(pictures.held_out_pens, pictures.held_out), 3u) << "by other pens";
  for (std::size_t f = 0; f < kNonDigitFamilies; ++f) {
    if (static_cast<NonDigit>(f) == NonDigit::kBlank) continue;  // an empty picture is one
    EXPECT_LE(shared(pictures.fresh[f], pictures.examples.others[f]), kAllBlack) << f;
  }
}

TEST(NoveltyStudy, FreshNonDigitsAreMadeOfTheJudgingHalfAlone) {
  const auto two_digits = static_cast<std::size_t>(NonDigit::kTwoDigits);
  Dataset held_out = bars(100, 100), training = bars(0, 100);
  const auto fresh = [&] { return novelty_pictures(training, held_out, kSmall).fresh[two_digits]; };
  const Dataset before = fresh();
  const auto blacken = [](Dataset& data, std::size_t place) {
    std::fill_n(data.pixels.begin() + static_cast<std::ptrdiff_t>(place * kImagePixels),
                kImagePixels, static_cast<unsigned char>(0));
  };
  for (std::size_t i = 0; i < 100; ++i) blacken(training, i);
  for (std::size_t i = 0; i < 100; i += 2) blacken(held_out, i);
  EXPECT_EQ(fresh().pixels, before.pixels);
  for (std::size_t i = 1; i < 100; i += 2) blacken(held_out, i);
  EXPECT_NE(fresh().pixels, before.pixels);
}

TEST(NoveltyStudy, OneHalfSetsTheThresholdAndTheOtherIsMeasured) {
  // Strangers for the judging half: a threshold set on them, or a share measured on the other half,
  // would hide that all of them are warned of.
  NoveltyPictures pictures = small_pictures();
  pictures.held_out = strangers(50);
  const NoveltyWarned strange = novelty_row("cnn", judged(pictures)).warned;
  EXPECT_GT(strange.held_out, 0.5);
  EXPECT_LE(strange.threshold_half, kWarned);
  EXPECT_GT(strange.held_out_interval->low, 0.3);
  EXPECT_LT(strange.held_out_interval->low, strange.held_out);

  // And for the half that sets the threshold: now it warns of nothing that is no worse than they.
  pictures = small_pictures();
  pictures.threshold = strangers(50);
  const NoveltyVerdict lenient = judged(pictures);
  const NoveltyWarned row = novelty_row("cnn", lenient).warned;
  EXPECT_LE(row.threshold_half, kWarned);
  EXPECT_EQ(row.held_out, 0);
  EXPECT_NEAR(row.held_out_interval->low, 0, 1e-9);
  EXPECT_GT(row.held_out_interval->high, 0.01) << "50 pictures prove little";
  EXPECT_LT(novelty_row("cnn", lenient).caught, 0.9);
}

TEST(NoveltyStudy, EachHonestShareIsOfItsOwnPictures) {
  NoveltyPictures pictures = small_pictures();
  const NoveltyWarned calm = novelty_row("cnn", judged(pictures)).warned;
  pictures.held_out_mild = strangers(50);
  const NoveltyWarned mild = novelty_row("cnn", judged(pictures)).warned;
  EXPECT_GT(mild.mild, 0.5);
  EXPECT_GT(mild.mild_interval->low, 0.3);
  EXPECT_EQ(mild.held_out, calm.held_out);
  EXPECT_EQ(mild.pens, calm.pens);
  pictures = small_pictures();
  pictures.held_out_pens = strangers(50);
  const NoveltyWarned pens = novelty_row("cnn", judged(pictures)).warned;
  EXPECT_GT(pens.pens, 0.5);
  EXPECT_GT(pens.pens_interval->low, 0.3);
  EXPECT_EQ(pens.mild, calm.mild);
}

TEST(NoveltyStudy, ALeftOutFamilyHasNoPartInItsOwnJudge) {
  const auto family = static_cast<std::size_t>(NonDigit::kNoise),
             other = static_cast<std::size_t>(NonDigit::kTextures);
  NoveltyPictures pictures = small_pictures();
  const NoveltyVerdict before = judged(pictures);
  // Called no digits here, digits would ruin any judge that is taught with them.
  pictures.examples.others[family] = bars(0, kSmall.per_family);
  const NoveltyVerdict after = judged(pictures);
  EXPECT_EQ(after.left_out_auroc[family], before.left_out_auroc[family]);
  EXPECT_NE(after.left_out_auroc[other], before.left_out_auroc[other]);
  EXPECT_NE(after.model, before.model);
}

TEST(NoveltyStudy, AreasCompareFreshNonDigitsWithTheJudgingHalf) {
  NoveltyPictures pictures = small_pictures();
  const NoveltyNetwork row = novelty_row("cnn", judged(pictures));
  EXPECT_GT(row.auroc, 0.7) << "even a random network knows bars among noise";
  EXPECT_EQ(row.families.size(), static_cast<std::size_t>(kNonDigitFamilies));
  pictures.held_out = strangers(50);
  const NoveltyNetwork strange = novelty_row("cnn", judged(pictures));
  EXPECT_LT(strange.auroc, 0.6);
  EXPECT_LT(strange.auroc_left_out, 0.7);
  pictures = small_pictures();
  pictures.threshold = strangers(50);
  const NoveltyNetwork lenient = novelty_row("cnn", judged(pictures));
  EXPECT_NEAR(lenient.auroc, row.auroc, 1e-3) << "a threshold is no part of an area";
}

TEST(NoveltyStudy, TheSectionAloneIsTheOneThatWasJudged) {
  const NoveltyPictures pictures = small_pictures();
  const NoveltyVerdict verdict = judged(pictures);
  ThreadPool alone(1);
  const WeightsFile file = weights_file(cnn_spec());
  EXPECT_EQ(judge_novelty(file, pictures, kWarned, alone).model, verdict.model)
      << "threads change nothing";
  EXPECT_EQ(fitted_novelty(file, pictures.examples, threshold_half(bars(100, 100)), kWarned, alone),
            verdict.model);
}

TEST(NoveltyStudy, TwoJudgeTogether) {
  const NoveltyVerdict verdict = judged(small_pictures());
  const NoveltyNetwork row = novelty_row("cnn", verdict);
  const auto together = novelty_together(verdict, verdict);
  EXPECT_DOUBLE_EQ(together.either.caught, row.caught) << "two of the same opinion are one";
  EXPECT_DOUBLE_EQ(together.both.caught, row.caught);
  EXPECT_DOUBLE_EQ(together.mean.caught, row.caught);
  EXPECT_DOUBLE_EQ(together.mean.warned.pens, row.warned.pens);
  EXPECT_DOUBLE_EQ(together.mean.warned.threshold_half, row.warned.threshold_half);
  NoveltyVerdict calm = verdict;
  for (auto& sums : calm.fresh) std::fill(sums.begin(), sums.end(), -1.0f);
  EXPECT_DOUBLE_EQ(novelty_together(verdict, calm).both.caught, 0.0);
  EXPECT_DOUBLE_EQ(novelty_together(verdict, calm).either.caught, row.caught);
  NoveltyVerdict sure = verdict;
  for (auto& sums : sure.fresh) std::fill(sums.begin(), sums.end(), 2.0f);
  EXPECT_DOUBLE_EQ(novelty_together(sure, calm).mean.caught, 1.0) << "the surer one prevails";
  NoveltyVerdict alarmed = verdict;
  std::fill(alarmed.held_out.begin(), alarmed.held_out.end(), 1e6f);
  EXPECT_DOUBLE_EQ(novelty_together(verdict, alarmed).either.warned.held_out, 1.0);
  EXPECT_DOUBLE_EQ(novelty_together(verdict, alarmed).either.warned.mild, row.warned.mild);
}

}  // namespace
}  // namespace second_opinion
