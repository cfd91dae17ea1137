// One network's section of the report, value by value.
#include "native_trainer/measure/report_network.hpp"

#include <algorithm>
#include <cmath>

#include "native_trainer/report/report_digits.hpp"

namespace second_opinion {
namespace {

using Json = nlohmann::ordered_json;

Json mixups_json(const Confusion& confusion) {
  struct Mixup {
    int truth, guess, count;
  };
  std::vector<Mixup> mixups;
  for (int truth = 0; truth < kDigitCount; ++truth) {
    for (int guessed = 0; guessed < kDigitCount; ++guessed) {
      const int count =
          confusion[static_cast<std::size_t>(truth)][static_cast<std::size_t>(guessed)];
      if (truth != guessed && count > 0) mixups.push_back({truth, guessed, count});
    }
  }
  std::stable_sort(mixups.begin(), mixups.end(),
                   [](const Mixup& a, const Mixup& b) { return a.count > b.count; });
  Json out = Json::array();
  for (const Mixup& m : mixups)
    out.push_back({{"truth", m.truth}, {"guess", m.guess}, {"count", m.count}});
  return out;
}

Json per_class_json(const Confusion& confusion) {
  Json out = Json::array();
  for (std::size_t truth = 0; truth < kDigitCount; ++truth) {
    int total = 0;
    for (const int count : confusion[truth]) total += count;
    out.push_back(total ? rounded(static_cast<double>(confusion[truth][truth]) / total, 5) : 0.0);
  }
  return out;
}

Json reliability_json(std::span<const float> probabilities, std::span<const unsigned char> labels) {
  Json confidence = Json::array(), accuracy = Json::array(), count = Json::array();
  for (const ReliabilityBin& bin : reliability(probabilities, labels)) {
    confidence.push_back(rounded(bin.confidence, 6));
    accuracy.push_back(rounded(bin.accuracy, 6));
    count.push_back(bin.count);
  }
  return {{"confidence", confidence}, {"accuracy", accuracy}, {"count", count}};
}

Json doubt_json(std::span<const float> probabilities, std::span<const unsigned char> labels) {
  Json below = Json::array(), mean = Json::array(), count = Json::array(), wrong = Json::array(),
       intervals = Json::array();
  for (const DoubtBin& bin : doubts(probabilities, labels)) {
    below.push_back(bin.below);
    mean.push_back(rounded(bin.doubt, 9));
    count.push_back(bin.count);
    wrong.push_back(bin.wrong);
    intervals.push_back(interval_json(wilson_interval(bin.wrong, bin.count)));
  }
  return {{"below", below},
          {"mean", mean},
          {"count", count},
          {"wrong", wrong},
          {"intervals", intervals}};
}

Json test_json(std::span<const float> probabilities, std::span<const unsigned char> labels) {
  const Evaluation evaluation = evaluate(probabilities, labels);
  Json test = score_json(evaluation);
  add_undisputed(test, evaluation);
  test["confusion"] = evaluation.confusion;
  test["per_class"] = per_class_json(evaluation.confusion);
  test["mixups"] = mixups_json(evaluation.confusion);
  test["reliability"] = reliability_json(probabilities, labels);
  test["doubt"] = doubt_json(probabilities, labels);
  return test;
}

Json provenance_json(const std::string& provenance) {
  const Json parsed = Json::parse(provenance, nullptr, false);
  return parsed.is_object() ? parsed : Json::object();
}

}  // namespace

void add_undisputed(Json& test, const Evaluation& evaluation) {
  int disputed = 0, disputed_errors = 0;
  for (const DisputedLabel& entry : disputed_labels()) {
    if (entry.index >= evaluation.images) continue;
    ++disputed;
    if (std::binary_search(evaluation.errors.begin(), evaluation.errors.end(), entry.index))
      ++disputed_errors;
  }
  const int images = evaluation.images - disputed;
  const int errors = static_cast<int>(evaluation.errors.size()) - disputed_errors;
  test["undisputed_accuracy"] =
      images ? rounded(1.0 - static_cast<double>(errors) / images, 6) : 0.0;
  test["undisputed_images"] = images;
  test["undisputed_errors"] = errors;
}

double rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::round(value * scale) / scale;
}

Json interval_json(const Interval& interval) {
  // Far finer than the article prints, so that nothing is rounded twice.
  return {rounded(interval.low, 8), rounded(interval.high, 8)};
}

Json score_json(const Evaluation& evaluation) {
  return {{"images", evaluation.images},
          {"errors", evaluation.errors.size()},
          {"accuracy", rounded(evaluation.accuracy, 6)},
          {"interval", interval_json(evaluation.interval)},
          {"loss", rounded(evaluation.loss, 5)},
          {"ece", rounded(evaluation.ece, 5)}};
}

Json layers_json(const Network& network) {
  Json layers = Json::array();
  for (const LayerPlan& plan : network.layers) {
    std::size_t parameters = 0;
    for (int i = 0; i < plan.parameter_count; ++i) {
      parameters +=
          network.parameters[static_cast<std::size_t>(plan.first_parameter + i)].values.size();
    }
    Json layer{{"kind", layer_name(plan.spec)},
               {"output", {plan.output.height, plan.output.width, plan.output.channels}},
               {"parameters", parameters}};
    const LayerFields fields = fields_of(plan.spec);
    const auto field = [&](Field which) {
      return static_cast<int>(fields[static_cast<std::size_t>(which)]);
    };
    if (field(Field::kUnits) > 0) layer["units"] = field(Field::kUnits);
    if (field(Field::kKernel) > 0) layer["kernel"] = field(Field::kKernel);
    if (field(Field::kKernel) > 0) layer["stride"] = field(Field::kStride);
    if (field(Field::kHeads) > 0) layer["heads"] = field(Field::kHeads);
    layers.push_back(std::move(layer));
  }
  return layers;
}

std::string_view family_title(Family family) {
  switch (family) {
    case Family::kLinear:
      return "Linear network";
    case Family::kMlp:
      return "Multilayer perceptron";
    case Family::kCnn:
      return "Convolutional network";
    case Family::kTransformer:
      return "Transformer";
  }
  return "";
}

Json recipe_json(const std::string& provenance) {
  const Json parsed = provenance_json(provenance);
  const auto recipe = parsed.find("recipe");
  if (recipe == parsed.end() || !recipe->is_object()) return Json::object();
  Json out = *recipe;
  out.erase("layers");
  return out;
}

Result<Json, std::string> history_json(const Json& history) {
  if (history.is_null()) return Json(nullptr);
  Json out = Json::object();
  std::size_t epochs = 0;
  for (const char* key :
       {"epoch", "train_loss", "train_accuracy", "validation_loss", "validation_accuracy"}) {
    const auto values = history.is_object() ? history.find(key) : history.end();
    if (values == history.end() || !values->is_array())
      return Failure{"the history has no array \"" + std::string(key) + "\""};
    if (out.empty()) epochs = values->size();
    if (values->size() != epochs)
      return Failure{"the history's array \"" + std::string(key) +
                     "\" has another length than \"epoch\""};
    Json column = Json::array();
    for (const Json& value : *values) {
      if (!value.is_number())
        return Failure{"the history's array \"" + std::string(key) +
                       "\" holds something that is no number"};
      column.push_back(value.is_number_integer() ? value : Json(rounded(value.get<double>(), 5)));
    }
    out[key] = std::move(column);
  }
  return out;
}

Result<Json, std::string> network_json(const ReportNetworkInput& input,
                                       std::span<const float> probabilities,
                                       std::span<const unsigned char> labels,
                                       const Evaluation* validation) {
  const Network& network = input.shipped.network;
  auto history = history_json(input.history);
  if (!history) return Failure{input.file_name + ": " + history.error()};
  const Json provenance = provenance_json(input.shipped.provenance);
  Json out{
      {"file", input.file_name},
      {"title", family_title(network.spec.family)},
      {"family", family_name(network.spec.family)},
      {"parameters", parameter_total(network)},
      {"bytes", input.bytes},
      {"multiply_adds", multiply_adds(network)},
      {"temperature", rounded(input.shipped.temperature, 4)},
      {"seed", provenance.contains("seed") && provenance["seed"].is_number() ? provenance["seed"]
                                                                             : Json(nullptr)},
      {"train_minutes", rounded(input.train_minutes, 2)},
      {"layers", layers_json(network)},
      {"recipe", recipe_json(input.shipped.provenance)},
      {"history", history.value()},
      {"validation", validation ? score_json(*validation) : Json(nullptr)},
      {"test", test_json(probabilities, labels)}};
  return out;
}

}  // namespace second_opinion
