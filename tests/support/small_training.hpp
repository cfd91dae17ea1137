// A small training with everything that could depend on the order of work, and
// a runner that does parts in another order than they are counted.
#pragma once

#include "core/base/part_runner.hpp"
#include "core/base/random.hpp"
#include "core/learning/training/training_settings.hpp"
#include "tests/support/small_networks.hpp"

namespace second_opinion::testing {

// A convolutional network with batch norm, drop-out, augmentation, averaging, clipping, momentum.
inline TrainingSettings small_settings() {
  TrainingSettings s;
  s.name = "small";
  s.network = {Family::kCnn,
               {convolution(4, 3, 0, 2, false), BatchNorm{}, Relu{}, AveragePool{2, 2},
                Dropout{.rate = 0.1f}, linear(10)}};
  s.loss.label_smoothing = 0.01;
  s.optimizer = {.kind = OptimizerKind::kAdamw,
                 .learning_rate = 0.02,
                 .weight_decay = 0.01,
                 .decoupled = true};
  s.schedule = {.kind = ScheduleKind::kOneCycle, .warmup_epochs = 1, .start_factor = 0.04};
  s.augmentation = {.rotation_degrees = 3,
                    .shift_pixels = 0.5,
                    .elastic_probability = 0.5,
                    .thickness_probability = 0.3,
                    .light_last_epochs = 1};
  s.epochs = 3;
  s.batch = 20;
  s.sub_batch = 6;
  s.gradient_clip = 5;
  s.ema_half_life_epochs = 0.5;
  s.input_mean = 0.2f;
  s.input_deviation = 0.3f;
  s.seed = 3;
  return s;
}

// Does the parts in a shuffled order, each by any of `workers` workers, as threads would, but the
// same every time.
inline PartRunner shuffling_runner(int workers) {
  return {workers, [workers](int parts, const PartRunner::Work& work) {
            Random random(random_key(static_cast<std::uint64_t>(workers), Purpose::kShuffle));
            for (const int part : random_order(parts, random.bits()))
              work(part, static_cast<int>(random.below(static_cast<std::uint32_t>(workers))));
          }};
}

}  // namespace second_opinion::testing
