"""Holds what whh computes against NumPy, which shares no code with it.

usage: compare.py WHH        (the binary; prints a line a case and "N passed, N failed")

Twenty random combinations of scheme, size, activation, batch, dtype and input are drawn from a
fixed seed, and a few are added by hand where the numbers are extreme. Each is run through the
program's own commands and files, and checked:
  states       they satisfy the recurrence              relative to the step's largest |h|
  statistics   what unroll and stats tell               relative, condition numbers by their inverse
  spectrum     eigenvalues and singular values          relative to the largest
  norms        log10 of the gradient's norms            absolute
  gradients    every number that float64 can hold       relative to the element's largest at the step
A case fails, too, where a list has another length than NumPy's or a nan that NumPy's has not.
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass

import numpy as np

TOLERANCE = {
    "float64": {
        "states": 1e-12, "statistics": 1e-11, "spectrum": 1e-12, "norms": 1e-10, "gradients": 1e-10,
    },
    "float32": {
        "states": 2e-5, "statistics": 1e-11, "spectrum": 1e-12, "norms": 1e-5, "gradients": 1e-3,
    },
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

# Between these, float64 holds a gradient in full.
REPRESENTABLE = (1e-290, 1e290)


class Mismatch(Exception):
    """Something that is not a matter of digits."""


def require(holds, what):
    if not holds:
        raise Mismatch(what)


@dataclass(frozen=True)
class Setting:
    """What is run, and below which log10 the gradient must fall."""

    scheme: str
    size: int
    activation: str
    batch: int
    dtype: str
    drive: str
    steps: int
    smallest: float = float("inf")

    def __str__(self):
        return (f"{self.scheme}, n={self.size}, {self.activation}, batch {self.batch}, "
                f"{self.dtype}, {self.drive}, T={self.steps}")

    @property
    def is_driven(self):
        return self.drive != "none"


class Case:
    """One run of the program, and the arrays it wrote."""

    def __init__(self, whh, folder, setting):
        self.folder, self.setting = folder, setting
        lines = [f"set dtype {setting.dtype}", f"set activation {setting.activation}"]
        lines += self.input_lines()
        lines += [f"init Whh {setting.scheme} {setting.size}"]
        if setting.is_driven:
            lines += ["init Wxh xavier", "init bh normal std=0.1"]
        lines += [f"unroll {setting.steps} batch={setting.batch}", "backprop", "spectrum", "stats"]
        names = ["Whh", "states", "gradients"] + (["Wxh", "bh"] if setting.is_driven else [])
        lines += [f"export {name} {folder}/{name}.npy" for name in names]
        run = subprocess.run([whh, "--json"], input="\n".join(lines), capture_output=True, text=True)
        if run.returncode != 0:
            raise RuntimeError(f"whh ended with {run.returncode}: {run.stderr}")
        records = [json.loads(line) for line in run.stdout.splitlines()]
        self.results = {record["command"]: record["result"] for record in records}
        self.exported = {name: np.load(f"{folder}/{name}.npy") for name in names}
        self.arrays = {name: array.astype(float) for name, array in self.exported.items()}

    def input_lines(self):
        setting = self.setting
        if setting.drive == "text":
            text = "the quick brown fox jumps over the lazy dog. σ ρ √\n"
            (self.folder / "text.txt").write_text(text, encoding="utf-8")
            vocabulary = sorted(set(text))
            self.inputs = np.zeros((setting.steps, 1, len(vocabulary)))
            for step in range(setting.steps):
                self.inputs[step, 0, vocabulary.index(text[step % len(text)])] = 1
            return [f"input text {self.folder}/text.txt"]
        if setting.drive == "npy":
            shape = (setting.steps, setting.batch, 7)
            generator = np.random.default_rng(setting.steps)
            self.inputs = generator.normal(size=shape).astype(setting.dtype)
            np.save(f"{self.folder}/input.npy", self.inputs)
            return [f"input npy {self.folder}/input.npy"]
        return []

    def errors(self):
        return {
            "states": self.states_error(), "statistics": self.statistics_error(),
            "spectrum": self.spectrum_error(), **self.gradients_errors(),
        }

    def states_error(self):
        """The largest miss of h_t = φ(Wxh x_t + Whh h_{t-1} + bh), in units of the step's max |h|."""
        setting, states = self.setting, self.arrays["states"]
        shape = (setting.steps + 1, setting.batch, setting.size)
        require(states.shape == shape, f"states of shape {states.shape}")
        require(self.exported["states"].dtype == setting.dtype, "states of another dtype")
        function, _ = ACTIVATIONS[setting.activation]
        sums = states[:-1] @ self.arrays["Whh"].T
        if setting.is_driven:
            sums += self.inputs.astype(float) @ self.arrays["Wxh"].T + self.arrays["bh"]
        miss = np.abs(function(sums) - states[1:]).max(axis=(1, 2))
        scale = np.abs(states[1:]).max(axis=(1, 2))
        # Where the state has faded into subnormal numbers, a relative error means nothing.
        faded = scale <= self.least_normal / np.finfo(setting.dtype).eps
        return np.max(np.where(faded, 0, miss) / np.where(faded, 1, scale))

    @property
    def least_normal(self):
        return float(np.finfo(self.setting.dtype).tiny)

    def statistics_error(self):
        states, told = self.arrays["states"], self.results["unroll"]
        over = dict(axis=(1, 2))
        with np.errstate(over="ignore"):
            expected = {
                "variance": states[1:].var(**over), "mean_square": (states[1:] ** 2).mean(**over),
                "saturation": self.is_saturated(self.exported["states"][1:]).mean(**over),
                "growth_per_step": self.growth(states),
            }
        errors = [relative_difference(told[name], value) for name, value in expected.items()]
        matrices = self.results["stats"]["matrices"]
        return np.max(errors + [
            matrix_error(matrices[name], self.arrays[name])
            for name in ("Whh", "Wxh") if name in self.arrays])

    def is_saturated(self, states):
        if self.setting.activation == "sigmoid":
            return (states < states.dtype.type(0.01)) | (states > states.dtype.type(0.99))
        return np.abs(states) > states.dtype.type(0.99)

    def growth(self, states):
        """(‖h_t‖ / ‖h_0‖)^(1/t), t the last step before every |h| is subnormal."""
        faded = np.flatnonzero(np.abs(states[1:]).max(axis=(1, 2)) < self.least_normal)
        last = faded[0] if len(faded) else self.setting.steps
        if last == 0:
            return np.nan
        # Scaled first, so that the squares stay in range.
        largest = np.abs(states[last]).max()
        norm = np.log(largest) + np.log(np.linalg.norm(states[last] / largest))
        return np.exp((norm - np.log(np.linalg.norm(states[0]))) / last)

    def spectrum_error(self):
        weights, result = self.arrays["Whh"], self.results["spectrum"]
        ours = np.array([complex(*pair) for pair in result["eigenvalues"]])
        singular = np.linalg.svd(weights, compute_uv=False)
        eigenvalues = matched_distance(ours, np.linalg.eigvals(weights)) / np.abs(ours).max()
        told = np.array(result["singular_values"])
        require(told.shape == singular.shape, f"{told.shape} singular values")
        return np.max([
            eigenvalues, np.abs(singular - told).max() / singular[0],
            relative_difference(result["spectral_norm"], singular[0]),
            relative_difference(result["spectral_radius"], np.abs(ours).max()),
            self.powers_error(weights, singular[0], result["power_norms"]),
            abs(result["henrici"] ** 2 - departure(weights))])

    def powers_error(self, weights, norm, told):
        """The norms of the first powers, relative to what they could be at most."""
        return np.max([
            abs(np.linalg.norm(np.linalg.matrix_power(weights / norm, int(k)), 2)
                - 10 ** float(log10) / norm ** k)
            for k, log10 in told if k <= 10])

    def gradients_errors(self):
        """Backpropagation in NumPy, each element's exponent carried apart so that none underflows."""
        ours = self.arrays["gradients"]
        require(ours.shape == self.arrays["states"].shape, f"gradients of shape {ours.shape}")
        starts = np.linalg.norm(ours[-1], axis=1)
        require(np.abs(starts - 1).max() < 1e-6, f"cotangents of norms {starts}")
        _, slope = ACTIVATIONS[self.setting.activation]
        mantissa, exponent = ours[-1], np.zeros((self.setting.batch, 1), dtype=int)
        norms, misses = [log10_norm(mantissa, exponent)], []
        for step in range(self.setting.steps, 0, -1):
            mantissa = (mantissa * slope(self.arrays["states"][step])) @ self.arrays["Whh"]
            _, shift = np.frexp(np.abs(mantissa).max(axis=1, keepdims=True))
            mantissa, exponent = np.ldexp(mantissa, -shift), exponent + shift
            norms.append(log10_norm(mantissa, exponent))
            misses += representable_misses(ours[step - 1], mantissa, exponent)
        told = numbers(self.results["backprop"]["log10_norm"])
        require(told.min() < self.setting.smallest, f"no norm below 1e{self.setting.smallest}")
        expected = np.array(norms[::-1]) - norms[0]
        return {"norms": largest_difference(told, expected), "gradients": np.max(misses, initial=0)}


def numbers(values):
    """Numbers of the JSON output, where infinities are strings and null stands for no number."""
    return np.array([np.nan if value is None else float(value) for value in np.atleast_1d(values)])


def log10_norm(mantissa, exponent):
    """log10 of the norm over the batch, the exponents being those of 2."""
    squares = (mantissa ** 2).sum(axis=1)
    alive = squares > 0
    if not alive.any():
        return -np.inf
    shift = exponent[alive].max()
    total = np.sum(squares[alive] * np.exp2(2.0 * (exponent[alive, 0] - shift)))
    return np.log10(total) / 2 + shift * np.log10(2)


def representable_misses(ours, mantissa, exponent):
    """Each element's miss relative to its largest number, where that is neither tiny nor huge."""
    with np.errstate(over="ignore", under="ignore"):
        theirs = np.ldexp(mantissa, exponent)
    largest = np.abs(theirs).max(axis=1)
    fits = (largest > REPRESENTABLE[0]) & (largest < REPRESENTABLE[1])
    gone = largest == 0
    require((np.abs(ours[gone]) < REPRESENTABLE[0]).all(), "a gradient that ought to be zero")
    return list(np.abs(ours[fits] - theirs[fits]).max(axis=1) / largest[fits])


def departure(weights):
    """The square of Henrici's departure from normality."""
    return 1 - np.sum(np.abs(np.linalg.eigvals(weights)) ** 2) / np.sum(weights ** 2)


def matched_distance(ours, theirs):
    """The largest distance when each of our eigenvalues takes the nearest of theirs still free."""
    require(ours.shape == theirs.shape, f"{ours.shape} eigenvalues")
    theirs, distances = list(theirs), []
    for value in ours:
        away = np.abs(np.array(theirs) - value)
        nearest = int(away.argmin())
        distances.append(away[nearest])
        theirs.pop(nearest)
    return np.max(distances)


def largest_difference(ours, theirs):
    """The largest |a - b|; equal infinities, and nan on both sides, differ by nothing."""
    require(ours.shape == theirs.shape, f"{ours.shape} numbers instead of {theirs.shape}")
    same = (ours == theirs) | (np.isnan(ours) & np.isnan(theirs))
    with np.errstate(invalid="ignore"):
        # np.max, unlike max, keeps a nan, and no comparison with a tolerance lets one pass.
        return np.max(np.where(same, 0, np.abs(ours - theirs)), initial=0)


def relative_difference(ours, theirs):
    """The largest |a - b| in units of |b|, or of the least normal number where b is less."""
    ours, theirs = numbers(ours), np.atleast_1d(theirs).astype(float)
    with np.errstate(invalid="ignore"):
        scale = np.where(np.isfinite(theirs), np.maximum(np.abs(theirs), 1e-300), 1)
        return largest_difference(
            np.where(np.isfinite(ours), ours / scale, ours),
            np.where(np.isfinite(theirs), theirs / scale, theirs))


def matrix_error(told, weights):
    """How far the table of stats is off; a mean in units of the root mean square."""
    deviation, norm = weights.std(), np.linalg.norm(weights)
    singular = np.linalg.svd(weights, compute_uv=False)
    root_mean_square = norm / np.sqrt(weights.size)
    # The inverse of the condition number has an error of n·ε, however singular the matrix is.
    inverse = abs(1 / float(told["condition_number"]) - 1 / np.linalg.cond(weights))
    return np.max([
        abs(told["mean"] - weights.mean()) / root_mean_square,
        abs(told["std"] - deviation) / root_mean_square,
        abs(told["gain"] - deviation * np.sqrt(weights.shape[1])) / norm,
        relative_difference(told["frobenius_norm"], norm), inverse,
        relative_difference(told["mean_singular_value"], singular.mean()),
        relative_difference(told["rms_singular_value"], norm / np.sqrt(len(singular)))])


def settings():
    generator = random.Random(20)
    for _ in range(20):
        yield Setting(
            generator.choice(SCHEMES), generator.choice([3, 17, 64, 100, 130, 200]),
            generator.choice(list(ACTIVATIONS)), generator.choice([1, 2, 3, 7, 16]),
            generator.choice(["float32", "float64"]),
            generator.choice(["none", "none", "text", "npy"]), generator.choice([2, 20, 60]))
    yield Setting("xavier", 1, "tanh", 2, "float32", "npy", 20)
    yield Setting("normal gain=2", 2, "relu", 16, "float64", "none", 60)
    # 0.03^2000 is some 1e-3000.
    yield Setting("normal gain=0.03", 64, "tanh", 2, "float64", "none", 2000, smallest=-2900)
    yield Setting("normal gain=0.03", 64, "tanh", 2, "float32", "none", 2000, smallest=-2900)
    yield Setting("normal gain=30", 64, "linear", 1, "float64", "none", 150)
    yield Setting("uniform", 128, "tanh", 3, "float32", "none", 30)


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
        allowed = TOLERANCE[setting.dtype]
        bad = [name for name, error in errors.items() if not error <= allowed[name]]
        passed, failed = passed + (not bad), failed + bool(bad)
        told = ", ".join(f"{name} {error:.1e}" for name, error in errors.items())
        print(f"{'FAIL' if bad else 'ok  '} {number:2} {setting}: {told}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
