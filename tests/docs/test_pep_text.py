"""What PEP authors copy from our pages, in a project that is as strict as theirs."""

from __future__ import annotations

import html
import re
import subprocess
from pathlib import Path

import pytest

import pyemscripten
from pyemscripten.addresses import SITE as ORIGIN
from pyemscripten.addresses import page
from pyemscripten.publish.tables import Form, rst
from scripts.anchors import LIST, inventory, parse, problems
from tests.docs.test_stable_anchors import LABEL, copy_of_the_site, lose_a_label, lose_a_title
from tests.support.pep_project import MAPPING, build, pep_python
from tests.support.site import SITE, pages

pytestmark = pytest.mark.network

TABLE = pyemscripten.builtin()
FINAL = [p for p in TABLE.platforms if TABLE.history(p).status == "final"][-1]
INVENTORY = SITE / "objects.inv"


def blocks(language: str, page: str = "/how-to/cite-in-a-pep/") -> list[str]:
    """The code blocks in that language on a page, as a reader copies them."""
    found = re.findall(
        rf'<div class="highlight-{language} notranslate">.*?<pre>(.*?)</pre>',
        pages()[page].text,
        re.DOTALL,
    )
    return [html.unescape(re.sub(r"<[^>]+>", "", source)) for source in found]


def links(folder: Path) -> dict[str, str]:
    """Text -> address of the links in a PEP, of the last one with that text."""
    source = (folder / "html" / "pep-9999.html").read_text(encoding="utf-8")
    found = re.findall(
        r'<a class="reference external" href="([^"]+)"[^>]*>(.*?)</a>', source, re.DOTALL
    )
    return {
        " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split()): address
        for address, text in found
    }


def test_every_block_of_our_page_builds_in_one_pep(tmp_path: Path) -> None:
    copied = blocks("rst")
    assert len(copied) == 8
    body = "".join(f"\nPart {i}\n=======\n\n{block}" for i, block in enumerate(copied))
    (mapping,) = blocks("python")
    assert mapping.strip() == MAPPING.strip()
    built = build(tmp_path / "pep", body, INVENTORY, mapping)
    assert (built.returncode, built.stderr) == (0, "")
    shown = links(tmp_path / "pep")
    assert shown[FINAL.tag] == f"{ORIGIN}{page(FINAL)}#{FINAL.label}"
    assert (
        f"{ORIGIN}t/{FINAL.version}/" in (tmp_path / "pep" / "html" / "pep-9999.html").read_text()
    )
    assert shown["its Emscripten"] == f"{ORIGIN}{page(FINAL)}#{LABEL}"
    assert shown["PyEmscripten platform table"].startswith(f"{ORIGIN}platforms/")
    assert shown["pyemscripten.platform()"] == f"{ORIGIN}api/#pyemscripten.platform"


def test_the_texts_that_we_offer_upstream_build(tmp_path: Path) -> None:
    offered = [
        *blocks("rst", "/upstream/platform-compatibility-tags/"),
        *blocks("rst", "/upstream/canonical-doc/"),
    ]
    # Its label does not exist before the section does.
    built_by_nobody_yet = [block for block in offered if "canonical-pypa-spec" in block]
    assert len(built_by_nobody_yet) == 1
    assert len(offered) == 6
    body = "\n".join(block for block in offered if block not in built_by_nobody_yet)
    built = build(tmp_path / "pep", f"Platform Tag\n============\n\n{body}", INVENTORY)
    assert (built.returncode, built.stderr) == (0, "")
    shown = (tmp_path / "pep" / "html" / "pep-9999.html").read_text(encoding="utf-8")
    assert "This is a historical document. See <a" in shown
    for platform in TABLE.platforms:
        assert (platform.tag in shown) == (TABLE.history(platform).status == "final")


FORMS = {
    f":ref:`pyemscripten:{LABEL}`": ("Emscripten", f"{page(FINAL)}#{LABEL}"),
    f":ref:`text 1 <pyemscripten:{LABEL}>`": ("text 1", f"{page(FINAL)}#{LABEL}"),
    f":external+pyemscripten:ref:`text 2 <{LABEL}>`": ("text 2", f"{page(FINAL)}#{LABEL}"),
    f":external+pyemscripten:ref:`{FINAL.label}`": (FINAL.tag, f"{page(FINAL)}#{FINAL.label}"),
    f":external+pyemscripten:doc:`text 3 <platforms/{FINAL.label}>`": ("text 3", page(FINAL)),
    f":external+pyemscripten:doc:`platforms/{FINAL.label}`": (FINAL.tag, page(FINAL)),
    f":doc:`text 4 <pyemscripten:platforms/{FINAL.label}>`": ("text 4", page(FINAL)),
    f":term:`pyemscripten:pyemscripten_{FINAL.version}`": (
        f"pyemscripten_{FINAL.version}",
        f"glossary/#term-pyemscripten_{FINAL.version}",
    ),
    f":term:`text 5 <pyemscripten:{FINAL.tag}>`": ("text 5", f"glossary/#term-{FINAL.tag}"),
    f":any:`{FINAL.tag}`": (FINAL.tag, f"glossary/#term-{FINAL.tag}"),
    ":external+pyemscripten:py:func:`pyemscripten.find`": (
        "pyemscripten.find()",
        "api/#pyemscripten.find",
    ),
    ":py:func:`text 6 <pyemscripten:pyemscripten.platform>`": (
        "text 6",
        "api/#pyemscripten.platform",
    ),
    ":py:class:`text 7 <pyemscripten:pyemscripten.Platform>`": (
        "text 7",
        "api/#pyemscripten.Platform",
    ),
    ":ref:`pyemscripten-platform-table`": (
        "PyEmscripten platforms",
        "platforms/#pyemscripten-platform-table",
    ),
    f"`text 8 <{ORIGIN}{page(FINAL)}#{LABEL}>`__": ("text 8", f"{page(FINAL)}#{LABEL}"),
}


@pytest.mark.parametrize(("form", "expected"), FORMS.items(), ids=list(FORMS))
def test_each_form_of_reference_resolves(
    tmp_path: Path, form: str, expected: tuple[str, str]
) -> None:
    built = build(tmp_path / "pep", f"Words\n=====\n\nBefore {form} after.\n", INVENTORY)
    assert (built.returncode, built.stderr) == (0, "")
    text, address = expected
    assert links(tmp_path / "pep")[text] == f"{ORIGIN}{address}"


def test_the_short_form_of_every_promised_label_gives_its_title(tmp_path: Path) -> None:
    labels = [a for a in parse(LIST.read_text(encoding="utf-8")) if a.kind == "label"]
    body = "".join(f"* {i}: :ref:`pyemscripten:{label.name}`\n" for i, label in enumerate(labels))
    built = build(tmp_path / "pep", f"Words\n=====\n\n{body}", INVENTORY)
    assert (built.returncode, built.stderr) == (0, "")
    source = (tmp_path / "pep" / "html" / "pep-9999.html").read_text(encoding="utf-8")
    for i, label in enumerate(labels):
        match = re.search(rf'<p>{i}: <a [^>]*href="([^"]+)"[^>]*>(.+?)</a></p>', source)
        assert match, label
        assert match[1] == f"{ORIGIN}{label.target}"
        title = " ".join(html.unescape(re.sub(r"<[^>]+>", "", match[2])).split())
        stored = inventory(SITE)["std:label", label.name].title
        assert title == " ".join(stored.split())


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (":ref:`pyemscripten:pyemscripten-no-such-label`", "pyemscripten-no-such-label"),
        (":external+nope:ref:`pyemscripten-platform-table`", "nope"),
        (":py:func:`pyemscripten:pyemscripten.guess`", "pyemscripten.guess"),
        (":any:`no-such-thing`", "no-such-thing"),
        (f":external+pyemscripten:std:platform:`{FINAL.tag}`", "platform"),
        (".. tabs::\n\n   Text", "Unknown directive type"),
        (f"| Tag | Emscripten |\n|---|---|\n| {FINAL.tag} | {FINAL.emscripten} |", "Line block"),
        ("==  ==\nab  c\n==  ==\nabc  d\n==  ==", "Malformed table"),
        ("`a <https://example.org/1>`_ `a <https://example.org/2>`_", "Duplicate explicit target"),
    ],
)
def test_the_project_is_as_strict_as_that_of_the_peps(
    tmp_path: Path, wrong: str, says: str
) -> None:
    built = build(tmp_path / "pep", f"Words\n=====\n\n{wrong}\n", INVENTORY)
    assert built.returncode != 0
    assert says in built.stderr


def test_a_deleted_label_is_noticed_here_before_it_breaks_a_pep(tmp_path: Path) -> None:
    body = f"Words\n=====\n\n:ref:`pyemscripten:{LABEL}`\n"
    assert build(tmp_path / "before", body, INVENTORY).returncode == 0
    anchors = parse(LIST.read_text(encoding="utf-8"))
    for i, damage in enumerate((lose_a_label, lose_a_title)):
        site = copy_of_the_site(tmp_path / str(i))
        damage(site)
        assert any(LABEL in problem for problem in problems(site, anchors))
    site = copy_of_the_site(tmp_path / "last")
    lose_a_label(site)
    after = build(tmp_path / "after", body, site / "objects.inv")
    assert after.returncode != 0
    assert "undefined label" in after.stderr
    assert LABEL in after.stderr


@pytest.mark.parametrize("links_by", ["", "url", "ref"])
def test_the_table_builds_with_docutils_as_old_as_theirs(tmp_path: Path, links_by: str) -> None:
    body = f"Words\n=====\n\n{rst(TABLE, Form(links=links_by))}"
    built = build(tmp_path / "pep", body, INVENTORY)
    assert (built.returncode, built.stderr) == (0, "")
    source = (tmp_path / "pep" / "html" / "pep-9999.html").read_text(encoding="utf-8")
    (table,) = re.findall(r"<table.*?</table>", source, re.DOTALL)
    for platform in TABLE.platforms:
        shown = TABLE.history(platform).status == "final"
        assert (platform.tag in table) == shown
        assert (f"<p>{platform.emscripten}</p>" in table) == shown
    version = subprocess.run(
        [pep_python(), "-c", "import docutils; print(docutils.__version__)"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert version.stdout.startswith("0.21.")
