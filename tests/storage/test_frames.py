"""A kept frame is shown for exactly what it was drawn from, and can do nothing but be read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.storage import frames

ROWS = [[("", "Tue 24"), ("1;38;2;230;230;230", " · Café “x” 👩‍💻")], [("", "      ")]]
NOON, DATE = 1_795_000_000.0, "2026-11-23"
DAY = (1_794_990_000, 1_795_010_000, "")
ENVIRON = {"TERM": "xterm-256color", "LANG": "fr_CA.UTF-8"}
SIZE = (120, 40)


@pytest.fixture
def home(tmp_path, monkeypatch):
    for kind in ("CONFIG", "STATE", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    (tmp_path / "config" / "planner" / "themes").mkdir(parents=True)
    (tmp_path / "plan.toml").write_text("[calendar]\n")
    return tmp_path


def keep(home, *, day=DAY, rows=ROWS, today="", path="plan.toml"):
    paths = [str(home / path)]
    name = frames.identity(paths, SIZE, today, ENVIRON)
    frames.keep(paths, name, [(*day, rows)], frames.states([*paths, *frames.settings()]))


def found(home, *, size=SIZE, today="", environ=ENVIRON, now=NOON, date=DATE, path="plan.toml"):
    paths = [str(home / path)]
    return frames.load(paths, frames.identity(paths, size, today, environ), now, date)


def kept_file(home) -> Path:
    return next((home / "cache" / "planner" / "frames").iterdir())


def test_what_was_kept_is_found_again(home):
    keep(home)
    assert found(home) == ROWS


def test_a_path_may_hold_any_character(home):
    name = os.fsdecode(b"a\nb\t\xff\x1e.toml")
    (home / name).write_text("[calendar]\n")
    keep(home, path=name)
    assert found(home, path=name) == ROWS
    assert found(home) is None


@pytest.mark.parametrize(
    "other",
    [
        {"size": (119, 40)},
        {"size": (120, 41)},
        {"today": "2026-11-24"},
        {"environ": {**ENVIRON, "NO_COLOR": "1"}},
        {"environ": {**ENVIRON, "TERM": "xterm"}},
        {"environ": {**ENVIRON, "COLORTERM": "truecolor"}},
        {"environ": {**ENVIRON, "LANG": "en_GB.UTF-8"}},
        {"now": DAY[0] - 1.0},
        {"now": float(DAY[1])},
    ],
    ids=str,
)
def test_for_anything_else_there_is_none(home, other):
    keep(home)
    assert found(home, **other) is None


def test_without_a_time_zone_the_date_of_the_machine_counts(home):
    keep(home, day=(0, 1 << 62, DATE))
    assert found(home) == ROWS
    assert found(home, date="2026-11-24") is None


def test_the_bytes_decide_and_not_the_clock(home):
    keep(home)
    plan = home / "plan.toml"
    before = plan.stat()
    plan.write_text("[calendaR]\n")
    os.utime(plan, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert found(home) is None
    plan.write_text("[calendar]\n")
    assert found(home) == ROWS
    plan.unlink()
    assert found(home) is None


def test_settings_and_themes_count(home):
    config = home / "config" / "planner"
    keep(home)
    (config / "config.toml").write_text('theme = "light"\n')
    assert found(home) is None
    keep(home)
    assert found(home) == ROWS
    (config / "themes" / "own.toml").write_text("dark = true\n")
    assert found(home) is None
    keep(home)
    (config / "themes" / "own.toml").write_text("dark = false\n")
    assert found(home) is None


def test_another_version_of_the_program_ignores_it_and_puts_its_own_there(home, monkeypatch):
    keep(home)
    monkeypatch.setattr(frames, "_MAGIC", b"planner 99.0 frames 7\n")
    assert found(home) is None
    keep(home)
    assert found(home) == ROWS


def test_whatever_is_cut_off_or_added_nothing_is_shown(home):
    keep(home)
    path = kept_file(home)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert found(home) is None
    path.write_bytes(whole + b"x")
    assert found(home) is None
    path.write_bytes(whole)
    assert found(home) == ROWS


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 400), byte=st.integers(1, 255))
def test_whatever_byte_is_another_nothing_is_shown(tmp_path_factory, at, byte):
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("frames")
        for kind in ("CONFIG", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(place / kind.lower()))
        (place / "plan.toml").write_text("[calendar]\n")
        keep(place)
        path = kept_file(place)
        whole = bytearray(path.read_bytes())
        whole[at % len(whole)] ^= byte
        path.write_bytes(whole)
        assert found(place) is None


@pytest.mark.parametrize(
    "segment",
    [
        ("", "\x1b]52;c;cm0gLXJm\x07"),
        ("", "\x1b[2J"),
        ("", "a\x9b31mb"),
        ("", "a\rb"),
        ("", "a\x07"),
        ("", "\u202eoops"),
        ("0n\x1b[6n", "x"),
        ("31mx\x1b]0;t\x07", "x"),
        ("?1049l", "x"),
        ("3" * 65, "x"),
    ],
    ids=repr,
)
def test_what_a_forger_writes_is_not_shown(home, segment):
    """With a true digest: whoever can write the cache can make one."""
    keep(home, rows=[*ROWS, [segment]])
    assert found(home) is None


def test_what_is_drawn_is_text_and_colours_from_the_top_of_the_screen():
    drawn = frames.painted([[("1", "a"), ("", "b")], [("", "c")]])
    assert drawn == b"\x1b[1;1H\x1b[1ma\x1b[0mb\x1b[2;1Hc"


def test_it_is_for_the_eyes_of_its_owner(home):
    keep(home)
    path = kept_file(home)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_there_are_only_so_many(home):
    for number in range(frames.KEPT + 4):
        (home / f"{number}.toml").write_text("[calendar]\n")
        keep(home, path=f"{number}.toml")
    assert len(list((home / "cache" / "planner" / "frames").iterdir())) == frames.KEPT
    assert found(home, path=f"{frames.KEPT + 3}.toml") == ROWS


def test_a_folder_that_cannot_be_written_is_told_to_the_caller_alone(home):
    (home / "cache").write_text("in the way")
    with pytest.raises(OSError, match=r".*"):
        keep(home)
    assert found(home) is None
