"""The file of an afternoon, the two planners on it, and what is written where.

A reader would get wrong: a word counts as there while it stands in the file, in a draft, or on a screen where somebody types or is asked; the
history is not looked at, since a save that wrote over something unread would leave it there too.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import known
import tomli
from saves import Score
from terminal import Terminal

START = """\
# a plan for an afternoon
[calendar]
title = "Studio North"
timezone = "Europe/London"

[[personas]]
id = "cfo"
name = "Chris, CFO"

[[formats]]
id = "article"
name = "Article"

[[channels]]
id = "blog"
name = "Blog"
per_week = 2
"""
WORD = re.compile(r"\b[TN]\d{4}\b")
TODAY = "2026-11-23"
SIZES = ((110, 45), (120, 50), (100, 46))
MOST, FEWEST = 20, 6
"""Between how many items the file is kept."""
DATES = ("2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-12-02")
STATUSES = ("idea", "draft", "review", "approved")


class GivenUpError(Exception):
    """It makes no sense to go on with this act; what is wrong has been told."""


class World:
    """The file, two planners, and what they wrote; ``choose`` is where all chance comes from."""

    def __init__(self, folder: Path, seed: int, score: Score, keep: Path | None) -> None:
        self.folder, self.score, self.keep = folder, score, keep
        self.choose = random.Random(seed)
        self.seed = seed
        self.path = folder / "work" / "plan.toml"
        self.words = 0
        self.acts: list[str] = []
        self.kinds: Counter[str] = Counter()
        self.answers: Counter[str] = Counter()
        self.allowed: set[str] = set()
        self.over: dict[str, set[str]] = {}
        self.open_forms = 0
        size = self.choose.choice(SIZES)
        self.path.parent.mkdir(parents=True)
        self.path.write_text(START + "".join(self._block() for _ in range(10)))
        for words in (["init", "-q", "-b", "main"], ["add", "plan.toml"], ["commit", "-qm", "0"]):
            self.git(*words)
        self.planners = [Terminal(name, folder, size) for name in "ab"]
        self.third = Terminal("c", folder, size)
        for one in self.planners:
            self.start(one)

    def word(self, letter: str = "T") -> str:
        self.words += 1
        return f"{letter}{self.words:04d}"

    def _block(self) -> str:
        ident = "".join(self.choose.choice("bcdfghjkmnpqrstvwxz") for _ in range(6))
        lines = [
            "",
            "[[items]]",
            f'id = "{ident}"',
            f'title = "{self.word()} {self.choose.choice(["prices", "rates", "notes"])}"',
        ]
        if self.choose.random() < 0.7:
            lines.append(f"date = {self.choose.choice(DATES)}")
        if self.choose.random() < 0.6:
            lines.append(f'status = "{self.choose.choice(STATUSES)}"')
        return "\n".join(lines) + "\n"

    def choice_of(self, **weights: int) -> str:
        return self.choose.choices(list(weights), list(weights.values()))[0]

    def git(self, *words: str) -> subprocess.CompletedProcess[str]:
        names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "gc.auto=0"]
        return subprocess.run(
            ["git", *names, *words],
            cwd=self.path.parent,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null"},
        )

    def start(self, one: Terminal) -> None:
        one.start("--today", TODAY, str(self.path))
        end = time.monotonic() + 20
        while known.kind_of(one.screen()) in ("blank", "") and time.monotonic() < end:
            time.sleep(0.2)
        self.see(one)

    def see(self, one: Terminal, seconds: float = 3) -> tuple[str, str]:
        """Return the screen once it stands still, and its kind; what is of no kind is a surprise."""
        screen = one.still(seconds)
        kind = known.kind_of(screen)
        if not kind:  # a frame may still be under way
            time.sleep(0.6)
            screen = one.still(seconds)
            kind = known.kind_of(screen)
        self.kinds[kind or "surprising"] += 1
        if not kind:
            fatal = any(word in screen for word in known.FATAL) or one.status() is not None
            self.told("tracebacks" if fatal else "surprising", f"{one.name} shows a screen of no known kind", screen)
            if one.status() is not None:
                self.start(one)
            raise GivenUpError
        if known.has_toast(screen) and kind == "view" and not known.toast_known(screen):
            self.told("surprising", f"a message: {known.toast_of(screen)}", screen)
        return screen, kind

    def told(self, kind: str, words: str, *more: str) -> None:
        """Keep a find with the last acts."""
        self.score.note(kind, f"{words} (seed {self.seed}, after {'; '.join(self.acts[-6:])})")
        if self.keep is not None:
            self.keep.mkdir(parents=True, exist_ok=True)
            number = len(self.score.bad)
            text = "\n".join(
                [f"{kind}: {words}", f"seed {self.seed}", *self.acts[-40:], "", *more, "", "the file:", self.text()]
            )
            for one in self.planners:
                text += f"\n=== {one.name}\n{one.screen()}"
            (self.keep / f"{self.seed}-{number:03d}.txt").write_text(text)
            shutil.copytree(
                Path(os.environ["XDG_STATE_HOME"]), self.keep / f"{self.seed}-{number:03d}.state", dirs_exist_ok=True
            )

    def text(self) -> str:
        with contextlib.suppress(OSError):
            return self.path.read_text(errors="replace")
        return ""

    def items(self) -> list[dict[str, object]]:
        try:
            return list(tomli.loads(self.text()).get("items", []))
        except tomli.TOMLDecodeError:
            return []

    def drafts(self) -> str:
        found = (Path(os.environ["XDG_STATE_HOME"]) / "planner" / "drafts").glob("*.json")
        return "\n".join(str(json.loads(file.read_text())["texts"]) for file in found)

    def there(self) -> set[str]:
        """The words that are in the file, in a draft, or on screen where somebody is typing or asked."""
        found = self.text() + self.drafts()
        for one in self.planners:
            screen = one.screen()
            found += known.typed_in(screen)
        return set(WORD.findall(found))

    def may_go(self, text: str | Iterable[str]) -> None:
        """The words of ``text`` may be gone after this act, and all that stands in the items that they name."""
        words = set(WORD.findall(text)) if isinstance(text, str) else set(text)
        for word in list(words):
            words |= self.over.get(word, set())
        for item in self.items():
            if words & set(WORD.findall(str(item.get("title", "")))):
                words |= set(WORD.findall(str(item)))
        self.allowed |= words
