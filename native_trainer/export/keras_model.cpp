// The frame around the layers: normalisation before them, temperature and softmax after.
#include "native_trainer/export/keras_model.hpp"

#include "core/image/digit_image.hpp"
#include "native_trainer/export/keras_layers.hpp"

namespace second_opinion {
namespace {

using Json = nlohmann::ordered_json;

KerasLayer layer(const char* class_name, const char* name, Json config,
                 std::vector<std::string> inputs) {
  Json whole{{"name", name}, {"trainable", true}, {"dtype", "float32"}};
  whole.update(config);
  return {class_name, name, std::move(whole), std::move(inputs), {}};
}

}  // namespace

Result<KerasModel, std::string> to_keras(const WeightsFile& file) {
  KerasModel model{std::string(family_name(file.network.spec.family)), file.provenance, {}};
  Json input{{"batch_input_shape", {nullptr, kImageSide, kImageSide, 1}},
             {"dtype", "float32"},
             {"sparse", false},
             {"name", "images"}};
  model.layers.push_back({"InputLayer", "images", std::move(input), {}, {}});
  if (file.input_mean != 0 || file.input_deviation != 1) {
    const Json config{{"scale", 1.0f / file.input_deviation},
                      {"offset", -file.input_mean / file.input_deviation}};
    model.layers.push_back(layer("Rescaling", "normalised", config, {"images"}));
  }
  KerasLayers layers(model, file.network);
  for (const LayerPlan& plan : file.network.layers) {
    if (!layers.add(plan))
      return Failure{
          std::string("the network holds batch norm; fold it into the layers before it first")};
  }
  const std::string logits = layers.finish();
  model.layers.push_back(layer("Rescaling", "calibrated",
                               {{"scale", 1.0f / file.temperature}, {"offset", 0.0f}}, {logits}));
  model.layers.push_back(layer("Softmax", "probabilities", {{"axis", -1}}, {"calibrated"}));
  return model;
}

}  // namespace second_opinion
