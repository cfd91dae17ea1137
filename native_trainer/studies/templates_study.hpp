// What the hidden units of a multilayer perceptron look for: the rows of its
// first layer as pictures, and the digits they vote for.
// In the picture blue is negative and red is positive; the digit under each is what it votes for.
#pragma once

#include <string>

#include "core/base/result.hpp"
#include "core/report/templates_study.hpp"
#include "core/weights/weights_file.hpp"
#include "native_trainer/studies/study.hpp"

namespace second_opinion {

// The network must be 784 → units → 10. `file_name` is passed on.
Result<Study<TemplatesStudy>, std::string> make_templates_study(const WeightsFile& file,
                                                                const std::string& file_name);

}  // namespace second_opinion
