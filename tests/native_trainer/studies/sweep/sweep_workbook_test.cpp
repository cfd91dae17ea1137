// Covers native_trainer/studies/sweep/sweep_workbook: the workbook is a zip whose sheets hold the
// rows and whose charts are there.
#include "native_trainer/studies/sweep/sweep_workbook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <map>

#include "native_trainer/io/disk.hpp"
#include "tests/support/sweep_data.hpp"
#include "tests/support/temporary_folder.hpp"

namespace second_opinion {
namespace {

using ::testing::HasSubstr;

std::uint32_t number(const std::vector<unsigned char>& bytes, std::size_t at, int size) {
  std::uint32_t value = 0;
  for (int i = size - 1; i >= 0; --i)
    value = value << 8 | bytes.at(at + static_cast<std::size_t>(i));
  return value;
}

std::string inflated(const unsigned char* from, std::size_t stored, std::size_t size) {
  std::string out(size, '\0');
  z_stream stream{};
  inflateInit2(&stream, -MAX_WBITS);
  stream.next_in = const_cast<unsigned char*>(from);
  stream.avail_in = static_cast<unsigned>(stored);
  stream.next_out = reinterpret_cast<unsigned char*>(out.data());
  stream.avail_out = static_cast<unsigned>(size);
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  return out;
}

// The files of a zip, by its central directory.
std::map<std::string, std::string> unzip(const std::vector<unsigned char>& bytes) {
  std::map<std::string, std::string> files;
  const std::size_t end = bytes.size() - 22;
  EXPECT_EQ(number(bytes, end, 4), 0x06054b50u);
  std::size_t entry = number(bytes, end + 16, 4);
  for (std::uint32_t i = 0; i < number(bytes, end + 10, 2); ++i) {
    EXPECT_EQ(number(bytes, entry, 4), 0x02014b50u);
    const std::size_t stored = number(bytes, entry + 20, 4), size = number(bytes, entry + 24, 4);
    const std::size_t name_size = number(bytes, entry + 28, 2),
                      local = number(bytes, entry + 42, 4);
    const std::string name(bytes.begin() + static_cast<std::ptrdiff_t>(entry) + 46,
                           bytes.begin() + static_cast<std::ptrdiff_t>(entry + 46 + name_size));
    const std::size_t data =
        local + 30 + number(bytes, local + 26, 2) + number(bytes, local + 28, 2);
    EXPECT_EQ(number(bytes, entry + 10, 2), 8u) << "deflated";
    files[name] = inflated(bytes.data() + data, stored, size);
    entry += 46 + name_size + number(bytes, entry + 30, 2) + number(bytes, entry + 32, 2);
  }
  return files;
}

TEST(SweepWorkbook, HoldsSheetsRowsAndCharts) {
  const testing::TemporaryFolder folder;
  const auto rows = testing::made_up_rows(testing::small_grid());
  ASSERT_EQ(write_sweep_workbook(folder / "new/s.xlsx", rows), std::nullopt);
  auto files = unzip(read_file(folder / "new/s.xlsx", 1 << 24).value());
  for (const char* name : {"Runs", "Best", "Optimizer and rate", "Network size"})
    EXPECT_THAT(files["xl/workbook.xml"], HasSubstr(std::string("name=\"") + name + "\""));
  const std::string& runs = files["xl/worksheets/sheet1.xml"];
  EXPECT_THAT(runs, HasSubstr("state=\"frozen\""));
  EXPECT_THAT(runs, HasSubstr("<autoFilter ref=\"A1:X9\""));
  EXPECT_THAT(runs, HasSubstr("<v>0.91</v>"));
  EXPECT_THAT(files["xl/sharedStrings.xml"], HasSubstr("Validation accuracy"));
  EXPECT_THAT(files["xl/sharedStrings.xml"], HasSubstr("failed: the loss"));
  EXPECT_THAT(files["xl/styles.xml"], HasSubstr("formatCode=\"0.00000\""));
  EXPECT_THAT(files["xl/charts/chart1.xml"], HasSubstr("loss cross_entropy"));
  EXPECT_THAT(files["xl/charts/chart2.xml"], HasSubstr("loss mse"));
  EXPECT_THAT(files["xl/charts/chart3.xml"], HasSubstr("logBase"));
  EXPECT_FALSE(std::filesystem::exists(folder / "new/s.xlsx.tmp"));
}

TEST(SweepWorkbook, AFolderThatIsNoneIsAnError) {
  const testing::TemporaryFolder folder;
  ASSERT_EQ(write_file(folder / "file", "x"), std::nullopt);
  const auto error =
      write_sweep_workbook(folder / "file/s.xlsx", testing::made_up_rows(testing::small_grid()));
  ASSERT_TRUE(error.has_value());
  EXPECT_THAT(*error, HasSubstr("s.xlsx"));
}

}  // namespace
}  // namespace second_opinion
