// Covers native_trainer/training/checkpoint.cpp: stopping anywhere and continuing changes nothing;
// damage is refused.
#include "native_trainer/training/checkpoint.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "native_trainer/training/training_loop.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;

class Checkpoint : public ::testing::Test {
 protected:
  TrainingLoop make_loop(ThreadPool& pool) { return TrainingLoop(recipe_, data_, split_, pool); }

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
    const auto bytes = encode_checkpoint(first.state(), first.identity());
    ThreadPool other(3);
    TrainingLoop second = make_loop(other);
    ASSERT_EQ(decode_checkpoint(bytes, second.identity(), second.state()), std::nullopt);
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
  const auto good = encode_checkpoint(loop.state(), loop.identity());
  const auto error_of = [&](std::vector<unsigned char> bytes, const std::string& identity) {
    const auto error = decode_checkpoint(bytes, identity, loop.state());
    return error ? *error : std::string("accepted");
  };
  EXPECT_EQ(error_of(good, loop.identity()), "accepted");
  EXPECT_THAT(error_of(good, loop.identity() + "!"), HasSubstr("another recipe"));
  EXPECT_THAT(error_of({}, loop.identity()), HasSubstr("not a checkpoint"));
  EXPECT_THAT(error_of({good.begin(), good.end() - 1}, loop.identity()), HasSubstr("damaged"));
  for (const std::size_t place : {std::size_t{0}, std::size_t{5}, std::size_t{9}, std::size_t{13},
                                  std::size_t{40}, good.size() - 1}) {
    auto bad = good;
    bad[place] ^= 0x40;
    EXPECT_NE(error_of(bad, loop.identity()), "accepted") << place;
  }
}

TEST_F(Checkpoint, IdentityKnowsRecipeSeedLengthAndData) {
  const std::string identity = make_loop(pool_).identity();
  Recipe other = recipe_;
  other.seed = 99;
  EXPECT_NE(TrainingLoop(other, data_, split_, pool_).identity(), identity);
  other = recipe_;
  other.epochs = 4;
  EXPECT_NE(TrainingLoop(other, data_, split_, pool_).identity(), identity);
  Dataset changed = data_;
  changed.pixels[500] ^= 1;
  EXPECT_NE(TrainingLoop(recipe_, changed, split_, pool_).identity(), identity);
}

}  // namespace
}  // namespace second_opinion
