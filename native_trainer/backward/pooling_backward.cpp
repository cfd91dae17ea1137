#include "native_trainer/backward/pooling_backward.hpp"

#include <algorithm>
#include <cassert>
#include <vector>

#include "native_trainer/backward/vector_loops.hpp"

namespace second_opinion {
namespace {

// Calls give(output row, input row, first) for every position of every window, as the forward pass does.
template <typename Give>
void for_each_window(const Shape& in, const Shape& out, int kernel, int stride, Give give) {
  std::size_t out_row = 0;
  for (int image = 0; image < out.batch; ++image) {
    for (int y = 0; y < out.height; ++y) {
      for (int x = 0; x < out.width; ++x, ++out_row) {
        for (int ky = 0; ky < kernel; ++ky) {
          for (int kx = 0; kx < kernel; ++kx) {
            give(out_row, (static_cast<std::size_t>(image) * in.height + y * stride + ky) * in.width + x * stride + kx, ky == 0 && kx == 0);
          }
        }
      }
    }
  }
}

SO_VECTOR_LOOPS
void add_scaled(const float* __restrict from, float scale, float* __restrict to, int channels) {
  for (int c = 0; c < channels; ++c) to[c] += scale * from[c];
}

// What is left of a window's gradient goes to this input where it is the maximum; then nothing is left.
SO_VECTOR_LOOPS
void give_to_maximum(const float* __restrict input, const float* __restrict maximum, float* __restrict left, float* __restrict to,
                     int channels) {
  for (int c = 0; c < channels; ++c) {
    const bool hit = input[c] == maximum[c];
    to[c] += hit ? left[c] : 0.0f;
    left[c] = hit ? 0.0f : left[c];
  }
}

void clear(const Shape& shape, Tensor& tensor) {
  tensor.resize(shape);
  std::fill(tensor.values.begin(), tensor.values.end(), 0.0f);
}

// Gives image `image` its shares of one row of an average's and of one row of a maximum's gradient (either may be nullptr).
void global_image(const Shape& in, int image, const float* average_gradient, const Tensor* input, const float* maximum,
                  const float* maximum_gradient, Tensor& input_gradient) {
  const float share = 1.0f / static_cast<float>(in.positions());
  thread_local std::vector<float> left;
  if (maximum_gradient) left.assign(maximum_gradient, maximum_gradient + in.channels);
  for (int position = 0; position < in.positions(); ++position) {
    const std::size_t row = static_cast<std::size_t>(image) * in.positions() + position;
    if (average_gradient) add_scaled(average_gradient, share, input_gradient.row(row), in.channels);
    if (maximum_gradient) give_to_maximum(input->row(row), maximum, left.data(), input_gradient.row(row), in.channels);
  }
}

}  // namespace

void max_pool_backward(const Tensor& input, int kernel, int stride, const Tensor& output, const Tensor& output_gradient,
                       Tensor& input_gradient) {
  assert(output.shape == output_gradient.shape);
  clear(input.shape, input_gradient);
  const int channels = input.shape.channels;
  thread_local std::vector<float> left;
  for_each_window(input.shape, output.shape, kernel, stride, [&](std::size_t out_row, std::size_t in_row, bool first) {
    if (first) left.assign(output_gradient.row(out_row), output_gradient.row(out_row) + channels);
    give_to_maximum(input.row(in_row), output.row(out_row), left.data(), input_gradient.row(in_row), channels);
  });
}

void average_pool_backward(const Shape& input, int kernel, int stride, const Tensor& output_gradient, Tensor& input_gradient) {
  clear(input, input_gradient);
  const float share = 1.0f / static_cast<float>(kernel * kernel);
  for_each_window(input, output_gradient.shape, kernel, stride, [&](std::size_t out_row, std::size_t in_row, bool) {
    add_scaled(output_gradient.row(out_row), share, input_gradient.row(in_row), input.channels);
  });
}

void global_average_pool_backward(const Shape& input, const Tensor& output_gradient, Tensor& input_gradient) {
  clear(input, input_gradient);
  for (int image = 0; image < input.batch; ++image) {
    global_image(input, image, output_gradient.row(image), nullptr, nullptr, nullptr, input_gradient);
  }
}

void global_max_pool_backward(const Tensor& input, const Tensor& output, const Tensor& output_gradient, Tensor& input_gradient) {
  clear(input.shape, input_gradient);
  for (int image = 0; image < input.shape.batch; ++image) {
    global_image(input.shape, image, nullptr, &input, output.row(image), output_gradient.row(image), input_gradient);
  }
}

void global_average_max_pool_backward(const Tensor& input, const Tensor& output, const Tensor& output_gradient, Tensor& input_gradient) {
  clear(input.shape, input_gradient);
  const int channels = input.shape.channels;
  for (int image = 0; image < input.shape.batch; ++image) {
    global_image(input.shape, image, output_gradient.row(image), &input, output.row(image) + channels,
                 output_gradient.row(image) + channels, input_gradient);
  }
}

}  // namespace second_opinion
