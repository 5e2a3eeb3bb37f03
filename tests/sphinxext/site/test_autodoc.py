"""How the pages on our library show records and names."""

from __future__ import annotations

from pathlib import Path

from sphinx import addnodes

from pyemscripten import Platform
from tests.support.sphinx_project import SITE_EXTENSIONS, build, doctree


def test_a_record_is_shown_by_its_fields(tmp_path: Path) -> None:
    content = "Title\n=====\n\n.. autoclass:: pyemscripten.Platform\n"
    tree = doctree(build(tmp_path, {"index.rst": content}, extensions=SITE_EXTENSIONS))
    described = list(tree.findall(addnodes.desc))
    signature = next(described[0].findall(addnodes.desc_signature))
    assert signature.astext().strip() == "class pyemscripten.Platform"
    attributes = [d for d in described if d["objtype"] == "attribute"]
    names = [next(a.findall(addnodes.desc_name)).astext() for a in attributes]
    assert names == list(Platform.field_names())


def test_a_function_keeps_its_signature(tmp_path: Path) -> None:
    content = "Title\n=====\n\n.. autofunction:: pyemscripten.history\n"
    tree = doctree(build(tmp_path, {"index.rst": content}, extensions=SITE_EXTENSIONS))
    assert next(tree.findall(addnodes.desc_parameterlist)).children


def test_a_name_is_found_wherever_it_is_documented(tmp_path: Path) -> None:
    content = (
        "Title\n=====\n\n.. py:class:: pyemscripten.Thing\n\n"
        "See :py:class:`pyemscripten.model.Thing`, :py:class:`elsewhere.Absent`\n"
        "and :ref:`nowhere`.\n"
    )
    built = build(tmp_path, {"index.rst": content}, extensions=SITE_EXTENSIONS)
    assert 'href="#pyemscripten.Thing"' in built.page()
    first, second = built.warnings.splitlines()
    assert "elsewhere.Absent" in first
    assert "undefined label: 'nowhere'" in second
