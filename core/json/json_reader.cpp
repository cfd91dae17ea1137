// Every refusal says the path, what is wrong and what would be right. Nothing here calls at() or
// get<T>() on a value whose type has not been looked at: without exceptions that would abort. All
// questions stand in this one file, long as it is, so that their refusals are worded alike.
#include "core/json/json_reader.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace second_opinion {
namespace {

using nlohmann::json;

const json& nothing() {
  static const json null;
  return null;
}

const json& empty_object() {
  static const json empty = json::object();
  return empty;
}

const json& empty_array() {
  static const json empty = json::array();
  return empty;
}

std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.10g", value);
  return text;
}

bool is_text(const json& value, std::size_t longest) {
  return value.is_string() && value.get_ref<const std::string&>().size() <= longest;
}

int deepest_level(std::string_view text) {
  int level = 0, deepest = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') quoted = !quoted;
    if (quoted && c == '\\') ++i;  // whatever follows is no end of the text
    if (quoted) continue;
    level += (c == '[' || c == '{') - (c == ']' || c == '}');
    deepest = std::max(deepest, level);
  }
  return deepest;
}

}  // namespace

json parse_json(std::string_view text) {
  constexpr int kMostLevels = 64;
  if (deepest_level(text) > kMostLevels) return json(json::value_t::discarded);
  return json::parse(text.begin(), text.end(), nullptr, false);
}

JsonReader::JsonReader(const json& value, std::string path, std::string& error)
    : value_(&value), path_(std::move(path)), error_(&error) {
  if (value.is_object()) return;
  refuse("", "must be an object, { … }");
  value_ = &empty_object();
}

std::string JsonReader::below(std::string_view key) const {
  if (key.empty()) return path_;
  return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

void JsonReader::refuse(std::string_view key, std::string_view what) {
  if (!error_->empty()) return;
  const std::string place = below(key);
  *error_ = place.empty() ? std::string(what) : place + ": " + std::string(what);
}

bool JsonReader::has(std::string_view key) {
  return find(key, false) != nullptr;
}

bool JsonReader::has_value(std::string_view key) const {
  const auto found = value_->find(std::string(key));
  return found != value_->end() && !found->is_null();
}

const json* JsonReader::find(std::string_view key, bool wanted) {
  const auto found = value_->find(std::string(key));
  if (found != value_->end()) {
    asked_.push_back(&*found);
    return &*found;
  }
  if (wanted) refuse(key, "is missing");
  return nullptr;
}

double JsonReader::checked(const json& value, std::string_view key, double low, double high,
                           bool whole) {
  const double number = value.is_number() ? value.get<double>() : NAN;
  if (number >= low && number <= high && (!whole || number == std::floor(number))) return number;
  refuse(key, (value.is_number() ? "is " + short_number(number) + "; " : std::string()) +
                  (whole ? "must be a whole number from " : "must be a number from ") +
                  short_number(low) + " to " + short_number(high));
  return low;
}

double JsonReader::number(std::string_view key, double low, double high) {
  const json* found = find(key, true);
  return found ? checked(*found, key, low, high, false) : low;
}

double JsonReader::number(std::string_view key, double fallback, double low, double high) {
  const json* found = find(key, false);
  return found ? checked(*found, key, low, high, false) : fallback;
}

int JsonReader::integer(std::string_view key, int low, int high) {
  const json* found = find(key, true);
  return found ? static_cast<int>(checked(*found, key, low, high, true)) : low;
}

int JsonReader::integer(std::string_view key, int fallback, int low, int high) {
  const json* found = find(key, false);
  return found ? static_cast<int>(checked(*found, key, low, high, true)) : fallback;
}

bool JsonReader::boolean(std::string_view key) {
  return find(key, true) && boolean(key, false);
}

bool JsonReader::boolean(std::string_view key, bool fallback) {
  const json* found = find(key, false);
  if (!found) return fallback;
  if (found->is_boolean()) return found->get<bool>();
  refuse(key, "must be true or false");
  return fallback;
}

std::string JsonReader::text(std::string_view key, std::size_t longest) {
  const json* found = find(key, true);
  if (!found) return {};
  if (is_text(*found, longest)) return found->get_ref<const std::string&>();
  refuse(key, found->is_string() ? "is longer than " + std::to_string(longest) + " bytes"
                                 : std::string("must be a text in quotes"));
  return {};
}

std::string JsonReader::text(std::string_view key, const std::string& fallback) {
  return has(key) ? text(key) : fallback;
}

int JsonReader::choice(std::string_view key, std::initializer_list<std::string_view> choices) {
  return find(key, true) ? choice(key, 0, choices) : 0;
}

int JsonReader::choice(std::string_view key, int fallback,
                       std::initializer_list<std::string_view> choices) {
  const json* found = find(key, false);
  if (!found) return fallback;
  std::string list;
  int position = 0;
  for (const std::string_view name : choices) {
    if (found->is_string() && found->get_ref<const std::string&>() == name) return position;
    if (position++ > 0) list += ", ";
    list += name;
  }
  refuse(key, (found->is_string() ? "\"" + found->get_ref<const std::string&>() + "\" is unknown; "
                                  : std::string()) +
                  "must be one of " + list);
  return fallback;
}

const json* JsonReader::list(std::string_view key, std::size_t fewest, std::size_t most) {
  const json* found = find(key, true);
  if (!found) return nullptr;
  if (!found->is_array()) {
    refuse(key, "must be a list, [ … ]");
    return nullptr;
  }
  if (found->size() >= fewest && found->size() <= most) return found;
  refuse(key, "has " + std::to_string(found->size()) + " entries; it must have " +
                  std::to_string(fewest) + (most == fewest ? "" : " to " + std::to_string(most)));
  return nullptr;
}

std::vector<double> JsonReader::numbers(std::string_view key, std::size_t fewest, std::size_t most,
                                        double low, double high) {
  const json* values = list(key, fewest, most);
  if (!values) return std::vector<double>(fewest, low);
  std::vector<double> out;
  for (const json& value : *values) out.push_back(checked(value, key, low, high, false));
  return out;
}

std::vector<int> JsonReader::integers(std::string_view key, std::size_t fewest, std::size_t most,
                                      int low, int high) {
  const json* values = list(key, fewest, most);
  if (!values) return std::vector<int>(fewest, low);
  std::vector<int> out;
  for (const json& value : *values)
    out.push_back(static_cast<int>(checked(value, key, low, high, true)));
  return out;
}

std::vector<std::string> JsonReader::texts(std::string_view key, std::size_t fewest,
                                           std::size_t most, std::size_t longest) {
  const json* values = list(key, fewest, most);
  if (!values) return std::vector<std::string>(fewest);
  std::vector<std::string> out;
  for (const json& value : *values) {
    const bool fits = is_text(value, longest);
    if (!fits) refuse(key, "must hold texts of at most " + std::to_string(longest) + " bytes");
    out.push_back(fits ? value.get_ref<const std::string&>() : std::string());
  }
  return out;
}

std::vector<std::vector<double>> JsonReader::number_rows(std::string_view key, std::size_t fewest,
                                                         std::size_t most, std::size_t columns,
                                                         double low, double high) {
  std::vector<std::vector<double>> out;
  if (const json* rows = list(key, fewest, most)) {
    for (const json& row : *rows) {
      if (!row.is_array() || row.size() != columns) {
        refuse(key, "row " + std::to_string(out.size()) + " must have " + std::to_string(columns) +
                        " numbers");
        break;
      }
      std::vector<double>& numbers = out.emplace_back();
      for (const json& value : row) numbers.push_back(checked(value, key, low, high, false));
    }
  }
  if (failed()) out.resize(fewest, std::vector<double>(columns, low));
  return out;
}

std::vector<JsonReader> JsonReader::objects(std::string_view key, std::size_t fewest,
                                            std::size_t most) {
  std::vector<JsonReader> out;
  const json* values = list(key, fewest, most);
  for (std::size_t i = 0; values && i < values->size(); ++i)
    out.emplace_back((*values)[i], below(key) + "." + std::to_string(i), *error_);
  while (out.size() < fewest) out.emplace_back(empty_object(), below(key), *error_);
  return out;
}

std::vector<json> JsonReader::table(std::string_view columns, std::string_view rows,
                                    std::size_t most) {
  const std::vector<std::string> names = texts(columns, 0, 100, 100);
  std::vector<json> out;
  const json* values = list(rows, 0, most);
  for (std::size_t i = 0; values && i < values->size(); ++i) {
    const json& row = (*values)[i];
    if (!row.is_array() || row.size() != names.size()) {
      refuse(std::string(rows) + "." + std::to_string(i),
             "must be a list with a value for each of the " + std::to_string(names.size()) +
                 " columns");
      return {};
    }
    json record = json::object();
    for (std::size_t c = 0; c < names.size(); ++c) record[names[c]] = row[c];
    out.push_back(std::move(record));
  }
  return out;
}

JsonReader JsonReader::at(const json& value, const std::string& path_below) {
  return JsonReader(value, below(path_below), *error_);
}

JsonReader JsonReader::object(std::string_view key) {
  const json* found = find(key, false);
  return JsonReader(found ? *found : empty_object(), below(key), *error_);
}

JsonReader JsonReader::required_object(std::string_view key) {
  const json* found = find(key, true);
  return JsonReader(found ? *found : empty_object(), below(key), *error_);
}

const json& JsonReader::array(std::string_view key) {
  const json* found = find(key, true);
  if (!found) return empty_array();
  if (found->is_array() && !found->empty()) return *found;
  refuse(key, "must be an array with at least one entry, [ … ]");
  return empty_array();
}

const json& JsonReader::any(std::string_view key) {
  const json* found = find(key, false);
  return found ? *found : nothing();
}

std::vector<std::string> JsonReader::unasked() const {
  std::vector<std::string> keys;
  for (const auto& [key, value] : value_->items())
    if (std::find(asked_.begin(), asked_.end(), &value) == asked_.end()) keys.push_back(key);
  return keys;
}

void JsonReader::finish() {
  for (const std::string& key : unasked()) refuse(key, "is not a known key here");
}

}  // namespace second_opinion
