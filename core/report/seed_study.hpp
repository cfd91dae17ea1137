// The same recipe from several seeds, declared before the first was measured.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/report/report_network.hpp"
#include "core/report/rule.hpp"

namespace second_opinion {

// One training of a recipe on all pictures, measured on the test set.
struct SeedRow {
  std::int64_t seed = 0;
  std::string file;
  int bytes = 0;
  int errors = 0;
  double accuracy = 0;
  double loss = 0;
  double ece = 0;
  double undisputed_accuracy = 0;
  int undisputed_images = 0;
  int undisputed_errors = 0;

  std::string key() const { return "seed_" + std::to_string(seed); }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("seed", self.seed, Rule::whole(-9e15, 9e15));
    list.rest("file", self.file, Rule::text(kLongestName));
    list.rest("bytes", self.bytes, Rule::whole(1, 64 << 20));
    list.rest("errors", self.errors, Rule::whole(0, kMostImages));
    list.rest("accuracy", self.accuracy, Rule::share(6));
    list.rest("loss", self.loss, Rule::number(0, kMostLoss, 6));
    list.rest("ece", self.ece, Rule::share(6));
    list.rest("undisputed_accuracy", self.undisputed_accuracy, Rule::share(6));
    list.rest("undisputed_images", self.undisputed_images, Rule::whole(0, kMostImages));
    list.rest("undisputed_errors", self.undisputed_errors, Rule::whole(0, kMostImages));
  }
};

struct ShippedSeed : SeedRow {
  ReportInterval interval;

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    SeedRow::fields(list, self);
    list.rest("interval", self.interval, Rule::share(8));
  }
};

// The same recipe trained without the held-out pictures, and measured on them.
struct SeedValidation {
  struct Row {
    std::int64_t seed = 0;
    std::string file;
    int images = 0;
    double accuracy = 0;
    double loss = 0;
    std::string split;

    std::string key() const { return "seed_" + std::to_string(seed); }

    template <class List, class Self>
    static void fields(List& list, Self& self) {
      list.rest("seed", self.seed, Rule::whole(-9e15, 9e15));
      list.rest("file", self.file, Rule::text(kLongestName));
      list.rest("images", self.images, Rule::whole(0, kMostImages));
      list.rest("accuracy", self.accuracy, Rule::share(6));
      list.rest("loss", self.loss, Rule::number(0, kMostLoss, 6));
      list.rest("split", self.split, Rule::text(kLongestName));
    }
  };
  std::vector<Row> seeds;
  int runs = 0;
  double mean = 0;
  double deviation = 0;

  bool empty() const { return seeds.empty(); }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("seeds", self.seeds, Rule::list(1, 1000));
    list.rest("runs", self.runs, Rule::whole(1, 1000));
    list.rest("mean", self.mean, Rule::share(6));
    list.rest("deviation", self.deviation, Rule::share(6));
  }
};

struct SeedNetwork {
  std::string family;
  int parameters = 0;
  double multiply_adds = 0;
  int epochs = 0;
  bool distilled = false;
  std::string recipe;
  ShippedSeed shipped;
  std::vector<SeedRow> seeds;
  int runs = 0;
  double errors_mean = 0;
  double mean = 0;  // accuracy over seeds
  double deviation = 0;
  ReportInterval mean_interval;  // 95 %, of the mean over all beginnings there could be
  double undisputed_mean = 0;
  double undisputed_deviation = 0;
  SeedValidation validation;

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("family", self.family, Rule::text(kLongestName));
    list.rest("parameters", self.parameters, Rule::whole(1, kMostParameters));
    list.rest("multiply_adds", self.multiply_adds, Rule::number(0, kMostOperations));
    list.rest("epochs", self.epochs, Rule::whole(0, kMostEpochs));
    list.rest("distilled", self.distilled);
    list.rest("recipe", self.recipe, Rule::text(kLongestName));
    list.rest("shipped", self.shipped);
    list.rest("seeds", self.seeds, Rule::list(1, 1000));
    list.rest("runs", self.runs, Rule::whole(1, 1000));
    list.rest("errors_mean", self.errors_mean, Rule::number(0, kMostImages, 2));
    list.rest("mean", self.mean, Rule::share(6));
    list.rest("deviation", self.deviation, Rule::share(6));
    list.rest("mean_interval", self.mean_interval, Rule::share(6));
    list.rest("undisputed_mean", self.undisputed_mean, Rule::share(6));
    list.rest("undisputed_deviation", self.undisputed_deviation, Rule::share(6));
    list.rest("validation", self.validation, Rule{}.or_null());
  }
};

struct SeedStudy {
  int images = 0;
  Named<SeedNetwork> networks;

  bool empty() const { return networks.empty(); }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.schema(1);
    list.rest("images", self.images, Rule::whole(1, kMostImages));
    list.rest("networks", self.networks);
  }
};

}  // namespace second_opinion
