// The report: everything that the trainer measured and the article shows, as plain structures.
// `trainer report` writes it to weights/report.json with its picture sheets beside it; the page
// takes along the part that its figures draw. report_file.hpp reads and writes it, rule.hpp says
// how the lists of fields work. Indices count from 0 in MNIST's own order.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/report/ablation_study.hpp"
#include "core/report/coverage_study.hpp"
#include "core/report/families_study.hpp"
#include "core/report/files_study.hpp"
#include "core/report/linear_study.hpp"
#include "core/report/novelty_study.hpp"
#include "core/report/overfitting_study.hpp"
#include "core/report/report_network.hpp"
#include "core/report/report_pictures.hpp"
#include "core/report/rule.hpp"
#include "core/report/seed_study.hpp"
#include "core/report/stress_study.hpp"
#include "core/report/sweep_study.hpp"
#include "core/report/templates_study.hpp"

namespace second_opinion {

inline constexpr int kReportSchema = 2;
inline constexpr std::size_t kMaxReportBytes = 4u << 20;

struct ReportData {
  int train = 0;  // pictures
  int test = 0;
  int validation = 0;
  std::array<int, kDigitCount> class_counts_train{}, class_counts_test{};
  std::vector<int> disputed;          // test pictures whose label people dispute
  Named<std::string> disputed_kinds;  // by index: "another digit", "neither", "a tie"

  std::string settle() const {
    for (const int index : disputed)
      if (index >= test) return "has disputed pictures beyond the test set";
    return {};
  }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.page("train", self.train, Rule::whole(1, kMostImages));
    list.page("test", self.test, Rule::whole(1, kMostImages));
    list.page("validation", self.validation, Rule::whole(0, kMostImages));
    list.page("class_counts_train", self.class_counts_train, Rule::whole(0, kMostImages));
    list.page("class_counts_test", self.class_counts_test, Rule::whole(0, kMostImages));
    list.page("disputed", self.disputed, Rule::whole(0, kMostImages).many(0, 1000));
    list.rest("disputed_kinds", self.disputed_kinds, Rule::text(60));
  }
};

struct ReportNetworks {
  std::array<ReportNetwork, kNetworkCount> shown;  // by NetworkId
  std::optional<ReportNetwork> nano;               // a small network of the CNN's family

  std::string settle() {
    for (std::size_t i = 0; i < shown.size(); ++i) shown[i].id = static_cast<NetworkId>(i);
    return {};
  }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    for (std::size_t i = 0; i < self.shown.size(); ++i) list.page(kNetworkKeys[i], self.shown[i]);
    list.rest("nano", self.nano, Rule{}.or_none());
  }
};

struct ReportComparison {
  int both_right = 0;
  int only_cnn_right = 0;
  int only_transformer_right = 0;
  int both_wrong = 0;
  int both_wrong_same = 0;
  int disputed_among_wrong = 0;
  int differ = 0;
  double mcnemar_p = 1;  // exact two-sided test of "equally good"
  double mcnemar_once_in = 1;

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    const Rule count = Rule::whole(0, kMostImages);
    list.page("both_right", self.both_right, count);
    list.page("only_cnn_right", self.only_cnn_right, count);
    list.page("only_transformer_right", self.only_transformer_right, count);
    list.page("both_wrong", self.both_wrong, count);
    list.page("both_wrong_same", self.both_wrong_same, count);
    list.rest("disputed_among_wrong", self.disputed_among_wrong, count);
    list.rest("differ", self.differ, count);
    list.rest("mcnemar_p", self.mcnemar_p, Rule::share());
    list.rest("mcnemar_once_in", self.mcnemar_once_in, Rule::number(0, 1e300));
  }
};

// A row of the file that `trainer report --ablation` is given. What the page shows is the study
// of that name, which knows more.
struct ReportAblation {
  std::string network;
  std::string change;
  int images = 0;
  int seeds = 0;
  std::vector<int> errors;  // seed by seed
  double accuracy = 0;      // mean over seeds
  double deviation = 0;
  ReportInterval interval;

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("network", self.network, Rule::text(kLongestName));
    list.rest("change", self.change, Rule::text(1000));
    list.rest("images", self.images, Rule::whole(1, kMostImages));
    list.rest("seeds", self.seeds, Rule::whole(1, 1000));
    list.rest("errors", self.errors, Rule::whole(0, kMostImages).many(1, 1000));
    list.rest("accuracy", self.accuracy, Rule::share(6));
    list.rest("deviation", self.deviation, Rule::share(6));
    list.rest("interval", self.interval, Rule::share(8));
  }
};

// Each made by a command of its own and kept in weights/studies/NAME.json; empty: not measured.
// Others are passed on as they are, for the article to quote.
struct ReportStudies {
  AblationStudy ablation;
  CoverageStudy coverage;
  FamiliesStudy families;
  FilesStudy files;
  LinearStudy linear;
  NoveltyStudy novelty;
  OverfittingStudy overfitting;
  SeedStudy seeds;
  SweepStudy size;
  StressStudy stress;
  SweepStudy sweep;
  TemplatesStudy templates;
  Named<JsonText> others;

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.page("ablation", self.ablation, Rule{}.or_none());
    list.page("coverage", self.coverage, Rule{}.or_none());
    list.rest("families", self.families, Rule{}.or_none());
    list.rest("files", self.files, Rule{}.or_none());
    list.page("linear", self.linear, Rule{}.or_none());
    list.rest("novelty", self.novelty, Rule{}.or_none());
    list.page("overfitting", self.overfitting, Rule{}.or_none());
    list.rest("seeds", self.seeds, Rule{}.or_none());
    list.page("size", self.size, Rule{}.or_none());
    list.page("stress", self.stress, Rule{}.or_none());
    list.page("sweep", self.sweep, Rule{}.or_none());
    list.rest("templates", self.templates, Rule{}.or_none());
    list.others(self.others);
  }
};

struct Report {
  ReportData data;
  ReportNetworks networks;
  ReportComparison comparison;
  ReportDigits digits;
  ReportTemplateSheet templates;
  std::vector<ReportAblation> ablation;
  ReportStudies studies;

  const ReportNetwork& network(NetworkId id) const {
    return networks.shown[static_cast<std::size_t>(id)];
  }
  // Cells of the digits that bear the tag, in the sheet's order.
  std::vector<int> tagged(std::string_view tag) const;

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.schema(kReportSchema);
    list.page("data", self.data);
    list.page("networks", self.networks);
    list.page("comparison", self.comparison);
    list.page("digits", self.digits);
    list.page("templates", self.templates);
    list.rest("ablation", self.ablation, Rule::list(0, 500));
    list.page("studies", self.studies);
  }
};

}  // namespace second_opinion
