"""A timeline of the platforms as a standalone SVG picture, in light or dark colours."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyemscripten.lookup import Table
    from pyemscripten.model import Platform

_WIDTH = 760
_LEFT = 216
_RIGHT = 16
_TOP = 34
_ROW = 44

_COLOURS = {
    False: {
        "back": "#ffffff",
        "text": "#1b1f24",
        "quiet": "#59636e",
        "line": "#d8dee4",
        "draft": "#c77700",
        "final": "#0b7a75",
    },
    True: {
        "back": "#131416",
        "text": "#e6e9ec",
        "quiet": "#9aa4ae",
        "line": "#30363d",
        "draft": "#e3a13b",
        "final": "#4bc0b5",
    },
}


def timeline(table: Table, *, dark: bool = False) -> str:
    """When each platform was a draft and since when it is final, one bar a platform, as SVG.

    The axis begins with the year of the first draft and ends on the day of the data, so that the
    same data gives the same picture. ``dark`` chooses colours for a dark background; the picture
    has its own background either way.

    >>> import pyemscripten
    >>> timeline(pyemscripten.builtin()).startswith("<svg ")
    True
    """
    return "".join(_picture(table, _COLOURS[dark]))


def description(table: Table) -> str:
    """The same in words, one sentence a platform.

    >>> import pyemscripten
    >>> description(pyemscripten.builtin()).partition(". ")[0]
    '2024_0: draft from 2024-05-21, final since 2024-05-27'
    """
    return " ".join(f"{p.version}: {_span(table, p)}." for p in table.platforms)


def _span(table: Table, platform: Platform) -> str:
    history = table.history(platform)
    if history.final_since is None:
        return f"draft since {history.draft_since}"
    if history.final_since == history.draft_since:
        return f"final since {history.final_since}"
    return f"draft from {history.draft_since}, final since {history.final_since}"


def _picture(table: Table, colours: dict[str, str]) -> Iterator[str]:
    end = date.fromisoformat(table.as_of)
    drafts = [date.fromisoformat(table.history(p).draft_since) for p in table.platforms]
    begin = date(min(drafts).year, 1, 1)
    days = max((end - begin).days, 1)
    height = _TOP + _ROW * len(table.platforms) + 34

    def x(day: str) -> float:
        passed = (date.fromisoformat(day) - begin).days
        return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * passed / days, 1)

    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" aria-labelledby="t d" '
        'font-family="system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif" '
        'font-size="13">'
        '<title id="t">PyEmscripten platforms over time</title>'
        f'<desc id="d">{escape(description(table))}</desc>'
        f'<rect width="{_WIDTH}" height="{height}" rx="6" fill="{colours["back"]}"/>'
    )
    bottom = _TOP + _ROW * len(table.platforms)
    for year in range(begin.year, end.year + 1):
        at = x(f"{year}-01-01")
        yield (
            f'<path d="M{at} {_TOP - 6}V{bottom}" stroke="{colours["line"]}"/>'
            f'<text x="{at + 4}" y="{_TOP - 12}" fill="{colours["quiet"]}">{year}</text>'
        )
    for number, platform in enumerate(table.platforms):
        yield from _bar(table, platform, _TOP + _ROW * number, x, colours)
    yield from _legend(table, bottom + 22, colours)
    yield "</svg>\n"


def _bar(
    table: Table,
    platform: Platform,
    top: int,
    x: Callable[[str], float],
    colours: dict[str, str],
) -> Iterator[str]:
    history = table.history(platform)
    draft, end = x(history.draft_since), x(table.as_of)
    final = end if history.final_since is None else x(history.final_since)
    yield (
        f'<text x="12" y="{top + 12}" fill="{colours["text"]}" font-weight="600">'
        f"{escape(platform.version)}</text>"
        f'<text x="12" y="{top + 28}" fill="{colours["quiet"]}" font-size="12">'
        f"Emscripten {escape(platform.emscripten)}, Python {escape(platform.python)}</text>"
        f'<rect x="{draft}" y="{top + 5}" width="{round(final - draft, 1)}" height="20" '
        f'fill="{colours["draft"]}"/>'
        f'<rect x="{final}" y="{top + 5}" width="{round(end - final, 1)}" height="20" '
        f'fill="{colours["final"]}"/>'
    )


def _legend(table: Table, y: int, colours: dict[str, str]) -> Iterator[str]:
    yield (
        f'<rect x="12" y="{y - 10}" width="12" height="12" fill="{colours["draft"]}"/>'
        f'<text x="30" y="{y}" fill="{colours["quiet"]}">draft</text>'
        f'<rect x="80" y="{y - 10}" width="12" height="12" fill="{colours["final"]}"/>'
        f'<text x="98" y="{y}" fill="{colours["quiet"]}">final</text>'
        f'<text x="{_WIDTH - _RIGHT}" y="{y}" text-anchor="end" fill="{colours["quiet"]}">'
        f"as of {table.as_of}</text>"
    )
