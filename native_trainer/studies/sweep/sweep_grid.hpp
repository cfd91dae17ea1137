// A grid of trainings as one JSON file describes it: factors, the values each
// takes, and what all runs share. Checked completely; trains nothing.
//
// Every network: 3×3 convolution, padding 1, `channels` channels, ReLU; then for
// i = 1 … convolutions: 3×3 convolution, padding 1, channels·2^i channels, ReLU,
// max-pool 2; then `dense` layers with ReLU of dense_units, dense_units / 2,
// dense_units / 4 … units (halved, rounded down, never below 10); then ten
// outputs under a softmax.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "native_trainer/recipe/recipe.hpp"

namespace second_opinion {

// One combination of the factors' values.
struct SweepRun {
  int number = 0;         // from 1, in grid order: the last factor moves fastest
  std::string optimizer;  // adam, sgd or rmsprop
  std::string loss;       // mse, mae or cross_entropy
  double learning_rate = 0;
  int channels = 0;
  int convolutions = 0;
  int dense = 0;
  int seed = 0;
};

struct SweepGrid {
  std::string name;  // the study's: its files are NAME.csv, NAME.xlsx …
  std::vector<std::string> optimizers;
  std::vector<std::string> losses;
  std::vector<double> learning_rates;
  std::vector<int> channels;
  std::vector<int> convolutions;
  std::vector<int> dense;
  std::vector<int> seeds;
  int epochs = 20;
  int batch = 64;
  int dense_units = 2000;
  int training_images = 0;    // the first so many of the training part; 0 = all
  int validation_images = 0;  // the first so many of the held-out part; 0 = all
  double validation_fraction = 0.2;
  std::string schedule;  // constant, cosine or one_cycle
  std::string text;  // the grid as it was read, compact, without its description: what makes two
                     // grids the same
};

Result<SweepGrid, std::string> parse_sweep_grid(std::string_view json);
Result<SweepGrid, std::string> read_sweep_grid(const std::filesystem::path& path);

// All combinations: optimizer, loss, learning rate, channels, convolutions, dense, seed, the last
// moving fastest.
std::vector<SweepRun> sweep_runs(const SweepGrid& grid);

// "adam-mse-0.001-c32-n2-d1-s0": also the name of the run's files.
std::string run_name(const SweepRun& run);

// The recipe of one run; the error says why there is no such network (too many parameters, say).
Result<Recipe, std::string> run_recipe(const SweepGrid& grid, const SweepRun& run);

}  // namespace second_opinion
