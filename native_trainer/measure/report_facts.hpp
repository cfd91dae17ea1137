// What was measured and what a network is, in the structures of the report (core/report), for the
// report itself and for the studies. Measures nothing.
#pragma once

#include <string_view>
#include <vector>

#include "core/network/network.hpp"
#include "core/report/report_network.hpp"
#include "native_trainer/measure/evaluation.hpp"

namespace second_opinion {

ReportInterval report_interval(const Interval& interval);
ReportScore report_score(const Evaluation& evaluation);

// One entry for each layer of the network's plan.
std::vector<ReportLayer> report_layers(const Network& network);

// As the article prints it: "Convolutional network".
std::string_view family_title(Family family);

}  // namespace second_opinion
