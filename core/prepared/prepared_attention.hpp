// Attention as a step of a prepared network, for all positions or for the first alone: its weights
// made ready, and its pass. For prepared_plan.cpp and prepared_network.cpp.
#pragma once

#include "core/prepared/prepared_step.hpp"

namespace second_opinion {

// Whether the step for the first position alone costs less, and its weights are not much larger.
bool suits_first_position(const LayerPlan& attention);

// layer: of the kind Attention.
AttentionStep prepare_attention(const LayerPlan& layer, const LayerParameters& parameters,
                                bool first_only);

// step.work is `attention`. in: all positions → out, of which rows stand out_stride apart: one per
// position, or one per image when step.first_only.
void run_attention(const AttentionStep& attention, const PreparedStep& step, const Tensor& in,
                   PreparedBuffers& buffers, float* out, int out_stride);

}  // namespace second_opinion
