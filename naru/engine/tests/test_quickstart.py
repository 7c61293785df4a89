"""What is kept from Numba while it starts is there for everybody afterwards."""

import subprocess
import sys

AFTERWARDS = """
import sys
from naru.engine import compile, run, staffing
run(compile(staffing.text_of("w1")), replications=1)
assert "scipy.linalg" not in sys.modules, "SciPy's linear algebra was loaded after all"
import gc, numba, numpy
assert gc.isenabled()
assert numba.njit(lambda a: numpy.dot(a, a))(numpy.full((2, 2), 2.0)).tolist() == [[8.0] * 2] * 2
import scipy.linalg.cython_blas
assert "dgemm" in scipy.linalg.cython_blas.__pyx_capi__
assert scipy.linalg.inv([[4.0]]) == 0.25
"""


def test_linear_algebra_is_not_loaded_but_works() -> None:
    subprocess.run([sys.executable, "-c", AFTERWARDS], check=True)
