// The report's section on one network: what it is, how it was trained, how it
// did on validation and test.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "native_trainer/measure/evaluation.hpp"
#include "native_trainer/report/report.hpp"

namespace second_opinion {

// 4 decimals for probabilities and the like; JSON stays small and readable.
double rounded(double value, int decimals);

nlohmann::ordered_json interval_json(const Interval& interval);
nlohmann::ordered_json score_json(const Evaluation& evaluation);

// undisputed_accuracy, _images and _errors: without the pictures whose label people dispute.
void add_undisputed(nlohmann::ordered_json& test, const Evaluation& evaluation);

// Layers with their shapes. The family's title as the article prints it.
nlohmann::ordered_json layers_json(const Network& network);
std::string_view family_title(Family family);

// The recipe that the provenance carries, without its layers; {} when there is none.
nlohmann::ordered_json recipe_json(const std::string& provenance);

// Five arrays of equal length, or null. The error names the file's fault.
Result<nlohmann::ordered_json, std::string> history_json(const nlohmann::ordered_json& history);

// probabilities: of the shipped file on the test set. `validation` may be null.
Result<nlohmann::ordered_json, std::string> network_json(const ReportNetworkInput& input,
                                                         std::span<const float> probabilities,
                                                         std::span<const unsigned char> labels,
                                                         const Evaluation* validation);

}  // namespace second_opinion
