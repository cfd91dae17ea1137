// What storing the weights with fewer bits costs.
#pragma once

#include <string>
#include <vector>

#include "core/report/rule.hpp"

namespace second_opinion {

// A network stored in one form and read again.
struct StoredForm {
  std::string storage;  // "float32", "float16", "int8", "int4"
  std::string clip;     // what the rounding of whole numbers watched: "weights" or "outputs"
  int bytes = 0;
  int errors = 0;
  double accuracy = 0;
  double loss = 0;
  double ece = 0;
  double points_lost = 0;  // of accuracy in percent, against the network before
  int changed = 0;         // answers

  std::string key() const { return clip.empty() ? storage : storage + "_" + clip; }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("storage", self.storage, Rule::text(60));
    list.rest("clip", self.clip, Rule::text(60).or_null());
    list.rest("bytes", self.bytes, Rule::whole(1, 1 << 30));
    list.rest("errors", self.errors, Rule::whole(0, kMostImages));
    list.rest("accuracy", self.accuracy, Rule::share(6));
    list.rest("loss", self.loss, Rule::number(0, kMostLoss, 6));
    list.rest("ece", self.ece, Rule::share(6));
    list.rest("points_lost", self.points_lost, Rule::number(-100, 100, 4));
    list.rest("changed", self.changed, Rule::whole(0, kMostImages));
  }
};

struct StoredNetwork {
  std::string network;
  int parameters = 0;
  double multiply_adds = 0;
  bool unseen = false;
  int images = 0;
  struct Before {
    std::string storage;
    int bytes = 0;
    int errors = 0;
    double accuracy = 0;
    double loss = 0;
    double ece = 0;

    template <class List, class Self>
    static void fields(List& list, Self& self) {
      list.rest("storage", self.storage, Rule::text(60));
      list.rest("bytes", self.bytes, Rule::whole(1, 1 << 30));
      list.rest("errors", self.errors, Rule::whole(0, kMostImages));
      list.rest("accuracy", self.accuracy, Rule::share(6));
      list.rest("loss", self.loss, Rule::number(0, kMostLoss, 6));
      list.rest("ece", self.ece, Rule::share(6));
    }
  } before;
  std::vector<StoredForm> stored;

  std::string key() const { return network; }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.rest("network", self.network, Rule::text(kLongestName));
    list.rest("parameters", self.parameters, Rule::whole(1, kMostParameters));
    list.rest("multiply_adds", self.multiply_adds, Rule::number(0, kMostOperations));
    list.rest("unseen", self.unseen);
    list.rest("images", self.images, Rule::whole(0, kMostImages));
    list.rest("before", self.before);
    list.rest("stored", self.stored, Rule::list(0, 100));
  }
};

struct FilesStudy {
  std::vector<StoredNetwork> networks;

  bool empty() const { return networks.empty(); }

  template <class List, class Self>
  static void fields(List& list, Self& self) {
    list.schema(1);
    list.rest("networks", self.networks, Rule::list(1, 100));
  }
};

}  // namespace second_opinion
