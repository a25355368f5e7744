"""Large files are read by their shape: what they say, and what is wrong with them, is what the TOML parser makes of them."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.core.model import BRIEF, Item, Late, may_say, read_together
from planner.errors import InvalidFileError
from planner.storage import codec, shape, usual
from planner.storage.recall import recalled
from planner.storage.seen import Seen
from storage.nasty_documents import NASTY

HEADS = (
    '[calendar]\ntitle = "A"\n\n[[personas]]\nid = "p"\n\n[[channels]]\nid = "li"\n[[channels]]\nid = "a.b"\n',
    '\ufeff[calendar]\ntitle = "A"\n[[statuses]]\nid = "wip"\nstep = "draft"\n[[formats]]\nid = \'q"\\\'\n',
    '[calendar]\ntitle = """\n[[items]]\n"""\n# below\n',
    "items = []\n[calendar]\ntitle = '''A'''\n",
    '[calendar]\ntitle = "A"\ntitel = 1\n[coverage]\nmin_formats = -1\n',
)
LINES = (
    *('status = "draft"', 'status = "wip"', 'status = "nowhere"', 'status = ""', "status = 'idea'", 'status = "a\\tb"'),
    *("date = 2026-12-03", "date = 2024-02-29", "date = 2026-02-29", "date = 2026-13-01", "date = 1969-12-31", "date = 3000-01-01"),
    *("date = 2026-12-03T10:00:00", 'date = "2026-12-03"', "date = 2026-12-03 # when"),
    *("time = 09:00:00", "time = 09:30", "time = 24:00:00", "time = 09:00:00.5"),
    *('channels = ["li"]', 'channels = ["li", "a.b"]', "channels = []", 'channels = ["x"]', 'channels = "li"', 'channels = ["li",]'),
    *('channels = [\n  "li",\n]', 'channels = ["li" , "li"]', 'channels = ["", "li"]', "channels = [1]"),
    *('personas = ["p"]', 'hashtags = ["é", "b c"]', 'assets = ["a, b"]', 'format = "q"', 'pillar = "none"', "format = 3"),
    *('kind = "evergreen"', 'kind = "ever"', 'intent = "promote"', 'intent = ""', 'owner = "ana"', 'parent = "i0"', 'parent = "zz"'),
    *("not_before = 1970-01-01", "not_before = 1950-01-01", "not_after = 2000-02-29", "not_after = 2100-02-29"),
    *('copy = "one"', 'copy = """one"""', 'copy = """\none\ntwo"""', 'copy = """\n\none"""', 'copy = """say "it" ""now"""'),
    *('copy = """a""""', 'copy = """a"""""', 'copy = """\n[[items]]\nid = "no"\n"""', 'copy = """\\\n  a"""', 'copy = """a\\"""b"""'),
    *('copy = """\n[link](x)\n"""', 'copy = ""', 'copy = """"""', "copy = '''\n[[items]]\n'''", 'copy = """é « à » 🎉"""', 'copy = "a\nb"'),
    *('notes = "n # no comment"', 'notes = """\r\nx\ry"""', 'notes = "\x01"', 'notes = "tab\there"', 'solves = """\n"""'),
    *("# a comment", "", "   ", '  keyword = "indented"', 'keyword="tight"', '"keyword" = "quoted"', "odd = 1", "odd.er = { a = [1] }"),
    *('relevance.timely = { answer = "yes", on = 2026-11-20 }', "results = { views = 3 }", "extra = { a = 1 }", 'title = "Again"'),
)  # fmt: skip
TABLES = (
    '[items.relevance.timely]\nanswer = "yes"\non = 2026-11-20\n',
    '[items.relevance.popular]\nanswer = "no"\non = 2026-11-20\nnote = "n"\n',
    '[items.relevance.popular]\nanswer = "perhaps"\non = 2026-11-20\n',
    '[items.relevance.interesting]\non = 2026-11-20\nanswer = "yes"\n',
    "[items.results]\nviews = 3\nrate = 0.5\nloss = -2\n",
    "[items.results]\nviews = 3\nclicks = 4\nviews = 5\n",
    "[items.results]\nviews = 03\n",
    '[items.results]\nviews = 1\n"a b" = 2\n',
    '[items.exported.hootsuite]\non = 2026-11-01\ndigest = "x"\n',
    "[items.exported.buffer]\non = 2026-11-01\n",
    '[items.extra]\n"Time (IST)" = "09:30"\nplain = "x"\n',
    '[items.extra]\nplain = "x"\nother = "y"\n"plain" = "z"\n',
    "[ items.results ]\nviews = 1\n",
    "[items.mystery]\nviews = 1\n",
)
AFTER = (
    '[[accepted]]\nrule = "quiet"\n',
    "# a comment\n[unknown]\nx = 1\n",
    "[items.results]\nviews = 1\n",
    "[[items]]\n",
    '[[ items ]]\nid = "last"\ntitle = "T"\n',
    '[[personas]]\nid = "p"\n',
    "[calendar]\n",
    "copy",
)  # fmt: skip


def _sound(text):
    try:
        codec.decode(
            f'[calendar]\ntitle = "A"\n[[items]]\nid = "a"\ntitle = "T"\ndate = 2026-01-01\n{text}\n'.encode(), "x"
        )
    except InvalidFileError:
        return text.startswith("date = 2026-12")
    return True


SOUND_LINES, SOUND_TABLES = [list(filter(_sound, texts)) for texts in (LINES, TABLES)]


@st.composite
def files(draw):
    wild = draw(st.integers(0, 3)) == 0
    usual_lines, usual_tables = (LINES, TABLES) if wild else (SOUND_LINES, SOUND_TABLES)
    parts = [draw(st.sampled_from((*HEADS[:2] * 8, *HEADS)))]
    for number in range(draw(st.integers(1, 5))):
        lines = ["[[items]]"]
        rest = draw(st.lists(st.sampled_from(usual_lines), max_size=3, unique_by=lambda line: line.split(" = ")[0]))
        ident = [f'id = "{draw(st.sampled_from((f"i{number}",) * 60 + ("i0", "~x", "")))}"'] * (
            draw(st.integers(0, 60)) > 0
        )
        title = [f'title = "T{number}"'] * (draw(st.integers(0, 60)) > 0)
        lines += [*ident, *title, *rest] if draw(st.integers(0, 3)) else [*rest, *title, *ident]
        text = "\n".join(lines) + "\n"
        text += "".join(draw(st.lists(st.sampled_from(usual_tables), max_size=2, unique=not wild)))
        parts.append(text + draw(st.sampled_from(("", "\n", "\n\n", "# about the next\n", "\n# detached\n\n"))))
    parts += draw(st.lists(st.sampled_from(AFTER if wild else AFTER[:1]), max_size=1))
    text = "".join(parts)
    text = text.replace("\n", "\r\n") if draw(st.integers(0, 5)) == 0 else text
    return (text.rstrip("\r\n") if draw(st.integers(0, 8)) == 0 else text).encode()


def said(data):
    try:
        found = codec.decode(data, "x.toml")
    except InvalidFileError as error:
        return error.problems
    return repr(found.calendar), found.warnings


def both(data, monkeypatch):
    monkeypatch.setattr(codec, "SMALLEST", 0)
    quick = said(data)
    monkeypatch.setattr(codec, "SMALLEST", 1 << 40)
    assert quick == said(data)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(data=files())
def test_a_large_file_says_what_it_says_read_as_a_small_one(data, monkeypatch):
    both(data, monkeypatch)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_way_to_write_a_line(line, end, monkeypatch):
    text = f'{HEADS[0]}\n[[items]]\nid = "i0"\n{line}\n\n[[items]]\nid = "i1"\ntitle = "Next"\n'
    both(text.replace("\n", end).encode(), monkeypatch)
    both(text.replace('id = "i0"', 'id = "i0"\ntitle = "T"').replace("\n", end).encode(), monkeypatch)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("other", ["", *TABLES[:2]])
def test_each_table_of_an_item(table, other, monkeypatch):
    text = f'{HEADS[0]}\n[[items]]\nid = "i0"\ntitle = "T"\n{other}\n{table}\n[[items]]\nid = "i1"\ntitle = "Next"\n'
    both(text.encode(), monkeypatch)


@pytest.mark.parametrize("oddity", ["", "\0", "\x80", "\ud800"])
def test_bytes_that_are_no_text(oddity, monkeypatch):
    text = f'{HEADS[0]}\n[[items]]\nid = "i0"\ntitle = "T{oddity}"\n'
    both(
        text.encode("latin-1", "surrogatepass") if oddity != "\ud800" else text.encode("utf-8", "surrogatepass"),
        monkeypatch,
    )


def test_a_calendar_without_items(monkeypatch):
    both(HEADS[0].encode(), monkeypatch)
    both(b"", monkeypatch)


def test_an_item_without_an_id_hides_no_other_that_stands_twice(monkeypatch):
    blocks = [f'[[items]]\n{ident}title = "T"\n' for ident in ("", 'id = "i1"\n', 'id = "i1"\n', 'id = "~a"\n')]
    both((HEADS[0] + "\n".join(blocks)).encode(), monkeypatch)
    both((HEADS[0] + "\n".join(blocks[:2])).encode(), monkeypatch)


def test_many_items(monkeypatch):
    both(usual_file(1200, 'parent = "i7"\n'), monkeypatch)
    both(usual_file(1200, 'parent = "i1999"\n'), monkeypatch)


def test_the_nasty_calendar(monkeypatch):
    both(NASTY.encode(), monkeypatch)


def usual_file(count, extra=""):
    blocks = [
        f'[[items]]\nid = "i{number}"\ntitle = "Title {number}"\ndate = 2026-12-0{number % 9 + 1}\n{extra}'
        for number in range(count)
    ]
    return (HEADS[0] + "\n" + "\n".join(blocks)).encode()


def test_a_usual_file_is_not_parsed_and_its_items_are_read_when_they_are_asked_for():
    found = usual.read(usual_file(40, 'notes = "n"\n'), 0)
    item = found.items[7]
    assert item.date.day == 8  # known with the file
    with pytest.raises(AttributeError):
        type(item).title.__get__(item)
    assert (item.title, item.notes) == ("Title 7", "n")
    assert type(item).title.__get__(item) == "Title 7"
    assert not hasattr(item, "nothing")


def test_who_asks_for_very_many_gets_some_more_with_each_and_what_was_read_whole_stays(monkeypatch):
    monkeypatch.setattr(usual, "MANY", 5)
    odd = b"title = 'T\\n'"
    data = usual_file(700, 'format = ""\nhashtags = []\nnot_after = 2026-12-31\n[items.results]\nviews = 3\n')
    found = usual.read(data.replace(b'title = "Title 7"', odd, 1), 0)
    assert [item.title for item in found.items[:10]] == [
        f"Title {number}" if number != 7 else "T\\n" for number in range(10)
    ]
    with pytest.raises(AttributeError):  # nobody waits for all of them at once …
        type(found.items[699]).title.__get__(found.items[699])
    assert [item.title for item in found.items[8:]] == [f"Title {number}" for number in range(8, 700)]
    assert found._asked < 80  # … but all come before long
    assert {(item.format, item.hashtags, item.not_after.day, item.results["views"]) for item in found.items} == {
        ("", (), 31, 3)
    }


def test_results_alone_are_read_when_they_are_asked_for():
    alone, beside = "[items.results]\nviews = 3\n", '[items.extra]\nx = "[items.results]"\n[items.results]\nviews = 4\n'
    data = usual_file(20, alone).replace(alone.encode(), beside.encode(), 1)
    found = usual.read(data, 0)
    first, other = found.items[:2]
    assert (first.title, other.title, other.extra) == ("Title 0", "Title 1", {})
    assert first.results == {"views": 4}
    with pytest.raises(AttributeError):
        type(other).results.__get__(other)
    assert other.results == {"views": 3}
    assert found.items[9].results == {"views": 3}  # before anything else of it
    assert found.items[9].title == "Title 9"
    assert found.items[9].results == {"views": 3}


def test_what_was_read_beside_another_is_not_read_again():
    found = usual.read(usual_file(20, 'notes = "n"\n'), 0)
    assert found.items[5].notes == "n"
    kept = found.items[7].notes
    assert found.items[3].title == "Title 3"  # the eight from there on go further than the sixth
    assert found.items[7].notes is kept
    assert [item.notes for item in found.items] == ["n"] * 20


def test_who_asks_which_items_name_a_moment_reads_no_others():
    blocks = usual_file(900).replace(b'title = "Title 7"', b'title = "Title 7"\nmoment = "m"', 1)
    blocks = blocks.replace(b'title = "Title 8"', b'title = "Title 8"\ncopy = """\nmoment = "told"\n"""', 1)
    found = usual.read(blocks.replace(b'title = "Title 9"', b"title = 'Title 9'\nmoment = 'm'", 1), 0)
    asked = [item for item in found.items if may_say(item, "moment")]
    assert [item.id for item in asked] == ["i7", "i8", "i9"]  # one of them only seems to
    assert [item.moment for item in asked] == ["m", "", "m"]
    with pytest.raises(AttributeError):
        type(found.items[500]).title.__get__(found.items[500])
    assert may_say(Item("x", "X"), "moment")
    assert not any(may_say(item, "moment") for item in usual.read(HEADS[0].encode() + b"\n", 0).items)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(files())
def test_what_is_read_in_brief_is_what_is_read_in_full(data):
    briefly, plain = usual.read(data, 0), usual.read(data, 0)
    if briefly is None:
        return
    read_together(briefly.items, brief=True)
    for item, whole in zip(briefly.items, plain.items, strict=True):
        for field in (*BRIEF, "relevance"):
            assert getattr(Item, field).__get__(item) == getattr(whole, field)  # there already, and the same
    read_together(briefly.items)
    assert repr(briefly.items) == repr(plain.items)


def test_what_was_read_in_brief_is_not_read_in_brief_again_and_makes_no_texts(monkeypatch):
    found = usual.read(usual_file(10, 'notes = "n"\n'), 0)
    read_together(found.items, brief=True)
    with pytest.raises(AttributeError):
        type(found.items[5]).notes.__get__(found.items[5])
    monkeypatch.setattr(found, "_values", lambda *what: pytest.fail(f"read again: {what}") if what[2] else ())
    read_together(found.items, brief=True)


def test_many_are_read_together_and_none_of_them_twice(monkeypatch):
    found = usual.read(usual_file(40, 'notes = "n"\n').replace(b'title = "Title 9"', b"title = 'Title 9'", 1), 0)
    assert found.items[20].title == "Title 20"
    looked = []
    monkeypatch.setattr(found, "_values", lambda *what, values=found._values: looked.append(what) or values(*what))
    read_together(found.items[5:30])
    assert max(len(column) for _field, _default, column in looked) == 16  # of 25, one was read whole and eight before
    assert [type(item).title.__get__(item) for item in found.items[5:30]] == [
        f"Title {place}" for place in range(5, 30)
    ]
    looked.clear()
    read_together([*found.items[5:30], Item("x", "X")])
    assert not any(column for _field, _default, column in looked)


def test_only_an_odd_block_is_parsed():
    data = usual_file(40).replace(b'title = "Title 7"', b"title = 'Title 7'")
    found = usual.read(data, 0)
    assert len(found.items) == 40
    assert type(found.items[7]).title.__get__(found.items[7]) == "Title 7"
    assert found.suspects == [7]


def test_a_python_that_would_match_the_expression_wrongly_reads_a_large_file_as_a_small_one(monkeypatch):
    data = usual_file(3000)
    read = codec.decode(data, "x.toml")
    assert isinstance(read.calendar.items[0], Late)
    assert read.usual is not None
    monkeypatch.setattr(shape, "EXACT", False)
    assert recalled(data, Seen(array("I"), array("I"), array("I"), ())) is None, "what another Python noted either"
    again = codec.decode(data, "x.toml")
    assert again.usual is None
    assert again.calendar == read.calendar
