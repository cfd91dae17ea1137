// Covers core/weights/weights_file.cpp: files of every storage come back, and each
// wrong field is refused by name. Offsets are those of the format's table.
// Cut, flipped and hostile bytes: weights_file_property_test.cpp.
#include "core/weights/weights_file.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/base/byte_stream.hpp"
#include "tests/support/small_networks.hpp"
#include "tests/support/weights_bytes.hpp"

namespace second_opinion {
namespace {

using namespace testing;

void expect_same_but_values(const WeightsFile& a, const WeightsFile& b) {
  EXPECT_EQ(a.network.spec, b.network.spec);
  EXPECT_EQ(a.input_mean, b.input_mean);
  EXPECT_EQ(a.input_deviation, b.input_deviation);
  EXPECT_EQ(a.temperature, b.temperature);
  EXPECT_EQ(a.provenance, b.provenance);
  ASSERT_EQ(a.network.parameters.size(), b.network.parameters.size());
  for (std::size_t i = 0; i < a.network.parameters.size(); ++i)
    EXPECT_EQ(a.network.parameters[i].name, b.network.parameters[i].name);
}

// Largest difference that a storage may make to a value of a column whose largest weight is
// `largest`.
double allowed_error(Storage storage, ParameterRole role, double value, double largest) {
  if (storage == Storage::kFloat32) return 0;
  if (storage == Storage::kFloat16 || role != ParameterRole::kWeight)
    return std::abs(value) / 2048 + 1e-7;
  return (storage == Storage::kInt4PerColumn ? 0.25 : 0.03) *
         largest;  // half a step, and what clipping cuts off
}

TEST(WeightsFile, ComesBackFromEveryStorage) {
  for (const NetworkSpec& spec : all_specs()) {
    const WeightsFile file = weights_file(spec);
    for (const Storage storage : kStorages) {
      const Bytes bytes = encode_weights(file, storage);
      EXPECT_EQ(storage_of(bytes), storage);
      const auto read = decode_weights(bytes);
      ASSERT_TRUE(read.ok()) << describe(read.error());
      expect_same_but_values(read.value(), file);
      for (std::size_t p = 0; p < file.network.parameters.size(); ++p) {
        const Parameter& before = file.network.parameters[p];
        const Parameter& after = read.value().network.parameters[p];
        std::vector<double> largest(before.columns);
        for (std::size_t i = 0; i < before.values.size(); ++i) {
          largest[i % before.columns] =
              std::max<double>(largest[i % before.columns], std::abs(before.values[i]));
        }
        for (std::size_t i = 0; i < before.values.size(); ++i) {
          ASSERT_NEAR(
              after.values[i], before.values[i],
              allowed_error(storage, before.role, before.values[i], largest[i % before.columns]))
              << before.name;
        }
      }
      EXPECT_EQ(encode_weights(read.value(), storage), bytes)
          << "what was rounded once is not rounded again";
    }
  }
}

TEST(WeightsFile, StoresWhatItsStorageSays) {
  const WeightsFile file = weights_file(linear_spec());
  const std::size_t start = 40 + 20 + file.provenance.size();
  EXPECT_EQ(encode_weights(file, Storage::kFloat32).size(), start + 4 * 7850);
  EXPECT_EQ(encode_weights(file, Storage::kFloat16).size(), start + 2 * 7850);
  EXPECT_EQ(encode_weights(file, Storage::kInt8PerColumn).size(), start + 7840 + 2 * 10 + 2 * 10);
  EXPECT_EQ(encode_weights(file, Storage::kInt4PerColumn).size(),
            start + 7840 / 2 + 2 * 10 + 2 * 10);
}

TEST(WeightsFile, SaysWhatEachParameterTakes) {
  for (const NetworkSpec& spec : all_specs()) {
    const WeightsFile file = weights_file(spec);
    for (const Storage storage : kStorages) {
      std::size_t bytes = 40 + 20 * file.network.layers.size() + file.provenance.size();
      for (const Parameter& parameter : file.network.parameters)
        bytes += stored_bytes(parameter, storage);
      EXPECT_EQ(encode_weights(file, storage).size(), bytes);
    }
  }
}

TEST(WeightsFile, KeepsColumnsOfZeros) {
  WeightsFile file = weights_file(linear_spec());
  for (std::size_t i = 3; i < file.network.parameters[0].values.size(); i += 10)
    file.network.parameters[0].values[i] = 0;
  for (const Storage storage : {Storage::kInt8PerColumn, Storage::kInt4PerColumn}) {
    const auto read = decode_weights(encode_weights(file, storage));
    for (std::size_t i = 3; i < file.network.parameters[0].values.size(); i += 10)
      ASSERT_EQ(read.value().network.parameters[0].values[i], 0);
  }
}

TEST(WeightsFile, LooksAsTheTableSays) {
  const WeightsFile file = weights_file(mlp_spec());
  const Bytes bytes = encode_weights(file, Storage::kFloat32);
  ByteReader in(bytes);
  EXPECT_EQ(in.text(4), "SOWF");
  EXPECT_EQ(in.u32(), 1u);
  EXPECT_EQ(in.u64(), bytes.size());
  EXPECT_EQ(in.u32(), crc32(std::span(bytes).subspan(20)));
  EXPECT_EQ(in.u8(), 2);  // mlp
  EXPECT_EQ(in.u8(), 1);  // float32
  EXPECT_EQ(in.u16(), 4);
  EXPECT_EQ(in.u32(), file.provenance.size());
  EXPECT_EQ(in.f32(), file.input_mean);
  EXPECT_EQ(in.f32(), file.input_deviation);
  EXPECT_EQ(in.f32(), file.temperature);
  EXPECT_EQ(in.u8(), 1);   // linear
  EXPECT_EQ(in.u8(), 3);   // bias and flatten
  EXPECT_EQ(in.u16(), 0);  // heads
  EXPECT_EQ(in.u32(), 12u);
}

void expect_fault(const Bytes& bytes, WeightsFault fault, const char* what) {
  const auto read = decode_weights(bytes);
  ASSERT_FALSE(read.ok()) << what;
  EXPECT_EQ(static_cast<int>(read.error().fault), static_cast<int>(fault))
      << what << ": " << describe(read.error());
  EXPECT_FALSE(describe(read.error()).empty());
}

TEST(WeightsFile, RefusesEachWrongField) {
  const Bytes bytes = encode_weights(weights_file(mlp_spec()), Storage::kFloat32);
  ASSERT_TRUE(decode_weights(altered(bytes, 0, {})).ok());
  const struct {
    const char* what;
    std::size_t offset;
    std::initializer_list<unsigned> values;
    WeightsFault fault;
  } rows[] = {
      {"magic", 0, {'s'}, WeightsFault::kNotWeights},
      {"version 0", 4, {0}, WeightsFault::kVersion},
      {"version 3", 4, {3}, WeightsFault::kVersion},
      {"version 2 without its section", 4, {2}, WeightsFault::kParameters},
      {"family 0", 20, {0}, WeightsFault::kArchitecture},
      {"family 5", 20, {5}, WeightsFault::kArchitecture},
      {"storage 0", 21, {0}, WeightsFault::kArchitecture},
      {"storage 5", 21, {5}, WeightsFault::kArchitecture},
      {"no layers", 22, {0, 0}, WeightsFault::kArchitecture},
      {"257 layers", 22, {1, 1}, WeightsFault::kSize},
      {"5 layers", 22, {5, 0}, WeightsFault::kArchitecture},
      {"3 layers", 22, {3, 0}, WeightsFault::kArchitecture},
      {"provenance past the end", 24, {255, 255, 255, 255}, WeightsFault::kSize},
      {"provenance one longer", 24, {18, 0, 0, 0}, WeightsFault::kParameters},
      {"provenance one shorter", 24, {16, 0, 0, 0}, WeightsFault::kParameters},
      {"mean NaN", 28, {0, 0, 0xC0, 0x7F}, WeightsFault::kSettings},
      {"mean infinite", 28, {0, 0, 0x80, 0x7F}, WeightsFault::kSettings},
      {"mean -1.5", 28, {0, 0, 0xC0, 0xBF}, WeightsFault::kSettings},
      {"deviation 1e-38", 32, {0xE3, 0xE4, 0x6C, 0x00}, WeightsFault::kSettings},
      {"deviation 128", 32, {0, 0, 0x00, 0x43}, WeightsFault::kSettings},
      {"deviation zero", 32, {0, 0, 0, 0}, WeightsFault::kSettings},
      {"deviation negative", 32, {0, 0, 0x80, 0xBF}, WeightsFault::kSettings},
      {"deviation NaN", 32, {0, 0, 0xC0, 0x7F}, WeightsFault::kSettings},
      {"temperature zero", 36, {0, 0, 0, 0}, WeightsFault::kSettings},
      {"temperature 1e-38", 36, {0xE3, 0xE4, 0x6C, 0x00}, WeightsFault::kSettings},
      {"temperature NaN", 36, {0, 0, 0xC0, 0x7F}, WeightsFault::kSettings},
      {"temperature 128", 36, {0, 0, 0x00, 0x43}, WeightsFault::kSettings},
      {"temperature infinite", 36, {0, 0, 0x80, 0x7F}, WeightsFault::kSettings},
      {"kind 0", 40, {0}, WeightsFault::kArchitecture},
      {"kind 21", 40, {21}, WeightsFault::kArchitecture},
      {"batch norm", 60, {3}, WeightsFault::kArchitecture},
      {"unknown flag", 41, {7}, WeightsFault::kArchitecture},
      {"without the bias that is stored", 41, {2}, WeightsFault::kParameters},
      {"without flatten", 41, {1}, WeightsFault::kParameters},
      {"other units", 44, {13}, WeightsFault::kParameters},
      {"4 billion units", 44, {255, 255, 255, 255}, WeightsFault::kArchitecture},
      {"65,536 units twice", 44, {0, 0, 1, 0}, WeightsFault::kArchitecture},
      {"stride 0", 50, {0, 0}, WeightsFault::kArchitecture},
      {"filler", 54, {1}, WeightsFault::kArchitecture},
      {"rate NaN", 56, {0, 0, 0xC0, 0x7F}, WeightsFault::kArchitecture},
      {"rate 1", 56, {0, 0, 0x80, 0x3F}, WeightsFault::kArchitecture},
      {"a weight NaN", 137, {0, 0, 0xC0, 0x7F}, WeightsFault::kNotFinite},
      {"a weight infinite", 137, {0, 0, 0x80, 0xFF}, WeightsFault::kNotFinite},
      {"the last bias NaN", bytes.size() - 4, {0, 0, 0xC0, 0x7F}, WeightsFault::kNotFinite},
  };
  for (const auto& row : rows)
    expect_fault(altered(bytes, row.offset, row.values), row.fault, row.what);
}

TEST(WeightsFile, NamesTheSettingThatIsImpossible) {
  WeightsFile file = weights_file(linear_spec());
  file.input_deviation = 1e-38f;
  EXPECT_EQ(describe(decode_weights(encode_weights(file, Storage::kFloat32)).error()),
            "The weights file holds an impossible input normalisation or temperature (deviation "
            "must be 0.001 to 100). "
            "Train again.");
  for (const float allowed : {0.001f, 100.0f}) {
    file.input_deviation = allowed;
    EXPECT_TRUE(decode_weights(encode_weights(file, Storage::kFloat32)).ok()) << allowed;
  }
}

TEST(WeightsFile, CarriesNoveltyAsVersion2) {
  for (const NetworkSpec& spec : all_specs()) {
    const WeightsFile plain = weights_file(spec), file = with_novelty(plain);
    for (const Storage storage : kStorages) {
      const Bytes bytes = encode_weights(file, storage), without = encode_weights(plain, storage);
      EXPECT_EQ(bytes[4], 2);
      EXPECT_EQ(without[4], 1);
      EXPECT_EQ(bytes.size(),
                without.size() + 8 + 8 * static_cast<std::size_t>(novelty_features(file.network)));
      const auto read = decode_weights(bytes);
      ASSERT_TRUE(read.ok()) << describe(read.error());
      EXPECT_EQ(read.value().novelty, file.novelty) << "stored as float32 whatever the weights are";
      expect_same_but_values(read.value(), file);
      EXPECT_FALSE(decode_weights(without).value().novelty.has_value());
    }
  }
}

TEST(WeightsFile, RefusesEachWrongNovelty) {
  const Bytes bytes = encode_weights(with_novelty(weights_file(mlp_spec())), Storage::kFloat16);
  const std::size_t section = bytes.size() - 8 - 8 * 12;
  expect_fault(altered(bytes, 4, {1}), WeightsFault::kParameters, "version 1 with a section");
  expect_fault(altered(bytes, section, {0, 0, 0x80, 0x7F}), WeightsFault::kNotFinite,
               "bias infinite");
  expect_fault(altered(bytes, section + 4, {0, 0, 0xC0, 0x7F}), WeightsFault::kNotFinite,
               "energy NaN");
  expect_fault(altered(bytes, section + 8, {0, 0, 0xC0, 0x7F}), WeightsFault::kNotFinite,
               "a plain weight NaN");
  expect_fault(altered(bytes, bytes.size() - 4, {0, 0, 0xC0, 0x7F}), WeightsFault::kNotFinite,
               "the last squared weight NaN");
  Bytes longer = bytes, shorter = bytes;
  longer.insert(longer.end(), 4, 0);
  shorter.resize(shorter.size() - 4);
  expect_fault(altered(longer, 0, {}), WeightsFault::kParameters, "a value more");
  expect_fault(altered(shorter, 0, {}), WeightsFault::kParameters, "a value fewer");
  // A network may end in something else than a linear layer, but then nothing says what its novelty
  // is of.
  NetworkSpec spec = mlp_spec();
  spec.layers.push_back(Sigmoid{});
  expect_fault(altered(encode_weights(weights_file(spec), Storage::kFloat32), 4, {2}),
               WeightsFault::kNovelty, "no last linear layer");
}

TEST(WeightsFile, RefusesInfiniteHalvesAndScales) {
  for (const Storage storage : {Storage::kFloat16, Storage::kInt8PerColumn}) {
    const Bytes bytes = encode_weights(weights_file(mlp_spec()), storage);
    expect_fault(altered(bytes, 137, {0x00, 0x7C}), WeightsFault::kNotFinite, "infinity");
    expect_fault(altered(bytes, 137, {0x01, 0xFC}), WeightsFault::kNotFinite, "NaN");
  }
}

TEST(WeightsFile, RefusesWrongSizesAndChecksums) {
  Bytes bytes = encode_weights(weights_file(mlp_spec()), Storage::kFloat16);
  bytes.push_back(0);
  expect_fault(bytes, WeightsFault::kSize, "one byte more");
  expect_fault(altered(bytes, 0, {}), WeightsFault::kParameters, "one byte more, header mended");
  bytes.resize(bytes.size() - 3);
  expect_fault(altered(bytes, 0, {}), WeightsFault::kParameters, "two bytes fewer, header mended");
  bytes.back() ^= 1;
  bytes = encode_weights(weights_file(mlp_spec()), Storage::kFloat16);
  bytes.back() ^= 1;
  expect_fault(bytes, WeightsFault::kChecksum, "a bit of a weight");
  Bytes large(kMaxWeightsBytes + 1);
  std::copy(bytes.begin(), bytes.begin() + 40, large.begin());
  ByteWriter size;
  size.u64(large.size());
  std::copy(size.bytes().begin(), size.bytes().end(), large.begin() + 8);
  expect_fault(large, WeightsFault::kTooLarge, "more than any network needs");
}

// What the trainer may write its reader must take: by size alone, nothing that plans is too large.
TEST(WeightsFile, IsNotTooLargeForAnyNetworkThatCanBePlanned) {
  Bytes bytes = encode_weights(tiny_file(), Storage::kFloat32);
  bytes.resize(bytes.size() + 4 * kMaxParameters);
  expect_fault(altered(bytes, 0, {}), WeightsFault::kParameters, "read as far as its parameters");
}

TEST(WeightsFile, RefusesFieldsThatALayerDoesNotHave) {
  const Bytes bytes = encode_weights(tiny_file(), Storage::kFloat32);  // 0: a global maximum
  const struct {
    const char* name;
    std::size_t offset;
    unsigned value;
  } rows[] = {{"no bias", 41, 0}, {"flatten", 41, 3}, {"heads", 42, 1},   {"units", 44, 1},
              {"kernel", 48, 2},  {"stride", 50, 2},  {"padding", 52, 1}, {"rate", 58, 1}};
  for (const auto& row : rows)
    expect_fault(altered(bytes, row.offset, {row.value}), WeightsFault::kArchitecture, row.name);
}

}  // namespace
}  // namespace second_opinion
