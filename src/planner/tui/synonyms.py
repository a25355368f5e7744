"""Other words that people look for an act by, beside those of its label: help and palette find it by both.

A reader would get wrong: they are searched and never shown, and a translation gives its own language's, not the same ones. What is no act of its
own, or is done by several, has a line that says how it is done; Enter there does the first of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planner.i18n import N_, _
from planner.tui.finding import line_of

if TYPE_CHECKING:
    from planner.tui.actions import Action

ALSO: Mapping[str, str] = {
    "item.move": N_(
        "schedule, reschedule, plan, put on a day, place, shift, postpone, drag, assign, drop, date, change the date, week, tomorrow, Monday, Friday, cut, week later, a week later, move by a week, next week, other week, another day, bring forward, push back, delay, delay a post, swap days"
    ),
    "item.earlier": N_("sooner, shift, move, back"),
    "item.later": N_("postpone, shift, move, delay"),
    "item.to_inbox": N_("inbox, unschedule, remove the date, undated, no date"),
    "item.next_status": N_("approve, done, ready, finish, publish, forward"),
    "item.status": N_(
        "done, approve, approved, publish, published, ready, finish, state, stage, draft, review, approval, status, archive, park, parked, drop a post, dropped, revision, mark as published, mark as done, posted, went live, is live, sent, finished, complete, completed, tick off, online, it is online, in review, move to published, sign off, progress, final"
    ),
    "item.delete": N_("remove, erase, trash, throw away, bin, get rid of, scrap, cancel a post, discard"),
    "edit.undo": N_(
        "revert, go back, take back, mistake, wrong, Ctrl+Z, trash, bin, deleted, oops, go back one step, cancel the last action, restore the last, reverse, roll back"
    ),
    "edit.redo": N_("again, forward, undone, reapply, do again"),
    "edit.again": N_("repeat"),
    "item.add": N_(
        "new, create, insert, write, note, post, idea, note an idea, write an idea down, add, new entry, plan a post, something, put in, start, draft a post, make a post"
    ),
    "item.edit": N_(
        "title, rename, change, modify, open, text, copy, write, notes, date, time, link, owner, hashtags, photo, picture, image, assign, hour, deadline, campaign, description, note, write a note, add a note, comment, comments, change the time, time of day, headline, author, writer, responsible, assignee, body, caption, content of the post, details, write the text, correct, typo, fix, type, amend, alter, wording, fill in"
    ),
    "item.persona": N_(
        "audience, reader, customer, for whom, public, recipient, target group, add a persona, new persona, person, buyer, client type, who reads this, segment"
    ),
    "item.format": N_("type, kind, article, video, add a format, new format"),
    "item.channel": N_(
        "network, platform, LinkedIn, newsletter, blog, add a channel, new channel, social media, social network, change the network, change the channel, where to post, where to publish"
    ),
    "item.pillar": N_("topic, subject, category, theme of the strategy, add a pillar, new pillar"),
    "item.take": N_(
        "duplicate, clone, copy, template, make a copy, copy and paste, make another one like it, same again, the same"
    ),
    "item.put": N_("paste, insert, duplicate"),
    "item.repeat": N_(
        "recycle, again, duplicate, republish, repeat a post, reuse, recurring, evergreen, always valid, timeless, come back, bring back, regularly, loop, again next year, every month, bring it back, later again"
    ),
    "item.editor": N_("vim, nano, external, TOML"),
    "item.mark": N_(
        "select, tick, check, several, multiple, bulk, choose several, choose more than one, change several, group edit, all at once, in one go"
    ),
    "item.mark_range": N_("select, several, multiple, bulk, select a range, range"),
    "item.mark_all": N_("select, everything, bulk"),
    "program.filter": N_(
        "search, find, show only, where is, filter, find a word, find posts, look for, narrow down, only, find text, hide the rest, hide, query"
    ),
    "filter.save": N_(
        "save, remember, search, saved filter, saved view, save view, save this view, saved search, favourite, keep"
    ),
    "program.back": N_(
        "cancel, close, unmark, deselect, leave, clear the filter, remove the filter, show everything again"
    ),
    "date.goto": N_(
        "jump, day, calendar, tomorrow, go to a date, other date, go to a day, go to day, choose a date, pick a date, specific day, a day in December"
    ),
    "date.today": N_("now, home, back to today, this week, current week, current day"),
    "period.next": N_("forward, next, later dates, next seven days"),
    "period.previous": N_("back, last, earlier dates"),
    "view.month": N_(
        "calendar, grid, whole, agenda, see the month, show the month, month view, year, quarter, overview of the year, another month, other month, monthly view"
    ),
    "view.board": N_("kanban, columns, status, pipeline, workflow, stages, by stage, Trello"),
    "view.list": N_("table, all items, show all items, show everything, every item, all posts, all my posts"),
    "view.past": N_("overdue, late, behind, unpublished, old, backlog, late posts, missed, forgotten"),
    "panel.2": N_("calendar, month"),
    "panel.3": N_(
        "gaps, balance, what is missing, missing, missing posts, holes, shortfall, shortfalls, lack, what do I lack, overview of gaps, balance of the month, balanced, am I balanced"
    ),
    "panel.4": N_(
        "inbox, backlog, see ideas, all ideas, list of ideas, without a date, unscheduled, undated, notes for later, later, idea bank, idea list"
    ),
    "panel.5": N_(
        "detail, preview, read, zoom, whole, enlarge, bigger, bigger panel, full screen, larger, maximize, larger, widen, see more, more"
    ),
    "gap.fill": N_("missing, hole, suggest, gap"),
    "gap.first": N_("gaps, missing, hole"),
    "gap.accept": N_("ignore, dismiss, hide, gaps"),
    "month.fill": N_(
        "gaps, missing, suggest, suggestions, automatic, schedule the ideas, free slots, empty days, autofill, generate, generate posts, fill automatically, propose, proposals, let the program propose, auto plan, plan automatically, help me plan, helps planning, place my ideas, place ideas, spread the ideas"
    ),
    "questions.answer": N_(
        "ask, relevance, check, interesting, relevant, right time, good time, good moment, reply, unanswered, answer, open questions, popular, competitors, evaluate, still hot, assess"
    ),
    "questions.week": N_(
        "ask, relevance, check, interesting, relevant, right time, good time, good moment, reply, unanswered, answer, open questions, popular, competitors, evaluate, still hot, assess"
    ),
    "item.derive": N_(
        "variants, repurpose, reuse, formats, brainstorm, ideas, series, content ideas, adapt, adaptation, version, versions, variation, version for another channel, another format, turn into, make a video of it, rewrite, other versions, spin off, split, convert, cross post, convert to newsletter"
    ),
    "coverage.usual": N_(
        "goals, gaps, target, objective, frequency, cadence, rhythm, how often, posts per week, how many a week, publish more often, number of posts, number of posts per week, how many posts, quota, strategy, goals of the strategy, posts a month, posts a week, two a week, two posts a week"
    ),
    "moments.show": N_(
        "moment, season, seasons, event, events, Black Friday, seasonal date, campaign date, campaign, occasion, trade fair, fair, important date, special date, key date, add a date, mark a date, mark a day, anniversary, birthday, launch, deadline, remind me, fixed date, holiday, public holiday, reminder date, conference, congress, Christmas, Easter, festival, campaign day"
    ),
    "report.show": N_(
        "statistics, figures, performance, report, views, likes, clicks, cost, hours, budget, how many, stats, numbers, analytics, KPI, return, ROI, what worked"
    ),
    "supply.show": N_("stock, reserve, runs out"),
    "review.run": N_("Monday, routine, guide, review"),
    "file.export": N_(
        "CSV, Excel, send to the client, share, print, save as, Hootsuite, Buffer, ICS, Google calendar, Outlook, HTML, PDF, Word, mail, report, approval, web page, email, paper, hard copy, spreadsheet for the client, download, deliver, hand over, publish the calendar, make a PDF, get a file"
    ),
    "file.import": N_(
        "CSV, Excel, upload, load, comments and answers of the client, client feedback, take in a list, list of posts, paste from Excel, open a spreadsheet"
    ),
    "file.where": N_(
        "folder, path, place, location, directory, where is my file, where is my calendar, settings, options, configuration, language, saved where"
    ),
    "file.open": N_(
        "file, client, load, other, new client, new calendar, add a customer, new customer, add a client, new brand, add a brand, open another calendar"
    ),
    "history.show": N_(
        "versions, backup, restore, earlier, old version, lost, yesterday, what changed, changes, deleted, older versions, previous version, log, journal, timeline, who changed what, what have I changed, roll back"
    ),
    "client.switch": N_(
        "change, switch, customer, calendar, other, client, open a client, open client, choose a client, choose client"
    ),
    "client.overview": N_("overview, summary, customers, who first"),
    "voices.show": N_("team, people, colleagues"),
    "program.redraw": N_("refresh, repair, reload"),
    "file.merge_copy": N_("conflict, Dropbox, Syncthing, two computers"),
    "file.import_ideas": N_("team, colleagues, comments, ask"),
    "program.quit": N_("exit, close, leave, save, end, log out, stop, goodbye, shut down, finish work, finish"),
    "program.palette": N_("commands, menu, run"),
    "program.signs": N_("legend, symbols, glyphs, icons, meaning, dots, marks, signs, circle, what is the circle"),
    "program.theme": N_(
        "colors, dark mode, light, look, settings, preferences, theme, themes, appearance, change the colors, change the colours, background, contrast, font, change the theme, night mode"
    ),
    "program.help": N_(
        "shortcuts, manual, change a key, settings, preferences, keyboard, keys, tutorial, learn, begin, start, how do I start, get started, how does this work, key list, list of keys, remap, customize, assign a key"
    ),
    "item.link": N_("link, URL, website"),
}
"""By id; the words of a phrase are looked for one by one."""


ANSWERS: Sequence[tuple[str, str, str]] = (
    (
        N_("every month: {take} takes a copy, {next} goes on, {put} puts it; an evergreen: {repeat}"),
        N_("monthly, every month, each month, weekly, every week, recurring, recurrence, repeat"),
        "item.take",
    ),
    (
        N_("how many: the foot of a panel counts, {filter} counts what matches"),
        N_("count, how many, number, total, sum"),
        "program.filter",
    ),
    (
        N_("reminders: {export} as ICS, and your calendar reminds you"),
        N_("reminder, remind, notification, notify, alarm, alert"),
        "file.export",
    ),
    (
        N_("unfinished: {filter} with status:idea,draft,review"),
        N_("unfinished, not done, incomplete, to do, todo, left to do, open, in progress"),
        "program.filter",
    ),
    (
        N_("after a crash: all is saved, and the next start names what was typed"),
        N_("crash, crashed, power cut, lost, recover, autosave, save, hang"),
        "history.show",
    ),
    (
        N_("two windows: open it in both; each takes in what the other does"),
        N_("two windows, window, second window, twice, split, at the same time, two people"),
        "",
    ),
    (
        N_("git: the calendar is one text file; commit it like any other"),
        N_("git, version control, commit, diff, branch"),
        "",
    ),
    (
        N_("mouse: click, double click opens, the wheel steps, drag moves an item"),
        N_("mouse, click, drag, drop, wheel, scroll, touchpad"),
        "",
    ),
    (
        N_("sort: always by date; {board} by status, {filter} shows a part"),
        N_("sort, sorted, order, group by, arrange"),
        "view.board",
    ),
    (
        N_("results: {edit}, last field (views=1200); {report} shows what they bring"),
        N_(
            "results, write results, statistics, add results, views, enter results, note results, record results, views and customers, fill in numbers, numbers, figures"
        ),
        "item.edit results",
    ),
    (
        N_("evergreen: {edit}, Kind, makes one; {repeat} brings it back later"),
        N_("evergreen, always valid, timeless, make evergreen"),
        "item.edit kind",
    ),
    (
        N_("deleted: {undo} takes it back, {history} finds it in an earlier state"),
        N_("trash, bin, recycle bin, deleted, undelete, recover"),
        "edit.undo",
    ),
    (
        N_("PDF: {export} as HTML, open the page and print it"),
        N_("PDF, print, web page"),
        "file.export",
    ),
    (
        N_("targets: {usual} shows and changes what the plan asks for"),
        N_("targets, target, objective, goals, frequency, cadence, rhythm"),
        "coverage.usual",
    ),
    (
        N_("a new channel: {channel} and its name adds it; {usual} sets what is asked of it"),
        N_(
            "Instagram, Facebook, TikTok, YouTube, Twitter, Threads, Pinterest, Bluesky, Mastodon, Substack, podcast, channels of the calendar"
        ),
        "item.channel",
    ),
    (
        N_("a new persona: {persona} and its name adds it; {usual} sets what is asked of it"),
        N_("new persona, add a persona, new audience, add an audience, new target group"),
        "item.persona",
    ),
    (
        N_("priority: a word of yours in the notes ({edit}, Notes); {filter} finds it"),
        N_("priority, urgent, important, label, labels, tag, tags, star, flag"),
        "item.edit notes",
    ),
    (
        N_("by persona, format or channel: {filter} and @, # or ! shows its items"),
        N_(
            "by persona, by format, by channel, by pillar, per persona, per channel, group by persona, show one persona"
        ),
        "program.filter",
    ),
    (
        N_("settings: in config.toml; {theme} chooses colours, {help} then F2 keys"),
        N_("settings, options, configuration, preferences"),
        "file.where",
    ),
    (
        N_('language: a line in config.toml, language = "fr"'),
        N_("language, French, English"),
        "file.where",
    ),
    (
        N_("holidays, time zone, first day of the week: at the head of the file"),
        N_("holiday, holidays, country, time zone, timezone, week start, first day of the week"),
        "file.where",
    ),
    (
        N_("a sample to try things on: planner demo, in the terminal"),
        N_("sample, demo, example, practice, try"),
        "",
    ),
)
"""How it is done, the words that it is looked for by, and the act that Enter does; none where there is nothing to do.

What follows the id of the form is the field to stand in."""
_NAMED = {
    "take": ("item.take", "y"), "next": ("period.next", "]"), "put": ("item.put", "V"), "repeat": ("item.repeat", "b"),
    "filter": ("program.filter", "/"), "export": ("file.export", "x"), "board": ("view.board", "B"),
    "edit": ("item.edit", "e"), "report": ("report.show", "I"), "undo": ("edit.undo", "u"), "history": ("history.show", "H"),
    "channel": ("item.channel", "c"), "persona": ("item.persona", "p"), "usual": ("coverage.usual", "T"),
    "theme": ("program.theme", "C"), "help": ("program.help", "?"),
}  # fmt: skip
"""The acts whose keys the answers name, and these keys."""


def answers(actions: Sequence[Action]) -> list[tuple[str, str, str]]:
    """Return (what is said, the words that it is found by, the id of the act) of each answer, with the keys of these ``actions``."""
    from planner.tui.actions import Keys

    keys = Keys(tuple(actions))
    named = {name: keys.named(ident, usual) for name, (ident, usual) in _NAMED.items()}
    return [(said := _(text).format(**named), line_of(f": {said}", _(words)), ident) for text, words, ident in ANSWERS]


def words_of(action: Action, name: str, least: str) -> str:
    """Return what ``action`` is found by: its ``name``, its other words, and what weighs ``least``."""
    return line_of(name, _(ALSO[action.id]) if action.id in ALSO else "", least)
