// What a visitor can take along of a result: a link that carries the digit, the digit as a file,
// and a set of labelled digits collected here for a training of one's own. Nothing of it leaves the
// device by itself, and the set is gone with the tab. Writes no file: the host does.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/image/digit_image.hpp"
#include "web/app/reading.hpp"
#include "web/host/control.hpp"

namespace second_opinion {

struct LabelledDigit {
  DigitImage image;
  int label;
};

// Whether the link to the digit that shows has been made, and where it is to be found.
enum class LinkPlace : unsigned char { kNone, kClipboard, kAddressBar };

struct Keeping {
  std::vector<LabelledDigit> set;
  bool asks_label = false;  // which digit it is that shall join the set
  LinkPlace link = LinkPlace::kNone;
};

inline constexpr std::string_view kDownloadControl = "download";
inline constexpr std::string_view kSavePictureControl = "save-picture";
inline constexpr std::string_view kCollectControl = "collect";
inline constexpr std::string_view kCollectPrefix = "collect-";  // and the digit that it is
inline constexpr std::string_view kSaveSetControl = "save-set";

// In the order in which they are offered; the labels while one is asked for come by themselves.
std::vector<ResultAction> keeping_actions(const Keeping& keeping);
std::vector<ResultAction> label_actions(const Keeping& keeping);
inline constexpr std::string_view kWhichDigit = "Which digit is it?";

// One row for each digit, the label first and then 784 pixels of 0–255 row by row, under a head
// line, as Kaggle's digit recognizer has them and other tools read them.
std::string set_csv(std::span<const LabelledDigit> set);

}  // namespace second_opinion
