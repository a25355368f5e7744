"""The JSON Schema says what the program reads: every key of the model, and every sample passes."""

import dataclasses
import datetime as dt
import json
import re

import fastjsonschema
import pytest
import tomli

from planner.core.model import CALENDAR_FIELDS, ENTRY_TYPES, TABLE_TYPES
from planner.i18n import speaking
from planner.settings import samples, schema, template

SCHEMA = schema.schema()
TABLES = SCHEMA["properties"]
FILE_WORDS = {"start": "from", "end": "to"}


def faults(value, rule, path="$"):
    """Return where ``value`` (as TOML reads it) breaks ``rule``: the few words of JSON Schema that ours uses."""
    if "anyOf" in rule:
        return [] if any(not faults(value, one, path) for one in rule["anyOf"]) else [f"{path}: none of anyOf"]
    kinds = {
        "string": (str, dt.date, dt.time),
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "array": list,
        "object": dict,
    }
    if not isinstance(value, kinds[rule["type"]]) or (isinstance(value, bool) and rule["type"] != "boolean"):
        return [f"{path}: not {rule['type']}"]
    found = []
    if value not in rule.get("enum", [value]):
        found.append(f"{path}: {value!r} not in enum")
    if isinstance(value, (int, float)) and not rule.get("minimum", value) <= value <= rule.get("maximum", value):
        found.append(f"{path}: out of range")
    if "pattern" in rule and not re.search(rule["pattern"], value):
        found.append(f"{path}: pattern")
    if rule.get("format") == "date" and type(value) is not dt.date:
        found.append(f"{path}: no date")
    if rule.get("format") == "partial-time" and type(value) is not dt.time:
        found.append(f"{path}: no time")
    if isinstance(value, list) and "items" in rule:
        for place, one in enumerate(value):
            found += faults(one, rule["items"], f"{path}[{place}]")
    if isinstance(value, dict):
        found += [f"{path}: {key} is missing" for key in rule.get("required", ()) if key not in value]
        for key, one in value.items():
            inner = rule.get("properties", {}).get(key, rule.get("additionalProperties"))
            if inner is None:
                if "properties" in rule:
                    found.append(f"{path}: {key} is unknown")
            else:
                found += faults(one, inner, f"{path}.{key}")
    return found


def as_json(value):
    """A TOML value as editors see it: dates and times are texts."""
    return json.loads(json.dumps(value, default=lambda one: one.isoformat()))


@pytest.fixture(scope="module")
def others():
    """The same asked of a validator that is not ours, and knows all of JSON Schema."""
    return fastjsonschema.compile(SCHEMA)


@pytest.mark.parametrize("name", samples.names())
def test_every_sample_passes(name, others):
    values = tomli.loads(samples.load(name, samples.ANCHOR).decode())
    assert faults(values, SCHEMA) == []
    others(as_json(values))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_new_calendar_passes(language):
    text = template.new_calendar("x", language, "Europe/Paris", dt.date(2026, 11, 23)).decode()
    assert faults(tomli.loads(text), SCHEMA) == []


@pytest.mark.parametrize(
    "text",
    [
        "x = 1", "[calendar]\ntitle = 3", "[calendar]", '[calendar]\ntitle = "x"\nweek_starts = "someday"',
        '[calendar]\ntitle = "x"\n[coverage]\nmax_promotional = 101', '[calendar]\ntitle = "x"\n[[items]]\nstatus = "idea"',
        '[calendar]\ntitle = "x"\n[[accepted]]\nrule = "x"', '[calendar]\ntitle = "x"\n[[pauses]]\nfrom = "2026-11-23"',
        '[calendar]\ntitle = "x"\n[[items]]\ntitle = "x"\n[items.relevance.timely]\nanswer = "yes"',
    ],
)  # fmt: skip
def test_what_the_program_refuses_the_schema_refuses(text, others):
    assert faults(tomli.loads(text), SCHEMA)
    if '"2026-11-23"' not in text:  # to JSON, a date is a text
        with pytest.raises(fastjsonschema.JsonSchemaException):
            others(as_json(tomli.loads(text)))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_new_calendar_leads_editors_to_its_schema_without_a_network(language):
    first, *rest = template.new_calendar("x", language, "", dt.date(2026, 11, 23)).decode().splitlines()
    assert first == "#:schema ./calendar.schema.json"
    assert any(f"planner schema > {first.rpartition('/')[2]}" in line for line in rest[:4])
    assert template.pointed(b"#:schema x\n") == b"#:schema x\n"


@pytest.mark.parametrize("table", ENTRY_TYPES)
def test_every_field_of_an_entry_is_in_it(table):
    fields = {FILE_WORDS.get(spec.name, spec.name) for spec in dataclasses.fields(ENTRY_TYPES[table])}
    assert set(TABLES[table]["items"]["properties"]) == fields


def test_every_key_of_the_single_tables_is_in_it():
    assert set(TABLES["calendar"]["properties"]) == set(CALENDAR_FIELDS)
    for name, kind in TABLE_TYPES.items():
        assert set(TABLES[name]["properties"]) == {spec.name for spec in dataclasses.fields(kind)}
    assert set(TABLES["export"]["properties"]["csv"]["properties"]) == {"columns", "date_format"}
    assert {"filters", "limits"} <= set(TABLES)


def test_every_explanation_is_used_and_every_key_has_one():
    text = json.dumps(SCHEMA, ensure_ascii=False)
    assert '"description": ""' not in text
    for doc in (*schema.KEY_DOCS.values(), *schema.TABLE_DOCS.values()):
        assert json.dumps(doc, ensure_ascii=False) in text
    unnamed = re.findall(r'"(\w+)": \{"description": "(?:What people call it|What other entries call it)\."', text)
    assert set(unnamed) <= {"id", "name"}


def test_it_is_explained_in_the_readers_language():
    with speaking("fr"):
        assert set(schema.schema()["properties"]) == set(TABLES)
