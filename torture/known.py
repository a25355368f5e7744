"""Every kind of screen that an afternoon with others may show; whatever is none of them is a surprise.

A reader would get wrong: a kind is known by what a person would know it by, its heading or its status line, so a word that a release changes
is changed here too.
"""

from __future__ import annotations

import re

DIALOGS = {
    "conflict": r"Both changed (?:“.*”|the same)",
    "side by side": r"╭─ Side by side ─",
    "draft": r"There is an unsaved draft of “",
    "new draft": r"There is (?:a new item that was not finished\.|an unsaved draft of an item that)",
    "not saved": r"╭─ Not saved ─",
    "differences": r"╭─ As it was until ",
    "history": r"╭─ History ─",
    "form": r"╭─ (?:Edit: .*|Add) ─+[\s\S]*What and when",
    "add": r"╭─ Add (?:— your last line; Ctrl\+U empties it )?─+",
    "pick": r"╭─ (?:Status|Channels|Personas|Format|Pillar)\b.*─",
    "palette": r"╭─ Commands",
}
"""Dialogs by a pattern of what they show, the uppermost first."""
TITLE = "“[^”]*(?:”|…)"
STATUS = [
    r"plan\.toml · cannot be read now; this is how it was",
    r"Nothing was saved; the plan is as it was before\.",
    r"plan\.toml · (?:all saved|saved \d\d:\d\d).*",
    rf"(?:added|changed .* of) {TITLE}.*",
    rf"{TITLE}: .* — u undoes",
    rf"{TITLE} (?:deleted|is an idea again) — u undoes",
    rf"{TITLE} (?:→|to|on) .* — u undoes",
    r".* — u undoes",
    r"\d+ items? .* — u undoes",
    r"It is so already, and nothing was written: .*",
    r"Undone: .* — U does it again",
    r"Done again: .*",
    r"There is nothing to (?:undo|redo)\.",
    r"This cannot be taken back, somebody else changed the same since: .*",
    r"The file was changed outside: .*",
    r"The file was changed outside and does not read now: .*",
    r"The file can be read again; it is as it was\.",
    r".*plan\.toml is not there any more\. .*",
    r"The plan stays as they left it\.",
    r"Not decided: the plan is as they left it.*",
    r"What you typed is kept; e takes it up again\.",
    r"Your (?:line|new item) is kept; a takes it up again\.",
    r"Unfinished, and kept: .*",
    r"Nothing changed\.",
    r"Nothing was deleted\.",
    r"There is no next status\.",
    r"Delete “.*”\? y/n.*",
    r"Moving .*",
    r"Put back\.",
    r"It is where it was\.",
    r"That is an idea already: it has no date\.",
    r"Only what has a date can be taken a day on; m puts an idea on a day\.",
    r"Stand on an item.*",
    r"The calendar says that already; nothing was written\.",
    r"No earlier state is kept yet.*",
    r"Wrote .*plan\.toml",
]
"""What the status line may say."""
_STATUS = [re.compile(one) for one in STATUS]
_BOX = re.compile(r"(?:^|[^┃│┓┛┐╮\n])╭─(?! [1-5] )", re.MULTILINE)
"""A dialog's corner: a panel's has another panel at its left."""
_TOAST = re.compile(r"▌(.*)$", re.MULTILINE)
FATAL = ("Traceback", "went wrong", "crash.log")


def kind_of(screen: str) -> str:
    """Return what kind of screen this is; empty for none that is known."""
    if any(word in screen for word in FATAL):
        return ""
    for kind, pattern in DIALOGS.items():
        if re.search(pattern, screen):
            return kind
    lines = screen.rstrip("\n").split("\n")
    if not any(line.strip() for line in lines):
        return "blank"
    if not lines[0].startswith(" Studio North · ") or "1 " not in screen:
        return ""
    return "view" if status_known(screen) and not _BOX.search(screen) else ""


def status_of(screen: str) -> str:
    """Return the status line of a view, without what a toast covers."""
    lines = [line for line in screen.rstrip("\n").split("\n") if line.strip()]
    return lines[-2].partition("▌")[0].strip() if len(lines) > 2 else ""


def status_known(screen: str) -> bool:
    """Whether the status line says something that is known; what a toast cuts off counts as far as it goes."""
    said = status_of(screen)
    if has_toast(screen) or said.endswith("…"):
        return bool(said)
    return any(pattern.fullmatch(said) for pattern in _STATUS)


def has_toast(screen: str) -> bool:
    """Whether a message covers a part of the screen."""
    return "▌" in screen


def toast_of(screen: str) -> str:
    """Return what the message says, in one line."""
    found = [re.split(r"\s{4,}|\s*[│┃]", part)[0].strip() for part in _TOAST.findall(screen)]
    return " ".join(part for part in found if part)


def toast_known(screen: str) -> bool:
    """Whether every message on the screen is known."""
    said = toast_of(screen)
    return not said or any(pattern.match(said) for pattern in _STATUS)


def typed_in(screen: str) -> str:
    """Return what somebody is typing, or is asked whether it is to stand; not what it was called before, nor what is behind it."""
    match kind_of(screen):
        case "conflict":
            return "\n".join(re.findall(r"[●○] mine +(.*)", screen))
        case "form":
            return title_line(screen)
        case "add":
            return "\n".join(re.findall(r"╭─ Add .*\n.*", screen))
    return ""


def title_line(screen: str) -> str:
    """Return what stands in the form's line for the title."""
    found = re.search(r"│ Title +(.*)│", screen)
    return found[1] if found else ""
