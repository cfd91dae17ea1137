// The linear network from nothing: batch by batch, and one picture at a time.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/image/digit_image.hpp"
#include "core/report/report_network.hpp"
#include "core/report/report_sheet.hpp"
#include "core/report/rule.hpp"

namespace second_opinion {

// The linear network trained from zeros, one picture at a time, at moments of its training. `scale`
// is the weight that is drawn at full colour.
struct LearningStudy {
  ReportSheet sheet;  // ten cells per moment
  double learning_rate = 0;
  std::vector<int> seen;  // pictures so far
  std::vector<double> accuracy, cost, scale;

  bool empty() const { return seen.empty(); }
  std::string settle() {
    sheet.count = kDigitCount * static_cast<int>(seen.size());
    if (accuracy.size() != seen.size() || cost.size() != seen.size() || scale.size() != seen.size())
      return "must have as many moments in each list";
    if (!std::is_sorted(seen.begin(), seen.end())) return "must have rising numbers under seen";
    return sheet.columns == kDigitCount ? "" : "must have ten columns";
  }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    ReportSheet::fields(list, self.sheet);
    list.rest("learning_rate", self.learning_rate, Rule::number(0, 1e6));
    list.page("seen", self.seen, Rule::whole(0, kMostImages).many(2, 100));
    list.page("accuracy", self.accuracy, Rule::share(5).many(2, 100));
    list.page("cost", self.cost, Rule::number(0, kMostLoss, 5).many(2, 100));
    list.page("scale", self.scale, Rule::number(0, kMostLoss, 5).many(2, 100));
  }
};

// The linear network batch by batch. Only `learning` is drawn on the page.
struct LinearStudy {
  std::string recipe;
  int batch = 0;
  int epochs = 0;
  int batches_per_epoch = 0;
  int training_images = 0;
  int validation_images = 0;
  int curve_images = 0;
  struct Curve {
    std::vector<int> batch;
    std::vector<double> training_cost, training_accuracy, validation_cost, validation_accuracy;

    template <class List, class Self>
    static void fields(List& list, Self& self) {
      const Rule cost = Rule::number(0, kMostLoss, 5).many(0, kMostRows);
      const Rule accuracy = Rule::share(5).many(0, kMostRows);
      list.rest("batch", self.batch, Rule::whole(0, kMostImages).many(0, kMostRows));
      list.rest("training_cost", self.training_cost, cost);
      list.rest("training_accuracy", self.training_accuracy, accuracy);
      list.rest("validation_cost", self.validation_cost, cost);
      list.rest("validation_accuracy", self.validation_accuracy, accuracy);
    }
  } curve;
  struct Best {
    int epoch = 0;
    double cost = 0;
    double accuracy = 0;

    template <class List, class Self>
    static void fields(List& list, Self& self) {
      list.rest("epoch", self.epoch, Rule::whole(0, kMostEpochs));
      list.rest("cost", self.cost, Rule::number(0, kMostLoss, 6));
      list.rest("accuracy", self.accuracy, Rule::share(6));
    }
  } best;
  ConfusionCounts confusion{};
  struct Shown {
    int index = 0;
    int label = 0;
    int digit = 0;

    template <class List, class Self>
    static void fields(List& list, Self& self) {
      list.rest("index", self.index, Rule::whole(0, kMostImages));
      list.rest("label", self.label, Rule::whole(0, 9));
      list.rest("digit", self.digit, Rule::whole(0, 9));
    }
  };
  std::vector<Shown> shown;
  struct Weights {
    std::string picture;
    int columns = 0;
    int zoom = 0;
    double scale = 0;

    template <class List, class Self>
    static void fields(List& list, Self& self) {
      list.rest("picture", self.picture, Rule::text(kLongestName));
      list.rest("columns", self.columns, Rule::whole(1, 256));
      list.rest("zoom", self.zoom, Rule::whole(1, 256));
      list.rest("scale", self.scale, Rule::number(0, kMostLoss, 5));
    }
  } weights;
  std::string digits, predictions;  // names of pictures
  struct Movie {
    std::vector<std::string> files;
    int frames = 0;
    int images = 0;
    double learning_rate = 0;
    double scale = 0;

    template <class List, class Self>
    static void fields(List& list, Self& self) {
      list.rest("files", self.files, Rule::text(kLongestName).many(0, 100));
      list.rest("frames", self.frames, Rule::whole(0, kMostImages));
      list.rest("images", self.images, Rule::whole(0, kMostImages));
      list.rest("learning_rate", self.learning_rate, Rule::number(0, 1e6));
      list.rest("scale", self.scale, Rule::number(0, kMostLoss, 5));
    }
  } movie;
  LearningStudy learning;

  bool empty() const { return recipe.empty() && learning.empty(); }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.schema(1);
    list.rest("recipe", self.recipe, Rule::text(kLongestName));
    list.rest("batch", self.batch, Rule::whole(1, kMostImages));
    list.rest("epochs", self.epochs, Rule::whole(1, kMostEpochs));
    list.rest("batches_per_epoch", self.batches_per_epoch, Rule::whole(1, kMostImages));
    list.rest("training_images", self.training_images, Rule::whole(1, kMostImages));
    list.rest("validation_images", self.validation_images, Rule::whole(1, kMostImages));
    list.rest("curve_images", self.curve_images, Rule::whole(1, kMostImages));
    list.rest("curve", self.curve);
    list.rest("best", self.best);
    list.rest("confusion", self.confusion, Rule::whole(0, kMostImages));
    list.rest("shown", self.shown, Rule::list(0, 1000));
    list.rest("weights", self.weights);
    list.rest("digits", self.digits, Rule::text(kLongestName));
    list.rest("predictions", self.predictions, Rule::text(kLongestName));
    list.rest("movie", self.movie);
    list.page("learning", self.learning, Rule{}.or_none());
  }
};

}  // namespace second_opinion
