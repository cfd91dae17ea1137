// The held-out digits, disturbed in one way at a time, in three strengths.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/report/report_network.hpp"
#include "core/report/report_sheet.hpp"
#include "core/report/rule.hpp"

namespace second_opinion {

inline constexpr int kStressStrengths = 3;

// The held-out digits under one disturbance in one strength.
struct StressRow {
  std::string disturbance;
  int strength = 1;  // 1 … 3
  double parameter = 0;
  std::string unit;  // of the parameter
  int images = 0;
  Named<double> accuracy;  // by network

  std::string key() const { return disturbance + "_" + std::to_string(strength); }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.page("disturbance", self.disturbance, Rule::text(60));
    list.page("strength", self.strength, Rule::whole(1, kStressStrengths));
    list.page("parameter", self.parameter, Rule::number(-1e6, 1e6, 3));
    list.page("unit", self.unit, Rule::text(60));
    list.rest("images", self.images, Rule::whole(1, kMostImages));
    list.page("accuracy", self.accuracy, Rule::share(6));
  }
};

struct StressNetwork {
  std::string network;
  bool unseen = false;  // it was trained without these digits
  ReportScore clean;    // on the digits as they are
  double mean = 0;      // accuracy over all rows
  double worst = 0;

  std::string key() const { return network; }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.page("network", self.network, Rule::text(60));
    list.rest("unseen", self.unseen);
    list.page("clean", self.clean);
    list.rest("mean", self.mean, Rule::share(6));
    list.rest("worst", self.worst, Rule::share(6));
  }
};

// A disturbance in all its strengths, as it is drawn.
struct StressStep {
  double parameter = 0;
  double cnn = 0;  // accuracies
  double transformer = 0;
};
struct StressKind {
  std::string name;
  std::string unit;
  int column = 0;  // in the sheet, whose rows are the strengths
  std::array<StressStep, kStressStrengths> steps;
};

struct StressStudy {
  int images = 0;
  std::vector<StressNetwork> networks;
  std::vector<StressRow> rows;  // disturbance by disturbance, each in three rising strengths
  ReportSheet sheet;            // the first column is the digit itself, then the disturbances
  struct Digit {
    int index = 0;  // in the held-out part
    int label = 0;

    template <class List, class Self>
    static void fields(List& list, Self& self) {
      list.rest("index", self.index, Rule::whole(0, kMostImages));
      list.rest("label", self.label, Rule::whole(0, 9));
    }
  } digit;
  // The same once more by what is drawn; no fields.
  std::vector<StressKind> kinds;
  double clean_cnn = 0, clean_transformer = 0;

  bool empty() const { return rows.empty(); }
  std::string settle();

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.schema(1);
    list.page("images", self.images, Rule::whole(1, kMostImages));
    list.page("networks", self.networks, Rule::list(0, 10));
    list.page("rows", self.rows, Rule::list(kStressStrengths, 200));
    ReportSheet::fields(list, self.sheet);
    list.rest("digit", self.digit);
  }
};

}  // namespace second_opinion
