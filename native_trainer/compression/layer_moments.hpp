// The first and second moments of a layer's inputs on real pictures: the mean of each input and of
// each product of two. From these follows what a change of the layer's weights does to its outputs.
// Nothing is trained or chosen here.
#pragma once

#include <Eigen/Core>

#include "core/network/network.hpp"
#include "core/weights/weights_file.hpp"
#include "native_trainer/data/dataset.hpp"

namespace second_opinion {

// Over all pictures and positions; the inputs are in the order of the weight's rows.
struct LayerMoments {
  Eigen::MatrixXd products;  // rows×rows: mean of x·xᵀ
  Eigen::VectorXd mean;      // rows
};

// Whether the first weight of such a layer meets inputs that layer_moments can see.
bool has_weighted_inputs(const LayerSpec& layer);

// Of the layer `index` of file.network, which has_weighted_inputs, on every picture of `pictures`
// (at least one).
LayerMoments layer_moments(const WeightsFile& file, std::size_t index, const Dataset& pictures);

}  // namespace second_opinion
