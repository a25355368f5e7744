"""The cache of files that were found sound: it says what the file says, of no other file, and never gets in the way."""

from __future__ import annotations

import datetime as dt
import os
import time
from array import array

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner import i18n
from planner.cli import find, main
from planner.core.edits import Add, Batch, Change, Remove
from planner.core.model import Item
from planner.core.values import replace
from planner.errors import InvalidFileError, MissingFileError
from planner.storage import codec, paths, seen, survey, unseen
from planner.storage.files import digest
from planner.workspace import Workspace

HEADS = (
    '[calendar]\ntitle = "A"\n',
    '\ufeff[calendar]\ntitle = "A"\navoid = [\n  "one",\n]\n\n[[personas]]\nid = "p"\nformats = { video = 1 }\n',
    'filters = { a = "@b" }\n[calendar]\ntitle = """\n[[items]]\n"""\n',
    "[calendar]\ntitle = '''A'''\n[relevance]\nahead_days = 30\n",
)
HEADERS = ("[[items]]",) * 12 + ("[[ items ]]", '[["items"]]', " [[items]]", "[[items]] # again", "[['items']]")
FIELDS = (
    'copy = """\n[[items]]\nid = "zzzzzz"\ntitle = "no"\n"""',
    'copy = """\n[a link](https://example.org)\n"""',
    "notes = '''\n[[items]]'''",
    'channels = [\n  "a",\n  "b",\n]',
    'channels = ["a"]\npersonas = ["p", "q"]\nhashtags = ["é"]',
    'status = ""\nowner = ""',
    'status = "approved"\nowner = "ana"\nkind = "evergreen"',
    "not_before = 2026-11-30\nnot_after = 2027-01-05",
    "odd = 1\nmystery = { a = [1, 2] }",
    'relevance.timely = { answer = "yes", on = 2026-11-20, note = "n" }',
    'extra = { a = 1, b = 2.0, c = true, d = "x", e = inf }',
    "extra = { a = 2026-01-01 }",
    "results = { views = 3, rate = 0.5 }",
)
SUBTABLES = (
    '[items.exported.hootsuite]\non = 2026-11-01\ndigest = "x"',
    '[items.extra]\n"Time (IST)" = "09:30"',
    "[ items.results ]\nviews = 1",
)
BETWEEN = (
    "[[pauses]]\nfrom = 2026-12-24\nto = 2026-12-26\n",
    '[[accepted]]\nrule = "quiet"\n',
    "# a comment\n[unknown]\nx = 1\n",
)


@st.composite
def files(draw):
    parts = [draw(st.sampled_from(HEADS))]
    for number in range(draw(st.integers(0, 6))):
        lines = [draw(st.sampled_from(HEADERS))]
        if draw(st.integers(0, 15)):
            lines.append(f'id = "i{number}"')
        lines.append(f'title = "T{draw(st.integers(0, 2))}"')
        if draw(st.booleans()):
            lines.append(f"date = 2026-12-{draw(st.integers(1, 28)):02}")
            if draw(st.booleans()):
                lines.append("time = " + draw(st.sampled_from(["09:00:00", "00:00:00", "23:59:59.5"])))
        fields = {one.split(" = ")[0].split(".")[0]: one for one in draw(st.lists(st.sampled_from(FIELDS), max_size=3))}
        if "personas" in fields.get("channels", ""):
            fields.pop("hashtags", None)
        subs = [
            one
            for one in draw(st.lists(st.sampled_from(SUBTABLES), max_size=1))
            if one.split(".")[1].split("]")[0].strip() not in fields
        ]
        parts.append("\n".join([*lines, *fields.values(), *subs]) + "\n" * draw(st.integers(1, 3)))
        if not draw(st.integers(0, 6)):
            parts.append(draw(st.sampled_from(BETWEEN)))
    text = "".join(parts)
    return (text.replace("\n", "\r\n") if draw(st.integers(0, 4)) == 0 else text).encode()


@pytest.fixture(autouse=True)
def _of_any_size(monkeypatch):
    monkeypatch.setattr(seen, "SMALLEST", 1)
    monkeypatch.setattr(codec, "SMALLEST", 1)


def entries():
    folder = paths.cache_dir() / "seen"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def large(count=40, copy=""):
    blocks = [
        f'[[items]]\nid = "i{number}"\ntitle = "Title {number}"\ndate = 2026-12-{number % 28 + 1:02}\n{copy}'
        for number in range(count)
    ]
    return ('[calendar]\ntitle = "A"\n\n' + "\n".join(blocks)).encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(files(), st.integers(1, 28), st.integers(0, 14))
def test_what_is_remembered_is_what_the_file_says(data, day, length):
    try:
        whole = codec.decode(data, "x.toml")
    except InvalidFileError:
        return
    name = digest(data)
    seen.note(data, name, whole)
    again = seen.whole(data, name)
    assert (again is None) == (whole.usual is None or not whole.calendar.items)
    if again is not None:
        assert repr(again.calendar) == repr(whole.calendar)
        assert again.warnings == whole.warnings
        assert again.document.laid == whole.document.laid
    first = dt.date(2026, 12, day)
    last = first + dt.timedelta(days=length)
    part = seen.of_days(data, name, "x.toml", first, last)
    if part is not None:
        wanted = [item for item in whole.calendar.items if item.date and first <= item.date <= last]
        found = [item for item in part.calendar.items if item.date and first <= item.date <= last]
        assert repr(found) == repr(wanted)
        assert part.warnings == whole.warnings
        assert repr(part.calendar.pauses) == repr(whole.calendar.pauses)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(files(), st.integers(1, 28), st.integers(0, 14))
def test_what_is_said_at_first_sight_is_what_the_file_says(data, day, length):
    first = dt.date(2026, 12, day)
    last = first + dt.timedelta(days=length)
    part = seen.at_first_sight(data, digest(data), "x.toml", first, last)
    if part is None:
        return
    whole = codec.decode(data, "x.toml")
    assert part.warnings == whole.warnings == ()
    wanted = [item for item in whole.calendar.items if item.date and first <= item.date <= last]
    assert repr([item for item in part.calendar.items if item.date and first <= item.date <= last]) == repr(wanted)
    again = seen.of_days(data, digest(data), "x.toml", first, last)
    assert again is not None
    assert repr(again.calendar) == repr(part.calendar)
    assert repr(seen.whole(data, digest(data)).calendar) == repr(whole.calendar)


@pytest.mark.parametrize(
    "fault",
    [
        '[[items]]\nid = "i1"\ntitle = "twice"\n',
        '[[items]]\nid = "x"\ntitle = "no such day"\ndate = 2026-02-30\n',
        '[[items]]\nid = "x"\ntitle = "no parent"\nparent = "nobody"\n',
        '[[items]]\nid = "x"\ntitle = "undeclared"\nowner = "nobody"\n',
        '[[items]]\nid = "x"\ntitle = "unknown"\nword = 1\n',
        '[[items]]\nid = "x"\ntitle = "number twice"\n[items.results]\nviews = 1\nlikes = 2\nviews = 3\n',
        '[[items]]\nid = "x"\ntitle = "text that ends nowhere\n',
        "[relevance]\nahead_days = 90\nfresh_days = 1\n",
        "other = 1\n",
    ],
)
def test_a_file_with_anything_to_say_about_it_is_read_whole(fault):
    data = large() + fault.encode()
    day = dt.date(2026, 12, 3)
    assert seen.at_first_sight(data, digest(data), "x", day, day) is None
    assert seen.at_first_sight(large(), digest(large()), "x", day, day) is not None


def test_a_usual_file_is_remembered():
    data = large()
    seen.note(data, digest(data), codec.decode(data, "x"))
    assert [entry.suffix for entry in entries()] == [".index"]
    part = seen.of_days(data, digest(data), "x", dt.date(2026, 12, 3), dt.date(2026, 12, 4))
    assert [item.id for item in part.calendar.items] == ["i2", "i3", "i30", "i31"]
    assert seen.of_days(data + b"\n", digest(data + b"\n"), "x", None, dt.date(2026, 12, 4)) is None


def test_a_file_of_another_shape_is_not_remembered():
    data = large(3) + b'[[ items ]]\nid = "other"\ntitle = "T"\n'
    seen.note(data, digest(data), codec.decode(data, "x"))
    assert entries() == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda body: b"",
        lambda body: body[:-3],
        lambda body: body[:-3] + b"xyz",
        lambda body: b"old " + body,
        lambda body: body[:40],
    ],
)
def test_a_damaged_or_old_entry_is_thrown_away_without_a_word(damage, capsys):
    data = large()
    seen.note(data, digest(data), codec.decode(data, "x"))
    for entry in entries():
        entry.write_bytes(damage(entry.read_bytes()))
    assert seen.of_days(data, digest(data), "x", None, dt.date(2026, 12, 4)) is None
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "change",
    [
        lambda kept: replace(kept, texts=[text[:-4] for text in kept.texts]),
        lambda kept: replace(kept, texts=[kept.texts[0], b"", *kept.texts[2:]]),
        lambda kept: replace(kept, days=array("I", [4_000_000] * len(kept.days))),
        lambda kept: replace(kept, days=kept.days[:-1]),
        lambda kept: replace(kept, ends=array("I", [100_000_000] * len(kept.ends))),
        lambda kept: replace(kept, starts=array("I"), ends=array("I"), days=array("I"), texts=[b""] * 4),
    ],
)
def test_an_entry_that_cannot_be_of_this_file_is_as_good_as_none(change):
    data = large()
    seen.note(data, digest(data), codec.decode(data, "x"))
    kept = seen.whole(data, digest(data)).noted
    seen._noted(seen._made(change(kept)), digest(data))
    assert seen.whole(data, digest(data)) is None
    assert seen.of_days(data, digest(data), "x", None, dt.date(2026, 12, 4)) is None


def test_warnings_are_kept_and_in_the_language_of_the_reader():
    data = large(4, 'owner = "nobody"\n')
    seen.note(data, digest(data), codec.decode(data, "x"))
    kept = seen.of_days(data, digest(data), "x", None, dt.date(2026, 12, 1))
    assert len(kept.warnings) == 4
    with i18n.speaking("fr"):
        assert seen.of_days(data, digest(data), "x", None, dt.date(2026, 12, 1)) is None


def test_a_warning_of_any_letters_is_kept_as_it_is_or_not_at_all():
    data = large(4, 'owner = "a\\u0000b"\n')
    whole = codec.decode(data, "x")
    seen.note(data, digest(data), whole)
    kept = seen.of_days(data, digest(data), "x", None, dt.date(2026, 12, 1))
    assert kept is None or kept.warnings == whole.warnings


def test_small_files_leave_nothing(monkeypatch):
    monkeypatch.setattr(seen, "SMALLEST", 100_000)
    data = large()
    seen.note(data, digest(data), codec.decode(data, "x"))
    assert entries() == []


def test_only_the_last_files_are_kept():
    for number in range(seen.KEPT + 3):
        data = large() + f"# {number}\n".encode()
        seen.note(data, digest(data), codec.decode(data, "x"))
    assert len(entries()) == seen.KEPT


def test_a_cache_that_cannot_be_written_is_done_without(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    data = large()
    seen.note(data, digest(data), codec.decode(data, "x"))
    assert seen.of_days(data, digest(data), "x", None, dt.date(2026, 12, 4)) is None


def test_list_says_the_same_the_second_time_and_errors_are_told_each_time(tmp_path, capsys):
    path = tmp_path / "plan.toml"
    path.write_bytes(large(40, 'owner = "nobody"\n'))
    words = ["list", "-c", str(path), "--from", "2026-12-05", "--to", "2026-12-06", "--json"]
    assert main(words) == 0
    first = capsys.readouterr()
    assert len(entries()) == 1
    assert main(words) == 0
    assert capsys.readouterr() == first
    path.write_bytes(large(40, 'owner = "nobody"\n') + b'[[items]]\nid = "i1"\ntitle = "twice"\n')
    assert main(words) == 65
    assert main(words) == 65
    assert len(entries()) == 1


def test_a_workspace_remembers_what_stands_after_its_edits(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_bytes(large())
    workspace = opened(path)
    workspace.do(Change("items", "i3", {"title": "Other"}), "change")
    workspace.note_seen()
    assert [entry.suffix for entry in entries()] == [".index"]
    for entry in entries():
        entry.write_bytes(b"from an older program")
    workspace.note_seen()
    assert seen.knows(workspace.fingerprint.digest)
    again = opened(path)
    assert again.calendar == workspace.calendar
    assert again.item("i3").title == "Other"
    again.do(Change("items", "i4", {"title": "Third"}), "change")
    assert opened(path).item("i4").title == "Third"
    assert codec.decode(path.read_bytes(), "x").calendar == again.calendar


def opened(path):
    return Workspace.open(path, now=lambda: dt.datetime(2026, 12, 1, tzinfo=dt.UTC), today=dt.date(2026, 12, 1))


PERSONS = b'[[people]]\nid = "ana"\n'
NEW = Item(id="new", title='a "quoted" one', owner="ana", date=dt.date(2026, 12, 3), time=dt.time(9))


def numbered(count, copy=""):
    return large(count, copy).replace(b"[[items]]", PERSONS + b"[[items]]", 1)


@pytest.mark.parametrize(
    "edit",
    [
        Add("items", NEW),
        Add("items", NEW, 0),
        Add("items", NEW, 7),
        Change("items", "i3", {"title": "Other", "date": None, "status": ""}),
        Change("items", "i3", {"parent": "i4"}),
        Remove("items", "i39"),
        Batch((Change("items", "i3", {"title": "x"}), Change("items", "i5", {"date": dt.date(2027, 1, 1)}))),
    ],
    ids=lambda edit: f"{type(edit).__name__}-{getattr(edit, 'key', getattr(edit, 'at', ''))}",
)
def test_a_file_that_was_written_here_is_remembered_without_looking_through_it(tmp_path, monkeypatch, edit):
    path = tmp_path / "plan.toml"
    path.write_bytes(numbered(40))
    workspace = opened(path)
    assert workspace.warnings == ()
    workspace.do(edit, "edit")
    with monkeypatch.context() as patch:
        patch.setattr(codec, "decode", None)
        workspace.note_seen(at_hand=True)
        assert workspace.warnings == ()
        again = opened(path)
    assert repr(again.calendar) == repr(workspace.calendar) == repr(codec.decode(path.read_bytes(), "x").calendar)
    assert again.document.laid == codec.decode(path.read_bytes(), "x").document.laid
    monkeypatch.setattr(codec, "decode", None)
    again.do(Change("items", "i8", {"title": "once more"}), "edit")
    again.note_seen(at_hand=True)
    assert repr(opened(path).calendar) == repr(again.calendar)


@pytest.mark.parametrize(
    "edit",
    [
        Add("items", replace(NEW, owner="nobody")),
        Add("items", Item(id="new", title="T"), raw='[[items]]\nid = "new"\ntitle = "T"\nodd = 1\n'),
        Remove("items", "i1"),
        Remove("people", "ana"),
        Change("relevance", "", {"fresh_days": 1}),
    ],
    ids=lambda edit: f"{type(edit).__name__}-{getattr(edit, 'key', getattr(edit, 'at', ''))}",
)
def test_what_an_edit_gives_cause_to_warn_about_is_not_missed(tmp_path, edit):
    path = tmp_path / "plan.toml"
    path.write_bytes(numbered(40, 'owner = "ana"\nparent = "i1"\n'))
    workspace = opened(path)
    assert workspace.warnings == ()
    workspace.do(edit, "edit")
    workspace.note_seen(at_hand=True)
    assert not seen.knows(workspace.fingerprint.digest)
    assert workspace.warnings == codec.decode(path.read_bytes(), "x").warnings != ()
    workspace.note_seen()
    assert opened(path).warnings == workspace.warnings


def test_a_file_that_somebody_else_wrote_is_looked_through(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_bytes(numbered(40))
    workspace = opened(path)
    workspace.do(Add("items", NEW), "edit")
    workspace.note_seen(at_hand=True)
    path.write_bytes(path.read_bytes() + b'[[items]]\nid = "i1"\ntitle = "twice"\n')
    with pytest.raises(InvalidFileError):
        opened(path)


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@needs_fork
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(files())
def test_two_processes_find_what_one_finds(data):
    def surveyed(size):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(survey, "SHARED", size)
            patch.setattr(survey, "_processors", lambda: 2)
            patch.setattr(survey, "_threads", lambda: 1)
            found = survey.Survey.of(data, len(codec.BOM) * data.startswith(codec.BOM))
        return found and (found.usual.starts, found.usual.ends, found.days, found.said)

    both, one = surveyed(0), surveyed(len(data) + 1)
    assert both is None or both == one
    if b'"""\n[[items]]' not in data.replace(b"\r", b""):  # which may look like the middle
        assert both == one


@needs_fork
@pytest.mark.parametrize("idle", ["first", "other", ""])
def test_whichever_process_is_the_faster_the_same_is_found(monkeypatch, idle):
    data, here, pieces = large(), os.getpid(), survey.Survey._pieces

    def taken(self, number, turns):
        return pieces(self, number, -1 if idle == ("first" if os.getpid() == here else "other") else turns)

    monkeypatch.setattr(survey, "SHARED", len(data) + 1)
    one = survey.Survey.of(data, 0)
    monkeypatch.setattr(survey, "SHARED", 0)
    monkeypatch.setattr(survey, "_processors", lambda: 2)
    monkeypatch.setattr(survey, "_threads", lambda: 1)
    monkeypatch.setattr(survey.Survey, "_pieces", taken)
    both = survey.Survey.of(data, 0)
    assert len(both._bounds) > 3
    assert (both.usual.starts, both.usual.ends, both.days) == (one.usual.starts, one.usual.ends, one.days)
    assert both.said == one.said


@needs_fork
def test_an_id_twice_is_seen_whichever_process_saw_it(monkeypatch):
    monkeypatch.setattr(survey, "SHARED", 0)
    monkeypatch.setattr(survey, "_processors", lambda: 2)
    monkeypatch.setattr(survey, "_threads", lambda: 1)
    assert survey.Survey.of(large(), 0) is not None
    assert survey.Survey.of(large() + b'[[items]]\nid = "i0"\ntitle = "T"\n', 0) is None


@needs_fork
def test_a_process_that_does_not_come_back_is_done_without(monkeypatch):
    monkeypatch.setattr(survey, "SHARED", 0)
    monkeypatch.setattr(survey, "_processors", lambda: 2)
    monkeypatch.setattr(survey, "_threads", lambda: 1)
    data, day = large(), dt.date(2026, 12, 3)
    written = survey._written
    for lost in (b"", b"\0" * 20, b"\1" * 100):
        monkeypatch.setattr(survey, "_written", lambda *asked, lost=lost: written(*asked) and lost)
        assert seen.at_first_sight(data, digest(data), "x", day, day) is None
    monkeypatch.setattr(survey, "_written", written)
    assert seen.at_first_sight(data, digest(data), "x", day, day) is not None
    for refused in ("fork", "pipe"):
        monkeypatch.setattr(os, refused, lambda: (_ for _ in ()).throw(OSError()))
        again = seen.at_first_sight(data, digest(data), "x", day, day)
        assert again.calendar == seen.of_days(data, digest(data), "x", day, day).calendar


@needs_fork
@pytest.mark.parametrize("forked", [True, False])
def test_what_stands_behind_the_items_is_not_lost_at_first_sight(monkeypatch, forked):
    monkeypatch.setattr(survey, "SHARED", 0 if forked else 10**9)
    monkeypatch.setattr(survey, "_processors", lambda: 2)
    monkeypatch.setattr(survey, "_threads", lambda: 1)
    day = dt.date(2026, 12, 3)
    data = large() + b"[[pauses]]\nfrom = 2026-12-24\nto = 2026-12-26\n"
    part = seen.at_first_sight(data, digest(data), "x", day, day)
    assert repr(part.calendar.pauses) == repr(codec.decode(data, "x").calendar.pauses) != "()"


@needs_fork
def test_what_only_looks_like_the_start_of_an_item_is_none_for_two_processes_either(monkeypatch):
    monkeypatch.setattr(survey, "SHARED", 0)
    monkeypatch.setattr(survey, "_processors", lambda: 2)
    monkeypatch.setattr(survey, "_threads", lambda: 1)
    text = 'copy = """\n' + '\n[[items]]\nid = "no"\ntitle = "no"\n' * 200 + '"""\n'
    data = large(3) + f'[[items]]\nid = "long"\ntitle = "T"\n{text}'.encode() + b'[[items]]\nid = "last"\ntitle = "T"\n'
    day = dt.date(2026, 12, 3)
    part = seen.at_first_sight(data, digest(data), "x", None, day)
    assert part is None or "no" not in part.calendar.by_id


FIRST, LAST = dt.date(2026, 12, 3), dt.date(2026, 12, 9)


@pytest.fixture
def _looks_new(monkeypatch):
    monkeypatch.setattr(unseen, "LARGE", 1)
    monkeypatch.setattr(survey, "SHARED", 0)
    monkeypatch.setattr(survey, "_processors", lambda: 2)
    monkeypatch.setattr(survey, "_threads", lambda: 1)


def put(path, data, age=10):
    path.write_bytes(data)
    changed = time.time_ns() - age * 10**9
    os.utime(path, ns=(changed, changed))
    return str(path)


def read(act, path):
    try:
        decoded, name = act(path, FIRST, LAST)
    except InvalidFileError as problem:
        return str(problem)
    days = [item for item in decoded.calendar.items if item.date and FIRST <= item.date <= LAST]
    return repr(days), repr(replace(decoded.calendar, items=())), decoded.warnings, name()


def forget():
    folder = paths.cache_dir() / "seen"
    for entry in folder.iterdir() if folder.is_dir() else ():
        entry.unlink()


@pytest.mark.usefixtures("_looks_new")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(files())
def test_a_new_file_says_what_it_would_say_otherwise(tmp_path, data):
    path = put(tmp_path / "x.toml", data)
    found = []
    for act in (find._of_new, find._of_known):
        forget()
        found += [read(act, path), read(act, path)]  # the second time it was seen
    assert all(one == found[0] for one in found)


@pytest.mark.usefixtures("_looks_new")
@needs_fork
@pytest.mark.parametrize("place", [0, 20, 39])
def test_a_fault_anywhere_in_a_new_file_is_told(tmp_path, place):
    wrong = large().replace(b'title = "Title %d"\n' % place, b'title = "Title %d\n' % place)
    path = put(tmp_path / "x.toml", wrong)
    assert unseen.looks_new(path)
    with pytest.raises(InvalidFileError):
        find._of_new(path, FIRST, LAST)
    assert not seen.knows(digest(wrong))


@pytest.mark.usefixtures("_looks_new")
@needs_fork
def test_a_new_file_is_remembered_and_another_that_was_changed_later_is_new(tmp_path):
    path = put(tmp_path / "x.toml", large())
    assert unseen.looks_new(path)
    _decoded, name = find._of_new(path, FIRST, LAST)
    assert name() == digest(large())
    assert seen.knows(name())
    assert not unseen.looks_new(path)
    (entry,) = (paths.cache_dir() / "seen").iterdir()
    os.utime(entry, ns=(1, 1))
    assert unseen.looks_new(path)


@pytest.mark.usefixtures("_looks_new")
def test_what_is_missing_small_or_of_tomorrow_does_not_look_new(tmp_path, monkeypatch):
    path = put(tmp_path / "x.toml", large(), age=-1000)
    assert not unseen.looks_new(path)
    assert not unseen.looks_new(str(tmp_path / "none.toml"))
    path = put(tmp_path / "x.toml", large())
    monkeypatch.setattr(unseen, "LARGE", 10**6)
    assert not unseen.looks_new(path)
    with pytest.raises(MissingFileError):
        find._of_new(str(tmp_path / "none.toml"), FIRST, LAST)
