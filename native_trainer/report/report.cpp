// Predicts the test set once per network and writes down what the article quotes. Order and ties
// are fixed: the same input gives the same bytes.
#include "native_trainer/report/report.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "core/learning/training/split.hpp"
#include "core/report/report_file.hpp"
#include "native_trainer/measure/disputed_labels.hpp"
#include "native_trainer/measure/evaluation.hpp"
#include "native_trainer/report/report_digits.hpp"

namespace second_opinion {
namespace {

using Probabilities = std::array<std::vector<float>, kNetworkCount>;
constexpr std::array<Family, kNetworkCount> kFamilies{Family::kLinear, Family::kMlp, Family::kCnn,
                                                      Family::kTransformer};

constexpr std::size_t place(NetworkId id) {
  return static_cast<std::size_t>(id);
}

// One picture's answer of one network.
std::span<const float> answer(const Probabilities& probabilities, NetworkId id, int index) {
  return std::span<const float>(probabilities[place(id)])
      .subspan(static_cast<std::size_t>(index) * kDigitCount, kDigitCount);
}

std::array<int, kDigitCount> class_counts(const Dataset& data) {
  std::array<int, kDigitCount> counts{};
  for (const unsigned char label : data.labels) ++counts[label];
  return counts;
}

ReportData data_section(const ReportInput& input) {
  ReportData data;
  data.train = input.train.size();
  data.test = input.test.size();
  data.validation = static_cast<int>(
      split_indices(input.train.size(), input.validation_fraction).validation.size());
  data.class_counts_train = class_counts(input.train);
  data.class_counts_test = class_counts(input.test);
  for (const DisputedLabel& entry : disputed_labels()) {
    if (entry.index >= input.test.size()) continue;
    data.disputed.push_back(entry.index);
    data.disputed_kinds.entries.push_back({std::to_string(entry.index), entry.kind});
  }
  return data;
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

ReportComparison comparison_section(const Dataset& test, const Probabilities& p) {
  ReportComparison out;
  const auto disputes = disputed_labels();
  for (int i = 0; i < test.size(); ++i) {
    const int truth = test.labels[static_cast<std::size_t>(i)];
    const int cnn = guess(answer(p, NetworkId::kCnn, i));
    const int transformer = guess(answer(p, NetworkId::kTransformer, i));
    const bool right = cnn == truth, right_too = transformer == truth;
    out.both_right += right && right_too;
    out.only_cnn_right += right && !right_too;
    out.only_transformer_right += !right && right_too;
    out.both_wrong += !right && !right_too;
    out.both_wrong_same += !right && cnn == transformer;
    out.differ += cnn != transformer;
    const bool is_disputed = std::any_of(disputes.begin(), disputes.end(),
                                         [&](const DisputedLabel& d) { return d.index == i; });
    out.disputed_among_wrong += is_disputed && !(right && right_too);
  }
  const double chance = mcnemar_p(out.only_cnn_right, out.only_transformer_right);
  out.mcnemar_p = two_digits(chance);
  out.mcnemar_once_in = std::floor(two_digits(1 / chance));
  return out;
}

ReportOpinion opinion(std::span<const float> probabilities) {
  ReportOpinion out{.known = true, .digit = guess(probabilities)};
  std::copy(probabilities.begin(), probabilities.end(), out.probabilities.begin());
  return out;
}

ReportDigits digits_section(const ReportInput& input, const Probabilities& p, GreySheet& sheet) {
  const ShownDigits shown = choose_digits(input.train, input.test, p[place(NetworkId::kCnn)],
                                          p[place(NetworkId::kTransformer)]);
  ReportDigits digits;
  for (const ShownDigit& digit : shown.items) {
    sheet.add((digit.from_test ? input.test : input.train).image(digit.index));
    ReportDigit item;
    item.set = digit.from_test ? "test" : "train";
    item.index = digit.index;
    item.label = digit.label;
    if (digit.from_test) {
      item.cnn = opinion(answer(p, NetworkId::kCnn, digit.index));
      item.transformer = opinion(answer(p, NetworkId::kTransformer, digit.index));
      item.linear = guess(answer(p, NetworkId::kLinear, digit.index));
      item.mlp = guess(answer(p, NetworkId::kMlp, digit.index));
    }
    item.tags = digit.tags;
    digits.items.push_back(std::move(item));
  }
  digits.sheet = {"digits.png", sheet.columns, kImageSide, sheet.count};
  digits.complete = shown.complete;
  return digits;
}

// The weights of the first layer that sees all pixels, one picture per unit, on one common
// scale: that of the 99.5th percentile, so that a few strong weights do not pale the rest.
ReportTemplates templates_of(const Network& network, GreySheet& sheet) {
  ReportTemplates out{.first = sheet.count};
  for (const Parameter& parameter : network.parameters) {
    if (parameter.role != ParameterRole::kWeight || parameter.rows != kImagePixels) continue;
    std::vector<float> sizes(parameter.values.size());
    std::transform(parameter.values.begin(), parameter.values.end(), sizes.begin(),
                   [](float w) { return std::abs(w); });
    const auto strong =
        sizes.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(sizes.size() - 1) * 0.995);
    std::nth_element(sizes.begin(), strong, sizes.end());
    for (int unit = 0; unit < parameter.columns; ++unit) {
      std::array<float, kImagePixels> picture{};
      for (std::size_t i = 0; i < kImagePixels; ++i) {
        picture[i] = parameter.values[i * static_cast<std::size_t>(parameter.columns) +
                                      static_cast<std::size_t>(unit)];
      }
      add_weight_picture(sheet, picture, *strong);
    }
    out.count = parameter.columns;
    out.scale = static_cast<double>(*strong);
    break;
  }
  return out;
}

ReportTemplateSheet templates_section(const ReportInput& input, GreySheet& sheet) {
  ReportTemplateSheet out;
  out.linear = templates_of(input.networks[place(NetworkId::kLinear)].shipped.network, sheet);
  out.mlp = templates_of(input.networks[place(NetworkId::kMlp)].shipped.network, sheet);
  out.sheet = {"templates.png", sheet.columns, kImageSide, sheet.count};
  return out;
}

// One network's section; `probabilities` = its answers to the test set.
Result<ReportNetwork, std::string> section_of(const ReportNetworkInput& network, Family family,
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
  return network_section(network, probabilities, input.test.labels,
                         network.validation_run ? &validation : nullptr);
}

Result<ReportNetworks, std::string> networks_section(const ReportInput& input,
                                                     Probabilities& probabilities) {
  const Dataset held_out =
      subset(input.train, split_indices(input.train.size(), input.validation_fraction).validation);
  ReportNetworks networks;
  for (std::size_t i = 0; i < kNetworkCount; ++i) {
    auto section = section_of(input.networks[i], kFamilies[i], input, held_out, probabilities[i]);
    if (!section) return Failure{section.error()};
    networks.shown[i] = std::move(section).value();
  }
  if (!input.nano) return networks;
  std::vector<float> unused;
  auto section = section_of(*input.nano, Family::kCnn, input, held_out, unused);
  if (!section) return Failure{section.error()};
  networks.nano = std::move(section).value();
  networks.nano->title = "Nano network";
  return networks;
}

}  // namespace

Result<ReportOutput, std::string> make_report(const ReportInput& input) {
  Probabilities probabilities;
  auto networks = networks_section(input, probabilities);
  if (!networks) return Failure{networks.error()};
  ReportOutput output;
  output.report.data = data_section(input);
  output.report.networks = std::move(networks).value();
  output.report.comparison = comparison_section(input.test, probabilities);
  output.report.digits = digits_section(input, probabilities, output.digits);
  output.report.templates = templates_section(input, output.templates);
  output.report.ablation = input.ablation;
  output.report.studies = input.studies;
  output.json = write_report(output.report);
  if (output.json.size() > kMaxReportBytes)
    return Failure{"the report has " + std::to_string(output.json.size()) +
                   " bytes, the page takes " + std::to_string(kMaxReportBytes) +
                   "; make the studies smaller"};
  return output;
}

}  // namespace second_opinion
