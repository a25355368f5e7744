"""What the program says, in the reader's language: gettext over one catalogue per language.

A reader would get wrong: the language is a context variable, so a client's export can speak French while the screen speaks English.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

TYPE_CHECKING = False  # typing's own constant would cost start-up time
if TYPE_CHECKING:
    import gettext

LOCALE = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 - pathlib costs start-up time
"""The folder of the catalogues."""
LANGUAGES = ("en", *sorted(name for name in os.listdir(LOCALE) if os.path.isdir(os.path.join(LOCALE, name))))  # noqa: PTH112, PTH118, PTH208
"""English, and every language that has a catalogue; nothing else names them."""
_language: ContextVar[str] = ContextVar("planner_language", default="en")


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    import gettext  # English has nothing to look up

    return gettext.translation("planner", LOCALE, languages=[language], fallback=True)


def _(text: str) -> str:
    """Return ``text`` in the current language."""
    return text if not text or _language.get() == "en" else _catalogue(_language.get()).gettext(text)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for a marker
    """Return ``text`` as it is: marks it for the catalogue where it is translated later."""
    return text


def ngettext(one: str, many: str, count: float) -> str:
    """Return the form of ``one``/``many`` for ``count``; French takes the singular below 2, fractions too."""
    language = _language.get()
    if language == "en":
        return one if count == 1 else many
    return _catalogue(language).ngettext(one, many, int(count))


def pgettext(context: str, text: str) -> str:
    """Return ``text`` in the current language, where one English word has two translations."""
    return text if _language.get() == "en" else _catalogue(_language.get()).pgettext(context, text)


def decimal_mark() -> str:
    """Return what parts a number's decimals from its whole in the current language."""
    return pgettext("decimal mark", ".")


def language() -> str:
    """Return the current language, one of ``LANGUAGES``."""
    return _language.get()


def speak(code: str) -> None:
    """Speak ``code`` from here on in this context; an unknown one means English."""
    _language.set(code if code in LANGUAGES else "en")


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak ``code`` inside the ``with`` block only."""
    token = _language.set(code if code in LANGUAGES else "en")
    try:
        yield
    finally:
        _language.reset(token)


def preferred(environ: Mapping[str, str]) -> str:
    """Return the language that POSIX locale variables ask for (LANGUAGE, LC_ALL, LC_MESSAGES, LANG), else ``en``."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "")
        for part in value.split(":"):
            code = part.partition(".")[0].partition("@")[0].replace("-", "_")
            for known in (code, code.partition("_")[0].lower()):
                if known in LANGUAGES:
                    return known
        if value and name != "LANGUAGE":
            return "en"
    return "en"
