// The figures that exist, one factory each, in a file of the figure's name
// (confusion → confusion_figure.cpp). Only figure.cpp and tests include this.
#pragma once

#include "web/figures/kit/figure.hpp"

namespace second_opinion {

using MadeFigure = Result<std::unique_ptr<Figure>, std::string>;

MadeFigure make_hero_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_data_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_templates_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_architecture_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_curves_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_results_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_confusion_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_mixups_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_gallery_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_agreement_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_ablation_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_feature_maps_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_attention_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_occlusion_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_stress_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_overfitting_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_learning_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_sweep_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_size_figure(const FigureSources& sources, std::string_view options);
MadeFigure make_calibration_figure(const FigureSources& sources, std::string_view options);

}  // namespace second_opinion
