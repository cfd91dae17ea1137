// What the hidden units of a multilayer perceptron look for: the rows of its
// first layer as pictures, and the digits they vote for.
//
// Schema 1.
//   schema, file, count, scale: the absolute weight that is full colour (99.5 % are below)
//   sheet, columns, zoom: the picture; blue = negative, red = positive, the digit beside each is
//   the one it votes for units  [{for, against, votes[10]}]: the second layer's weights; `for` has
//   the largest, `against` the smallest voters [10]: how many units vote for each digit
#pragma once

#include <string>

#include "core/base/result.hpp"
#include "core/weights/weights_file.hpp"
#include "native_trainer/studies/study.hpp"

namespace second_opinion {

// The network must be 784 → units → 10. `file_name` is passed on.
Result<Study, std::string> make_templates_study(const WeightsFile& file,
                                                const std::string& file_name);

}  // namespace second_opinion
