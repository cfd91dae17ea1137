// native_trainer/report/report: complete by its schema on tiny data, the same bytes each time,
// refusals in words.
#include "native_trainer/report/report.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <random>

#include "core/report/report_file.hpp"
#include "native_trainer/report/ablation_table.hpp"

namespace second_opinion {
namespace {

using Json = nlohmann::json;

std::span<const unsigned char> bytes_of(std::string_view text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

Dataset noise(int count, unsigned seed) {
  std::mt19937 random(seed);
  Dataset data;
  for (int i = 0; i < count; ++i) {
    data.labels.push_back(static_cast<unsigned char>(random() % 10));
    for (int p = 0; p < kImagePixels; ++p)
      data.pixels.push_back(static_cast<unsigned char>(random() % 256));
  }
  return data;
}

WeightsFile random_file(NetworkSpec spec, unsigned seed) {
  std::mt19937 random(seed);
  WeightsFile file;
  file.network = Network::zeros(spec);
  for (Parameter& parameter : file.network.parameters) {
    for (float& value : parameter.values)
      value = static_cast<float>(random() % 2001) / 10000.0f - 0.1f;
  }
  file.provenance =
      R"({"recipe":{"name":"tiny","epochs":3,"layers":[1,2]},"seed":7,"train_seconds":90})";
  return file;
}

std::array<NetworkSpec, kNetworkCount> tiny_networks() {
  const LayerSpec read_out = Linear{.units = 10, .flatten = true};
  return {NetworkSpec{Family::kLinear, {read_out}},
          NetworkSpec{Family::kMlp, {Linear{.units = 8, .flatten = true}, Sigmoid{}, read_out}},
          NetworkSpec{Family::kCnn,
                      {Convolution{.units = 2, .kernel = 4, .stride = 4}, Relu{},
                       GlobalAveragePool{}, read_out}},
          NetworkSpec{Family::kTransformer,
                      {PatchEmbedding{.units = 4, .kernel = 7}, Attention{2}, GlobalAveragePool{},
                       read_out}}};
}

ReportInput tiny_input() {
  ReportInput input;
  input.train = noise(60, 1);
  input.test = noise(40, 2);
  input.threads = 1;
  const auto specs = tiny_networks();
  for (std::size_t i = 0; i < kNetworkCount; ++i) {
    input.networks[i].shipped = random_file(specs[i], static_cast<unsigned>(i));
    input.networks[i].file_name = std::string(family_name(specs[i].family)) + ".weights";
    input.networks[i].bytes = 1000;
    input.networks[i].train_minutes = 1.5;
  }
  input.networks[2].validation_run = random_file(specs[2], 9);
  constexpr const char* kHistory = R"({
    "recipe":"tiny","epoch":[1,2],"train_loss":[2.3,2.123456789],"train_accuracy":[0.1,0.2],
    "validation_loss":[2.3,2.2],"validation_accuracy":[0.1,0.25],"seconds":[1,1]})";
  input.networks[2].history = read_history(bytes_of(kHistory)).value();
  constexpr const char* kAblation =
      R"([{"network":"cnn","change":"Without pooling","images":1000,"errors":[10,14,12]}])";
  input.ablation = read_ablation_table(bytes_of(kAblation)).value();
  return input;
}

Json made(const ReportInput& input) {
  auto report = make_report(input);
  EXPECT_TRUE(report.ok()) << report.error();
  return report.ok() ? Json::parse(report.value().json) : Json();
}

TEST(Report, HoldsEveryKeyOfItsSchema) {
  const Json report = made(tiny_input());
  EXPECT_EQ(report["schema"], 2);
  EXPECT_FALSE(report["networks"].contains("nano"));
  EXPECT_TRUE(report["studies"].is_object());
  for (const char* key :
       {"train", "test", "validation", "class_counts_train", "class_counts_test", "disputed"})
    EXPECT_TRUE(report["data"].contains(key)) << key;
  for (const char* name : {"linear", "mlp", "cnn", "transformer"}) {
    const Json& network = report["networks"][name];
    for (const char* key : {"file", "title", "parameters", "bytes", "multiply_adds", "seed",
                            "train_minutes", "layers", "recipe", "history", "validation", "test"}) {
      EXPECT_TRUE(network.contains(key)) << name << "." << key;
    }
    for (const char* key :
         {"images", "errors", "accuracy", "interval", "loss", "ece", "undisputed_accuracy",
          "undisputed_images", "confusion", "per_class", "mixups", "reliability", "doubt"}) {
      EXPECT_TRUE(network["test"].contains(key)) << name << ".test." << key;
    }
  }
  for (const char* key : {"both_right", "only_cnn_right", "only_transformer_right", "both_wrong",
                          "both_wrong_same", "differ", "mcnemar_p", "mcnemar_once_in"}) {
    EXPECT_TRUE(report["comparison"].contains(key)) << key;
  }
  EXPECT_EQ(report["templates"]["count"], 18) << "ten of the linear network, eight of the MLP";
  EXPECT_EQ(report["templates"]["mlp"]["first"], 10);
}

TEST(Report, AgreesWithItself) {
  const Json report = made(tiny_input());
  const Json& c = report["comparison"];
  const int both = c["both_right"], cnn = c["only_cnn_right"],
            transformer = c["only_transformer_right"], wrong = c["both_wrong"];
  EXPECT_EQ(both + cnn + transformer + wrong, 40);
  EXPECT_EQ(report["networks"]["cnn"]["test"]["errors"], transformer + wrong);
  EXPECT_EQ(report["networks"]["transformer"]["test"]["errors"], cnn + wrong);
  int off_diagonal = 0;
  for (const Json& mixup : report["networks"]["cnn"]["test"]["mixups"])
    off_diagonal += mixup["count"].get<int>();
  EXPECT_EQ(report["networks"]["cnn"]["test"]["errors"], off_diagonal);
  EXPECT_EQ(report["data"]["validation"], 12);
  EXPECT_EQ(report["networks"]["cnn"]["validation"]["images"], 12);
  EXPECT_TRUE(report["networks"]["mlp"]["validation"].is_null());
}

TEST(Report, PassesOnWhatTheTrainingWrote) {
  const Json report = made(tiny_input());
  const Json& cnn = report["networks"]["cnn"];
  EXPECT_EQ(cnn["recipe"], Json::parse(R"({"name":"tiny","epochs":3})"));
  EXPECT_EQ(cnn["seed"], 7);
  EXPECT_EQ(cnn["history"]["train_loss"][1], 2.12346);
  EXPECT_FALSE(cnn["history"].contains("seconds"));
  EXPECT_EQ(report["ablation"][0]["seeds"], 3);
  EXPECT_EQ(report["ablation"][0]["errors"], Json({10, 14, 12}));
  EXPECT_NEAR(report["ablation"][0]["accuracy"].get<double>(), 0.988, 1e-9);
  EXPECT_NEAR(report["ablation"][0]["deviation"].get<double>(), 0.002, 1e-9);
  // Three runs on the same 1,000 pictures are not one on 3,000.
  EXPECT_NEAR(report["ablation"][0]["interval"][0].get<double>(), wilson_interval(988, 1000).low,
              1e-6);
}

TEST(Report, IsTheSameEveryTime) {
  const auto first = make_report(tiny_input()), second = make_report(tiny_input());
  EXPECT_EQ(first.value().json, second.value().json);
  EXPECT_EQ(first.value().digits.cells, second.value().digits.cells);
  EXPECT_EQ(first.value().templates.cells, second.value().templates.cells);
  const Json report = Json::parse(first.value().json);
  EXPECT_EQ(report["digits"]["items"].size(), static_cast<std::size_t>(first.value().digits.count));
}

TEST(Report, ReliabilityBinsAddUpToTheTestSet) {
  const Json report = made(tiny_input());
  const Json& test = report["networks"]["cnn"]["test"];
  const Json& bins = test["reliability"];
  ASSERT_EQ(bins["count"].size(), 15u);
  double right = 0, gap = 0;
  int images = 0;
  for (std::size_t i = 0; i < 15; ++i) {
    const int count = bins["count"][i];
    const double confidence = bins["confidence"][i], accuracy = bins["accuracy"][i];
    EXPECT_GE(confidence, bins["confidence"][i > 0 ? i - 1 : 0].get<double>());
    images += count;
    right += accuracy * count;
    gap += std::abs(confidence - accuracy) * count;
  }
  EXPECT_EQ(images, 40);
  EXPECT_NEAR(right, 40 - test["errors"].get<int>(), 1e-3);
  EXPECT_NEAR(gap / 40, test["ece"].get<double>(), 2e-5);
}

TEST(Report, DoubtsAddUpToTheTestSet) {
  const Json report = made(tiny_input());
  const Json& test = report["networks"]["cnn"]["test"];
  int count = 0, wrong = 0;
  for (const auto& n : test["doubt"]["count"]) count += n.get<int>();
  for (const auto& n : test["doubt"]["wrong"]) wrong += n.get<int>();
  EXPECT_EQ(count, test["images"]);
  EXPECT_EQ(wrong, test["errors"]);
  for (const char* key : {"below", "mean", "intervals"})
    EXPECT_EQ(test["doubt"][key].size(), 5u) << key;
}

TEST(Report, ANanoNetworkAndStudiesAreOptional) {
  ReportInput input = tiny_input();
  input.nano = input.networks[2];
  input.nano->file_name = "nano.weights";
  input.studies.others.entries = {{"own", {R"({"schema":1,"rows":[1,2.5]})"}}};
  const Json report = made(input);
  EXPECT_EQ(report["networks"]["nano"]["file"], "nano.weights");
  EXPECT_EQ(report["networks"]["nano"]["test"]["errors"],
            report["networks"]["cnn"]["test"]["errors"]);
  EXPECT_EQ(report["networks"]["nano"]["validation"], report["networks"]["cnn"]["validation"]);
  EXPECT_EQ(report["studies"].dump(), R"({"own":{"rows":[1,2.5],"schema":1}})");
  input.nano->shipped = input.networks[3].shipped;
  EXPECT_NE(make_report(input).error().find("nano.weights"), std::string::npos);
}

TEST(Report, RefusesToOutgrowThePage) {
  ReportInput input = tiny_input();
  input.studies.others.entries = {{"big", {"\"" + std::string(kMaxReportBytes, 'x') + "\""}}};
  EXPECT_NE(make_report(input).error().find("make the studies smaller"), std::string::npos);
}

TEST(Report, RefusesNetworksOfAnotherFamily) {
  ReportInput input = tiny_input();
  std::swap(input.networks[2], input.networks[3]);
  const auto report = make_report(input);
  ASSERT_FALSE(report.ok());
  EXPECT_NE(report.error().find("transformer.weights"), std::string::npos) << report.error();
}

TEST(Report, RefusesHistoriesAndRunsThatDoNotFit) {
  for (const char* history : {"{", "[]", R"({"epoch":[1]})",
                              R"({"epoch":[1,2],"train_loss":[1],"train_accuracy":[1,1],
           "validation_loss":[1,1],"validation_accuracy":[1,1]})",
                              R"({"epoch":[1],"train_loss":["x"],"train_accuracy":[1],
           "validation_loss":[1],"validation_accuracy":[1]})"}) {
    const auto read = read_history(bytes_of(history));
    ASSERT_FALSE(read.ok()) << history;
    EXPECT_EQ(read.error().find("history"), 0u) << read.error();
  }
  for (const char* runs : {R"({})", R"([{"network":"cnn"}])",
                           R"([{"network":"cnn","change":"x","images":0,"errors":[1]}])",
                           R"([{"network":"cnn","change":"x","images":10,"errors":[11]}])",
                           R"([{"network":"cnn","change":"x","images":10,"errors":[]}])"}) {
    const auto read = read_ablation_table(bytes_of(runs));
    ASSERT_FALSE(read.ok()) << runs;
    EXPECT_FALSE(read.error().empty());
  }
}

TEST(Report, TellsTheMinutesOfATraining) {
  EXPECT_DOUBLE_EQ(trained_minutes(bytes_of(R"({"wall_seconds":90,"epoch":[]})")), 1.5);
  EXPECT_EQ(trained_minutes(bytes_of(R"({"epoch":[]})")), 0);
  EXPECT_EQ(trained_minutes(bytes_of("no JSON")), 0);
}

// What the page reads is what the trainer writes, field by field.
TEST(Report, IsReadAgainAsItWasMeasured) {
  ReportInput input = tiny_input();
  input.nano = input.networks[2];
  const auto output = make_report(input);
  ASSERT_TRUE(output.ok()) << output.error();
  const auto read = read_report(bytes_of(output.value().json));
  ASSERT_TRUE(read.ok()) << read.error();
  EXPECT_EQ(Json::parse(write_report(read.value())), Json::parse(output.value().json));
  const std::string part = write_page_report(read.value());
  EXPECT_TRUE(read_page_report(bytes_of(part)).ok());
}

}  // namespace
}  // namespace second_opinion
