"""An item, or a change, of one calendar as another one knows it."""

from __future__ import annotations

import datetime as dt

from planner.core import elsewhere
from planner.core.model import Answer, Calendar, Channel, Frozen, Item, Person, Persona, Status

HERE = Calendar(
    "North",
    personas=(Persona("cfo", "Chris, CFO"), Persona("founder", "Fran")),
    channels=(Channel("li", "LinkedIn"), Channel("blog", "Blog")),
    people=(Person("ana", "Ana"),),
    statuses=(Status("wip", "In the works", "review"),),
)
THERE = Calendar(
    "South",
    personas=(Persona("chief", "chris cfo"), Persona("cfo2", "Other")),
    channels=(Channel("li", "Our LinkedIn"),),
)


def test_what_is_called_the_same_goes_along_and_the_rest_stays_behind():
    item = Item(
        "bcdfgh",
        "Tea",
        status="wip",
        personas=("cfo", "founder"),
        channels=("blog", "li"),
        suggested_by="ana",
        parent="cdfghj",
        solves="Cannot say no",
        notes="for us",
        relevance=Frozen(timely=Answer("yes", dt.date(2026, 11, 2), "")),
    )
    found = elsewhere.fitted(item, HERE, THERE)
    assert (found.personas, found.channels, found.status) == (("chief",), ("li",), "review")
    assert (found.suggested_by, found.parent, found.solves, dict(found.relevance)) == ("", "", "", {})
    assert (found.title, found.notes) == ("Tea", "for us")


def test_what_is_not_declared_has_no_name():
    values = {"personas": ("cfo", "nobody"), "format": "", "title": "Tea"}
    assert elsewhere.named(HERE, values) == {("personas", "cfo"): "Chris, CFO"}
    assert elsewhere.named(HERE, {"status": "wip"}) == {("statuses", "wip"): "In the works"}
    assert not elsewhere.named(HERE, {"status": "draft"})
