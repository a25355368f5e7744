"""Runs a function in a child process and stops it at its n-th system call: to kill it, to refuse the call, or to look around.

A reader would get wrong: this is ptrace(2) on our own child, so it needs neither strace nor root, but Linux on x86-64; and a call is refused
by sending the kernel call number -1 and putting the error in its place when it returns.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

_TRACEME, _PEEKUSER, _POKEUSER, _SYSCALL, _SETOPTIONS = 0, 3, 6, 24, 0x4200
_OPTIONS = 0x1 | 0x100000  # calls are told from signals; the child dies with us
_RAX, _RDI, _ORIG_RAX = 10 * 8, 14 * 8, 15 * 8
_MARK_CALL, _MARK, _END = 121, 0x7A7A7A, 0x7A7A7B  # getpgid of processes that cannot be
_MEMORY = {9, 10, 11, 12, 13, 14, 25, 28, 15, 202, 231, 60, 24, 228, 318, 39, 121}
"""mmap and its kin, signals, futex, exit, clock, random numbers, our own number: an error there is the interpreter's, not a file's."""
NAMES = {
    0: "read", 1: "write", 2: "open", 3: "close", 4: "stat", 5: "fstat", 6: "lstat", 8: "lseek", 16: "ioctl", 21: "access",
    72: "fcntl", 73: "flock", 74: "fsync", 76: "truncate", 79: "getcwd", 80: "chdir", 82: "rename", 83: "mkdir", 86: "link",
    87: "unlink", 89: "readlink", 90: "chmod", 91: "fchmod", 93: "fchown", 217: "getdents64", 62: "kill", 257: "openat",
    262: "newfstatat", 263: "unlinkat", 264: "renameat", 269: "faccessat", 280: "utimensat", 316: "renameat2", 332: "statx",
    439: "faccessat2", 75: "fdatasync", 258: "mkdirat", 102: "getuid", 107: "geteuid", 63: "uname", 137: "statfs", 138: "fstatfs",
    268: "fchmodat", 260: "fchownat", 92: "chown", 20: "writev", 17: "pread64", 18: "pwrite64", 235: "utimes",
}  # fmt: skip


@dataclass
class Ended:
    """How the child ended: what it said, whether it was killed at the point, and the calls that it made after the mark."""

    said: bytes = b""
    reached: bool = False
    calls: list[int] = field(default_factory=list)

    @property
    def saved(self) -> bool:
        return b"SAVED" in self.said


def possible() -> str:
    """Return why this machine cannot do it, or an empty string."""
    if not sys.platform.startswith("linux") or platform.machine() != "x86_64":
        return "needs Linux on x86-64"
    try:
        ended = run(lambda _say: mark(), None)
    except OSError as error:
        return f"ptrace is not allowed here ({error.strerror})"
    return "" if ended is not None else "ptrace does not work here"


def _libc() -> ctypes.CDLL:
    library = ctypes.CDLL(None, use_errno=True)
    library.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    library.ptrace.restype = ctypes.c_long
    return library


LIBC = _libc() if sys.platform.startswith("linux") else None


def _ptrace(request: int, pid: int, address: int = 0, data: int = 0) -> int:
    ctypes.set_errno(0)
    value = LIBC.ptrace(request, pid, address, data)
    if value == -1 and ctypes.get_errno():
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return value


def mark(number: int = _MARK) -> None:
    """Say that what is to be watched begins (or ends, see ``end``); called in the child."""
    try:
        os.getpgid(number)
    except OSError:
        return


def end() -> None:
    """Say that what is to be watched is over; called in the child."""
    mark(_END)


def run(
    act: Callable[[Callable[[bytes], None]], None],
    point: int | None,
    code: int = 0,
    at: Callable[[], None] | None = None,
) -> Ended:
    """Run ``act`` in a child; at its ``point``-th call after the mark refuse that with ``code``, or do ``at`` and kill it.

    ``act`` is given a function to say something with. Without a ``point`` nothing is done to it.
    """
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        _child(act, writer)
    os.close(writer)
    ended = Ended()
    try:
        os.waitpid(pid, 0)
        _ptrace(_SETOPTIONS, pid, 0, _OPTIONS)
        _watch(pid, ended, point, code, at)
    finally:
        while piece := os.read(reader, 65536):
            ended.said += piece
        os.close(reader)
    return ended


def _child(act: Callable[[Callable[[bytes], None]], None], writer: int) -> None:
    status = 0
    try:
        LIBC.ptrace(_TRACEME, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        act(lambda text: os.write(writer, text) and None)
    except BaseException:
        status = 99
        os.write(writer, b"Traceback " + traceback.format_exc().encode())
    finally:
        os._exit(status)


def _watch(pid: int, ended: Ended, point: int | None, code: int, at: Callable[[], None] | None) -> None:
    armed, entering, refused, forward = False, True, False, 0
    while True:
        _ptrace(_SYSCALL, pid, 0, forward)
        forward = 0
        _pid, status = os.waitpid(pid, 0)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            return
        if os.WSTOPSIG(status) != signal.SIGTRAP | 0x80:
            forward = os.WSTOPSIG(status)
            continue
        if entering:
            call = _ptrace(_PEEKUSER, pid, _ORIG_RAX)
            if call == _MARK_CALL and _ptrace(_PEEKUSER, pid, _RDI) in (_MARK, _END):
                armed = _ptrace(_PEEKUSER, pid, _RDI) == _MARK
            elif armed and call not in _MEMORY:
                ended.calls.append(call)
                if point is not None and len(ended.calls) - 1 == point:
                    ended.reached = True
                    if not code:
                        if at is not None:
                            at()
                        os.kill(pid, signal.SIGKILL)
                        os.waitpid(pid, 0)
                        return
                    refused = True
                    _ptrace(_POKEUSER, pid, _ORIG_RAX, 0xFFFFFFFFFFFFFFFF)
        elif refused:
            refused = False
            _ptrace(_POKEUSER, pid, _RAX, (1 << 64) - code)
        entering = not entering


def name_of(call: int) -> str:
    return NAMES.get(call, str(call))


ERRNOS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EINTR)
