// The inference core as plain wasm functions, for web/core_module/core_module.mjs alone.
// Memory is the caller's to allocate and release; weights are checked here.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>

#include "core/classifier/classifier.hpp"
#include "core/image/canvas_image.hpp"
#include "core/weights/weights_file.hpp"

using namespace second_opinion;

namespace {

std::string last_error;  // of so_core_load: a C function that gives a pointer cannot say why not

}  // namespace

extern "C" {

void* so_core_allocate(std::size_t bytes) {
  return std::malloc(bytes);
}
void so_core_release(void* memory) {
  std::free(memory);
}

// A network, or null: then so_core_error() says why.
Classifier* so_core_load(const std::uint8_t* bytes, std::size_t size) {
  auto file = decode_weights({bytes, size});
  if (file) return new Classifier(std::move(file).value());
  last_error = describe(file.error());
  return nullptr;
}

const char* so_core_error() {
  return last_error.c_str();
}

// pixels: count×784, each 0..1; probabilities: count×10.
void so_core_classify(Classifier* network, const float* pixels, std::size_t count,
                      float* probabilities) {
  network->classify(std::span<const float>{pixels, count * kImagePixels},
                    std::span<float>{probabilities, count * kDigitCount});
}

int so_core_knows_novelty(const Classifier* network) {
  return network->can_judge_novelty() ? 1 : 0;
}

// As so_core_classify; novelty: count, each 0..1. Only where so_core_knows_novelty.
void so_core_judge(Classifier* network, const float* pixels, std::size_t count,
                   float* probabilities, float* novelty) {
  network->classify(std::span<const float>{pixels, count * kImagePixels},
                    std::span<float>{probabilities, count * kDigitCount},
                    std::span<float>{novelty, count});
}

// rgba: 28×28×4 bytes as ImageData has them; pixels: 784, each 0..1.
void so_core_from_canvas(const std::uint8_t* rgba, float* pixels) {
  const DigitImage digit =
      digit_from_canvas(std::span<const unsigned char, kCanvasBytes>{rgba, kCanvasBytes});
  std::copy(digit.pixels().begin(), digit.pixels().end(), pixels);
}

void so_core_unload(Classifier* network) {
  delete network;
}

}  // extern "C"
