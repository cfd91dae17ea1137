#!/usr/bin/python3
"""keras_reader.py FILE.h5 IMAGES.f32 OUT.f32: opens a file as load_model does, and runs it.

TensorFlow is not among Debian's packages, so this stands in for it: the attributes and groups are
walked in the order of Keras's own loader, and NumPy computes the layers. Every class and every key
of a configuration must be one that Keras 2 and 3 have, and weights go to layers by order alone. It
cannot show that some future Keras still reads the format."""

import json
import math
import sys

import h5py
import numpy as np

COMMON = {"name", "trainable", "dtype"}
# Of each stock class: the keys of its configuration that are used here, and how many weights it
# owns.
CLASSES = {
    "InputLayer": {"batch_input_shape", "sparse"},
    "Rescaling": {"scale", "offset"},
    "Softmax": {"axis"},
    "Dense": {"units", "activation", "use_bias"},
    "Reshape": {"target_shape"},
    "Activation": {"activation"},
    "Dropout": {"rate"},
    "Conv2D": {
        "filters",
        "kernel_size",
        "strides",
        "padding",
        "data_format",
        "activation",
        "use_bias",
    },
    "ZeroPadding2D": {"padding", "data_format"},
    "ZeroPadding1D": {"padding"},
    "Cropping1D": {"cropping"},
    "Permute": {"dims"},
    "MaxPooling2D": {"pool_size", "strides", "padding", "data_format"},
    "AveragePooling2D": {"pool_size", "strides", "padding", "data_format"},
    "GlobalAveragePooling1D": {"data_format"},
    "GlobalAveragePooling2D": {"data_format"},
    "GlobalMaxPooling1D": {"data_format"},
    "GlobalMaxPooling2D": {"data_format"},
    "Concatenate": {"axis"},
    "Add": set(),
    "Dot": {"axes", "normalize"},
    "LayerNormalization": {"axis", "epsilon", "center", "scale"},
    "EinsumDense": {"equation", "output_shape", "activation", "bias_axes"},
}
erf = np.vectorize(math.erf, otypes=[np.float64])


def windows(x, size, strides):
    return np.lib.stride_tricks.sliding_window_view(x, size, axis=(1, 2))[
        :, :: strides[0], :: strides[1]
    ]


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def dot(x, axes):
    subscripts = {(1, 1): "nab,nac->nbc", (2, 2): "nab,ncb->nac"}
    return np.einsum(subscripts[tuple(axes)], *x, optimize=True)


def layer_norm(x, weights, epsilon):
    gamma, beta = weights
    centred = x - x.mean(axis=-1, keepdims=True)
    return centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + epsilon) * gamma + beta


def biased(product, weights):
    return product + weights[1] if len(weights) > 1 else product


ACTIVATIONS = {
    "relu": lambda x: np.maximum(x, 0),
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "linear": lambda x: x,
    "gelu": lambda x: 0.5 * x * (1 + erf(x / math.sqrt(2))),
}
RULES = {
    "Rescaling": lambda x, c, w: x * c["scale"] + c["offset"],
    "Softmax": lambda x, c, w: softmax(x),
    "Dense": lambda x, c, w: biased(x @ w[0], w),
    "Reshape": lambda x, c, w: x.reshape(len(x), *c["target_shape"]),
    "Activation": lambda x, c, w: ACTIVATIONS[c["activation"]](x),
    "Dropout": lambda x, c, w: x,
    "Conv2D": lambda x, c, w: biased(
        np.einsum(
            "nyxcij,ijco->nyxo", windows(x, c["kernel_size"], c["strides"]), w[0], optimize=True
        ),
        w,
    ),
    "ZeroPadding2D": lambda x, c, w: np.pad(x, [(0, 0), *c["padding"], (0, 0)]),
    "ZeroPadding1D": lambda x, c, w: np.pad(x, [(0, 0), c["padding"], (0, 0)]),
    "Cropping1D": lambda x, c, w: x[:, c["cropping"][0] : x.shape[1] - c["cropping"][1]],
    "Permute": lambda x, c, w: x.transpose(0, *c["dims"]),
    "MaxPooling2D": lambda x, c, w: windows(x, c["pool_size"], c["strides"]).max(axis=(-2, -1)),
    "AveragePooling2D": lambda x, c, w: windows(x, c["pool_size"], c["strides"]).mean(
        axis=(-2, -1)
    ),
    "GlobalAveragePooling1D": lambda x, c, w: x.mean(axis=1),
    "GlobalAveragePooling2D": lambda x, c, w: x.mean(axis=(1, 2)),
    "GlobalMaxPooling1D": lambda x, c, w: x.max(axis=1),
    "GlobalMaxPooling2D": lambda x, c, w: x.max(axis=(1, 2)),
    "Concatenate": lambda x, c, w: np.concatenate(x, axis=c["axis"]),
    "Add": lambda x, c, w: sum(x[1:], x[0]),
    "Dot": lambda x, c, w: dot(x, c["axes"]),
    "LayerNormalization": lambda x, c, w: layer_norm(x, w, c["epsilon"]),
    "EinsumDense": lambda x, c, w: biased(np.einsum(c["equation"], x, w[0]), w),
}


def text(value):
    return value.decode() if hasattr(value, "decode") else value


def check(condition, message):
    if not condition:
        sys.exit(f"keras_reader.py: {message}")


def read_config(file):
    check(
        text(file.attrs["backend"]) == "tensorflow"
        and text(file.attrs["keras_version"]).startswith("2."),
        "versions",
    )
    model = json.loads(text(file.attrs["model_config"]))
    check(
        set(model) == {"class_name", "config"} and model["class_name"] == "Functional",
        "the model is not Functional",
    )
    config = model["config"]
    check(
        set(config) == {"name", "layers", "input_layers", "output_layers"},
        "keys of the configuration",
    )
    check(
        config["input_layers"] == [["images", 0, 0]]
        and config["output_layers"] == [["probabilities", 0, 0]],
        "ends of the model",
    )
    check(
        config["layers"][0]["config"]["batch_input_shape"] == [None, 28, 28, 1],
        "shape of the input",
    )
    return config["layers"]


def check_layer(layer, known):
    name = layer["name"]
    check(set(layer) == {"class_name", "config", "name", "inbound_nodes"}, f"{name}: keys")
    check(layer["class_name"] in CLASSES, f"{name}: {layer['class_name']} is no stock layer")
    own = set(layer["config"]) - COMMON
    check(own == CLASSES[layer["class_name"]], f"{name}: configuration has {own}")
    check(
        layer["config"]["name"] == name and name not in known and "/" not in name,
        f"{name}: names must differ",
    )
    for node in layer["inbound_nodes"]:
        for source, node_index, tensor_index, arguments in node:
            check(
                source in known and node_index == tensor_index == 0 and arguments == {},
                f"{name}: reads {source}",
            )


def weight_shapes(layer, x):
    """What Keras would have made, from the configuration and the input alone."""
    kind, c = layer["class_name"], layer["config"]
    if kind == "Dense":
        return [(x.shape[-1], c["units"])] + [(c["units"],)] * c["use_bias"]
    if kind == "Conv2D":
        return [(*c["kernel_size"], x.shape[-1], c["filters"])] + [(c["filters"],)] * c["use_bias"]
    if kind == "LayerNormalization":
        return [(x.shape[-1],), (x.shape[-1],)]
    if kind == "EinsumDense":
        return [(x.shape[-1],), tuple(c["output_shape"])]
    return []


def on_one_chain(layers):
    """Keras gives weights to layers by depth; only on one chain does that leave no choice."""
    users = {layer["name"]: [] for layer in layers}
    for layer in layers:
        for node in layer["inbound_nodes"]:
            for source, *_ in node:
                users[source].append(layer["name"])
    depth = {}
    for layer in reversed(layers):
        depth[layer["name"]] = max((depth[user] + 1 for user in users[layer["name"]]), default=0)
    weighted = [
        depth[layer["name"]]
        for layer in layers
        if layer["class_name"] in ("Dense", "Conv2D", "LayerNormalization", "EinsumDense")
    ]
    return all(a > b for a, b in zip(weighted, weighted[1:]))


def run(file, images):
    layers, root = read_config(file), file["model_weights"]
    names = [text(n) for n in root.attrs["layer_names"]]
    check(
        names == [layer["name"] for layer in layers],
        "layer_names are not the model's layers in order",
    )
    check(on_one_chain(layers), "layers with weights lie beside each other")
    values = {}
    for layer in layers:
        name = layer["name"]
        check_layer(layer, values)
        if layer["class_name"] == "InputLayer":
            values[name] = images.reshape(-1, 28, 28, 1).astype(np.float64)
            continue
        inputs = [values[source] for source, *_ in layer["inbound_nodes"][0]]
        x = inputs if layer["class_name"] in ("Add", "Concatenate", "Dot") else inputs[0]
        group = root[name]
        weights = [group[text(n)] for n in group.attrs["weight_names"]]
        check(all(w.dtype == np.float32 for w in weights), f"{name}: weights are not float32")
        expected = [] if isinstance(x, list) else weight_shapes(layer, x)
        check(
            [w.shape for w in weights] == expected,
            f"{name}: weights {[w.shape for w in weights]}, Keras makes {expected}",
        )
        values[name] = RULES[layer["class_name"]](x, layer["config"], [w[()] for w in weights])
    return values["probabilities"]


def main():
    model, images, out = sys.argv[1:]
    with h5py.File(model, "r") as file:
        run(file, np.fromfile(images, dtype="<f4")).astype("<f4").tofile(out)


if __name__ == "__main__":
    main()
