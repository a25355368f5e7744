"""Cuts the power at every system call of every kind of save, on a real file system of a loop device.

A reader would get wrong: the cut is the file system's own emergency shutdown, which drops everything that the device has not been told; the
process is only killed afterwards, so nothing that it does in its last moments can help.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import tracing
from saves import Place, Score, _judge, points

_SHUTDOWN = 0x8004587D
_LOSE_ALL = struct.pack("I", 2)
KINDS = {"ext4": (48, ["-q", "-F"]), "xfs": (320, ["-q", "-f"])}
"""Megabytes, and the words for mkfs."""


def possible(kind: str) -> str:
    """Return why this machine cannot do it, or an empty string."""
    if reason := tracing.possible():
        return reason
    if os.geteuid() != 0:
        return "needs root"
    if shutil.which(f"mkfs.{kind}") is None:
        return f"mkfs.{kind} is missing"
    if not Path("/dev/loop-control").exists():
        return "no loop devices"
    try:
        with device(kind) as mounted:
            mounted.cut()
    except (OSError, subprocess.CalledProcessError) as error:
        return f"cannot mount {kind} on a loop device ({error})"
    return ""


class Device:
    """A mounted file system in a file."""

    def __init__(self, folder: Path, kind: str, options: str) -> None:
        self.image, self.mount = folder / "image", folder / "mount"
        self.options = "loop" + (f",{options}" if options else "")
        self.mount.mkdir()
        size, words = KINDS[kind]
        with self.image.open("wb") as image:
            image.truncate(size << 20)
        _run(f"mkfs.{kind}", *words, str(self.image))
        self.up()

    def up(self) -> None:
        _run("mount", "-o", self.options, str(self.image), str(self.mount))

    def down(self) -> None:
        for _attempt in range(100):
            if subprocess.run(["umount", str(self.mount)], capture_output=True, check=False).returncode == 0:
                return
            time.sleep(0.02)
        _run("umount", "-l", str(self.mount))

    def cut(self) -> None:
        """Lose what the device was not told."""
        handle = os.open(self.mount, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _SHUTDOWN, _LOSE_ALL)
        finally:
            os.close(handle)


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)


@contextlib.contextmanager
def device(kind: str, options: str = "") -> Iterator[Device]:
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    mounted = Device(folder, kind, options)
    try:
        yield mounted
    finally:
        mounted.down()
        shutil.rmtree(folder, ignore_errors=True)


def cuts(kind: str, acts: list[str], options: str = "", every: int = 1, *, weak: bool = False) -> Score:
    """The power is cut at every call, and once after each save was said to be done."""
    score = Score()
    with device(kind, options) as mounted:
        place = Place(mounted.mount, weak=weak, sync=True)
        for act in acts:
            calls, before, after = points(place, act)
            # what stands behind the last call is after the save was said to be done
            for number in sorted({*range(0, len(calls), every), len(calls) - 1}):
                place.fresh()
                ended = tracing.run(place.child(act), number, at=mounted.cut)
                mounted.down()
                mounted.up()
                words = f"{act} on {kind} {options}, power cut at {tracing.name_of(calls[number])} ({number})"
                _judge(score, place, words, ended, before, after)
            place.fresh()
            ended = tracing.run(place.child(act), None)
            mounted.cut()
            mounted.down()
            mounted.up()
            _judge(score, place, f"{act} on {kind} {options}, power cut afterwards", ended, before, after)
    return score
