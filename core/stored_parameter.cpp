#include "core/stored_parameter.hpp"

#include "core/half.hpp"
#include "core/quantization.hpp"

namespace second_opinion {
namespace {

Storage storage_for(const Parameter& parameter, Storage weights) {
  if (parameter.role == ParameterRole::kWeight || weights == Storage::kFloat32) return weights;
  return Storage::kFloat16;
}

}  // namespace

void write_parameter(ByteWriter& out, const Parameter& parameter, Storage weights) {
  switch (storage_for(parameter, weights)) {
    case Storage::kFloat32:
      for (float value : parameter.values) out.f32(value);
      return;
    case Storage::kFloat16:
      for (float value : parameter.values) out.u16(float_to_half(value));
      return;
    case Storage::kInt8PerColumn: {
      const QuantizedMatrix q = quantize_per_column(parameter.values, parameter.rows, parameter.columns);
      for (std::uint16_t scale : q.scales) out.u16(scale);
      for (std::int8_t value : q.values) out.u8(static_cast<std::uint8_t>(value));
      return;
    }
  }
}

void read_parameter(ByteReader& in, Parameter& parameter, Storage weights) {
  switch (storage_for(parameter, weights)) {
    case Storage::kFloat32:
      for (float& value : parameter.values) value = in.f32();
      return;
    case Storage::kFloat16:
      for (float& value : parameter.values) value = half_to_float(in.u16());
      return;
    case Storage::kInt8PerColumn: {
      std::vector<float> scales(parameter.columns);
      for (float& scale : scales) scale = half_to_float(in.u16());
      for (std::size_t i = 0; i < parameter.values.size(); ++i) {
        parameter.values[i] = scales[i % scales.size()] * static_cast<float>(static_cast<std::int8_t>(in.u8()));
      }
      return;
    }
  }
}

std::size_t stored_bytes(const Parameter& parameter, Storage weights) {
  const std::size_t count = static_cast<std::size_t>(parameter.rows) * parameter.columns;
  switch (storage_for(parameter, weights)) {
    case Storage::kFloat32: return 4 * count;
    case Storage::kFloat16: return 2 * count;
    case Storage::kInt8PerColumn: return count + 2 * static_cast<std::size_t>(parameter.columns);
  }
  return 0;
}

}  // namespace second_opinion
