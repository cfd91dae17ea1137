// One family and strength at a time, so that only one disturbed set is in memory.
#include "native_trainer/measure/families.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "core/base/random.hpp"
#include "native_trainer/data/provenance.hpp"
#include "native_trainer/measure/evaluation.hpp"
#include "native_trainer/measure/report_facts.hpp"

namespace second_opinion {
namespace {

constexpr std::uint64_t kFamiliesSeed = 1414;  // that of no training

std::uint64_t number_of(const DisturbanceFamily& family) {
  return static_cast<std::uint64_t>(&family - disturbance_families().data());
}

struct Mean {
  double sum = 0;
  int count = 0;

  void add(double value) { sum += value, ++count; }
  double value() const { return count == 0 ? 0 : sum / count; }
};

void summarise(const std::vector<FamilyRow>& rows, FamilyNetwork& network) {
  Mean first, second, all;
  network.worst_family = 1;
  constexpr std::size_t kStrengths = std::size(kFamilyStrengths);
  for (std::size_t row = 0; row < rows.size(); row += kStrengths) {
    Mean family;
    for (std::size_t i = row; i < row + kStrengths; ++i) {
      const double accuracy = *rows[i].accuracy.find(network.network);
      (rows[i].half == "first" ? first : second).add(accuracy);
      all.add(accuracy);
      family.add(accuracy);
    }
    if (family.value() > network.worst_family) continue;
    network.worst_family = family.value();
    network.worst_name = rows[row].family;
  }
  network.first_half = first.value();
  network.second_half = second.value();
  network.mean = all.value();
}

}  // namespace

std::string families_taught(const WeightsFile& file) {
  const auto provenance = read_provenance(file);
  const auto recipe = provenance.find("recipe");
  if (recipe == provenance.end() || !recipe->is_object()) return "none";
  const auto disturbance = recipe->find("disturbance");
  if (disturbance == recipe->end() || !disturbance->is_object() ||
      disturbance->value("probability", 0.0) == 0)
    return "none";
  const std::string families = disturbance->value("families", "all");
  return families == "first_half" ? "first" : families == "second_half" ? "second" : "all";
}

Dataset under_family(const Dataset& digits, const DisturbanceFamily& family, float strength) {
  Dataset out;
  out.labels = digits.labels;
  out.pixels.reserve(digits.pixels.size());
  std::array<float, kImagePixels> pixels;
  for (int i = 0; i < digits.size(); ++i) {
    const auto image = digits.image(i);
    std::transform(image.begin(), image.end(), pixels.begin(),
                   [](unsigned char byte) { return static_cast<float>(byte) / 255; });
    Random random(
        random_key(kFamiliesSeed, Purpose::kDisturbance,
                   {number_of(family), static_cast<std::uint64_t>(std::lround(strength * 100)),
                    static_cast<std::uint64_t>(i)}));
    apply_disturbance(family, strength, random, pixels);
    std::transform(pixels.begin(), pixels.end(), std::back_inserter(out.pixels), [](float pixel) {
      return static_cast<unsigned char>(std::lround(pixel * 255));
    });
  }
  return out;
}

FamiliesStudy measure_families(const std::vector<FamilyContestant>& contestants,
                               const Dataset& digits, int threads,
                               const std::function<void(const FamilyRow&)>& after_row) {
  FamiliesStudy study;
  study.images = digits.size();
  for (const DisturbanceFamily& family : disturbance_families()) {
    for (const float strength : kFamilyStrengths) {
      const Dataset set = under_family(digits, family, strength);
      FamilyRow row{std::string(family.name),
                    family.half == FamilyHalf::kFirst ? "first" : "second",
                    std::round(static_cast<double>(strength) * 100) / 100,
                    {}};
      for (const FamilyContestant& contestant : contestants)
        row.accuracy.entries.push_back(
            {contestant.name,
             evaluate(predict(contestant.file, set, threads), set.labels).accuracy});
      if (after_row) after_row(row);
      study.rows.push_back(std::move(row));
    }
  }
  for (const FamilyContestant& contestant : contestants) {
    FamilyNetwork network;
    network.network = contestant.name;
    network.taught = families_taught(contestant.file);
    network.unseen = contestant.unseen;
    network.clean =
        report_score(evaluate(predict(contestant.file, digits, threads), digits.labels));
    summarise(study.rows, network);
    study.networks.push_back(std::move(network));
  }
  return study;
}

}  // namespace second_opinion
