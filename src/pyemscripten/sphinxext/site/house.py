"""The picture of the rooms: one line a room, floor by floor, and an arc for each import."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeAlias

    #: Rooms beside each other.
    Floor: TypeAlias = tuple["Room", ...]

_WIDTH = 360
#: Where the names begin, and where the arcs do.
_NAME, _DOT = 14, 136
#: How far the shortest and the longest arc reach to the right.
_NEAR, _FAR = 12, 210
_ROW, _PADDING, _GAP = 23, 5, 7


class Room(NamedTuple):
    """A room: its name, its file or folder, what it is for, and the rooms that it imports."""

    name: str
    file: str
    purpose: str
    imports: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """The id of the room on the page."""
        return f"room-{self.name.strip('_').replace('_', '-')}"


def reached(name: str, rooms: Mapping[str, Room], shut: str = "") -> set[str]:
    """All rooms that a room imports, also through others, but not through the one that is shut."""
    found: set[str] = set()
    ahead = [*rooms[name].imports]
    while ahead:
        each = ahead.pop()
        if each not in found and each != shut:
            found.add(each)
            ahead += rooms[each].imports
    return found


def picture(floors: Sequence[Floor]) -> str:
    """The rooms as SVG, for a page whose style sheet colours it.

    Arcs that say what others do not imply stand out; one that runs up has a class of its own.
    """
    return "".join(_drawn(floors))


def _drawn(floors: Sequence[Floor]) -> Iterator[str]:
    rooms = {room.name: room for floor in floors for room in floor}
    middles: dict[str, float] = {}
    bands = []
    top = 1.0
    for floor in floors:
        height = _ROW * len(floor) + 2 * _PADDING
        bands.append(f'<rect x="1" y="{top}" width="{_WIDTH - 2}" height="{height}" rx="6"/>')
        for number, room in enumerate(floor):
            middles[room.name] = top + _PADDING + _ROW * (number + 0.5)
        top += height + _GAP
    yield (
        f'<svg viewBox="0 0 {_WIDTH} {top - _GAP + 1}" '
        'aria-label="The rooms, floor by floor, with an arc for each import">'
    )
    yield from bands
    for room in rooms.values():
        yield from _line(room, rooms, middles)
    yield "</svg>"


def _line(room: Room, rooms: Mapping[str, Room], middles: Mapping[str, float]) -> Iterator[str]:
    """A room's name and its arcs, in a group, so that a pointer on one lights all."""
    here = middles[room.name]
    longest = max(middles.values()) - min(middles.values())
    yield (
        f'<g><a href="#{room.anchor}"><text x="{_NAME}" y="{here + 4}">{escape(room.file)}</text>'
        f'</a><circle cx="{_DOT}" cy="{here}" r="3"/>'
    )
    implied = {
        far for name in room.imports for far in reached(name, rooms, shut=room.name) if far != name
    }
    for name in room.imports:
        there = middles[name]
        kind = "up" if there < here else "implied" if name in implied else "direct"
        reach = _NEAR + (_FAR - _NEAR) * (abs(there - here) / longest) ** 0.8
        # Not over the arc that comes down the same way.
        reach += _NEAR if kind == "up" else 0
        # A cubic curve reaches three quarters of the way to its control points.
        out = round(_DOT + reach * 4 / 3, 1)
        yield (
            f'<path class="{kind}" d="M{_DOT} {here}C{out} {here} {out} {there} {_DOT} {there}">'
            f"<title>{escape(room.file)} imports {escape(rooms[name].file)}</title></path>"
        )
    yield "</g>"
