// The article's Markdown: refused in words, or a document.
#include "tests/fuzz/fuzz_target.hpp"
#include "web/article/document/markdown_parser.hpp"

using namespace second_opinion;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document = parse_markdown(fuzz::text_of({data, size}));
  if (!document.ok()) fuzz::require(!document.error().empty());
  return 0;
}
