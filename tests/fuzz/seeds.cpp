// One function per kind of outside data.
#include "tests/fuzz/seeds.hpp"

#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/csv_text.hpp"
#include "tests/support/sample_document.hpp"
#include "tests/support/weights_bytes.hpp"

namespace {

namespace fs = std::filesystem;
using second_opinion::testing::Bytes;

fs::path root;

void keep(const char* target, const std::string& name, const void* bytes, std::size_t size) {
  fs::create_directories(root / target);
  std::ofstream(root / target / name, std::ios::binary)
      .write(static_cast<const char*>(bytes), static_cast<std::streamsize>(size));
}
void keep(const char* target, const std::string& name, const std::string& text) {
  keep(target, name, text.data(), text.size());
}
void keep_file(const char* target, const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  keep(target, path.filename().string(), std::string(std::istreambuf_iterator<char>(file), {}));
}

void keep_csv() {
  using namespace second_opinion::testing;
  keep("csv", "plain", digit_csv());
  for (const char* delimiter : {";", "\t", " "})
    keep("csv", std::string("by_") + std::to_string(delimiter[0]), join(table(28, 28), delimiter));
  keep("csv", "crlf", join(table(28, 28), ",", "\r\n"));
  keep("csv", "sep", "sep=;\n" + join(table(28, 28), ";"));
  keep("csv", "bom", "\xEF\xBB\xBF" + digit_csv());
  for (const char* cell : {"\"7\"", "1e1", "nan", "-1", "0x10", "1,5", ""})
    keep("csv", std::string("cell_") + cell[0], with_cell(3, 5, cell));
  keep("csv", "flat", join(table(1, 784)));
  keep("csv", "empty_ends", join(table(28, 28), ",", ",,\n") + ",,\n\x1A");
  keep("csv", "overshoot", join(table(28, 28, [](int row, int column) {
         const bool edge = byte_at(row, column) == "0" && byte_at(row, column + 1) != "0";
         return edge ? std::string("-3.125e-2") : "0." + byte_at(row, column);
       })));
  keep("csv", "lists", "[[" + join(table(28, 28), ", ", "], [") + "]]");
  keep("csv", "matlab", "x = [" + join(table(28, 28), " ", ";") + "];");
  keep("csv", "source", "int x[] = {" + join(table(28, 28), ",", ",\n") + "};");
  keep("csv", "comments", "# name: x\n# rows: 28\n" + join(table(28, 28), " "));
  keep("csv", "quoted_rows", "\"" + join(table(28, 28), ",", "\"\n\"") + "\"");
  keep("csv", "pgm", "P2\n# by hand\n28 28\n255\n" + join(table(28, 28), " "));
}

void keep_weights() {
  using namespace second_opinion::testing;
  using namespace second_opinion;
  const std::vector<NetworkSpec> specs = {
      {Family::kCnn, {GlobalMaxPool{}, linear(10)}},
      {Family::kMlp, {linear(4), Sigmoid{}, linear(10)}},
  };
  int number = 0;
  for (const NetworkSpec& spec : specs) {
    for (const Storage storage : kStorages) {
      Bytes bytes = encode_weights(weights_file(spec), storage);
      bytes.insert(bytes.begin(), 1);
      keep("weights", std::to_string(number++), bytes.data(), bytes.size());
    }
  }
  const std::vector<unsigned char> tiny = encode_weights(tiny_file(), Storage::kFloat32);
  keep("weights", "unmended", std::string(1, '\0') + std::string(tiny.begin(), tiny.end()));
}

void keep_idx() {
  const auto head = [](unsigned char kind, unsigned char count) {
    std::string bytes = {0, 0, 8, static_cast<char>(kind), 0, 0, 0, static_cast<char>(count)};
    if (kind == 3) bytes += std::string{0, 0, 0, 28, 0, 0, 0, 28};
    return bytes;
  };
  const std::string images = head(3, 2) + std::string(2 * 784, '\x40');
  const std::string labels = head(1, 3) + std::string{1, 2, 3};
  keep("idx", "images", images);
  keep("idx", "labels", labels);
  keep("idx", "cut", images.substr(0, 500));
  const fs::path packed = root / "idx" / "labels_gz";
  gzFile file = gzopen(packed.c_str(), "wb");
  gzwrite(file, labels.data(), static_cast<unsigned>(labels.size()));
  gzclose(file);
}

// The smallest file of each format, and a page of two strokes.
void keep_pictures() {
  using namespace std::string_literals;
  keep_file("picture", "weights/studies/stress.png");
  keep_file("picture", "weights/studies/linear_digits.png");
  std::string page = "P5 40 30 255\n" + std::string(40 * 30, '\xE0');
  for (const int left : {8, 25})
    for (int y = 5; y < 25; ++y) page.replace(page.size() - 40 * 30 + y * 40 + left, 3, 3, '\x20');
  keep("picture", "strokes.pgm", page);
  keep("picture", "one.ppm", "P6 1 1 255\n\x10\x20\x30"s);
  keep("picture", "one.gif",
       "GIF89a\x01\0\x01\0\x80\0\0\x78\x78\x78\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;"s);
  keep("picture", "one.bmp",
       "BM\x3A\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0\0\0\0\0\x04\0\0\0"
       "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x50\x50\x50\0"s);
}

}  // namespace

void second_opinion::fuzz::write_seeds(const std::filesystem::path& folder) {
  root = folder;
  keep_csv();
  keep_weights();
  keep_idx();
  const auto report = second_opinion::testing::sample_document();
  keep("report", "sample", second_opinion::write_report(report));
  keep("report", "page", second_opinion::write_page_report(report));
  keep_pictures();
  keep_file("markdown", "web/article/article.md");
  for (const auto& entry : fs::recursive_directory_iterator("native_trainer/recipes"))
    if (entry.path().extension() == ".json") keep_file("recipe", entry.path());
}
