"""The text of a new calendar: useful on its first day, explained by its comments, in English or French.

A reader would get wrong: this is text and not a dumped value, because the comments are half of what it is for.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import tomli_w

from planner.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_PLACE = ("localtime", "posixrules", "Factory", "leapseconds", "tzdata.zi")
"""Files beside the zones that name no place."""

SCHEMA_LINE = b"#:schema ./calendar.schema.json\n"
"""What editors look for at the top of a file; ``planner schema > calendar.schema.json`` beside it makes what it names, without a network."""

_ENGLISH = Template("""\
# A content calendar. Change anything here by hand or in the program: comments and order stay as they are.
# Lines that begin with # are explanations and examples; take the # away to use an example.
# The first line is for editors: planner schema > calendar.schema.json lets them complete and check what you type.

[calendar]
version = 1
title = $title
language = "en"                # of the files your client gets: en or fr
$timezone
week_starts = "monday"
starts = $today            # nothing is asked of the days before
# holidays = "US"              # a country, or one of its parts: "CA-QC", "US-NY", "GB-ENG", "FR"
# avoid = ["best in class"]    # words that you do not want to read in a text
# hourly = 85.0                # what an hour of your work costs, for the report

# [objective]                  # what the calendar is for
# text = "Keep the clients we have"
# indicator = "renewals"
# target = 12
# by = $by

[coverage]                     # what each month must have; without a line, nothing is asked
max_quiet_days = 7             # no longer than this without anything
min_formats = 3                # different formats
max_promotional = 20           # percent that sell
min_conversation = 10          # percent that start a conversation
min_customers = 50             # percent for people who are customers already

# Who reads you. Make these two your own: give them a name, and write down what keeps them awake.

[[personas]]
id = "customer"                # what you type: @customer
name = "A customer"
relation = "customer"          # customer, prospect, partner or team
per_month = 4                  # pieces of content a month
# problems = ["Does not know which of our services comes next"]

[[personas]]
id = "prospect"
name = "A prospect"
relation = "prospect"
per_month = 2

# How content is made.

[[formats]]
id = "article"
name = "Article"

[[formats]]
id = "photo"
name = "Photo"

[[formats]]
id = "graphic"
name = "Graphic"

[[formats]]
id = "audio"
name = "Audio"

[[formats]]
id = "video"
name = "Video"
per_month = 1                  # at least one a month
# effort = 4.0                 # hours that one takes

[[formats]]
id = "live"
name = "Live"

# Where it is published, how often, and on which days.

[[channels]]
id = "linkedin"
name = "LinkedIn"
network = "linkedin"           # whose length limit holds
per_week = 2
days = ["tuesday", "thursday"]
time = 09:00:00

[[channels]]
id = "newsletter"
name = "Newsletter"
per_month = 2
days = ["wednesday"]

# Themes that come back, with their share in percent.

# [[pillars]]
# id = "advice"
# name = "Practical advice"
# share = 60

# [[pillars]]
# id = "people"
# name = "The people behind it"
# share = 40

# Content: without a date it is an idea and waits in the inbox.

# [[items]]
# title = "Three questions customers ask in December"
# date = $example
# channels = ["linkedin"]
# format = "article"
# personas = ["customer"]
""")

_FRENCH = Template("""\
# Un calendrier de contenu. Tout se change ici à la main ou dans le programme : commentaires et ordre restent en place.
# Les lignes qui commencent par # sont des explications et des exemples ; enlevez le # pour vous servir d'un exemple.
# La première ligne est pour les éditeurs : planner schema > calendar.schema.json leur permet de compléter et de vérifier.

[calendar]
version = 1
title = $title
language = "fr"                # des fichiers que reçoit votre client : fr ou en
$timezone
week_starts = "monday"
starts = $today            # rien n'est demandé pour les jours d'avant
# holidays = "CA-QC"           # un pays, ou l'une de ses régions : "FR", "BE", "CH-GE", "CA-NB"
# avoid = ["clé en main"]      # les mots que vous ne voulez pas lire dans un texte
# hourly = 85.0                # ce que coûte une heure de travail, pour le bilan

# [objective]                  # à quoi sert le calendrier
# text = "Garder la clientèle que nous avons"
# indicator = "renouvellements"
# target = 12
# by = $by

[coverage]                     # ce qu'il faut chaque mois ; sans ligne, rien n'est demandé
max_quiet_days = 7             # jours de suite sans rien, au plus
min_formats = 3                # formats différents
max_promotional = 20           # pour cent de contenus qui vendent
min_conversation = 10          # pour cent de contenus qui invitent à la conversation
min_customers = 50             # pour cent de contenus pour la clientèle actuelle

# Qui vous lit. Faites-en vos propres personas : un nom, et ce qui les empêche de dormir.

[[personas]]
id = "fidele"                  # ce que l'on tape : @fidele
name = "Une cliente fidèle"
relation = "customer"          # customer, prospect, partner ou team
per_month = 4                  # contenus par mois
# problems = ["Ne sait pas lequel de nos services vient ensuite"]

[[personas]]
id = "futur"
name = "Un futur client"
relation = "prospect"
per_month = 2

# Comment un contenu est fait.

[[formats]]
id = "article"
name = "Article"

[[formats]]
id = "photo"
name = "Photo"

[[formats]]
id = "visuel"
name = "Visuel"

[[formats]]
id = "audio"
name = "Audio"

[[formats]]
id = "video"
name = "Vidéo"
per_month = 1                  # au moins une par mois
# effort = 4.0                 # heures de travail pour une

[[formats]]
id = "direct"
name = "Direct"

# Où il est publié, à quelle cadence et quels jours.

[[channels]]
id = "linkedin"
name = "LinkedIn"
network = "linkedin"           # dont la longueur permise s'applique
per_week = 2
days = ["tuesday", "thursday"]
time = 09:00:00

[[channels]]
id = "infolettre"
name = "Infolettre"
per_month = 2
days = ["wednesday"]

# Les thèmes qui reviennent, avec leur part en pour cent.

# [[pillars]]
# id = "conseil"
# name = "Conseils pratiques"
# share = 60

# [[pillars]]
# id = "equipe"
# name = "Les gens derrière l'enseigne"
# share = 40

# Les contenus : sans date, c'est une idée, qui attend dans la boîte à idées.

# [[items]]
# title = "Trois questions que l'on nous pose en décembre"
# date = $example
# channels = ["linkedin"]
# format = "article"
# personas = ["fidele"]
""")


def new_calendar(title: str, language: str, timezone: str, today: dt.date) -> bytes:
    """Return a new calendar that starts ``today``, explained in ``language`` (``fr``, else English).

    ``timezone`` is an IANA name; empty leaves it to each machine. The title may be any text.
    """
    french = language == "fr"
    if timezone:
        zone = f"timezone = {_quoted(timezone)}".ljust(30)
        zone += " # aujourd'hui est aujourd'hui là-bas" if french else " # today is today there"
    else:
        zone = '# timezone = "America/Montreal"'
        zone += "  # sans cette ligne : le fuseau de la machine" if french else "  # without this line: the machine's"
    text = (_FRENCH if french else _ENGLISH).substitute(
        title=_quoted(title),
        timezone=zone,
        today=today.isoformat(),
        by=_ahead(today, 180),
        example=_ahead(today, 14),
    )
    return pointed(text.encode("utf-8"))


def title_of(path: Path) -> str:
    """Return what a calendar at ``path`` is called until somebody says otherwise: its file's name, with spaces."""
    return path.stem.replace("-", " ").replace("_", " ").strip().capitalize() or _("My calendar")


def pointed(content: bytes) -> bytes:
    """Return a calendar with the line at its top that leads editors to its schema, unless it has one."""
    return content if content.startswith(b"#:schema") else SCHEMA_LINE + content


def _quoted(text: str) -> str:
    """Return ``text`` as a TOML string on one line; a lone surrogate, which no file can hold, becomes ``?``."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return tomli_w.dumps({"x": text})[4:].rstrip("\n")


def _ahead(today: dt.date, days: int) -> str:
    return dt.date.fromordinal(min(today.toordinal() + days, dt.date.max.toordinal())).isoformat()


def machine_timezone(environ: Mapping[str, str], localtime: Path = Path("/etc/localtime")) -> str:
    """Return the machine's zone by its IANA name: from ``TZ``, else from where ``localtime`` points; empty when neither tells."""
    wanted = environ.get("TZ", "").lstrip(":")
    if _is_zone(wanted):
        return wanted
    try:
        _folder, found, name = str(localtime.resolve(strict=True)).partition("/zoneinfo/")
    except (OSError, RuntimeError):
        return ""
    name = name.removeprefix("posix/").removeprefix("right/")
    return name if found and _is_zone(name) else ""


def _is_zone(name: str) -> bool:
    if not name or name in _NO_PLACE:
        return False
    try:
        zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return False
    return True
