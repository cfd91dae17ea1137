// What a field of the report may hold and how it is written. In each structure of this room stands
// one list of its fields, and beside every field one Rule:
//
//   template <class List, class Self> static void fields(List& list, Self& self) {
//     list.page("accuracy", self.accuracy, Rule::share(6));
//     list.rest("ece", self.ece, Rule::share(5));
//   }
//
// `page` fields are what the page's figures draw from; `rest` fields stay in report.json, where
// the article's sentences can quote them as well. The list is all that reading (report_reader.hpp),
// writing (report_writer.hpp), cutting the report down to the page's part, and finding a value by
// its name (report_address.hpp) know of a structure. Two more entries are for special shapes:
//   list.page_table("columns", "rows", self.runs, …)  structures as rows of a table
//   list.schema(1)                                    a number that must stand under "schema"
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace second_opinion {

struct Rule {
  // What is written for a field that holds nothing (zero, an empty text or list, no value): it must
  // not be so, the key is left out, or null.
  enum class Absence : unsigned char { kRefused, kLeftOut, kNull };
  static constexpr std::size_t kAny = static_cast<std::size_t>(-1);
  static constexpr int kExact = -1;

  double low = 0;  // of a number or of each number in a list, inclusive; bytes of a text
  double high = 0;
  int decimals = kExact;   // to which a number with a fraction is rounded when it is written
  std::size_t fewest = 0;  // entries of a list
  std::size_t most = kAny;
  Absence absence = Absence::kRefused;
  bool is_nothing = false;

  static constexpr Rule whole(double low, double high) { return number(low, high, kExact); }
  static constexpr Rule number(double low, double high, int decimals = kExact) {
    Rule rule;
    rule.low = low;
    rule.high = high;
    rule.decimals = decimals;
    return rule;
  }
  static constexpr Rule share(int decimals = kExact) { return number(0, 1, decimals); }
  static constexpr Rule text(double longest) { return number(0, longest); }
  static constexpr Rule list(std::size_t fewest, std::size_t most) {
    return Rule{}.many(fewest, most);
  }

  constexpr Rule many(std::size_t at_least, std::size_t at_most) const {
    Rule rule = *this;
    rule.fewest = at_least;
    rule.most = at_most;
    return rule;
  }
  constexpr Rule exactly(std::size_t entries) const { return many(entries, entries); }
  constexpr Rule or_none() const { return with(Absence::kLeftOut); }
  constexpr Rule or_null() const { return with(Absence::kNull); }
  constexpr bool may_be_absent() const { return absence != Absence::kRefused; }
  // Here and now nothing can be there: null is written, and what stands there is not looked at.
  static constexpr Rule nothing() {
    Rule rule;
    rule.absence = Absence::kNull;
    rule.is_nothing = true;
    return rule;
  }

 private:
  constexpr Rule with(Absence absent) const {
    Rule rule = *this;
    rule.absence = absent;
    return rule;
  }
};

// Values under names that are no part of the schema, such as one network's each; in the order in
// which they were added. The rule of such a field is that of every value.
template <class Value>
struct Named {
  std::vector<std::pair<std::string, Value>> entries;

  const Value* find(std::string_view name) const {
    for (const auto& [key, value] : entries)
      if (key == name) return &value;
    return nullptr;
  }
  bool empty() const { return entries.empty(); }
};

// A JSON value that is passed on as it is, such as the recipe of a network.
struct JsonText {
  std::string text;  // "" = none

  bool empty() const { return text.empty(); }
};

// Generous bounds that several structures share.
inline constexpr double kMostImages = 10'000'000;
inline constexpr double kMostParameters = 1'000'000'000;
inline constexpr double kMostOperations = 1e12;  // multiply-adds for one digit
inline constexpr double kMostLoss = 1e6;
inline constexpr double kLongestName = 200;
inline constexpr std::size_t kMostEpochs = 2000;
inline constexpr std::size_t kMostRows = 2000;

}  // namespace second_opinion
