// What is written down about a training: the history file, which `trainer report`
// reads, and the provenance that travels inside the weights file.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/learning/training/training_state.hpp"
#include "native_trainer/distillation/teacher_bank.hpp"
#include "native_trainer/recipe/recipe.hpp"

namespace second_opinion {

// Arrays per epoch beside the facts of the run; in a full run the validation arrays are empty.
nlohmann::ordered_json history_document(const History& history);

// JSON text. No times, dates or thread counts: the same training gives the same bytes.
// `bank` is null without distillation.
std::string training_provenance(const Recipe& recipe, const History& history,
                                const TeacherBank* bank);

}  // namespace second_opinion
