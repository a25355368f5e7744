"""Measures the program and prints what must be met, what is aimed at and what was found: ``python benchmarks/run.py [WORD…]``.

Words choose among the measures by name (``--names`` lists them); without any, all are taken, which lasts some minutes. ``--json FILE`` keeps
the figures, ``--strict`` ends with 1 when something that must be met is missed.

A reader would get wrong: a busy machine moves the milliseconds a lot and the ratios a little; compare ratios, on a machine at rest.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

import commands
import screens
from bench import Bench, Row

_MEASURES = {
    measure.__name__: measure for measure in (*commands.MEASURES, *screens.MEASURES) if measure is not commands.edit
}
_MEASURES["workspace"] = commands.edit


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    return f"{value:.2f} ×" if unit == "×" else f"{value:.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"


def _line(row: Row) -> str:
    word = "–" if row.measured is None or row.must is None else "met" if row.met else "MISSED"
    figures = (_figure(row.measured, row.unit), _figure(row.must, row.unit), _figure(row.aim, row.unit))
    return f"{row.what:<58}" + "".join(f"{figure:>11}" for figure in figures) + f"  {word:<7} {row.detail}"


def main() -> int:
    """Take the measures that are asked for and print them as they are found."""
    parser = argparse.ArgumentParser(description="Measure the program.")
    parser.add_argument("words", nargs="*", metavar="MEASURE", help="which; all unless told")
    parser.add_argument("--names", action="store_true", help="list the measures")
    parser.add_argument("--rounds", type=int, default=10, metavar="N", help="how often each is taken (10)")
    parser.add_argument("--json", metavar="FILE", help="write the figures here too")
    parser.add_argument("--strict", action="store_true", help="end with 1 when something is missed")
    options = parser.parse_args()
    if options.names or any(word not in _MEASURES for word in options.words):
        print("\n".join(f"{name:<14}{measure.__doc__}" for name, measure in _MEASURES.items()))
        return 0 if options.names else 2
    bench = Bench(options.rounds)
    rows: list[Row] = []
    print(f"{'what':<58}{'found':>11}{'must':>11}{'aim':>11}")
    try:
        for name in options.words or _MEASURES:
            try:
                for row in _MEASURES[name](bench):
                    rows.append(row)
                    print(_line(row), flush=True)
            except (RuntimeError, ImportError) as problem:
                print(f"{name}: not measured: {problem}", flush=True)
    finally:
        bench.close()
    if options.json:
        Path(options.json).write_text(
            json.dumps([asdict(row) | {"met": row.met} for row in rows], indent=1, ensure_ascii=False)
        )
    missed = [row.what for row in rows if not row.met]
    print(f"{len(rows)} measured, {len(missed)} missed" + (": " + "; ".join(missed) if missed else ""))
    return 1 if missed and options.strict else 0


if __name__ == "__main__":
    sys.exit(main())
