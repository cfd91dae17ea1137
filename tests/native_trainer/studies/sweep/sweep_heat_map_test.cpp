// Covers native_trainer/studies/sweep/sweep_heat_map.cpp.
#include "native_trainer/studies/sweep/sweep_heat_map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/sweep_data.hpp"
#include "tests/support/xml_fault.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;
using testing::xml_fault;

TEST(SweepHeatMap, SaysWhatItShows) {
  const auto rows = testing::made_up_rows(testing::small_grid());
  const std::string heat = optimizers_svg(rate_effects(rows));
  EXPECT_EQ(xml_fault(heat), "");
  for (const char* words : {"learning rate", "Adam", "SGD", "Cross-entropy", "94.00 %", "0.01"})
    EXPECT_THAT(heat, HasSubstr(words));
}

TEST(SweepHeatMap, OfFailedRunsIsStillAPicture) {
  auto rows = testing::made_up_rows(testing::small_grid());
  for (SweepRow& row : rows) row.failure = "diverged";
  EXPECT_THAT(optimizers_svg(rate_effects(rows)), HasSubstr(">failed<"));
}

}  // namespace
}  // namespace second_opinion
