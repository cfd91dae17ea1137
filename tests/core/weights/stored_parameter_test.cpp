// Covers core/weights/stored_parameter.cpp: how many bytes, and in which order. What
// rounding does: quantization_test.cpp and weights_file_test.cpp.
#include "core/weights/stored_parameter.hpp"

#include <gtest/gtest.h>

#include "core/base/byte_stream.hpp"
#include "core/base/half.hpp"

namespace second_opinion {
namespace {

Parameter three_by_three() {
  Parameter parameter;
  parameter.role = ParameterRole::kWeight;
  parameter.rows = parameter.columns = 3;
  parameter.values = {7, -7, 3.5f, -1, 2, 0, 3, 5, -0.5f};  // scales 1, 1 and 0.5
  return parameter;
}

std::vector<unsigned char> bytes_of(const Parameter& parameter, Storage storage) {
  ByteWriter out;
  write_parameter(out, parameter, storage);
  return std::move(out).take();
}

TEST(StoredParameter, PacksInt4InPairsTheFirstLow) {
  const auto bytes = bytes_of(three_by_three(), Storage::kInt4PerColumn);
  const std::vector<unsigned char> values(bytes.begin() + 6, bytes.end());
  EXPECT_EQ(values, (std::vector<unsigned char>{0x97, 0xf7, 0x02, 0x53, 0x0f}));
  EXPECT_EQ(bytes[0] | bytes[1] << 8, float_to_half(1));
  EXPECT_EQ(bytes[4] | bytes[5] << 8, float_to_half(0.5f));
}

TEST(StoredParameter, ReadsBackWhatTheGridHoldsAndNoByteMore) {
  const Parameter written = three_by_three();
  for (const Storage storage :
       {Storage::kFloat32, Storage::kFloat16, Storage::kInt8PerColumn, Storage::kInt4PerColumn}) {
    const auto bytes = bytes_of(written, storage);
    EXPECT_EQ(bytes.size(), stored_bytes(written, storage));
    Parameter read = written;
    read.values.assign(9, -99);
    ByteReader in(bytes);
    read_parameter(in, read, storage);
    EXPECT_EQ(read.values, written.values);
    EXPECT_EQ(in.left(), 0u);
  }
}

}  // namespace
}  // namespace second_opinion
