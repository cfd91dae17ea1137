// The list of figures. To add one, write its file (NAME_figure.cpp, in the room that it belongs
// to), declare its factory and name it here, and use it in web/article/article.md.
#include "web/figures/figure_list.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "core/report/report.hpp"

namespace second_opinion {

FigureFactory make_ablation_figure, make_agreement_figure, make_architecture_figure,
    make_attention_figure, make_calibration_figure, make_confusion_figure, make_coverage_figure,
    make_curves_figure, make_data_figure, make_feature_maps_figure, make_gallery_figure,
    make_hero_figure, make_learning_figure, make_mixups_figure, make_occlusion_figure,
    make_overfitting_figure, make_preparation_figure, make_results_figure, make_size_figure,
    make_stress_figure, make_sweep_figure, make_templates_figure;

namespace {

struct Entry {
  std::string_view name;
  FigureFactory* make;
  std::string_view study = {};  // that it draws from; the report may lack it
  bool (*is_measured)(const Report&) = nullptr;
};

constexpr Entry kFigures[] = {
    {"ablation", make_ablation_figure, "studies.ablation",
     [](const Report& r) { return !r.studies.ablation.empty(); }},
    {"agreement", make_agreement_figure},
    {"architecture", make_architecture_figure},
    {"attention", make_attention_figure},
    {"calibration", make_calibration_figure, "networks.cnn.test.doubt",
     [](const Report& r) { return !r.network(NetworkId::kCnn).test.doubt.empty(); }},
    {"confusion", make_confusion_figure},
    {"coverage", make_coverage_figure, "studies.coverage",
     [](const Report& r) { return !r.studies.coverage.empty(); }},
    {"curves", make_curves_figure},
    {"data", make_data_figure},
    {"feature-maps", make_feature_maps_figure},
    {"gallery", make_gallery_figure},
    {"hero", make_hero_figure},
    {"learning", make_learning_figure, "studies.linear.learning",
     [](const Report& r) { return !r.studies.linear.learning.empty(); }},
    {"mixups", make_mixups_figure},
    {"occlusion", make_occlusion_figure},
    {"overfitting", make_overfitting_figure, "studies.overfitting",
     [](const Report& r) { return !r.studies.overfitting.empty(); }},
    {"preparation", make_preparation_figure},
    {"results", make_results_figure},
    {"size", make_size_figure, "studies.size",
     [](const Report& r) { return !r.studies.size.empty(); }},
    {"stress", make_stress_figure, "studies.stress",
     [](const Report& r) { return !r.studies.stress.empty(); }},
    {"sweep", make_sweep_figure, "studies.sweep",
     [](const Report& r) { return !r.studies.sweep.empty(); }},
    {"templates", make_templates_figure},
};

// "confusion", "network=cnn" → "confusion-network-cnn": the same figure with other options is
// another one.
std::string figure_id(std::string_view name, std::string_view options) {
  std::string id(name);
  if (!options.empty()) id += "-" + std::string(options);
  std::replace_if(
      id.begin(), id.end(), [](char c) { return c == '=' || c == '&' || c == ','; }, '-');
  return id;
}

}  // namespace

MadeFigure make_figure(const FigureSources& sources, std::string_view name,
                       std::string_view options) {
  const auto entry = std::find_if(std::begin(kFigures), std::end(kFigures),
                                  [&](const Entry& e) { return e.name == name; });
  if (entry == std::end(kFigures)) {
    std::string fault = "there is no figure \"" + std::string(name) + "\"; there are";
    for (const Entry& each : kFigures) fault += " " + std::string(each.name);
    return Failure{fault};
  }
  MadeFigure made = entry->make(sources, options);
  if (!made) return Failure{"figure:" + std::string(name) + ": " + made.error()};
  made.value()->id = figure_id(name, options);
  return made;
}

std::string_view missing_study(const Report& report, std::string_view name) {
  for (const Entry& entry : kFigures)
    if (entry.name == name && entry.is_measured && !entry.is_measured(report)) return entry.study;
  return {};
}

std::vector<std::string_view> figure_names() {
  std::vector<std::string_view> names;
  for (const Entry& entry : kFigures) names.push_back(entry.name);
  return names;
}

}  // namespace second_opinion
