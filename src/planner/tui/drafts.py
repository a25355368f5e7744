"""What is being typed and not yet saved, kept in the state folder until it is: a form left, a terminal closed, a power cut.

A reader would get wrong: a draft is no part of the plan; it holds the texts of the form's fields, not values, so that what is wrong
with them is kept too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from planner.errors import PlannerError
from planner.storage import paths

FORMAT = 1
"""Of a draft's file; another one is not read."""
MOST = 200
"""Drafts, of all calendars, that are looked through for those of one."""


class Drafts:
    """The drafts of one calendar, each a small file with mode 0600 in a folder with mode 0700."""

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
            paths.private_file(self._path(key), data)
        except PlannerError as error:
            return str(error)
        except OSError as error:
            return str(error.strerror or error)
        return ""

    def load(self, key: str, part: str = "texts") -> dict[str, str]:
        """Return the texts kept under ``key``, or with ``was`` those they were typed over; nothing when they cannot be read."""
        try:
            found = json.loads(self._path(key).read_bytes())
        except (OSError, ValueError, RecursionError):
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
        for file in files[-MOST:]:
            try:
                whole = json.loads(file.read_bytes())
            except (OSError, ValueError, RecursionError):
                continue
            if isinstance(whole, dict) and whole.get("calendar") == self._calendar and self.load(str(whole.get("key"))):
                found.append(str(whole["key"]))
        return found

    def drop(self, key: str) -> None:
        """Forget what was kept under ``key``."""
        try:
            self._path(key).unlink(missing_ok=True)
        except OSError:
            return
