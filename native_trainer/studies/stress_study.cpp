// Every disturbed set is made once and shown to all networks.
#include "native_trainer/studies/stress_study.hpp"

#include <algorithm>

#include "native_trainer/measure/evaluation.hpp"
#include "native_trainer/measure/report_facts.hpp"
#include "native_trainer/synthetic/stress_set.hpp"

namespace second_opinion {
namespace {

Evaluation measured(const StressedNetwork& network, const Dataset& digits, int threads) {
  return evaluate(predict(network.file, digits, threads), digits.labels);
}

StressRow measured_row(std::span<const StressedNetwork> networks, const Dataset& digits,
                       std::size_t kind, int strength, int threads) {
  const Disturbance& disturbance = disturbances()[kind];
  const float amount = disturbance.amounts[static_cast<std::size_t>(strength)];
  StressRow row{std::string(disturbance.name), strength + 1,  static_cast<double>(amount),
                std::string(disturbance.unit), digits.size(), {}};
  const Dataset set = disturbed(digits, kind, strength);
  for (const StressedNetwork& network : networks)
    row.accuracy.entries.push_back({network.name, measured(network, set, threads).accuracy});
  return row;
}

}  // namespace

Result<Study<StressStudy>, std::string> make_stress_study(std::span<const StressedNetwork> networks,
                                                          const Dataset& digits,
                                                          const std::string& sheet, int threads,
                                                          const OnStressRow& on_row) {
  Study<StressStudy> study;
  StressStudy& out = study.document;
  out.images = digits.size();
  for (std::size_t kind = 0; kind < disturbances().size(); ++kind)
    for (int strength = 0; strength < kStressStrengths; ++strength) {
      out.rows.push_back(measured_row(networks, digits, kind, strength, threads));
      if (on_row) on_row(out.rows.back());
    }
  for (std::size_t n = 0; n < networks.size(); ++n) {
    double sum = 0, worst = 1;
    for (const StressRow& row : out.rows) {
      const double accuracy = row.accuracy.entries[n].second;
      sum += accuracy;
      worst = std::min(worst, accuracy);
    }
    out.networks.push_back({networks[n].name, networks[n].unseen,
                            report_score(measured(networks[n], digits, threads)),
                            sum / static_cast<double>(out.rows.size()), worst});
  }
  const GreySheet pictures = stress_sheet(digits, 0);
  auto png = encode_png(pictures);
  if (!png) return Failure{png.error()};
  out.sheet = {sheet, pictures.columns, kImageSide, pictures.count};
  out.digit = {0, digits.labels[0]};
  study.pictures.emplace_back(sheet, std::move(png).value());
  return study;
}

}  // namespace second_opinion
