"""Calendars made from a seed, as plain dicts: small, dense and full of edges."""

import datetime as dt
import random

import tomli_w

from planner.core.model import Calendar
from planner.storage.codec import decode

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
STATUSES = (
    "idea",
    "draft",
    "review",
    "approved",
    "scheduled",
    "published",
    "parked",
    "dropped",
    "prêt",
    "à part",
    "unheard of",
)
MONTHS = ((2026, 12), (2026, 2), (2027, 1), (2020, 12), (2024, 2), (2026, 11), (2021, 1))


def some(rng, values, most):
    return rng.sample(values, rng.randint(0, min(most, len(values))))


def maybe(rng, entry, key, value, chance=0.5):
    if rng.random() < chance:
        entry[key] = value


def item(rng, number, first, *, day):
    made = {"id": f"i{number}", "title": rng.choice(["Été", "ete !", "Un livre", "Clé en main", "B", "C"])}
    maybe(rng, made, "status", rng.choice(STATUSES), 0.6)
    if day:
        made["date"] = first + dt.timedelta(days=rng.randint(-12, 42))
    made["channels"] = some(rng, ["linkedin", "blog", "letter", "nowhere"], 2)
    maybe(rng, made, "format", rng.choice(["video", "text", "photo", "odd"]), 0.7)
    made["personas"] = some(rng, ["ada", "bob", "cyd"], 2)
    maybe(rng, made, "pillar", rng.choice(["tips", "news", "life"]), 0.7)
    maybe(rng, made, "intent", rng.choice(["inform", "converse", "promote"]), 0.7)
    maybe(rng, made, "owner", rng.choice(["ana", "ana", "luc", "zoe"]), 0.7)
    maybe(rng, made, "suggested_by", rng.choice(["ana", "luc", "kim"]), 0.2)
    maybe(rng, made, "kind", rng.choice(["evergreen", "topical", "seasonal"]))
    maybe(rng, made, "parent", f"i{rng.randint(0, 30)}", 0.2)
    maybe(rng, made, "not_before", first + dt.timedelta(days=rng.randint(-10, 20)), 0.1)
    maybe(rng, made, "not_after", first + dt.timedelta(days=rng.randint(10, 30)), 0.1)
    maybe(rng, made, "copy", "Une solution clé en main", 0.1)
    for question in some(rng, ["interesting", "popular", "timely", "competitors"], 3):
        answer = {
            "answer": rng.choice(["yes", "yes", "no", "unsure"]),
            "on": first + dt.timedelta(days=rng.randint(-30, 10)),
        }
        made.setdefault("relevance", {})[question] = answer
    return made


def coverage(rng):
    made = {}
    maybe(rng, made, "max_quiet_days", rng.randint(0, 8))
    maybe(rng, made, "min_formats", rng.randint(0, 5))
    maybe(rng, made, "max_promotional", rng.choice([0, 10, 20, 33, 50]))
    maybe(rng, made, "min_conversation", rng.choice([10, 20, 25, 60]))
    maybe(rng, made, "min_customers", rng.choice([20, 50, 60, 75]))
    maybe(rng, made, "max_one_owner", rng.choice([20, 40, 50, 80]))
    maybe(rng, made, "min_voices", rng.randint(1, 4))
    maybe(rng, made, "pillar_tolerance", rng.choice([0, 5, 10, 20]))
    return made


def calendar(seed, *, dated=26, ideas=5):
    """Return a calendar as a dict, the (year, month) to look at, and today."""
    rng = random.Random(seed)
    year, month = rng.choice(MONTHS)
    first = dt.date(year, month, 1)
    head = {"title": "Random"}
    maybe(rng, head, "week_starts", rng.choice(WEEKDAYS), 0.7)
    maybe(rng, head, "starts", first + dt.timedelta(days=rng.randint(-10, 12)), 0.2)
    maybe(rng, head, "repeat_days", rng.choice([1, 7, 30]))
    maybe(rng, head, "avoid", ["CLE en main", "synergie"])
    channels = [
        {"id": "linkedin", "days": ["tuesday", "thursday"], "time": dt.time(9)},
        {"id": "blog"},
        {"id": "letter", "days": ["monday"]},
    ]
    for channel in channels:
        maybe(rng, channel, "per_week", rng.randint(0, 4))
        maybe(rng, channel, "per_month", rng.randint(0, 8), 0.3)
    personas = [
        {"id": "ada", "relation": "customer", "formats": {"video": rng.randint(0, 3), "odd": 1}},
        {"id": "bob", "relation": "customer"},
        {"id": "cyd"},
    ]
    for persona in personas:
        maybe(rng, persona, "per_month", rng.randint(0, 7))
    made = {
        "calendar": head,
        "coverage": coverage(rng),
        "relevance": {"ahead_days": rng.choice([0, 7, 14]), "fresh_days": rng.choice([5, 21])},
        "channels": channels,
        "personas": personas,
        "formats": [{"id": "video", "per_month": rng.randint(0, 4)}, {"id": "text"}, {"id": "photo"}],
        "pillars": [{"id": "tips", "share": rng.choice([30, 40, 50])}, {"id": "news", "share": 20}, {"id": "life"}],
        "people": [{"id": "ana"}, {"id": "luc"}],
        "statuses": [{"id": "prêt", "step": "approved"}, {"id": "à part", "step": "parked"}],
        "items": [item(rng, n, first, day=True) for n in range(rng.randint(0, dated))],
    }
    made["items"] += [item(rng, 100 + n, first, day=False) for n in range(rng.randint(0, ideas))]
    rng.shuffle(made["items"])
    if rng.random() < 0.4:
        start = first + dt.timedelta(days=rng.randint(-5, 30))
        made["pauses"] = [{"from": start, "to": start + dt.timedelta(days=rng.randint(0, 9))}]
    if rng.random() < 0.4:
        made["accepted"] = [
            {"rule": "cadence", "subject": "linkedin", "month": f"{year}-{month:02}"},
            {"rule": "variety", "from": first},
            {"rule": "quiet", "from": first + dt.timedelta(days=rng.randint(0, 9)), "month": f"{year}-{month:02}"},
        ]
    return made, (year, month), first + dt.timedelta(days=rng.randint(-5, 35))


def model(made) -> Calendar:
    """Return a dict as the program reads it from the file."""
    return decode(tomli_w.dumps(made).encode(), "random.toml").calendar
