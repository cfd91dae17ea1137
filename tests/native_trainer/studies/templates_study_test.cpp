// Covers native_trainer/studies/templates_study: votes are those of the weights.
#include "native_trainer/studies/templates_study.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/report/report_file.hpp"
#include "tests/support/small_networks.hpp"

namespace second_opinion {
namespace {

TEST(TemplatesStudy, UnitsVoteAsTheirWeightsSay) {
  WeightsFile file = testing::weights_file(testing::mlp_spec());
  for (Parameter& parameter : file.network.parameters) {
    if (parameter.role != ParameterRole::kWeight || parameter.columns != 10) continue;
    std::fill(parameter.values.begin(), parameter.values.end(), 0.0f);
    parameter.values[0 * 10 + 7] = 2;
    parameter.values[0 * 10 + 3] = -2;
    parameter.values[5 * 10 + 1] = 0.5f;
  }
  const auto study = make_templates_study(file, "mlp.weights");
  ASSERT_TRUE(study.ok()) << study.error();
  const auto json = nlohmann::json::parse(write_study(study.value().document));
  EXPECT_EQ(json["schema"], 1);
  EXPECT_EQ(json["count"], 12);
  EXPECT_EQ(json["units"][0]["for"], 7);
  EXPECT_EQ(json["units"][0]["against"], 3);
  EXPECT_EQ(json["units"][0]["votes"][7], 2.0);
  EXPECT_EQ(json["units"][5]["for"], 1);
  EXPECT_EQ(json["voters"][7], 1);
  EXPECT_GT(json["scale"], 0.3);
  ASSERT_EQ(study.value().pictures.size(), 1u);
  EXPECT_EQ(study.value().pictures[0].first, json["sheet"]);
}

TEST(TemplatesStudy, AnotherNetworkIsRefused) {
  EXPECT_FALSE(
      make_templates_study(testing::weights_file(testing::linear_spec()), "linear.weights").ok());
  EXPECT_FALSE(
      make_templates_study(testing::weights_file(testing::transformer_spec()), "t.weights").ok());
}

}  // namespace
}  // namespace second_opinion
