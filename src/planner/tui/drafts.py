"""What is being typed and not yet saved, kept in the state folder until it is: a form left, a terminal closed, a power cut.

A reader would get wrong: a draft is no part of the plan; it holds the texts of the form's fields, not values, so that what is wrong
with them is kept too. Two planners share the folder: what this one neither wrote nor read is somebody's, and is neither dropped nor
written over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from itertools import count, dropwhile, islice
from pathlib import Path
from typing import ClassVar

from planner.errors import PlannerError
from planner.storage import paths

FORMAT = 1
"""Of a draft's file; another one is not read."""
MOST = 200
"""Drafts, of all calendars, that are looked through for those of one."""


class Drafts:
    """The drafts of one calendar, each a small file with mode 0600 in a folder with mode 0700."""

    _known: ClassVar[dict[Path, bytes]] = {}
    """What this program wrote or read last, by file."""

    def __init__(self, calendar: Path, folder: Path | None = None) -> None:
        self._calendar = str(calendar)
        self._folder = folder if folder is not None else paths.state_dir() / "drafts"

    def _path(self, key: str) -> Path:
        digest = hashlib.sha256(f"{self._calendar}\0{key}".encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"{digest[:24]}.json"

    def keep(self, key: str, texts: Mapping[str, str], was: Mapping[str, str] | None = None) -> str:
        """Write the texts of ``key`` (an item's id, or a name such as ``add``) and those they were typed over; no texts drop it.

        Returns an empty string, or a sentence when it could not be written: what is typed then lives on the screen only.
        """
        import json  # who has no drafts needs none of it

        if not texts:
            self.drop(key)
            return ""
        whole = {
            "format": FORMAT,
            "calendar": self._calendar,
            "key": key,
            "texts": dict(texts),
            "was": dict(was or {}),
        }
        data = json.dumps(whole).encode("ascii")
        try:
            paths.private_folder(self._folder)
            paths.private_file(self._place(key), data)
        except PlannerError as error:
            return str(error)
        except OSError as error:
            return str(error.strerror or error)
        self._known[self._path(key)] = data
        return ""

    def _places(self, key: str) -> Iterator[Path]:
        """Yield the files in which drafts under ``key`` lie, one of each planner, and then those that are free."""
        path = self._path(key)
        yield path
        yield from (path.with_name(f"{path.stem}-{number}.json") for number in count(1))

    def _place(self, key: str) -> Path:
        """Return the file that holds what this program wrote or read last under ``key``, or else the first that is free. Raises OSError."""
        for path in self._places(key):
            try:
                if path.read_bytes() == self._known.get(self._path(key)):
                    break
            except FileNotFoundError:
                break
        return path

    def load(self, key: str, part: str = "texts") -> dict[str, str]:
        """Return the texts kept under ``key``, or with ``was`` those they were typed over; nothing when they cannot be read."""
        try:
            own = self._place(key)
            data = (own if own.exists() else self._path(key)).read_bytes()
        except OSError:
            return {}
        self._known[self._path(key)] = data
        return self._texts(data, key, part)

    @staticmethod
    def _texts(data: bytes, key: str, part: str = "texts") -> dict[str, str]:
        import json

        try:
            found = json.loads(data)
        except (ValueError, RecursionError):
            return {}
        if not isinstance(found, dict) or found.get("format") != FORMAT or found.get("key") != key:
            return {}
        texts = found.get(part)
        if not isinstance(texts, dict):
            return {}
        return {name: text for name, text in texts.items() if isinstance(name, str) and isinstance(text, str)}

    def waiting(self) -> list[str]:
        """Return the keys under which something is kept for this calendar, the oldest first."""
        found = []
        try:
            files = sorted(self._folder.glob("*.json"), key=lambda file: file.stat().st_mtime)
        except OSError:
            return []
        if files:
            import json
        for file in files[-MOST:]:
            try:
                data = file.read_bytes()
                whole = json.loads(data)
            except (OSError, ValueError, RecursionError):
                continue
            if isinstance(whole, dict) and whole.get("calendar") == self._calendar:
                key = str(whole.get("key"))
                if self._texts(data, key) and key not in found:
                    found.append(key)
        return found

    def drop(self, key: str) -> None:
        """Forget what this program kept or was shown under ``key``; what another planner kept there meanwhile is offered from now on."""
        try:
            free = self._place(key)
            free.unlink(missing_ok=True)
            self._known.pop(self._path(key), None)
            for path in islice(dropwhile(free.__ne__, self._places(key)), 1, None):
                paths.rename_private(path, free)  # until there is none
                free = path
        except OSError:
            return
