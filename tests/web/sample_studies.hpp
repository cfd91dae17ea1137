// The "studies" of sample_report.hpp. Figures in it are invented and mean nothing.
#pragma once

#include <cstdio>
#include <string>

namespace second_opinion {

inline std::string sample_stress() {
  std::string rows;
  const char* names[] = {"noise", "a gap", "shifted & <bent>"};
  for (int kind = 0; kind < 3; ++kind) {
    for (int strength = 1; strength <= 3; ++strength) {
      char row[240];
      std::snprintf(
          row, sizeof row,
          R"(%s{"disturbance":"%s","strength":%d,"parameter":%.1f,"unit":"pixels","images":12000,)"
          R"("accuracy":{"cnn":%.4f,"transformer":%.4f}})",
          rows.empty() ? "" : ",", names[kind], strength, 0.5 * strength,
          0.25 + 0.3 * kind - 0.05 * strength, 0.3 + 0.3 * kind - 0.03 * strength);
      rows += row;
    }
  }
  return R"({"schema":1,"images":12000,"networks":[{"network":"cnn","clean":{"accuracy":0.9965}},)"
         R"({"network":"transformer","clean":{"accuracy":0.9941}}],"rows":[)" +
         rows + R"(],"sheet":"stress.png","cell":28,"columns":4,"digit":{"index":0,"label":0}})";
}

inline std::string sample_overfitting_run(int images, double gap) {
  std::string losses[2], accuracies[2];
  for (int epoch = 0; epoch < 8; ++epoch) {
    for (const int validation : {0, 1}) {
      char number[40];
      std::snprintf(
          number, sizeof number, "%s%.4f", epoch ? "," : "",
          0.5 / (1 + epoch) + (validation ? gap + 0.02 * (epoch > 3 ? epoch - 3 : 0) : 0));
      losses[validation] += number;
      std::snprintf(number, sizeof number, "%s%.4f", epoch ? "," : "",
                    0.99 - 0.2 / (1 + epoch) - (validation ? gap : 0));
      accuracies[validation] += number;
    }
  }
  return R"({"images":)" + std::to_string(images) + R"(,"train_loss":[)" + losses[0] +
         R"(],"train_accuracy":[)" + accuracies[0] + R"(],"validation_loss":[)" + losses[1] +
         R"(],"validation_accuracy":[)" + accuracies[1] + R"(],"best_epoch":4})";
}

inline std::string sample_overfitting() {
  const std::string runs = R"("runs":[)" + sample_overfitting_run(2000, 0.08) + "," +
                           sample_overfitting_run(50000, 0.02) + "]";
  return R"({"schema":1,"validation_images":10000,"networks":{"mlp":{)" + runs + R"(},"cnn":{)" +
         runs + "}}}";
}

inline std::string sample_linear() {
  return R"({"schema":1,"learning":{"sheet":"linear_learning.png","columns":10,"cell":28,"seen":[0,1,10,99,1000],)"
         R"("accuracy":[0.1,0.18,0.52,0.71,0.83],"cost":[0.1,0.094,0.071,0.058,0.044],"scale":[0,0.01,0.02,0.05,0.2]}})";
}

// The last run of all is the best; the run before it failed; a learning rate of 0.1 never learns.
inline std::string sample_sweep() {
  std::string rows;
  int run = 0;
  for (const char* optimizer : {"adam", "sgd"})
    for (const char* loss : {"mse", "cross_entropy"})
      for (const double rate : {0.1, 0.001})
        for (const int channels : {8, 16})
          for (const int dense : {1, 3}) {
            const bool failed = run == 30, guessed = rate > 0.01;
            char row[240], values[100];
            std::snprintf(values, sizeof values,
                          failed ? "null,null,null,null" : "%d,%.4f,%.4f,%.4f", 3,
                          guessed ? 0.1 : 0.91 + 0.002 * run, guessed ? 0.1 : 0.9 + 0.002 * run,
                          guessed ? 0.1 : 0.89 + 0.002 * run);
            std::snprintf(row, sizeof row, R"(%s["%s","%s",%g,%d,2,%d,0,%d,"%s",%s])",
                          run ? "," : "", optimizer, loss, rate, channels, dense,
                          channels * 20000 + dense * 100, failed ? "diverged" : "ok", values);
            rows += row;
            ++run;
          }
  return R"({"schema":1,"name":"sweep","epochs":4,"batch":64,"training_images":4000,"validation_images":2000,"guessing":16,"runs":32,)"
         R"("factors":{"optimizer":["adam","sgd"],"loss":["mse","cross_entropy"],"learning_rate":[0.001,0.1],"channels":[8,16],)"
         R"("convolutions":[2],"dense":[1,3],"seed":[0]},"columns":["optimizer","loss","learning_rate","channels","convolutions",)"
         R"("dense","seed","parameters","state","best_epoch","train_accuracy","validation_accuracy","test_accuracy"],"rows":[)" +
         rows + "]}";
}

inline std::string sample_studies() {
  return R"({"seeds":{"schema":1,"networks":{"cnn":{"mean":0.9971}}},"stress":)" + sample_stress() +
         R"(,"overfitting":)" + sample_overfitting() + R"(,"linear":)" + sample_linear() +
         R"(,"sweep":)" + sample_sweep() + "}";
}

}  // namespace second_opinion
