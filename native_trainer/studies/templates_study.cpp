// Weights only; no image is looked at.
#include "native_trainer/studies/templates_study.hpp"

#include <algorithm>

#include "native_trainer/io/color_picture.hpp"

namespace second_opinion {
namespace {

constexpr int kColumns = 8, kZoom = 3, kSide = kImageSide * kZoom, kGap = 10, kFoot = 24;
constexpr Rgb kPaper{255, 255, 255}, kInk{38, 50, 56};

// The two weight matrices, or none.
std::vector<const Parameter*> two_layers(const Network& network) {
  std::vector<const Parameter*> weights;
  for (const Parameter& parameter : network.parameters)
    if (parameter.role == ParameterRole::kWeight) weights.push_back(&parameter);
  const bool fits = weights.size() == 2 && weights[0]->rows == kImagePixels &&
                    weights[1]->rows == weights[0]->columns && weights[1]->columns == kDigitCount;
  return fits ? weights : std::vector<const Parameter*>{};
}

std::vector<float> template_of(const Parameter& first, int unit) {
  std::vector<float> picture(kImagePixels);
  for (std::size_t i = 0; i < kImagePixels; ++i)
    picture[i] =
        first.values[i * static_cast<std::size_t>(first.columns) + static_cast<std::size_t>(unit)];
  return picture;
}

}  // namespace

Result<Study<TemplatesStudy>, std::string> make_templates_study(const WeightsFile& file,
                                                                const std::string& file_name) {
  const auto weights = two_layers(file.network);
  if (weights.empty())
    return Failure{file_name +
                   " is not a network of 784 → units → 10; give the multilayer perceptron's"};
  const int units = weights[0]->columns, rows = (units + kColumns - 1) / kColumns;
  const float scale = scale_of(weights[0]->values);
  ColorPicture sheet(kColumns * (kSide + kGap) + kGap, rows * (kSide + kFoot + kGap) + kGap,
                     kPaper);
  Study<TemplatesStudy> study;
  TemplatesStudy& out = study.document;
  for (int unit = 0; unit < units; ++unit) {
    const auto votes = std::span(weights[1]->values)
                           .subspan(static_cast<std::size_t>(unit) * kDigitCount, kDigitCount);
    const auto most = std::max_element(votes.begin(), votes.end()),
               least = std::min_element(votes.begin(), votes.end());
    const int digit = static_cast<int>(most - votes.begin());
    ++out.voters[static_cast<std::size_t>(digit)];
    out.units.push_back({digit, static_cast<int>(least - votes.begin()), {}});
    std::copy(votes.begin(), votes.end(), out.units.back().votes.begin());
    const int left = kGap + unit % kColumns * (kSide + kGap),
              top = kGap + unit / kColumns * (kSide + kFoot + kGap);
    sheet.weights(left, top, kZoom, template_of(*weights[0], unit), scale);
    sheet.numeral(left + kSide / 2 - 5, top + kSide + 5, 2, digit, kInk);
  }
  auto png = encode_png(sheet);
  if (!png) return Failure{png.error()};
  out.file = file_name;
  out.count = units;
  out.scale = static_cast<double>(scale);
  out.sheet = "templates.png";
  out.columns = kColumns;
  out.zoom = kZoom;
  study.pictures.emplace_back("templates.png", std::move(png).value());
  return study;
}

}  // namespace second_opinion
