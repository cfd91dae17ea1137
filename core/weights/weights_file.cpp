// The weights format, versions 1 and 2. Little-endian, no padding. Its reader and its writer stand
// in this one file, long as it is, so that they can be held against the same table.
//
// offset  bytes  type     field             reader refuses when
// 0       4      char[4]  magic             not "SOWF"
// 4       4      u32      version           not 1, or 2 with a novelty section
// 8       8      u64      file_bytes        not the bytes handed in, or more than 161 MiB
// 16      4      u32      checksum          not the CRC-32 (ISO 3309) of bytes 20..end
// 20      1      u8       family            not 1 linear, 2 mlp, 3 cnn, 4 transformer
// 21      1      u8       storage           not 1 float32, 2 float16, 3 int8 or 4 int4 per column
// 22      2      u16      layer_count       0, more than 256
// 24      4      u32      provenance_bytes  reaches past the end
// 28      4      f32      input_mean        not -1..1; pixels are 0..1, (x - mean) / deviation
// 32      4      f32      input_deviation   not 0.001..100
// 36      4      f32      temperature       not 0.01..100; logits are divided by it
// 40      20·n   layer    layers            stored_layer.hpp; what plan_network refuses; batch norm
// …       …      utf-8    provenance        never: JSON text by the trainer
// …       …               parameters        too short, left over, NaN or infinity
// …       8+8·f  f32      novelty           the last layer is not linear; too short, left over, NaN
//                                           or infinity
//
// Parameters come in the order of the plan, without a directory: their shapes follow from the
// layers. Weights (ParameterRole::kWeight) are stored as `storage` says: float32, float16, or all
// columns' float16 scales followed by all values, row by row (weight = scale·value); int8 a byte
// each, int4 two a byte, the first in the low half, two's complement, a spare half zero. All other
// parameters are float32 with storage 1, else float16.
//
// Novelty is version 2 alone: bias, energy, and weights of the f inputs of the last layer and of
// their squares.
#include "core/weights/weights_file.hpp"

#include <cassert>
#include <cmath>
#include <cstring>

#include "core/base/byte_stream.hpp"
#include "core/image/digit_image.hpp"
#include "core/weights/stored_layer.hpp"
#include "core/weights/stored_parameter.hpp"

namespace second_opinion {
namespace {

constexpr std::size_t kHeaderBytes = 40;
constexpr std::size_t kChecksumStart = 20;
constexpr std::uint32_t kPlainVersion = 1;
constexpr std::uint32_t kNoveltyVersion = 2;
constexpr char kMagic[4] = {'S', 'O', 'W', 'F'};

Failure<WeightsError> fail(WeightsFault fault, std::string detail = {}) {
  return Failure{WeightsError{fault, std::move(detail)}};
}

std::size_t novelty_bytes(int features) {
  return 8 + 8 * static_cast<std::size_t>(features);
}

static_assert(4 * kMaxParameters + 8 + 8 * (kMaxParameters / kDigitCount) + kHeaderBytes +
                      kMaxLayers * kStoredLayerBytes + kMaxProvenanceBytes <=
                  kMaxWeightsBytes,
              "every network that can be planned makes a file that can be read");

void write_novelty(ByteWriter& out, const NoveltyModel& model) {
  out.f32(model.bias);
  out.f32(model.energy);
  for (const float weight : model.plain) out.f32(weight);
  for (const float weight : model.square) out.f32(weight);
}

// False when a value is not finite.
bool read_novelty(ByteReader& in, int features, NoveltyModel& model) {
  model.bias = in.f32();
  model.energy = in.f32();
  model.plain.resize(static_cast<std::size_t>(features));
  model.square.resize(static_cast<std::size_t>(features));
  for (float& weight : model.plain) weight = in.f32();
  for (float& weight : model.square) weight = in.f32();
  return std::isfinite(model.bias) && std::isfinite(model.energy) && all_finite(model.plain) &&
         all_finite(model.square);
}

// "" when the setting keeps to the range of recipes and of the fitted temperature, in which no
// division by it overflows. `range` in words: printing one float would bring 9 KB into the core
// module.
std::string out_of_range(const char* name, float value, float least, float most,
                         const char* range) {
  if (value >= least && value <= most) return {};  // false for NaN
  return std::string(name) + " must be " + range;
}

struct Header {
  std::uint32_t version = kPlainVersion;
  Storage storage{};
};

// What can be checked before the first layer.
Result<Header, WeightsError> check_header(std::span<const unsigned char> bytes) {
  if (bytes.size() < kHeaderBytes)
    return fail(WeightsFault::kTooShort, std::to_string(bytes.size()) + " bytes");
  if (std::memcmp(bytes.data(), kMagic, sizeof kMagic) != 0) return fail(WeightsFault::kNotWeights);
  ByteReader in(bytes.subspan(sizeof kMagic));
  const std::uint32_t version = in.u32();
  if (version != kPlainVersion && version != kNoveltyVersion)
    return fail(WeightsFault::kVersion, "version " + std::to_string(version));
  const std::uint64_t file_bytes = in.u64();
  if (bytes.size() > kMaxWeightsBytes) {
    return fail(WeightsFault::kTooLarge, std::to_string(bytes.size()) + " bytes, at most " +
                                             std::to_string(kMaxWeightsBytes));
  }
  if (file_bytes != bytes.size()) {
    return fail(WeightsFault::kSize, "the header says " + std::to_string(file_bytes) +
                                         " bytes, there are " + std::to_string(bytes.size()));
  }
  if (in.u32() != crc32(bytes.subspan(kChecksumStart))) return fail(WeightsFault::kChecksum);
  const std::uint8_t family = in.u8();
  if (family < 1 || family > 4)
    return fail(WeightsFault::kArchitecture, "unknown family " + std::to_string(family));
  const std::uint8_t storage = in.u8();
  if (storage < 1 || storage > 4)
    return fail(WeightsFault::kArchitecture, "unknown storage " + std::to_string(storage));
  return Header{version, static_cast<Storage>(storage)};
}

Result<NetworkSpec, WeightsError> read_layers(ByteReader& in, Family family, int count) {
  NetworkSpec spec{family, {}};
  for (int i = 0; i < count; ++i) {
    const std::optional<LayerSpec> layer = read_layer(in);
    if (!layer)
      return fail(WeightsFault::kArchitecture,
                  "layer " + std::to_string(i) + " is of no known form");
    if (is<BatchNorm>(*layer))
      return fail(WeightsFault::kArchitecture,
                  "layer " + std::to_string(i) + " is an unfolded batch norm");
    spec.layers.push_back(*layer);
  }
  return spec;
}

WeightsError error_of(WeightsFault fault, std::string detail) {
  return {fault, std::move(detail)};
}

// Parameters and novelty: everything after the provenance, to the last byte. Nothing, or why not.
std::optional<WeightsError> read_numbers(ByteReader& in, const NetworkSpec& spec,
                                         const Header& header, WeightsFile& file) {
  const Result<NetworkPlan, std::string> plan = plan_network(spec);
  if (!plan) return error_of(WeightsFault::kArchitecture, plan.error());
  std::size_t expected = 0;
  for (const Parameter& parameter : plan.value().parameters)
    expected += stored_bytes(parameter, header.storage);
  const bool has_novelty = header.version == kNoveltyVersion;
  const LayerPlan& last = plan.value().layers.back();
  if (has_novelty && !is<Linear>(last.spec))
    return error_of(WeightsFault::kNovelty, "the last layer is not linear");
  if (has_novelty) expected += novelty_bytes(last.input.features());
  if (in.left() != expected) {
    return error_of(WeightsFault::kParameters, std::to_string(expected) + " bytes are needed, " +
                                                   std::to_string(in.left()) + " are there");
  }
  file.network = Network::zeros(spec);
  for (Parameter& parameter : file.network.parameters) {
    read_parameter(in, parameter, header.storage);
    if (!all_finite(parameter.values)) return error_of(WeightsFault::kNotFinite, parameter.name);
  }
  if (has_novelty && !read_novelty(in, novelty_features(file.network), file.novelty.emplace()))
    return error_of(WeightsFault::kNotFinite, "novelty");
  return std::nullopt;
}

}  // namespace

std::vector<unsigned char> encode_weights(const WeightsFile& file, Storage storage) {
  ByteWriter out;
  for (char c : kMagic) out.u8(static_cast<std::uint8_t>(c));
  assert(!file.novelty ||
         file.novelty->plain.size() == static_cast<std::size_t>(novelty_features(file.network)));
  out.u32(file.novelty ? kNoveltyVersion : kPlainVersion);
  out.u64(0);  // file_bytes and checksum are known at the end
  out.u32(0);
  out.u8(static_cast<std::uint8_t>(file.network.spec.family));
  out.u8(static_cast<std::uint8_t>(storage));
  out.u16(static_cast<std::uint16_t>(file.network.spec.layers.size()));
  out.u32(static_cast<std::uint32_t>(file.provenance.size()));
  out.f32(file.input_mean);
  out.f32(file.input_deviation);
  out.f32(file.temperature);
  for (const LayerSpec& layer : file.network.spec.layers) {
    assert(!is<BatchNorm>(layer));
    write_layer(out, layer);
  }
  out.text(file.provenance);
  for (const Parameter& parameter : file.network.parameters)
    write_parameter(out, parameter, storage);
  if (file.novelty) write_novelty(out, *file.novelty);
  out.patch_u64(8, out.bytes().size());
  out.patch_u32(16, crc32(std::span(out.bytes()).subspan(kChecksumStart)));
  return std::move(out).take();
}

Result<WeightsFile, WeightsError> decode_weights(std::span<const unsigned char> bytes) {
  const Result<Header, WeightsError> header = check_header(bytes);
  if (!header) return Failure{header.error()};
  ByteReader in(bytes.subspan(kChecksumStart));
  WeightsFile file;
  const Family family = static_cast<Family>(in.u8());
  in.u8();
  const int layer_count = in.u16();
  const std::size_t provenance_bytes = in.u32();
  file.input_mean = in.f32();
  file.input_deviation = in.f32();
  file.temperature = in.f32();
  for (const std::string& wrong :
       {out_of_range("mean", file.input_mean, -1, 1, "-1 to 1"),
        out_of_range("deviation", file.input_deviation, 0.001f, 100, "0.001 to 100"),
        out_of_range("temperature", file.temperature, 0.01f, 100, "0.01 to 100")}) {
    if (!wrong.empty()) return fail(WeightsFault::kSettings, wrong);
  }
  if (layer_count > kMaxLayers || in.left() < layer_count * kStoredLayerBytes ||
      in.left() - layer_count * kStoredLayerBytes < provenance_bytes) {
    return fail(WeightsFault::kSize, "the layers and the provenance reach past the end");
  }
  Result<NetworkSpec, WeightsError> spec = read_layers(in, family, layer_count);
  if (!spec) return Failure{spec.error()};
  file.provenance = in.text(provenance_bytes);

  if (const auto error = read_numbers(in, spec.value(), header.value(), file))
    return Failure{*error};
  return file;
}

Storage storage_of(std::span<const unsigned char> bytes) {
  return static_cast<Storage>(bytes[21]);
}

std::string describe(const WeightsError& error) {
  const std::string detail = error.detail.empty() ? "" : " (" + error.detail + ")";
  switch (error.fault) {
    case WeightsFault::kTooShort:
      return "The weights file is too short to be one" + detail + ".";
    case WeightsFault::kNotWeights:
      return "This is not a weights file: it does not begin with SOWF.";
    case WeightsFault::kVersion:
      return "The weights file has a version that this program does not read" + detail +
             ". Update the program or train again.";
    case WeightsFault::kSize:
      return "The weights file is cut off or padded" + detail + ". Copy it again.";
    case WeightsFault::kTooLarge:
      return "The weights file is larger than any that the trainer writes" + detail + ".";
    case WeightsFault::kChecksum:
      return "The weights file is damaged: its checksum does not fit. Copy it again.";
    case WeightsFault::kArchitecture:
      return "The weights file describes a network that cannot be built" + detail + ".";
    case WeightsFault::kParameters:
      return "The weights file does not hold the parameters that its network needs" + detail + ".";
    case WeightsFault::kNotFinite:
      return "The weights file holds a value that is not a number" + detail + ". Train again.";
    case WeightsFault::kNovelty:
      return "The weights file cannot say what looks unlike a digit" + detail +
             ". Fit it again with trainer novelty.";
    case WeightsFault::kSettings:
      return "The weights file holds an impossible input normalisation or temperature" + detail +
             ". Train again.";
  }
  return "The weights file cannot be read.";
}

}  // namespace second_opinion
