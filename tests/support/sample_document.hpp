// A small but complete report for tests of everything that reads one. Figures in it are invented
// and mean nothing.
#pragma once

#include <string>
#include <vector>

#include "core/report/report_file.hpp"

namespace second_opinion::testing {

inline ReportOpinion sample_opinion(int digit) {
  ReportOpinion opinion{.known = true, .digit = digit, .probabilities = {}};
  opinion.probabilities.fill(0.01);
  opinion.probabilities[static_cast<std::size_t>(digit)] = 0.91;
  return opinion;
}

inline ReportDigit sample_digit(int index, int label, int cnn, int transformer,
                                std::vector<std::string> tags) {
  ReportDigit digit;
  digit.set = "test";
  digit.index = index;
  digit.label = label;
  digit.cnn = sample_opinion(cnn);
  digit.transformer = sample_opinion(transformer);
  digit.linear = digit.mlp = label;
  digit.tags = std::move(tags);
  return digit;
}

inline std::vector<ReportDigit> sample_items() {
  std::vector<ReportDigit> items;
  for (int d = 0; d < 10; ++d)
    items.push_back(sample_digit(100 + d, d, d, d, {"sample", "sure-right"}));
  items.push_back(sample_digit(2000, 4, 9, 4, {"hero", "interesting", "cnn-wrong"}));
  for (int i = 1; i < 5; ++i) items.push_back(sample_digit(2000 + i, 4, 9, 4, {"cnn-wrong"}));
  for (int i = 0; i < 20; ++i)
    items.push_back(sample_digit(3000 + i, 5, 5, 3, {"transformer-wrong"}));
  for (int i = 0; i < 3; ++i)
    items.push_back(sample_digit(4000 + i, 8, 3, 3,
                                 {"cnn-wrong", "transformer-wrong", "both-wrong", "disputed"}));
  for (int i = 0; i < 3; ++i) items.push_back(sample_digit(5000 + i, 7, 7, 7, {"hard-right"}));
  for (int i = 0; i < 40; ++i) {
    ReportDigit digit;
    digit.set = "train";
    digit.index = i;
    digit.label = i / 4;
    digit.tags = {"training-row"};
    items.push_back(digit);
  }
  return items;
}

inline ReportLayer sample_layer(const std::string& kind, int height, int width, int channels,
                                int parameters, int kernel = 0, int heads = 0) {
  ReportLayer layer;
  layer.kind = kind;
  layer.output = {height, width, channels};
  layer.parameters = parameters;
  layer.kernel = kernel;
  layer.heads = heads;
  return layer;
}

inline std::vector<ReportLayer> sample_cnn_layers() {
  return {sample_layer("convolution", 28, 28, 24, 240, 3),
          sample_layer("relu", 28, 28, 24, 0),
          sample_layer("average_pool", 14, 14, 24, 0, 2),
          sample_layer("residual_begin", 14, 14, 24, 0),
          sample_layer("convolution", 14, 14, 24, 5208, 3),
          sample_layer("residual_end", 14, 14, 24, 0),
          sample_layer("global_average_max_pool", 1, 1, 48, 0),
          sample_layer("linear", 1, 1, 10, 490)};
}

inline std::vector<ReportLayer> sample_transformer_layers() {
  std::vector<ReportLayer> layers{sample_layer("patch_embedding", 7, 7, 80, 1360, 4)};
  for (int block = 0; block < 2; ++block)
    for (const ReportLayer& layer :
         {sample_layer("residual_begin", 7, 7, 80, 0), sample_layer("layer_norm", 7, 7, 80, 160),
          sample_layer("attention", 7, 7, 80, 25920, 0, 5),
          sample_layer("residual_end", 7, 7, 80, 0), sample_layer("linear", 7, 7, 160, 12960),
          sample_layer("gelu", 7, 7, 160, 0), sample_layer("linear", 7, 7, 80, 12880)})
      layers.push_back(layer);
  layers.push_back(sample_layer("global_average_pool", 1, 1, 80, 0));
  layers.push_back(sample_layer("linear", 1, 1, 10, 810));
  return layers;
}

inline ReportScore sample_score(int images, int errors, double accuracy, ReportInterval interval,
                                double loss, double ece) {
  return {.images = images,
          .errors = errors,
          .accuracy = accuracy,
          .interval = interval,
          .loss = loss,
          .ece = ece};
}

// mixups: the first is the only cell off the diagonal.
inline ReportNetwork sample_network(NetworkId id, std::vector<ReportLayer> layers,
                                    std::vector<ReportMixup> mixups) {
  const std::string key(network_key(id));
  ReportNetwork network;
  network.file = key + ".weights";
  network.title = "Network <" + key + "> & co";
  network.family = key;
  network.parameters = 209002;
  network.bytes = 212480;
  network.multiply_adds = 27012096;
  network.temperature = 1.1;
  network.seed = 0;
  network.train_minutes = 83.4;
  network.layers = std::move(layers);
  network.recipe.text = R"({"name":"r","epochs":5,"optimizer":{"kind":"adamw"}})";
  network.history = {{1, 2, 3, 4, 5},
                     {0.5, 0.2, 0.1, 0.08, 0.05},
                     {0.9, 0.96, 0.98, 0.985, 0.99},
                     {0.3, 0.12, 0.08, 0.06, 0.05},
                     {0.93, 0.97, 0.983, 0.987, 0.991}};
  network.validation = sample_score(12000, 50, 0.995833, {0.99452, 0.99683}, 0.0132, 0.0012);
  ReportTest& test = network.test;
  static_cast<ReportScore&>(test) =
      sample_score(10000, 38, 0.9962, {0.99479, 0.99723}, 0.0121, 0.0011);
  test.undisputed_accuracy = 0.996795;
  test.undisputed_images = 9985;
  test.undisputed_errors = 32;
  for (std::size_t d = 0; d < kDigitCount; ++d) test.confusion[d][d] = 990;
  test.confusion[static_cast<std::size_t>(mixups[0].truth)]
                [static_cast<std::size_t>(mixups[0].guess)] = mixups[0].count;
  test.per_class = {0.999, 0.996, 0.995, 0.997, 0.996, 0.993, 0.995, 0.999, 0.995, 0.997};
  test.mixups = std::move(mixups);
  test.reliability = {{0.9, 0.99}, {0.91, 0.98}, {5000, 5000}};
  test.doubt = {{0.0001, 0.001, 0.01, 0.1, 1},
                {2e-05, 0.0004, 0.004, 0.03, 0.4},
                {8000, 1500, 400, 100, 0},
                {0, 1, 3, 4, 0},
                {{0, 0.0005}, {0.0001, 0.004}, {0.002, 0.02}, {0.01, 0.1}, {0, 1}}};
  return network;
}

inline AblationRow sample_ablation_row(const std::string& network, const std::string& name,
                                       const std::string& change, std::vector<int> errors,
                                       double accuracy, double deviation) {
  AblationRow row;
  row.network = network;
  row.name = name;
  row.change = change;
  row.errors = std::move(errors);
  row.accuracy = accuracy;
  row.deviation = deviation;
  return row;
}

inline StressStudy sample_stress() {
  StressStudy study;
  study.images = 12000;
  const ReportInterval wide{0.9, 1};
  study.networks = {
      {"cnn", true, sample_score(12000, 42, 0.9965, wide, 0.01, 0.001), 0.5, 0.2},
      {"transformer", true, sample_score(12000, 70, 0.9941, wide, 0.02, 0.001), 0.6, 0.24}};
  const char* names[] = {"noise", "a gap", "shifted & <bent>"};
  for (int kind = 0; kind < 3; ++kind)
    for (int strength = 1; strength <= 3; ++strength)
      study.rows.push_back({names[kind],
                            strength,
                            0.5 * strength,
                            "pixels",
                            12000,
                            {{{"cnn", 0.25 + 0.3 * kind - 0.05 * strength},
                              {"transformer", 0.3 + 0.3 * kind - 0.03 * strength}}}});
  study.sheet = {"stress.png", 4, kImageSide, 12};
  return study;
}

// Four ways to doubt, of which both networks together lose their mistakes soonest.
inline CoverageStudy sample_coverage() {
  CoverageStudy study;
  study.images = 12000;
  int steep = 2;
  for (const char* name : {"cnn", "transformer", "disagreement", "both"}) {
    CoverageMeasure measure;
    measure.measure = name;
    for (int per_mille = 0; per_mille <= 60; ++per_mille)
      measure.left.push_back(std::max(0, 60 - steep * per_mille));
    measure.wrong = measure.left.front();
    measure.goals = {{"p999", 0.999, 0.5, 0.01, 6000, 0.012, 5, 0.9992, {0.998, 0.9996}, true}};
    study.measures.push_back(std::move(measure));
    ++steep;
  }
  return study;
}

inline OverfittingRun sample_overfitting_run(int images, double gap) {
  OverfittingRun run;
  run.images = images;
  run.best_epoch = 4;
  for (int epoch = 0; epoch < 8; ++epoch) {
    run.train_loss.push_back(0.5 / (1 + epoch));
    run.validation_loss.push_back(0.5 / (1 + epoch) + gap + 0.02 * (epoch > 3 ? epoch - 3 : 0));
    run.train_accuracy.push_back(0.99 - 0.2 / (1 + epoch));
    run.validation_accuracy.push_back(0.99 - 0.2 / (1 + epoch) - gap);
  }
  return run;
}

inline OverfittingStudy sample_overfitting() {
  OverfittingNetwork network;
  network.title = "A network";
  network.parameters = 1000;
  network.epochs = 8;
  network.batch = 64;
  network.optimizer = "sgd";
  network.learning_rate = 0.1;
  network.layers = {sample_layer("linear", 1, 1, 10, 7850)};
  network.runs = {sample_overfitting_run(2000, 0.08), sample_overfitting_run(50000, 0.02)};
  OverfittingStudy study;
  study.validation_images = 10000;
  study.networks.entries = {{"mlp", network}, {"cnn", network}};
  return study;
}

inline LinearStudy sample_linear() {
  LinearStudy study;
  study.recipe = "linear";
  study.batch = study.epochs = study.batches_per_epoch = study.curve_images = 1;
  study.training_images = study.validation_images = 1;
  study.weights = {"weights.png", 5, 4, 0.1};
  study.learning.sheet = {"linear_learning.png", 10, kImageSide, 50};
  study.learning.seen = {0, 1, 10, 99, 1000};
  study.learning.accuracy = {0.1, 0.18, 0.52, 0.71, 0.83};
  study.learning.cost = {0.1, 0.094, 0.071, 0.058, 0.044};
  study.learning.scale = {0, 0.01, 0.02, 0.05, 0.2};
  return study;
}

// The last run of all is the best; the run before it failed; a learning rate of 0.1 never learns.
inline SweepStudy sample_sweep() {
  SweepStudy study;
  study.name = "sweep";
  study.epochs = 4;
  study.batch = 64;
  study.schedule = "constant";
  study.training_images = 4000;
  study.validation_images = 2000;
  study.guessing = 16;
  study.run_count = 32;
  study.factors = {
      {"adam", "sgd"}, {"mse", "cross_entropy"}, {0.001, 0.1}, {8, 16}, {2}, {1, 3}, {0}};
  for (const char* optimizer : {"adam", "sgd"})
    for (const char* loss : {"mse", "cross_entropy"})
      for (const double rate : {0.1, 0.001})
        for (const int channels : {8, 16})
          for (const int dense : {1, 3}) {
            const int number = static_cast<int>(study.runs.size());
            const bool guessed = rate > 0.01;
            SweptNetwork run;
            run.run = number + 1;
            run.optimizer = optimizer;
            run.loss = loss;
            run.learning_rate = rate;
            run.channels = channels;
            run.convolutions = 2;
            run.dense = dense;
            run.parameters = channels * 20000 + dense * 100;
            run.multiply_adds = 1000;
            run.state = number == 30 ? "failed: diverged" : "ok";
            run.best_epoch = 3;
            run.train_accuracy = guessed ? 0.1 : 0.91 + 0.002 * number;
            run.validation_accuracy = guessed ? 0.1 : 0.9 + 0.002 * number;
            run.test_accuracy = guessed ? 0.1 : 0.89 + 0.002 * number;
            study.runs.push_back(run);
          }
  study.pictures.entries = {{"sizes", "sweep_sizes.svg"}};
  return study;
}

inline SeedStudy sample_seeds() {
  SeedNetwork network;
  network.family = network.recipe = "cnn";
  network.parameters = 209002;
  for (int seed = 0; seed < 3; ++seed) {
    SeedRow row;
    row.seed = seed;
    row.file = "cnn_s" + std::to_string(seed) + ".weights";
    row.bytes = 212480;
    row.errors = 27 + seed;
    network.seeds.push_back(row);
  }
  static_cast<SeedRow&>(network.shipped) = network.seeds[0];
  network.runs = 3;
  network.mean = 0.9971;
  SeedStudy study;
  study.images = 10000;
  study.networks.entries = {{"cnn", network}};
  return study;
}

inline Report sample_document() {
  const std::vector<ReportLayer> linear{sample_layer("linear", 1, 1, 10, 7850)};
  Report report;
  report.data.train = 60000;
  report.data.test = 10000;
  report.data.validation = 12000;
  report.data.class_counts_train = report.data.class_counts_test = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  report.data.disputed = {4000, 4001, 4002};
  report.data.disputed_kinds.entries = {{"4000", "neither"}};
  report.networks.shown = {
      sample_network(NetworkId::kLinear, linear, {{2, 8, 90}}),
      sample_network(NetworkId::kMlp, linear, {{2, 8, 30}}),
      sample_network(NetworkId::kCnn, sample_cnn_layers(), {{4, 9, 5}, {8, 3, 3}}),
      sample_network(NetworkId::kTransformer, sample_transformer_layers(),
                     {{5, 3, 20}, {8, 3, 3}})};
  report.comparison = {9972, 20, 5, 3, 3, 3, 25, 0.0041, 240};
  report.digits.sheet = {"digits.png", 8, kImageSide, 0};
  report.digits.items = sample_items();
  report.templates = {{"templates.png", 8, kImageSide, 26}, {0, 10, 0.4}, {10, 16, 0.9}};
  report.studies.ablation = {
      3,
      12000,
      {sample_ablation_row("cnn", "base", "As shipped", {60, 58, 57}, 0.9951, 0.0003),
       sample_ablation_row("cnn", "no_augmentation",
                           "Without augmentation, which is a long story to tell in one row",
                           {83, 82, 83}, 0.9931, 0),
       sample_ablation_row("transformer", "transformer", "As shipped", {90, 110, 100}, 0.991667,
                           0.0012)}};
  report.studies.stress = sample_stress();
  report.studies.coverage = sample_coverage();
  report.studies.overfitting = sample_overfitting();
  report.studies.linear = sample_linear();
  report.studies.sweep = report.studies.size = sample_sweep();
  report.studies.seeds = sample_seeds();
  report.studies.others.entries = {{"own", {R"({"schema":1,"rows":[{"n":7},{"n":9}]})"}}};
  return report;
}

inline std::span<const unsigned char> bytes_of(const std::string& text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

}  // namespace second_opinion::testing
