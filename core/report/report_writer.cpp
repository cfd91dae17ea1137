// Writing by the lists of fields: the whole report, a study, or the page's part of the report.
// Roundings are the rules', so that the same values give the same bytes.
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "core/report/field_access.hpp"
#include "core/report/report_file.hpp"

namespace second_opinion {
namespace {

using Json = nlohmann::ordered_json;

double to_places(double value, int decimals) {
  if (decimals == Rule::kExact) return value;
  const double scale = std::pow(10.0, decimals);
  return std::round(value * scale) / scale;
}

// The visitor that a structure's list of fields meets when it is written into an object.
template <ReportPart part>
class FieldWriter {
 public:
  explicit FieldWriter(Json& object) : object_(object) {}

  template <class Value>
  void page(std::string_view name, const Value& value, const Rule& rule = {}) {
    const bool absent = rule.is_nothing || (rule.may_be_absent() && is_absent(value));
    if (!absent)
      object_[std::string(name)] = to_json(value, rule);
    else if (rule.absence == Rule::Absence::kNull)
      object_[std::string(name)] = nullptr;
  }
  template <class Value>
  void rest(std::string_view name, const Value& value, const Rule& rule = {}) {
    if constexpr (part == ReportPart::kWhole) page(name, value, rule);
  }
  template <class Row>
  void page_table(std::string_view columns, std::string_view rows, const std::vector<Row>& table,
                  const Rule&) {
    Json names = Json::array(), lines = Json::array();
    const Json head = structure_to_json(Row{});
    for (const auto& [name, value] : head.items()) names.push_back(name);
    for (const Row& row : table) {
      Json line = Json::array();
      const Json record = structure_to_json(row);
      for (const auto& [name, value] : record.items()) line.push_back(value);
      lines.push_back(std::move(line));
    }
    object_[std::string(columns)] = std::move(names);
    object_[std::string(rows)] = std::move(lines);
  }
  void schema(int number) {
    if constexpr (part == ReportPart::kWhole) object_["schema"] = number;
  }
  void others(const Named<JsonText>& values) {
    if constexpr (part == ReportPart::kWhole)
      for (const auto& [name, value] : values.entries) object_[name] = to_json(value, {});
  }

  template <class Structure>
  static Json structure_to_json(const Structure& structure) {
    Json object = Json::object();
    FieldWriter list(object);
    Structure::fields(list, structure);
    return object;
  }

 private:
  static Json to_json(int value, const Rule&) { return value; }
  static Json to_json(std::int64_t value, const Rule&) { return value; }
  static Json to_json(bool value, const Rule&) { return value; }
  static Json to_json(const std::string& value, const Rule&) { return value; }
  static Json to_json(double value, const Rule& rule) {
    const double number = to_places(value, rule.decimals);
    // Every byte travels with the page, and ".0" says nothing.
    const bool plain = part == ReportPart::kPage && std::abs(number) < 1e15;
    if (plain && number == std::floor(number)) return static_cast<std::int64_t>(number);
    return number;
  }
  static Json to_json(const JsonText& value, const Rule&) {
    Json json = Json::parse(value.text, nullptr, false);
    return json.is_discarded() ? Json::object() : json;
  }
  static Json to_json(const ReportInterval& interval, const Rule& rule) {
    return Json::array({to_json(interval.low, rule), to_json(interval.high, rule)});
  }
  template <class Value, std::size_t entries>
  static Json to_json(const std::array<Value, entries>& values, const Rule& rule) {
    return list_to_json(values, rule);
  }
  template <class Value>
  static Json to_json(const std::vector<Value>& values, const Rule& rule) {
    return list_to_json(values, rule);
  }
  template <class Value>
  static Json to_json(const std::optional<Value>& value, const Rule& rule) {
    return to_json(*value, rule);
  }
  template <class Value>
  static Json to_json(const Named<Value>& values, const Rule& rule) {
    Json object = Json::object();
    for (const auto& [name, value] : values.entries) object[name] = to_json(value, rule);
    return object;
  }
  template <class Structure>
  static Json to_json(const Structure& structure, const Rule&) {
    return structure_to_json(structure);
  }
  template <class List>
  static Json list_to_json(const List& values, const Rule& rule) {
    Json list = Json::array();
    for (const auto& value : values) list.push_back(to_json(value, rule));
    return list;
  }

  Json& object_;
};

template <ReportPart part, class Structure>
std::string written(const Structure& structure, int indent) {
  return FieldWriter<part>::structure_to_json(structure).dump(indent) + "\n";
}

}  // namespace

std::string write_report(const Report& report) {
  return written<ReportPart::kWhole>(report, -1);
}

std::string write_page_report(const Report& report) {
  return written<ReportPart::kPage>(report, -1);
}

template <class Study>
std::string write_study(const Study& study, int indent) {
  return written<ReportPart::kWhole>(study, indent);
}

template std::string write_study(const AblationStudy&, int);
template std::string write_study(const CoverageStudy&, int);
template std::string write_study(const FamiliesStudy&, int);
template std::string write_study(const FilesStudy&, int);
template std::string write_study(const LinearStudy&, int);
template std::string write_study(const NoveltyStudy&, int);
template std::string write_study(const OverfittingStudy&, int);
template std::string write_study(const SeedStudy&, int);
template std::string write_study(const StressStudy&, int);
template std::string write_study(const SweepStudy&, int);
template std::string write_study(const TemplatesStudy&, int);

}  // namespace second_opinion
