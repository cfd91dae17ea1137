// The same networks trained on few and on many pictures, epoch by epoch.
#pragma once

#include <string>
#include <vector>

#include "core/report/report_network.hpp"
#include "core/report/rule.hpp"

namespace second_opinion {

// One training with few or with many pictures, looked at after each epoch.
struct OverfittingRun {
  int images = 0;
  std::vector<double> train_loss, train_accuracy, validation_loss, validation_accuracy;
  int best_epoch = 1;  // counts from 1: where the validation loss is lowest
  struct Best {
    double loss = 0;
    double accuracy = 0;

    template <class List, class Self>
    static void fields(List& list, Self& self) {
      list.rest("loss", self.loss, Rule::number(0, kMostLoss, 5));
      list.rest("accuracy", self.accuracy, Rule::share(5));
    }
  } best;
  struct Last {
    double train_accuracy = 0;
    double validation_accuracy = 0;
    double gap = 0;

    template <class List, class Self>
    static void fields(List& list, Self& self) {
      list.rest("train_accuracy", self.train_accuracy, Rule::share(5));
      list.rest("validation_accuracy", self.validation_accuracy, Rule::share(5));
      list.rest("gap", self.gap, Rule::number(-1, 1, 5));
    }
  } last;

  std::string settle() const {
    const std::size_t epochs = train_loss.size();
    if (train_accuracy.size() != epochs || validation_loss.size() != epochs ||
        validation_accuracy.size() != epochs)
      return "must have as many epochs in each list";
    return static_cast<std::size_t>(best_epoch) > epochs ? "has no such best_epoch" : "";
  }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    const Rule loss = Rule::number(0, kMostLoss, 5).many(2, kMostEpochs);
    const Rule accuracy = Rule::share(5).many(2, kMostEpochs);
    list.page("images", self.images, Rule::whole(1, kMostImages));
    list.page("train_loss", self.train_loss, loss);
    list.page("train_accuracy", self.train_accuracy, accuracy);
    list.page("validation_loss", self.validation_loss, loss);
    list.page("validation_accuracy", self.validation_accuracy, accuracy);
    list.page("best_epoch", self.best_epoch, Rule::whole(1, kMostEpochs));
    list.rest("best", self.best);
    list.rest("last", self.last);
  }
};

struct OverfittingNetwork {
  std::string title;
  int parameters = 0;
  int epochs = 0;
  int batch = 0;
  std::string optimizer;
  double learning_rate = 0;
  std::vector<ReportLayer> layers;
  std::vector<OverfittingRun> runs;  // from few pictures to many

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("title", self.title, Rule::text(kLongestName));
    list.rest("parameters", self.parameters, Rule::whole(1, kMostParameters));
    list.rest("epochs", self.epochs, Rule::whole(1, kMostEpochs));
    list.rest("batch", self.batch, Rule::whole(1, kMostImages));
    list.rest("optimizer", self.optimizer, Rule::text(kLongestName).or_null());
    list.rest("learning_rate", self.learning_rate, Rule::number(0, 1e6));
    list.rest("layers", self.layers, Rule::list(1, 256));
    list.page("runs", self.runs, Rule::list(1, 4));
  }
};

struct OverfittingStudy {
  int validation_images = 0;
  Named<OverfittingNetwork> networks;  // "mlp", "cnn"

  bool empty() const { return networks.empty(); }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.schema(1);
    list.page("validation_images", self.validation_images, Rule::whole(1, kMostImages));
    list.page("networks", self.networks);
  }
};

}  // namespace second_opinion
