// A checked look at a JSON object: each key is asked for with its type and
// range, and whatever was not asked for is an error. The first error wins and
// names its key by path, such as `recipe.optimizer.momentum`.
#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

namespace second_opinion {

class JsonReader {
 public:
  // `error` stays empty until something is wrong; shared by all readers of one document.
  JsonReader(const nlohmann::json& value, std::string path, std::string& error);

  bool has(const std::string& key);
  // A missing key gives `fallback`; a key without a fallback must be there.
  double number(const std::string& key, double fallback, double low, double high);
  double number(const std::string& key, double low, double high);
  int integer(const std::string& key, int fallback, int low, int high);
  int integer(const std::string& key, int low, int high);
  bool boolean(const std::string& key, bool fallback);
  std::string text(const std::string& key, const std::string& fallback);
  std::string text(const std::string& key);
  // The position of the key's text among `choices`.
  int choice(const std::string& key, std::initializer_list<std::string_view> choices);
  int choice(const std::string& key, int fallback, std::initializer_list<std::string_view> choices);
  // A missing key gives an empty object.
  JsonReader object(const std::string& key);
  // A missing key is an error; an empty array too.
  const nlohmann::json& array(const std::string& key);

  // To be called when every key has been asked for: refuses the rest.
  void finish();
  void refuse(const std::string& key, const std::string& what);
  const std::string& path() const { return path_; }
  std::string& error() { return *error_; }

 private:
  const nlohmann::json* find(const std::string& key, bool wanted);

  const nlohmann::json* value_;
  std::string path_;
  std::string* error_;
  std::set<std::string> asked_;
};

}  // namespace second_opinion
