// The shape vocabulary of all layers: B images, H rows, W columns, C channels,
// stored as B·H·W rows of C contiguous floats ("channels last"). Tokens of a
// transformer are the positions H·W. No arithmetic here.
#pragma once

#include <cassert>
#include <cstddef>
#include <span>
#include <vector>

namespace second_opinion {

struct Shape {
  int batch = 0;
  int height = 1;
  int width = 1;
  int channels = 0;

  int positions() const { return height * width; }
  int features() const { return height * width * channels; }
  std::size_t rows() const { return static_cast<std::size_t>(batch) * height * width; }
  std::size_t size() const { return rows() * channels; }
  bool operator==(const Shape&) const = default;
};

// A buffer that keeps its capacity when it shrinks, so that a training step or
// a classification allocates only the first time.
struct Tensor {
  Shape shape;
  std::vector<float> values;

  Tensor() = default;
  explicit Tensor(Shape s) : shape(s), values(s.size()) {}

  // Contents are unspecified afterwards.
  void resize(Shape s) {
    shape = s;
    values.resize(s.size());
  }
  float* data() { return values.data(); }
  const float* data() const { return values.data(); }
  float* row(std::size_t r) { return values.data() + r * shape.channels; }
  const float* row(std::size_t r) const { return values.data() + r * shape.channels; }
};

}  // namespace second_opinion
