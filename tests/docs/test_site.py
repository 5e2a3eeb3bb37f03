"""The built site: complete, self-contained, and true to the data."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

import pyemscripten
from pyemscripten import addresses
from pyemscripten.cli import COMMANDS
from pyemscripten.publish.facts import TITLES, rows
from pyemscripten.publish.site import files
from pyemscripten.sphinxext.platform import DERIVED, label_of
from tests.support.site import ORIGIN, ROOT, SITE, inventory, local, pages

TABLE = pyemscripten.builtin()
BY_VERSION = pytest.mark.parametrize("platform", TABLE.platforms, ids=lambda p: p.version)


@BY_VERSION
def test_platform_page_has_every_fact_under_its_own_anchor(
    platform: pyemscripten.Platform,
) -> None:
    page = pages()[f"/{addresses.page(platform)}"]
    labels = inventory().data["std:label"]
    for part in (*TITLES, *DERIVED):
        label = f"{platform.label}-{label_of(part)}"
        assert label in page.ids
        assert labels[label].uri == f"{ORIGIN}{addresses.page(platform)}#{label}"
        assert labels[label].display_name not in {"-", ""}, "a label needs a title for :ref:"
    assert labels[platform.label].display_name == platform.tag
    for field in TITLES:
        for row in rows(platform, field):
            for word in row.value.replace("&", "&amp;").replace('"', "&quot;").split():
                assert word.strip(".,:;()") in page.text, row


@BY_VERSION
def test_platform_page_names_every_source_with_revision_and_day(
    platform: pyemscripten.Platform,
) -> None:
    text = pages()[f"/{addresses.page(platform)}"].text
    for sources in platform.sources.values():
        for source in sources:
            assert source.read in text
            assert source.measured or source.url in text
            assert not source.measured or source.revision in text


@pytest.mark.parametrize("tag", TABLE.generic_tags(), ids=lambda g: g.emscripten)
def test_generic_tag_has_a_page_with_its_releases(tag: pyemscripten.GenericTag) -> None:
    text = pages()[f"/{addresses.page(tag)}"].text
    for release in tag.releases:
        assert release.version in text
        assert release.date in text


@pytest.mark.parametrize("spelling", addresses.redirects(TABLE))
def test_short_addresses_lead_to_the_page(spelling: str) -> None:
    text = (SITE / spelling / "index.html").read_text(encoding="utf-8")
    target = addresses.redirects(TABLE)[spelling].removeprefix("/")
    back = "../" * spelling.count("/")
    assert f'"{back}{target}"' in text


def test_home_answers_before_it_explains() -> None:
    home = pages()["/"].text
    order = ['id="lookup"', "<table", "Build these today", "Where to go"]
    assert [home.index(mark) for mark in order] == sorted(home.index(mark) for mark in order)
    table = home[home.index("<table") : home.index("</table>")]
    for platform in TABLE.platforms:
        assert platform.tag in table
        assert platform.emscripten in table
        assert platform.python in table


def test_home_is_light_and_no_page_loads_what_is_not_here() -> None:
    script = ROOT / "scripts" / "bench" / "page_weights.py"
    done = subprocess.run(
        [sys.executable, script, SITE], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_every_link_within_the_site_leads_somewhere() -> None:
    anchors = {page.path: page.ids for page in pages().values()}
    broken = []
    for page in pages().values():
        if page.name == "/404/":
            # Served for any address, so its links start from the root of the host.
            continue
        for link in page.links:
            address, fragment = page.target(link)
            path = local(address)
            if path is None:
                continue
            if not path.is_file():
                broken.append(f"{page.name} links to {link}, which does not exist")
            elif fragment and fragment not in anchors.get(path, {fragment}):
                broken.append(f"{page.name} links to {link}, but there is no such anchor")
    assert not broken


def test_no_placeholder_is_left_in_a_page() -> None:
    """Facts between bars are filled in within examples only; elsewhere a role is needed."""
    for page in pages().values():
        # The page on the extension shows the notation itself.
        if page.name != "/sphinx/":
            left = re.findall(r"\|(?:final|newest|20\d\d_\d+|as_of)(?:\.[\w.]+)?\|", page.text)
            assert not left, (page.name, left)


def test_no_link_to_the_published_site_from_within() -> None:
    """A copy of the site, say of a change that is not merged, must not lead away from itself."""
    for page in pages().values():
        assert not [link for link in page.links if link.startswith(addresses.SITE)], page.name


def test_published_files_are_those_of_the_data() -> None:
    for path, content in files(TABLE):
        assert (SITE / path).read_bytes() == content.encode(), path


def test_the_page_on_data_names_every_published_file() -> None:
    page = pages()["/data/"]
    linked = {page.target(link)[0].removeprefix(ORIGIN) for link in page.links}
    of_one_platform = {f"api/v1/platforms/{platform.version}.json" for platform in TABLE.platforms}
    assert {path for path, _ in files(TABLE)} - of_one_platform <= linked


@pytest.mark.parametrize(
    "name", ["platforms", *(f"platforms/{p.version}" for p in TABLE.platforms)]
)
def test_published_json_is_valid_by_the_published_schema(name: str) -> None:
    api = SITE / "api" / "v1"
    kind = name.partition("/")[0] if "/" not in name else "platform"
    schema = json.loads((api / "schema" / f"{kind}.json").read_bytes())
    Draft202012Validator(schema).validate(json.loads((api / f"{name}.json").read_bytes()))


def test_every_public_name_is_documented() -> None:
    documented = {
        name.removeprefix("pyemscripten.")
        for kind in ("py:function", "py:class", "py:exception")
        for name in inventory().data[kind]
    }
    assert set(pyemscripten.__all__) - {"__version__"} <= documented


def test_every_command_is_documented() -> None:
    page = pages()["/cli/"]
    for name in COMMANDS:
        assert f"pyemscripten-{name}" in page.ids


def test_sitemap_lists_the_pages() -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    listed = {
        loc.text or "" for loc in ET.parse(SITE / "sitemap.xml").iterfind("s:url/s:loc", names)
    }
    base = next(iter(sorted(listed, key=len)))
    expected = set(pages()) - {"/404/", "/genindex/", "/search/"}
    assert {f"/{address.removeprefix(base)}" for address in listed} == expected


def test_text_for_language_models_names_pages_that_exist() -> None:
    text = (SITE / "llms.txt").read_text(encoding="utf-8")
    found = [line.rpartition("](")[2].rstrip(")") for line in text.splitlines() if "](" in line]
    assert found
    root = min(found, key=len)
    for address in found:
        assert f"/{address.removeprefix(root)}" in pages(), address


def test_an_unknown_address_gets_the_sites_own_page() -> None:
    assert "Page not found" in pages()["/404/"].text
