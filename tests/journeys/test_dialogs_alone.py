"""Every dialog is made from plain values and gives one back; hostile text is shown as it is and runs nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from textual.app import App

from planner import i18n
from planner.core.model import Calendar, Channel, Format, Frozen, Item, Message, Person, Persona, Pillar
from planner.settings.themes import FALLBACK
from planner.tui.actions import Action
from planner.tui.acts.exporting import shown_label
from planner.tui.bridge import textual_theme
from planner.tui.screens.confirm import Answer, Choose, Confirm
from planner.tui.screens.export import Export, Preview, Wanted
from planner.tui.screens.help import Help
from planner.tui.screens.import_review import ImportReview, Proposal
from planner.tui.screens.item_form import ItemForm
from planner.tui.screens.open_file import OpenFile
from planner.tui.screens.palette import AT_ONCE, Command, Palette
from planner.tui.screens.pick import Choice, Pick, Picked
from planner.tui.screens.quick_add import Added, QuickAdd
from planner.tui.screens.welcome import Welcome
from planner.tui.widgets.lines import Palette as Styles

TODAY = dt.date(2026, 11, 23)
HOSTILE = (
    "[/b]",
    "[@click=app.quit]x[/]",
    "[/ [b \\ \x1b]52;c;eA==\x07 \u202eabc \u009b1m 👩\u200d👩\u200d👧 مرحبا " + "x" * 10_000,
)
ITEM = Item(
    "kqfzrv",
    "Trois romans",
    status="approved",
    date=dt.date(2026, 12, 3),
    time=dt.time(9),
    channels=("linkedin", "x"),
    format="video",
    personas=("camille", "marc"),
    pillar="conseil",
    message="lire",
    copy="Un texte",
    results=Frozen(views=1200),
)
CALENDAR = Calendar(
    "T",
    avoid=("clé en main",),
    personas=(
        Persona("camille", "Camille, lectrice fidèle", problems=("Ne sait plus quoi lire",)),
        Persona("marc", "Marc"),
    ),
    formats=(Format("video", "Vidéo"), Format("article", "Article")),
    channels=(Channel("linkedin", "LinkedIn", "linkedin"), Channel("x", "X", "x")),
    pillars=(Pillar("conseil", "Conseils de lecture", 40),),
    messages=(Message("lire", "On lit mieux quand on est bien conseillé."),),
    people=(Person("ana", "Ana"),),
    items=(ITEM,),
)
UNSET = object()


class Bare(App[None]):
    """An app with nothing in it but the dialog."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, screen) -> None:
        super().__init__()
        self.register_theme(textual_theme(FALLBACK))
        self.theme = FALLBACK.name
        self.dialog = screen
        self.result = UNSET

    def palette(self, ground):
        return Styles(self.get_css_variables(), ground)

    def on_mount(self):
        self.push_screen(self.dialog, lambda result: setattr(self, "result", result))

    def seen(self):
        return "\n".join(
            "".join(segment.text for segment in strip) for strip in self.screen._compositor.render_strips()
        )


async def write(pilot, text):
    for char in text:
        await pilot.press("space" if char == " " else char)


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_hostile_title_is_shown_as_it_is_in_every_dialog(text):
    item = replace(
        ITEM, title=text, copy=text, notes=text, link=text, owner=text, hashtags=(text,), assets=(text, "b, c")
    )
    plan = replace(CALENDAR, items=(item,), personas=(Persona("p", text),), filters=Frozen({text: text}))
    form = ItemForm()
    form.fill(item, plan, TODAY, "en", title=text, keep=lambda texts: None)
    screens = [
        form,
        QuickAdd(plan, TODAY, given=replace(item, id=""), text=text),
        Pick(text, [Choice("p", text, text)], ["p"], none=text, add="{name}"),
        Choose(text, [Answer(("a",), text, "a")], details=text, title=text),
        Palette([], [("abc", "", item)], [(text, text)], [(text, text)], [text, text]),
        ImportReview(text, [Proposal("a", text, text, text, text), Proposal("b", text, after=text)], text, text),
        Export(
            Wanted("csv", "a", "plain", ""),
            [("a", text)],
            lambda _w: text,
            lambda _w: Preview(1, (text,), (text,), (text,), (text,)),
        ),
    ]
    for screen in screens:
        app = Bare(screen)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            seen = app.seen()
            assert "\x1b" not in seen
            assert "\x07" not in seen
            assert "\u202e" not in seen
            assert "\u009b" not in seen
            if len(text) < 40:
                assert text in seen
            await pilot.press("f1", "f1", "escape")
            assert app.result is None


async def test_what_is_typed_is_read_back_as_one_types_and_added_on_enter():
    screen = QuickAdd(CALENDAR, TODAY, given=Item("", "", date=dt.date(2026, 11, 25)))
    app = Bare(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Wed 25 Nov" in app.seen()
        await write(pilot, "Prix [/b]")
        assert "→ Wed 25 Nov 2026 — Prix [/b]" in app.seen()
        await write(pilot, " @cam !li ")
        assert "LinkedIn · Camille, lectrice fidèle" in app.seen()
        await write(pilot, "^fri")
        assert "Fri 27 Nov 2026" in app.seen()
        await pilot.press("enter")
    item = app.result.item
    assert (item.title, item.date, item.personas, item.channels) == (
        "Prix [/b]",
        dt.date(2026, 11, 27),
        ("camille",),
        ("linkedin",),
    )
    assert not app.result.more


async def test_backspace_at_the_beginning_takes_the_proposed_day_away():
    screen = QuickAdd(CALENDAR, TODAY, given=Item("", "", date=dt.date(2026, 11, 25)))
    app = Bare(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("backspace")
        assert "Wed 25 Nov" not in app.seen()
        await write(pilot, "An idea")
        await pilot.press("enter")
    assert app.result == Added(Item("", "An idea"), line="An idea")


async def test_an_unknown_name_is_told_beneath_and_nothing_typed_is_lost():
    app = Bare(QuickAdd(CALENDAR, TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await write(pilot, "Prix @camile")
        assert "camile" in app.seen()
        assert "✗" in app.seen()
        await pilot.press("enter")
        assert app.result is UNSET
        assert app.dialog.query_one("#typed").value == "Prix @camile"
        await pilot.press("backspace", "backspace", "l", "l", "e", "enter")
    assert app.result.item.personas == ("camille",)


async def test_an_ambiguous_date_offers_both():
    app = Bare(QuickAdd(CALENDAR, TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await write(pilot, "Prix ^03/04/2027")
        await pilot.press("enter")
        assert app.result is UNSET
        seen = app.seen()
        assert "2027-04-03" in seen
        assert "2027-03-04" in seen


async def test_the_form_gives_back_only_what_changed():
    form = ItemForm()
    form.fill(ITEM, CALENDAR, TODAY, "en", title="Edit", keep=lambda texts: None)
    app = Bare(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", *"!")
        await pilot.press("tab", "tab", "ctrl+u", *"fri")
        assert "Friday 4 December 2026" in app.seen()
        await pilot.press("ctrl+s")
    assert app.result == {"title": "Trois romans!", "date": dt.date(2026, 12, 4)}


async def test_every_field_comes_back_as_it_was_when_its_text_is_typed_again():
    item = replace(
        ITEM, kind="evergreen", intent="inform", solves="Ne sait plus quoi lire", not_before=dt.date(2026, 11, 1), not_after=TODAY,
        owner="ana", suggested_by="Zoé", link="https://example.org/", assets=("a, b.jpg", 'c"d.png'), hashtags=("lecture",),
        call_to_action="Réserver", keyword="roman", notes="a\nb", results=Frozen({"views": 1200, "le taux": 1.5}),
    )  # fmt: skip
    from planner.tui.screens.fields import FIELDS, Reader

    for language in ("en", "fr"):
        with i18n.speaking(language):
            reader = Reader(replace(CALENDAR, items=(item,)), TODAY, language)
            blank = Item("other1", "")
            for name, field in FIELDS.items():
                assert reader.read(field, reader.written(field, item), blank) == getattr(item, name), name


async def test_what_is_wrong_stands_beside_the_field_and_saving_goes_there():
    form = ItemForm()
    form.fill(ITEM, CALENDAR, TODAY, "en", title="Edit", keep=lambda texts: None)
    app = Bare(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "tab", "ctrl+u", *"2026-02-31")
        assert "✗" in app.seen()
        await pilot.press("ctrl+s")
        assert app.result is UNSET
        assert form.focused.id == "field-date"
        assert "Not saved" in app.seen()
        await pilot.press("ctrl+u", "ctrl+s")
        assert app.result == {"date": None, "time": None}


async def test_a_field_is_completed_from_the_calendar_and_chosen_from_a_list():
    form = ItemForm()
    form.fill(
        replace(ITEM, format="", personas=()),
        CALENDAR,
        TODAY,
        "en",
        title="Edit",
        keep=lambda texts: None,
        start="format",
    )
    app = Bare(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"art")
        await pilot.pause()
        assert "article" in app.seen().lower()
        await pilot.press("right", "tab", "f2")
        assert isinstance(app.screen, Pick)
        await pilot.press("space", "down", "space", "enter")
        assert app.screen is form
        assert form.query_one("#field-personas").value == "Camille, lectrice fidèle, Marc"
        await pilot.press("ctrl+s")
    assert app.result == {"format": "article", "personas": ("camille", "marc")}


async def test_the_count_against_each_network_is_shown_as_one_types():
    form = ItemForm()
    form.fill(
        replace(ITEM, copy="a" * 279, channels=("x",)),
        CALENDAR,
        TODAY,
        "en",
        title="Edit",
        keep=lambda texts: None,
        start="copy",
    )
    app = Bare(form)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "X 279/280" in app.seen()
        await pilot.press("é")
        assert "X 280/280" in app.seen()
        await pilot.press("b")
        assert "X 281/280 ✗ 1 too many" in app.seen()
        await write(pilot, " cle en main")
        assert "to avoid: cle en main" in app.seen()
        await pilot.press("escape")


async def test_what_is_typed_is_handed_to_the_keeper_and_taken_up_again():
    kept = []
    form = ItemForm()
    form.fill(ITEM, CALENDAR, TODAY, "en", title="Edit", keep=lambda texts: kept.append(dict(texts)))
    app = Bare(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "!")
        await pilot.press("escape")
    assert kept[-1] == {"title": "Trois romans!"}
    again = ItemForm()
    again.fill(ITEM, CALENDAR, TODAY, "en", title="Edit", keep=lambda texts: None, draft=kept[-1])
    app = Bare(again)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s")
    assert app.result == {"title": "Trois romans!"}


async def test_enter_takes_the_one_under_the_cursor_and_space_marks_several():
    choices = [Choice("camille", "Camille"), Choice("marc", "Marc"), Choice("zoe", "Zoé")]
    for keys, result in (
        (("down", "enter"), Picked(("marc",))),
        (("z", "o", "e", "enter"), Picked(("zoe",))),
        (("2",), Picked(("marc",))),
        (("space", "down", "down", "space", "enter"), Picked(("camille", "zoe"))),
        (("up", "enter"), Picked()),
        ((*"Bob", "enter"), Picked(new="Bob")),
        (("escape",), None),
    ):
        app = Bare(Pick("Personas", choices, several=True, none="nobody", add="add {name}"))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(*keys)
        assert app.result == result, keys


async def test_marks_that_are_set_can_be_taken_away():
    app = Bare(Pick("Personas", [Choice("a", "A"), Choice("b", "B")], ["a", "b"], several=True))
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.seen().count("[x]") == 2
        await pilot.press("space")
        assert app.seen().count("[x]") == 1
        await pilot.press("enter")
    assert app.result == Picked(("b",))


async def test_enter_never_answers_a_question_that_destroys():
    app = Bare(Confirm("Delete [/b]?", yes="delete"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "d", "space")
        assert app.result is UNSET
        await pilot.press("o")
    assert app.result == "yes"


async def test_the_first_screen_offers_three_choices():
    for key, result in (("enter", "mine"), ("s", "sample"), ("o", "open"), ("q", None), ("escape", None)):
        app = Bare(Welcome("/home/x/content.toml"))
        async with app.run_test(size=(60, 20)) as pilot:
            assert "/home/x/content.toml" in app.seen()
            await pilot.press(key)
        assert app.result == result


ACTS = (
    Action("item.add", ("a", "n"), "add an item", "Change", lambda host: None),
    Action("item.move", ("m",), "move", "Plan", lambda host: None, where=frozenset({"week"})),
    Action("gap.accept", ("A",), "accept a gap", "Judge", lambda host: None, where=frozenset({"coverage"})),
)


async def test_help_shows_this_panel_first_searches_and_runs():
    app = Bare(Help(ACTS, "week"))
    async with app.run_test(size=(80, 24)) as pilot:
        seen = app.seen()
        assert seen.index("move") < seen.index("add an item") < seen.index("accept a gap")
        await pilot.press(*"accept")
        assert "add an item" not in app.seen()
        await pilot.press("enter")
    assert app.result == "gap.accept"
    app = Bare(Help(ACTS, "week"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "enter")
    assert app.result == "item.add"


async def test_the_palette_finds_titles_without_accents():
    items = [Item("aaaaaa", "La façade"), Item("bbbbbb", "Autre")]
    app = Bare(
        Palette(
            ACTS,
            [(item.id, "", item) for item in items],
            [("camille", "@camille")],
            [("dark", "Dark"), ("light", "Light")],
        )
    )
    async with app.run_test(size=(80, 24)) as pilot:
        assert "move" in app.seen()
        await pilot.press(*"facade")
        assert "La façade" in app.seen()
        assert "Autre" not in app.seen()
        await pilot.press("enter")
    assert app.result == Command("item", "aaaaaa")


async def test_the_palette_reads_many_titles_a_few_at_a_time_and_enter_waits_for_them():
    items = [Item(f"i{number}", f"Livre {number}") for number in range(3 * AT_ONCE)]
    items += [Item("late", "Romans du soir"), Item("later", "Le roman")]
    every = [(item.id, "", item) for item in items]

    async def nothing():
        """Read no title unless a key asks."""

    app = Bare(Palette(ACTS, every, [], []))
    async with app.run_test(size=(80, 24)) as pilot:
        app.dialog._read_on = nothing
        await pilot.press(*"roma", "enter")
    assert app.result == Command("item", "late")
    app = Bare(Palette(ACTS, every, [], []))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"roma")
        for _turn in range(20):
            await pilot.pause()
        assert app.seen().index("Romans du soir") < app.seen().index("Le roman")
        await pilot.press("down", "enter")
    assert app.result == Command("item", "later")


async def test_a_file_is_found_folder_by_folder(tmp_path):
    (tmp_path / "clients [b]").mkdir()
    (tmp_path / "clients [b]" / "été.toml").write_text("")
    (tmp_path / "note.txt").write_text("")
    app = Bare(OpenFile(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "note.txt" not in app.seen()
        await pilot.press(*"cli", "enter")
        assert app.result is UNSET
        assert "été.toml" in app.seen()
        await pilot.press(*"ete", "enter")
    assert app.result == tmp_path / "clients [b]" / "été.toml"


async def test_a_file_that_is_not_there_is_told(tmp_path):
    app = Bare(OpenFile(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"nothing.toml", "enter")
        assert app.result is UNSET
        assert "nothing.toml" in app.seen()
        await pilot.press("escape")
    assert app.result is None


async def test_the_review_takes_what_is_marked():
    proposals = [
        Proposal("a", "Un", "Title", "Un", "Deux"),
        Proposal("a", "Un", "Date", "x", "y"),
        Proposal("b", "Neuf", after="idea"),
    ]
    for keys, taken in (
        (("enter",), {0, 1, 2}),
        (("down", "space", "enter"), {1, 2}),
        (("space", "enter"), {2}),
        (("*", "enter"), set()),
        (("n", "space", "enter"), {0, 1}),
    ):
        app = Bare(ImportReview("Import", proposals, "3 rows"))
        async with app.run_test(size=(80, 24)) as pilot:
            assert "3 of 3" in app.seen()
            await pilot.press(*keys)
        assert app.result == frozenset(taken), keys


@pytest.mark.parametrize(("height", "all_seen"), [(24, False), (60, True)])
async def test_every_refused_row_can_be_read_by_keyboard(height, all_seen):
    bad = tuple(f"{number}. kqfzr{number}: no text" for number in range(1, 31))
    app = Bare(
        Export(
            Wanted("hootsuite", "all", "excel", "x"),
            [("all", "all")],
            lambda _w: "x",
            lambda _w: Preview(0, (), (), (), bad),
        )
    )
    async with app.run_test(size=(120, height)) as pilot:
        await pilot.pause()
        assert "1. kqfzr1:" in app.seen()
        box = app.screen.query_one("VerticalScroll")
        assert (box.max_scroll_y == 0) is all_seen
        for key, bottom in (("end", True), ("home", False)):
            await pilot.press(key)
            await pilot.pause()
            assert box.scroll_y == (box.max_scroll_y if bottom else 0)
        await pilot.press(*["pagedown"] * 8)
        await pilot.pause()
        assert box.scroll_y == box.max_scroll_y
        await pilot.press(*["pageup"] * 8)
        await pilot.pause()
        assert box.scroll_y == 0


async def test_the_export_shows_what_it_would_write_and_refuses_bad_rows():
    def preview(wanted):
        bad = ("kqfzrv: no text",) if wanted.format == "hootsuite" else ()
        return Preview(2, (f"/x/{wanted.format}",), (), (), bad)

    app = Bare(
        Export(
            Wanted("csv", "shown", "excel", ""), [("shown", "shown (2)")], lambda wanted: f"/x/{wanted.format}", preview
        )
    )
    async with app.run_test(size=(80, 24)) as pilot:
        assert "/x/csv" in app.seen()
        assert "For       Excel in French  [Excel in English]  other programs" in app.seen()
        assert "2 rows" in app.seen()
        await pilot.press("right", "right")
        assert "/x/hootsuite" in app.seen()
        await pilot.press("enter")
        assert app.result is UNSET
        assert "kqfzrv: no text" in app.seen()
        await pilot.press("f3", "enter")
    assert app.result == Wanted("hootsuite", "shown", "excel", "/x/hootsuite", skip_bad=True)


async def test_a_calendar_that_is_not_there_is_offered_as_a_new_one(tmp_path):
    (tmp_path / "acme.toml").write_text("")
    app = Bare(OpenFile(tmp_path, make=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"acm")
        assert app.seen().index("acme.toml") < app.seen().index("new calendar: acm.toml")
        await pilot.press("e")
        assert "new calendar" not in app.seen()
        await pilot.press("2", "enter")
    assert app.result == tmp_path / "acme2.toml"
    assert not app.result.exists()


def test_what_is_shown_is_told_with_its_range():
    assert shown_label("week", 2, filtered=False) == "shown: 2 items of the week"
    assert shown_label("month", 1, filtered=True) == "shown: 1 item of the month (filtered)"
    assert shown_label("board", 30, filtered=False) == "shown: 30 items"


async def test_the_line_for_a_path_says_that_it_is_empty(tmp_path):
    screen = OpenFile(tmp_path, make=True)
    app = Bare(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = screen.query_one("#typed")
        assert line.placeholder.startswith("a file's name, or a new name to make one; from /")
        await pilot.press("n")
        assert screen.typed == "n"
