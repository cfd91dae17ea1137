// Predicts the test set once per network and writes down what the article
// quotes. Order, ties and roundings are fixed: the same input gives the same bytes.
#include "native_trainer/report/report.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "core/learning/training/split.hpp"
#include "native_trainer/measure/evaluation.hpp"
#include "native_trainer/measure/report_network.hpp"
#include "native_trainer/report/report_digits.hpp"

namespace second_opinion {
namespace {

using Json = nlohmann::ordered_json;
using Probabilities = std::array<std::vector<float>, kReportNetworks>;
constexpr std::array<Family, kReportNetworks> kFamilies{Family::kLinear, Family::kMlp, Family::kCnn,
                                                        Family::kTransformer};
constexpr std::size_t kCnn = 2;
constexpr std::size_t kTransformer = 3;

std::span<const float> row(const std::vector<float>& probabilities, int index) {
  return std::span<const float>(probabilities)
      .subspan(static_cast<std::size_t>(index) * kDigitCount, kDigitCount);
}

Json class_counts(const Dataset& data) {
  std::array<int, kDigitCount> counts{};
  for (const unsigned char label : data.labels) ++counts[label];
  return counts;
}

Json data_json(const ReportInput& input) {
  Json disputed = Json::array(), kinds = Json::object();
  for (const DisputedLabel& entry : disputed_labels()) {
    if (entry.index >= input.test.size()) continue;
    disputed.push_back(entry.index);
    kinds[std::to_string(entry.index)] = entry.kind;
  }
  return {{"train", input.train.size()},
          {"test", input.test.size()},
          {"validation",
           split_indices(input.train.size(), input.validation_fraction).validation.size()},
          {"class_counts_train", class_counts(input.train)},
          {"class_counts_test", class_counts(input.test)},
          {"disputed", disputed},
          {"disputed_kinds", kinds}};
}

// Two significant digits, all that a probability this indirect is worth. Rounded to places, a tiny
// one would print as 0.
double two_digits(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1e", value);
  return std::strtod(text.data(), nullptr);
}

// McNemar's exact test: are the pictures that only one of the two gets right a fair coin's?
// (two-sided)
double mcnemar_p(int only_first, int only_second) {
  const int n = only_first + only_second;
  const int fewer = std::min(only_first, only_second);
  double tail = 0;
  for (int k = 0; k <= fewer; ++k) {
    tail += std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) -
                     n * std::log(2.0));
  }
  return std::min(1.0, 2 * tail);
}

Json comparison_json(const Dataset& test, const Probabilities& p) {
  int both_right = 0, only_cnn = 0, only_transformer = 0, both_wrong = 0, same = 0, differ = 0,
      disputed = 0;
  const auto disputes = disputed_labels();
  for (int i = 0; i < test.size(); ++i) {
    const int truth = test.labels[static_cast<std::size_t>(i)];
    const int cnn = guess(row(p[kCnn], i)), transformer = guess(row(p[kTransformer], i));
    const bool right = cnn == truth, right_too = transformer == truth;
    both_right += right && right_too;
    only_cnn += right && !right_too;
    only_transformer += !right && right_too;
    both_wrong += !right && !right_too;
    same += !right && cnn == transformer;
    differ += cnn != transformer;
    const bool is_disputed = std::any_of(disputes.begin(), disputes.end(),
                                         [&](const DisputedLabel& d) { return d.index == i; });
    disputed += is_disputed && !(right && right_too);
  }
  const double chance = mcnemar_p(only_cnn, only_transformer);
  return {{"both_right", both_right},
          {"only_cnn_right", only_cnn},
          {"only_transformer_right", only_transformer},
          {"both_wrong", both_wrong},
          {"both_wrong_same", same},
          {"disputed_among_wrong", disputed},
          {"differ", differ},
          {"mcnemar_p", two_digits(chance)},
          {"mcnemar_once_in", std::floor(two_digits(1 / chance))}};
}

Json opinion_json(std::span<const float> probabilities) {
  Json values = Json::array();
  for (const float p : probabilities) values.push_back(rounded(p, 4));
  return {{"digit", guess(probabilities)}, {"probabilities", values}};
}

Json digits_json(const ReportInput& input, const Probabilities& p, GreySheet& sheet) {
  const ShownDigits shown = choose_digits(input.train, input.test, p[kCnn], p[kTransformer]);
  Json items = Json::array();
  for (const ShownDigit& digit : shown.items) {
    sheet.add((digit.from_test ? input.test : input.train).image(digit.index));
    Json item{{"set", digit.from_test ? "test" : "train"},
              {"index", digit.index},
              {"label", digit.label}};
    if (digit.from_test) {
      item["cnn"] = opinion_json(row(p[kCnn], digit.index));
      item["transformer"] = opinion_json(row(p[kTransformer], digit.index));
      item["linear"] = guess(row(p[0], digit.index));
      item["mlp"] = guess(row(p[1], digit.index));
    }
    item["tags"] = digit.tags;
    items.push_back(std::move(item));
  }
  return {{"sheet", "digits.png"},
          {"columns", sheet.columns},
          {"cell", kImageSide},
          {"complete", shown.complete},
          {"items", items}};
}

// The weights of the first layer that sees all pixels, one picture per unit, on one common
// scale: that of the 99.5th percentile, so that a few strong weights do not pale the rest.
Json templates_of(const Network& network, GreySheet& sheet) {
  Json out{{"first", sheet.count}, {"count", 0}, {"scale", 0.0}};
  for (const Parameter& parameter : network.parameters) {
    if (parameter.role != ParameterRole::kWeight || parameter.rows != kImagePixels) continue;
    std::vector<float> sizes(parameter.values.size());
    std::transform(parameter.values.begin(), parameter.values.end(), sizes.begin(),
                   [](float w) { return std::abs(w); });
    const auto place =
        sizes.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(sizes.size() - 1) * 0.995);
    std::nth_element(sizes.begin(), place, sizes.end());
    for (int unit = 0; unit < parameter.columns; ++unit) {
      std::array<float, kImagePixels> picture{};
      for (std::size_t i = 0; i < kImagePixels; ++i) {
        picture[i] = parameter.values[i * static_cast<std::size_t>(parameter.columns) +
                                      static_cast<std::size_t>(unit)];
      }
      add_weight_picture(sheet, picture, *place);
    }
    out["count"] = parameter.columns;
    out["scale"] = rounded(*place, 5);
    break;
  }
  return out;
}

Json templates_json(const ReportInput& input, GreySheet& sheet) {
  Json linear = templates_of(input.networks[0].shipped.network, sheet);
  Json mlp = templates_of(input.networks[1].shipped.network, sheet);
  return {{"sheet", "templates.png"}, {"columns", sheet.columns}, {"cell", kImageSide},
          {"count", sheet.count},     {"linear", linear},         {"mlp", mlp}};
}

Result<Json, std::string> ablation_json(const Json& runs) {
  if (!runs.is_array())
    return Failure{std::string("the ablation file must hold a JSON array of runs")};
  Json out = Json::array();
  for (const Json& run : runs) {
    const std::string where = "ablation run " + std::to_string(out.size() + 1) + ": ";
    if (!run.is_object() || !run.contains("network") || !run.contains("change") ||
        !run["network"].is_string() || !run["change"].is_string()) {
      return Failure{where + "\"network\" and \"change\" must be texts"};
    }
    if (!run.contains("images") || !run["images"].is_number_integer() || run["images"] <= 0)
      return Failure{where + "\"images\" must be a count"};
    const int images = run["images"].get<int>();
    if (!run.contains("errors") || !run["errors"].is_array() || run["errors"].empty())
      return Failure{where + "\"errors\" must list one count per seed"};
    std::vector<double> accuracies;
    for (const Json& errors : run["errors"]) {
      if (!errors.is_number_integer() || errors < 0 || errors > images)
        return Failure{where + "\"errors\" must be counts up to \"images\""};
      accuracies.push_back(1.0 - errors.get<double>() / images);
    }
    const auto seeds = static_cast<double>(accuracies.size());
    double mean = 0, squares = 0;
    for (const double a : accuracies) mean += a / seeds;
    for (const double a : accuracies) squares += (a - mean) * (a - mean);
    const int right = static_cast<int>(std::lround(mean * seeds * images));
    out.push_back(
        {{"network", run["network"]},
         {"change", run["change"]},
         {"images", images},
         {"seeds", accuracies.size()},
         {"errors", run["errors"]},
         {"accuracy", rounded(mean, 6)},
         {"deviation", accuracies.size() > 1 ? rounded(std::sqrt(squares / (seeds - 1)), 6) : 0.0},
         {"interval", interval_json(wilson_interval(right, static_cast<int>(seeds) * images))}});
  }
  return out;
}

// One network's section; `probabilities` = its answers to the test set.
Result<Json, std::string> section_of(const ReportNetworkInput& network, Family family,
                                     const ReportInput& input, const Dataset& held_out,
                                     std::vector<float>& probabilities) {
  const Family found = network.shipped.network.spec.family;
  if (found != family) {
    return Failure{network.file_name + " holds a network of the family " +
                   std::string(family_name(found)) + "; " + std::string(family_name(family)) +
                   " is needed"};
  }
  probabilities = predict(network.shipped, input.test, input.threads);
  Evaluation validation;
  if (network.validation_run)
    validation =
        evaluate(predict(*network.validation_run, held_out, input.threads), held_out.labels);
  return network_json(network, probabilities, input.test.labels,
                      network.validation_run ? &validation : nullptr);
}

Result<Json, std::string> networks_json(const ReportInput& input, Probabilities& probabilities) {
  const Dataset held_out =
      subset(input.train, split_indices(input.train.size(), input.validation_fraction).validation);
  Json networks = Json::object();
  for (std::size_t i = 0; i < kReportNetworks; ++i) {
    auto section = section_of(input.networks[i], kFamilies[i], input, held_out, probabilities[i]);
    if (!section) return section;
    networks[std::string(family_name(kFamilies[i]))] = section.value();
  }
  if (!input.nano) return networks;
  std::vector<float> unused;
  auto section = section_of(*input.nano, Family::kCnn, input, held_out, unused);
  if (!section) return section;
  networks["nano"] = section.value();
  networks["nano"]["title"] = "Nano network";
  return networks;
}

}  // namespace

Result<ReportOutput, std::string> make_report(const ReportInput& input) {
  Probabilities probabilities;
  auto networks = networks_json(input, probabilities);
  if (!networks) return Failure{networks.error()};
  auto ablation = ablation_json(input.ablation);
  if (!ablation) return Failure{ablation.error()};
  ReportOutput output;
  Json report{{"schema", kReportSchema},
              {"data", data_json(input)},
              {"networks", networks.value()},
              {"comparison", comparison_json(input.test, probabilities)}};
  report["digits"] = digits_json(input, probabilities, output.digits);
  report["templates"] = templates_json(input, output.templates);
  report["ablation"] = ablation.value();
  report["studies"] = input.studies;
  output.json = report.dump() + "\n";
  if (output.json.size() > kMaxReportBytes)
    return Failure{"the report has " + std::to_string(output.json.size()) +
                   " bytes, the page takes " + std::to_string(kMaxReportBytes) +
                   "; make the studies smaller"};
  return output;
}

}  // namespace second_opinion
