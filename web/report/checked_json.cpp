// The getters of CheckedJson. Nothing here calls at() or get<T>() on a value
// whose type it has not looked at: with JSON_NOEXCEPTION that would abort.
#include "web/report/checked_json.hpp"

#include <cmath>
#include <cstdio>
#include <limits>

namespace second_opinion {
namespace {

const nlohmann::json kNothing;

std::string printed(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", value);
  return text;
}

}  // namespace

std::string CheckedJson::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

void CheckedJson::fail(std::string_view what) const {
  if (fault_->empty()) *fault_ = std::string(what);
}

const nlohmann::json* CheckedJson::find(std::string_view key) const {
  if (!value_->is_object()) return nullptr;
  const auto found = value_->find(std::string(key));
  return found == value_->end() ? nullptr : &*found;
}

bool CheckedJson::has(std::string_view key) const {
  const nlohmann::json* value = find(key);
  return value && !value->is_null();
}

CheckedJson CheckedJson::child(std::string_view key) const {
  const nlohmann::json* value = find(key);
  if (!value || !value->is_object()) {
    fail(path_of(key) + " must be an object");
    return {kNothing, *fault_, path_of(key)};
  }
  return {*value, *fault_, path_of(key)};
}

double CheckedJson::checked(const nlohmann::json& value, std::string_view key, double low,
                            double high) const {
  if (!value.is_number()) {
    fail(path_of(key) + " must be a number");
    return low;
  }
  const double number = value.get<double>();
  if (!(number >= low && number <= high)) {
    fail(path_of(key) + " is " + printed(number) + "; it must lie in " + printed(low) + " … " +
         printed(high));
    return low;
  }
  return number;
}

int CheckedJson::checked_integer(const nlohmann::json& value, std::string_view key, int low,
                                 int high) const {
  const double number = checked(value, key, low, high);
  if (number != std::floor(number)) {
    fail(path_of(key) + " is " + printed(number) + "; it must be a whole number");
    return low;
  }
  return static_cast<int>(number);
}

double CheckedJson::number(std::string_view key, double low, double high) const {
  const nlohmann::json* value = find(key);
  return checked(value ? *value : kNothing, key, low, high);
}

int CheckedJson::integer(std::string_view key, int low, int high) const {
  const nlohmann::json* value = find(key);
  return checked_integer(value ? *value : kNothing, key, low, high);
}

std::string CheckedJson::text(std::string_view key, std::size_t longest) const {
  const nlohmann::json* value = find(key);
  if (!value || !value->is_string()) {
    fail(path_of(key) + " must be a text");
    return {};
  }
  const auto& text = value->get_ref<const std::string&>();
  if (text.size() > longest) {
    fail(path_of(key) + " is longer than " + std::to_string(longest) + " bytes");
    return {};
  }
  return text;
}

const nlohmann::json* CheckedJson::array(std::string_view key, std::size_t fewest,
                                         std::size_t most) const {
  const nlohmann::json* value = find(key);
  if (!value || !value->is_array()) {
    fail(path_of(key) + " must be an array");
    return nullptr;
  }
  if (value->size() < fewest || value->size() > most) {
    fail(path_of(key) + " has " + std::to_string(value->size()) + " entries; it must have " +
         std::to_string(fewest) + (most == fewest ? "" : " to " + std::to_string(most)));
    return nullptr;
  }
  return value;
}

std::vector<double> CheckedJson::numbers(std::string_view key, std::size_t fewest, std::size_t most,
                                         double low, double high) const {
  std::vector<double> out;
  const nlohmann::json* values = array(key, fewest, most);
  if (!values) return std::vector<double>(fewest, low);
  for (const nlohmann::json& value : *values) out.push_back(checked(value, key, low, high));
  return out;
}

std::vector<int> CheckedJson::integers(std::string_view key, std::size_t fewest, std::size_t most,
                                       int low, int high) const {
  std::vector<int> out;
  const nlohmann::json* values = array(key, fewest, most);
  if (!values) return std::vector<int>(fewest, low);
  for (const nlohmann::json& value : *values) out.push_back(checked_integer(value, key, low, high));
  return out;
}

std::vector<std::string> CheckedJson::texts(std::string_view key, std::size_t most,
                                            std::size_t longest) const {
  std::vector<std::string> out;
  const nlohmann::json* values = array(key, 0, most);
  if (!values) return out;
  for (const nlohmann::json& value : *values) {
    if (!value.is_string() || value.get_ref<const std::string&>().size() > longest) {
      fail(path_of(key) + " must hold short texts");
      return {};
    }
    out.push_back(value.get_ref<const std::string&>());
  }
  return out;
}

std::vector<CheckedJson> CheckedJson::objects(std::string_view key, std::size_t fewest,
                                              std::size_t most) const {
  std::vector<CheckedJson> out;
  const nlohmann::json* values = array(key, fewest, most);
  if (!values) return out;
  for (std::size_t i = 0; i < values->size(); ++i) {
    const std::string path = path_of(key) + "." + std::to_string(i);
    if (!(*values)[i].is_object()) {
      fail(path + " must be an object");
      return {};
    }
    out.push_back({(*values)[i], *fault_, path});
  }
  return out;
}

bool CheckedJson::is_row(std::string_view key, std::size_t index, const nlohmann::json& row,
                         std::size_t entries) const {
  if (row.is_array() && row.size() == entries) return true;
  fail(path_of(key) + "." + std::to_string(index) + " must have " + std::to_string(entries) +
       " entries");
  return false;
}

std::vector<std::vector<double>> CheckedJson::number_rows(std::string_view key, std::size_t rows,
                                                          std::size_t columns, double low,
                                                          double high) const {
  std::vector<std::vector<double>> out(rows, std::vector<double>(columns, low));
  const nlohmann::json* values = array(key, rows, rows);
  if (!values) return out;
  for (std::size_t r = 0; r < rows; ++r) {
    const nlohmann::json& row = (*values)[r];
    if (!is_row(key, r, row, columns)) return out;
    for (std::size_t c = 0; c < columns; ++c) out[r][c] = checked(row[c], key, low, high);
  }
  return out;
}

std::vector<nlohmann::json> CheckedJson::table(std::string_view columns, std::string_view rows,
                                               std::size_t most) const {
  std::vector<nlohmann::json> out;
  const std::vector<std::string> names = texts(columns, 100, 100);
  const nlohmann::json* values = array(rows, 0, most);
  if (!values) return out;
  for (const nlohmann::json& row : *values) {
    if (!is_row(rows, out.size(), row, names.size())) return {};
    nlohmann::json record = nlohmann::json::object();
    for (std::size_t c = 0; c < names.size(); ++c) record[names[c]] = row[c];
    out.push_back(std::move(record));
  }
  return out;
}

std::vector<std::vector<int>> CheckedJson::matrix(std::string_view key, std::size_t rows,
                                                  std::size_t columns, int low, int high) const {
  std::vector<std::vector<int>> out(rows, std::vector<int>(columns, low));
  const nlohmann::json* values = array(key, rows, rows);
  if (!values) return out;
  for (std::size_t r = 0; r < rows; ++r) {
    const nlohmann::json& row = (*values)[r];
    if (!is_row(key, r, row, columns)) return out;
    for (std::size_t c = 0; c < columns; ++c) out[r][c] = checked_integer(row[c], key, low, high);
  }
  return out;
}

}  // namespace second_opinion
