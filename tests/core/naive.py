"""CALENDAR.md §3 and §4 once more, read straight from the page over plain dicts, day by day: slow, simple, and none of the program's code."""

import datetime as dt
import unicodedata
from calendar import monthrange
from fractions import Fraction

NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ONE = dt.timedelta(days=1)


def plus(day, number):
    return day + number * ONE


def step(cal, item):
    word = item.get("status", "idea")
    own = {status["id"]: status["step"] for status in cal.get("statuses", [])}
    known = ["idea", "draft", "review", "approved", "scheduled", "published", "parked", "dropped"]
    return own.get(word, word if word in known else "draft")


def on_plan(cal, item):
    return step(cal, item) not in ("parked", "dropped")


def counted(cal):
    return [item for item in cal["items"] if "date" in item and on_plan(cal, item)]


def dated(cal, first, last):
    return [item for item in counted(cal) if first <= item["date"] <= last]


def is_paused(cal, day):
    if "starts" in cal["calendar"] and day < cal["calendar"]["starts"]:
        return True
    return any(pause["from"] <= day <= pause["to"] for pause in cal.get("pauses", []))


def week_start(cal, day):
    while NAMES[day.weekday()] != cal["calendar"].get("week_starts", "monday"):
        day -= ONE
    return day


def week_asks(cal, channel, week):
    return channel["per_week"] * sum(not is_paused(cal, plus(week, n)) for n in range(7)) // 7


def answer_of(cal, item, question):
    seen = []
    while item is not None and item["id"] not in seen:
        seen.append(item["id"])
        if question in item.get("relevance", {}):
            return item["relevance"][question]
        item = next((other for other in cal["items"] if other["id"] == item.get("parent")), None)
    return None


def says_no(cal, item):
    given = [answer_of(cal, item, question) for question in ("interesting", "popular", "timely", "competitors")]
    return any(answer and answer["answer"] == "no" for answer in given)


def one_decimal(value):
    tenths = (Fraction(value) * 10 + Fraction(1, 2)) // 1
    return float(tenths) / 10


def dec(value):
    return Fraction(str(value))


def gaps(cal, year, number, today):
    first = dt.date(year, number, 1)
    last = dt.date(year, number, monthrange(year, number)[1])
    month = dated(cal, first, last)
    cover = cal.get("coverage", {})
    found = []

    def flag(rule, subject, start, end, need, have):
        found.append((rule, subject, start, end, need, have))

    for channel in cal.get("channels", []):
        if channel.get("per_week"):
            day = plus(first, -7)
            while day <= last:
                if day == week_start(cal, day) and sum(first <= plus(day, n) <= last for n in range(7)) >= 4:
                    have = sum(channel["id"] in item.get("channels", []) for item in dated(cal, day, plus(day, 6)))
                    if have < week_asks(cal, channel, day):
                        flag("cadence", channel["id"], day, plus(day, 6), channel["per_week"], have)
                day += ONE
    whole = not ("starts" in cal["calendar"] and first < cal["calendar"]["starts"])
    if whole:
        by_the_month(cal, cover, month, lambda rule, subject, need, have: flag(rule, subject, first, last, need, have))
    limit = cover.get("max_quiet_days", 0)
    if limit:
        run = []
        day = plus(first, -limit)
        while day <= plus(last, limit + 1):
            quiet = (
                day <= plus(last, limit)
                and not is_paused(cal, day)
                and not any(one["date"] == day for one in counted(cal))
            )
            if quiet:
                run.append(day)
            else:
                if len(run) > limit and any(first <= one <= last for one in run):
                    flag("quiet", "", run[0], run[-1], limit, len(run))
                run = []
            day += ONE
    if first <= today <= last:
        for one in supply(cal, today):
            if one["have"] < one["need"]:
                flag("supply", one["channel"], today, plus(today, 27), one["need"], one["have"])
    return [
        {
            "rule": rule,
            "subject": subject,
            "from": start,
            "to": end,
            "need": need,
            "have": have,
            "past": end < today,
            "accepted": is_accepted(cal, rule, subject, start, f"{year:04}-{number:02}"),
        }
        for rule, subject, start, end, need, have in found
    ]


def is_accepted(cal, rule, subject, start, month):
    for one in cal.get("accepted", []):
        if one["rule"] == rule and one.get("subject", "") == subject:
            if "from" in one and one["from"] == start:
                return True
            if "from" not in one and one.get("month") == month:
                return True
    return False


def by_the_month(cal, cover, month, flag):
    for channel in cal.get("channels", []):
        have = sum(channel["id"] in item.get("channels", []) for item in month)
        if have < channel.get("per_month", 0):
            flag("cadence", channel["id"], channel["per_month"], have)
    for persona in cal.get("personas", []):
        hers = [item for item in month if persona["id"] in item.get("personas", [])]
        if len(hers) < persona.get("per_month", 0):
            flag("persona", persona["id"], persona["per_month"], len(hers))
        for form, need in persona.get("formats", {}).items():
            have = sum(item.get("format") == form for item in hers)
            if have < need:
                flag("persona-format", persona["id"] + ":" + form, need, have)
    for form in cal.get("formats", []):
        have = sum(item.get("format") == form["id"] for item in month)
        if have < form.get("per_month", 0):
            flag("format", form["id"], form["per_month"], have)
    kinds = len({item["format"] for item in month if item.get("format")})
    if kinds < cover.get("min_formats", 0):
        flag("variety", "", cover["min_formats"], kinds)
    shares(cal, cover, month, flag)
    people = {item.get("owner") for item in month} | {item.get("suggested_by") for item in month}
    people -= {None, ""}
    if month and len(people) < cover.get("min_voices", 0):
        flag("voices", "", cover["min_voices"], len(people))


def shares(cal, cover, month, flag):
    themed = [item for item in month if item.get("pillar")]
    for pillar in cal.get("pillars", []):
        if pillar.get("share") and len(themed) >= 5:
            have = Fraction(100 * sum(item["pillar"] == pillar["id"] for item in themed), len(themed))
            if have < dec(pillar["share"]) - dec(cover.get("pillar_tolerance", 10)):
                flag("pillar", pillar["id"], pillar["share"], one_decimal(have))
    meant = [item for item in month if item.get("intent")]
    if len(meant) >= 5:
        have = Fraction(100 * sum(item["intent"] == "promote" for item in meant), len(meant))
        if cover.get("max_promotional") and have > dec(cover["max_promotional"]):
            flag("promotion", "", cover["max_promotional"], one_decimal(have))
        have = Fraction(100 * sum(item["intent"] == "converse" for item in meant), len(meant))
        if cover.get("min_conversation") and have < dec(cover["min_conversation"]):
            flag("conversation", "", cover["min_conversation"], one_decimal(have))
    aimed = [item for item in month if item.get("personas")]
    customers = [
        persona["id"] for persona in cal.get("personas", []) if persona.get("relation", "prospect") == "customer"
    ]
    if cover.get("min_customers") and len(aimed) >= 5:
        have = Fraction(100 * sum(any(one in customers for one in item["personas"]) for item in aimed), len(aimed))
        if have < dec(cover["min_customers"]):
            flag("customers", "", cover["min_customers"], one_decimal(have))
    owned = [item for item in month if item.get("owner")]
    if cover.get("max_one_owner") and len(owned) >= 5:
        for owner in sorted({item["owner"] for item in owned}):
            have = Fraction(100 * sum(item["owner"] == owner for item in owned), len(owned))
            if have > dec(cover["max_one_owner"]):
                flag("one-owner", owner, cover["max_one_owner"], one_decimal(have))


def supply(cal, today):
    result = []
    for channel in cal.get("channels", []):
        if not channel.get("per_week"):
            continue
        weeks = [plus(week_start(cal, today), 7 * n) for n in range(26)]
        asks = [week_asks(cal, channel, week) for week in weeks]
        here = [item for item in cal["items"] if on_plan(cal, item) and channel["id"] in item.get("channels", [])]
        feed = [sum(week <= item["date"] <= plus(week, 6) for item in here if "date" in item) for week in weeks]
        approved = [
            item for item in here if "date" in item and step(cal, item) in ("approved", "scheduled", "published")
        ]
        ready = [sum(week <= item["date"] <= plus(week, 6) for item in approved) for week in weeks]
        ideas = len([item for item in here if "date" not in item and not says_no(cal, item)])
        eaten = [min(a, b) for a, b in zip(asks, feed, strict=True)]
        fed, left = list(eaten), ideas
        for n in range(26):
            while fed[n] < asks[n] and left:
                fed[n] += 1
                left -= 1

        def until(got, weeks=weeks, asks=asks):
            for week, ask, have in zip(weeks, asks, got, strict=True):
                if have < ask:
                    return plus(week, -1)
            return plus(weeks[-1], 6)

        result.append(
            {
                "channel": channel["id"],
                "need": sum(asks[:4]),
                "have": sum(fed[:4]),
                "lasts_until": until(fed),
                "planned_until": until(eaten),
                "ready_until": until(ready),
            }
        )
    return result


def folded(text):
    text = unicodedata.normalize("NFKD", text)
    return "".join(char for char in text if char.isalnum()).casefold()


def questions(cal, today, month=None):
    rules = cal.get("relevance", {})
    ahead, fresh = rules.get("ahead_days", 14), rules.get("fresh_days", 21)
    asked = rules.get("questions", ["interesting", "popular", "timely", "competitors"])
    found = []
    for item in counted(cal):
        day = item["date"]
        near = today <= day <= plus(today, ahead) if month is None else (day.year, day.month) == month
        if not near or step(cal, item) == "published":
            continue
        for question in asked:
            if item.get("kind", "topical") == "evergreen" and question in ("popular", "timely"):
                continue
            answer = answer_of(cal, item, question)
            if answer is None:
                found.append((item["id"], question, "open"))
            elif day <= plus(today, ahead) and (day - answer["on"]).days > fresh:
                found.append((item["id"], question, "stale"))
            elif answer["answer"] != "yes":
                found.append((item["id"], question, answer["answer"]))
        if "not_before" in item and day < item["not_before"]:
            found.append((item["id"], "", "early"))
        if "not_after" in item and day > item["not_after"]:
            found.append((item["id"], "", "late"))
        days = cal["calendar"].get("repeat_days", 60)
        if any(
            folded(other["title"]) == folded(item["title"]) and 1 <= (day - other["date"]).days <= days
            for other in counted(cal)
        ):
            found.append((item["id"], "", "repeat"))
        texts = [folded_words(item["title"]), folded_words(item.get("copy", ""))]
        if any(folded_words(word) in text for word in cal["calendar"].get("avoid", []) for text in texts):
            found.append((item["id"], "", "jargon"))
    return found


def folded_words(text):
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)).casefold()


def lowers(cal, gap, idea, year, number, today):
    """Whether ``idea`` dated somewhere in ``gap``, not before today, makes the shortfall smaller: try every day."""
    day = max(gap["from"], today)
    while day <= gap["to"]:
        after = {**cal, "items": [{**item, "date": day} if item["id"] == idea["id"] else item for item in cal["items"]]}
        if misses(after, gap, year, number, today) < misses(cal, gap, year, number, today):
            return True
        day += ONE
    return False


def misses(cal, gap, year, number, today):
    """How much is missing where ``gap`` is, exactly; 0 where nothing is."""
    same = [
        one
        for one in gaps(cal, year, number, today)
        if (one["rule"], one["subject"]) == (gap["rule"], gap["subject"])
        and gap["from"] <= one["from"]
        and one["to"] <= gap["to"]
        and (gap["rule"] == "quiet" or (one["from"], one["to"]) == (gap["from"], gap["to"]))
    ]
    if gap["rule"] == "quiet":
        return max((one["have"] - one["need"] for one in same), default=0)
    if not same:
        return 0
    if gap["rule"] in ("promotion", "one-owner"):
        return Fraction(exact_share(cal, gap)) - dec(gap["need"])
    if gap["rule"] in ("pillar", "conversation", "customers"):
        return dec(gap["need"]) - exact_share(cal, gap)
    return same[0]["need"] - same[0]["have"]


def exact_share(cal, gap):
    month = dated(cal, gap["from"], gap["to"])
    customers = [persona["id"] for persona in cal.get("personas", []) if persona.get("relation") == "customer"]
    key, test = {
        "promotion": ("intent", lambda item: item["intent"] == "promote"),
        "conversation": ("intent", lambda item: item["intent"] == "converse"),
        "pillar": ("pillar", lambda item: item["pillar"] == gap["subject"]),
        "one-owner": ("owner", lambda item: item["owner"] == gap["subject"]),
        "customers": ("personas", lambda item: any(one in customers for one in item["personas"])),
    }[gap["rule"]]
    base = [item for item in month if item.get(key)]
    return Fraction(100 * sum(test(item) for item in base), len(base))
