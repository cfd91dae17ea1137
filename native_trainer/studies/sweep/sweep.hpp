// A whole sweep: runs what is not finished yet, keeps every finished row, and
// writes the tables and pictures of all of them.
//
// DIR/NAME.rows/RUN.json (and RUN.weights when wanted) are the memory: written
// one by one as runs finish, never run again, refused when they belong to
// another grid or to other data. DIR/NAME.csv, .xlsx, .json and the SVG files
// depend on nothing but grid and data; DIR/NAME.history.json alone holds times.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "native_trainer/studies/sweep/sweep_training.hpp"

namespace second_opinion {

struct SweepJob {
  SweepGrid grid;
  std::filesystem::path out;
  int threads = 0;  // so many runs at once, one thread each; 0 = all cores
  bool keep_weights = false;
};

// Before the first run: how many there are, and how many of them earlier sweeps have finished.
struct SweepBegan {
  std::size_t runs = 0;
  std::size_t finished = 0;
};
// A run that has just been trained and kept.
struct SweepRunDone {
  const SweepRow& row;
  std::size_t finished = 0;  // so far, of `runs`
  std::size_t runs = 0;
  double seconds_left = 0;  // by the work that is left and the pace of this sweep
};
using SweepEvent = std::variant<SweepBegan, SweepRunDone>;
// Called by any of the threads, by one at a time.
using SweepListener = std::function<void(const SweepEvent&)>;

// All rows in grid order. An error in words: a row that is another grid's, a disk that is full, or
// "stopped" when it was asked to stop.
Result<std::vector<SweepRow>, std::string> run_sweep(const SweepJob& job, const SweepData& data,
                                                     const SweepListener& listener = {},
                                                     const StopAsked& stop = {});

// An error message, or nothing when all files stand.
std::optional<std::string> write_sweep(const SweepJob& job, const SweepData& data,
                                       std::span<const SweepRow> rows);

}  // namespace second_opinion
