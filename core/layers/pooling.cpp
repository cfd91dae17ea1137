// Windows are walked row by row, so that the innermost loop runs over neighbouring channels.
#include "core/layers/pooling.hpp"

#include <algorithm>

#include "core/base/vector_loops.hpp"

namespace second_opinion {
namespace {

// Calls combine(output row, input row) for every position of every window, the
// first of a window with first = true. Rows are `channels` contiguous floats.
template <typename Combine>
void for_each_window(const Tensor& input, int kernel, int stride, Tensor& output, Combine combine) {
  const Shape& in = input.shape;
  output.resize(pool_output_shape(in, kernel, stride));
  const Shape& out = output.shape;
  std::size_t out_row = 0;
  for (int image = 0; image < in.batch; ++image) {
    for (int y = 0; y < out.height; ++y) {
      for (int x = 0; x < out.width; ++x, ++out_row) {
        for (int ky = 0; ky < kernel; ++ky) {
          for (int kx = 0; kx < kernel; ++kx) {
            const std::size_t in_row =
                (static_cast<std::size_t>(image) * in.height + y * stride + ky) * in.width +
                x * stride + kx;
            combine(output.row(out_row), input.row(in_row), ky == 0 && kx == 0);
          }
        }
      }
    }
  }
}

void add_or_copy(float* to, const float* from, int channels, bool copy) {
  if (copy) {
    std::copy_n(from, channels, to);
  } else {
    for (int c = 0; c < channels; ++c) to[c] += from[c];
  }
}

// The larger number, and NaN where one of the two is NaN: x - x is 0 for every finite x.
inline float larger(float a, float b) {
  return a < b ? b : a + (b - b);
}

void max_or_copy(float* to, const float* from, int channels, bool copy) {
  if (copy) {
    std::copy_n(from, channels, to);
  } else {
    for (int c = 0; c < channels; ++c) to[c] = larger(to[c], from[c]);
  }
}

// One row of windows of 2×2 that touch but do not overlap: two rows of pixels → one.
SO_VECTOR_LOOPS
void max_of_pairs(const float* __restrict upper, const float* __restrict lower, int windows,
                  int channels, float* __restrict to) {
  for (int x = 0; x < windows; ++x, upper += 2 * channels, lower += 2 * channels, to += channels) {
    for (int c = 0; c < channels; ++c) {
      const float above = larger(upper[c], upper[channels + c]);
      const float below = larger(lower[c], lower[channels + c]);
      to[c] = larger(above, below);
    }
  }
}

void max_pool_by_two(const Tensor& input, Tensor& output) {
  const Shape& in = input.shape;
  output.resize(pool_output_shape(in, 2, 2));
  const Shape& out = output.shape;
  for (int image = 0; image < in.batch; ++image) {
    for (int y = 0; y < out.height; ++y) {
      const float* const upper =
          input.row((static_cast<std::size_t>(image) * in.height + 2 * y) * in.width);
      max_of_pairs(upper, upper + static_cast<std::size_t>(in.width) * in.channels, out.width,
                   in.channels,
                   output.row((static_cast<std::size_t>(image) * out.height + y) * out.width));
    }
  }
}

// Reduces all positions of image `image` into `to`.
template <typename Reduce>
void reduce_image(const Tensor& input, int image, float* to, Reduce reduce) {
  const std::size_t first = static_cast<std::size_t>(image) * input.shape.positions();
  for (int position = 0; position < input.shape.positions(); ++position) {
    reduce(to, input.row(first + position), input.shape.channels, position == 0);
  }
}

void average_image(const Tensor& input, int image, float* to) {
  reduce_image(input, image, to, add_or_copy);
  const float scale = 1.0f / static_cast<float>(input.shape.positions());
  for (int c = 0; c < input.shape.channels; ++c) to[c] *= scale;
}

void plan_windows(int kernel, int stride, LayerPlanner& planner) {
  if (!planner.require(kernel >= 1, "kernel must be at least 1")) return;
  planner.output = pool_output_shape(planner.input, kernel, stride);
  planner.require(planner.output.height >= 1 && planner.output.width >= 1,
                  "the window does not fit into " + shape_text(planner.input));
}

}  // namespace

void MaxPool::plan(LayerPlanner& planner) const {
  plan_windows(kernel, stride, planner);
}

void AveragePool::plan(LayerPlanner& planner) const {
  plan_windows(kernel, stride, planner);
}

void GlobalAveragePool::plan(LayerPlanner& planner) const {
  planner.output = {1, 1, 1, planner.input.channels};
}

void GlobalMaxPool::plan(LayerPlanner& planner) const {
  planner.output = {1, 1, 1, planner.input.channels};
}

void GlobalAverageMaxPool::plan(LayerPlanner& planner) const {
  planner.output = {1, 1, 1, 2 * planner.input.channels};
}

void MaxPool::forward(LayerCall& call) const {
  max_pool_forward(call.input, kernel, stride, call.output);
}

void AveragePool::forward(LayerCall& call) const {
  average_pool_forward(call.input, kernel, stride, call.output);
}

void GlobalAveragePool::forward(LayerCall& call) const {
  global_average_pool_forward(call.input, call.output);
}

void GlobalMaxPool::forward(LayerCall& call) const {
  global_max_pool_forward(call.input, call.output);
}

void GlobalAverageMaxPool::forward(LayerCall& call) const {
  global_average_max_pool_forward(call.input, call.output);
}

Shape pool_output_shape(const Shape& input, int kernel, int stride) {
  const auto side = [&](int length) {
    return length < kernel ? 0 : (length - kernel) / stride + 1;
  };
  return {input.batch, side(input.height), side(input.width), input.channels};
}

void max_pool_forward(const Tensor& input, int kernel, int stride, Tensor& output) {
  if (kernel == 2 && stride == 2) return max_pool_by_two(input, output);
  const int channels = input.shape.channels;
  for_each_window(input, kernel, stride, output, [=](float* to, const float* from, bool first) {
    max_or_copy(to, from, channels, first);
  });
}

void average_pool_forward(const Tensor& input, int kernel, int stride, Tensor& output) {
  const int channels = input.shape.channels;
  for_each_window(input, kernel, stride, output, [=](float* to, const float* from, bool first) {
    add_or_copy(to, from, channels, first);
  });
  const float scale = 1.0f / static_cast<float>(kernel * kernel);
  for (float& value : output.values) value *= scale;
}

void global_average_pool_forward(const Tensor& input, Tensor& output) {
  output.resize({input.shape.batch, 1, 1, input.shape.channels});
  for (int image = 0; image < input.shape.batch; ++image)
    average_image(input, image, output.row(image));
}

void global_max_pool_forward(const Tensor& input, Tensor& output) {
  output.resize({input.shape.batch, 1, 1, input.shape.channels});
  for (int image = 0; image < input.shape.batch; ++image)
    reduce_image(input, image, output.row(image), max_or_copy);
}

void global_average_max_pool_forward(const Tensor& input, Tensor& output) {
  output.resize({input.shape.batch, 1, 1, 2 * input.shape.channels});
  for (int image = 0; image < input.shape.batch; ++image) {
    average_image(input, image, output.row(image));
    reduce_image(input, image, output.row(image) + input.shape.channels, max_or_copy);
  }
}

}  // namespace second_opinion
