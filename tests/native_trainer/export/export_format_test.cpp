// Covers native_trainer/export/export_format.cpp.
#include "native_trainer/export/export_format.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace second_opinion {
namespace {

using ::testing::HasSubstr;

TEST(ExportFormat, TakesTheNamesThatReadersGoBy) {
  for (const char* name : {"a.onnx", "out/b.c.ONNX"})
    EXPECT_FALSE(why_misnamed(ExportFormat::kOnnx, name)) << name;
  for (const char* name : {"a.h5", "a.H5", "b.hdf5"})
    EXPECT_FALSE(why_misnamed(ExportFormat::kKeras, name)) << name;
}

TEST(ExportFormat, SaysWhatToCallAFile) {
  for (const char* name : {"x.txt", "x", "x.h5", "x.onnx.gz"})
    EXPECT_THAT(why_misnamed(ExportFormat::kOnnx, name).value_or(""), HasSubstr(".onnx")) << name;
  EXPECT_THAT(
      why_misnamed(ExportFormat::kKeras, "out/x.keras").value_or(""),
      ::testing::AllOf(HasSubstr("out/x.keras"), HasSubstr("zip"), HasSubstr("name it x.h5")));
  for (const char* name : {"x.onnx", "x", "h5"})
    EXPECT_THAT(why_misnamed(ExportFormat::kKeras, name).value_or(""), HasSubstr(".h5")) << name;
}

}  // namespace
}  // namespace second_opinion
