// What all kinds of layers have in common. A kind is a plain struct with the numbers that describe
// it and with four functions: visit_fields, reach, plan and forward. Each kind stands in the file
// of its concept (pooling.hpp, attention.hpp, …) and has one row in the table of all kinds,
// core/network/layer_kinds.hpp. Gradients and exports are not known here.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/tensor.hpp"

namespace second_opinion {

// The numbers that a kind of layer can have. Recipes name them, weights files have a place for
// each.
enum class Field : std::uint8_t {
  kUnits,    // channels of the output
  kKernel,   // side of the square window, in positions
  kStride,   // from one window to the next, in positions
  kPadding,  // rows and columns of zeros laid around the picture
  kHeads,    // of attention
  kBias,     // whether there is one
  kFlatten,  // whether all features of an image are one input
  kRate      // the share that training drops, 0..1
};
inline constexpr std::size_t kFieldCount = 8;

// Whether a recipe must say a field, or may leave it at its default.
enum class InRecipe { kRequired, kOptional };

// No layer may have more output channels, nor more values per image, so that a hostile file cannot
// ask for more memory than there is.
inline constexpr int kMaxUnits = 65536;
inline constexpr int kMaxFeatures = 4 << 20;

// What a learned matrix is for decides its weight decay, initial values and storage.
enum class ParameterRole : std::uint8_t {
  kWeight,
  kBias,
  kNormScale,
  kNormShift,
  kPosition,
  kRunningMean,
  kRunningVariance
};

// What one position of a layer's output sees of its input: a square window of positions, by
// default the position itself, or the whole picture.
struct Reach {
  int kernel = 1;
  int stride = 1;
  int padding = 0;
  bool everything = false;

  bool only_itself() const { return kernel == 1 && stride == 1 && !everything; }
};
inline constexpr Reach kReachesEverything{.everything = true};

// Given to a layer's plan(), which changes `output` if it is not as the input, asks for parameters
// and says what it cannot do. The first fault stays; after one the rest means nothing.
struct LayerPlanner {
  struct Needed {
    const char* name;  // "weight": the last part of the parameter's name
    ParameterRole role;
    int rows;
    int columns;
  };

  Shape input;                    // batch = 1
  Shape output;                   // batch = 1
  std::vector<Shape>& residuals;  // inputs of the residuals that began, the innermost last
  std::vector<Needed> parameters{};
  double multiply_adds = 0;  // per image
  std::string fault{};       // empty while there is none

  // Returns whether all is well so far.
  bool require(bool condition, const std::string& otherwise);
  void parameter(const char* name, ParameterRole role, int rows, int columns);
  void weight_and_bias(int inputs, int outputs, bool bias);
};

// "28 × 28 × 1": height, width, channels.
std::string shape_text(const Shape& shape);

// In the order in which plan() asked for them; empty past a layer's last one.
using LayerParameters = std::array<std::span<const float>, 4>;

// Buffers of a forward pass; reuse one per thread.
struct Workspace {
  bool keep_activations = false;
  std::vector<Tensor> outputs;  // one per layer when they are kept, else two that take turns
  // Per attention layer, when they are kept: (B, heads, T, T) probabilities, row = query.
  std::vector<Tensor> attention;
  std::vector<Tensor> residuals;  // copies of the inputs of residuals, reused
  std::size_t open_residuals = 0;
  std::size_t attention_layers = 0;  // that this pass has met so far
};

// Given to a layer's forward(): one layer, at work on a batch of images.
struct LayerCall {
  LayerParameters parameters;
  const Tensor& input;  // (B, then the plan's input)
  Tensor& output;       // (B, then the plan's output), given its shape by the layer
  Workspace& workspace;

  // For layers that change nothing.
  void copy_input() const;
};

}  // namespace second_opinion
