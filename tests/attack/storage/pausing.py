"""Stops a process at the worst instruction: just after it has taken SQLite's checkpoint lock.

Between that lock and the look at how much is carried over already lie a few hundred instructions
and no system call. SQLite before 3.51.3 goes wrong when another process resets the log just there.
A debugger's single steps reach every one of these instructions, where chance takes hours.
"""

import ctypes
import os
import platform
import random
import signal
import time

SYSCALL, STEP, ATTACH, DETACH, PEEK, REGISTERS = 24, 9, 16, 17, 2, 12
RAX, RDX, RSI, ORIG_RAX = 10, 12, 13, 15
FCNTL, SETLK = 72, 6
CHECKPOINT_LOCK = 121
STEPS = 560
LONG = 0.005
"""Seconds that a stop lasts: a writer commits meanwhile if it can."""

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.restype = ctypes.c_long
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]


class Gone(Exception):
    """The process has ended, or may not be traced."""


def why_not():
    """Why no process can be stopped so here, or ''."""
    if platform.machine() != "x86_64":
        return f"the registers of {platform.machine()} aren't known here"
    child = os.fork()
    if not child:
        time.sleep(10)
        os._exit(0)
    try:
        with Stopped(child):
            return ""
    except Gone:
        return "ptrace is refused here"
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


class Stopped:
    """A traced child of ours."""

    def __init__(self, process):
        self.process = process

    def __enter__(self):
        self._ask(ATTACH)
        self._wait()
        return self

    def __exit__(self, *_raised):
        self._ask(DETACH)

    def at_the_lock(self, dice, patience=5.0):
        """Let it run to the lock and a random number of instructions on; False when it isn't."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            self._run(SYSCALL)
            if not self._asks_for_the_lock():
                self._run(SYSCALL)
                continue
            self._run(SYSCALL)
            if self._registers()[RAX] == 0:
                for _step in range(dice.randrange(STEPS)):
                    self._run(STEP)
                return True
        return False

    def _asks_for_the_lock(self):
        said = self._registers()
        if said[ORIG_RAX] != FCNTL or said[RSI] != SETLK:
            return False
        kind = self._ask(PEEK, said[RDX]) & 0xFFFF
        start = self._ask(PEEK, said[RDX] + 8)
        return (kind, start) == (1, CHECKPOINT_LOCK)

    def _registers(self):
        found = (ctypes.c_ulonglong * 27)()
        self._ask(REGISTERS, 0, ctypes.addressof(found))
        return found

    def _run(self, how):
        self._ask(how)
        self._wait()

    def _wait(self):
        _pid, status = os.waitpid(self.process, 0)
        if not os.WIFSTOPPED(status):
            raise Gone

    def _ask(self, what, address=0, data=0):
        ctypes.set_errno(0)
        said = libc.ptrace(what, self.process, address, data)
        if said == -1 and ctypes.get_errno():
            raise Gone
        return said & 0xFFFFFFFFFFFFFFFF


def pause_there(process, dice: random.Random):
    """One stop at a random instruction after the lock; whether it was reached."""
    with Stopped(process) as stopped:
        reached = stopped.at_the_lock(dice)
        if reached:
            time.sleep(LONG)
        return reached
