// A way to doubt gives each picture an answer and a doubt; everything else is sorting by it.
#include "native_trainer/measure/coverage.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "native_trainer/measure/evaluation.hpp"
#include "native_trainer/measure/report_facts.hpp"

namespace second_opinion {
namespace {

struct Judged {
  float doubt = 0;
  bool right = false;
};

using Probabilities = std::span<const float>;

struct Way {
  const char* name;
  // From both networks' ten probabilities to an answer and its doubt, 0..2.
  std::pair<int, float> (*judge)(Probabilities cnn, Probabilities transformer);
};

float top(Probabilities p) {
  return p[static_cast<std::size_t>(guess(p))];
}

constexpr std::array<Way, 4> kWays{{
    {"cnn", [](Probabilities c, Probabilities) { return std::pair(guess(c), 1 - top(c)); }},
    {"transformer", [](Probabilities, Probabilities t) { return std::pair(guess(t), 1 - top(t)); }},
    // Whether they differ, and nothing else: one threshold is possible.
    {"disagreement",
     [](Probabilities c, Probabilities t) {
       return std::pair(guess(c), guess(c) == guess(t) ? 0.0f : 1.0f);
     }},
    // Where they differ first, then by the doubt of their mean.
    {"both",
     [](Probabilities c, Probabilities t) {
       std::array<float, kDigitCount> mean;
       for (std::size_t d = 0; d < mean.size(); ++d) mean[d] = (c[d] + t[d]) / 2;
       return std::pair(guess(mean), 1 - top(mean) + (guess(c) == guess(t) ? 0.0f : 1.0f));
     }},
}};

struct Target {
  const char* name;
  double share;
};
constexpr std::array<Target, 3> kTargets{{{"p999", 0.999}, {"p9995", 0.9995}, {"p9999", 0.9999}}};

// The largest doubt that may be kept so that the target is met on these pictures; below 0: none.
float threshold_for(std::vector<Judged> half, double target) {
  std::sort(half.begin(), half.end(),
            [](const Judged& a, const Judged& b) { return a.doubt < b.doubt; });
  float best = -1;
  std::size_t right = 0;
  for (std::size_t i = 0; i < half.size(); ++i) {
    right += half[i].right;
    const bool last_of_its_doubt = i + 1 == half.size() || half[i + 1].doubt > half[i].doubt;
    if (last_of_its_doubt && static_cast<double>(right) >= target * static_cast<double>(i + 1))
      best = half[i].doubt;
  }
  return best;
}

double share(int part, std::size_t whole) {
  return static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(1, whole));
}

CoverageGoal measured_goal(const std::vector<Judged>& setting, const std::vector<Judged>& judging,
                           const Target& target) {
  CoverageGoal goal;
  goal.name = target.name;
  goal.target = target.share;
  const float threshold = threshold_for(setting, target.share);
  const auto handed = [&](const Judged& j) { return j.doubt > threshold; };
  goal.reached = threshold >= 0;
  goal.threshold = static_cast<double>(std::max(0.0f, threshold));
  goal.fitted_handed = share(
      static_cast<int>(std::count_if(setting.begin(), setting.end(), handed)), setting.size());
  goal.images = static_cast<int>(judging.size());
  const int over = static_cast<int>(std::count_if(judging.begin(), judging.end(), handed));
  goal.handed = share(over, judging.size());
  for (const Judged& j : judging) goal.wrong += !handed(j) && !j.right;
  const int kept = goal.images - over;
  goal.accuracy = kept == 0 ? 1 : share(kept - goal.wrong, static_cast<std::size_t>(kept));
  goal.interval = report_interval(wilson_interval(kept - goal.wrong, kept));
  return goal;
}

// Handed over by falling doubt; among equal doubts in the order of the pictures.
std::vector<int> wrong_left(std::vector<Judged> all) {
  constexpr std::size_t kMostPerMille = 60;
  std::stable_sort(all.begin(), all.end(),
                   [](const Judged& a, const Judged& b) { return a.doubt > b.doubt; });
  std::vector<int> left;
  for (std::size_t per_mille = 0; per_mille <= kMostPerMille; ++per_mille) {
    const std::size_t handed = all.size() * per_mille / 1000;
    left.push_back(
        static_cast<int>(std::count_if(all.begin() + static_cast<std::ptrdiff_t>(handed), all.end(),
                                       [](const Judged& j) { return !j.right; })));
  }
  return left;
}

}  // namespace

CoverageStudy measure_coverage(std::span<const float> cnn, std::span<const float> transformer,
                               std::span<const unsigned char> labels) {
  CoverageStudy study;
  study.images = static_cast<int>(labels.size());
  for (const Way& way : kWays) {
    std::vector<Judged> all, setting, judging;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const auto [answer, doubt] = way.judge(cnn.subspan(i * kDigitCount, kDigitCount),
                                             transformer.subspan(i * kDigitCount, kDigitCount));
      all.push_back({doubt, answer == labels[i]});
      (i % 2 == 0 ? setting : judging).push_back(all.back());
    }
    CoverageMeasure measure;
    measure.measure = way.name;
    measure.left = wrong_left(all);
    measure.wrong = measure.left.front();
    for (const Target& target : kTargets)
      measure.goals.push_back(measured_goal(setting, judging, target));
    study.measures.push_back(std::move(measure));
  }
  return study;
}

}  // namespace second_opinion
