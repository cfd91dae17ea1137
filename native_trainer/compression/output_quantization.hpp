// Rounds weights to multiples of a scale so that each layer's outputs on real pictures change
// least. (core/weights/quantization rounds so that the weights themselves change least.) Writes no
// file; the network that comes out computes in float as before.
#pragma once

#include "core/weights/weights_file.hpp"
#include "native_trainer/data/dataset.hpp"

namespace second_opinion {

// The same network with every weight a multiple of its column's float16 scale
// and the biases shifted by the mean change, layer by layer from the front, each on
// the outputs of the layers already rounded. encode_weights in a
// storage of as many levels keeps these weights as they are. Scale: the clip with the
// least squared error of the outputs (as OCS and others do it, Zhao et al. 2019); then single
// weights are rounded the other way while that helps (a greedy form of Nagel et al. 2020, "Up or
// Down?"). pictures: a few hundred are enough; never those that judge the result. levels: the
// largest multiple of the scale that is used, kInt8Levels or kInt4Levels.
Network quantize_by_outputs(const WeightsFile& file, const Dataset& pictures, int levels);

}  // namespace second_opinion
