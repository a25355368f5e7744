"""No English is left on a French screen: every place is opened in French, and what stands there is compared with the English catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from cli.harness import caller
from journeys.harness import planner
from journeys.walk import DAY, sample, walk
from planner.cli import VERBS
from planner.core.edits import Change
from planner.core.model import Answer, Frozen
from planner.tui.acts import importing, view
from planner.tui.screens.dialog import Dialog

ROOT = Path(__file__).parents[2]
PO = ROOT / "src/planner/locale/fr/LC_MESSAGES/planner.po"
FIELD = re.compile(r"%?[({][^)}]*[)}]s?|%[sdr]|[“”«»]")
WORDS = re.compile(r"[A-Za-z’'-]{2,}")


def english() -> set[str]:
    """Return the English texts that French says otherwise, cut at their placeholders, each of two words or more."""
    with PO.open("rb") as text:
        catalogue = read_po(text, locale="fr")
    found = set()
    for entry in catalogue:
        for source in entry.id if isinstance(entry.id, tuple) else (entry.id,):
            if not source:
                continue
            said = " ".join(entry.string if isinstance(entry.string, tuple) else (entry.string,))
            for part in FIELD.split(source):
                clean = " ".join(part.split()).strip(" .:;,?!–—·→")
                if len(WORDS.findall(clean)) >= 2 and clean.lower() not in " ".join(said.split()).lower():
                    found.add(clean)
    return found


ENGLISH = re.compile(
    r"(?<![\w-])(?:" + "|".join(map(re.escape, sorted(english(), key=len, reverse=True))) + r")(?![\w-])", re.IGNORECASE
)
TELLTALE = re.compile(
    r"\b(the|and|with|from|this|that|which|nothing|here|week|month|items?|ideas?|gaps?|days?|leaves?|adds?|press|select|search|"
    r"matches|found|close|cancel|save[sd]?|edit|delete|unknown|enter|tab|help|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"mon|tue|wed|thu|fri|jan|feb|apr|may|jun|jul|aug|dec|today|yes|not|open|error|warning|"
    r"status|draft|published|parked|dropped|scheduled|filters|answers|timely|interesting|competitors)\b",
    re.IGNORECASE,
)
"""Words of English that French has not; what is a name of a file or format stays out below."""
NAMES = re.compile(r"mon plan\b|\w+…|\S*[/\\]\S*|\S+\.(?:toml|csv|txt|md)\b|\btab\b", re.IGNORECASE)


def left(text: str) -> list[str]:
    """Return the English in ``text``."""
    text = NAMES.sub(" ", text)
    flat = re.sub(r"\s+", " ", re.sub(r"[│┃╭╮╰╯━─┏┓┗┛]", " ", text))
    return [match[0] for match in ENGLISH.finditer(flat)] + [match[0] for match in TELLTALE.finditer(flat)]


@pytest.mark.parametrize("text", ["Nothing planned", "Press y", "7 gaps", "The week is reviewed", "Mon 23 Nov"])
def test_english_is_known_when_it_is_seen(text):
    assert left(f"│ {text} │")


async def test_no_english_is_left_on_a_french_screen(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    faults = {}
    async with planner(tmp_path, sample("fr"), size=(100, 40), today=DAY, language="fr") as drive:
        async for place in walk(drive):
            if found := left(drive.screen):
                faults[place] = sorted(set(found))
            if isinstance(drive.app.screen, Dialog):
                await drive.press("f1")
                if found := left(drive.screen):
                    faults[place + ", F1"] = sorted(set(found))
                await drive.press("f1")
    assert not faults, "\n".join(f"{place}: {found}" for place, found in faults.items())


ANSWERED = Frozen({name: Answer("yes", DAY, "or") for name in ("interesting", "popular", "timely", "competitors")})


async def test_no_english_is_left_where_keys_of_the_file_are_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mondiale.xlsx").write_bytes(b"PK\x03\x04" + bytes(range(256)))
    async with planner(tmp_path, sample("fr"), size=(120, 40), today=DAY, language="fr") as drive:
        first = drive.calendar.items[0]
        drive.host.do(Change("items", first.id, Frozen(relevance=ANSWERED)), "x")
        drive.host.do(Change("filters", "", Frozen(insta="!instagram")), "x")
        await drive.press("H")
        assert await drive.until(lambda: "filtres gardés" in drive.screen)
        await drive.settle()
        assert left(drive.screen) == []
        assert not re.search(r"\[[a-z]{4,}\]", drive.screen)
        await drive.press("escape")
        await view.past(drive.host)
        await drive.settle()
        assert "statut:publié,mis-de-côté" in drive.screen
        assert left(drive.screen) == []
        said = await importing.run(drive.host, tmp_path / "mondiale.xlsx")
        assert "Enregistrer sous" in said
        assert left(said.replace(".xlsx", "")) == []


COMMANDS = (
    *((verb, "--help") for verb in VERBS),
    ("--help",), ("list", "--plain"), ("check",), ("check", "--plain"), ("report",), ("plan", "--month", "2026-12"), ("validate",),
    ("history",), ("demo",), ("export", "markdown"), ("export", "csv"), ("export", "html"), ("paths",),
    # and what goes wrong
    ("export",), ("export", "pdf"), ("list", "--from"), ("list", "--from", "demain"), ("list", "--nichts"), ("plan",), ("new",),
    ("check", "--month", "12"), ("history", "--restore", "x"), ("history", "--restore", "99"), ("import", "absent.csv"), ("demo", "absent"),
    ("add", "Titre ^03/04/2026"), ("add", "Titre @absent"), ("list", "--filter", "sujet:"), ("new", "plan.toml"),
    ("list", "--from", "2026-12-02", "--to", "2026-12-01"), ("-c", "absent.toml", "list"), ("--hilfe",), ("merge", "a", "b", "c"),
)  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_english_is_left_on_a_french_command_line(tmp_path, monkeypatch, capfdbinary, words):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "fr_CA.UTF-8")  # argparse asks the environment itself
    (tmp_path / "plan.toml").write_text(sample("fr"), encoding="utf-8")
    result = caller(capfdbinary)(*words, LANG="fr_CA.UTF-8")
    text = re.sub(r"<style>.*?</style>|<[^>]*>|&[a-z]+;", " ", result.out + result.err, flags=re.DOTALL)
    assert text.strip()
    text = re.sub(
        r"(?<![\w-])--?[\w-]+|\b(?:planner )?(?:" + "|".join(VERBS) + r")\b|\{[\w,-]+\}|“[^”]*”|« [^»]* »", " ", text
    )
    assert left(text) == []
