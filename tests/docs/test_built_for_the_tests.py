"""The tests see the site of the tree as it is, whatever was built before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import site


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project laid out as this one is, in which the site is built."""
    for name in ("docs", "src"):
        (tmp_path / name).mkdir()
    for name in ("CHANGELOG.md", "requirements-docs.txt"):
        (tmp_path / name).touch()
    (tmp_path / "conf.py").write_text('root_doc = "index"\nexclude_patterns = []\n')
    (tmp_path / "docs" / "index.rst").write_text("Home\n====\n\nFirst words.\n")
    monkeypatch.setattr(site, "ROOT", tmp_path)
    monkeypatch.setattr(site, "_FOLDER", tmp_path / "built")
    monkeypatch.setattr(site, "SITE", tmp_path / "built" / "html")
    return tmp_path


def home(project: Path) -> Path:
    return project / "built" / "html" / "index.html"


def test_a_site_of_the_same_sources_is_not_built_again(project: Path) -> None:
    site.build()
    before = home(project).stat()
    site.build()
    assert home(project).stat() == before


def test_what_the_site_is_made_of(project: Path) -> None:
    for name in ("src/module.py", "docs/page.rst", "conf.py", "CHANGELOG.md"):
        before = site.digest()
        with (project / name).open("a") as file:
            file.write("\n")
        assert site.digest() != before, name
    before = site.digest()
    # What builds and Python leave behind is none of it.
    for name in ("docs/platforms/one.rst", "src/__pycache__/module.pyc", "build/html/index.html"):
        (project / name).parent.mkdir(parents=True)
        (project / name).touch()
    assert site.digest() == before


def test_a_change_builds_all_of_it_anew(project: Path) -> None:
    extra = project / "docs" / "extra.rst"
    extra.write_text(":orphan:\n\nExtra\n=====\n")
    site.build()
    assert (project / "built" / "html" / "extra" / "index.html").is_file()
    extra.unlink()
    (project / "docs" / "index.rst").write_text("Home\n====\n\nOther words.\n")
    site.build()
    assert "Other words." in home(project).read_text(encoding="utf-8")
    assert not (project / "built" / "html" / "extra").exists()


def test_a_site_that_warns_fails_each_time_until_it_is_repaired(project: Path) -> None:
    index = project / "docs" / "index.rst"
    right = index.read_text()
    index.write_text(f"{right}\n:ref:`nowhere`\n")
    for _ in range(2):
        with pytest.raises(RuntimeError, match=r"index\.rst:6: WARNING: undefined label"):
            site.build()
    index.write_text(right)
    site.build()
    assert "First words." in home(project).read_text(encoding="utf-8")
