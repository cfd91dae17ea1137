// A JSON value from outside, read field by field without exceptions: each
// getter checks type and range, and the first fault is kept with its path.
// After a fault every getter answers a harmless default. Knows no schema.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#define JSON_NOEXCEPTION
#include <nlohmann/json.hpp>

namespace second_opinion {

class CheckedJson {
 public:
  // The root; `fault` collects the first error of the whole reading and outlives this.
  CheckedJson(const nlohmann::json& value, std::string& fault) : value_(&value), fault_(&fault) {}

  bool failed() const { return !fault_->empty(); }
  void fail(std::string_view what) const;
  bool has(std::string_view key) const;  // there, and not null

  CheckedJson child(std::string_view key) const;  // must be an object
  double number(std::string_view key, double low, double high) const;
  int integer(std::string_view key, int low, int high) const;
  std::string text(std::string_view key, std::size_t longest) const;
  std::vector<double> numbers(std::string_view key, std::size_t fewest, std::size_t most,
                              double low, double high) const;
  std::vector<int> integers(std::string_view key, std::size_t fewest, std::size_t most, int low,
                            int high) const;
  std::vector<std::string> texts(std::string_view key, std::size_t most, std::size_t longest) const;
  std::vector<CheckedJson> objects(std::string_view key, std::size_t fewest,
                                   std::size_t most) const;
  std::vector<std::vector<double>> number_rows(std::string_view key, std::size_t rows,
                                               std::size_t columns, double low, double high) const;
  // A table of mixed rows: the names under `columns`, the arrays under `rows`, each as long → one
  // object per row.
  std::vector<nlohmann::json> table(std::string_view columns, std::string_view rows,
                                    std::size_t most) const;
  // Another value, read as if it stood under `key` here; it outlives the answer.
  CheckedJson within(const nlohmann::json& value, std::string_view key) const {
    return {value, *fault_, path_of(key)};
  }
  std::vector<std::vector<int>> matrix(std::string_view key, std::size_t rows, std::size_t columns,
                                       int low, int high) const;

 private:
  CheckedJson(const nlohmann::json& value, std::string& fault, std::string path)
      : value_(&value), fault_(&fault), path_(std::move(path)) {}
  const nlohmann::json* find(std::string_view key) const;
  const nlohmann::json* array(std::string_view key, std::size_t fewest, std::size_t most) const;
  std::string path_of(std::string_view key) const;
  bool is_row(std::string_view key, std::size_t index, const nlohmann::json& row,
              std::size_t entries) const;
  double checked(const nlohmann::json& value, std::string_view key, double low, double high) const;
  int checked_integer(const nlohmann::json& value, std::string_view key, int low, int high) const;

  const nlohmann::json* value_;
  std::string* fault_;
  std::string path_;
};

}  // namespace second_opinion
