"""Who knows no key finds each one by the words that come to mind, in help and palette, in either language."""

from __future__ import annotations

import pytest

from journeys.harness import PLAN, planner
from planner import i18n
from planner.tui import actions
from planner.tui.screens.help import Help
from planner.tui.screens.palette import Palette
from planner.tui.synonyms import ALSO, ANSWERS

SOUGHT = {
    "en": {
        "item.move": "schedule|put on a day|move|shift|reschedule|postpone|move a week",
        "questions.answer": "question|answer|relevance|check",
        "gap.fill": "gap|missing",
        "month.fill": "fill|gaps|suggest",
        "item.status": "status|done|approve|publish|ready",
        "item.edit": "title|rename|edit|change|notes",
        "item.mark": "mark|select|several|multiple",
        "item.mark_all": "select all|everything",
        "file.export": "csv|excel|send|print|hootsuite|export",
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
    assert {ident for _text, _words, ident in ANSWERS} <= known


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
