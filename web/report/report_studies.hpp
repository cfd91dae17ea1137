// The studies inside report.json that figures draw: each is either wholly there
// and checked, or empty. Draws nothing; sentences quote studies by path instead.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "web/report/checked_json.hpp"
#include "web/report/report_sheet.hpp"

namespace second_opinion {

inline constexpr std::size_t kStressStrengths = 3;
inline constexpr double kGuessing =
    0.2;  // a run below this on validation has learnt nothing (native_trainer/sweep)

struct StressStep {
  double parameter = 0;
  double cnn = 0;  // accuracies, 0..1
  double transformer = 0;
};

struct StressKind {
  std::string name;
  std::string unit;  // of the parameters
  int column = 0;    // in the sheet, whose rows are the strengths
  std::array<StressStep, kStressStrengths> steps;
};

struct StressStudy {
  int images = 0;
  double clean_cnn = 0;
  double clean_transformer = 0;
  std::vector<StressKind> kinds;  // empty: not measured
  ReportSheet sheet;
};

// One entry per epoch in each array.
struct OverfittingRun {
  int images = 0;
  int best_epoch = 1;  // counts from 1: where the validation loss is lowest
  std::vector<double> train_loss, train_accuracy, validation_loss, validation_accuracy;
};

struct OverfittingStudy {
  int validation_images = 0;
  std::vector<OverfittingRun> mlp, cnn;  // from few images to many; empty: not measured
};

// The linear network from zeros, at moments of its training.
struct LearningStudy {
  std::vector<int> seen;  // images so far; empty: not measured
  std::vector<double> accuracy, cost,
      scale;          // on validation; scale: the weight that is drawn at full colour
  ReportSheet sheet;  // ten cells per moment
};

struct SweepRun {
  std::string optimizer, loss;
  double learning_rate = 0;
  int channels = 0, convolutions = 0, dense = 0, seed = 0;
  int parameters = 0;
  int best_epoch = 0;
  bool finished = false;  // the values below were measured
  double train_accuracy = 0, validation_accuracy = 0, test_accuracy = 0;

  bool learnt() const { return finished && validation_accuracy >= kGuessing; }
};

struct SweepStudy {
  int epochs = 0;
  int training_images = 0;
  std::vector<std::string> optimizers, losses;
  std::vector<double> learning_rates;
  std::vector<int> channels, convolutions, dense;
  std::vector<SweepRun> runs;  // empty: not measured
  int winner = -1;             // index of the best run on validation, -1 when none finished
};

struct ReportStudies {
  StressStudy stress;
  OverfittingStudy overfitting;
  LearningStudy learning;
  SweepStudy sweep;
  SweepStudy size;
};

// studies: the report's object of that name. Faults go where CheckedJson puts them.
ReportStudies read_studies(const CheckedJson& studies);

}  // namespace second_opinion
