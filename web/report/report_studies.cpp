// Studies one by one; an absent one stays empty, a broken one is a fault.
#include "web/report/report_studies.hpp"

#include <algorithm>
#include <cmath>

#include "core/image/digit_image.hpp"

namespace second_opinion {
namespace {

constexpr int kMany = 10'000'000;
constexpr std::size_t kName = 60;
constexpr std::size_t kMaxKinds = 40;
constexpr std::size_t kMaxEpochs = 2000;
constexpr std::size_t kMaxMoments = 100;
constexpr std::size_t kMaxRuns = 2000;

void read_step(const CheckedJson& json, StressKind& kind, std::size_t strength) {
  if (json.integer("strength", 1, kStressStrengths) != static_cast<int>(strength) + 1 ||
      json.text("disturbance", kName) != kind.name)
    json.fail(
        "studies.stress.rows must go disturbance by disturbance, each in three rising strengths");
  const CheckedJson accuracy = json.child("accuracy");
  kind.steps[strength] = {json.number("parameter", -1e6, 1e6), accuracy.number("cnn", 0, 1),
                          accuracy.number("transformer", 0, 1)};
}

StressStudy read_stress(const CheckedJson& json) {
  StressStudy study;
  study.images = json.integer("images", 1, kMany);
  for (const CheckedJson& network : json.objects("networks", 0, 10)) {
    const double clean = network.child("clean").number("accuracy", 0, 1);
    const std::string name = network.text("network", kName);
    if (name == "cnn") study.clean_cnn = clean;
    if (name == "transformer") study.clean_transformer = clean;
  }
  const std::vector<CheckedJson> rows =
      json.objects("rows", kStressStrengths, kMaxKinds * kStressStrengths);
  for (std::size_t first = 0; first + kStressStrengths <= rows.size() && !json.failed();
       first += kStressStrengths) {
    StressKind kind;
    kind.name = rows[first].text("disturbance", kName);
    kind.unit = rows[first].text("unit", kName);
    for (std::size_t s = 0; s < kStressStrengths; ++s) read_step(rows[first + s], kind, s);
    kind.column = static_cast<int>(study.kinds.size()) + 1;  // the first column is the digit itself
    study.kinds.push_back(std::move(kind));
  }
  const int columns = static_cast<int>(study.kinds.size()) + 1;
  study.sheet = {json.text("sheet", kName), json.integer("columns", columns, columns),
                 json.integer("cell", kImageSide, kImageSide),
                 columns * static_cast<int>(kStressStrengths)};
  return study;
}

OverfittingRun read_overfitting_run(const CheckedJson& json) {
  OverfittingRun run;
  run.images = json.integer("images", 1, kMany);
  run.train_loss = json.numbers("train_loss", 2, kMaxEpochs, 0, 1e6);
  const std::size_t epochs = run.train_loss.size();
  run.train_accuracy = json.numbers("train_accuracy", epochs, epochs, 0, 1);
  run.validation_loss = json.numbers("validation_loss", epochs, epochs, 0, 1e6);
  run.validation_accuracy = json.numbers("validation_accuracy", epochs, epochs, 0, 1);
  run.best_epoch = json.integer("best_epoch", 1, static_cast<int>(epochs));
  return run;
}

OverfittingStudy read_overfitting(const CheckedJson& json) {
  OverfittingStudy study;
  study.validation_images = json.integer("validation_images", 1, kMany);
  const CheckedJson networks = json.child("networks");
  for (const CheckedJson& run : networks.child("mlp").objects("runs", 1, 4))
    study.mlp.push_back(read_overfitting_run(run));
  for (const CheckedJson& run : networks.child("cnn").objects("runs", 1, 4))
    study.cnn.push_back(read_overfitting_run(run));
  return study;
}

// studies.linear.learning; older reports have none.
LearningStudy read_learning(const CheckedJson& json) {
  LearningStudy study;
  study.seen = json.integers("seen", 2, kMaxMoments, 0, kMany);
  const std::size_t moments = study.seen.size();
  study.accuracy = json.numbers("accuracy", moments, moments, 0, 1);
  study.cost = json.numbers("cost", moments, moments, 0, 1e6);
  study.scale = json.numbers("scale", moments, moments, 0, 1e6);
  if (!std::is_sorted(study.seen.begin(), study.seen.end()))
    json.fail("studies.linear.learning.seen must rise");
  study.sheet = {json.text("sheet", kName), json.integer("columns", kDigitCount, kDigitCount),
                 json.integer("cell", kImageSide, kImageSide),
                 kDigitCount * static_cast<int>(moments)};
  return study;
}

SweepRun read_run(const CheckedJson& json) {
  SweepRun run;
  run.optimizer = json.text("optimizer", kName);
  run.loss = json.text("loss", kName);
  run.learning_rate = json.number("learning_rate", 0, 1e3);
  run.channels = json.integer("channels", 1, kMany);
  run.convolutions = json.integer("convolutions", 0, 100);
  run.dense = json.integer("dense", 0, 100);
  run.seed = json.integer("seed", 0, kMany);
  run.parameters = json.integer("parameters", 1, 1'000'000'000);
  run.finished = json.text("state", 200) == "ok";
  if (!run.finished) return run;
  run.best_epoch = json.integer("best_epoch", 0, kMany);
  run.train_accuracy = json.number("train_accuracy", 0, 1);
  run.validation_accuracy = json.number("validation_accuracy", 0, 1);
  if (json.has("test_accuracy")) run.test_accuracy = json.number("test_accuracy", 0, 1);
  return run;
}

SweepStudy read_sweep(const CheckedJson& json) {
  SweepStudy study;
  study.epochs = json.integer("epochs", 1, kMany);
  study.training_images = json.integer("training_images", 1, kMany);
  const CheckedJson factors = json.child("factors");
  study.optimizers = factors.texts("optimizer", 10, kName);
  study.losses = factors.texts("loss", 10, kName);
  study.learning_rates = factors.numbers("learning_rate", 1, 10, 0, 1e3);
  study.channels = factors.integers("channels", 1, 20, 1, kMany);
  study.convolutions = factors.integers("convolutions", 1, 20, 0, 100);
  study.dense = factors.integers("dense", 1, 20, 0, 100);
  const std::vector<nlohmann::json> rows = json.table("columns", "rows", kMaxRuns);
  for (std::size_t i = 0; i < rows.size() && !json.failed(); ++i) {
    study.runs.push_back(read_run(json.within(rows[i], "rows." + std::to_string(i))));
    const auto accuracy = [&](int run) {
      return study.runs[static_cast<std::size_t>(run)].validation_accuracy;
    };
    const int last = static_cast<int>(i);
    if (study.runs.back().finished && (study.winner < 0 || accuracy(last) > accuracy(study.winner)))
      study.winner = last;
  }
  return study;
}

}  // namespace

ReportStudies read_studies(const CheckedJson& studies) {
  ReportStudies out;
  if (studies.has("stress")) out.stress = read_stress(studies.child("stress"));
  if (studies.has("overfitting")) out.overfitting = read_overfitting(studies.child("overfitting"));
  if (studies.has("linear") && studies.child("linear").has("learning"))
    out.learning = read_learning(studies.child("linear").child("learning"));
  if (studies.has("sweep")) out.sweep = read_sweep(studies.child("sweep"));
  if (studies.has("size")) out.size = read_sweep(studies.child("size"));
  return out;
}

}  // namespace second_opinion
