// 2-D convolution (cross-correlation, as everywhere in the field) with square
// kernel, stride and zero padding.
#pragma once

#include <span>
#include <vector>

#include "core/base/tensor.hpp"
#include "core/kernels/gemm.hpp"

namespace second_opinion {

struct ConvolutionShape {
  int channels = 0;  // of the output
  int kernel = 3;
  int stride = 1;
  int padding = 0;
};

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
