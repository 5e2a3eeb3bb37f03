"""What a page of our site loads, and where its links lead."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyemscripten
from pyemscripten.addresses import SITE
from tests.support.sphinx_project import SITE_EXTENSIONS, build

PAGES = {
    "index.rst": f"Home\n====\n\n.. toctree::\n\n   code\n   plain\n\n`Data <{SITE}data/>`_\n",
    "code.rst": "Code\n====\n\n::\n\n   x = 1\n",
    "plain.rst": f"Plain\n=====\n\nSee `the data <{SITE}api/v1/platforms.json>`_, `others "
    "<https://example.org/>`_ and :doc:`code`.\n",
}


def test_only_pages_with_code_load_what_copies_it(tmp_path: Path) -> None:
    built = build(
        tmp_path,
        PAGES,
        extensions=SITE_EXTENSIONS,
        html_js_files=["copybutton.js"],
        html_css_files=["copybutton.css"],
    )
    for name, loads in (("code.html", True), ("plain.html", False), ("search.html", False)):
        page = built.page(name)
        assert ("copybutton.js" in page, "copybutton.css" in page) == (loads, loads)
        assert "doctools.js" in page


def test_only_the_home_page_has_the_look_up_box_s_facts(tmp_path: Path) -> None:
    built = build(tmp_path, PAGES, extensions=SITE_EXTENSIONS)
    home = built.page()
    assert "lookup.js" in home
    found = re.search(r'<script id="lookup-facts" type="application/json">(.*?)</script>', home)
    assert found
    assert json.loads(found[1])["asOf"] == pyemscripten.builtin().as_of
    assert "lookup" not in built.page("plain.html")


def test_links_to_our_site_stay_within_the_copy_at_hand(tmp_path: Path) -> None:
    built = build(tmp_path, PAGES, "dirhtml", extensions=SITE_EXTENSIONS)
    assert 'href="../api/v1/platforms.json"' in built.page("plain/index.html")
    assert 'href="https://example.org/"' in built.page("plain/index.html")
    assert 'href="data/"' in built.page()


def test_links_in_a_text_keep_the_whole_address(tmp_path: Path) -> None:
    built = build(tmp_path, PAGES, "latex", extensions=SITE_EXTENSIONS)
    assert f"{SITE}api/v1/platforms.json" in built.page("aproject.tex")
