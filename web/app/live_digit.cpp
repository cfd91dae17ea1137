// Which digit is chosen, and what has been worked out for it so far.
#include "web/app/live_digit.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace second_opinion {
namespace {

// 60 KB each: going back and forth between digits costs nothing.
constexpr std::size_t kStudiesKept = 4;

}  // namespace

LiveDigit::LiveDigit(const Classifier& cnn, const Classifier& transformer,
                     std::vector<DigitOffer> offers, int preferred)
    : cnn_(cnn), transformer_(transformer), offers_(std::move(offers)) {
  assert(!offers_.empty());
  const auto found = std::find_if(offers_.begin(), offers_.end(),
                                  [&](const DigitOffer& o) { return o.label == preferred; });
  if (found != offers_.end()) chosen_ = static_cast<int>(found - offers_.begin());
  forget();
}

void LiveDigit::choose(int offer) {
  if (offer < 0 || offer >= static_cast<int>(offers_.size()) || offer == chosen_) return;
  chosen_ = offer;
  forget();
}

void LiveDigit::show_visitors(const DigitImage& image) {
  if (!has_visitors_) offers_.insert(offers_.begin(), DigitOffer{});
  has_visitors_ = true;
  offers_[0] = {image, -1, "your digit"};
  chosen_ = 0;
  forget();
}

void LiveDigit::forget() {
  stages_ = blank_stages(cnn_.file().network);
  tokens_ = blank_trace(transformer_.file().network);
  knows_stages_ = knows_tokens_ = false;
}

void LiveDigit::update_stages() {
  if (!knows_stages_) stages_ = feature_maps(cnn_.file(), image());
  knows_stages_ = true;
}

void LiveDigit::update_tokens() {
  if (!knows_tokens_) tokens_ = attention_trace(transformer_.file(), image());
  knows_tokens_ = true;
}

OcclusionStudy& LiveDigit::begin_occlusion(const DigitImage& image) {
  const auto found = std::find_if(studies_.begin(), studies_.end(),
                                  [&](const auto& study) { return study->image() == image; });
  if (found != studies_.end()) {
    std::rotate(found, found + 1, studies_.end());
  } else {
    if (studies_.size() == kStudiesKept) studies_.erase(studies_.begin());
    studies_.push_back(std::make_unique<OcclusionStudy>(cnn_, transformer_, image));
  }
  return *studies_.back();
}

const OcclusionStudy* LiveDigit::occlusion(const DigitImage& image) const {
  for (const auto& study : studies_) {
    if (study->image() == image) return study.get();
  }
  return nullptr;
}

}  // namespace second_opinion
