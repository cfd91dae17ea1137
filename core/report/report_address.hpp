// Finding a value of the report by its name, for the article's sentences. A name leads from field
// to field: "networks.cnn.test.accuracy". In lists it goes on
//   by the name of a row         studies.files.networks.cnn.stored.int4_outputs.errors
//   by first, last or count      studies.overfitting.networks.mlp.runs.first.images
//   by smallest or largest       studies.sweep.factors.learning_rate.largest
//   by a digit in letters        networks.linear.test.per_class.five
// and never by a number, which would come to mean another row when one is added. A field called
// `rows` may be left out of the name: studies.ablation.sgd.accuracy. Formats nothing.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.hpp"
#include "core/report/report.hpp"

namespace second_opinion {

// One number, the two ends of an interval, or a text.
struct ReportValue {
  std::vector<double> numbers;
  std::string text;
};

// The name is right, and yet nothing is there: this study, or part of one, was never measured.
struct NotMeasured {
  std::string name;  // the part that is missing: "studies.ablation"
};

// A name that leads nowhere, in words, with what stands there instead.
struct WrongName {
  std::string words;
};

using ReportAnswer = std::variant<ReportValue, NotMeasured, WrongName>;
ReportAnswer find_in_report(const Report& report, std::string_view name);

}  // namespace second_opinion
