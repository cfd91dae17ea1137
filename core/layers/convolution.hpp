// 2-D convolution (cross-correlation, as everywhere in the field) with square
// kernel, stride and zero padding.
#pragma once

#include <vector>

#include "core/kernels/gemm.hpp"
#include "core/layers/layer.hpp"

namespace second_opinion {

struct ConvolutionShape {
  int channels = 0;  // of the output
  int kernel = 3;
  int stride = 1;
  int padding = 0;
};

// Parameters: weight (kernel·kernel·C × units) and, unless bias is false, bias (units).
// (B,H,W,C) → (B,H',W',units).
struct Convolution {
  static constexpr std::string_view kName = "convolution";
  int units = 0;
  int kernel = 0;
  int stride = 1;
  int padding = 0;
  bool bias = true;

  ConvolutionShape shape() const { return {units, kernel, stride, padding}; }

  static void visit_fields(auto& layer, auto&& visit) {
    visit(Field::kUnits, layer.units, InRecipe::kRequired);
    visit(Field::kKernel, layer.kernel, InRecipe::kRequired);
    visit(Field::kStride, layer.stride, InRecipe::kOptional);
    visit(Field::kPadding, layer.padding, InRecipe::kOptional);
    visit(Field::kBias, layer.bias, InRecipe::kOptional);
  }
  Reach reach() const { return {kernel, stride, padding}; }
  void plan(LayerPlanner& planner) const;
  void forward(LayerCall& call) const;
  bool operator==(const Convolution&) const = default;
};

// What any layer that is a convolution asks for.
void plan_convolution(const ConvolutionShape& convolution, bool bias, LayerPlanner& planner);

// (H + 2·padding - kernel) / stride + 1, likewise W; not positive when the kernel does not fit.
Shape convolution_output_shape(const Shape& input, const ConvolutionShape& convolution);

// input: (B,H,W,C); weight: (kernel·kernel·C)×channels, rows over (kernel row,
// kernel column, input channel); bias: channels or empty → (B,H',W',channels).
void convolution_forward(const Tensor& input, const ConvolutionShape& convolution,
                         std::span<const float> weight, std::span<const float> bias,
                         Tensor& output);

// The same with weights packed once, (kernel·kernel·C)×channels, and what follows them at once.
void packed_convolution_forward(const Tensor& input, const ConvolutionShape& convolution,
                                const PackedMatrix& weight, std::span<const float> bias,
                                Clamp clamp, Tensor& output);

// For each tap (kernel row, kernel column) and each output position of the
// images [first, first + count) of input: where that tap reads, rows[tap·m + i]
// with m = count·H'·W'. Padding reads `zeros`, at least C floats of 0.
void gather_rows(const Tensor& input, const ConvolutionShape& convolution, int first, int count,
                 const float* zeros, std::vector<const float*>& rows);

}  // namespace second_opinion
