"""Measure tag lists, `explain` and ranks of wheel names, beside `packaging`, in a warm process.

    python scripts/bench/tags_speed.py [ROUNDS]

Each round runs ours and theirs in turn, in changing order, and the ratio is taken within a round,
so that a slow spell of the machine hits both alike. Processor time counts. Exits with 1 if a
median ratio is above 1, or if 100,000 names take more than linear time.
"""

from __future__ import annotations

import itertools
import random
import statistics
import sys
import time
from collections.abc import Callable

from packaging.tags import compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

import pyemscripten
from pyemscripten import Target, explain
from pyemscripten.tags import _cpython_tags

NAMES = 100_000
TARGET = Target.of(pyemscripten.builtin().recommended()[0])
PLATFORMS = TARGET.platform_tags()
MINOR = int(TARGET.python.split(".")[1])
INTERPRETER = f"cp3{MINOR}"
WHEEL = f"foo-1.0-{INTERPRETER}-{INTERPRETER}-{PLATFORMS[0]}.whl"


def names() -> list[str]:
    """File names as an index has them: platforms of all kinds, compressed sets, odd versions."""
    chance = random.Random(783)
    versions = ["1.0", "2.31.0", "0.4.12", "1.0rc1", "3.1.post2", "2026.11.22", "1!2.0", "1.0+cpu"]
    tags = [
        "py3-none-any",
        "py2.py3-none-any",
        *(
            tag.replace("{v}", str(v))
            for v, tag in itertools.product(
                range(310, 316),
                (
                    "cp{v}-cp{v}-manylinux_2_17_x86_64.manylinux2014_x86_64",
                    "cp{v}-cp{v}-musllinux_1_2_aarch64",
                    "cp{v}-cp{v}-macosx_11_0_arm64",
                    "cp{v}-abi3-win_amd64",
                    *(f"cp{{v}}-cp{{v}}-{p.tag}" for p in pyemscripten.builtin().platforms),
                ),
            )
        ),
    ]
    return [
        f"project_{chance.randrange(5000)}-{chance.choice(versions)}-{chance.choice(tags)}.whl"
        for _ in range(NAMES)
    ]


def taken(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def ratios(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int
) -> list[tuple[float, float]]:
    """Seconds of both, round by round."""
    ours(), theirs()
    pairs = []
    for number in range(rounds):
        if number % 2:
            their_time = taken(theirs)
            pairs.append((taken(ours), their_time))
        else:
            our_time = taken(ours)
            pairs.append((our_time, taken(theirs)))
    return pairs


def repeat(run: Callable[[], object], times: int) -> Callable[[], None]:
    def repeated() -> None:
        for _ in range(times):
            run()

    return repeated


def report(what: str, pairs: list[tuple[float, float]], count: int) -> bool:
    """Print one comparison; whether ours was not slower."""
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    mine, other = (statistics.median(column) / count * 1e6 for column in zip(*pairs, strict=True))
    print(f"{what:42} {mine:8.2f} µs  {other:8.2f} µs  ratio {ratio:.2f}")
    return ratio <= 1


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    print(f"{'':42} {'ours':>11}  {'packaging':>11}")

    def their_list() -> list[object]:
        python = (3, MINOR)
        return [
            *cpython_tags(python, [INTERPRETER], PLATFORMS),
            *compatible_tags(python, INTERPRETER, PLATFORMS),
        ]

    assert list(TARGET.tags()) == their_list()
    their_native = lambda: list(cpython_tags((3, MINOR), [INTERPRETER], PLATFORMS))  # noqa: E731
    times = 300
    fine = [
        report(what, ratios(repeat(ours, times), repeat(theirs, times), rounds), times)
        for what, ours, theirs in (
            ("the full list, each time anew", lambda: _cpython_tags(MINOR, PLATFORMS), their_list),
            ("the full list, as a caller gets it", TARGET.tags, their_list),
            ("explain on a target, against the list", lambda: explain(WHEEL, TARGET), their_native),
            ("explain for all releases", lambda: explain(WHEEL), their_native),
        )
    ]
    wheels = names()
    rank = TARGET.rank
    pairs = ratios(
        lambda: [rank(name) for name in wheels],
        lambda: [parse_wheel_filename(name) for name in wheels],
        max(rounds // 3, 3),
    )
    fine.append(report(f"ranks of {NAMES} names, each", pairs, NAMES))
    seconds = statistics.median(ours for ours, _ in pairs)
    print(f"{NAMES / seconds:,.0f} names a second")
    quarter = wheels[: NAMES // 4]
    growth = statistics.median(
        taken(lambda: [rank(name) for name in wheels])
        / taken(lambda: [rank(name) for name in quarter])
        for _ in range(5)
    )
    print(f"four times the names take {growth:.2f} times as long")
    sys.exit(not all(fine) or growth > 5)


if __name__ == "__main__":
    main()
