// The frame around the layers: normalisation before them, temperature and softmax after.
#include "native_trainer/export/keras_model.hpp"

#include "core/image/digit_image.hpp"
#include "native_trainer/export/keras_layers.hpp"
#include "native_trainer/export/layer_walk.hpp"

namespace second_opinion {

Result<KerasModel, std::string> to_keras(const WeightsFile& file) {
  const std::string fault = why_not_exported(file.network);
  if (!fault.empty()) return Failure{fault};
  KerasModel model{std::string(family_name(file.network.spec.family)), file.provenance, {}};
  nlohmann::ordered_json input{{"batch_input_shape", {nullptr, kImageSide, kImageSide, 1}},
                               {"dtype", "float32"},
                               {"sparse", false},
                               {"name", "images"}};
  model.layers.push_back({"InputLayer", "images", std::move(input), {}, {}});
  KerasGraph graph(model);
  if (file.input_mean != 0 || file.input_deviation != 1) {
    graph.put("Rescaling", "normalised",
              {{"scale", 1.0f / file.input_deviation},
               {"offset", -file.input_mean / file.input_deviation}},
              {"images"});
  }
  const std::string logits = add_keras_layers(file.network, model);
  graph.put("Rescaling", "calibrated", {{"scale", 1.0f / file.temperature}, {"offset", 0.0f}},
            {logits});
  graph.put("Softmax", "probabilities", {{"axis", -1}}, {"calibrated"});
  return model;
}

}  // namespace second_opinion
