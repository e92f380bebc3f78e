"""The fixtures of trajectories in Tests/StabilityTests: exponents and products of Jacobians.

Prints what LyapunovTests and JacobianTests hold whh to. Needs NumPy and mpmath; takes a minute.
"""

import mpmath as mp
import numpy as np


def eight():
    weights = [[((i * 37 + j * 101 + i * j * 29 + 11) % 64 - 31.5) / 24 for j in range(8)] for i in range(8)]
    return weights, [((i * 13 + 5) % 8 - 3.5) / 16 for i in range(8)]


def forty_eight():
    x, entries = 1, []
    for _ in range(48 * 48):
        x = (1103515245 * x + 12345) % 2**31
        entries.append(1.5 * (x / 2**31 - 0.5))
    return np.array(entries).reshape(48, 48), np.zeros(48)


def exponents(weights, bias, steps, start):
    """Means of ln |R_ii| over the steps after 1000, and their standard errors from 40 blocks."""
    weights, bias = np.array(weights), np.array(bias)
    random = np.random.default_rng(0)
    h = start * random.normal(size=len(bias))
    frame = np.linalg.qr(random.normal(size=weights.shape))[0]
    logs = np.zeros((steps, len(bias)))
    for step in range(-1000, steps):
        z = weights @ h + bias
        h = np.tanh(z)
        frame, triangle = np.linalg.qr((1 / np.cosh(z) ** 2)[:, None] * weights @ frame)
        if step >= 0:
            logs[step] = np.log(abs(np.diag(triangle)))
    blocks = logs.reshape(40, -1, len(bias)).mean(1)
    return logs.mean(0), blocks.std(0, ddof=1) / np.sqrt(40)


def dimension(values):
    sums = np.cumsum(values)
    j = int(np.argmax(sums < 0))
    return j + (sums[j - 1] if j else 0) / abs(values[j])


def log_singular_values(weights, bias, steps, digits):
    """Those of the product of Jacobians from h = 0, in that many decimal digits."""
    mp.mp.dps = digits
    weights, bias = mp.matrix(weights), mp.matrix(bias)
    size = len(bias)
    h, product = mp.zeros(size, 1), mp.eye(size)
    for _ in range(steps):
        z = weights * h + bias
        h = z.apply(mp.tanh)
        slopes = [1 / mp.cosh(x) ** 2 for x in z]
        product = mp.diag(slopes) * weights * product
    return sorted((mp.log(x) for x in mp.svd_r(product, compute_uv=False)), reverse=True)


if __name__ == "__main__":
    print("eight", exponents(*eight(), 4000, 0)[0])
    values, errors = exponents(*forty_eight(), 60000, 1)
    print("forty-eight", values[:8], errors[:8])
    print("mean", values.mean(), "dimension", dimension(values), "entropy", values[values > 0].sum())
    print()
    for steps, digits in ((1, 60), (4, 120), (40, 500)):
        print(steps, [mp.nstr(x, 13) for x in log_singular_values(*eight(), steps, digits)])
