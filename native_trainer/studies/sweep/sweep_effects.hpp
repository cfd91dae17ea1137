// What the factors of a sweep do: the rows of a table gathered by optimizer and
// learning rate, and by the size of the network. Best and mean are those of the validation
// accuracy.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "native_trainer/studies/sweep/sweep_row.hpp"

namespace second_opinion {

// All runs with one loss, optimizer and learning rate.
struct RateEffect {
  std::string loss;
  std::string optimizer;
  double learning_rate = 0;
  int runs = 0;
  int failed = 0;
  double best = 0;  // validation accuracy of the best run; 0 when all failed
  double median =
      0;  // of all runs, failed ones counted as 0: half of the runs are at least as good
};

// In the order of the rows' first appearance.
std::vector<RateEffect> rate_effects(std::span<const SweepRow> rows);

// All runs with one architecture.
struct SizeEffect {
  int channels = 0;
  int convolutions = 0;
  int dense = 0;
  std::size_t parameters = 0;
  double multiply_adds = 0;
  int runs = 0;     // finished ones
  double best = 0;  // validation accuracy of the best run
  double mean = 0,
         deviation = 0;  // of validation accuracy over the finished runs (n - 1; 0 for one run)
  double test_mean = 0, test_deviation = 0;
};

// Architectures with at least one finished run, from few to many parameters.
std::vector<SizeEffect> size_effects(std::span<const SweepRow> rows);

}  // namespace second_opinion
