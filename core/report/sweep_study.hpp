// The study of a sweep: every combination of some factors, each trained once or from several seeds.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/report/report_network.hpp"
#include "core/report/rule.hpp"

namespace second_opinion {

inline constexpr double kGuessing = 0.2;  // a run below this on validation has learnt nothing

// One run, a row of the study's table. What was measured is null where the run failed.
struct SweptNetwork {
  int run = 0;  // its number, from 1
  std::string optimizer, loss;
  double learning_rate = 0;
  int channels = 0, convolutions = 0, dense = 0, seed = 0;
  int parameters = 0;  // 0: such a network cannot be built
  double multiply_adds = 0;
  std::string state;  // "ok", or "failed: …"
  int best_epoch = 0;
  double train_loss = 0, train_mse = 0, train_mae = 0, train_accuracy = 0;
  double validation_loss = 0, validation_mse = 0, validation_mae = 0, validation_accuracy = 0;
  double test_loss = 0, test_mse = 0, test_mae = 0, test_accuracy = 0;

  bool finished() const { return state == "ok"; }
  bool learnt() const { return finished() && validation_accuracy >= kGuessing; }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("run", self.run, Rule::whole(0, kMostImages));
    list.page("optimizer", self.optimizer, Rule::text(60));
    list.page("loss", self.loss, Rule::text(60));
    list.page("learning_rate", self.learning_rate, Rule::number(0, 1e3, 9));
    list.page("channels", self.channels, Rule::whole(1, kMostImages));
    list.page("convolutions", self.convolutions, Rule::whole(0, 100));
    list.page("dense", self.dense, Rule::whole(0, 100));
    list.page("seed", self.seed, Rule::whole(0, 2147483647));
    list.page("parameters", self.parameters, Rule::whole(1, kMostParameters).or_null());
    list.rest("multiply_adds", self.multiply_adds, Rule::whole(0, kMostOperations).or_null());
    list.page("state", self.state, Rule::text(1000));
    const bool measured = self.finished();
    const Rule share = measured ? Rule::share(6) : Rule::nothing();
    const Rule loss = measured ? Rule::number(0, kMostLoss, 6) : Rule::nothing();
    list.page("best_epoch", self.best_epoch,
              measured ? Rule::whole(0, kMostEpochs) : Rule::nothing());
    list.rest("train_loss", self.train_loss, loss);
    list.rest("train_mse", self.train_mse, loss);
    list.rest("train_mae", self.train_mae, loss);
    list.page("train_accuracy", self.train_accuracy, share);
    list.rest("validation_loss", self.validation_loss, loss);
    list.rest("validation_mse", self.validation_mse, loss);
    list.rest("validation_mae", self.validation_mae, loss);
    list.page("validation_accuracy", self.validation_accuracy, share);
    list.rest("test_loss", self.test_loss, loss);
    list.rest("test_mse", self.test_mse, loss);
    list.rest("test_mae", self.test_mae, loss);
    list.page("test_accuracy", self.test_accuracy, share);
  }
};

struct SweepFactors {
  std::vector<std::string> optimizer, loss;
  std::vector<double> learning_rate;
  std::vector<int> channels, convolutions, dense, seed;

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.page("optimizer", self.optimizer, Rule::text(60).many(1, 20));
    list.page("loss", self.loss, Rule::text(60).many(1, 20));
    list.page("learning_rate", self.learning_rate, Rule::number(0, 1e3).many(1, 20));
    list.page("channels", self.channels, Rule::whole(1, kMostImages).many(1, 20));
    list.page("convolutions", self.convolutions, Rule::whole(0, 100).many(1, 20));
    list.page("dense", self.dense, Rule::whole(0, 100).many(1, 20));
    list.rest("seed", self.seed, Rule::whole(0, 2147483647).many(1, 100));
  }
};

// The best run on validation, looked at more closely on the test set.
struct SweepWinner {
  std::string name;
  int test_errors = 0;
  ConfusionCounts confusion{};
  std::vector<int> wrong;  // test pictures
  struct Epochs {
    std::vector<double> train_loss, train_accuracy, validation_loss, validation_accuracy;

    template <class List, class Self>
    static void fields(List& list, Self& self) {
      const Rule loss = Rule::number(0, kMostLoss, 5).many(0, kMostEpochs);
      const Rule accuracy = Rule::share(5).many(0, kMostEpochs);
      list.rest("train_loss", self.train_loss, loss);
      list.rest("train_accuracy", self.train_accuracy, accuracy);
      list.rest("validation_loss", self.validation_loss, loss);
      list.rest("validation_accuracy", self.validation_accuracy, accuracy);
    }
  } epochs;

  bool empty() const { return name.empty(); }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("name", self.name, Rule::text(kLongestName));
    list.rest("test_errors", self.test_errors, Rule::whole(0, kMostImages));
    list.rest("confusion", self.confusion, Rule::whole(0, kMostImages));
    list.rest("wrong", self.wrong, Rule::whole(0, kMostImages).many(0, 100'000));
    list.rest("epochs", self.epochs);
  }
};

// All runs of one loss, optimizer and learning rate.
struct SweepRateEffect {
  std::string loss, optimizer;
  double learning_rate = 0;
  int runs = 0, failed = 0;
  double best = 0, median = 0;

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("loss", self.loss, Rule::text(60));
    list.rest("optimizer", self.optimizer, Rule::text(60));
    list.rest("learning_rate", self.learning_rate, Rule::number(0, 1e3));
    list.rest("runs", self.runs, Rule::whole(0, kMostRows));
    list.rest("failed", self.failed, Rule::whole(0, kMostRows));
    list.rest("best", self.best, Rule::share(6));
    list.rest("median", self.median, Rule::share(6));
  }
};

// All runs of one shape.
struct SweepSizeEffect {
  int channels = 0, convolutions = 0, dense = 0;
  int parameters = 0;
  double multiply_adds = 0;
  int runs = 0;
  double best = 0, mean = 0, deviation = 0, test_mean = 0, test_deviation = 0;

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("channels", self.channels, Rule::whole(1, kMostImages));
    list.rest("convolutions", self.convolutions, Rule::whole(0, 100));
    list.rest("dense", self.dense, Rule::whole(0, 100));
    list.rest("parameters", self.parameters, Rule::whole(0, kMostParameters));
    list.rest("multiply_adds", self.multiply_adds, Rule::number(0, kMostOperations));
    list.rest("runs", self.runs, Rule::whole(0, kMostRows));
    list.rest("best", self.best, Rule::share(6));
    list.rest("mean", self.mean, Rule::share(6));
    list.rest("deviation", self.deviation, Rule::share(6));
    list.rest("test_mean", self.test_mean, Rule::share(6));
    list.rest("test_deviation", self.test_deviation, Rule::share(6));
  }
};

struct SweepStudy {
  std::string name;
  int epochs = 0;
  int batch = 0;
  std::string schedule;
  int training_images = 0, validation_images = 0, test_images = 0;
  int dense_units = 0;
  SweepFactors factors;
  int run_count = 0, failed = 0, guessing = 0;
  std::vector<SweptNetwork> runs;
  std::vector<SweptNetwork> best;
  SweepWinner best_run;  // "winner" in the JSON; empty when no run finished
  std::vector<SweepRateEffect> effects;
  std::vector<SweepSizeEffect> sizes;
  Named<std::string> pictures;
  int winner = -1;  // the place of the best run on validation, -1 when none finished; no field

  bool empty() const { return runs.empty(); }
  std::string settle() {
    for (std::size_t i = 0; i < runs.size(); ++i)
      if (runs[i].finished() &&
          (winner < 0 || runs[i].validation_accuracy >
                             runs[static_cast<std::size_t>(winner)].validation_accuracy))
        winner = static_cast<int>(i);
    return {};
  }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.schema(1);
    list.rest("name", self.name, Rule::text(kLongestName));
    list.page("epochs", self.epochs, Rule::whole(1, kMostEpochs));
    list.rest("batch", self.batch, Rule::whole(1, kMostImages));
    list.rest("schedule", self.schedule, Rule::text(60));
    list.page("training_images", self.training_images, Rule::whole(1, kMostImages));
    list.rest("validation_images", self.validation_images, Rule::whole(0, kMostImages));
    list.rest("test_images", self.test_images, Rule::whole(0, kMostImages));
    list.rest("dense_units", self.dense_units, Rule::whole(0, kMostImages));
    list.page("factors", self.factors);
    list.rest("runs", self.run_count, Rule::whole(0, kMostRows));
    list.rest("failed", self.failed, Rule::whole(0, kMostRows));
    list.rest("guessing", self.guessing, Rule::whole(0, kMostRows));
    list.page_table("columns", "rows", self.runs, Rule::list(0, kMostRows));
    list.rest("best", self.best, Rule::list(0, 100));
    list.rest("winner", self.best_run, Rule{}.or_null());
    list.rest("effects", self.effects, Rule::list(0, kMostRows));
    list.rest("sizes", self.sizes, Rule::list(0, kMostRows));
    list.rest("pictures", self.pictures, Rule::text(kLongestName));
  }
};

}  // namespace second_opinion
