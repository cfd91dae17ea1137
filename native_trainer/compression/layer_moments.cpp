// The inputs of a convolution are gathered into rows, one per window, so that every kind of layer
// becomes a product of a matrix of inputs with a matrix of weights.
#include "native_trainer/compression/layer_moments.hpp"

#include <algorithm>
#include <cassert>

#include "core/base/eigen_maps.hpp"
#include "core/image/network_input.hpp"
#include "core/layers/convolution.hpp"

namespace second_opinion {
namespace {

constexpr int kBatch = 16;

using Rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// The windows of a convolution as rows over (kernel row, kernel column, channel).
void gather_windows(const LayerPlan& layer, const ConvolutionShape& shape, const Tensor& input,
                    Rows& rows) {
  const int kernel = shape.kernel, channels = input.shape.channels;
  std::vector<const float*> taps;
  const std::vector<float> zeros(static_cast<std::size_t>(channels), 0.0f);
  gather_rows(input, shape, 0, input.shape.batch, zeros.data(), taps);
  const Eigen::Index count =
      static_cast<Eigen::Index>(input.shape.batch) * layer.output.positions();
  rows.resize(count, static_cast<Eigen::Index>(kernel) * kernel * channels);
  for (Eigen::Index tap = 0; tap < kernel * kernel; ++tap) {
    for (Eigen::Index i = 0; i < count; ++i)
      std::copy_n(taps[static_cast<std::size_t>(tap * count + i)], channels,
                  rows.data() + i * rows.cols() + tap * channels);
  }
}

void gather(const LayerPlan& layer, const Tensor& input, Rows& rows) {
  if (const auto* const convolution = std::get_if<Convolution>(&layer.spec))
    return gather_windows(layer, convolution->shape(), input, rows);
  if (const auto* const patches = std::get_if<PatchEmbedding>(&layer.spec))
    return gather_windows(layer, patches->shape(), input, rows);
  const auto* const linear = std::get_if<Linear>(&layer.spec);
  if (linear && linear->flatten)
    rows = images_of(input).matrix();
  else
    rows = rows_of(input).matrix();
}

}  // namespace

bool has_weighted_inputs(const LayerSpec& layer) {
  return is<Linear>(layer) || is<Convolution>(layer) || is<PatchEmbedding>(layer) ||
         is<Attention>(layer);
}

LayerMoments layer_moments(const WeightsFile& file, std::size_t index, const Dataset& pictures) {
  const LayerPlan& layer = file.network.layers[index];
  assert(has_weighted_inputs(layer.spec) && pictures.size() > 0);
  const int rows = file.network.parameters[static_cast<std::size_t>(layer.first_parameter)].rows;
  LayerMoments moments{Eigen::MatrixXd::Zero(rows, rows), Eigen::VectorXd::Zero(rows)};
  Workspace workspace;
  workspace.keep_activations = true;
  Tensor images;
  Rows gathered;
  double count = 0;
  for (int first = 0; first < pictures.size(); first += kBatch) {
    const int batch = std::min(kBatch, pictures.size() - first);
    images.resize({batch, kImageSide, kImageSide, 1});
    const auto bytes =
        std::span(pictures.pixels)
            .subspan(static_cast<std::size_t>(first) * kImagePixels, images.shape.size());
    std::copy(bytes.begin(), bytes.end(), images.values.begin());
    prepare_network_input(images.values, InkScale::kByte, file.input_mean, file.input_deviation);
    (void)forward(file.network, images, workspace);
    gather(layer, index == 0 ? images : workspace.outputs[index - 1], gathered);
    const Eigen::MatrixXf products = gathered.transpose() * gathered;
    moments.products += products.cast<double>();
    moments.mean += gathered.colwise().sum().transpose().cast<double>();
    count += static_cast<double>(gathered.rows());
  }
  moments.products /= count;
  moments.mean /= count;
  return moments;
}

}  // namespace second_opinion
