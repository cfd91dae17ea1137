// A role decides how a parameter is stored; the four storages are read and written side by side.
#include "core/weights/stored_parameter.hpp"

#include <algorithm>
#include <bit>

#include "core/base/byte_stream.hpp"
#include "core/base/half.hpp"
#include "core/weights/quantization.hpp"

namespace second_opinion {
namespace {

Storage storage_for(const Parameter& parameter, Storage weights) {
  if (parameter.role == ParameterRole::kWeight || weights == Storage::kFloat32) return weights;
  return Storage::kFloat16;
}

std::vector<float> read_scales(ByteReader& in, int columns) {
  std::vector<float> scales(static_cast<std::size_t>(columns));
  for (float& scale : scales) scale = half_to_float(in.u16());
  return scales;
}

// A file of megabytes is copied rather than put together byte by byte.
void read_floats(ByteReader& in, std::vector<float>& values) {
  if constexpr (std::endian::native == std::endian::little) {
    const auto stored = in.raw(values.size() * sizeof(float));
    std::copy(stored.begin(), stored.end(), reinterpret_cast<unsigned char*>(values.data()));
  } else {
    for (float& value : values) value = in.f32();
  }
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
      const QuantizedMatrix q =
          quantize_per_column(parameter.values, parameter.rows, parameter.columns, kInt8Levels);
      for (std::uint16_t scale : q.scales) out.u16(scale);
      for (std::int8_t value : q.values) out.u8(static_cast<std::uint8_t>(value));
      return;
    }
    case Storage::kInt4PerColumn: {
      const QuantizedMatrix q =
          quantize_per_column(parameter.values, parameter.rows, parameter.columns, kInt4Levels);
      for (std::uint16_t scale : q.scales) out.u16(scale);
      for (std::size_t i = 0; i < q.values.size(); i += 2) {
        const int high = i + 1 < q.values.size() ? q.values[i + 1] : 0;
        out.u8(static_cast<std::uint8_t>((q.values[i] & 15) | (high & 15) << 4));
      }
      return;
    }
  }
}

void read_parameter(ByteReader& in, Parameter& parameter, Storage weights) {
  switch (storage_for(parameter, weights)) {
    case Storage::kFloat32:
      read_floats(in, parameter.values);
      return;
    case Storage::kFloat16:
      for (float& value : parameter.values) value = half_to_float(in.u16());
      return;
    case Storage::kInt8PerColumn: {
      const std::vector<float> scales = read_scales(in, parameter.columns);
      const auto stored = in.raw(parameter.values.size());
      for (std::size_t i = 0; i < stored.size(); ++i) {
        parameter.values[i] =
            scales[i % scales.size()] * static_cast<float>(static_cast<std::int8_t>(stored[i]));
      }
      return;
    }
    case Storage::kInt4PerColumn: {
      const std::vector<float> scales = read_scales(in, parameter.columns);
      int pair = 0;
      for (std::size_t i = 0; i < parameter.values.size(); ++i) {
        pair = i % 2 == 0 ? in.u8() : pair >> 4;
        parameter.values[i] = scales[i % scales.size()] * static_cast<float>(((pair & 15) ^ 8) - 8);
      }
      return;
    }
  }
}

bool all_finite(std::span<const float> values) {
  constexpr std::uint32_t kExponent = 0x7f800000u;  // all ones: infinity or no number
  std::uint32_t wrong = 0;  // without an early end, so that the loop is one of vectors
  for (const float value : values)
    wrong |= (__builtin_bit_cast(std::uint32_t, value) & kExponent) == kExponent ? 1u : 0u;
  return wrong == 0;
}

std::size_t stored_bytes(const Parameter& parameter, Storage weights) {
  const std::size_t count = static_cast<std::size_t>(parameter.rows) * parameter.columns;
  switch (storage_for(parameter, weights)) {
    case Storage::kFloat32:
      return 4 * count;
    case Storage::kFloat16:
      return 2 * count;
    case Storage::kInt4PerColumn:
      return (count + 1) / 2 + 2 * static_cast<std::size_t>(parameter.columns);
    case Storage::kInt8PerColumn:
      return count + 2 * static_cast<std::size_t>(parameter.columns);
  }
  return 0;
}

}  // namespace second_opinion
