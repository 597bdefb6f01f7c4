"""Print how the reference compares: `python -m tests.benchmarks.reference [names]`.

Names: curves, ece, isotonic, temperature, pixels, coco; all by default. With
`--full`, also the largest sizes. Run it with one thread (OMP_NUM_THREADS=1). Where
NumPy sorts without vector instructions (2.4 on AMD processors with AVX-512),
NPY_DISABLE_CPU_FEATURES=X86_V4 brings the AVX2 sort back, for both sides. It takes
the vector exp of float64 away, which has no AVX2 form: run temperature without it.
"""

from __future__ import annotations

import importlib
import os
import sys

import numpy as np

NAMES = ["curves", "ece", "isotonic", "temperature", "pixels", "coco"]


def main(arguments: list[str]) -> int:
    """Run the benchmarks that are named."""
    full = "--full" in arguments
    chosen = [name for name in arguments if name != "--full"] or NAMES
    unknown = sorted(set(chosen) - set(NAMES))
    if unknown:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(NAMES)}")
        return 2
    for variable in ("OMP_NUM_THREADS", "NPY_DISABLE_CPU_FEATURES"):
        print(f"{variable}={os.environ.get(variable, '')}", end="  ")
    print(f"NumPy {np.__version__}")
    for name in chosen:
        module = importlib.import_module(f".{name}", __package__)
        print(f"\n{module.__doc__.splitlines()[0]}")
        module.run(full=full)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
