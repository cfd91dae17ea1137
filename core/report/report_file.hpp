// The report and its studies as JSON texts: read, written, and cut down to the page's part. Each
// structure's list of fields (rule.hpp) is all that is known of the schema here. Opens no file.
#pragma once

#include <span>
#include <string>

#include "core/base/result.hpp"
#include "core/report/report.hpp"

namespace second_opinion {

// weights/report.json. The file may be damaged, hostile or of another age: it is capped in size,
// every field is checked, and unknown ones are refused. The error says where and what:
// "report.json: networks.cnn.test.accuracy: is 1.5; must be a number from 0 to 1".
Result<Report, std::string> read_report(std::span<const unsigned char> json);
std::string write_report(const Report& report);

// The part that the page's figures draw from; what is no part of it keeps its default. Only the
// page reads it again.
std::string write_page_report(const Report& report);
Result<Report, std::string> read_page_report(std::span<const unsigned char> json);

// A study as it lies in weights/studies/NAME.json, for every type in ReportStudies and for that
// itself: all studies by name. The error begins with the path inside the document.
template <class Study>
Result<Study, std::string> read_study(std::span<const unsigned char> json);
template <class Study>
std::string write_study(const Study& study, int indent = 1);  // -1: on one line

}  // namespace second_opinion
