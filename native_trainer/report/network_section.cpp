// One network's section of the report, value by value.
#include "native_trainer/report/network_section.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/json/json_reader.hpp"
#include "native_trainer/measure/disputed_labels.hpp"
#include "native_trainer/measure/report_facts.hpp"

namespace second_opinion {
namespace {

using Json = nlohmann::ordered_json;

// Most frequent first; among equals, in the order of the matrix.
std::vector<ReportMixup> mixups_of(const Confusion& confusion) {
  std::vector<ReportMixup> mixups;
  for (int truth = 0; truth < kDigitCount; ++truth) {
    for (int guessed = 0; guessed < kDigitCount; ++guessed) {
      const int count =
          confusion[static_cast<std::size_t>(truth)][static_cast<std::size_t>(guessed)];
      if (truth != guessed && count > 0) mixups.push_back({truth, guessed, count});
    }
  }
  std::stable_sort(mixups.begin(), mixups.end(),
                   [](const ReportMixup& a, const ReportMixup& b) { return a.count > b.count; });
  return mixups;
}

std::array<double, kDigitCount> accuracies_by_class(const Confusion& confusion) {
  std::array<double, kDigitCount> out{};
  for (std::size_t truth = 0; truth < kDigitCount; ++truth) {
    int total = 0;
    for (const int count : confusion[truth]) total += count;
    if (total > 0) out[truth] = static_cast<double>(confusion[truth][truth]) / total;
  }
  return out;
}

ReportReliability reliability_of(std::span<const float> probabilities,
                                 std::span<const unsigned char> labels) {
  ReportReliability out;
  for (const ReliabilityBin& bin : reliability(probabilities, labels)) {
    out.confidence.push_back(bin.confidence);
    out.accuracy.push_back(bin.accuracy);
    out.count.push_back(bin.count);
  }
  return out;
}

ReportDoubt doubt_of(std::span<const float> probabilities, std::span<const unsigned char> labels) {
  ReportDoubt out;
  for (const DoubtBin& bin : doubts(probabilities, labels)) {
    out.below.push_back(bin.below);
    out.mean.push_back(bin.doubt);
    out.count.push_back(bin.count);
    out.wrong.push_back(bin.wrong);
    out.intervals.push_back(report_interval(wilson_interval(bin.wrong, bin.count)));
  }
  return out;
}

ReportTest test_of(std::span<const float> probabilities, std::span<const unsigned char> labels) {
  const Evaluation evaluation = evaluate(probabilities, labels);
  const UndisputedScore undisputed = undisputed_score(evaluation);
  ReportTest test;
  static_cast<ReportScore&>(test) = report_score(evaluation);
  test.undisputed_accuracy = undisputed.accuracy;
  test.undisputed_images = undisputed.images;
  test.undisputed_errors = undisputed.errors;
  test.confusion = evaluation.confusion;
  test.per_class = accuracies_by_class(evaluation.confusion);
  test.mixups = mixups_of(evaluation.confusion);
  test.reliability = reliability_of(probabilities, labels);
  test.doubt = doubt_of(probabilities, labels);
  return test;
}

Json parsed_object(const std::string& text) {
  Json parsed = Json::parse(text, nullptr, false);
  return parsed.is_object() ? parsed : Json::object();
}

// The recipe in the weights' provenance, without its layers; {} when there is none.
JsonText recipe_of(const Json& provenance) {
  const auto recipe = provenance.find("recipe");
  if (recipe == provenance.end() || !recipe->is_object()) return {"{}"};
  Json out = *recipe;
  out.erase("layers");
  return {out.dump()};
}

std::optional<std::int64_t> seed_of(const Json& provenance) {
  const auto seed = provenance.find("seed");
  if (seed == provenance.end() || !seed->is_number_integer()) return std::nullopt;
  return seed->get<std::int64_t>();
}

}  // namespace

Result<ReportHistory, std::string> read_history(std::span<const unsigned char> json) {
  const auto document = parse_json({reinterpret_cast<const char*>(json.data()), json.size()});
  std::string error;
  JsonReader reader(document, "history", error);
  const auto column = [&](const char* key, double most) {
    return reader.numbers(key, 0, kMostEpochs, 0, most);
  };
  ReportHistory history{column("epoch", kMostEpochs), column("train_loss", kMostLoss),
                        column("train_accuracy", 1), column("validation_loss", kMostLoss),
                        column("validation_accuracy", 1)};
  if (error.empty() && !history.settle().empty()) error = "history: " + history.settle();
  if (!error.empty()) return Failure{error};
  return history;
}

double trained_minutes(std::span<const unsigned char> json) {
  const auto document = parse_json({reinterpret_cast<const char*>(json.data()), json.size()});
  std::string error;
  JsonReader reader(document, "history", error);
  const double seconds = reader.number("wall_seconds", 0, 0, 1e9);
  return error.empty() ? seconds / 60 : 0;
}

ReportNetwork network_section(const ReportNetworkInput& input, std::span<const float> probabilities,
                              std::span<const unsigned char> labels, const Evaluation* validation) {
  const Network& network = input.shipped.network;
  const Json provenance = parsed_object(input.shipped.provenance);
  ReportNetwork out;
  out.file = input.file_name;
  out.title = family_title(network.spec.family);
  out.family = family_name(network.spec.family);
  out.parameters = static_cast<int>(parameter_total(network));
  out.bytes = static_cast<int>(input.bytes);
  out.multiply_adds = multiply_adds(network);
  out.temperature = static_cast<double>(input.shipped.temperature);
  out.seed = seed_of(provenance);
  out.train_minutes = input.train_minutes;
  out.layers = report_layers(network);
  out.recipe = recipe_of(provenance);
  out.history = input.history;
  if (validation) out.validation = report_score(*validation);
  out.test = test_of(probabilities, labels);
  return out;
}

}  // namespace second_opinion
