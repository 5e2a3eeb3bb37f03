"""The files that our site publishes beside its pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.errors import ConfigError, ExtensionError, ThemeError

import pyemscripten
from pyemscripten import addresses
from pyemscripten.publish.site import files
from pyemscripten.sphinxext.edition import Edition
from pyemscripten.sphinxext.site import files as hooks
from tests.support.rows import measured
from tests.support.sphinx_project import SITE_EXTENSIONS, build, write_data

TABLE = pyemscripten.builtin()
NEWEST = [release for release in TABLE.releases if release.npm][-1]
PAGES = {"index.rst": "Home\n====\n"}


def test_they_are_those_of_the_data(tmp_path: Path) -> None:
    built = build(tmp_path, PAGES, extensions=SITE_EXTENSIONS)
    for path, content in files(TABLE):
        assert built.page(path) == content


def test_they_come_with_the_pages_for_browsers_only(tmp_path: Path) -> None:
    built = build(tmp_path, PAGES, "text", extensions=SITE_EXTENSIONS)
    assert not (built.out / "api").exists()


def test_they_are_of_the_data_that_the_site_shows(tmp_path: Path) -> None:
    """Even if no artifact agrees with it, such as what the benchmark invents."""
    invented = measured(NEWEST, built="1999-01-01T00:00:00Z")
    data = write_data(
        tmp_path / "data.json",
        as_of="2999-01-01",
        releases=tuple(invented if r == NEWEST else r for r in TABLE.releases),
    )
    built = build(tmp_path, PAGES, extensions=SITE_EXTENSIONS, pyemscripten_data=data)
    assert '"as_of": "2999-01-01"' in built.page("api/v1/platforms.json")


def test_nothing_is_published_with_a_fact_that_an_artifact_refutes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = measured(NEWEST, built="1999-01-01T00:00:00Z")
    releases = tuple(wrong if r == NEWEST else r for r in TABLE.releases)
    monkeypatch.setattr(hooks, "edition", lambda _: Edition(TABLE.replace(releases=releases)))
    with pytest.raises(ExtensionError, match=f"contradict the data: {NEWEST.version}, built"):
        build(tmp_path, PAGES, extensions=SITE_EXTENSIONS)
    assert not (tmp_path / "html" / "api").exists()


def test_nothing_is_published_after_a_build_that_failed(tmp_path: Path) -> None:
    with pytest.raises(ThemeError):
        build(
            tmp_path,
            {**PAGES, "page.html": "{{ nonsense"},
            extensions=SITE_EXTENSIONS,
            templates_path=["."],
        )
    assert not (tmp_path / "html" / "api").exists()


def test_a_mistake_in_the_data_stops_the_build_with_its_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = TABLE.platforms[-1]
    sources = {field: given for field, given in newest.sources.items() if field != "rpath"}
    platforms = (*TABLE.platforms[:-1], newest.replace(sources=sources))
    monkeypatch.setattr(hooks, "edition", lambda _: Edition(TABLE.replace(platforms=platforms)))
    with pytest.raises(ConfigError, match=rf"{newest.version}: the field 'rpath' has no source"):
        build(tmp_path, PAGES, extensions=SITE_EXTENSIONS)


def test_short_addresses_lead_to_the_pages(tmp_path: Path) -> None:
    """For the extension that makes them, where it is installed."""
    (tmp_path / "settings.py").write_text(
        "def setup(app):\n    app.add_config_value('redirects', {}, 'html')\n", encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(tmp_path)
        built = build(tmp_path, PAGES, extensions=[*SITE_EXTENSIONS, "settings"])
    assert built.app.config.redirects == addresses.redirects(TABLE)


def test_the_text_for_language_models_names_index_pages_by_their_addresses(tmp_path: Path) -> None:
    extra = tmp_path / "source" / "extra"
    extra.mkdir(parents=True)
    (extra / "llms.txt").write_text("- [A](https://example.org/a/index/)\n", encoding="utf-8")
    built = build(tmp_path, PAGES, extensions=SITE_EXTENSIONS, html_extra_path=["extra"])
    assert built.page("llms.txt") == "- [A](https://example.org/a/)\n"
