"""The timeline as a picture."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

import pyemscripten
from pyemscripten.publish import svg

TABLE = pyemscripten.builtin()
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("dark", [False, True])
def test_one_bar_a_platform_and_nothing_from_elsewhere(dark: bool) -> None:
    picture = svg.timeline(TABLE, dark=dark)
    root = ET.fromstring(picture)
    texts = [text.text or "" for text in root.iter(f"{SVG}text")]
    for platform in TABLE.platforms:
        assert platform.version in texts
        assert any(platform.emscripten in text for text in texts)
    assert f"as of {TABLE.as_of}" in texts
    # The background, two parts of a bar for each platform, two of the legend.
    assert len(list(root.iter(f"{SVG}rect"))) == 1 + 2 * len(TABLE.platforms) + 2
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")
    assert len(picture) < 8000


def test_bars_stay_in_the_picture_and_in_the_order_of_time() -> None:
    root = ET.fromstring(svg.timeline(TABLE))
    width = float(root.attrib["width"])
    bars = [r.attrib for r in root.iter(f"{SVG}rect") if r.attrib.get("height") == "20"]
    starts = [float(bar["x"]) for bar in bars[::2]]
    assert starts == sorted(starts)
    for draft, final in zip(bars[::2], bars[1::2], strict=True):
        assert float(draft["x"]) + float(draft["width"]) == pytest.approx(float(final["x"]))
        assert float(final["x"]) + float(final["width"]) <= width
    for platform, bar in zip(TABLE.platforms, bars[1::2], strict=True):
        since = TABLE.history(platform).final_since
        was_final = since is not None and since < TABLE.as_of
        assert (float(bar["width"]) > 0) is was_final, "a draft has no final part"


def test_dark_and_light_differ_in_colours_only() -> None:
    colour = re.compile("#[0-9a-f]{6}")
    light, dark = svg.timeline(TABLE), svg.timeline(TABLE, dark=True)
    assert light != dark
    assert colour.sub("", light) == colour.sub("", dark)


def test_described_in_words_for_those_who_do_not_see_it() -> None:
    root = ET.fromstring(svg.timeline(TABLE))
    assert root.findtext(f"{SVG}desc") == svg.description(TABLE)
    for platform in TABLE.platforms:
        history = TABLE.history(platform)
        assert history.draft_since in svg.description(TABLE)
        assert (history.final_since or "") in svg.description(TABLE)


def test_a_platform_that_was_never_a_draft() -> None:
    platform = TABLE.platforms[0]
    stable = tuple(r for r in TABLE.history(platform).releases if r.stable)
    table = TABLE.replace(platforms=(platform,), releases=stable)
    assert svg.description(table) == f"{platform.version}: final since {stable[0].date}."


def test_data_of_the_first_day_of_its_year() -> None:
    platform = TABLE.platforms[0]
    first = TABLE.history(platform).first
    day = f"{first.date[:4]}-01-01"
    table = TABLE.replace(platforms=(platform,), releases=(first.replace(date=day),), as_of=day)
    ET.fromstring(svg.timeline(table))
