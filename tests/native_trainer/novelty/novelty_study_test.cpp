// Covers native_trainer/novelty/novelty_study.cpp.
#include "native_trainer/novelty/novelty_study.hpp"

#include <gtest/gtest.h>

#include "tests/support/small_networks.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using namespace testing;

TEST(NoveltyStudy, FitsWithoutTheHeldOutPicturesAndKeepsItsPromise) {
  const Dataset all = bars_dataset(200);
  std::vector<int> first, last;
  for (int i = 0; i < 100; ++i) first.push_back(i), last.push_back(100 + i);
  const NoveltyPictures pictures =
      novelty_pictures(subset(all, first), subset(all, last), {.digits = 60, .per_family = 40});
  EXPECT_EQ(pictures.examples.digits.size(), 120);
  EXPECT_EQ(pictures.held_out_mild.size(), 100);
  EXPECT_NE(pictures.held_out_mild.pixels, pictures.held_out.pixels);
  for (std::size_t f = 0; f < kNonDigitFamilies; ++f)
    EXPECT_NE(pictures.fresh[f].pixels, pictures.examples.others[f].pixels) << f;

  ThreadPool pool(2), alone(1);
  const WeightsFile file = weights_file(cnn_spec());
  const NoveltyVerdict verdict = judge_novelty(file, pictures, 0.05, pool);
  EXPECT_EQ(judge_novelty(file, pictures, 0.05, alone).model, verdict.model)
      << "threads change nothing";
  EXPECT_EQ(fitted_novelty(file, pictures.examples, pictures.held_out, 0.05, pool), verdict.model)
      << "the section alone is the one that was judged";
  const auto row = novelty_row("cnn", verdict);
  EXPECT_LE(row.warned.held_out, 0.05);
  EXPECT_GT(row.auroc, 0.8) << "bars among noise are easy to know";
  EXPECT_EQ(row.families.size(), 8u);

  const auto together = novelty_together(verdict, verdict);
  EXPECT_DOUBLE_EQ(together.either.caught, row.caught) << "two of the same opinion are one";
  EXPECT_DOUBLE_EQ(together.both.caught, row.caught);
  EXPECT_DOUBLE_EQ(together.mean.caught, row.caught);
  NoveltyVerdict calm = verdict;
  for (auto& sums : calm.fresh) std::fill(sums.begin(), sums.end(), -1.0f);
  EXPECT_DOUBLE_EQ(novelty_together(verdict, calm).both.caught, 0.0);
  EXPECT_DOUBLE_EQ(novelty_together(verdict, calm).either.caught, row.caught);
  NoveltyVerdict sure = verdict;
  for (auto& sums : sure.fresh) std::fill(sums.begin(), sums.end(), 2.0f);
  EXPECT_DOUBLE_EQ(novelty_together(sure, calm).mean.caught, 1.0) << "the surer one prevails";
}

}  // namespace
}  // namespace second_opinion
