"""Writes the .npy fixtures beside this file with NumPy; run as: python3 make-npy.py

TYPE-ENDIAN-ORDER-VERSION.npy have shape (2, 3, 4) and, counting k in C order, the elements
(k - 5) / 4 for floats, k - 5 for signed, k for unsigned integers and k % 2 for bool.
"""
import os
import numpy as np
from numpy.lib import format

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "npy"))


def save(name, array, version=(1, 0)):
    with open(name + ".npy", "wb") as file:
        format.write_array(file, array, version=version)


k = np.arange(24).reshape(2, 3, 4)
content = {"f": (k - 5) / 4, "i": k - 5, "u": k, "b": k % 2}
for name in "float16 float32 float64 int8 int16 int32 int64 uint8 uint16 uint32 uint64 bool".split():
    dtype = np.dtype(name)
    for endian in "<>" if dtype.itemsize > 1 else "|":
        for order in "CF":
            array = np.array(content[dtype.kind], dtype=dtype.newbyteorder(endian), order=order)
            label = {"<": "little", ">": "big", "|": "any"}[endian]
            versions = [1, 2, 3] if name == "float64" else [1]
            for version in versions:
                save(f"{name}-{label}-{order}-{version}", array, (version, 0))

# As numpy.save writes them, for comparison to the byte; shapes that move the padding about.
for shape in [(), (1,), (24,), (2, 3, 4), (0, 5), (1,) * 20, (12, 2)]:
    for name in ["float32", "float64"]:
        label = "x".join(map(str, shape)) or "scalar"
        array = ((np.arange(np.prod(shape, dtype=int)) - 5) / 4).astype(name).reshape(shape)
        np.save(f"save-{label if len(shape) < 20 else 'twenty'}-{name}.npy", array)

np.save("refused-object.npy", np.array([{"a": 1}, None]), allow_pickle=True)
np.save("refused-complex128.npy", np.zeros(2, complex))
np.save("refused-string.npy", np.array(["ab", "c"]))
np.save("refused-records.npy", np.zeros(2, dtype=[("x", "f8"), ("y", "i4")]))
np.save("refused-dates.npy", np.zeros(2, dtype="M8[s]"))
np.save("refused-longdouble.npy", np.zeros(2, np.longdouble))
np.save("refused-int64.npy", np.array([1, 2**53, 2**53 + 1]))
np.save("exact-uint64.npy", np.array([2**63, 2**53, 0], dtype=np.uint64))
np.save("special-float32.npy", np.array([np.inf, -np.inf, np.nan, -0.0, 1e-45], dtype=np.float32))
