"""What the agent gives up before it holds a key: being read, being written to disk, the network.

Linux only, and each as far as the machine allows; `build` says what holds, so that nobody is left
to guess (`naru agent status`).
"""

import ctypes
import errno
import os
import platform
import resource
import struct
from collections.abc import Callable

PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 4, 38, 22, 2
MCL_CURRENT, MCL_FUTURE = 1, 2
ALLOW, DENY = 0x7FFF0000, 0x00050000 | errno.EACCES
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
NUMBER_AT, ARCH_AT, FIRST_ARGUMENT_AT = 0, 4, 16
SOCKET_CALLS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
UNIX = 1


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def build() -> dict[str, bool]:
    """Put up every fence; says which of them stand."""
    fences: dict[str, Callable[[], bool]] = {
        "no core dump": _no_core,
        "not readable by its own user": _not_dumpable,
        "memory never swapped": _stay_in_memory,
        "no network": _no_network,
    }
    return {name: fence() for name, fence in fences.items()}


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _no_core() -> bool:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return True


def _not_dumpable() -> bool:
    return bool(_libc().prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)


def _stay_in_memory() -> bool:
    """With a limit on locked memory only what is there now can be locked, or nothing."""
    soft, _hard = resource.getrlimit(resource.RLIMIT_MEMLOCK)
    unlimited = soft == resource.RLIM_INFINITY or os.geteuid() == 0
    flags = MCL_CURRENT | MCL_FUTURE if unlimited else MCL_CURRENT
    return bool(_libc().mlockall(flags) == 0)


def _no_network() -> bool:
    """A seccomp filter: socket() answers EACCES for every family but AF_UNIX."""
    known = SOCKET_CALLS.get(platform.machine())
    if known is None:
        return False
    libc, code = _libc(), b"".join(_instructions(*known))
    program = _Program(len(code) // 8, code)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _instructions(arch: int, socket_call: int) -> list[bytes]:
    """Classic BPF: another architecture or socket(not AF_UNIX) is denied, all else allowed."""
    return [
        _bpf(LOAD, 0, 0, ARCH_AT),
        _bpf(JUMP_IF_EQUAL, 0, 5, arch),
        _bpf(LOAD, 0, 0, NUMBER_AT),
        _bpf(JUMP_IF_EQUAL, 0, 2, socket_call),
        _bpf(LOAD, 0, 0, FIRST_ARGUMENT_AT),
        _bpf(JUMP_IF_EQUAL, 0, 1, UNIX),
        _bpf(RETURN, 0, 0, ALLOW),
        _bpf(RETURN, 0, 0, DENY),
    ]


def _bpf(code: int, when_true: int, when_false: int, value: int) -> bytes:
    return struct.pack("=HBBI", code, when_true, when_false, value)
