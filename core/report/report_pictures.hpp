// The pictures that lie beside the report: the digits that the article shows, with what the
// networks say of them, and pictures of weights.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/image/digit_image.hpp"
#include "core/report/report_sheet.hpp"
#include "core/report/rule.hpp"

namespace second_opinion {

struct ReportOpinion {
  bool known = false;  // no field: there is an opinion
  int digit = 0;
  std::array<double, kDigitCount> probabilities{};

  bool empty() const { return !known; }
  std::string settle() {
    known = true;
    return {};
  }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.page("digit", self.digit, Rule::whole(0, 9));
    list.page("probabilities", self.probabilities, Rule::share(4));
  }
};

// One picture of the digits' sheet; its cell is its place in ReportDigits::items. Tags: sample,
// interesting, hero, sure-right, hard-right, cnn-wrong, transformer-wrong, both-wrong, differ,
// sure-wrong, disputed, training-row.
struct ReportDigit {
  std::string set;  // "test" or "train"
  int index = 0;
  int label = 0;
  ReportOpinion cnn, transformer;  // of test pictures only, like
  std::optional<int> linear, mlp;  // these, which are digits
  std::vector<std::string> tags;

  bool from_test() const { return set == "test"; }
  bool has_tag(std::string_view tag) const {
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
  }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.page("set", self.set, Rule::text(8));
    list.page("index", self.index, Rule::whole(0, kMostImages));
    list.page("label", self.label, Rule::whole(0, 9));
    list.page("cnn", self.cnn, Rule{}.or_none());
    list.page("transformer", self.transformer, Rule{}.or_none());
    list.rest("linear", self.linear, Rule::whole(0, 9).or_none());
    list.rest("mlp", self.mlp, Rule::whole(0, 9).or_none());
    list.page("tags", self.tags, Rule::text(40).many(0, 20));
  }
};

// Every test picture that either network gets wrong is an item, unless there are too many.
struct ReportDigits {
  ReportSheet sheet;
  bool complete = true;  // no picture that was read wrongly has been left out
  std::vector<ReportDigit> items;

  std::string settle() {
    sheet.count = static_cast<int>(items.size());
    return {};
  }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    ReportSheet::fields(list, self.sheet);
    list.rest("complete", self.complete);
    list.page("items", self.items, Rule::list(0, 2000));
  }
};

// One network's pictures of weights in the templates' sheet. Grey 128 is zero, 128 ± 127 ± scale.
struct ReportTemplates {
  int first = 0;
  int count = 0;
  double scale = 0;

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.page("first", self.first, Rule::whole(0, 4096));
    list.page("count", self.count, Rule::whole(0, 4096));
    list.page("scale", self.scale, Rule::number(0, kMostOperations, 5));
  }
};

struct ReportTemplateSheet {
  ReportSheet sheet;
  ReportTemplates linear, mlp;

  std::string settle() const {
    for (const ReportTemplates& part : {linear, mlp})
      if (part.first + part.count > sheet.count) return "name cells beyond their sheet";
    return {};
  }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    ReportSheet::fields(list, self.sheet);
    list.page("count", self.sheet.count, Rule::whole(0, 4096));
    list.page("linear", self.linear);
    list.page("mlp", self.mlp);
  }
};

}  // namespace second_opinion
