"""Makes a calendar of any size, the same one every time: ``python generate.py 10000 OUT.toml``.

A reader would get wrong: every month holds sixty items however many there are in all (more items reach further back), and ideas are forty, so
that what is asked of one month costs the same work in a small calendar and in a large one.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = dt.date(2026, 11, 23)
"""The day that measurements are taken on."""
IDEAS = 40
_A_DAY = 2
_DAYS_AHEAD = 68
_EARLIEST = dt.date(2000, 1, 1)
_MANY = 30_000
"""So many items have shorter texts: a calendar may have 20 megabytes."""
_CONSONANTS = "bcdfghjkmnpqrstvwxz"

_HEAD = """\
# A calendar made for measuring; nobody's plan.
[calendar]
version = 1
title = "Librairie Mille Pages"
client = "Librairie Mille Pages"
language = "fr"
timezone = "America/Montreal"
week_starts = "monday"
avoid = ["clé en main", "incontournable"]
hourly = 85.0

[objective]
text = "Fidéliser les lecteurs du quartier"
indicator = "cartes de fidélité"
target = 120
by = 2027-03-31

[coverage]
max_quiet_days = 4
min_formats = 4
max_promotional = 20
min_conversation = 10
min_customers = 50
max_one_owner = 80
min_voices = 2

[filters]
camille = "@camille !linkedin"
"""
_PERSONAS = ("camille", "etienne", "profs", "parents", "clubs")
_FORMATS = ("article", "photo", "video", "audio", "graphique", "infographie")
_CHANNELS = ("linkedin", "instagram", "infolettre", "blogue")
_PILLARS = ("conseil", "coulisses", "quartier", "jeunesse")
_TABLES: dict[str, tuple[str, ...]] = {
    "messages": ('id = "lire"\ntext = "On lit mieux quand on est bien conseillé."',),
    "personas": (
        'id = "camille"\nname = "Camille, lectrice fidèle"\nrelation = "customer"\nper_month = 14\nformats = { video = 2 }\nvalue = 240.0\n'  # noqa: ISC004 - one entry of two lines
        'problems = ["Ne sait plus quoi lire après un grand roman"]',
        'id = "etienne"\nname = "Étienne, lecteur pressé"\nrelation = "customer"\nper_month = 10',
        'id = "profs"\nname = "Profs du secondaire"\nrelation = "prospect"\nper_month = 8',
        'id = "parents"\nname = "Parents du quartier"\nrelation = "prospect"\nper_month = 8',
        'id = "clubs"\nname = "Clubs de lecture"\nrelation = "partner"\nper_month = 4',
    ),
    "formats": tuple(f'id = "{name}"\nname = "{name.capitalize()}"\nper_month = 4\neffort = 2.5' for name in _FORMATS),
    "channels": (
        'id = "linkedin"\nname = "LinkedIn"\nnetwork = "linkedin"\nper_week = 4\ndays = ["tuesday", "thursday"]\ntime = 09:00:00',
        'id = "instagram"\nname = "Instagram"\nnetwork = "instagram"\nper_week = 4\ndays = ["monday", "friday"]\ntime = 12:00:00',
        'id = "infolettre"\nname = "Infolettre"\nper_month = 12\ndays = ["wednesday"]\ntime = 08:00:00',
        'id = "blogue"\nname = "Blogue"\nper_week = 3\ndays = ["tuesday"]',
    ),
    "pillars": (
        'id = "conseil"\nname = "Conseils de lecture"\nshare = 40',
        'id = "coulisses"\nname = "Coulisses"\nshare = 20',
        'id = "quartier"\nname = "Vie de quartier"\nshare = 20',
        'id = "jeunesse"\nname = "Jeunesse"\nshare = 20',
    ),
    "moments": (
        'id = "rentree"\nname = "Rentrée littéraire"\nrule = "FREQ=YEARLY;BYMONTH=8;BYDAY=-1TU"\nlead_days = 21',
        'id = "salon"\nname = "Salon du livre"\ndate = 2026-11-25\nlead_days = 30',
    ),
    "people": ('id = "ana"\nname = "Ana"\ncoordinator = true', 'id = "leo"\nname = "Léo"'),
}
_ANGLES = (
    *(
        "Trois romans pour",
        "Que lire après",
        "Les coulisses de",
        "Une heure avec",
        "Cinq idées autour de",
        "Relire",
        "Offrir",
    ),
    *("Pourquoi revenir à", "Notre sélection pour", "Rencontre autour de", "Ce que dit", "Bien choisir pour"),
)
_SUBJECTS = (
    *(
        "un grand roman",
        "l'hiver",
        "la poésie d'ici",
        "Millénium",
        "un premier album",
        "la bande dessinée",
        "les longs trajets",
    ),
    *(
        "le polar québécois",
        "un club de lecture",
        "la rentrée",
        "les classiques",
        "la traduction",
        "un cadeau réussi",
        "l'été",
    ),
    *(
        "la science-fiction",
        "les autrices du Nord",
        "un atelier d'écriture",
        "la lecture à voix haute",
        "les petits éditeurs",
    ),
)
_SENTENCES = (
    "On nous le demande chaque semaine au comptoir, alors voici notre réponse.",
    "Sophie l'a lu d'une traite et en parle encore.",
    "Passez nous voir : on en garde toujours un exemplaire derrière la caisse.",
    "Ce n'est pas le plus connu de ses livres, et c'est dommage.",
    "À lire avec un thé, un soir de tempête, sans téléphone à portée de main.",
    "Et vous, quel livre avez-vous offert plus d'une fois ?",
    "Le club se réunit jeudi à 19 h ; il reste quatre places.",
    "« On lit mieux quand on est bien conseillé », dit une cliente, et on la croit.",
)


def ident(number: int) -> str:
    """Return the id of item ``number``: six consonants, scattered so that neighbours do not look alike."""
    number = (number * 7_919_153 + 1_234_567) % 19**6
    letters = []
    for _ in range(6):
        number, rest = divmod(number, 19)
        letters.append(_CONSONANTS[rest])
    return "".join(letters)


def _item(number: int, day: dt.date | None, rng: random.Random, sentences: int) -> Iterator[str]:
    yield f'id = "{ident(number)}"'
    yield f'title = "{rng.choice(_ANGLES)} {rng.choice(_SUBJECTS)} ({number})"'
    if day is None:
        yield f'status = "{rng.choice(("idea", "draft"))}"'
    else:
        ladder = ("published",) if day < TODAY else ("idea", "draft", "review", "approved", "scheduled")
        yield f'status = "{rng.choice(ladder)}"'
        yield f"date = {day}"
        if number % 3 == 0:
            yield f"time = {rng.randrange(8, 18):02d}:{rng.choice((0, 15, 30)):02d}:00"
    channels = rng.sample(_CHANNELS, 2 if number % 5 == 0 else 1)
    yield "channels = [" + ", ".join(f'"{name}"' for name in channels) + "]"
    yield f'format = "{rng.choice(_FORMATS)}"'
    yield f'personas = ["{rng.choice(_PERSONAS)}"]'
    yield f'pillar = "{rng.choice(_PILLARS)}"'
    yield f'kind = "{rng.choice(("evergreen", "topical"))}"'
    yield f'intent = "{rng.choice(("inform", "inform", "inform", "converse", "promote"))}"'
    yield f'owner = "{rng.choice(("ana", "leo"))}"'
    if number % 7 == 0:
        yield 'notes = "à relire avec le client"'
    if number % 4 == 0:
        yield f'hashtags = ["lecture", "{rng.choice(("roman", "quartier", "jeunesse"))}"]'
    yield 'copy = """\n' + "\n".join(rng.sample(_SENTENCES, sentences)) + '"""'
    if day is not None and abs((day - TODAY).days) < 60 and number % 2:
        yield "[items.relevance.interesting]"
        yield f'answer = "{rng.choice(("yes", "yes", "unsure", "no"))}"\non = {day - dt.timedelta(days=rng.randrange(40))}'
    elif day is not None and day < TODAY and number % 3 == 0:
        yield f"[items.results]\nviews = {rng.randrange(100, 5000)}"


def calendar_text(count: int, *, ideas: int = IDEAS, seed: int = 1) -> str:
    """Return a calendar with ``count`` items, ``ideas`` of them undated; the others are two a day up to sixty-eight days after TODAY.

    Where that would begin before 2000, they begin there and go on longer.
    """
    rng = random.Random(seed)
    parts = [_HEAD]
    for table, entries in _TABLES.items():
        parts += [f"[[{table}]]\n{entry}\n" for entry in entries]
    dated = max(count - ideas, 0)
    last = max(TODAY + dt.timedelta(days=_DAYS_AHEAD), _EARLIEST + dt.timedelta(days=dated // _A_DAY))
    sentences = 3 if count <= _MANY else 1
    for number in range(count):
        day = last - dt.timedelta(days=(dated - 1 - number) // _A_DAY) if number < dated else None
        parts.append("[[items]]\n" + "\n".join(_item(number, day, rng, sentences)) + "\n")
    return "\n".join(parts)


def main() -> int:
    """Write the calendar that the command line asks for."""
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        print("usage: python generate.py NUMBER_OF_ITEMS OUT.toml", file=sys.stderr)
        return 2
    Path(sys.argv[2]).write_text(calendar_text(int(sys.argv[1])), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
