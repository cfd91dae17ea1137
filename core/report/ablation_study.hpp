// What each ingredient of a recipe is worth: one change at a time, from several seeds.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/report/rule.hpp"

namespace second_opinion {

// One recipe with one change, trained from several seeds. Differences are in errors against the
// unchanged recipe, seed by seed.
struct AblationRow {
  std::string network;
  std::string name;  // "base" is the recipe without a change
  std::string change;
  int training_images = 0;
  int epochs = 0;
  int parameters = 0;
  std::vector<int> errors;  // seed by seed
  double errors_mean = 0;
  double accuracy = 0;  // mean over seeds
  double deviation = 0;
  double difference = 0;
  double difference_deviation = 0;

  std::string key() const { return name; }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.page("network", self.network, Rule::text(kLongestName));
    list.rest("name", self.name, Rule::text(kLongestName));
    list.page("change", self.change, Rule::text(1000));
    list.rest("training_images", self.training_images, Rule::whole(0, kMostImages));
    list.rest("epochs", self.epochs, Rule::whole(0, kMostEpochs));
    list.rest("parameters", self.parameters, Rule::whole(0, kMostParameters));
    list.page("errors", self.errors, Rule::whole(0, kMostImages).many(1, 1000));
    list.rest("errors_mean", self.errors_mean, Rule::number(0, kMostImages, 2));
    list.page("accuracy", self.accuracy, Rule::share(6));
    list.page("deviation", self.deviation, Rule::share(6));
    list.rest("difference", self.difference, Rule::number(-kMostImages, kMostImages, 2));
    list.rest("difference_deviation", self.difference_deviation, Rule::number(0, kMostImages, 2));
  }
};

struct AblationStudy {
  int seeds = 0;
  int images = 0;                 // each row's errors are of so many
  std::vector<AblationRow> rows;  // those of one network stand together, the unchanged recipe first

  bool empty() const { return rows.empty(); }
  std::string settle() const {
    for (const AblationRow& row : rows)
      if (std::any_of(row.errors.begin(), row.errors.end(), [&](int e) { return e > images; }))
        return "has more errors than images in the row " + row.name;
    return {};
  }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.schema(1);
    list.page("seeds", self.seeds, Rule::whole(1, 1000));
    list.page("images", self.images, Rule::whole(1, kMostImages));
    list.page("rows", self.rows, Rule::list(1, 500));
  }
};

}  // namespace second_opinion
