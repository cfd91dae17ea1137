// A network made ready to classify, once: weights are packed or transformed for the products, what
// follows a layer is done while its results are near, residuals are summed where they stand, and
// nothing is computed that nobody reads. It answers as forward() does, up to rounding; forward()
// stays the plain path, which training, pictures of activations and tests use.
#pragma once

#include "core/network/network.hpp"
#include "core/prepared/prepared_step.hpp"

namespace second_opinion {

// What one pass over some images gave; lives until the next pass with the same buffers.
struct PreparedAnswer {
  const Tensor& logits;            // (B,1,1,10)
  const Tensor& last_layer_input;  // as second_opinion::last_layer_input
};

class PreparedNetwork {
 public:
  explicit PreparedNetwork(const Network& network);

  // Images to give to one pass, so that what lies between layers stays in the second cache.
  int images_at_once() const { return images_at_once_; }

  // images: (B,28,28,1), already normalised.
  PreparedAnswer run(const Tensor& images, PreparedBuffers& buffers) const;

 private:
  PreparedPlan plan_;
  int images_at_once_ = 1;
};

}  // namespace second_opinion
