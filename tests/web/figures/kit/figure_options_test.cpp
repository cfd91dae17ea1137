// web/figures/kit/figure_options: what is understood and what is refused.
#include "web/figures/kit/figure_options.hpp"

#include <gtest/gtest.h>

namespace second_opinion {
namespace {

TEST(FigureOptions, AreReadByKey) {
  EXPECT_EQ(option_value("network=cnn&set=wrong", "network"), "cnn");
  EXPECT_EQ(option_value("network=cnn&set=wrong", "set"), "wrong");
  EXPECT_EQ(option_value("network=cnn", "net"), "");
  EXPECT_EQ(option_value("", "set"), "");
}

TEST(FigureOptions, RefuseStrangers) {
  static constexpr std::string_view kKnown[] = {"network"};
  EXPECT_TRUE(check_options("network=cnn", kKnown).ok());
  EXPECT_TRUE(check_options("", {}).ok());
  EXPECT_FALSE(check_options("network=cnn&x=1", kKnown).ok());
  EXPECT_FALSE(check_options("network", kKnown).ok());
  EXPECT_FALSE(network_option("network=CNN", NetworkId::kCnn).ok());
}

}  // namespace
}  // namespace second_opinion
