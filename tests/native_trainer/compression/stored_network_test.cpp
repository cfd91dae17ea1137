// Covers native_trainer/compression/stored_network.cpp.
#include "native_trainer/compression/stored_network.hpp"

#include <gtest/gtest.h>

#include "tests/support/small_networks.hpp"
#include "tests/support/training_data.hpp"

namespace second_opinion {
namespace {

using namespace testing;

TEST(StoredNetwork, MeasuresEveryFormAsAReaderFindsIt) {
  const WeightsFile file = weights_file(mlp_spec());
  const Dataset train = bars_dataset(60);
  const auto row = stored_network("mlp", file, 12345, Storage::kFloat32, train, 1);
  EXPECT_EQ(row.network, "mlp");
  EXPECT_EQ(row.images, 12);
  EXPECT_EQ(row.before.bytes, 12345);
  ASSERT_EQ(row.stored.size(), 6u);
  const Storage forms[] = {Storage::kFloat32,       Storage::kFloat16,
                           Storage::kInt8PerColumn, Storage::kInt8PerColumn,
                           Storage::kInt4PerColumn, Storage::kInt4PerColumn};
  for (std::size_t i = 0; i < 6; ++i) {
    const auto& entry = row.stored[i];
    EXPECT_EQ(entry.storage, storage_name(forms[i]));
    EXPECT_EQ(static_cast<std::size_t>(entry.bytes), encode_weights(file, forms[i]).size());
    EXPECT_NEAR(entry.points_lost, 100 * (row.before.accuracy - entry.accuracy), 2e-4);
  }
  EXPECT_EQ(row.stored[0].loss, row.before.loss) << "float32 changes nothing";
  EXPECT_EQ(row.stored[0].changed, 0);
  EXPECT_EQ(row.stored[2].clip, "weights");
  EXPECT_EQ(row.stored[3].clip, "outputs");
  EXPECT_NE(row.stored[2].loss, row.stored[3].loss);
  EXPECT_EQ(row.stored[5].storage, "int4");
  EXPECT_EQ(row.stored[5].clip, "outputs");
}

}  // namespace
}  // namespace second_opinion
