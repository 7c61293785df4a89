"""How the engine compiles: no fast-math (bytes must not depend on the CPU), no GIL, kept on disk.

`entry` is called from Python. `jit` may allocate. `jit_loop` and `jit_inline` never do, so they are
compiled without Numba's reference counting, whose atomic operations would cost ten times the work
itself. Only entries get wrappers that Python can call; the others would only cost time to compile.
"""

from typing import Any

from naru.engine import cache, quickstart

cache.choose_folder()

with quickstart.quickly():  # Numba reads where to keep its files when it is imported
    from numba import njit
    from numba.core import types
    from numba.core.registry import cpu_target
    from numba.extending import intrinsic

    cpu_target.target_context.refresh()

COMMON: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy"}
INNER: dict[str, Any] = {**COMMON, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
LEAN: dict[str, Any] = {**INNER, "_nrt": False}

entry: Any = njit(**COMMON)
jit: Any = njit(**INNER)
jit_loop: Any = njit(**LEAN)
jit_inline: Any = njit(**LEAN, forceinline=True)


@intrinsic
def index(_typing: Any, number: Any) -> Any:
    """Promise the compiler that an index isn't negative: it then leaves out Python's counting from
    the end, which every access to an array would pay for."""

    def code(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        zero = given[0].type(0)
        promise = builder.module.declare_intrinsic("llvm.assume")
        builder.call(promise, [builder.icmp_signed(">=", given[0], zero)])
        return given[0]

    return types.int64(types.int64), code
