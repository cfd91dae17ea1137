// Every refusal says the path, what is wrong and what would be right.
#include "native_trainer/io/json_reader.hpp"

#include <cmath>
#include <cstdio>

namespace second_opinion {
namespace {

const nlohmann::json& empty_object() {
  static const nlohmann::json empty = nlohmann::json::object();
  return empty;
}

const nlohmann::json& empty_array() {
  static const nlohmann::json empty = nlohmann::json::array();
  return empty;
}

std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", value);
  return text;
}

}  // namespace

JsonReader::JsonReader(const nlohmann::json& value, std::string path, std::string& error)
    : value_(&value), path_(std::move(path)), error_(&error) {
  if (value.is_object()) return;
  if (error_->empty()) *error_ = path_ + ": must be an object, { … }";
  value_ = &empty_object();
}

bool JsonReader::has(const std::string& key) {
  return find(key, false) != nullptr;
}

void JsonReader::refuse(const std::string& key, const std::string& what) {
  if (error_->empty()) *error_ = path_ + (key.empty() ? "" : "." + key) + ": " + what;
}

const nlohmann::json* JsonReader::find(const std::string& key, bool wanted) {
  asked_.insert(key);
  const auto found = value_->find(key);
  if (found != value_->end()) return &*found;
  if (wanted) refuse(key, "is missing");
  return nullptr;
}

double JsonReader::number(const std::string& key, double low, double high) {
  return find(key, true) ? number(key, low, low, high) : low;
}

double JsonReader::number(const std::string& key, double fallback, double low, double high) {
  const nlohmann::json* found = find(key, false);
  if (!found) return fallback;
  const double value = found->is_number() ? found->get<double>() : NAN;
  if (value >= low && value <= high) return value;
  refuse(key,
         (found->is_number() ? std::string("is ") + short_number(value) + "; " : std::string()) +
             "must be a number from " + short_number(low) + " to " + short_number(high));
  return fallback;
}

int JsonReader::integer(const std::string& key, int low, int high) {
  return find(key, true) ? integer(key, low, low, high) : low;
}

int JsonReader::integer(const std::string& key, int fallback, int low, int high) {
  const nlohmann::json* found = find(key, false);
  if (!found) return fallback;
  const double value = found->is_number() ? found->get<double>() : NAN;
  if (value >= low && value <= high && value == std::floor(value)) return static_cast<int>(value);
  refuse(key,
         (found->is_number() ? std::string("is ") + short_number(value) + "; " : std::string()) +
             "must be a whole number from " + std::to_string(low) + " to " + std::to_string(high));
  return fallback;
}

bool JsonReader::boolean(const std::string& key, bool fallback) {
  const nlohmann::json* found = find(key, false);
  if (!found) return fallback;
  if (found->is_boolean()) return found->get<bool>();
  refuse(key, "must be true or false");
  return fallback;
}

std::string JsonReader::text(const std::string& key) {
  return find(key, true) ? text(key, "") : "";
}

std::string JsonReader::text(const std::string& key, const std::string& fallback) {
  const nlohmann::json* found = find(key, false);
  if (!found) return fallback;
  if (found->is_string()) return found->get<std::string>();
  refuse(key, "must be a text in quotes");
  return fallback;
}

int JsonReader::choice(const std::string& key, std::initializer_list<std::string_view> choices) {
  return find(key, true) ? choice(key, 0, choices) : 0;
}

int JsonReader::choice(const std::string& key, int fallback,
                       std::initializer_list<std::string_view> choices) {
  const nlohmann::json* found = find(key, false);
  if (!found) return fallback;
  std::string list;
  int position = 0;
  for (const std::string_view name : choices) {
    if (found->is_string() && found->get_ref<const std::string&>() == name) return position;
    if (position++ > 0) list += ", ";
    list += name;
  }
  refuse(key,
         (found->is_string() ? std::string("\"") + found->get<std::string>() + "\" is unknown; "
                             : std::string()) +
             "must be one of " + list);
  return fallback;
}

JsonReader JsonReader::object(const std::string& key) {
  const nlohmann::json* found = find(key, false);
  return JsonReader(found ? *found : empty_object(), path_ + "." + key, *error_);
}

const nlohmann::json& JsonReader::array(const std::string& key) {
  const nlohmann::json* found = find(key, true);
  if (!found) return empty_array();
  if (found->is_array() && !found->empty()) return *found;
  refuse(key, "must be an array with at least one entry, [ … ]");
  return empty_array();
}

void JsonReader::finish() {
  for (const auto& [key, unused] : value_->items())
    if (!asked_.contains(key)) refuse(key, "is not a known key here");
}

}  // namespace second_opinion
