// Attention as a step of a prepared network, for all positions or for the first
// alone: its weights made ready, and its pass. For prepared_plan.cpp and
// prepared_network.cpp.
#pragma once

#include "core/prepared/prepared_network.hpp"

namespace second_opinion {

// Whether the step for the first position alone costs less, and its weights are not much larger.
bool suits_first_position(const LayerPlan& attention);

// Packs the layer's parameters; reads step.first_only.
void prepare_attention(PreparedStep& step);

// in: all positions → out, of which rows stand out_stride apart: one per position, or one per image
// when first_only.
void run_attention(const PreparedStep& step, const Tensor& in, PreparedBuffers& buffers, float* out,
                   int out_stride);

}  // namespace second_opinion
