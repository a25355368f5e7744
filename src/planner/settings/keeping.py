"""Writes one value into a settings file of the user's and leaves every other byte of it alone.

A reader would get wrong: a file that does not read is never written to; and what was put together is read again and compared before it goes
to the disk, so a file written in an unforeseen way is refused rather than spoilt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomli

from planner.errors import ConflictError, MissingFileError, PlannerError
from planner.i18n import _
from planner.settings.problems import SettingsProblem, read
from planner.storage import files, paths, scanner, writing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TRIES = 3


class UnkeptError(PlannerError):
    """A setting could not be written into its file: the file does not read, or is written in a way that only a person can change."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return _("The setting was not kept: {reason}").format(reason=self.reason)

    @property
    def hint(self) -> str:
        """What to do."""
        return _("Mend the file by hand; `planner paths` tells where it lies.")


def keep(path: Path, values: Mapping[tuple[str, ...], str | None], *, heading: str = "") -> None:
    """Set each key (``("theme",)``, ``("keys", "item.add")``) to its text, or take it away (None); a new file begins with ``heading``.

    Raises UnkeptError, FileAccessError; then the file is as it was.
    """
    for _attempt in range(TRIES):
        try:
            snapshot = files.read(path)
        except MissingFileError:
            if all(value is None for value in values.values()):
                return
            paths.private_folder(path.parent)
            start = "".join(f"# {line}\n" for line in heading.splitlines())
            files.create(path, changed(start, values, str(path)).encode())
            return
        found = read(path)
        if isinstance(found, SettingsProblem):
            raise UnkeptError(str(found))
        text = snapshot.data.decode("utf-8-sig")
        after = changed(text, values, str(path)).encode()
        if after == text.encode():
            return
        try:
            files.replace(
                path,
                snapshot.data[:3] + after if snapshot.data.startswith(b"\xef\xbb\xbf") else after,
                snapshot.fingerprint,
            )
        except ConflictError:
            continue
        return
    raise UnkeptError(_("somebody else is writing {path}").format(path=path))


def check(path: Path, values: Mapping[tuple[str, ...], str | None]) -> None:
    """Raise UnkeptError where ``keep`` would, and write nothing."""
    found = read(path)
    if isinstance(found, SettingsProblem):
        raise UnkeptError(str(found))
    if found is not None:
        changed(found.text, values, str(path))


def changed(text: str, values: Mapping[tuple[str, ...], str | None], name: str = "") -> str:
    """Return ``text``, which is TOML, with these keys set or taken away. Raises UnkeptError."""
    expected = _flat(tomli.loads(text.replace("\r\n", "\n")))
    for path, value in values.items():
        text = _without(text, path) if value is None else _with(text, path, value)
        dotted = ".".join(path)
        expected.pop(dotted, None)
        if value is not None:
            expected[dotted] = value
    try:
        found = _flat(tomli.loads(text.replace("\r\n", "\n")))
    except tomli.TOMLDecodeError:
        found = {}
    if found != expected:
        raise UnkeptError(_("{path} is written in a way that only a person can change").format(path=name))
    return text


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{prefix}{key}."))
        else:
            flat[prefix + key] = value
    return flat


def _find(sections: list[scanner.Section], path: tuple[str, ...]) -> tuple[int, scanner.Statement] | None:
    wanted = ".".join(path)
    for number, section in enumerate(sections):
        for statement in section.statements:
            if not section.array and ".".join((*section.path, *statement.key)) == wanted:
                return number, statement
    return None


def _without(text: str, path: tuple[str, ...]) -> str:
    sections = scanner.sections(text)
    found = _find(sections, path)
    if found is None:
        return text
    number, statement = found
    piece = sections[number].text
    return _joined(sections, number, piece[: statement.start] + piece[statement.end :])


def _with(text: str, path: tuple[str, ...], value: str) -> str:
    sections = scanner.sections(text)
    found = _find(sections, path)
    if found is not None:
        number, statement = found
        piece = sections[number].text
        old = piece[statement.value_start : statement.value_end]
        return _joined(
            sections,
            number,
            piece[: statement.value_start] + writing.value_text(value, old) + piece[statement.value_end :],
        )
    newline = "\r\n" if "\r\n" in text else "\n"
    line = f"{writing.key_text(path[-1])} = {writing.value_text(value)}{newline}"
    for number, section in enumerate(sections):
        if section.path == path[:-1] and not section.array:
            piece = section.text
            at = section.statements[-1].end if section.statements else _after_comments(section)
            before = piece[:at] + (newline if at and piece[at - 1] != "\n" else "")
            return _joined(sections, number, before + line + piece[at:])
    gap = "" if not text else newline if text.endswith("\n") else newline * 2
    return f"{text}{gap}[{writing.key_text(*path[:-1])}]{newline}{line}"


def _after_comments(section: scanner.Section) -> int:
    """Return where the first statement of a section without any goes: below the comments that a file begins with."""
    return section.body_end


def _joined(sections: list[scanner.Section], number: int, piece: str) -> str:
    return "".join(piece if index == number else section.text for index, section in enumerate(sections))
