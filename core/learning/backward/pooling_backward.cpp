// A mean shares its gradient among all inputs of the window, a maximum gives it to one.
#include "core/learning/backward/pooling_backward.hpp"

#include <algorithm>
#include <cassert>
#include <vector>

#include "core/base/vector_loops.hpp"

namespace second_opinion {
namespace {

// One image's window positions; pointers below are to the first float of that image.
struct Windows {
  int in_width;
  int out_height;
  int out_width;
  int channels;
  int kernel;
  int stride;
};

Windows windows_of(const Shape& in, const Shape& out, int kernel, int stride) {
  return {in.width, out.height, out.width, in.channels, kernel, stride};
}

// Each of a window's inputs gets its share of the output's gradient. Adds, because windows may
// overlap.
SO_VECTOR_LOOPS
void spread_average(const Windows& w, const float* __restrict output_gradient,
                    float* __restrict input_gradient) {
  const float share = 1.0f / static_cast<float>(w.kernel * w.kernel);
  for (int y = 0; y < w.out_height; ++y) {
    for (int x = 0; x < w.out_width; ++x, output_gradient += w.channels) {
      for (int tap = 0; tap < w.kernel * w.kernel; ++tap) {
        const int in_row =
            (y * w.stride + tap / w.kernel) * w.in_width + x * w.stride + tap % w.kernel;
        float* const to = input_gradient + static_cast<std::size_t>(in_row) * w.channels;
        for (int c = 0; c < w.channels; ++c) to[c] += share * output_gradient[c];
      }
    }
  }
}

// What is left of a window's gradient goes to the first input that is the maximum; then nothing is
// left.
SO_VECTOR_LOOPS
void give_to_maximum(const Windows& w, const float* __restrict input,
                     const float* __restrict output, const float* __restrict output_gradient,
                     float* __restrict left, float* __restrict input_gradient) {
  for (int y = 0; y < w.out_height; ++y) {
    for (int x = 0; x < w.out_width; ++x, output += w.channels, output_gradient += w.channels) {
      for (int c = 0; c < w.channels; ++c) left[c] = output_gradient[c];
      for (int tap = 0; tap < w.kernel * w.kernel; ++tap) {
        const int in_row =
            (y * w.stride + tap / w.kernel) * w.in_width + x * w.stride + tap % w.kernel;
        const float* const from = input + static_cast<std::size_t>(in_row) * w.channels;
        float* const to = input_gradient + static_cast<std::size_t>(in_row) * w.channels;
        for (int c = 0; c < w.channels; ++c) {
          const float hit = from[c] == output[c] ? left[c] : 0.0f;
          to[c] += hit;
          left[c] -= hit;
        }
      }
    }
  }
}

// The same for windows of 2×2 that touch but do not overlap, two rows of pixels at a time; nothing
// needs to be clear.
SO_VECTOR_LOOPS
void give_to_maximum_of_pairs(const float* __restrict upper, const float* __restrict lower,
                              const float* __restrict output_gradient, int windows, int channels,
                              float* __restrict upper_gradient, float* __restrict lower_gradient) {
  for (int x = 0; x < windows; ++x) {
    for (int c = 0; c < channels; ++c) {
      const float a = upper[c], b = upper[channels + c], d = lower[c], e = lower[channels + c];
      const float above = a < b ? b : a, below = d < e ? e : d, g = output_gradient[c];
      const float up = above < below ? 0.0f : g, down = above < below ? g : 0.0f;
      upper_gradient[c] = a < b ? 0.0f : up;
      upper_gradient[channels + c] = a < b ? up : 0.0f;
      lower_gradient[c] = d < e ? 0.0f : down;
      lower_gradient[channels + c] = d < e ? down : 0.0f;
    }
    upper += 2 * channels;
    lower += 2 * channels;
    upper_gradient += 2 * channels;
    lower_gradient += 2 * channels;
    output_gradient += channels;
  }
}

SO_VECTOR_LOOPS
void give_to_global_maximum(int positions, int channels, const float* __restrict input,
                            const float* __restrict output, float* __restrict left,
                            float* __restrict input_gradient) {
  for (int position = 0; position < positions;
       ++position, input += channels, input_gradient += channels) {
    for (int c = 0; c < channels; ++c) {
      const float hit = input[c] == output[c] ? left[c] : 0.0f;
      input_gradient[c] += hit;
      left[c] -= hit;
    }
  }
}

SO_VECTOR_LOOPS
void spread_global_average(int positions, int channels, const float* __restrict output_gradient,
                           float* __restrict input_gradient) {
  const float share = 1.0f / static_cast<float>(positions);
  for (int position = 0; position < positions; ++position, input_gradient += channels) {
    for (int c = 0; c < channels; ++c) input_gradient[c] += share * output_gradient[c];
  }
}

// Image by image, so that a cleared gradient is still in the cache when it is added to.
float* cleared_image(Tensor& tensor, int image) {
  const auto features = static_cast<std::size_t>(tensor.shape.features());
  float* const first = tensor.data() + static_cast<std::size_t>(image) * features;
  std::fill_n(first, features, 0.0f);
  return first;
}

const float* image_of(const Tensor& tensor, int image) {
  return tensor.data() + static_cast<std::size_t>(image) * tensor.shape.features();
}

// The maxima start at column `first` of output and output_gradient; their gradient is added.
void add_global_maximum(const Tensor& input, const Tensor& output, const Tensor& output_gradient,
                        int first, int image, float* to) {
  thread_local std::vector<float> left;
  const int channels = input.shape.channels;
  const float* const gradient = output_gradient.row(image) + first;
  left.assign(gradient, gradient + channels);
  give_to_global_maximum(input.shape.positions(), channels, image_of(input, image),
                         output.row(image) + first, left.data(), to);
}

void max_pool_by_two_backward(const Tensor& input, const Tensor& output_gradient,
                              Tensor& input_gradient) {
  const Shape& in = input.shape;
  const Shape& out = output_gradient.shape;
  input_gradient.resize(in);
  const std::size_t row = static_cast<std::size_t>(in.width) * in.channels;
  for (int image = 0; image < in.batch; ++image) {
    // A last odd row or column belongs to no window.
    float* const to = 2 * out.height == in.height && 2 * out.width == in.width
                          ? input_gradient.data() + static_cast<std::size_t>(image) * in.features()
                          : cleared_image(input_gradient, image);
    const float* const from = image_of(input, image);
    for (int y = 0; y < out.height; ++y) {
      const std::size_t first = 2 * static_cast<std::size_t>(y) * row;
      give_to_maximum_of_pairs(
          from + first, from + first + row,
          output_gradient.row((static_cast<std::size_t>(image) * out.height + y) * out.width),
          out.width, in.channels, to + first, to + first + row);
    }
  }
}

}  // namespace

void max_pool_backward(const Tensor& input, int kernel, int stride, const Tensor& output,
                       const Tensor& output_gradient, Tensor& input_gradient) {
  assert(output.shape == output_gradient.shape);
  if (kernel == 2 && stride == 2)
    return max_pool_by_two_backward(input, output_gradient, input_gradient);
  thread_local std::vector<float> left;
  left.resize(static_cast<std::size_t>(input.shape.channels));
  input_gradient.resize(input.shape);
  const Windows windows = windows_of(input.shape, output.shape, kernel, stride);
  for (int image = 0; image < input.shape.batch; ++image) {
    give_to_maximum(windows, image_of(input, image), image_of(output, image),
                    image_of(output_gradient, image), left.data(),
                    cleared_image(input_gradient, image));
  }
}

void average_pool_backward(const Shape& input, int kernel, int stride,
                           const Tensor& output_gradient, Tensor& input_gradient) {
  input_gradient.resize(input);
  const Windows windows = windows_of(input, output_gradient.shape, kernel, stride);
  for (int image = 0; image < input.batch; ++image) {
    spread_average(windows, image_of(output_gradient, image), cleared_image(input_gradient, image));
  }
}

void global_average_pool_backward(const Shape& input, const Tensor& output_gradient,
                                  Tensor& input_gradient) {
  input_gradient.resize(input);
  for (int image = 0; image < input.batch; ++image) {
    spread_global_average(input.positions(), input.channels, output_gradient.row(image),
                          cleared_image(input_gradient, image));
  }
}

void global_max_pool_backward(const Tensor& input, const Tensor& output,
                              const Tensor& output_gradient, Tensor& input_gradient) {
  input_gradient.resize(input.shape);
  for (int image = 0; image < input.shape.batch; ++image) {
    add_global_maximum(input, output, output_gradient, 0, image,
                       cleared_image(input_gradient, image));
  }
}

void global_average_max_pool_backward(const Tensor& input, const Tensor& output,
                                      const Tensor& output_gradient, Tensor& input_gradient) {
  const Shape& in = input.shape;
  input_gradient.resize(in);
  for (int image = 0; image < in.batch; ++image) {
    float* const to = cleared_image(input_gradient, image);
    spread_global_average(in.positions(), in.channels, output_gradient.row(image), to);
    add_global_maximum(input, output, output_gradient, in.channels, image, to);
  }
}

}  // namespace second_opinion
