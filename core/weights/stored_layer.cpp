// Fields go over as the table of kinds has them, whatever the kind.
#include "core/weights/stored_layer.hpp"

#include <algorithm>
#include <cmath>

namespace second_opinion {
namespace {

constexpr std::uint8_t kBiasFlag = 1;
constexpr std::uint8_t kFlattenFlag = 2;

double field(const LayerFields& fields, Field which) {
  return fields[static_cast<std::size_t>(which)];
}

}  // namespace

void write_layer(ByteWriter& out, const LayerSpec& layer) {
  const LayerFields fields = fields_of(layer);
  const auto integer = [&](Field which) {
    return static_cast<std::uint32_t>(field(fields, which));
  };
  out.u8(static_cast<std::uint8_t>(layer_number(layer)));
  out.u8(static_cast<std::uint8_t>((integer(Field::kBias) ? kBiasFlag : 0) |
                                   (integer(Field::kFlatten) ? kFlattenFlag : 0)));
  out.u16(static_cast<std::uint16_t>(integer(Field::kHeads)));
  out.u32(integer(Field::kUnits));
  out.u16(static_cast<std::uint16_t>(integer(Field::kKernel)));
  out.u16(static_cast<std::uint16_t>(integer(Field::kStride)));
  out.u16(static_cast<std::uint16_t>(integer(Field::kPadding)));
  out.u16(0);
  out.f32(static_cast<float>(field(fields, Field::kRate)));
}

std::optional<LayerSpec> read_layer(ByteReader& in) {
  std::optional<LayerSpec> layer = layer_of_number(in.u8());
  const std::uint8_t flags = in.u8();
  const double heads = in.u16(), units = in.u32(), kernel = in.u16(), stride = in.u16(),
               padding = in.u16();
  const std::uint16_t zero = in.u16();
  const float rate = in.f32();
  if (!layer || flags > (kBiasFlag | kFlattenFlag) || zero != 0 || !std::isfinite(rate))
    return std::nullopt;
  LayerFields fields;
  const auto set = [&](Field which, double value) {
    fields[static_cast<std::size_t>(which)] = value;
  };
  set(Field::kUnits, std::min<double>(units, kMaxUnits + 1));  // an int, which the plan refuses
  set(Field::kKernel, kernel);
  set(Field::kStride, stride);
  set(Field::kPadding, padding);
  set(Field::kHeads, heads);
  set(Field::kBias, flags & kBiasFlag ? 1 : 0);
  set(Field::kFlatten, flags & kFlattenFlag ? 1 : 0);
  set(Field::kRate, rate);
  if (!set_fields(*layer, fields)) return std::nullopt;
  return layer;
}

}  // namespace second_opinion
