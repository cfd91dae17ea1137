// The stack of open residuals: their shapes while a network is planned, their inputs while it runs.
#include "core/layers/residual.hpp"

#include <cassert>

#include "core/base/eigen_maps.hpp"

namespace second_opinion {

void ResidualBegin::plan(LayerPlanner& planner) const {
  planner.residuals.push_back(planner.input);
}

void ResidualBegin::forward(LayerCall& call) const {
  Workspace& workspace = call.workspace;
  if (workspace.residuals.size() <= workspace.open_residuals)
    workspace.residuals.resize(workspace.open_residuals + 1);
  Tensor& remembered = workspace.residuals[workspace.open_residuals++];
  remembered.shape = call.input.shape;
  remembered.values.assign(call.input.values.begin(), call.input.values.end());
  call.copy_input();
}

void ResidualEnd::plan(LayerPlanner& planner) const {
  if (!planner.require(!planner.residuals.empty(), "ends a residual that never began")) return;
  const Shape begin = planner.residuals.back();
  planner.residuals.pop_back();
  planner.require(begin == planner.input, "adds " + shape_text(begin) + " to " +
                                              shape_text(planner.input) + "; both must be equal");
}

void ResidualEnd::forward(LayerCall& call) const {
  const Tensor& remembered = call.workspace.residuals[--call.workspace.open_residuals];
  assert(remembered.shape == call.input.shape);
  call.output.resize(call.input.shape);
  rows_of(call.output) = rows_of(call.input) + rows_of(remembered);
}

}  // namespace second_opinion
