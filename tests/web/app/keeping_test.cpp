// Covers web/app/keeping.cpp, and what update() does with it.
#include "web/app/keeping.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "core/image/digit_link.hpp"
#include "tests/web/sample_networks.hpp"
#include "web/app/app.hpp"

namespace second_opinion {
namespace {

using testing::blank_network;

using ::testing::ElementsAre;
using ::testing::HasSubstr;

DigitImage digit(unsigned char ink) {
  std::array<unsigned char, kImagePixels> bytes{};
  bytes[400] = ink;
  return DigitImage::from_bytes(bytes);
}

struct Scene {
  App app{blank_network(), blank_network()};

  Scene() { update(app, TryDigit{digit(200)}); }
  std::vector<std::string> labels() const {
    std::vector<std::string> all;
    for (const ResultAction& action : keeping_actions(app.keeping)) all.push_back(action.label);
    for (const ResultAction& action : label_actions(app.keeping)) all.push_back(action.label);
    return all;
  }
};

TEST(Keeping, OffersLinkFilesAndSet) {
  EXPECT_THAT(Scene().labels(),
              ElementsAre("Copy a link to it", "Save as CSV", "Save as PNG", "Add to my set"));
}

TEST(Keeping, SaysWhereTheLinkIsUntilAnotherDigitShows) {
  Scene scene;
  update(scene.app, LinkMade{LinkPlace::kClipboard});
  EXPECT_EQ(scene.labels()[0], "Link copied");
  update(scene.app, LinkMade{LinkPlace::kAddressBar});
  EXPECT_EQ(scene.labels()[0], "Now in the address bar");
  update(scene.app, TryDigit{digit(100)});
  EXPECT_EQ(scene.labels()[0], "Copy a link to it");
}

TEST(Keeping, AsksForTheLabelAndTakesItOnce) {
  Scene scene;
  update(scene.app, AskForLabel{});
  EXPECT_EQ(scene.labels().size(), 14u);
  update(scene.app, AskForLabel{});
  EXPECT_EQ(scene.labels().size(), 4u) << "a second press takes the question back";
  update(scene.app, AskForLabel{});
  update(scene.app, Collect{7});
  EXPECT_THAT(scene.labels(), ElementsAre("Copy a link to it", "Save as CSV", "Save as PNG",
                                          "Add to my set", "Save my set of 1 as CSV"));
  update(scene.app, Collect{10});
  EXPECT_EQ(scene.app.keeping.set.size(), 1u);
}

TEST(Keeping, TheSetOutlivesItsDigits) {
  Scene scene;
  update(scene.app, Collect{7});
  update(scene.app, StartOver{});
  update(scene.app, Collect{3});  // nothing shows
  update(scene.app, TryDigit{digit(100)});
  update(scene.app, Collect{1});
  ASSERT_EQ(scene.app.keeping.set.size(), 2u);
  EXPECT_EQ(scene.app.keeping.set[0].label, 7);
  EXPECT_EQ(scene.app.keeping.set[1].image, digit(100));
}

TEST(SetCsv, HasTheLabelBeforeThePixels) {
  const std::vector<LabelledDigit> set{{digit(200), 7}, {digit(255), 0}};
  std::istringstream text(set_csv(set));
  std::string head, first, second, rest;
  std::getline(text, head);
  std::getline(text, first);
  std::getline(text, second);
  EXPECT_FALSE(std::getline(text, rest));
  EXPECT_THAT(head, ::testing::StartsWith("label,pixel0,pixel1,"));
  EXPECT_THAT(head, ::testing::EndsWith(",pixel783"));
  EXPECT_THAT(first, ::testing::StartsWith("7,0,0,"));
  EXPECT_THAT(first, HasSubstr(",200,"));
  EXPECT_EQ(std::count(first.begin(), first.end(), ','), kImagePixels);
  EXPECT_THAT(second, ::testing::StartsWith("0,0,"));
}

TEST(OpenLink, ShowsTheDigitWhateverShowedBefore) {
  Scene scene;
  update(scene.app, OpenLink{print_digit_link(digit(99))});
  ASSERT_EQ(scene.app.phase, Phase::kResult);
  EXPECT_EQ(scene.app.reading->source, Source::kLink);
  EXPECT_EQ(scene.app.reading->digit, digit(99));
  update(scene.app, StartOver{});
  update(scene.app, OpenPad{});
  update(scene.app, OpenLink{print_digit_link(digit(98))});
  EXPECT_EQ(scene.app.reading->digit, digit(98));
  EXPECT_FALSE(scene.app.drawing);
}

TEST(OpenLink, SaysWhatIsWrongWithIt) {
  Scene scene;
  const std::string text = print_digit_link(digit(99));
  update(scene.app, OpenLink{text.substr(0, text.size() / 2)});
  EXPECT_EQ(scene.app.phase, Phase::kRefused);
  EXPECT_THAT(scene.app.alert, HasSubstr("cut or changed"));
  EXPECT_FALSE(scene.app.reading);
}

}  // namespace
}  // namespace second_opinion
