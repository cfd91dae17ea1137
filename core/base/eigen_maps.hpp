// Tensors seen as Eigen arrays without copying: one row per position, one
// column per channel. For element-wise work and reductions; products are in gemm.hpp.
#pragma once

#include <Eigen/Core>
#include <span>

#include "core/base/tensor.hpp"

namespace second_opinion {

using RowArray = Eigen::Array<float, 1, Eigen::Dynamic>;
using RowsArray = Eigen::Array<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

inline Eigen::Map<const RowsArray> rows_of(const Tensor& tensor) {
  return {tensor.data(), static_cast<Eigen::Index>(tensor.shape.rows()), tensor.shape.channels};
}
inline Eigen::Map<RowsArray> rows_of(Tensor& tensor) {
  return {tensor.data(), static_cast<Eigen::Index>(tensor.shape.rows()), tensor.shape.channels};
}
// One image as a single row of all its features.
inline Eigen::Map<const RowsArray> images_of(const Tensor& tensor) {
  return {tensor.data(), tensor.shape.batch, tensor.shape.features()};
}
inline Eigen::Map<RowsArray> images_of(Tensor& tensor) {
  return {tensor.data(), tensor.shape.batch, tensor.shape.features()};
}

inline Eigen::Map<const RowArray> row_of(std::span<const float> values) {
  return {values.data(), static_cast<Eigen::Index>(values.size())};
}

}  // namespace second_opinion
