// Covers native_trainer/studies/sweep/sweep_size_plot.cpp.
#include "native_trainer/studies/sweep/sweep_size_plot.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/sweep_data.hpp"
#include "tests/support/xml_fault.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::xml_fault;

TEST(SweepSizePlot, SaysWhatItShows) {
  const auto rows = testing::made_up_rows(testing::small_grid());
  for (const bool spread : {false, true}) {
    const std::string sizes = sizes_svg(rows, spread);
    EXPECT_EQ(xml_fault(sizes), "");
    EXPECT_THAT(sizes, HasSubstr("parameters (logarithmic)"));
    EXPECT_THAT(sizes, Not(HasSubstr("nan")));
  }
}

TEST(SweepSizePlot, OfFailedRunsIsStillAPicture) {
  auto rows = testing::made_up_rows(testing::small_grid());
  for (SweepRow& row : rows) row.failure = "diverged";
  EXPECT_EQ(xml_fault(sizes_svg(rows, false)), "");
  EXPECT_THAT(sizes_svg(rows, false), Not(HasSubstr("nan")));
}

}  // namespace
}  // namespace second_opinion
