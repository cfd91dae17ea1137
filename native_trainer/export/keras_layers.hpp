// The layers of core as layers of Keras. Both keep channels last, so that every
// weight goes over as it is.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "core/network/network.hpp"
#include "native_trainer/export/keras_model.hpp"

namespace second_opinion {

class KerasLayers {
 public:
  // Continues `model` after its last layer, whose output is (N,28,28,1), already normalised.
  KerasLayers(KerasModel& model, const Network& network);

  // Adds one layer of the network, in order. False where files for Keras hold no such layer (batch
  // norm that was not folded).
  bool add(const LayerPlan& layer);
  // The name of the layer that gives (N,10), once every layer is added.
  std::string finish();

 private:
  // (N,H,W,C), (N,H·W,C) or (N,C): each layer asks for the one it works on.
  enum class Layout { kPicture, kTokens, kVector };
  struct Value {
    std::string name;
    Layout layout = Layout::kPicture;
    Shape shape;
  };
  using Json = nlohmann::ordered_json;

  std::span<const float> parameter(const LayerPlan& layer, int which) const;
  // Adds a Keras layer named "layer_<index>_<name>" and returns that name.
  std::string put(const char* class_name, const std::string& name, Json config,
                  const std::vector<std::string>& inputs, std::vector<KerasWeight> weights = {});
  static KerasWeight weight(const char* name, std::initializer_list<int> shape,
                            std::span<const float> values);
  void set(const std::string& name, Layout layout) { value_.name = name, value_.layout = layout; }
  Value shaped(const Value& value, Layout layout, const std::string& name);
  void to(Layout layout) { value_ = shaped(value_, layout, ""); }

  void linear(const LayerPlan& layer);
  std::string dense(const std::string& name, const std::string& input, int inputs, int units,
                    std::span<const float> weight, std::span<const float> bias);
  void convolution(const LayerPlan& layer, int pitch);
  void layer_norm(const LayerPlan& layer);
  void activation(const char* function);
  void pool(const LayerPlan& layer, const char* class_name);
  std::string global(const char* name, const char* which);
  void global_both();
  void add_rows(const std::string& name, int positions, int channels, std::span<const float> rows);
  void class_token(const LayerPlan& layer);
  void first_token();
  std::string head(const std::string& qkv, const LayerPlan& layer, int head);
  void attention(const LayerPlan& layer);
  void residual_end();

  KerasModel& model_;
  const Network& network_;
  std::string prefix_;
  Value value_;
  std::vector<Value> residuals_;
};

}  // namespace second_opinion
