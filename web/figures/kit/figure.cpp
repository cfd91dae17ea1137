// The registry of figures by the names that the article uses.
#include "web/figures/kit/figure.hpp"

#include <algorithm>
#include <array>

#include "web/figures/kit/figure_list.hpp"

namespace second_opinion {
namespace {

struct Entry {
  std::string_view name;
  MadeFigure (*make)(const FigureSources&, std::string_view options);
};

constexpr std::array<Entry, 20> kFigures{{
    {"ablation", make_ablation_figure},
    {"agreement", make_agreement_figure},
    {"architecture", make_architecture_figure},
    {"confusion", make_confusion_figure},
    {"curves", make_curves_figure},
    {"data", make_data_figure},
    {"gallery", make_gallery_figure},
    {"hero", make_hero_figure},
    {"mixups", make_mixups_figure},
    {"results", make_results_figure},
    {"templates", make_templates_figure},
    {"feature-maps", make_feature_maps_figure},
    {"attention", make_attention_figure},
    {"occlusion", make_occlusion_figure},
    {"stress", make_stress_figure},
    {"overfitting", make_overfitting_figure},
    {"learning", make_learning_figure},
    {"sweep", make_sweep_figure},
    {"size", make_size_figure},
    {"calibration", make_calibration_figure},
}};

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

Result<std::unique_ptr<Figure>, std::string> make_figure(const FigureSources& sources,
                                                         std::string_view name,
                                                         std::string_view options) {
  for (const Entry& entry : kFigures) {
    if (entry.name != name) continue;
    MadeFigure made = entry.make(sources, options);
    if (!made) return Failure{"figure:" + std::string(name) + ": " + made.error()};
    made.value()->id = figure_id(name, options);
    return made;
  }
  std::string fault = "there is no figure \"" + std::string(name) + "\"; there are";
  for (const Entry& entry : kFigures) fault += " " + std::string(entry.name);
  return Failure{fault};
}

std::vector<std::string_view> figure_names() {
  std::vector<std::string_view> names;
  for (const Entry& entry : kFigures) names.push_back(entry.name);
  return names;
}

}  // namespace second_opinion
