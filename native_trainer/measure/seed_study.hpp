// One declared training repeated with several seeds: what each run and all of
// them together say. Measures what is handed in; reads and writes no file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/report/seed_study.hpp"
#include "core/weights/weights_file.hpp"
#include "native_trainer/measure/evaluation.hpp"

namespace second_opinion {

// A weights file of one seed, and how it did as it is stored, rounded or not.
struct SeedRun {
  WeightsFile file;
  std::string name;  // without folders
  std::size_t bytes = 0;
  std::uint32_t checksum = 0;  // CRC-32 of the file
  Evaluation score;  // of full runs: on the test set; of validation runs: on the held-out digits
};

struct SeedGroup {
  std::string name;                 // "cnn", "cnn_distilled", …
  std::vector<SeedRun> runs;        // the first one ships
  std::vector<SeedRun> validation;  // may be empty
};

// What is wrong with a group before anything is measured: runs of different recipes or networks, a
// seed twice, a run that is not what it is handed in as. Nothing when all is well.
std::optional<std::string> seed_group_fault(const SeedGroup& group);

// Every group is without fault. Deviations are those of a sample, 0 for a single run.
SeedStudy seed_study(const std::vector<SeedGroup>& groups, int test_images);

}  // namespace second_opinion
