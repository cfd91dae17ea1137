// Columns are standardised for the fit, because they differ in scale. The scales are folded into
// the weights afterwards, so that core needs none.
#include "native_trainer/novelty/novelty_fit.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/log_sum_exp.hpp"
#include "core/classifier/classifier.hpp"

namespace second_opinion {
namespace {

constexpr int kPortion = 50;
constexpr double kRidge = 1e-3;
constexpr int kNewtonSteps = 12;

struct Standardised {
  Eigen::MatrixXf rows;  // a last column of ones
  Eigen::VectorXf mean, deviation;
};

Standardised standardise(const NoveltyInputs& digits, const NoveltyInputs& others) {
  const Eigen::Index columns = digits.cols(), count = digits.rows() + others.rows();
  Standardised s{Eigen::MatrixXf(count, columns + 1), Eigen::VectorXf(columns),
                 Eigen::VectorXf(columns)};
  s.rows << digits, Eigen::VectorXf::Ones(digits.rows()), others,
      Eigen::VectorXf::Ones(others.rows());
  for (Eigen::Index c = 0; c < columns; ++c) {
    auto column = s.rows.col(c);
    s.mean[c] = column.mean();
    column.array() -= s.mean[c];
    s.deviation[c] = std::max(1e-6f, std::sqrt(column.squaredNorm() / static_cast<float>(count)));
    column /= s.deviation[c];
  }
  return s;
}

// Mean weighted log-loss and ridge, without the intercept's.
double objective(const Eigen::VectorXf& sums, Eigen::Index digits, const Eigen::VectorXd& beta) {
  const auto softplus = [](double t) {
    return t > 0 ? t + std::log1p(std::exp(-t)) : std::log1p(std::exp(t));
  };
  double of_digits = 0, of_others = 0;
  for (Eigen::Index i = 0; i < sums.size(); ++i)
    (i < digits ? of_digits : of_others) += softplus(i < digits ? sums[i] : -sums[i]);
  const double others = static_cast<double>(sums.size() - digits);
  return 0.5 * of_digits / static_cast<double>(digits) + 0.5 * of_others / others +
         0.5 * kRidge * beta.head(beta.size() - 1).squaredNorm();
}

// The full Newton step for the present sums.
Eigen::VectorXd newton_step(const Eigen::MatrixXf& rows, const Eigen::VectorXf& sums,
                            Eigen::Index digits, const Eigen::VectorXd& beta) {
  const Eigen::Index count = rows.rows();
  Eigen::VectorXf pull(count), curvature(count);
  for (Eigen::Index i = 0; i < count; ++i) {
    const float weight = 0.5f / static_cast<float>(i < digits ? digits : count - digits);
    const float p = 1 / (1 + std::exp(-sums[i]));
    pull[i] = weight * ((i < digits ? 0.0f : 1.0f) - p);
    curvature[i] = std::sqrt(weight * std::max(p * (1 - p), 1e-6f));
  }
  const Eigen::MatrixXf scaled = curvature.asDiagonal() * rows;
  Eigen::MatrixXf half = Eigen::MatrixXf::Zero(rows.cols(), rows.cols());
  half.selfadjointView<Eigen::Lower>().rankUpdate(scaled.transpose());
  Eigen::MatrixXd hessian = Eigen::MatrixXf(half.selfadjointView<Eigen::Lower>()).cast<double>();
  Eigen::VectorXd gradient = (rows.transpose() * pull).cast<double>();
  const Eigen::Index last = beta.size() - 1;
  hessian.diagonal().head(last).array() += kRidge;
  gradient.head(last) -= kRidge * beta.head(last);
  return hessian.ldlt().solve(gradient);
}

Eigen::VectorXd minimise(const Eigen::MatrixXf& rows, Eigen::Index digits) {
  Eigen::VectorXd beta = Eigen::VectorXd::Zero(rows.cols());
  Eigen::VectorXf sums = Eigen::VectorXf::Zero(rows.rows());
  double best = objective(sums, digits, beta);
  for (int step = 0; step < kNewtonSteps; ++step) {
    Eigen::VectorXd change = newton_step(rows, sums, digits, beta);
    double reached = best;
    // Halved until it helps: far from the minimum a full step can overshoot.
    for (int halving = 0; halving < 12; ++halving, change /= 2) {
      const Eigen::VectorXd tried = beta + change;
      const Eigen::VectorXf tried_sums = rows * tried.cast<float>();
      reached = objective(tried_sums, digits, tried);
      if (reached >= best) continue;
      beta = tried;
      sums = tried_sums;
      break;
    }
    if (best - reached < 1e-7) return beta;
    best = reached;
  }
  return beta;
}

}  // namespace

NoveltyInputs novelty_inputs(const WeightsFile& file, const Dataset& pictures, ThreadPool& pool) {
  const Eigen::Index features = novelty_features(file.network);
  NoveltyInputs inputs(pictures.size(), 2 * features + 1);
  std::vector<Workspace> workspaces(static_cast<std::size_t>(pool.size()));
  std::vector<Tensor> images(static_cast<std::size_t>(pool.size()));
  pool.run((pictures.size() + kPortion - 1) / kPortion, [&](int portion, int worker) {
    const int first = portion * kPortion, count = std::min(kPortion, pictures.size() - first);
    Tensor& input = images[static_cast<std::size_t>(worker)];
    Workspace& workspace = workspaces[static_cast<std::size_t>(worker)];
    const std::size_t size = static_cast<std::size_t>(count) * kImagePixels;
    const auto bytes =
        std::span(pictures.pixels).subspan(static_cast<std::size_t>(first) * kImagePixels, size);
    std::vector<float> pixels(size), probabilities(static_cast<std::size_t>(count) * kDigitCount);
    std::transform(bytes.begin(), bytes.end(), pixels.begin(),
                   [](unsigned char byte) { return static_cast<float>(byte) / 255; });
    const Tensor& logits = predict(file, pixels, probabilities, input, workspace);
    const Tensor& seen = last_layer_input(file.network, input, workspace);
    for (int i = 0; i < count; ++i) {
      const Eigen::Map<const Eigen::RowVectorXf> x(seen.data() + i * features, features);
      inputs.row(first + i) << x, x.cwiseAbs2(),
          static_cast<float>(log_sum_exp({logits.row(static_cast<std::size_t>(i)), kDigitCount}));
    }
  });
  return inputs;
}

NoveltyInputs stacked(std::span<const NoveltyInputs* const> parts) {
  Eigen::Index rows = 0;
  for (const NoveltyInputs* part : parts) rows += part->rows();
  NoveltyInputs all(rows, parts.front()->cols());
  rows = 0;
  for (const NoveltyInputs* part : parts) {
    all.middleRows(rows, part->rows()) = *part;
    rows += part->rows();
  }
  return all;
}

NoveltyModel fit_novelty(const NoveltyInputs& digits, const NoveltyInputs& others) {
  const Standardised s = standardise(digits, others);
  const Eigen::VectorXd beta = minimise(s.rows, digits.rows());
  const Eigen::Index columns = digits.cols(), features = (columns - 1) / 2;
  const Eigen::VectorXd weights = beta.head(columns).cwiseQuotient(s.deviation.cast<double>());
  NoveltyModel model;
  model.bias = static_cast<float>(beta[columns] - weights.dot(s.mean.cast<double>()));
  model.energy = static_cast<float>(weights[columns - 1]);
  for (Eigen::Index i = 0; i < features; ++i) {
    model.plain.push_back(static_cast<float>(weights[i]));
    model.square.push_back(static_cast<float>(weights[features + i]));
  }
  return model;
}

std::vector<float> novelty_sums(const NoveltyModel& model, const NoveltyInputs& inputs) {
  const auto features = static_cast<Eigen::Index>(model.plain.size());
  const Eigen::Map<const Eigen::VectorXf> plain(model.plain.data(), features),
      square(model.square.data(), features);
  const Eigen::VectorXf sums =
      ((inputs.leftCols(features) * plain + inputs.middleCols(features, features) * square +
        inputs.rightCols(1) * model.energy)
           .array() +
       model.bias)
          .matrix();
  return {sums.data(), sums.data() + sums.size()};
}

void set_warned_share(NoveltyModel& model, const NoveltyInputs& digits, double share) {
  std::vector<float> sums = novelty_sums(model, digits);
  std::sort(sums.begin(), sums.end());
  const auto warned = static_cast<std::size_t>(share * static_cast<double>(sums.size()));
  const std::size_t highest_unwarned = sums.size() - 1 - std::min(warned, sums.size() - 1);
  // A hair above it, so that rounding elsewhere does not warn of it after all.
  model.bias -= sums[highest_unwarned] + 1e-4f * (1 + std::abs(sums[highest_unwarned]));
}

double auroc(std::span<const float> digits, std::span<const float> others) {
  std::vector<float> sorted(digits.begin(), digits.end());
  std::sort(sorted.begin(), sorted.end());
  double wins = 0;
  for (const float score : others) {
    const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), score);
    wins += static_cast<double>(low - sorted.begin()) + 0.5 * static_cast<double>(high - low);
  }
  return wins / (static_cast<double>(digits.size()) * static_cast<double>(others.size()));
}

double share_above_zero(std::span<const float> sums) {
  const auto count = std::count_if(sums.begin(), sums.end(), [](float sum) { return sum > 0; });
  return static_cast<double>(count) / static_cast<double>(std::max<std::size_t>(1, sums.size()));
}

}  // namespace second_opinion
