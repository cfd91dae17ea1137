"""training_speed_torch.py cnn_ref|vit_ref THREADS STEPS: PyTorch's side of training_speed.sh.

The networks of cnn_ref.json and vit_ref.json, written as PyTorch runs them fastest: channels last,
one product for queries, keys and values, batched heads, Adam over all tensors at once, gradients
set to None. The steps are real ones on seeded random pictures, without augmentation. For every line
of stdin it runs one round and answers with images a second, by the clock and by processor time.
"""

import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

BATCH = 128
WARM_UP_STEPS = 8


def cnn_ref():
    def conv(inputs, outputs):
        return [nn.Conv2d(inputs, outputs, 3, padding=1), nn.ReLU(inplace=True)]

    return nn.Sequential(
        *conv(1, 32),
        *conv(32, 32),
        nn.MaxPool2d(2),
        *conv(32, 64),
        *conv(64, 64),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(7 * 7 * 64, 128),
        nn.ReLU(inplace=True),
        nn.Linear(128, 10),
    )


class Block(nn.Module):
    def __init__(self, width, heads, hidden):
        super().__init__()
        self.heads, self.scale = heads, (width // heads) ** -0.5
        self.norm_1, self.norm_2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.project = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, hidden), nn.Linear(hidden, width)

    def forward(self, x):
        images, tokens, width = x.shape
        qkv = (
            self.qkv(self.norm_1(x))
            .view(images, tokens, 3, self.heads, width // self.heads)
            .permute(2, 0, 3, 1, 4)
        )
        queries, keys, values = qkv.unbind(0)
        scores = (queries * self.scale) @ keys.transpose(-2, -1)
        context = (scores.softmax(-1) @ values).transpose(1, 2).reshape(images, tokens, width)
        x = x + self.project(context)
        return x + self.down(F.gelu(self.up(self.norm_2(x))))


class VitRef(nn.Module):
    def __init__(self, width=64, heads=4, hidden=128, layers=4, patch=4):
        super().__init__()
        self.patches = nn.Conv2d(1, width, patch, stride=patch)
        self.first = nn.Parameter(torch.zeros(1, 1, width))
        self.positions = nn.Parameter(0.02 * torch.randn(1, 1 + (28 // patch) ** 2, width))
        self.blocks = nn.Sequential(*[Block(width, heads, hidden) for _ in range(layers)])
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, 10)

    def forward(self, images):
        x = self.patches(images).flatten(2).transpose(1, 2)
        x = torch.cat([self.first.expand(len(x), -1, -1), x], 1) + self.positions
        return self.head(self.norm(self.blocks(x)[:, 0]))


def speed(model, optimizer, batches, steps):
    start, processor_start = time.perf_counter(), time.process_time()
    for step in range(steps):
        images, labels = batches[step % len(batches)]
        optimizer.zero_grad(set_to_none=True)
        F.cross_entropy(model(images), labels).backward()
        optimizer.step()
    seconds, processor_seconds = time.perf_counter() - start, time.process_time() - processor_start
    return BATCH * steps / seconds, BATCH * steps / processor_seconds


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in ("cnn_ref", "vit_ref"):
        sys.exit(
            "usage: training_speed_torch.py cnn_ref|vit_ref THREADS STEPS"
            "   (one round per line of stdin)"
        )
    torch.set_num_threads(int(sys.argv[2]))
    torch.manual_seed(0)
    model = (
        (cnn_ref() if sys.argv[1] == "cnn_ref" else VitRef())
        .to(memory_format=torch.channels_last)
        .train()
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, foreach=True)
    batches = [
        (
            torch.rand(BATCH, 1, 28, 28).contiguous(memory_format=torch.channels_last),
            torch.randint(10, (BATCH,)),
        )
        for _ in range(16)
    ]
    speed(model, optimizer, batches, WARM_UP_STEPS)
    print(f"PyTorch {torch.__version__}", flush=True)
    for _ in sys.stdin:
        print("%.1f %.1f" % speed(model, optimizer, batches, int(sys.argv[3])), flush=True)


main()
