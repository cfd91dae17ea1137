// The runs of a sweep as a grid: a cell for every loss, optimizer and learning rate, and in each
// cell a mark for every shape of network that was tried. Knows rows and columns, not pixels.
#pragma once

#include <algorithm>
#include <utility>

#include "core/report/sweep_study.hpp"

namespace second_opinion {

class SweepGrid {
 public:
  static constexpr int kNone = -1;

  // The study outlives the grid.
  explicit SweepGrid(const SweepStudy& study) : study_(study) {}

  int losses() const { return static_cast<int>(study_.factors.loss.size()); }
  int rates() const { return static_cast<int>(study_.factors.learning_rate.size()); }
  int optimizers() const { return static_cast<int>(study_.factors.optimizer.size()); }
  // Cells are counted by loss, then by optimizer, then by learning rate.
  int cells() const { return losses() * optimizers() * rates(); }
  // Marks in a cell: the convolutional parts of the shapes across, their dense parts down.
  int across() const {
    return static_cast<int>(study_.factors.channels.size() * study_.factors.convolutions.size());
  }
  int down() const { return static_cast<int>(study_.factors.dense.size()); }

  int cell_of(const SweptNetwork& run) const;    // kNone where the run fits none
  int column_of(const SweptNetwork& run) const;  // of its mark in the cell
  int row_of(const SweptNetwork& run) const;

  // Index of the finished run of this cell with the best accuracy; kNone where none has finished.
  int best_of(int cell) const;

  // How many runs of a kind there are, and how many of them finished and never learnt.
  std::pair<int, int> count(const auto& is_meant) const {
    std::pair<int, int> out;
    for (const SweptNetwork& run : study_.runs) {
      if (!is_meant(run)) continue;
      ++out.first;
      out.second += run.finished() && !run.learnt();
    }
    return out;
  }
  std::pair<int, int> count_in(int cell) const {
    return count([&](const SweptNetwork& run) { return cell_of(run) == cell; });
  }

 private:
  const SweepStudy& study_;
};

}  // namespace second_opinion
