// Recipes: refused in words, or a training that is fully described.
#include "native_trainer/recipe/recipe.hpp"
#include "tests/fuzz/fuzz_target.hpp"

using namespace second_opinion;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto recipe = parse_recipe(fuzz::text_of({data, size}));
  if (!recipe.ok()) fuzz::require(!recipe.error().empty());
  return 0;
}
