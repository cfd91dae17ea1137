// The layout, as Keras reads it (names in quotes are attributes):
//   /                                "keras_version", "backend", "model_config" (JSON), and ours:
//   "provenance" (JSON) /model_weights                   "keras_version", "backend", "layer_names"
//   (one per layer, in the model's order) /model_weights/LAYER             "weight_names" (one per
//   weight, in the layer's order: LAYER/kernel:0 …) /model_weights/LAYER/LAYER/kernel:0   float32,
//   the weight
// The file is made in memory: writing it to disk whole or not at all is the caller's.
#include "native_trainer/export/keras_file.hpp"

#include <hdf5.h>

#include <algorithm>
#include <cassert>

namespace second_opinion {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kKerasVersion = "2.11.0";  // whose layout this is
constexpr std::size_t kMaxNameBytes = 64000;     // of one attribute, within an HDF5 object header

// An HDF5 identifier with what closes it. `failed` remembers that any call went wrong.
class Handle {
 public:
  Handle(hid_t id, herr_t (*close)(hid_t), bool& failed) : id_(id), close_(close) {
    failed |= id < 0;
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  operator hid_t() const { return id_; }

 private:
  hid_t id_;
  herr_t (*close_)(hid_t);
};

class Writer {
 public:
  explicit Writer(hid_t file) : file_(file) {}
  bool failed() const { return failed_; }

  void text(hid_t owner, const char* name, const std::string& value) {
    const Handle type(H5Tcopy(H5T_C_S1), H5Tclose, failed_);
    note(H5Tset_size(type, H5T_VARIABLE));
    note(H5Tset_cset(type, H5T_CSET_UTF8));
    const Handle space(H5Screate(H5S_SCALAR), H5Sclose, failed_);
    const Handle attribute(H5Acreate2(owner, name, type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                           failed_);
    const char* const characters = value.c_str();
    note(H5Awrite(attribute, type, &characters));
  }

  void versions(hid_t owner) {
    text(owner, "keras_version", kKerasVersion);
    text(owner, "backend", "tensorflow");
  }

  // All as long as the longest, filled with zeros, as NumPy has them. False when they are too many.
  bool names(hid_t owner, const char* attribute_name, const std::vector<std::string>& values) {
    std::size_t longest = 1;
    for (const std::string& value : values) longest = std::max(longest, value.size());
    if (longest * values.size() > kMaxNameBytes) return false;
    std::string filled(longest * values.size(), '\0');
    for (std::size_t i = 0; i < values.size(); ++i)
      std::ranges::copy(values[i], filled.begin() + static_cast<std::ptrdiff_t>(i * longest));
    const Handle type(H5Tcopy(H5T_C_S1), H5Tclose, failed_);
    note(H5Tset_size(type, longest));
    note(H5Tset_strpad(type, H5T_STR_NULLPAD));
    const hsize_t count = values.size();
    const Handle space(H5Screate_simple(1, &count, nullptr), H5Sclose, failed_);
    const Handle attribute(H5Acreate2(owner, attribute_name, type, space, H5P_DEFAULT, H5P_DEFAULT),
                           H5Aclose, failed_);
    if (count > 0) note(H5Awrite(attribute, type, filled.data()));
    return true;
  }

  void weight(hid_t group, const std::string& path, const KerasWeight& weight) {
    const std::vector<hsize_t> shape(weight.shape.begin(), weight.shape.end());
    const Handle space(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr),
                       H5Sclose, failed_);
    const Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose, failed_);
    note(H5Pset_create_intermediate_group(links, 1));
    const Handle creation(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, failed_);
    note(H5Pset_obj_track_times(creation, false));
    const Handle data(
        H5Dcreate2(group, path.c_str(), H5T_IEEE_F32LE, space, links, creation, H5P_DEFAULT),
        H5Dclose, failed_);
    note(H5Dwrite(data, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, weight.values.data()));
  }

  bool layer(hid_t weights, const KerasLayer& layer) {
    const Handle group(
        H5Gcreate2(weights, layer.name.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose,
        failed_);
    std::vector<std::string> paths;
    for (const KerasWeight& w : layer.weights) {
      paths.push_back(layer.name + "/" + w.name + ":0");
      weight(group, paths.back(), w);
    }
    return names(group, "weight_names", paths);
  }

  // False when the model has more layers than names fit.
  bool model(const KerasModel& model, const std::string& config) {
    versions(file_);
    text(file_, "model_config", config);
    if (!model.provenance.empty()) text(file_, "provenance", model.provenance);
    const Handle weights(H5Gcreate2(file_, "model_weights", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                         H5Gclose, failed_);
    versions(weights);
    std::vector<std::string> layer_names;
    for (const KerasLayer& layer : model.layers) layer_names.push_back(layer.name);
    return names(weights, "layer_names", layer_names) &&
           std::ranges::all_of(model.layers,
                               [&](const KerasLayer& l) { return layer(weights, l); });
  }

  std::string image() {
    note(H5Fflush(file_, H5F_SCOPE_GLOBAL));
    const ssize_t size = H5Fget_file_image(file_, nullptr, 0);
    failed_ |= size <= 0;
    std::string bytes(failed_ ? 0 : static_cast<std::size_t>(size), '\0');
    if (!failed_) failed_ |= H5Fget_file_image(file_, bytes.data(), bytes.size()) != size;
    return bytes;
  }

 private:
  void note(herr_t result) { failed_ |= result < 0; }

  hid_t file_;
  bool failed_ = false;
};

std::string config_text(const KerasModel& model) {
  Json layers = Json::array();
  for (const KerasLayer& layer : model.layers) {
    Json inputs = Json::array();
    for (const std::string& name : layer.inputs) inputs.push_back({name, 0, 0, Json::object()});
    Json nodes = Json::array();
    if (!inputs.empty()) nodes.push_back(std::move(inputs));
    layers.push_back({{"class_name", layer.class_name},
                      {"config", layer.config},
                      {"name", layer.name},
                      {"inbound_nodes", std::move(nodes)}});
  }
  const auto ends = [](const std::string& name) {
    return Json::array({Json::array({name, 0, 0})});
  };
  const Json config{{"name", model.name},
                    {"layers", std::move(layers)},
                    {"input_layers", ends(model.layers.front().name)},
                    {"output_layers", ends(model.layers.back().name)}};
  return Json{{"class_name", "Functional"}, {"config", config}}.dump();
}

}  // namespace

Result<std::string, std::string> keras_bytes(const KerasModel& model) {
  assert(!model.layers.empty());
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // what went wrong is said once, below
  bool failed = false;
  const Handle in_memory(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, failed);
  failed |= H5Pset_fapl_core(in_memory, 1 << 20, false) < 0;
  const Handle file(H5Fcreate("network.h5", H5F_ACC_TRUNC, H5P_DEFAULT, in_memory), H5Fclose,
                    failed);
  Writer writer(file);
  if (!failed && !writer.model(model, config_text(model)))
    return Failure{std::string("the network has too many layers for a file of Keras's")};
  std::string bytes = failed ? std::string() : writer.image();
  if (failed || writer.failed()) return Failure{std::string("HDF5 could not make the file")};
  return bytes;
}

}  // namespace second_opinion
