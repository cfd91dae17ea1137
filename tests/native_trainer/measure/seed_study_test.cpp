// Covers native_trainer/measure/seed_study.cpp: numbers by hand, and that runs which do not belong
// together are refused.
#include "native_trainer/measure/seed_study.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/report/report_file.hpp"
#include "tests/support/small_networks.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::ordered_json;

SeedRun run_of(int seed, bool full, std::vector<int> errors) {
  SeedRun run;
  run.file = testing::weights_file(testing::linear_spec());
  Json provenance{{"recipe", {{"name", "tiny"}, {"distillation", {{"weight", 1}}}}},
                  {"seed", seed},
                  {"epochs", 4},
                  {"full", full}};
  if (!full) {
    // Of the weights before they were rounded: not what is asked.
    provenance["validation"] = {{"loss", 0.5}, {"accuracy", 0.99}};
    provenance["split"] = "writers";
  }
  run.file.provenance = provenance.dump();
  run.name = "tiny_s" + std::to_string(seed) + ".weights";
  run.bytes = 123;
  run.score.images = 1000;
  run.score.right = 1000 - static_cast<int>(errors.size());
  run.score.accuracy = run.score.right / 1000.0;
  run.score.interval = wilson_interval(run.score.right, 1000);
  run.score.errors = std::move(errors);
  return run;
}

SeedGroup sample() {
  return {"tiny",
          {run_of(0, true, {1, 2, 947}), run_of(3, true, {5})},
          {run_of(0, false, std::vector<int>(100)), run_of(1, false, std::vector<int>(200))}};
}

TEST(SeedStudy, MeansAndDeviationsAreThoseOfASample) {
  ASSERT_EQ(seed_group_fault(sample()), std::nullopt);
  const Json study = Json::parse(write_study(seed_study({sample()}, 1000)));
  EXPECT_EQ(study["schema"], 1);
  EXPECT_EQ(study["images"], 1000);
  const Json& tiny = study["networks"]["tiny"];
  EXPECT_EQ(tiny["runs"], 2);
  EXPECT_DOUBLE_EQ(tiny["mean"], 0.998);
  EXPECT_NEAR(tiny["deviation"].get<double>(), 0.001414, 1e-9);
  EXPECT_LT(tiny["mean_interval"][0].get<double>(), 0.997);
  EXPECT_EQ(tiny["mean_interval"][1], 1.0) << "12.7 · 0.0014 / √2 above the mean";
  EXPECT_EQ(tiny["errors_mean"], 2.0);
  EXPECT_EQ(tiny["shipped"]["seed"], 0);
  EXPECT_EQ(tiny["shipped"]["errors"], 3);
  EXPECT_EQ(tiny["shipped"]["bytes"], 123);
  EXPECT_NEAR(tiny["shipped"]["interval"][0].get<double>(), wilson_interval(997, 1000).low, 1e-4);
  EXPECT_EQ(tiny["shipped"]["undisputed_errors"], 2) << "947 is disputed";
  EXPECT_EQ(tiny["shipped"]["undisputed_images"], 999);
  EXPECT_EQ(tiny["seeds"][1]["seed"], 3);
  EXPECT_EQ(tiny["seeds"][1]["errors"], 1);
  EXPECT_EQ(tiny["epochs"], 4);
  EXPECT_EQ(tiny["parameters"], 7850);
  EXPECT_TRUE(tiny["distilled"]);
  EXPECT_DOUBLE_EQ(tiny["validation"]["mean"], 0.85);
  EXPECT_NEAR(tiny["validation"]["deviation"].get<double>(), 0.070711, 1e-6);
  EXPECT_EQ(tiny["validation"]["seeds"][0]["split"], "writers");
}

TEST(SeedStudy, OneRunHasNoDeviationAndNeedsNoValidation) {
  SeedGroup group = sample();
  group.runs.pop_back();
  group.validation.clear();
  const Json study = Json::parse(write_study(seed_study({group}, 1000)));
  EXPECT_EQ(study["networks"]["tiny"]["deviation"], 0.0);
  EXPECT_TRUE(study["networks"]["tiny"]["validation"].is_null());
}

TEST(SeedStudy, RunsThatDoNotBelongTogetherAreRefused) {
  const auto fault = [](auto change) {
    SeedGroup group = sample();
    change(group);
    return seed_group_fault(group).value_or("");
  };
  EXPECT_THAT(fault([](SeedGroup& g) { g.runs[1] = g.runs[0]; }), HasSubstr("repeats seed 0"));
  EXPECT_THAT(fault([](SeedGroup& g) { g.runs[1] = run_of(1, false, {}); }), HasSubstr("--full"));
  EXPECT_THAT(fault([](SeedGroup& g) { g.validation[0] = run_of(7, true, {}); }),
              HasSubstr("--validation"));
  EXPECT_THAT(fault([](SeedGroup& g) { g.runs[1].file.provenance = ""; }),
              HasSubstr("does not say"));
  EXPECT_THAT(fault([](SeedGroup& g) { g.runs.clear(); }), HasSubstr("no weights file"));
  EXPECT_THAT(
      fault([](SeedGroup& g) { g.runs[1].file.network = Network::zeros(testing::mlp_spec()); }),
      HasSubstr("another network"));
  const auto replaced = [&](const char* from, const char* to) {
    return fault([&](SeedGroup& g) {
      std::string& text = g.runs[1].file.provenance;
      text.replace(text.find(from), std::string(from).size(), to);
    });
  };
  EXPECT_THAT(replaced("\"tiny\"", "\"other\""), HasSubstr("another recipe"));
  EXPECT_THAT(replaced("\"epochs\":4", "\"epochs\":5"), HasSubstr("another number of epochs"));
}

}  // namespace
}  // namespace second_opinion
