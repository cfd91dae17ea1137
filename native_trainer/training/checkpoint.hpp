// A training's state as bytes and back. A checkpoint is for the same build of
// the trainer on the same kind of machine; it is no format for keeping networks
// (that is the weights format).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "native_trainer/training/training_state.hpp"

namespace second_opinion {

// `identity` says what is being trained (recipe, seed, data …); a checkpoint of anything else is
// refused.
std::vector<unsigned char> encode_checkpoint(const TrainingState& state,
                                             const std::string& identity);

// Fills a state that was just made for the same recipe; leaves it alone on error.
std::optional<std::string> decode_checkpoint(std::span<const unsigned char> bytes,
                                             const std::string& identity, TrainingState& state);

}  // namespace second_opinion
