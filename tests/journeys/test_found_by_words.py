"""Who knows no key finds each one by the words that come to mind, in help and palette, in either language."""

from __future__ import annotations

import pytest

from journeys.harness import PLAN, planner
from planner import i18n
from planner.tui import actions
from planner.tui.screens.help import Help
from planner.tui.screens.item_form import ItemForm
from planner.tui.screens.palette import Palette
from planner.tui.synonyms import ALSO, ANSWERS

SOUGHT = {
    "en": {
        "item.move": "schedule|put on a day|move|shift|reschedule|postpone|move a week",
        "questions.answer": "question|answer|relevance|check",
        "gap.fill": "gap|missing",
        "month.fill": "fill|gaps|suggest|autofill|generate posts",
        "item.status": "status|done|approve|publish|ready|posted|went live|mark as published",
        "item.edit": "title|rename|edit|change|notes|headline|write a note",
        "item.mark": "mark|select|several|multiple",
        "item.mark_all": "select all|everything",
        "file.export": "csv|excel|send|print|hootsuite|export|hard copy",
        "client.switch": "client|other client|switch",
        "client.overview": "overview|clients",
        "edit.undo": "undo|mistake|go back",
        "program.quit": "quit|exit|close|save",
        "item.add": "add|new|create",
        "item.take": "copy|duplicate",
        "item.put": "paste|put",
        "program.filter": "search|find|filter",
        "item.delete": "delete|remove",
        "program.theme": "dark|colors",
        "history.show": "versions|restore|backup",
        "item.to_inbox": "inbox|remove date",
        "item.derive": "versions|adapt",
        "questions.week": "right time",
        "item.repeat": "come back",
    },
    "fr": {
        "item.move": "planifier|dater|déplacer|reporter|décaler|bouger",
        "questions.answer": "question|répondre|pertinence",
        "gap.fill": "trou|manque|combler",
        "month.fill": "remplir|écarts|proposer",
        "item.status": "statut|fini|valider|publier|prêt",
        "item.edit": "titre|renommer|modifier|corriger|notes",
        "item.mark": "marquer|sélectionner|plusieurs|cocher",
        "item.mark_all": "tout|sélectionner tout",
        "file.export": "csv|excel|envoyer|imprimer|exporter",
        "client.switch": "client|autre client|changer de client",
        "client.overview": "aperçu|clients",
        "edit.undo": "annuler|défaire|erreur|revenir",
        "program.quit": "quitter|sortir|fermer|enregistrer",
        "item.add": "ajouter|nouveau|créer",
        "item.take": "copier|dupliquer",
        "item.put": "coller",
        "program.filter": "chercher|rechercher|filtrer",
        "item.delete": "supprimer|effacer|retirer",
        "program.theme": "sombre|couleurs",
        "history.show": "versions|restaurer|historique",
        "item.derive": "déclinaison|versions|adapter",
        "questions.week": "bon moment",
        "item.repeat": "revenir",
    },
}
SEEN = 12
"""Lines that a help screen of 80×24 shows at the least."""


@pytest.mark.parametrize(
    ("language", "ident", "words"),
    [(language, ident, words) for language, table in SOUGHT.items() for ident, words in table.items()],
)
def test_an_act_is_found_by_the_words_that_come_to_mind(language, ident, words):
    with i18n.speaking(language):
        table = actions.table()
        guide, palette = Help(table, "week"), Palette(table, [], [], [])
        for sought in words.split("|"):
            in_help = [row.value for row in guide.rows(sought) if row.value]
            in_palette = [row.value.value for row in palette.rows(sought)]
            assert ident in in_help[:SEEN], (sought, in_help)
            assert ident in in_palette[:SEEN], (sought, in_palette)


ASKED = {
    "en": {
        "every month": "every month|monthly|recurring|repeat",
        "how many": "count|how many",
        "reminders": "reminder|notification",
        "unfinished": "unfinished|not done|to do",
        "after a crash": "crash|power cut",
        "two windows": "two windows|second window",
        "git": "git",
        "mouse": "mouse",
        "sort": "sort|order",
        "holidays": "holidays|time zone",
        "a sample": "demo|sample",
        "targets": "cadence",
        "language": "language|french",
        "results": "results",
        "deleted": "trash",
        "a new channel": "instagram|tiktok",
        "priority": "priority|urgent",
        "by persona": "by persona|by channel",
    },
    "fr": {
        "chaque mois": "chaque mois|tous les mois|mensuel|répéter",
        "combien": "combien|compter",
        "rappels": "rappel",
        "pas fini": "pas fini|inachevé|à faire",
        "après une panne": "plantage|panne|crash",
        "deux fenêtres": "deux fenêtres",
        "git": "git",
        "souris": "souris",
        "trier": "trier|tri",
        "jours fériés": "jours fériés|fuseau horaire",
        "un exemple": "exemple|démo",
        "cibles": "cadence|fréquence",
        "langue": "langue|anglais",
        "résultats": "résultats",
        "supprimé": "poubelle",
        "un nouveau canal": "instagram|tiktok",
        "priorité": "priorité|urgent",
        "par persona": "par persona|par canal",
    },
}


@pytest.mark.parametrize(
    ("language", "said", "words"),
    [(language, said, words) for language, table in ASKED.items() for said, words in table.items()],
)
def test_what_is_no_act_of_its_own_has_a_line_that_says_how(language, said, words):
    with i18n.speaking(language):
        table = actions.table()
        guide, palette = Help(table, "week"), Palette(table, [], [], [])
        for sought in words.split("|"):
            for screen in (guide, palette):
                lines = [row.text.plain.strip() for row in screen.rows(sought)][:SEEN]
                assert any(line.startswith(said) for line in lines), (sought, lines)
                assert all(len(line) <= 72 for line in lines if line.startswith(said)), lines


def test_an_answer_names_the_keys_there_are_and_leads_to_its_act():
    table = actions.keyed({"item.take": "Z"})
    palette = Palette(table, [], [], [])
    (row,) = [row for row in palette.rows("every month") if "every month" in row.text.plain]
    assert "Z takes a copy" in row.text.plain
    assert row.value.value == "item.take"
    known = {action.id for action in table} | {""}
    assert {ident.partition(" ")[0] for _text, _words, ident in ANSWERS} <= known


@pytest.mark.parametrize("opens", ["question_mark", "colon"])
@pytest.mark.parametrize(("words", "field"), [("write results", "results"), ("urgent", "notes")])
async def test_an_answer_opens_the_form_at_its_field(tmp_path, opens, words, field):
    async with planner(tmp_path) as drive:
        await drive.press(opens)
        await drive.type(words)
        await drive.press("enter")
        assert await drive.until(lambda: isinstance(drive.app.screen, ItemForm))
        assert await drive.until(lambda: drive.app.focused is drive.app.screen._widget(field))


async def test_an_answer_that_leads_nowhere_leaves_all_as_it_is(tmp_path):
    async with planner(tmp_path, PLAN, size=(80, 24)) as drive:
        for key in ("question_mark", "colon"):
            await drive.press(key)
            await drive.type("mouse")
            assert "mouse: click" in drive.screen
            await drive.press("enter")
            await drive.press("escape")
            assert "mouse: click" not in drive.screen
        assert drive.text == PLAN


FIRST = {
    "en": {
        "view.week": "week|Week",
        "item.take": "copy",
        "program.theme": "theme",
        "item.add": "new|idea|write an idea down",
        "item.mark_all": "everything",
        "item.status": "status|published|archive|park",
        "item.channel": "add a channel",
        "item.persona": "audience|public|recipient",
        "item.repeat": "evergreen|always valid",
        "item.derive": "series",
        "coverage.usual": "target|objective|frequency|cadence|rhythm",
        "file.where": "settings|options|language|folder|path|location|where is my file",
        "program.help": "keyboard|tutorial|how do I start",
        "item.delete": "trash",
        "file.export": "web page|PDF",
        "questions.answer": "interesting|relevant",
        "item.edit": "results|write results",
        "edit.undo": "ctrl+z|undo",
        "history.show": "yesterday|what changed",
        "program.quit": "quit|exit",
        "moments.show": "season|moment|trade fair|special date",
        "date.goto": "go to day|go to a date",
        "date.today": "back to today",
        "filter.save": "save view|saved filter",
        "panel.5": "enlarge|bigger panel",
    },
    "fr": {
        "moments.show": "temps fort|saison|ajouter une date",
        "date.goto": "aller à une date|aller à un jour",
        "view.week": "semaine",
        "item.take": "copier",
        "program.theme": "thème",
        "item.add": "nouveau|idée|écrire une idée",
        "item.status": "publié|statut|archiver|abandonner",
        "program.filter": "filtre",
        "report.show": "stats",
        "item.channel": "ajouter un canal|réseaux sociaux",
        "item.persona": "audience|public|destinataire",
        "item.repeat": "intemporel|toujours valable",
        "item.derive": "série|séries",
        "coverage.usual": "objectif|cible|fréquence|cadence|rythme",
        "file.where": "configuration|options|langue|dossier|chemin|emplacement|où est mon fichier",
        "program.help": "clavier|tutoriel|comment commencer",
        "item.delete": "poubelle",
        "file.export": "page web|pdf",
        "questions.answer": "intéressant|pertinent",
        "item.edit": "écrire les résultats",
        "edit.undo": "ctrl+z",
        "history.show": "hier|ce qui a changé",
        "program.quit": "quitter|sortir",
    },
}


@pytest.mark.parametrize(
    ("language", "ident", "words"),
    [(language, ident, words) for language, table in FIRST.items() for ident, words in table.items()],
)
def test_what_is_called_so_stands_first(language, ident, words):
    with i18n.speaking(language):
        table = actions.table()
        guide, palette = Help(table, "week"), Palette(table, [], [], [])
        for sought in words.split("|"):
            assert palette.rows(sought)[0].value.value.partition(" ")[0] == ident, sought
            assert guide.rows(sought)[0].value.partition(" ")[0] == ident, sought


def test_letters_inside_a_word_count_only_where_nothing_else_is_found():
    with i18n.speaking("fr"):
        palette = Palette(actions.table(), [], [], [])
        assert not [row for row in palette.rows("mai") if "semaine" in row.text.plain]
        assert not [row for row in palette.rows("hier") if "fichier" in row.text.plain]
        assert [row.value.value for row in palette.rows("essiner")] == ["program.redraw"]


def test_a_group_weighs_least():
    rows = [row.text.plain for row in Palette(actions.table(), [], [], []).rows("plan")]
    assert rows[0].startswith("the plan")
    assert [row.endswith("  Plan") for row in rows[-2:]] == [True, True]


async def test_where_nothing_is_found_that_is_said(tmp_path):
    async with planner(tmp_path, PLAN, size=(80, 24)) as drive:
        for key, told in (("colon", "; ? lists all keys."), ("question_mark", ".")):
            await drive.press(key)
            await drive.type("xyzzy")
            assert f"Nothing is found for “xyzzy”{told}" in drive.screen
            await drive.press(*["backspace"] * 5)
            assert "Nothing is found" not in drive.screen
            await drive.press("escape")


async def test_a_channel_is_found_by_its_name_and_shows_what_is_its(tmp_path):
    async with planner(tmp_path, PLAN, size=(80, 24)) as drive:
        name = drive.host.calendar.channels[0].name
        await drive.press("colon")
        await drive.type(name)
        await drive.press("enter")
        assert drive.host.filter == f"!{drive.host.calendar.channels[0].id}"


async def test_a_date_that_is_typed_is_gone_to(tmp_path):
    async with planner(tmp_path, PLAN, size=(80, 24)) as drive:
        await drive.press("colon")
        await drive.type("15 may")
        assert "go to Saturday 15 May 2027" in drive.screen
        await drive.press("enter")
        assert drive.host.day.isoformat() == "2027-05-15"


async def test_where_the_files_lie_is_told_in_full(tmp_path):
    async with planner(tmp_path, PLAN, size=(200, 40)) as drive:
        await drive.press("colon")
        await drive.type("where is my file")
        await drive.press("enter")
        told = str(drive.app.screen.query_one("#details").render())
        assert str(drive.host.workspace.path.absolute()) in told
        assert "config.toml" in told
        await drive.press("enter")
        assert drive.app.screen is drive.host


def test_other_words_are_those_of_acts_that_there_are():
    assert ALSO.keys() <= {action.id for action in actions.table()}


@pytest.mark.parametrize(
    ("language", "ident", "sentence"),
    [
        ("en", "item.edit", "change the title"),
        ("en", "item.add", "write something new"),
        ("en", "item.persona", "who is it for"),
        ("en", "file.export", "send it to my client"),
        ("en", "item.repeat", "repeat posts"),
        ("en", "program.filter", "search for only linkedin"),
        ("en", "voices.show", "my team"),
        ("en", "program.signs", "what do the symbols mean"),
        ("en", "file.import", "comments from the client"),
        ("en", "file.export", "send for approval"),
        ("fr", "client.switch", "tous les clients"),
        ("fr", "history.show", "une ancienne version"),
        ("fr", "item.move", "changer la date"),
        ("fr", "period.next", "la semaine prochaine"),
    ],
)
def test_whoever_asks_in_a_sentence_is_shown_what_is_nearest(language, ident, sentence):
    with i18n.speaking(language):
        table = actions.table()
        guide, palette = Help(table, "week"), Palette(table, [], [], [])
        assert ident in [row.value for row in guide.rows(sentence)][:SEEN]
        assert ident in [row.value.value for row in palette.rows(sentence)][:SEEN]
        assert not guide.rows("xyzzy of it")
        assert not palette.rows("xyzzy of it")


async def test_f1_opens_the_help_and_the_help_says_where_else_to_look(tmp_path):
    async with planner(tmp_path, PLAN, size=(80, 24)) as drive:
        await drive.press("f1")
        assert "Here: week" in drive.screen
        await drive.type("reschedule")
        assert "move: arrows show where" in drive.screen
        await drive.press("escape", "escape", "4")
        assert "put on a day" in drive.footer


async def test_the_last_line_says_how_the_question_under_the_cursor_is_answered(tmp_path):
    async with planner(tmp_path, PLAN, size=(80, 24)) as drive:
        assert drive.at == "Pricing mistakes"
        assert "?1" in next(line for line in drive.lines if "Pricing mistakes" in line)
        assert "r answer ?1" in drive.footer
        await drive.press("r", "y")
        assert "answer" not in drive.footer


async def test_the_statuses_to_choose_from_tell_the_sign_of_each(tmp_path):
    async with planner(tmp_path, PLAN, size=(80, 24)) as drive:
        await drive.press("s")
        said = {line.split("│")[-2].strip()[-1:]: line for line in drive.lines if "│" in line}
        for sign, status in (("◌", "Idea"), ("◔", "Draft"), ("◑", "Review"), ("●", "Approved"), ("✓", "Published")):
            assert status in said[sign]
