// Everything is seeded; the held-out pictures decide nothing but the threshold.
#include "native_trainer/measure/novelty_study.hpp"

#include <algorithm>
#include <numeric>

#include "core/learning/augmentation.hpp"
#include "native_trainer/measure/report_network.hpp"

namespace second_opinion {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t kFitSeed = 1, kFreshSeed = 2;

// About what another hand does; a digit bent so far is a digit still.
constexpr AugmentationSettings mild_bending() {
  AugmentationSettings s;
  s.rotation_degrees = 10;
  s.scale = 0.12;
  s.shear_degrees = 8;
  s.shift_pixels = 1.5;
  s.elastic_probability = 0.4;
  s.elastic_peak_pixels = 1;
  s.thickness_probability = 0.5;
  s.thickness = 0.7;
  return s;
}

Dataset bent_mildly(const Dataset& digits, std::uint64_t seed) {
  Dataset out{{}, digits.labels};
  Picture picture{};
  for (int i = 0; i < digits.size(); ++i) {
    augment(digits.image(i), mild_bending(),
            random_key(seed, Purpose::kAugmentation, {static_cast<std::uint64_t>(i)}), picture);
    const PictureBytes bytes = to_bytes(picture);
    out.pixels.insert(out.pixels.end(), bytes.begin(), bytes.end());
  }
  return out;
}

Dataset joined(Dataset a, const Dataset& b) {
  a.pixels.insert(a.pixels.end(), b.pixels.begin(), b.pixels.end());
  a.labels.insert(a.labels.end(), b.labels.begin(), b.labels.end());
  return a;
}

Dataset random_digits(const Dataset& data, int count) {
  std::vector<int> order = random_order(data.size(), random_key(kFitSeed, Purpose::kShuffle));
  order.resize(static_cast<std::size_t>(std::min(count, data.size())));
  return subset(data, order);
}

template <typename Rule>
Json rule_json(const NoveltyVerdict& a, const NoveltyVerdict& b, Rule warns) {
  const auto share = [&](const std::vector<float>& x, const std::vector<float>& y) {
    double count = 0;
    for (std::size_t i = 0; i < x.size(); ++i) count += warns(x[i], y[i]);
    return count / static_cast<double>(std::max<std::size_t>(1, x.size()));
  };
  Json out{{"warned",
            {{"held_out", rounded(share(a.held_out, b.held_out), 6)},
             {"mild", rounded(share(a.held_out_mild, b.held_out_mild), 6)}}},
           {"caught", 0.0},
           {"families", Json::array()}};
  double caught = 0;
  for (int family = 0; family < kNonDigitFamilies; ++family) {
    const auto f = static_cast<std::size_t>(family);
    const double here = share(a.fresh[f], b.fresh[f]);
    caught += here / kNonDigitFamilies;
    out["families"].push_back(
        {{"family", non_digit_name(static_cast<NonDigit>(family))}, {"caught", rounded(here, 4)}});
  }
  out["caught"] = rounded(caught, 4);
  return out;
}

}  // namespace

NoveltyPictures novelty_pictures(const Dataset& training, const Dataset& held_out, int digits,
                                 int per_family) {
  const Dataset plain = random_digits(training, digits);
  NoveltyPictures pictures{joined(plain, bent_mildly(plain, kFitSeed)),
                           held_out,
                           bent_mildly(held_out, kFreshSeed),
                           {},
                           {}};
  for (int family = 0; family < kNonDigitFamilies; ++family) {
    const auto f = static_cast<std::size_t>(family);
    pictures.others[f] =
        make_non_digits(static_cast<NonDigit>(family), training, kFitSeed, per_family);
    pictures.fresh[f] =
        make_non_digits(static_cast<NonDigit>(family), held_out, kFreshSeed, per_family);
  }
  return pictures;
}

NoveltyVerdict judge_novelty(const WeightsFile& file, const NoveltyPictures& pictures,
                             double warned_share, ThreadPool& pool) {
  const NoveltyInputs digits = novelty_inputs(file, pictures.digits, pool);
  const NoveltyInputs held_out = novelty_inputs(file, pictures.held_out, pool);
  std::array<NoveltyInputs, kNonDigitFamilies> others, fresh;
  for (std::size_t f = 0; f < others.size(); ++f) {
    others[f] = novelty_inputs(file, pictures.others[f], pool);
    fresh[f] = novelty_inputs(file, pictures.fresh[f], pool);
  }
  const auto fit_without = [&](std::size_t left_out) {
    std::vector<const NoveltyInputs*> parts;
    for (std::size_t f = 0; f < others.size(); ++f)
      if (f != left_out) parts.push_back(&others[f]);
    return fit_novelty(digits, stacked(parts));
  };
  NoveltyVerdict verdict;
  verdict.model = fit_without(others.size());
  set_warned_share(verdict.model, held_out, warned_share);
  verdict.held_out = novelty_sums(verdict.model, held_out);
  verdict.held_out_mild =
      novelty_sums(verdict.model, novelty_inputs(file, pictures.held_out_mild, pool));
  for (std::size_t f = 0; f < others.size(); ++f)
    verdict.fresh[f] = novelty_sums(verdict.model, fresh[f]);
  pool.run(kNonDigitFamilies, [&](int family, int) {
    const auto f = static_cast<std::size_t>(family);
    const NoveltyModel stranger = fit_without(f);
    verdict.left_out_auroc[f] =
        auroc(novelty_sums(stranger, held_out), novelty_sums(stranger, fresh[f]));
  });
  return verdict;
}

Json novelty_row(const std::string& network, const NoveltyVerdict& verdict) {
  Json row{{"network", network},
           {"warned",
            {{"held_out", rounded(share_above_zero(verdict.held_out), 6)},
             {"mild", rounded(share_above_zero(verdict.held_out_mild), 6)}}},
           {"auroc", 0.0},
           {"auroc_left_out", 0.0},
           {"caught", 0.0},
           {"families", Json::array()}};
  std::vector<float> all;
  double caught = 0, left_out = 0;
  for (int family = 0; family < kNonDigitFamilies; ++family) {
    const auto f = static_cast<std::size_t>(family);
    const std::vector<float>& sums = verdict.fresh[f];
    all.insert(all.end(), sums.begin(), sums.end());
    caught += share_above_zero(sums) / kNonDigitFamilies;
    left_out += verdict.left_out_auroc[f] / kNonDigitFamilies;
    row["families"].push_back({{"family", non_digit_name(static_cast<NonDigit>(family))},
                               {"auroc", rounded(auroc(verdict.held_out, sums), 6)},
                               {"auroc_left_out", rounded(verdict.left_out_auroc[f], 6)},
                               {"caught", rounded(share_above_zero(sums), 4)}});
  }
  row["auroc"] = rounded(auroc(verdict.held_out, all), 6);
  row["auroc_left_out"] = rounded(left_out, 6);
  row["caught"] = rounded(caught, 4);
  return row;
}

Json novelty_together(const NoveltyVerdict& a, const NoveltyVerdict& b) {
  return {{"either", rule_json(a, b, [](float x, float y) { return x > 0 || y > 0; })},
          {"both", rule_json(a, b, [](float x, float y) { return x > 0 && y > 0; })},
          {"mean", rule_json(a, b, [](float x, float y) { return x + y > 0; })}};
}

}  // namespace second_opinion
