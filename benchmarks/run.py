"""Measures the program and prints what must be met, what is aimed at and what was found: ``python benchmarks/run.py [WORD…]``.

Words choose among the measures by name (``--names`` lists them); without any, all are taken, which lasts some minutes. ``--json FILE`` keeps
the figures, ``--against FILE`` sets them beside those kept of another commit, ``--plot FILE`` draws how cost grows with a calendar (SVG),
``--strict`` ends with 1 when something that must be met is missed.

A reader would get wrong: a busy machine moves the milliseconds a lot and the ratios a little; compare ratios, on a machine at rest.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

import commands
import growth
import screens
from bench import Bench, Row

_MEASURES = {
    measure.__name__: measure for measure in (*commands.MEASURES, *screens.MEASURES) if measure is not commands.edit
}
_MEASURES["workspace"] = commands.edit
_MEASURES["growth"] = growth.growth
_WIDTHS = (58, 11, 11, 11, 11)


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    return f"{value:.2f} ×" if unit == "×" else f"{value:.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"


def _line(row: Row) -> str:
    word = "–" if row.measured is None or row.must is None else "met" if row.met else "MISSED"
    figures = (_figure(value, row.unit) for value in (row.measured, row.p95, row.must, row.aim))
    return _columns(row.what, *figures) + f"  {word:<7} {row.detail}"


def _columns(*words: str) -> str:
    first, *others = zip(words, _WIDTHS, strict=True)
    return first[0].ljust(first[1]) + "".join(word.rjust(width) for word, width in others)


def _taken(words: list[str], bench: Bench) -> list[Row]:
    rows: list[Row] = []
    print(_columns("what", "median", "p95", "must", "aim"))
    try:
        for name in words or _MEASURES:
            try:
                for row in _MEASURES[name](bench):
                    rows.append(row)
                    print(_line(row), flush=True)
            except (RuntimeError, ImportError) as problem:
                print(f"{name}: not measured: {problem}", flush=True)
    finally:
        bench.close()
    return rows


def _kept(rows: list[Row], bench: Bench) -> dict[str, object]:
    """Return the figures with what they were found on."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return {
        "commit": commit.stdout.strip(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors",
        "rounds": bench.rounds,
        "rows": [asdict(row) | {"met": row.met} for row in rows],
    }


def _compare(rows: list[Row], path: str) -> None:
    """Print each figure beside the one of another run; a tenth up or down is marked."""
    other = json.loads(Path(path).read_text(encoding="utf-8"))
    before = {row["what"]: row["measured"] for row in other["rows"]}
    print(f"\nbeside {path}, of commit {other['commit']}, Python {other['python']}:")
    print(_columns("what", "before", "now", "now/before", ""))
    for row in rows:
        was = before.get(row.what)
        if was is None or row.measured is None:
            continue
        change = row.measured / was if was else 1.0 if row.measured == was else float("inf")
        mark = "slower" if change > 1.1 else "faster" if change < 0.9 else ""
        print(_columns(row.what, _figure(was, row.unit), _figure(row.measured, row.unit), f"{change:.2f}", mark))


def main() -> int:
    """Take the measures that are asked for and print them as they are found."""
    parser = argparse.ArgumentParser(description="Measure the program.")
    parser.add_argument("words", nargs="*", metavar="MEASURE", help="which; all unless told")
    parser.add_argument("--names", action="store_true", help="list the measures")
    parser.add_argument("--rounds", type=int, default=10, metavar="N", help="how often each is taken (10)")
    parser.add_argument("--json", metavar="FILE", help="write the figures here too")
    parser.add_argument(
        "--against", metavar="FILE", help="set them beside the figures that --json wrote of another commit"
    )
    parser.add_argument("--plot", metavar="FILE", help="draw how cost grows here (SVG); of the measure growth")
    parser.add_argument("--strict", action="store_true", help="end with 1 when something is missed")
    options = parser.parse_args()
    if options.names or any(word not in _MEASURES for word in options.words):
        print("\n".join(f"{name:<14}{measure.__doc__}" for name, measure in _MEASURES.items()))
        return 0 if options.names else 2
    bench = Bench(options.rounds, plot=options.plot)
    rows = _taken(options.words, bench)
    if options.json:
        Path(options.json).write_text(json.dumps(_kept(rows, bench), indent=1, ensure_ascii=False), encoding="utf-8")
    if options.against:
        _compare(rows, options.against)
    missed = [row.what for row in rows if not row.met]
    print(f"{len(rows)} measured, {len(missed)} missed" + (": " + "; ".join(missed) if missed else ""))
    return 1 if missed and options.strict else 0


if __name__ == "__main__":
    sys.exit(main())
