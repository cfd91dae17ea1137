// Reading by the lists of fields: a document is walked with the checked reader, never trusted.
#include <cstdint>
#include <nlohmann/json.hpp>

#include "core/json/json_reader.hpp"
#include "core/report/field_access.hpp"
#include "core/report/report_file.hpp"

namespace second_opinion {
namespace {

// The visitor that a structure's list of fields meets when an object is read.
template <ReportPart part>
class FieldReader {
 public:
  explicit FieldReader(JsonReader& json) : json_(json) {}

  template <class Value>
  void page(std::string_view name, Value& value, const Rule& rule = {}) {
    if (rule.is_nothing) {
      json_.has(name);
    } else if (rule.may_be_absent() && !json_.has_value(name)) {
      json_.has(name);
    } else {
      read(name, value, rule);
    }
  }
  template <class Value>
  void rest(std::string_view name, Value& value, const Rule& rule = {}) {
    if constexpr (part == ReportPart::kWhole) page(name, value, rule);
  }
  template <class Row>
  void page_table(std::string_view columns, std::string_view rows, std::vector<Row>& table,
                  const Rule& rule) {
    const std::vector<nlohmann::json> records = json_.table(columns, rows, rule.most);
    for (std::size_t i = 0; i < records.size() && !json_.failed(); ++i) {
      JsonReader record = json_.at(records[i], std::string(rows) + "." + std::to_string(i));
      read_fields(record, table.emplace_back());
    }
  }
  void schema(int number) {
    if constexpr (part == ReportPart::kWhole) json_.integer("schema", number, number);
  }
  void others(Named<JsonText>& values) {
    if constexpr (part == ReportPart::kWhole)
      for (const std::string& name : json_.unasked())
        values.entries.push_back({name, {json_.any(name).dump()}});
  }

  // All fields of an object, and what only the structure as a whole can tell.
  template <class Structure>
  static void read_fields(JsonReader& json, Structure& structure) {
    FieldReader list(json);
    Structure::fields(list, structure);
    if constexpr (part == ReportPart::kWhole) json.finish();
    if constexpr (requires { structure.settle(); })
      if (!json.failed())
        if (const std::string fault = structure.settle(); !fault.empty()) json.refuse("", fault);
  }

 private:
  void read(std::string_view name, int& value, const Rule& rule) {
    value = json_.integer(name, static_cast<int>(rule.low), static_cast<int>(rule.high));
  }
  void read(std::string_view name, std::int64_t& value, const Rule& rule) {
    value = static_cast<std::int64_t>(json_.number(name, rule.low, rule.high));
  }
  void read(std::string_view name, double& value, const Rule& rule) {
    value = json_.number(name, rule.low, rule.high);
  }
  void read(std::string_view name, bool& value, const Rule&) { value = json_.boolean(name); }
  void read(std::string_view name, std::string& value, const Rule& rule) {
    value = json_.text(name, static_cast<std::size_t>(rule.high));
  }
  void read(std::string_view name, JsonText& value, const Rule&) {
    if (!json_.has(name)) json_.refuse(name, "is missing");
    value.text = json_.any(name).dump();
  }
  void read(std::string_view name, std::vector<int>& values, const Rule& rule) {
    values = json_.integers(name, rule.fewest, rule.most, static_cast<int>(rule.low),
                            static_cast<int>(rule.high));
  }
  void read(std::string_view name, std::vector<double>& values, const Rule& rule) {
    values = json_.numbers(name, rule.fewest, rule.most, rule.low, rule.high);
  }
  void read(std::string_view name, std::vector<std::string>& values, const Rule& rule) {
    values = json_.texts(name, rule.fewest, rule.most, static_cast<std::size_t>(rule.high));
  }
  template <std::size_t entries>
  void read(std::string_view name, std::array<int, entries>& values, const Rule& rule) {
    std::vector<int> all;
    read(name, all, rule.exactly(entries));
    std::copy(all.begin(), all.end(), values.begin());
  }
  template <std::size_t entries>
  void read(std::string_view name, std::array<double, entries>& values, const Rule& rule) {
    std::vector<double> all;
    read(name, all, rule.exactly(entries));
    std::copy(all.begin(), all.end(), values.begin());
  }
  void read(std::string_view name, ConfusionCounts& counts, const Rule& rule) {
    const auto rows =
        json_.number_rows(name, kDigitCount, kDigitCount, kDigitCount, rule.low, rule.high);
    for (std::size_t truth = 0; truth < kDigitCount; ++truth)
      for (std::size_t guess = 0; guess < kDigitCount; ++guess)
        counts[truth][guess] = static_cast<int>(rows[truth][guess]);
  }
  void read(std::string_view name, ReportInterval& interval, const Rule& rule) {
    const std::vector<double> ends = json_.numbers(name, 2, 2, rule.low, rule.high);
    interval = {ends[0], ends[1]};
    if (ends[0] > ends[1]) json_.refuse(name, "runs backwards");
  }
  void read(std::string_view name, std::vector<ReportInterval>& intervals, const Rule& rule) {
    for (const auto& ends :
         json_.number_rows(name, rule.fewest, rule.most, 2, rule.low, rule.high)) {
      intervals.push_back({ends[0], ends[1]});
      if (ends[0] > ends[1]) json_.refuse(name, "has an interval that runs backwards");
    }
  }
  template <class Value>
  void read(std::string_view name, std::optional<Value>& value, const Rule& rule) {
    read(name, value.emplace(), rule);
  }
  template <class Value>
  void read(std::string_view name, Named<Value>& values, const Rule& rule) {
    JsonReader object = json_.required_object(name);
    FieldReader list(object);
    for (const std::string& key : object.unasked())
      list.read(key, values.entries.emplace_back(key, Value{}).second, rule);
  }
  template <class Structure>
  void read(std::string_view name, std::vector<Structure>& structures, const Rule& rule) {
    for (JsonReader& object : json_.objects(name, rule.fewest, rule.most))
      read_fields(object, structures.emplace_back());
  }
  template <class Structure>
  void read(std::string_view name, Structure& structure, const Rule&) {
    JsonReader object = json_.required_object(name);
    read_fields(object, structure);
  }

  JsonReader& json_;
};

template <ReportPart part, class Structure>
Result<Structure, std::string> read_document(std::span<const unsigned char> text) {
  if (text.size() > kMaxReportBytes)
    return Failure{"is larger than " + std::to_string(kMaxReportBytes) + " bytes"};
  const nlohmann::json document =
      parse_json({reinterpret_cast<const char*>(text.data()), text.size()});
  if (document.is_discarded()) return Failure{std::string("is no JSON, or nests too deeply")};
  std::string error;
  JsonReader json(document, "", error);
  Structure structure;
  FieldReader<part>::read_fields(json, structure);
  if (!error.empty()) return Failure{error};
  return structure;
}

template <ReportPart part>
Result<Report, std::string> read_report_part(std::span<const unsigned char> json) {
  auto report = read_document<part, Report>(json);
  if (!report) return Failure{"report.json: " + report.error()};
  return report;
}

}  // namespace

Result<Report, std::string> read_report(std::span<const unsigned char> json) {
  return read_report_part<ReportPart::kWhole>(json);
}

Result<Report, std::string> read_page_report(std::span<const unsigned char> json) {
  return read_report_part<ReportPart::kPage>(json);
}

template <class Study>
Result<Study, std::string> read_study(std::span<const unsigned char> json) {
  return read_document<ReportPart::kWhole, Study>(json);
}

template Result<ReportStudies, std::string> read_study(std::span<const unsigned char>);

}  // namespace second_opinion
