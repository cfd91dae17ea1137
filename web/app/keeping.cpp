// The labels of what can be kept, and the file of a set.
#include "web/app/keeping.hpp"

#include <array>
#include <cmath>

namespace second_opinion {
namespace {

std::string link_label(LinkPlace link) {
  switch (link) {
    case LinkPlace::kNone:
      return "Copy a link to it";
    case LinkPlace::kClipboard:
      return "Link copied";
    case LinkPlace::kAddressBar:
      return "Now in the address bar";
  }
  return "";
}

}  // namespace

std::vector<ResultAction> keeping_actions(const Keeping& keeping) {
  std::vector<ResultAction> actions{{kCopyLinkControl, link_label(keeping.link)},
                                    {kDownloadControl, "Save as CSV"},
                                    {kSavePictureControl, "Save as PNG"},
                                    {kCollectControl, "Add to my set"}};
  if (!keeping.set.empty())
    actions.push_back(
        {kSaveSetControl, "Save my set of " + std::to_string(keeping.set.size()) + " as CSV"});
  return actions;
}

std::vector<ResultAction> label_actions(const Keeping& keeping) {
  // Controls are known by views into texts that stay.
  static constexpr std::array<std::string_view, kDigitCount> kIds{
      "collect-0", "collect-1", "collect-2", "collect-3", "collect-4",
      "collect-5", "collect-6", "collect-7", "collect-8", "collect-9"};
  std::vector<ResultAction> actions;
  if (!keeping.asks_label) return actions;
  for (const std::string_view id : kIds)
    actions.push_back({id, std::string(id.substr(kCollectPrefix.size()))});
  return actions;
}

std::string set_csv(std::span<const LabelledDigit> set) {
  std::string text = "label";
  for (int pixel = 0; pixel < kImagePixels; ++pixel) text += ",pixel" + std::to_string(pixel);
  text += '\n';
  for (const LabelledDigit& digit : set) {
    text += std::to_string(digit.label);
    for (const float pixel : digit.image.pixels())
      text += ',' + std::to_string(std::lround(pixel * 255));
    text += '\n';
  }
  return text;
}

}  // namespace second_opinion
