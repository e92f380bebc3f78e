"""Holds what whh computes against NumPy, which shares no code with it.

usage: compare.py WHH        (the binary; prints a line a case and "N passed, N failed")

Twenty random combinations of scheme, size, activation, batch, dtype and input are drawn from a
fixed seed, and a few are added by hand where the numbers are extreme. Each is run through the
program's own commands and files, and checked:
  the states satisfy the recurrence        relative to the step's largest |h|
  eigenvalues and singular values agree    relative to the largest
  log10 of the gradient's norms agree      absolute
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy as np

TOLERANCE = {
    "float64": {"states": 1e-12, "spectrum": 1e-8, "gradients": 1e-6},
    "float32": {"states": 2e-5, "spectrum": 1e-4, "gradients": 1e-3},
}

ACTIVATIONS = {
    "tanh": (np.tanh, lambda h: (1 - h) * (1 + h)),
    "relu": (lambda z: np.maximum(z, 0), lambda h: (h > 0).astype(float)),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda h: h * (1 - h)),
    "linear": (lambda z: z, np.ones_like),
}

SCHEMES = [
    "xavier", "glorot", "glorot distribution=normal", "lecun", "he", "he gain=0.5",
    "normal gain=1.5", "normal std=0.02", "uniform low=-0.1 high=0.1", "uniform gain=0.01",
    "orthogonal", "orthogonal gain=0.9", "identity gain=0.95", "constant value=0.001",
]


class Case:
    """One run of the program, and the arrays it wrote."""

    def __init__(self, whh, folder, scheme, size, activation, batch, dtype, drive, steps):
        self.folder, self.activation, self.dtype = folder, activation, dtype
        self.drive, self.batch, self.steps = drive, batch, steps
        self.name = f"{scheme}, n={size}, {activation}, batch {batch}, {dtype}, {drive}, T={steps}"
        lines = [f"set dtype {dtype}", f"set activation {activation}"]
        lines += self.input_lines()
        lines += [f"init Whh {scheme} {size}"]
        if drive != "none":
            lines += ["init Wxh xavier", "init bh normal std=0.1"]
        lines += [f"unroll {steps} batch={batch}", "backprop", "spectrum"]
        names = ["Whh", "states", "gradients"] + (["Wxh", "bh"] if drive != "none" else [])
        lines += [f"export {name} {folder}/{name}.npy" for name in names]
        run = subprocess.run([whh, "--json"], input="\n".join(lines), capture_output=True, text=True)
        if run.returncode != 0:
            raise RuntimeError(f"whh ended with {run.returncode}: {run.stderr}")
        records = [json.loads(line) for line in run.stdout.splitlines()]
        self.results = {record["command"]: record["result"] for record in records}
        self.arrays = {name: np.load(f"{folder}/{name}.npy") for name in names}

    def input_lines(self):
        if self.drive == "text":
            text = "the quick brown fox jumps over the lazy dog. σ ρ √\n"
            (self.folder / "text.txt").write_text(text, encoding="utf-8")
            vocabulary = sorted(set(text))
            self.inputs = np.zeros((self.steps, 1, len(vocabulary)))
            for step in range(self.steps):
                self.inputs[step, 0, vocabulary.index(text[step % len(text)])] = 1
            return [f"input text {self.folder}/text.txt"]
        if self.drive == "npy":
            shape = (self.steps, self.batch, 7)
            self.inputs = np.random.default_rng(self.steps).normal(size=shape).astype(self.dtype)
            np.save(f"{self.folder}/input.npy", self.inputs)
            return [f"input npy {self.folder}/input.npy"]
        return []

    def states_error(self):
        """The largest miss of h_t = φ(Wxh x_t + Whh h_{t-1} + bh), in units of the step's max |h|."""
        function, _ = ACTIVATIONS[self.activation]
        states = self.arrays["states"].astype(float)
        sums = states[:-1] @ self.arrays["Whh"].astype(float).T
        if self.drive != "none":
            sums += self.inputs.astype(float) @ self.arrays["Wxh"].astype(float).T
            sums += self.arrays["bh"].astype(float)
        miss = np.abs(function(sums) - states[1:]).max(axis=(1, 2))
        scale = np.abs(states[1:]).max(axis=(1, 2))
        # Where the state has faded into subnormal numbers, a relative error means nothing.
        normal = scale > np.finfo(self.dtype).tiny / np.finfo(self.dtype).eps
        return np.max(miss[normal] / scale[normal], initial=0)

    def spectrum_error(self):
        weights = self.arrays["Whh"].astype(float)
        result = self.results["spectrum"]
        ours = np.array([complex(*pair) for pair in result["eigenvalues"]])
        singular = np.abs(np.linalg.svd(weights, compute_uv=False) - result["singular_values"])
        return max(
            matched_distance(ours, np.linalg.eigvals(weights)) / np.abs(ours).max(),
            singular.max() / result["spectral_norm"])

    def gradients_error(self):
        """Backpropagation in NumPy, its exponent carried apart so that it cannot underflow."""
        _, slope = ACTIVATIONS[self.activation]
        weights = self.arrays["Whh"].astype(float)
        states = self.arrays["states"].astype(float)
        cotangent, logarithm = self.arrays["gradients"][-1].astype(float), 0.0
        start = np.linalg.norm(cotangent)
        expected = [0.0]
        for step in range(self.steps, 0, -1):
            cotangent = (cotangent * slope(states[step])) @ weights
            norm = np.linalg.norm(cotangent)
            if norm > 0:
                cotangent, logarithm = cotangent / norm, logarithm + np.log10(norm)
            expected.append(logarithm - np.log10(start) if norm > 0 else -np.inf)
        ours = [float(value) for value in self.results["backprop"]["log10_norm"]]
        self.smallest = min(ours)
        return largest_difference(ours, expected[::-1])


def matched_distance(ours, theirs):
    """The largest distance when each of our eigenvalues takes the nearest of theirs still free."""
    theirs, worst = list(theirs), 0.0
    for value in ours:
        distances = np.abs(np.array(theirs) - value)
        nearest = int(distances.argmin())
        worst = max(worst, distances[nearest])
        theirs.pop(nearest)
    return worst


def largest_difference(ours, theirs):
    """The largest |a - b|; equal infinities differ by nothing."""
    return max(0.0 if a == b else abs(a - b) for a, b in zip(ours, theirs))


def cases():
    generator = random.Random(20)
    for _ in range(20):
        yield (
            generator.choice(SCHEMES), generator.choice([1, 2, 5, 17, 64, 100, 130, 200]),
            generator.choice(list(ACTIVATIONS)), generator.choice([1, 2, 3, 7, 16]),
            generator.choice(["float32", "float64"]),
            generator.choice(["none", "none", "text", "npy"]), generator.choice([1, 20, 60]))
    yield "normal gain=0.03", 64, "tanh", 2, "float64", "none", 2000
    yield "normal gain=0.03", 64, "tanh", 2, "float32", "none", 2000
    yield "normal gain=30", 64, "linear", 1, "float64", "none", 150
    yield "uniform", 128, "tanh", 3, "float32", "none", 30


def main(whh):
    passed = failed = 0
    for number, arguments in enumerate(cases(), start=1):
        with tempfile.TemporaryDirectory() as folder:
            case = Case(whh, pathlib.Path(folder), *arguments)
            errors = {
                "states": case.states_error(),
                "spectrum": case.spectrum_error(),
                "gradients": case.gradients_error(),
            }
        allowed = TOLERANCE[case.dtype]
        bad = [name for name, error in errors.items() if not error <= allowed[name]]
        passed, failed = passed + (not bad), failed + bool(bad)
        told = ", ".join(f"{name} {error:.1e}" for name, error in errors.items())
        print(f"{'FAIL' if bad else 'ok  '} {number:2} {case.name}: {told}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
