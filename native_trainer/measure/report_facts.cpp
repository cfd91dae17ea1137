// Roundings are not done here: the lists of fields do them when the report is written.
#include "native_trainer/measure/report_facts.hpp"

namespace second_opinion {

ReportInterval report_interval(const Interval& interval) {
  return {interval.low, interval.high};
}

ReportScore report_score(const Evaluation& evaluation) {
  return {.images = evaluation.images,
          .errors = static_cast<int>(evaluation.errors.size()),
          .accuracy = evaluation.accuracy,
          .interval = report_interval(evaluation.interval),
          .loss = evaluation.loss,
          .ece = evaluation.ece};
}

std::vector<ReportLayer> report_layers(const Network& network) {
  std::vector<ReportLayer> layers;
  for (const LayerPlan& plan : network.layers) {
    std::size_t parameters = 0;
    for (int i = 0; i < plan.parameter_count; ++i)
      parameters +=
          network.parameters[static_cast<std::size_t>(plan.first_parameter + i)].values.size();
    ReportLayer layer;
    layer.kind = layer_name(plan.spec);
    layer.output = {plan.output.height, plan.output.width, plan.output.channels};
    layer.parameters = static_cast<int>(parameters);
    const LayerFields fields = fields_of(plan.spec);
    const auto field = [&](Field which) {
      return static_cast<int>(fields[static_cast<std::size_t>(which)]);
    };
    layer.units = field(Field::kUnits);
    layer.kernel = field(Field::kKernel);
    layer.stride = layer.kernel > 0 ? field(Field::kStride) : 0;
    layer.heads = field(Field::kHeads);
    layers.push_back(layer);
  }
  return layers;
}

std::string_view family_title(Family family) {
  switch (family) {
    case Family::kLinear:
      return "Linear network";
    case Family::kMlp:
      return "Multilayer perceptron";
    case Family::kCnn:
      return "Convolutional network";
    case Family::kTransformer:
      return "Transformer";
  }
  return "";
}

}  // namespace second_opinion
