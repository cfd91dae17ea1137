// Covers native_trainer/training/checkpoint.cpp: stopping anywhere and continuing
// changes nothing; damage is refused.
#include "native_trainer/training/checkpoint.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/learning/training/training_loop.hpp"
#include "native_trainer/threads/thread_pool.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;

class Checkpoint : public ::testing::Test {
 protected:
  TrainingLoop make_loop(ThreadPool& pool) { return TrainingLoop(recipe_, data_, split_, pool); }

  std::string identity(const TrainingLoop& loop) const {
    return training_identity(recipe_, data_, loop.state().history);
  }

  const Recipe recipe_ = testing::small_recipe();
  const Dataset data_ = testing::bars_dataset(110);
  const Split split_ = split_indices(110, 0.2);
  ThreadPool pool_{2};
};

TEST_F(Checkpoint, ResumingInTheMiddleOfAnEpochEndsWithTheSameBits) {
  TrainingLoop whole = make_loop(pool_);
  while (!whole.finished()) whole.run_step();
  for (const int steps : {0, 3, 5, 7}) {  // five steps an epoch
    TrainingLoop first = make_loop(pool_);
    for (int i = 0; i < steps; ++i) first.run_step();
    const auto bytes = encode_checkpoint(first.state(), identity(first));
    ThreadPool other(3);
    TrainingLoop second = make_loop(other);
    ASSERT_EQ(decode_checkpoint(bytes, identity(second), second.state()), std::nullopt);
    while (!second.finished()) second.run_step();
    EXPECT_EQ(copy_values(second.result()), copy_values(whole.result())) << steps;
    ASSERT_EQ(second.state().history.epochs.size(), 3u);
    for (std::size_t e = 0; e < 3; ++e) {
      EXPECT_EQ(second.state().history.epochs[e].train_loss,
                whole.state().history.epochs[e].train_loss);
      EXPECT_EQ(second.state().history.epochs[e].validation_loss,
                whole.state().history.epochs[e].validation_loss);
    }
  }
}

TEST_F(Checkpoint, RefusesDamageAndOtherTrainings) {
  TrainingLoop loop = make_loop(pool_);
  loop.run_step();
  const auto good = encode_checkpoint(loop.state(), identity(loop));
  const auto error_of = [&](std::vector<unsigned char> bytes, const std::string& identity) {
    const auto error = decode_checkpoint(bytes, identity, loop.state());
    return error ? *error : std::string("accepted");
  };
  EXPECT_EQ(error_of(good, identity(loop)), "accepted");
  EXPECT_THAT(error_of(good, identity(loop) + "!"), HasSubstr("another recipe"));
  EXPECT_THAT(error_of({}, identity(loop)), HasSubstr("not a checkpoint"));
  EXPECT_THAT(error_of({good.begin(), good.end() - 1}, identity(loop)), HasSubstr("damaged"));
  for (const std::size_t place : {std::size_t{0}, std::size_t{5}, std::size_t{9}, std::size_t{13},
                                  std::size_t{40}, good.size() - 1}) {
    auto bad = good;
    bad[place] ^= 0x40;
    EXPECT_NE(error_of(bad, identity(loop)), "accepted") << place;
  }
}

TEST_F(Checkpoint, IdentityKnowsRecipeSeedLengthDataAndSplit) {
  const History history = make_loop(pool_).state().history;
  const std::string identity = training_identity(recipe_, data_, history);
  Recipe other = recipe_;
  other.seed = 99;
  EXPECT_NE(training_identity(other, data_, history), identity);
  other = recipe_;
  other.epochs = 4;
  EXPECT_NE(training_identity(other, data_, history), identity);
  other = recipe_;
  other.split = SplitKind::kWriters;
  EXPECT_NE(training_identity(other, data_, history), identity);
  Dataset changed = data_;
  changed.pixels[500] ^= 1;
  EXPECT_NE(training_identity(recipe_, changed, history), identity);
  History shorter = history;
  --shorter.training_images;
  EXPECT_NE(training_identity(recipe_, data_, shorter), identity);
}

}  // namespace
}  // namespace second_opinion
