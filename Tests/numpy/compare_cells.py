"""Holds the runs and gradients of every cell against NumPy, as compare.py does for the vanilla one.

usage: compare_cells.py WHH  (the binary; prints a line a case and "N passed, N failed")

Random combinations of cell, size, activation, batch, dtype, input and biases are drawn from a fixed
seed. Each is run through the program's own commands and files, and checked:
  states       h_t and c_t satisfy the recurrence       relative to the step's largest number
  gradients    ∂L/∂h_t by our own reverse pass          relative to the element's largest at the step
  norms        log10 of the norm of ∂L/∂(h_t, c_t)      absolute
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass

import numpy as np

from compare import Mismatch, largest_difference, numbers, require

TOLERANCE = {
    "float64": {"states": 1e-12, "gradients": 1e-10, "norms": 1e-10},
    "float32": {"states": 2e-5, "gradients": 1e-3, "norms": 1e-5},
}

# φ and its slope, both at the pre-activation.
ACTIVATIONS = {
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float)),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z: 0.25 / np.cosh(z / 2) ** 2),
    "linear": (lambda z: z, np.ones_like),
}
opened, opening = ACTIVATIONS["sigmoid"]


class Plain:
    """h ← keep · h + new · φ(W h + b), of which rnn, leaky and antisymmetric are kinds."""

    blocks = 1

    def __init__(self, weights, biases, activation, keep=0.0, new=1.0, antisymmetric=None):
        recurrent = weights
        if antisymmetric is not None:
            recurrent = weights - weights.T - antisymmetric * np.eye(len(weights))
        self.recurrent, self.biases = recurrent, biases[0] + biases[1]
        self.keep, self.new, (self.function, self.slope) = keep, new, ACTIVATIONS[activation]

    def sums(self, state, driven):
        return state[0] @ self.recurrent.T + driven + self.biases

    def forward(self, state, driven):
        return [self.keep * state[0] + self.new * self.function(self.sums(state, driven))]

    def backward(self, state, driven, cotangent):
        slopes = self.slope(self.sums(state, driven))
        through = (cotangent[0] * self.new * slopes) @ self.recurrent
        return [self.keep * cotangent[0] + through]


class LSTM:
    blocks = 2

    def __init__(self, weights, biases, activation):
        self.recurrent, self.biases = weights, biases[0] + biases[1]
        self.function, self.slope = ACTIVATIONS[activation]

    def gates(self, state, driven):
        return np.split(state[0] @ self.recurrent.T + driven + self.biases, 4, axis=1)

    def forward(self, state, driven):
        i, f, g, o = self.gates(state, driven)
        cell = opened(f) * state[1] + opened(i) * self.function(g)
        return [opened(o) * self.function(cell), cell]

    def backward(self, state, driven, cotangent):
        i, f, g, o = self.gates(state, driven)
        cell = opened(f) * state[1] + opened(i) * self.function(g)
        of_cell = cotangent[1] + cotangent[0] * opened(o) * self.slope(cell)
        reached = np.concatenate([
            of_cell * self.function(g) * opening(i), of_cell * state[1] * opening(f),
            of_cell * opened(i) * self.slope(g),
            cotangent[0] * self.function(cell) * opening(o)], axis=1)
        return [reached @ self.recurrent, of_cell * opened(f)]


class GRU:
    blocks = 1

    def __init__(self, weights, biases, activation):
        self.weights = np.split(weights, 3)
        self.bh, self.bx = (np.split(np.broadcast_to(bias, len(weights)), 3) for bias in biases)
        self.function, self.slope = ACTIVATIONS[activation]

    def sums(self, state, driven):
        recurrent = [state[0] @ block.T + bias for block, bias in zip(self.weights, self.bh)]
        drive = [part + bias for part, bias in zip(np.split(driven, 3, axis=1), self.bx)]
        reset, update = recurrent[0] + drive[0], recurrent[1] + drive[1]
        return reset, update, recurrent[2], drive[2] + opened(reset) * recurrent[2]

    def forward(self, state, driven):
        _, update, _, candidate = self.sums(state, driven)
        z = opened(update)
        return [(1 - z) * self.function(candidate) + z * state[0]]

    def backward(self, state, driven, cotangent):
        reset, update, recurrent, candidate = self.sums(state, driven)
        z = opened(update)
        of_update = cotangent[0] * (state[0] - self.function(candidate)) * opening(update)
        of_candidate = cotangent[0] * (1 - z) * self.slope(candidate)
        of_reset = of_candidate * recurrent * opening(reset)
        return [
            cotangent[0] * z + of_reset @ self.weights[0] + of_update @ self.weights[1]
            + (of_candidate * opened(reset)) @ self.weights[2]]


CELLS = {
    "rnn": Plain,
    "leaky leak=0.3": lambda *a: Plain(*a, keep=0.7, new=0.3),
    "leaky leak=0.9": lambda *a: Plain(*a, keep=1 - 0.9, new=0.9),
    "antisymmetric epsilon=0.1 gamma=0.05": lambda *a: Plain(
        *a, keep=1.0, new=0.1, antisymmetric=0.05),
    "lstm": LSTM,
    "gru": GRU,
}


@dataclass(frozen=True)
class Setting:
    cell: str
    size: int
    activation: str
    batch: int
    dtype: str
    is_driven: bool
    biases: tuple
    steps: int

    def __str__(self):
        return (f"{self.cell}, n={self.size}, {self.activation}, batch {self.batch}, {self.dtype}, "
                f"{'driven' if self.is_driven else 'no input'}, {'+'.join(self.biases) or 'no bias'}, "
                f"T={self.steps}")


class Case:
    """One run of the program, and the arrays it wrote."""

    def __init__(self, whh, folder, setting):
        self.setting = setting
        name, _, knobs = setting.cell.partition(" ")
        lines = [f"set dtype {setting.dtype}", f"set activation {setting.activation}",
                 f"model {name} {setting.size} {knobs}"]
        names = ["Whh", "states", "gradients"] + list(setting.biases)
        if setting.is_driven:
            shape = (setting.steps, setting.batch, 4)
            self.inputs = np.random.default_rng(setting.steps).normal(size=shape)
            np.save(f"{folder}/input.npy", self.inputs.astype(setting.dtype))
            self.inputs = np.load(f"{folder}/input.npy").astype(float)
            lines += [f"input npy {folder}/input.npy", "init Wxh xavier"]
            names += ["Wxh"]
        names += ["cells"] if name == "lstm" else []
        lines += ["init Whh normal gain=0.9"] + [f"init {b} normal std=0.4" for b in setting.biases]
        lines += [f"unroll {setting.steps} batch={setting.batch}", "backprop"]
        lines += [f"export {name} {folder}/{name}.npy" for name in names]
        run = subprocess.run([whh, "--json"], input="\n".join(lines), capture_output=True, text=True)
        if run.returncode != 0:
            raise Mismatch(f"whh ended with {run.returncode}: {run.stderr}")
        records = [json.loads(line) for line in run.stdout.splitlines()]
        self.told = {record["command"]: record["result"] for record in records}["backprop"]
        self.arrays = {name: np.load(f"{folder}/{name}.npy").astype(float) for name in names}
        biases = [self.arrays.get(name, np.zeros(1)) for name in ("bh", "bx")]
        self.cell = CELLS[setting.cell](self.arrays["Whh"], biases, setting.activation)
        blocks = ["states", "cells"][:self.cell.blocks]
        self.states = [self.arrays[name] for name in blocks]

    def state(self, step):
        return [block[step] for block in self.states]

    def driven(self, step):
        """Wxh x_t for t = step."""
        if not self.setting.is_driven:
            return np.zeros((self.setting.batch, len(self.arrays["Whh"])))
        return self.inputs[step - 1] @ self.arrays["Wxh"].T

    def errors(self):
        shape = (self.setting.steps + 1, self.setting.batch, self.setting.size)
        for name in ("states", "gradients"):
            require(self.arrays[name].shape == shape, f"{name} of shape {self.arrays[name].shape}")
        return {"states": self.states_error(), **self.gradients_errors()}

    def states_error(self):
        misses = []
        for step in range(1, self.setting.steps + 1):
            ours = self.cell.forward(self.state(step - 1), self.driven(step))
            misses += [np.abs(a - b).max() / np.abs(b).max()
                       for a, b in zip(self.state(step), ours)]
        return np.max(misses)

    def gradients_errors(self):
        gradients = self.arrays["gradients"]
        cotangent = [gradients[-1]] + [np.zeros_like(gradients[-1])] * (self.cell.blocks - 1)
        norms, misses = [np.linalg.norm(cotangent)], []
        for step in range(self.setting.steps, 0, -1):
            cotangent = self.cell.backward(self.state(step - 1), self.driven(step), cotangent)
            norms.append(np.linalg.norm(cotangent))
            largest = np.abs(cotangent[0]).max(axis=1)
            miss = np.abs(gradients[step - 1] - cotangent[0]).max(axis=1)
            misses.append(np.max(miss / np.where(largest > 0, largest, 1)))
        with np.errstate(divide="ignore"):
            expected = np.log10(np.array(norms[::-1]) / norms[0])
        told = numbers(self.told["log10_norm"])
        return {"gradients": np.max(misses), "norms": largest_difference(told, expected)}


def settings():
    generator = random.Random(7)
    for _ in range(24):
        yield Setting(
            generator.choice(list(CELLS)), generator.choice([1, 3, 17, 64, 100]),
            generator.choice(list(ACTIVATIONS)), generator.choice([1, 2, 7]),
            generator.choice(["float32", "float64"]), generator.random() < 0.7,
            tuple(generator.choice([(), ("bh",), ("bx",), ("bh", "bx")])),
            generator.choice([2, 20, 60]))
    for cell in CELLS:
        yield Setting(cell, 24, "tanh", 3, "float64", True, ("bh", "bx"), 30)


def main(whh):
    passed = failed = 0
    for number, setting in enumerate(settings(), start=1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                errors = Case(whh, pathlib.Path(folder), setting).errors()
            except Mismatch as mismatch:
                print(f"FAIL {number:2} {setting}: {mismatch}")
                failed += 1
                continue
        bad = [name for name, error in errors.items()
               if not error <= TOLERANCE[setting.dtype][name]]
        passed, failed = passed + (not bad), failed + bool(bad)
        told = ", ".join(f"{name} {error:.1e}" for name, error in errors.items())
        print(f"{'FAIL' if bad else 'ok  '} {number:2} {setting}: {told}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
