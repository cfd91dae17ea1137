// Cuts products into the tiles of the chosen kernel: blocks of the inner dimension that fit the
// first cache, panels of columns, and copies where the last panel is not full.
#include "core/kernels/gemm.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "core/kernels/gemm_kernel.hpp"

namespace second_opinion {
namespace {

using detail::GemmKernel;
using detail::TileStart;

// Rows of a panel that a pass over the left operand uses: 256 × 32 floats fit a 48 KB L1 beside the
// left rows.
constexpr int kInnerBlock = 256;
// Rows of the long dimension of a weight gradient that a register tile runs over before it is
// stored.
constexpr int kLongBlock = 128;
constexpr int kMaxPanel = 32;
constexpr int kMaxRows = 8;

const GemmKernel& kernel() {
  return detail::chosen_kernel();
}

int panel_columns() {
  return kernel().vectors * kernel().lanes;
}

// The last panel has no more vectors than it needs.
int panel_vectors(int columns_left) {
  return std::min((columns_left + kernel().lanes - 1) / kernel().lanes, kernel().vectors);
}

// What the left operand's product is added to, and what becomes of the sum.
struct Result {
  std::span<const float> bias;
  Store store;
  Clamp clamp;
  float* c;
  int ldc;
};

struct LeftRows {
  const float* const* rows;
  std::size_t tap_stride;
  int taps;
  int channels;
};

// Columns past n exist in the panel but not in c: such rows go through a small copy.
void run_edge(const detail::IndirectRows& all, int columns) {
  const int width = all.vectors * kernel().lanes;
  std::array<float, kMaxRows * kMaxPanel> copy{};
  for (int row = 0; row < all.row_count; row += kernel().rows) {
    detail::IndirectRows some = all;
    some.rows += row;
    some.row_count = std::min(kernel().rows, all.row_count - row);
    some.c = copy.data();
    some.ldc = width;
    float* const target = all.c + static_cast<std::size_t>(row) * all.ldc;
    if (all.start == TileStart::kResult || all.start == TileStart::kResultAndBias) {
      for (int r = 0; r < some.row_count; ++r)
        std::copy_n(target + static_cast<std::size_t>(r) * all.ldc, columns,
                    copy.data() + r * width);
    }
    kernel().indirect(some);
    for (int r = 0; r < some.row_count; ++r)
      std::copy_n(copy.data() + r * width, columns, target + static_cast<std::size_t>(r) * all.ldc);
  }
}

// All rows of one panel over taps [tap, tap + tap_count) and channels [channel, channel +
// channel_count).
void run_block(const LeftRows& left, int m, int tap, int tap_count, int channel, int channel_count,
               const PackedMatrix& b, int first_column, const Result& result) {
  const int columns = std::min(panel_columns(), b.n - first_column);
  const int vectors = panel_vectors(columns);
  const int width = vectors * kernel().lanes;
  const std::size_t panel_start = static_cast<std::size_t>(first_column) * b.k;
  const float* panel = b.panels.data() + panel_start +
                       static_cast<std::size_t>(tap * left.channels + channel) * width;

  const bool first_block = tap == 0 && channel == 0;
  const bool last_block = tap + tap_count == left.taps && channel + channel_count == left.channels;
  TileStart start = TileStart::kResult;
  std::array<float, kMaxPanel> bias_panel{};
  if (first_block && result.store == Store::kOverwrite)
    start = result.bias.empty() ? TileStart::kZero : TileStart::kBias;
  if (first_block && !result.bias.empty()) {
    if (result.store == Store::kAccumulate) start = TileStart::kResultAndBias;
    std::copy_n(result.bias.data() + first_column, columns, bias_panel.data());
  }
  const bool relu = last_block && result.clamp == Clamp::kRelu;
  const detail::IndirectRows rows{left.rows + tap * left.tap_stride,
                                  left.tap_stride,
                                  m,
                                  tap_count,
                                  channel,
                                  channel_count,
                                  panel,
                                  vectors,
                                  bias_panel.data(),
                                  start,
                                  relu,
                                  result.c + first_column,
                                  result.ldc};
  if (columns < width) return run_edge(rows, columns);
  kernel().indirect(rows);
}

void multiply(const LeftRows& left, int m, const PackedMatrix& b, const Result& result) {
  assert(left.taps * left.channels == b.k);
  assert(result.bias.empty() || static_cast<int>(result.bias.size()) == b.n);
  const int taps_per_block = std::max(1, kInnerBlock / left.channels);
  for (int tap = 0; tap < left.taps; tap += taps_per_block) {
    const int tap_count = std::min(taps_per_block, left.taps - tap);
    // Several taps per block mean that all channels of a tap fit one.
    const int channel_step = tap_count > 1 ? left.channels : kInnerBlock;
    for (int channel = 0; channel < left.channels; channel += channel_step) {
      const int channel_count = std::min(channel_step, left.channels - channel);
      for (int column = 0; column < b.n; column += panel_columns()) {
        run_block(left, m, tap, tap_count, channel, channel_count, b, column, result);
      }
    }
  }
}

// One block of rows of one panel of aᵀ·b, at most kLongBlock rows long.
void run_transposed_panel(const float* const* rows, int channels, int count, const float* b,
                          int ldb, int columns, float* c, int ldc) {
  const int vectors = panel_vectors(columns);
  const int width = vectors * kernel().lanes;
  const bool edge = columns < width;
  std::array<float, kLongBlock * kMaxPanel> b_copy;
  std::array<float, kMaxRows * kMaxPanel> c_copy;
  if (edge) {
    for (int i = 0; i < count; ++i) {
      std::copy_n(b + static_cast<std::size_t>(i) * ldb, columns, b_copy.data() + i * width);
      std::fill_n(b_copy.data() + i * width + columns, width - columns, 0.0f);
    }
    b = b_copy.data();
    ldb = width;
  }
  for (int channel = 0; channel < channels; channel += kernel().rows) {
    const int row_count = std::min(kernel().rows, channels - channel);
    float* target = c + static_cast<std::size_t>(channel) * ldc;
    detail::TransposedTile tile{rows, channel, row_count, count, b, ldb, vectors, target, ldc};
    if (edge) {
      c_copy.fill(0.0f);
      for (int r = 0; r < row_count; ++r)
        std::copy_n(target + static_cast<std::size_t>(r) * ldc, columns, c_copy.data() + r * width);
      tile.c = c_copy.data();
      tile.ldc = width;
    }
    kernel().transposed(tile);
    if (edge) {
      for (int r = 0; r < row_count; ++r)
        std::copy_n(c_copy.data() + r * width, columns, target + static_cast<std::size_t>(r) * ldc);
    }
  }
}

}  // namespace

void pack(const float* b, int k, int n, int ldb, bool transposed, PackedMatrix& packed) {
  packed.k = k;
  packed.n = n;
  const int step = panel_columns();
  const int last_columns = n - (n - 1) / step * step;
  const std::size_t padded = static_cast<std::size_t>((n - 1) / step * step) +
                             panel_vectors(last_columns) * kernel().lanes;
  packed.panels.resize(padded * k);
  for (int column = 0; column < n; column += step) {
    const int columns = std::min(step, n - column);
    const int width = panel_vectors(columns) * kernel().lanes;
    float* out = packed.panels.data() + static_cast<std::size_t>(column) * k;
    for (int i = 0; i < k; ++i, out += width) {
      if (transposed) {
        for (int j = 0; j < columns; ++j)
          out[j] = b[static_cast<std::size_t>(column + j) * ldb + i];
      } else {
        std::copy_n(b + static_cast<std::size_t>(i) * ldb + column, columns, out);
      }
      std::fill(out + columns, out + width, 0.0f);
    }
  }
}

void gemm(const float* a, int lda, int m, const PackedMatrix& b, std::span<const float> bias,
          Store store, float* c, int ldc, Clamp clamp) {
  // Row pointers in slices: small on the stack, and the slice of a stays near while all panels pass
  // over it.
  constexpr int kSlice = 96;
  std::array<const float*, kSlice> rows;
  for (int first = 0; first < m; first += kSlice) {
    const int count = std::min(kSlice, m - first);
    for (int i = 0; i < count; ++i) rows[i] = a + static_cast<std::size_t>(first + i) * lda;
    multiply({rows.data(), 0, 1, b.k}, count, b,
             {bias, store, clamp, c + static_cast<std::size_t>(first) * ldc, ldc});
  }
}

void gemm_indirect(const float* const* rows, int taps, int channels, int m, const PackedMatrix& b,
                   std::span<const float> bias, Store store, float* c, int ldc, Clamp clamp) {
  multiply({rows, static_cast<std::size_t>(m), taps, channels}, m, b, {bias, store, clamp, c, ldc});
}

void gemm_indirect_transposed(const float* const* rows, int channels, int count, const float* b,
                              int ldb, int n, float* c, int ldc) {
  for (int first = 0; first < count; first += kLongBlock) {
    const int length = std::min(kLongBlock, count - first);
    for (int column = 0; column < n; column += panel_columns()) {
      run_transposed_panel(rows + first, channels, length,
                           b + static_cast<std::size_t>(first) * ldb + column, ldb,
                           std::min(panel_columns(), n - column), c + column, ldc);
    }
  }
}

void gemm_transposed(const float* a, int lda, int m, const float* b, int ldb, int n, int k,
                     Store store, float* c, int ldc) {
  if (store == Store::kOverwrite) {
    for (int r = 0; r < m; ++r) std::fill_n(c + static_cast<std::size_t>(r) * ldc, n, 0.0f);
  }
  std::array<const float*, kLongBlock> rows;
  for (int first = 0; first < k; first += kLongBlock) {
    const int length = std::min(kLongBlock, k - first);
    for (int i = 0; i < length; ++i) rows[i] = a + static_cast<std::size_t>(first + i) * lda;
    gemm_indirect_transposed(rows.data(), m, length, b + static_cast<std::size_t>(first) * ldb, ldb,
                             n, c, ldc);
  }
}

int gemm_lanes() {
  return kernel().lanes;
}

std::string_view gemm_instruction_set() {
  return kernel().name;
}

}  // namespace second_opinion
