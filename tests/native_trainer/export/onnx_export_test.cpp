// Covers native_trainer/export/onnx_*.cpp: ONNX's own checker and shape inference accept what is
// written, and what stands around the layers is there. That the numbers are right is for
// onnx_runtime.test.mjs.
#include "native_trainer/export/onnx_export.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <onnx/checker.h>
#include <onnx/shape_inference/implementation.h>

#include <map>

#include "tests/support/small_networks.hpp"

namespace second_opinion {
namespace {

onnx::ModelProto parsed(const WeightsFile& file) {
  const auto bytes = to_onnx(file);
  onnx::ModelProto model;
  EXPECT_TRUE(bytes.ok() && model.ParseFromString(bytes.value()));
  return model;
}

TEST(OnnxExport, ChecksAndInfersForEveryFamily) {
  for (const NetworkSpec& spec : testing::all_specs()) {
    onnx::ModelProto model = parsed(testing::weights_file(spec));
    EXPECT_NO_THROW(onnx::checker::check_model(model)) << family_name(spec.family);
    model.mutable_graph()->mutable_output(0)->mutable_type()->mutable_tensor_type()->clear_shape();
    ASSERT_NO_THROW(onnx::shape_inference::InferShapes(model)) << family_name(spec.family);
    const auto& shape = model.graph().output(0).type().tensor_type().shape();
    ASSERT_EQ(shape.dim_size(), 2);
    EXPECT_EQ(shape.dim(0).dim_param(), "N");
    EXPECT_EQ(shape.dim(1).dim_value(), 10);
  }
}

TEST(OnnxExport, SaysWhatGoesInAndWhereItComesFrom) {
  const onnx::ModelProto model = parsed(testing::weights_file(testing::cnn_spec()));
  EXPECT_EQ(model.opset_import(0).version(), 17);
  EXPECT_EQ(model.producer_name(), "Second Opinion trainer");
  std::map<std::string, std::string> metadata;
  for (const auto& entry : model.metadata_props()) metadata[entry.key()] = entry.value();
  EXPECT_EQ(metadata["provenance"], "{\"recipe\":\"test\"}");
  EXPECT_EQ(metadata["family"], "cnn");
  EXPECT_EQ(model.graph().input(0).name(), "images");
  EXPECT_EQ(model.graph().output(0).name(), "probabilities");
  EXPECT_EQ(model.graph().input_size(), 1);
}

TEST(OnnxExport, TheSameFileGivesTheSameBytes) {
  const WeightsFile file = testing::weights_file(testing::transformer_spec());
  EXPECT_EQ(to_onnx(file).value(), to_onnx(file).value());
}

TEST(OnnxExport, RefusesBatchNormInWords) {
  WeightsFile file = testing::weights_file(testing::cnn_spec());
  file.network = testing::random_network(testing::cnn_spec());
  const auto bytes = to_onnx(file);
  ASSERT_FALSE(bytes.ok());
  EXPECT_THAT(bytes.error(), ::testing::HasSubstr("batch norm"));
}

}  // namespace
}  // namespace second_opinion
