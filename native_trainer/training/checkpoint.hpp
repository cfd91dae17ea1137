// A training's state as bytes and back. A checkpoint is for the same build of
// the trainer on the same kind of machine; it is no format for keeping networks
// (that is the weights format).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/learning/training/training_state.hpp"
#include "native_trainer/data/dataset.hpp"
#include "native_trainer/distillation/teacher_bank.hpp"
#include "native_trainer/recipe/recipe.hpp"

namespace second_opinion {

// What a checkpoint says about what is being trained: recipe, seed, length, data, split, bank (null
// without distillation).
std::string training_identity(const Recipe& recipe, const Dataset& data, const History& history,
                              const TeacherBank* bank = nullptr);

// A checkpoint is taken up again by a training of the same identity alone.
std::vector<unsigned char> encode_checkpoint(const TrainingState& state,
                                             const std::string& identity);

// Fills a state that was just made for the same recipe; leaves it alone on error.
std::optional<std::string> decode_checkpoint(std::span<const unsigned char> bytes,
                                             const std::string& identity, TrainingState& state);

}  // namespace second_opinion
