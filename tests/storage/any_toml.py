"""Makes calendars in every legal way of writing TOML, and strings that have gone wrong somewhere before.

A reader would get wrong: a text here is only a candidate; what tomli refuses (a key given twice) is thrown away by who uses it.
"""

from __future__ import annotations

from hypothesis import strategies as st

NAUGHTY = (
    "", " ", "\t", "\n", "\r\n", "\r", "a\rb", "a\r\nb", "trailing \n", "\n\nleading", '"', '""', '"""', '""""""', "'", "''", "'''", "\\", "\\\\",
    "\\n", '\\"', "#", "# no comment", "[items]", "[[items]]", "\n[[items]]\n", 'x = "y"\n[calendar]\n', '"""\n[[items]]\n"""', "=", "a = 1", "{}", "]", "]]",
    "}", ",", "<<<<<<< ours", "=======", ">>>>>>> theirs", "\x00", "\x07", "\x08", "\x0b", "\x0c", "\x1b[31m", "\x1b]52;c;eA==\x07", "\x1b]0;x\x1b\\", "\x7f",
    "\x80", "\x85", "\x9b31m", "\xa0", "\xad", "\u200b", "\u200e", "\u200f", "\u2028", "\u2029", "\u202e\u0631", "\u2066x", "\ufeff", "\ufeffbom", "\ufffe",
    "\uffff", "\U000e0001", "\U0010ffff", "é", "e\u0301", "İ", "ß", "ﬀ", "Ω≈ç√∫", "日本語", "עברית", "العربية", "👩‍👩‍👧‍👦", "🏳️‍🌈", "Z̸̤͝a̴", "ﷺ" * 5,
    "[/b]", "[/", "[b", "[@click=app.quit]x[/]", "[bold]", "$title {name} %s %n %(x)s", "{0}", "{{", "${HOME}", "$(id)", "`id`", "; rm -rf /", "| cat",
    "../../etc/passwd", "/dev/null", "-rf", "--help", ".", "..", "CON", "aux.txt", "a" * 300, "nul\x00byte", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1",
    "''=1", '=HYPERLINK("http://x","y")', '=cmd|" /C calc"!A0', "1e400", "nan", "inf", "-0", "0x1F", "1_000", "true", "True", "null", "None", "undefined",
    "2026-12-03", "09:30", "~kqfzrv", "kqfzrv", "<script>alert(1)</script>", "<!--", "]]>", "&lt;&amp;", "javascript:alert(1)", "file:///etc/passwd",
    "BEGIN:VEVENT", "X\r\nDTSTART:19700101", "a;b,c\\n", "été, hiver; automne", "a\u0000\u0000b", "\u3000", "x" * 10_000,
)  # fmt: skip
"""Texts that may stand in any field: every one must come back the same."""

BARE = st.sampled_from(("a", "b-c", "_d", "1", "2026", "x1", "é", "items", "title", "true", "inf"))
QUOTED = st.sampled_from(
    ('"q"', "'l'", '""', "'a.b'", '"a\\"b"', '"\\u00e9"', '"#"', "'[x]'", '"="', '"]"', '"""', "'\\'", '"\\t"')
)
PART = st.one_of(BARE.filter(str.isascii), QUOTED.filter(lambda text: text != '"""'))
KEY = st.lists(PART, min_size=1, max_size=3).flatmap(
    lambda parts: st.sampled_from((".", " . ", ". ", "\t.")).map(lambda dot: dot.join(parts))
)
TRAP = st.sampled_from(
    (
        "[[items]]", "[calendar]", "# no comment", "a = 1", "]", "}", '\\"', "'", "''", "\\\\", "x", "", " ", "é", "[items.extra]", "\\u0041", "=", ",",
    )
)  # fmt: skip
LINES = st.lists(TRAP, max_size=4)
STRING = st.one_of(
    TRAP.map(lambda text: f'"{text}"'),
    TRAP.filter(lambda text: "'" not in text).map(lambda text: f"'{text}'"),
    LINES.map(lambda lines: '"""' + "\n".join(lines) + '"""'),
    LINES.map(lambda lines: '"""\n' + "\n".join(lines) + '\\\n   """'),
    LINES.map(lambda lines: '"""' + "\n".join(lines) + '\\""""'),
    LINES.map(lambda lines: "'''\n" + "\n".join(line.replace("'", "") for line in lines) + "'''"),
    LINES.map(lambda lines: "'''" + "\n".join(line.replace("'", "") for line in lines) + "'''''"),
)
SCALAR = st.one_of(
    STRING,
    st.sampled_from(
        ("1", "-17", "+9", "1_000", "0xdead_beef", "0o17", "0b1", "1.5", "6.26e-3", "inf", "-nan", "true", "false", "2026-12-03", "2026-12-03 09:30:00",
         "2026-12-03T09:30:00.999Z", "2026-12-03T09:30:00-07:00", "09:30:00", "09:30:00.5")
    ),
)  # fmt: skip
GAP = st.sampled_from(("", " ", "\n", "\n  # [[items]]\n", " # ]\n\t", "\n\n"))


def _array(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(GAP, st.lists(st.tuples(inner, GAP), max_size=3), st.booleans()).map(
        lambda given: (
            "["
            + given[0]
            + ",".join(value + gap for value, gap in given[1])
            + (("," + given[0]) if given[2] and given[1] else "")
            + "]"
        )
    )


def _table(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.tuples(KEY, inner), max_size=3).map(
        lambda pairs: "{ " + ", ".join(f"{key} = {value}" for key, value in pairs) + " }"
    )


VALUE = st.recursive(SCALAR, lambda inner: st.one_of(_array(inner), _table(inner)), max_leaves=6)
SPACE = st.sampled_from(("", " ", "\t", "  "))
COMMENT = st.sampled_from(("", " # c", "#[[items]]", '\t# "', " # '''"))
STATEMENT = st.tuples(SPACE, KEY, SPACE, SPACE, VALUE, SPACE, COMMENT).map(
    lambda given: f"{given[0]}{given[1]}{given[2]}={given[3]}{given[4]}{given[5]}{given[6]}\n"
)
BETWEEN = st.lists(st.sampled_from(("\n", "# c\n", "  # [[items]]\n", "\t\n", "#\n")), max_size=3).map("".join)
UNKNOWN = st.tuples(
    BETWEEN, SPACE, st.sampled_from(("[", "[[")), SPACE, KEY, SPACE, COMMENT, st.lists(STATEMENT, max_size=3)
).map(
    lambda given: (
        f"{given[0]}{given[1]}{given[2]}{given[3]}z.{given[4]}{given[5]}{']' if given[2] == '[' else ']]'}{given[6]}\n{''.join(given[7])}"
    )
)
TEXTS = st.one_of(STRING.filter(lambda text: text.strip("\"'\n ") != ""), st.just("'t'"))
ITEM = st.tuples(BETWEEN, st.sampled_from(("[[items]]", "[[ items ]]", "[['items']]", '[["items"]]', "\t[[items]]")), COMMENT, TEXTS, st.lists(STATEMENT, max_size=3), BETWEEN).map(
    lambda given: f"{given[0]}{given[1]}{given[2]}\ntitle = {given[3]}\n{''.join(given[4])}{given[5]}"
)  # fmt: skip
HEAD = st.sampled_from(
    (
        '[calendar]\ntitle = "x"\n',
        "# c\n\n[ calendar ]\n'title'='x'#x\n",
        'calendar.title = "x"\n',
        'calendar = { title = "x" }\n',
    )
)
LINE_ENDS = st.sampled_from(("\n", "\n", "\r\n"))
CALENDAR = st.tuples(
    HEAD, st.lists(st.one_of(ITEM, ITEM, UNKNOWN), min_size=1, max_size=5), LINE_ENDS, st.booleans()
).map(
    lambda given: (
        (b"\xef\xbb\xbf" if given[3] else b"") + (given[0] + "".join(given[1])).replace("\n", given[2]).encode()
    )
)
"""The bytes of a calendar with items among unknown tables; most of them are legal."""
