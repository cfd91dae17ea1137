// Which digits to hand to a person so that of the others nearly all are read rightly: by the doubt
// of one network, of the other, by their disagreement, by both together.
#pragma once

#include <string>
#include <vector>

#include "core/report/report_network.hpp"
#include "core/report/rule.hpp"

namespace second_opinion {

// One way to doubt, set on one half of the held-out digits so that `target` of what is kept is
// right, and measured on the other half.
struct CoverageGoal {
  std::string name;          // of the target: "p999" for 99.9 %
  double target = 0;         // share of the kept digits that should be right
  double threshold = 0;      // digits that are doubted more are handed over
  double fitted_handed = 0;  // share handed over of the half that set the threshold
  int images = 0;            // the other half
  double handed = 0;         // share of it that is handed over …
  int wrong = 0;             // … and the wrong answers among what is kept
  double accuracy = 0;       // of what is kept
  ReportInterval interval;   // of that, Wilson, 95 %
  bool reached = false;      // on the half that set the threshold; else all would be handed over

  std::string key() const { return name; }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("name", self.name, Rule::text(10));
    list.rest("target", self.target, Rule::share(6));
    list.rest("threshold", self.threshold, Rule::number(0, 2, 8));
    list.rest("fitted_handed", self.fitted_handed, Rule::share(6));
    list.rest("images", self.images, Rule::whole(0, kMostImages));
    list.rest("handed", self.handed, Rule::share(6));
    list.rest("wrong", self.wrong, Rule::whole(0, kMostImages));
    list.rest("accuracy", self.accuracy, Rule::share(6));
    list.rest("interval", self.interval, Rule::share(8));
    list.rest("reached", self.reached);
  }
};

struct CoverageMeasure {
  std::string measure;  // "cnn", "transformer", "disagreement" or "both"
  int wrong = 0;        // with nothing handed over, of all images
  std::vector<CoverageGoal> goals;
  // Wrong answers left, of all images, when so many per mille of them are handed over: 0, 1, 2, …
  std::vector<int> left;

  std::string key() const { return measure; }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.page("measure", self.measure, Rule::text(20));
    list.page("wrong", self.wrong, Rule::whole(0, kMostImages));
    list.rest("goals", self.goals, Rule::list(0, 10));
    list.page("left", self.left, Rule::whole(0, kMostImages).many(1, 1000));
  }
};

struct CoverageStudy {
  int images = 0;
  std::vector<CoverageMeasure> measures;

  bool empty() const { return measures.empty(); }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.schema(1);
    list.page("images", self.images, Rule::whole(1, kMostImages));
    list.page("measures", self.measures, Rule::list(1, 10));
  }
};

}  // namespace second_opinion
