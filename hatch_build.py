"""Compiles the translation catalogues, and writes completion scripts and manual pages, when a wheel is built."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACES = {
    "bash": "share/bash-completion/completions/planner",
    "zsh": "share/zsh/site-functions/_planner",
    "fish": "share/fish/vendor_completions.d/planner.fish",
}
"""Where each shell looks below a prefix."""


def compile_catalogues(root: Path) -> list[Path]:
    """Write a ``.mo`` beside each ``.po`` below ``root/src/planner/locale``; return what was written."""
    written = []
    for source in sorted(root.glob("src/planner/locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        with source.open("rb") as text:
            catalogue = read_po(text)
        with target.open("wb") as binary:
            write_mo(binary, catalogue)
        written.append(target)
    return written


def write_shared(root: Path, folder: Path) -> dict[str, str]:
    """Write completion scripts and manual pages into ``folder``; return file → place below an installation's prefix."""
    sys.path.insert(0, str(root / "src"))
    try:
        from planner import i18n
        from planner.cli import completion, manual
    finally:
        sys.path.pop(0)
    texts = {place: completion.script(shell) for shell, place in PLACES.items()}
    texts["share/man/man1/planner.1"] = manual.page()
    for language in i18n.LANGUAGES:
        if language != "en":
            with i18n.speaking(language):
                texts[f"share/man/{language}/man1/planner.1"] = manual.page()
    shared = {}
    for place, text in texts.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        shared[str(path)] = place
    return shared


class CatalogueHook(BuildHookInterface):
    """Hatchling calls this before it collects files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before anything is packed; a wheel that is installed for good also gets what the shell and man read."""
        compile_catalogues(Path(self.root))
        if self.target_name == "wheel" and version != "editable":
            build_data["shared_data"].update(write_shared(Path(self.root), Path(self.root) / "build" / "shared"))
