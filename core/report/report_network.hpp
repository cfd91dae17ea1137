// What the report says of one network: what it is, how it was trained, and how it did on the
// validation and on the test pictures. Accuracies are fractions, intervals are Wilson's at 95 %.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/image/digit_image.hpp"
#include "core/report/rule.hpp"

namespace second_opinion {

enum class NetworkId : unsigned char { kLinear, kMlp, kCnn, kTransformer };
inline constexpr int kNetworkCount = 4;
inline constexpr std::array<std::string_view, kNetworkCount> kNetworkKeys{"linear", "mlp", "cnn",
                                                                          "transformer"};
constexpr std::string_view network_key(NetworkId id) {
  return kNetworkKeys[static_cast<std::size_t>(id)];
}

// Stands in the JSON as [low, high], with far more places than the article prints, so that nothing
// is rounded twice.
struct ReportInterval {
  double low = 0;
  double high = 1;
};

// [truth][guess]
using ConfusionCounts = std::array<std::array<int, kDigitCount>, kDigitCount>;

struct ReportLayer {
  std::string kind;           // as in recipes: "convolution", "attention", …
  std::array<int, 3> output;  // height, width, channels
  int parameters = 0;
  int units = 0;  // 0 where the kind has none, and so on
  int kernel = 0;
  int stride = 0;
  int heads = 0;
  std::optional<int> padding;

  int height() const { return output[0]; }
  int width() const { return output[1]; }
  int channels() const { return output[2]; }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.page("kind", self.kind, Rule::text(kLongestName));
    list.page("output", self.output, Rule::whole(1, 65536));
    list.page("parameters", self.parameters, Rule::whole(0, kMostParameters));
    list.rest("units", self.units, Rule::whole(0, 65536).or_none());
    list.page("kernel", self.kernel, Rule::whole(0, kImageSide).or_none());
    list.rest("stride", self.stride, Rule::whole(0, kImageSide).or_none());
    list.page("heads", self.heads, Rule::whole(0, 1024).or_none());
    list.rest("padding", self.padding, Rule::whole(0, kImageSide).or_none());
  }
};

// One entry for each epoch of the validation run in every list; all empty when there was none.
struct ReportHistory {
  std::vector<double> epoch, train_loss, train_accuracy, validation_loss, validation_accuracy;

  bool empty() const { return epoch.empty(); }
  std::string settle() const {
    for (const auto* values :
         {&train_loss, &train_accuracy, &validation_loss, &validation_accuracy})
      if (values->size() != epoch.size()) return "must have as many entries in each list";
    return {};
  }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    const Rule loss = Rule::number(0, kMostLoss, 5).many(0, kMostEpochs);
    const Rule accuracy = Rule::share(5).many(0, kMostEpochs);
    list.page("epoch", self.epoch, Rule::number(0, kMostImages).many(0, kMostEpochs));
    list.page("train_loss", self.train_loss, loss);
    list.page("train_accuracy", self.train_accuracy, accuracy);
    list.page("validation_loss", self.validation_loss, loss);
    list.page("validation_accuracy", self.validation_accuracy, accuracy);
  }
};

struct ReportScore {
  int images = 0;  // 0: not measured
  int errors = 0;
  double accuracy = 0;
  ReportInterval interval;
  double loss = 0;
  double ece = 0;  // expected calibration error

  bool empty() const { return images == 0; }
  std::string settle() const { return errors > images ? "has more errors than images" : ""; }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.page("images", self.images, Rule::whole(1, kMostImages));
    list.page("errors", self.errors, Rule::whole(0, kMostImages));
    list.page("accuracy", self.accuracy, Rule::share(6));
    list.page("interval", self.interval, Rule::share(8));
    list.rest("loss", self.loss, Rule::number(0, kMostLoss, 5));
    list.rest("ece", self.ece, Rule::share(5));
  }
};

struct ReportMixup {
  int truth = 0;
  int guess = 0;
  int count = 0;

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.page("truth", self.truth, Rule::whole(0, 9));
    list.page("guess", self.guess, Rule::whole(0, 9));
    list.page("count", self.count, Rule::whole(1, kMostImages));
  }
};

// The test pictures in bins of equal mass by the answer's probability, from the least sure.
struct ReportReliability {
  std::vector<double> confidence, accuracy;
  std::vector<int> count;

  bool empty() const { return count.empty(); }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("confidence", self.confidence, Rule::share(6).many(0, 100));
    list.rest("accuracy", self.accuracy, Rule::share(6).many(0, 100));
    list.rest("count", self.count, Rule::whole(0, kMostImages).many(0, 100));
  }
};

// The test pictures in bins by the doubt that an answer leaves, 1 - its probability: a decade each,
// from the surest. A bin reaches from the one before (or 0) up to `below`; `mean` is the share of
// wrong answers that the network expects in it, `intervals` are of the share that is wrong.
struct ReportDoubt {
  std::vector<double> below, mean;
  std::vector<int> count, wrong;
  std::vector<ReportInterval> intervals;

  bool empty() const { return below.empty(); }
  std::size_t bins() const { return below.size(); }
  std::string settle() const {
    if (mean.size() != bins() || count.size() != bins() || wrong.size() != bins() ||
        intervals.size() != bins())
      return "must have as many entries in each list";
    for (std::size_t i = 0; i < bins(); ++i)
      if (wrong[i] > count[i] || (i > 0 && below[i] <= below[i - 1]))
        return "has bins that make no sense";
    return {};
  }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.page("below", self.below, Rule::share().many(1, 100));
    list.page("mean", self.mean, Rule::share(9).many(1, 100));
    list.page("count", self.count, Rule::whole(0, kMostImages).many(1, 100));
    list.page("wrong", self.wrong, Rule::whole(0, kMostImages).many(1, 100));
    list.page("intervals", self.intervals, Rule::share(8).many(1, 100));
  }
};

// On the test pictures. The undisputed ones are those whose label nobody doubts.
struct ReportTest : ReportScore {
  double undisputed_accuracy = 0;
  int undisputed_images = 0;
  int undisputed_errors = 0;
  ConfusionCounts confusion{};
  std::array<double, kDigitCount> per_class{};
  std::vector<ReportMixup> mixups;  // most frequent first
  ReportReliability reliability;
  ReportDoubt doubt;  // empty: not measured

  std::string settle() const {
    if (undisputed_images > images) return "has more undisputed images than images";
    return ReportScore::settle();
  }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    ReportScore::fields(list, self);
    list.page("undisputed_accuracy", self.undisputed_accuracy, Rule::share(6));
    list.rest("undisputed_images", self.undisputed_images, Rule::whole(0, kMostImages));
    list.rest("undisputed_errors", self.undisputed_errors, Rule::whole(0, kMostImages));
    list.page("confusion", self.confusion, Rule::whole(0, kMostImages));
    list.page("per_class", self.per_class, Rule::share(5));
    list.page("mixups", self.mixups, Rule::list(0, 90));
    list.rest("reliability", self.reliability, Rule{}.or_none());
    list.page("doubt", self.doubt, Rule{}.or_none());
  }
};

struct ReportNetwork {
  std::string file;
  std::string title;
  std::string family;
  int parameters = 0;
  int bytes = 0;  // of the file
  double multiply_adds = 0;
  double temperature = 1;
  std::optional<std::int64_t> seed;
  double train_minutes = 0;
  std::vector<ReportLayer> layers;
  JsonText recipe;  // as trained, without its layers
  ReportHistory history;
  ReportScore validation;  // of the validation run's network, on the held-out pictures
  ReportTest test;         // of the shipped network
  NetworkId id{};          // which of the four; no field of the JSON

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("file", self.file, Rule::text(kLongestName));
    list.page("title", self.title, Rule::text(kLongestName));
    list.rest("family", self.family, Rule::text(kLongestName));
    list.page("parameters", self.parameters, Rule::whole(1, kMostParameters));
    list.page("bytes", self.bytes, Rule::whole(1, 64 << 20));
    list.page("multiply_adds", self.multiply_adds, Rule::number(0, kMostOperations));
    list.rest("temperature", self.temperature, Rule::number(0, 1e6, 4));
    list.rest("seed", self.seed, Rule::whole(-9e15, 9e15).or_null());
    list.rest("train_minutes", self.train_minutes, Rule::number(0, 1e6, 2));
    list.page("layers", self.layers, Rule::list(1, 256));
    list.rest("recipe", self.recipe);
    list.page("history", self.history, Rule{}.or_null());
    list.page("validation", self.validation, Rule{}.or_null());
    list.page("test", self.test);
  }
};

}  // namespace second_opinion
