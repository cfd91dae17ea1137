// The layers of core as ONNX operators (operator set 17). Pictures become
// channels first, as ONNX has them; weights are rearranged to match.
#pragma once

#include <string>
#include <vector>

#include "core/network/network.hpp"
#include "native_trainer/export/onnx_graph.hpp"

namespace second_opinion {

class OnnxLayers {
 public:
  // `input` names a tensor (N,1,28,28), already normalised.
  OnnxLayers(OnnxGraph& graph, const Network& network, const std::string& input);

  // Adds one layer of the network, in order. False where ONNX files hold no such layer (batch norm
  // that was not folded).
  bool add(const LayerPlan& layer);
  // The name of (N, features), once every layer is added.
  std::string finish();

 private:
  // Layers see pictures (N,C,H,W), tokens (N,H·W,C) or vectors (N,C); each asks for the one it
  // works on.
  enum class Layout { kPicture, kTokens, kVector };
  struct Value {
    std::string name;
    Layout layout = Layout::kPicture;
    Shape shape;
  };

  void to_picture();
  void to_tokens() { value_ = tokens_of(value_, "tokens"); }
  void to_vector();
  Value tokens_of(const Value& value, const std::string& name);
  std::span<const float> parameter(const LayerPlan& layer, int which) const;
  void set(const std::string& name) { value_.name = name; }
  void set_vector(const std::string& name);

  void linear(const LayerPlan& layer);
  void linear_vector(const LayerPlan& layer);
  void convolution(const LayerPlan& layer, int pitch);
  void layer_norm(const LayerPlan& layer);
  void gelu();
  void pool(const LayerPlan& layer, const char* operation);
  std::string global(const char* name, const char* of_pictures, const char* of_tokens);
  void global_both();
  void position_embedding(const LayerPlan& layer);
  void class_token(const LayerPlan& layer);
  void attention(const LayerPlan& layer);
  std::string project(const std::string& name, const std::string& input, int inputs, int outputs,
                      std::span<const float> weight, std::span<const float> bias);
  void residual_end();

  OnnxGraph& graph_;
  const Network& network_;
  Value value_;
  std::vector<Value> residuals_;
};

}  // namespace second_opinion
