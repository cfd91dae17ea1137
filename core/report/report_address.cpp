// Walks the lists of fields along a name. At each step the names that were passed by are kept, so
// that a wrong one can be answered with what there is.
#include "core/report/report_address.hpp"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/report/field_access.hpp"

namespace second_opinion {
namespace {

constexpr std::array<std::string_view, kDigitCount> kDigitNames{
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};

// What is left of a name, and what of it has been walked.
struct Way {
  std::string_view left;
  std::string walked;

  bool ends() const { return left.empty(); }
  std::string_view step() const { return left.substr(0, left.find('.')); }
  Way next() const {
    const std::string here(step());
    return {left.substr(std::min(left.size(), here.size() + 1)),
            walked.empty() ? here : walked + "." + here};
  }
};

WrongName wrong(const Way& way, const std::vector<std::string>& names) {
  std::string words = way.walked.empty() ? "the report" : "report." + way.walked;
  words += way.ends() ? " is no single value" : " has no \"" + std::string(way.step()) + "\"";
  if (names.empty()) return {words};
  words += "; there ";
  words += names.size() == 1 ? "is" : "are";
  for (std::size_t i = 0; i < names.size(); ++i) words += (i > 0 ? ", " : " ") + names[i];
  return {words};
}

template <class Structure>
ReportAnswer answer(const Structure& structure, const Way& way);

ReportAnswer number_answer(double value, const Way& way) {
  if (!way.ends()) return wrong(way, {});
  return ReportValue{{value}, {}};
}
ReportAnswer answer(int value, const Way& way) {
  return number_answer(value, way);
}
ReportAnswer answer(double value, const Way& way) {
  return number_answer(value, way);
}
ReportAnswer answer(std::int64_t value, const Way& way) {
  return number_answer(static_cast<double>(value), way);
}
ReportAnswer answer(bool value, const Way& way) {
  if (!way.ends()) return wrong(way, {});
  return ReportValue{{}, value ? "yes" : "no"};
}
ReportAnswer answer(const std::string& value, const Way& way) {
  if (!way.ends()) return wrong(way, {});
  return ReportValue{{}, value};
}
ReportAnswer answer(const ReportInterval& interval, const Way& way) {
  if (way.ends()) return ReportValue{{interval.low, interval.high}, {}};
  if (way.step() == "low") return answer(interval.low, way.next());
  if (way.step() == "high") return answer(interval.high, way.next());
  return wrong(way, {"low", "high"});
}

ReportAnswer json_answer(const nlohmann::json& value, const Way& way) {
  if (way.ends() && value.is_number()) return ReportValue{{value.get<double>()}, {}};
  if (way.ends() && value.is_string()) return ReportValue{{}, value.get<std::string>()};
  if (way.ends() && value.is_boolean()) return answer(value.get<bool>(), way);
  std::vector<std::string> names;
  if (value.is_array()) {
    names = {"count", "first", "last"};
    if (way.step() == "count") return answer(static_cast<double>(value.size()), way.next());
    if (way.step() == "first" && !value.empty()) return json_answer(value.front(), way.next());
    if (way.step() == "last" && !value.empty()) return json_answer(value.back(), way.next());
  } else if (value.is_object()) {
    const auto found = value.find(std::string(way.step()));
    if (found != value.end()) return json_answer(*found, way.next());
    for (const auto& [name, below] : value.items()) names.push_back(name);
  }
  return wrong(way, names);
}
ReportAnswer answer(const JsonText& value, const Way& way) {
  return json_answer(nlohmann::json::parse(value.text, nullptr, false), way);
}

// Rows that have names.
template <class Rows>
const typename Rows::value_type* row_of(const Rows& rows, std::string_view name,
                                        std::vector<std::string>& names) {
  if constexpr (requires(const typename Rows::value_type& row) { row.key(); }) {
    for (const auto& row : rows) {
      if (row.key() == name) return &row;
      names.push_back(row.key());
    }
  }
  return nullptr;
}

template <class List>
ReportAnswer list_answer(const List& values, const Way& way) {
  using Value = typename List::value_type;
  std::vector<std::string> names;
  if (const Value* row = row_of(values, way.step(), names)) return answer(*row, way.next());
  for (const char* name : {"count", "first", "last"}) names.push_back(name);
  if (way.step() == "count") return number_answer(static_cast<double>(values.size()), way.next());
  const bool any = values.size() > 0;
  if (any && way.step() == "first") return answer(*values.begin(), way.next());
  if (any && way.step() == "last") return answer(*(values.end() - 1), way.next());
  if constexpr (std::is_arithmetic_v<Value>) {
    for (const char* name : {"smallest", "largest"}) names.push_back(name);
    if (any && way.step() == "smallest")
      return answer(*std::min_element(values.begin(), values.end()), way.next());
    if (any && way.step() == "largest")
      return answer(*std::max_element(values.begin(), values.end()), way.next());
  }
  return wrong(way, names);
}
template <class Value>
ReportAnswer answer(const std::vector<Value>& values, const Way& way) {
  return list_answer(values, way);
}
template <class Value, std::size_t entries>
ReportAnswer answer(const std::array<Value, entries>& values, const Way& way) {
  if constexpr (entries == kDigitCount) {
    const auto digit = std::find(kDigitNames.begin(), kDigitNames.end(), way.step());
    if (digit != kDigitNames.end())
      return answer(values[static_cast<std::size_t>(digit - kDigitNames.begin())], way.next());
    return wrong(way, {kDigitNames.begin(), kDigitNames.end()});
  } else {
    return list_answer(values, way);
  }
}
template <class Value>
ReportAnswer answer(const Named<Value>& values, const Way& way) {
  if (const Value* value = values.find(way.step())) return answer(*value, way.next());
  std::vector<std::string> names;
  for (const auto& [name, value] : values.entries) names.push_back(name);
  return wrong(way, names);
}
template <class Value>
ReportAnswer answer(const std::optional<Value>& value, const Way& way) {
  return answer(*value, way);
}

// The visitor that a structure's list of fields meets on the way.
class FieldFinder {
 public:
  explicit FieldFinder(const Way& way) : way_(way) {}

  template <class Value>
  void page(std::string_view name, const Value& value, const Rule& rule = {}) {
    if (found_) return;
    names_.emplace_back(name);
    if (name == way_.step()) {
      const bool absent = rule.is_nothing || (rule.may_be_absent() && is_absent(value));
      found_ = absent ? ReportAnswer(NotMeasured{way_.next().walked}) : answer(value, way_.next());
    } else if (name == "rows") {
      look_through(value);
    }
  }
  template <class Value>
  void rest(std::string_view name, const Value& value, const Rule& rule = {}) {
    page(name, value, rule);
  }
  template <class Row>
  void page_table(std::string_view, std::string_view rows, const std::vector<Row>& table,
                  const Rule& rule) {
    page(rows, table, rule);
  }
  void schema(int) {}
  void others(const Named<JsonText>& values) {
    for (const auto& [name, value] : values.entries) page(name, value);
  }

  ReportAnswer answer_or_fault() { return found_ ? std::move(*found_) : wrong(way_, names_); }

 private:
  template <class Value>
  void look_through(const Value& rows) {
    if constexpr (requires { rows.front().key(); })
      if (const auto* row = row_of(rows, way_.step(), names_)) found_ = answer(*row, way_.next());
  }

  const Way& way_;
  std::optional<ReportAnswer> found_;
  std::vector<std::string> names_;
};

template <class Structure>
ReportAnswer answer(const Structure& structure, const Way& way) {
  FieldFinder list(way);
  Structure::fields(list, structure);
  return list.answer_or_fault();
}

}  // namespace

ReportAnswer find_in_report(const Report& report, std::string_view name) {
  return answer(report, Way{name, {}});
}

}  // namespace second_opinion
