"""The role, in text."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

import pyemscripten
from pyemscripten.addresses import SITE
from tests.support.sphinx_project import Built, build, doctree, write_data
from tests.support.tables import later, uv_rows

TABLE = pyemscripten.builtin()
PLATFORM = TABLE.platforms[1]
FINAL = [p for p in TABLE.platforms if TABLE.history(p).status == "final"][-1]


def page(*texts: str) -> dict[str, str]:
    lines = (f"Is :pyemscripten:`{text}` it?" for text in texts)
    return {"index.rst": "Title\n=====\n\n" + "\n\n".join(lines) + "\n"}


def paragraphs(built: Built) -> list[nodes.paragraph]:
    return list(doctree(built).findall(nodes.paragraph))


def test_a_fact_is_text(tmp_path: Path) -> None:
    shown = {
        f"{PLATFORM.version}.emscripten": PLATFORM.emscripten,
        f"{PLATFORM.tag}.python": PLATFORM.python,
        f"{PLATFORM.legacy_tag}.status": TABLE.history(PLATFORM).status,
        "final.flags.cflags": " ".join(FINAL.flags.cflags),
        "newest.tag": TABLE.platforms[-1].tag,
        "final.pthread.allowed": "no",
        f"{PLATFORM.version}.rust.maximum": PLATFORM.rust.maximum or "none",
        "as_of": TABLE.as_of,
        "data_version": TABLE.version,
    }
    built = build(tmp_path, page(*shown))
    assert built.warnings == ""
    for found, expected in zip(paragraphs(built), shown.values(), strict=True):
        assert found.astext() == f"Is {expected} it?"


def test_code_is_literal_and_prose_is_not(tmp_path: Path) -> None:
    built = build(tmp_path, page("final.tag", "final.flags.ldflags", "final.python"))
    literal = [bool(list(found.findall(nodes.literal))) for found in paragraphs(built)]
    assert literal == [True, True, False]


def test_a_platform_is_a_link(tmp_path: Path) -> None:
    generic = TABLE.generic_tags()[0]
    links = {
        PLATFORM.version: (PLATFORM.tag, PLATFORM.label),
        PLATFORM.legacy_tag: (PLATFORM.tag, PLATFORM.label),
        "final": (FINAL.tag, FINAL.label),
        "the platform <final>": ("the platform", FINAL.label),
        generic.tag: (generic.tag, generic.label),
    }
    built = build(tmp_path, page(*links))
    assert built.warnings == ""
    for found, (text, label) in zip(paragraphs(built), links.values(), strict=True):
        assert found.astext() == f"Is {text} it?"
        assert f'href="{SITE}platforms/{label}/"' in built.page()


def test_a_wrong_name_is_a_warning_and_stays_as_it_is(tmp_path: Path) -> None:
    wrong = {
        "2099_9": "no platform '2099_9'",
        "2099_9.emscripten": "no platform '2099_9'",
        "banana": "'banana' is not a platform",
        "final.emscriptem": "nearest is 'emscripten'",
        "final.rust": "nearest is 'rust.",
        "emscripten_9_9_9_wasm32": "unknown generic tag",
    }
    built = build(tmp_path, page(*wrong))
    warnings = built.warnings.splitlines()
    for number, (text, says) in enumerate(wrong.items()):
        assert f"index.rst:{4 + 2 * number}: WARNING: " in warnings[number]
        assert says in warnings[number]
        assert paragraphs(built)[number].astext() == f"Is {text} it?"


def test_flags_keep_their_dashes(tmp_path: Path) -> None:
    """Sphinx makes dashes and quotes prettier in prose; in what we show it must not."""
    platform = TABLE.platforms[0].replace(
        notes=('Say --python-platform, "so" -- see https://example.org/a_b).',)
    )
    data = write_data(tmp_path / "data.json", platforms=(platform, *TABLE.platforms[1:]))
    path = f"{platform.version}.notes"
    pages = page(path)
    pages["index.rst"] += f"\n.. pyemscripten-platform:: {platform.version}\n   :facts: notes\n"
    built = build(tmp_path, pages, pyemscripten_data=data)
    [note] = platform.notes
    assert built.warnings == ""
    assert note in paragraphs(built)[0].astext()
    [item] = doctree(built).findall(nodes.list_item)
    assert item.astext() == note
    assert [found.astext() for found in item.findall(nodes.literal)] == ["--python-platform"]
    [link] = item.findall(nodes.reference)
    assert link["refuri"] == "https://example.org/a_b"


def test_final_needs_a_final_platform(tmp_path: Path) -> None:
    _, draft, release = later(TABLE, final=False)
    data = write_data(
        tmp_path / "data.json",
        platforms=(draft,),
        releases=(release,),
        conflicts=(),
        uv_targets=uv_rows(TABLE, (draft,)),
    )
    built = build(tmp_path, page("final.emscripten"), pyemscripten_data=data)
    assert "'final' is not a platform" in built.warnings


def test_code_placeholder_needs_a_fact(tmp_path: Path) -> None:
    pages = {"index.rst": "Title\n=====\n\n.. pyemscripten-code:: sh\n\n   echo |final|\n"}
    built = build(tmp_path, pages)
    assert "'final' names no fact: expected one such as" in built.warnings
