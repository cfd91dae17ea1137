// page_texts ARTICLE.md REPORT.json DIR: writes DIR/article.md and DIR/report.json as the page
// takes them along (web/page/page_texts.hpp). A step of the build; under Node where there is only
// wasm.
#include "web/page/page_texts.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

namespace {

std::optional<std::string> read(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

bool write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  return !file.fail();
}

int fail(const std::string& words) {
  std::fprintf(stderr, "page_texts: %s\n", words.c_str());
  return 1;
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 4) return fail("usage: page_texts ARTICLE.md REPORT.json DIR");
  const auto article = read(arguments[1]), report = read(arguments[2]);
  for (int i : {1, 2})
    if (!(i == 1 ? article : report)) return fail(std::string(arguments[i]) + " cannot be read");
  const auto texts = second_opinion::make_page_texts(
      *article, {reinterpret_cast<const unsigned char*>(report->data()), report->size()});
  if (!texts) return fail(texts.error());
  for (const std::string& line : texts.value().left_out)
    std::fprintf(stderr, "page_texts: %s\n", line.c_str());
  const std::filesystem::path folder = arguments[3];
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!write(folder / "article.md", texts.value().article) ||
      !write(folder / "report.json", texts.value().report))
    return fail(folder.string() + " cannot be written");
  return 0;
}
