"""The sidebar of our site, which Furo shows instead of its own."""

from __future__ import annotations

import re
from pathlib import Path

from pyemscripten.sphinxext.site.navigation import MANY
from tests.support.sphinx_project import SITE_EXTENSIONS, Built, build


def project(folder: Path, many: int) -> Built:
    """A root page with two captions; below the second are a page and `many` more below that."""
    children = [f"child{number}" for number in range(many)]
    pages = {
        "index.rst": "Home\n====\n\n.. toctree::\n   :caption: One & all\n\n   plain\n\n"
        ".. toctree::\n   :caption: Two\n\n   Parents <parent>\n",
        "plain.rst": "Plain <page>\n============\n",
        "parent.rst": "Parent\n======\n\n.. toctree::\n\n" + "".join(f"   {c}\n" for c in children),
        **{f"{name}.rst": f"{name}\n========\n" for name in children},
        "page.html": "<nav>{{ furo_navigation_tree }}</nav><p>{{ toctree(maxdepth=9) }}</p>",
    }
    built = build(folder, pages, extensions=SITE_EXTENSIONS, templates_path=["."])
    assert built.warnings == ""
    return built


def links(page: str) -> list[str]:
    navigation = page[page.index("<nav>") : page.index("</nav>")]
    return re.findall(r'<a [^>]*href="([^"]*)"', navigation)


def test_pages_stand_under_their_captions_with_the_titles_given(tmp_path: Path) -> None:
    page = project(tmp_path, 2).page("plain.html")
    captions = re.findall(r'<span class="caption-text">(.*?)</span>', page)
    assert captions == ["One &amp; all", "Two"]
    assert ">Plain &lt;page&gt;</a>" in page
    assert ">Parents</a>" in page
    assert links(page) == ["#", "parent.html", "child0.html", "child1.html"]
    assert "<p></p>" in page, "Furo must not make a tree of its own"


def test_the_way_to_the_page_is_marked_and_unfolded(tmp_path: Path) -> None:
    page = project(tmp_path, 2).page("child1.html")
    marked = re.findall(r'<li class="([^"]*)"><a class="current [^"]*" href="([^"]*)"', page)
    assert marked == [
        ("toctree-l1 current has-children", "parent.html"),
        ("toctree-l2 current current-page", "#"),
    ]
    assert page.count('type="checkbox" checked>') == 1


def test_many_pages_are_listed_only_to_a_reader_among_them(tmp_path: Path) -> None:
    built = project(tmp_path, MANY + 1)
    assert links(built.page("plain.html")) == ["#", "parent.html"]
    assert len(links(built.page("parent.html"))) == MANY + 3
    assert len(links(built.page("child0.html"))) == MANY + 3
