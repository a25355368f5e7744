"""Calendars that are legal and hard to edit: every way of writing the same thing, and texts that look like TOML.

A reader would get wrong: each oddity here stands for a way in which an editor by spans can go astray; none is decoration.
"""

from __future__ import annotations

NASTY = '''\
# My calendar
# with a head of two lines

[calendar] # who
title = "Nasty" # [[items]]
client = 'Literal \\ client'
avoid = [
    "clé en main", # first
    # above the second
    'synergie',
]
mystery = [
  [1, 2],
  ["items"]
]

# about coverage
[coverage]
"min_formats" = 3
max_promotional = 20.5 # percent

[[personas]]
id = "camille"
name = "Camille"
formats = { video = 1, "audio" = 2 } # inline
problems = ["one", 'two']

[[personas]]
id = "bob"
formats.video = 2
formats.photo = 1

[personas.more]
deep.er = { a = [ { b = 1 } ] }

[[items]]
# inside, below the header
id = "aaaaaa"
title = "First"
date = 2026-12-03 # when
copy = """
[[items]]
id = "not an item"
# not a comment"""
channels = [ "linkedin", "blog" ]
relevance.interesting = { answer = "yes", on = 2026-11-20 } # dotted and inline
relevance.popular.answer = "no"
relevance.popular.on = 2026-11-21
odd = 1

# --- detached heading ---

# belongs to bbbbbb
[[items]]
id = "bbbbbb"
  title = 'Second [b]'
  status = "approved"
notes = \'\'\'
[calendar]
"""
\'\'\'
[items.relevance.interesting] # asked
answer = "unsure"
on = 2026-11-01
by = "ana"

[items.results]
views = 12

[relevance]
ahead_days = 7

[[items]]
title = "No id"
[items.extra]
"Time (IST)" = "09:30"
"quo\\"ted" = 1
[unknown.table]
x = 1

[[items]]
title = "No id"
relevance = { timely = { answer = "no", on = 2026-11-02, note = "a#b" } }
assets = []

[[pauses]]
from = 2026-12-24
to = 2027-01-03

[[pauses]]
from = 2026-08-01
to = 2026-08-15
reason = "Été" # sun
# directly below

# the end'''

INLINE = """\
formats = [ { id = "video", effort = 1.5 }, { id = "photo" } ] # all of them
items = [
  { id = "aaaaaa", title = "One", channels = ["x"] }, # one
  # above two
  { id = "bbbbbb", title = "Two", relevance = { timely = { answer = "yes", on = 2026-01-01 } } },
  { title = "Three" }
]
coverage.min_formats = 2
relevance = { ahead_days = 3 }
personas = []
calendar.title = "Inline"
calendar.avoid = ["a"]
"""

MINIMAL = '[calendar]\ntitle = "x"'

COMPACT = """[calendar]
title = "Compact"
[[items]]
id = "aaaaaa"
title = "a"
[[items]]
id = "bbbbbb"
title = "b"
[items.exported.hootsuite]
on = 2026-01-01
[[items]]
id = "cccccc"
title = "c"
[items.exported]
buffer = { on = 2026-01-02, digest = "d" }
[filters]
x = "y"
"""

DOCUMENTS = {
    "nasty": NASTY.encode(),
    "nasty, CRLF": NASTY.replace("\n", "\r\n").encode(),
    "nasty, BOM": b"\xef\xbb\xbf" + NASTY.encode(),
    "nasty, mixed line ends": NASTY.replace("\n\n", "\r\n\r\n").encode(),
    "inline": INLINE.encode(),
    "minimal": MINIMAL.encode(),
    "compact": COMPACT.encode(),
    "compact, CRLF": COMPACT.replace("\n", "\r\n").encode(),
}
