"""training_speed.py OURS ROUNDS STEPS: compares our trainer with PyTorch and prints a table.

Called by training_speed.sh. The two take turns, round by round. Both live for the whole comparison
of one network and one number of threads, but only one computes at a time, so that both meet the
same machine. The median over the rounds counts.
"""

import os
import pathlib
import platform
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
NETWORKS = ("cnn_ref", "vit_ref")
THREADS = (1, 2)
# glibc keeps what was freed: PyTorch asks for the same large blocks in every step.
KEEP_MEMORY = {"MALLOC_MMAP_THRESHOLD_": "1000000000", "MALLOC_TRIM_THRESHOLD_": "10000000000"}


class Side:
    """A program that answers each line with images a second, by the clock and by processor time."""

    def __init__(self, command, threads):
        limits = {name: str(threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
        self.process = subprocess.Popen(
            [*map(str, command)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **KEEP_MEMORY, **limits},
        )
        self.greeting = self.process.stdout.readline().strip()
        self.speeds = []

    def run(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.speeds.append([float(number) for number in self.process.stdout.readline().split()])

    def median(self, column):
        return statistics.median(speed[column] for speed in self.speeds)

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def processor():
    names = [
        line.split(":", 1)[1].strip()
        for line in open("/proc/cpuinfo")
        if line.startswith("model name")
    ]
    return f"{names[0]}, {len(names)} cores" if names else platform.processor()


def compare(ours_path, network, threads, rounds, steps):
    ours = Side([ours_path, HERE / f"{network}.json", threads, steps], threads)
    theirs = Side(
        [sys.executable, HERE / "training_speed_torch.py", network, threads, steps], threads
    )
    for turn in range(rounds):
        for side in (ours, theirs) if turn % 2 == 0 else (theirs, ours):
            side.run()
    _, kernels, operations = ours.greeting.split()
    row = (
        network,
        threads,
        ours.median(0),
        theirs.median(0),
        ours.median(0) / theirs.median(0),
        ours.median(1) / theirs.median(1),
        ours.median(0) * float(operations) / 1e9,
    )
    ours.end()
    theirs.end()
    return row, kernels, theirs.greeting


def main():
    ours, rounds, steps = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    print(
        "| network | threads | ours, images/s | PyTorch, images/s | ratio "
        "| ratio by processor time | ours, GFLOP/s |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for network in NETWORKS:
        for threads in THREADS:
            row, kernels, versions = compare(ours, network, threads, rounds, steps)
            print("| %s | %d | %.0f | %.0f | %.2f | %.2f | %.0f |" % row, flush=True)
    print(
        f"\n{processor()}; our kernels: {kernels}; {versions}; batch 128, Adam, "
        f"no augmentation on either side; median of {rounds} rounds of {steps} steps."
    )


main()
