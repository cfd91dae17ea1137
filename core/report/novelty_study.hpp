// How well a network knows pictures that are no digits.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/report/report_network.hpp"
#include "core/report/rule.hpp"

namespace second_opinion {

// The shares of digits that are warned of although they are some. One half of the held-out digits
// set the threshold; all but the first share are of the other half, which set nothing. Intervals
// are Wilson's at 95 %.
struct NoveltyWarned {
  double threshold_half = 0;  // of the half that set the threshold: low by construction
  double held_out = 0;        // as they are
  std::optional<ReportInterval> held_out_interval;
  double mild = 0;  // bent a little
  std::optional<ReportInterval> mild_interval;
  double pens = 0;  // coarse, hard-edged, stretched, hollow …: by unusual pens
  std::optional<ReportInterval> pens_interval;

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("threshold_half", self.threshold_half, Rule::share(6).or_none());
    list.rest("held_out", self.held_out, Rule::share(6));
    list.rest("held_out_interval", self.held_out_interval, Rule::share(6).or_none());
    list.rest("mild", self.mild, Rule::share(6));
    list.rest("mild_interval", self.mild_interval, Rule::share(6).or_none());
    list.rest("pens", self.pens, Rule::share(6).or_none());
    list.rest("pens_interval", self.pens_interval, Rule::share(6).or_none());
  }
};

struct NoveltyFamily {
  std::string family;  // of pictures that are no digits
  double auroc = 0;
  double auroc_left_out = 0;  // where the judgement was taught without this family
  double caught = 0;

  std::string key() const { return family; }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("family", self.family, Rule::text(60));
    list.rest("auroc", self.auroc, Rule::share(6));
    list.rest("auroc_left_out", self.auroc_left_out, Rule::share(6));
    list.rest("caught", self.caught, Rule::share(4));
  }
};

struct NoveltyNetwork {
  std::string network;
  NoveltyWarned warned;
  double auroc = 0;
  double auroc_left_out = 0;
  double caught = 0;
  std::vector<NoveltyFamily> families;
  bool unseen = false;

  std::string key() const { return network; }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("network", self.network, Rule::text(60));
    list.rest("warned", self.warned);
    list.rest("auroc", self.auroc, Rule::share(6));
    list.rest("auroc_left_out", self.auroc_left_out, Rule::share(6));
    list.rest("caught", self.caught, Rule::share(4));
    list.rest("families", self.families, Rule::list(0, 100));
    list.rest("unseen", self.unseen);
  }
};

// One way of letting two networks judge together.
struct NoveltyRule {
  NoveltyWarned warned;
  double caught = 0;
  struct Family {
    std::string family;
    double caught = 0;

    std::string key() const { return family; }

    template <class List, class Self>
    static void fields(List& list, Self& self) {
      list.rest("family", self.family, Rule::text(60));
      list.rest("caught", self.caught, Rule::share(4));
    }
  };
  std::vector<Family> families;

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("warned", self.warned);
    list.rest("caught", self.caught, Rule::share(4));
    list.rest("families", self.families, Rule::list(0, 100));
  }
};

struct NoveltyTogether {
  NoveltyRule either, both, mean;

  bool empty() const { return mean.families.empty(); }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("either", self.either);
    list.rest("both", self.both);
    list.rest("mean", self.mean);
  }
};

struct NoveltyStudy {
  double warned_share = 0;
  int digits = 0;            // that the judgement was taught with, each picture counted
  int others = 0;            // non-digits of each family, as many again to judge
  int threshold_images = 0;  // held-out digits that set the threshold …
  int images = 0;            // … and those that it was judged with
  std::vector<NoveltyNetwork> networks;
  NoveltyTogether together;  // empty unless there are two networks

  bool empty() const { return networks.empty(); }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.schema(1);
    list.rest("warned_share", self.warned_share, Rule::share());
    list.rest("digits", self.digits, Rule::whole(0, kMostImages));
    list.rest("others", self.others, Rule::whole(0, kMostImages));
    list.rest("threshold_images", self.threshold_images, Rule::whole(0, kMostImages).or_none());
    list.rest("images", self.images, Rule::whole(0, kMostImages));
    list.rest("networks", self.networks, Rule::list(1, 10));
    list.rest("together", self.together, Rule{}.or_none());
  }
};

}  // namespace second_opinion
