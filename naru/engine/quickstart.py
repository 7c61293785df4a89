"""A new process's first answer: Numba starts in half the time when two things are kept from it."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from pathlib import Path

BLAS = "scipy.linalg.cython_blas"


@contextmanager
def quickly() -> Iterator[None]:
    """Import without looking for garbage, the rest of `scipy.linalg`, and `coverage`.

    What is being imported stays, so that a collector only looks through it again and again. Numba
    imports `scipy.linalg.cython_blas` to learn whether there is a BLAS; it finds that very module
    here already, without the package around it. Afterwards whoever imports it gets all of it. It
    also asks for `coverage`, which it needs only where coverage has begun to measure.
    """
    collecting = gc.isenabled()
    gc.disable()
    spared = _blas_alone()
    unmeasured = "coverage" not in sys.modules
    if unmeasured:
        sys.modules["coverage"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if spared:
            sys.modules.pop(BLAS, None)
        if unmeasured:
            sys.modules.pop("coverage", None)
        if collecting:
            gc.enable()


def _blas_alone() -> bool:
    """Load the one extension module of SciPy; False where it is here already or can't be found."""
    package, _, _name = BLAS.rpartition(".")
    scipy = None if package in sys.modules else find_spec("scipy")
    folders = (scipy.submodule_search_locations if scipy else None) or ()
    spec = PathFinder.find_spec(BLAS, [str(Path(folder, "linalg")) for folder in folders])
    if spec is None or spec.loader is None:
        return False
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules[BLAS] = module
    return True
