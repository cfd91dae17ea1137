// How fast the products of training run: forward, weight gradient and input
// gradient apart, in multiply-adds × 2 per second of processor time (column
// FLOP). Shapes are those of the recipes, 32 images each.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "core/base/random.hpp"
#include "core/layers/attention.hpp"
#include "core/layers/linear.hpp"
#include "core/learning/backward/attention_backward.hpp"
#include "core/learning/backward/convolution_backward.hpp"
#include "core/learning/backward/linear_backward.hpp"

namespace second_opinion {
namespace {

constexpr int kImages = 32;

void fill(std::vector<float>& values, std::uint64_t seed) {
  Random random(seed);
  for (float& value : values) value = random.normal();
}

Tensor filled(Shape shape, std::uint64_t seed) {
  Tensor tensor(shape);
  fill(tensor.values, seed);
  return tensor;
}

std::vector<float> filled(std::size_t count, std::uint64_t seed) {
  std::vector<float> values(count);
  fill(values, seed);
  return values;
}

void count_products(benchmark::State& state, double multiply_adds) {
  state.counters["FLOP"] = benchmark::Counter(
      2 * multiply_adds * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

// Arguments: side of the picture, input channels, output channels; 3×3.
struct Convolution {
  ConvolutionShape shape;
  Tensor input, output, output_gradient, input_gradient;
  std::vector<float> weight, weight_gradient;
  BackwardScratch scratch;
  double multiply_adds;

  explicit Convolution(const benchmark::State& state)
      : shape{static_cast<int>(state.range(2)), 3, 1, 1},
        input(filled(Shape{kImages, static_cast<int>(state.range(0)),
                           static_cast<int>(state.range(0)), static_cast<int>(state.range(1))},
                     1)),
        output_gradient(filled(convolution_output_shape(input.shape, shape), 2)),
        weight(filled(static_cast<std::size_t>(9 * state.range(1) * state.range(2)), 3)),
        weight_gradient(weight.size()),
        multiply_adds(static_cast<double>(weight.size()) *
                      static_cast<double>(input.shape.rows())) {}
};

void convolution_forward(benchmark::State& state) {
  Convolution c(state);
  for (auto _ : state) convolution_forward(c.input, c.shape, c.weight, {}, c.output);
  count_products(state, c.multiply_adds);
}

void convolution_weight_gradient(benchmark::State& state) {
  Convolution c(state);
  for (auto _ : state)
    convolution_backward(c.input, c.shape, c.weight, c.output_gradient, c.weight_gradient, {},
                         nullptr, c.scratch);
  count_products(state, c.multiply_adds);
}

void convolution_both_gradients(benchmark::State& state) {
  Convolution c(state);
  for (auto _ : state) {
    convolution_backward(c.input, c.shape, c.weight, c.output_gradient, c.weight_gradient, {},
                         &c.input_gradient, c.scratch);
  }
  count_products(state, 2 * c.multiply_adds);
}

void convolution_shapes(benchmark::internal::Benchmark* benchmark) {
  benchmark->Args({28, 1, 16})
      ->Args({28, 16, 16})
      ->Args({14, 16, 48})
      ->Args({14, 32, 64})
      ->Args({14, 48, 48})
      ->Args({7, 96, 96});
}
BENCHMARK(convolution_forward)->Apply(convolution_shapes);
BENCHMARK(convolution_weight_gradient)->Apply(convolution_shapes);
BENCHMARK(convolution_both_gradients)->Apply(convolution_shapes);

// Arguments: inputs, outputs; 49 tokens.
void linear_training(benchmark::State& state) {
  const int in = static_cast<int>(state.range(0)), units = static_cast<int>(state.range(1));
  const Tensor input = filled(Shape{kImages, 7, 7, in}, 1),
               gradient = filled(Shape{kImages, 7, 7, units}, 2);
  const std::vector<float> weight = filled(static_cast<std::size_t>(in) * units, 3),
                           bias = filled(units, 4);
  std::vector<float> weight_gradient(weight.size()), bias_gradient(bias.size());
  Tensor output, input_gradient;
  BackwardScratch scratch;
  for (auto _ : state) {
    linear_forward(input, units, false, weight, bias, output);
    linear_backward(input, units, false, weight, gradient, weight_gradient, bias_gradient,
                    &input_gradient, scratch);
  }
  count_products(
      state, 3.0 * static_cast<double>(weight.size()) * static_cast<double>(input.shape.rows()));
}
BENCHMARK(linear_training)
    ->Args({64, 64})
    ->Args({64, 192})
    ->Args({64, 128})
    ->Args({128, 64})
    ->Args({80, 240});

// Arguments: width, heads; 49 tokens.
void attention_training(benchmark::State& state) {
  const auto width = static_cast<std::size_t>(state.range(0));
  const int heads = static_cast<int>(state.range(1));
  const Tensor input = filled(Shape{kImages, 7, 7, static_cast<int>(width)}, 1),
               gradient = filled(input.shape, 2);
  std::vector<float> qkv = filled(3 * width * width, 3), qkv_bias = filled(3 * width, 4);
  std::vector<float> out = filled(width * width, 5), out_bias = filled(width, 6);
  for (float& value : qkv) value *= 0.1f;
  std::vector<float> g1(qkv.size()), g2(qkv_bias.size()), g3(out.size()), g4(out_bias.size());
  AttentionTrace trace;
  Tensor output, input_gradient;
  BackwardScratch scratch;
  for (auto _ : state) {
    attention_forward(input, heads, {qkv, qkv_bias, out, out_bias}, trace, output);
    attention_backward(input, heads, {qkv, qkv_bias, out, out_bias}, trace, gradient,
                       {g1, g2, g3, g4}, input_gradient, scratch);
  }
  const double per_image =
      4.0 * static_cast<double>(width * width) * 49 + 2.0 * 49 * 49 * static_cast<double>(width);
  count_products(state, 3 * kImages * per_image);
}
BENCHMARK(attention_training)->Args({64, 4})->Args({80, 5});

}  // namespace
}  // namespace second_opinion
