// The held-out digits under every family of disturbance that training knows, and what networks make
// of them: those that met all families, and those that met one half and are judged on the other.
#pragma once

#include <string>
#include <vector>

#include "core/report/report_network.hpp"
#include "core/report/rule.hpp"

namespace second_opinion {

// The held-out digits under one family at one strength.
struct FamilyRow {
  std::string family;
  std::string half;        // "first" or "second"
  double strength = 0;     // 0 … 1
  Named<double> accuracy;  // by network

  std::string key() const {
    return family + "_" + std::to_string(static_cast<int>(strength * 100));
  }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("family", self.family, Rule::text(60));
    list.rest("half", self.half, Rule::text(10));
    list.rest("strength", self.strength, Rule::share(2));
    list.rest("accuracy", self.accuracy, Rule::share(6));
  }
};

struct FamilyNetwork {
  std::string network;
  std::string taught;   // which families its training showed: "none", "all", "first", "second"
  bool unseen = false;  // it was trained without these digits
  ReportScore clean;    // on the digits as they are
  double first_half = 0, second_half = 0;  // mean accuracy over the rows of each half
  double mean = 0;                         // over all rows
  double worst_family = 0;                 // mean over the strengths of the family it reads worst
  std::string worst_name;

  std::string key() const { return network; }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("network", self.network, Rule::text(60));
    list.rest("taught", self.taught, Rule::text(10));
    list.rest("unseen", self.unseen);
    list.rest("clean", self.clean);
    list.rest("first_half", self.first_half, Rule::share(6));
    list.rest("second_half", self.second_half, Rule::share(6));
    list.rest("mean", self.mean, Rule::share(6));
    list.rest("worst_family", self.worst_family, Rule::share(6));
    list.rest("worst_name", self.worst_name, Rule::text(60));
  }
};

struct FamiliesStudy {
  int images = 0;
  std::vector<FamilyNetwork> networks;
  std::vector<FamilyRow> rows;  // family by family, in rising strengths

  bool empty() const { return rows.empty(); }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.schema(1);
    list.rest("images", self.images, Rule::whole(1, kMostImages));
    list.rest("networks", self.networks, Rule::list(1, 20));
    list.rest("rows", self.rows, Rule::list(1, 500));
  }
};

}  // namespace second_opinion
