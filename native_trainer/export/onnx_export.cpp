// The frame around the layers: what goes in, what comes out, and who made it.
#include "native_trainer/export/onnx_export.hpp"

#include "core/image/digit_image.hpp"
#include "native_trainer/export/layer_walk.hpp"
#include "native_trainer/export/onnx_layers.hpp"

namespace second_opinion {
namespace {

// LayerNormalization came with 17 (2022); every later runtime reads it.
constexpr int kIrVersion = 8;
constexpr int kOperatorSet = 17;

void describe_tensor(onnx::ValueInfoProto& info, const char* name,
                     std::initializer_list<int> sides) {
  info.set_name(name);
  onnx::TypeProto::Tensor& tensor = *info.mutable_type()->mutable_tensor_type();
  tensor.set_elem_type(onnx::TensorProto::FLOAT);
  tensor.mutable_shape()->add_dim()->set_dim_param("N");
  for (const int side : sides) tensor.mutable_shape()->add_dim()->set_dim_value(side);
}

void add_metadata(onnx::ModelProto& model, const char* key, const std::string& value) {
  onnx::StringStringEntryProto& entry = *model.add_metadata_props();
  entry.set_key(key);
  entry.set_value(value);
}

std::string normalise(OnnxGraph& graph, const WeightsFile& file) {
  graph.begin("input.");
  std::string name = "images";
  if (file.input_mean != 0)
    name = graph.node("centred", "Sub", {name, graph.constant("mean", file.input_mean)});
  if (file.input_deviation != 1)
    name =
        graph.node("normalised", "Div", {name, graph.constant("deviation", file.input_deviation)});
  return name;
}

}  // namespace

Result<std::string, std::string> to_onnx(const WeightsFile& file) {
  const std::string fault = why_not_exported(file.network);
  if (!fault.empty()) return Failure{fault};
  onnx::ModelProto model;
  model.set_ir_version(kIrVersion);
  model.add_opset_import()->set_version(kOperatorSet);
  model.set_producer_name("Second Opinion trainer");
  model.set_doc_string(
      "images: (N,1,28,28), pixels 0..1, 1 = ink, not yet normalised; probabilities: (N,10), of "
      "the digits 0 to 9");
  add_metadata(model, "family", std::string(family_name(file.network.spec.family)));
  if (!file.provenance.empty()) add_metadata(model, "provenance", file.provenance);
  onnx::GraphProto& proto = *model.mutable_graph();
  proto.set_name(std::string(family_name(file.network.spec.family)));
  describe_tensor(*proto.add_input(), "images", {1, kImageSide, kImageSide});
  describe_tensor(*proto.add_output(), "probabilities", {kDigitCount});

  OnnxGraph graph(proto);
  const std::string logits = add_onnx_layers(file.network, normalise(graph, file), graph);
  const std::string calibrated =
      graph.node("calibrated", "Div", {logits, graph.constant("temperature", file.temperature)});
  graph.node("probabilities", "Softmax", {calibrated}, {{"axis", std::int64_t{-1}}});

  std::string bytes;
  if (!model.SerializeToString(&bytes))
    return Failure{std::string("an ONNX file holds 2 GB at most, and this network is larger")};
  return bytes;
}

}  // namespace second_opinion
