// A checked look at one object of a JSON document that comes from outside: each key is asked for
// with its type and range. The first fault of the document is kept, with the path that leads to it
// ("networks.cnn.test.accuracy: must be a number from 0 to 1"); after it every question gets a
// harmless answer, so that readers need no branch of their own. Nothing throws and nothing aborts,
// whatever the document holds. Knows no schema; core/report and the trainer's recipes have theirs.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace second_opinion {

// A document from outside as a value, or discarded (is_discarded()) when it is no JSON or nests
// deeper than any of ours, which would let whoever copies or prints it run out of stack.
nlohmann::json parse_json(std::string_view text);

class JsonReader {
 public:
  // `error` stays empty until something is wrong; all readers of one document share it. `path`
  // leads to the object and may be empty for the document itself. A value that is no object is a
  // fault. Value and error outlive the reader.
  JsonReader(const nlohmann::json& value, std::string path, std::string& error);

  bool has(std::string_view key);              // the key is there
  bool has_value(std::string_view key) const;  // the key is there, and not null

  // A missing key gives `fallback`; a key without a fallback must be there. Ranges are inclusive.
  double number(std::string_view key, double fallback, double low, double high);
  double number(std::string_view key, double low, double high);
  int integer(std::string_view key, int fallback, int low, int high);
  int integer(std::string_view key, int low, int high);
  bool boolean(std::string_view key, bool fallback);
  bool boolean(std::string_view key);
  std::string text(std::string_view key, const std::string& fallback);
  std::string text(std::string_view key, std::size_t longest = kAnyLength);
  // The position of the key's text among `choices`.
  int choice(std::string_view key, std::initializer_list<std::string_view> choices);
  int choice(std::string_view key, int fallback, std::initializer_list<std::string_view> choices);

  // Lists have from `fewest` to `most` entries, all of one type. After a fault they have `fewest`.
  std::vector<double> numbers(std::string_view key, std::size_t fewest, std::size_t most,
                              double low, double high);
  std::vector<int> integers(std::string_view key, std::size_t fewest, std::size_t most, int low,
                            int high);
  std::vector<std::string> texts(std::string_view key, std::size_t fewest, std::size_t most,
                                 std::size_t longest);
  // Rows of `columns` numbers each.
  std::vector<std::vector<double>> number_rows(std::string_view key, std::size_t fewest,
                                               std::size_t most, std::size_t columns, double low,
                                               double high);
  std::vector<JsonReader> objects(std::string_view key, std::size_t fewest, std::size_t most);
  // A table of mixed rows: the column names under `columns`, arrays of as many values under
  // `rows`. One object per row; to be read with at().
  std::vector<nlohmann::json> table(std::string_view columns, std::string_view rows,
                                    std::size_t most);
  // Another value, at a path below this one.
  JsonReader at(const nlohmann::json& value, const std::string& below);

  JsonReader object(std::string_view key);           // a missing key gives an empty object
  JsonReader required_object(std::string_view key);  // a missing key is a fault
  // At least one entry, of whatever type.
  const nlohmann::json& array(std::string_view key);
  // Whatever stands there; null when the key is missing.
  const nlohmann::json& any(std::string_view key);
  // Keys that nobody has asked for yet.
  std::vector<std::string> unasked() const;

  // To be called when every key has been asked for: refuses the rest.
  void finish();
  void refuse(std::string_view key, std::string_view what);
  bool failed() const { return !error_->empty(); }
  const std::string& path() const { return path_; }
  std::string& error() { return *error_; }

  static constexpr std::size_t kAnyLength = static_cast<std::size_t>(-1);

 private:
  const nlohmann::json* find(std::string_view key, bool wanted);
  const nlohmann::json* list(std::string_view key, std::size_t fewest, std::size_t most);
  double checked(const nlohmann::json& value, std::string_view key, double low, double high,
                 bool whole);
  std::string below(std::string_view key) const;

  const nlohmann::json* value_;
  std::string path_;
  std::string* error_;
  std::vector<const nlohmann::json*> asked_;
};

}  // namespace second_opinion
