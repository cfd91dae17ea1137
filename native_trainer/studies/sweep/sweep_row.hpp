// What one run of a sweep came to, and its file, from which an interrupted sweep goes on. Trains
// nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/learning/training/training_state.hpp"
#include "native_trainer/measure/evaluation.hpp"
#include "native_trainer/studies/sweep/sweep_grid.hpp"

namespace second_opinion {

// Means over the images of one set. mse, mae: of the ten probabilities against the one-hot label.
struct SweepScore {
  double loss = 0;  // of the run's own kind
  double mse = 0;
  double mae = 0;
  double accuracy = 0;  // 0..1
};

struct SweepRow {
  SweepRun run;
  std::string failure;  // why there are no results; empty = all is well
  std::size_t parameters = 0;
  double multiply_adds = 0;  // per image, forward
  int best_epoch = 0;        // least validation loss; from 1. The scores are those of its network
  SweepScore train, validation, test;
  Confusion confusion{};   // on the test images
  std::vector<int> wrong;  // test images, ascending; the first kMaxKeptErrors of them
  std::vector<EpochRecord> epochs;
  double seconds = 0;  // never in a study, which must not depend on the machine

  bool ok() const { return failure.empty(); }
};

// More wrong ones than that are not worth a picture each.
inline constexpr std::size_t kMaxKeptErrors = 1000;

// `identity`: what the row was measured with (grid and data).
std::string encode_sweep_row(const SweepRow& row, const std::string& identity);

// The row of `run`; an error in words when the file is another's or broken.
Result<SweepRow, std::string> decode_sweep_row(std::string_view text, const std::string& identity,
                                               const SweepRun& run);

}  // namespace second_opinion
