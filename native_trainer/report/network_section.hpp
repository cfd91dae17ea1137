// The report's section on one network: what it is, how it was trained, how it did on validation
// and test. Predicts nothing; the answers are handed in.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/report/report_network.hpp"
#include "core/weights/weights_file.hpp"
#include "native_trainer/measure/evaluation.hpp"

namespace second_opinion {

struct ReportNetworkInput {
  WeightsFile shipped;    // trained on all of the training set
  std::string file_name;  // "cnn.weights"
  std::size_t bytes = 0;
  std::optional<WeightsFile> validation_run;  // trained without the held-out fifth
  ReportHistory history;                      // of the validation run; empty when there is none
  double train_minutes = 0;                   // of the shipped file
};

// The history file that `trainer train` writes beside the weights. The error names its fault.
Result<ReportHistory, std::string> read_history(std::span<const unsigned char> json);
// The minutes that the training took, from the same file; 0 when it does not say.
double trained_minutes(std::span<const unsigned char> json);

// probabilities: of the shipped file on the test set. `validation` may be null.
ReportNetwork network_section(const ReportNetworkInput& input, std::span<const float> probabilities,
                              std::span<const unsigned char> labels, const Evaluation* validation);

}  // namespace second_opinion
