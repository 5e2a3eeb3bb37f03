"""What others may link to is still there, and still means the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

import pyemscripten
from pyemscripten.addresses import page, redirects
from scripts.anchors import LIST, inventory, parse, problems, unlisted
from tests.support.site import ROOT, SITE

TABLE = pyemscripten.builtin()
ANCHORS = parse(LIST.read_text(encoding="utf-8"))
FINAL = [p for p in TABLE.platforms if TABLE.history(p).status == "final"][-1]


def test_the_site_keeps_every_promise() -> None:
    assert list(problems(SITE, ANCHORS)) == []


def test_everything_that_others_may_link_to_is_in_the_list() -> None:
    lines = "\n".join(map(str, unlisted(SITE, ANCHORS)))
    assert not lines, f"run `make sync` to promise these for ever, or rename them first:\n{lines}"


def test_each_line_stands_for_one_thing_and_says_what() -> None:
    names = [(anchor.kind, anchor.name) for anchor in ANCHORS]
    assert len(names) == len(set(names))
    assert all(anchor.meaning for anchor in ANCHORS)
    assert [anchor.kind for anchor in ANCHORS if anchor.kind == "label"]


def test_label_and_id_are_the_same_and_can_be_guessed_from_the_tag() -> None:
    labels = {anchor.name: anchor.target for anchor in ANCHORS if anchor.kind == "label"}
    for name, target in labels.items():
        assert target.partition("#")[2] == name
        assert name == name.lower()
        assert "_" not in name
        assert "." not in name
    for platform in TABLE.platforms:
        assert labels[platform.label] == f"{page(platform)}#{platform.label}"
        assert f"{platform.label}-emscripten" in labels


def test_every_spelling_of_every_tag_has_a_short_address() -> None:
    short = {anchor.name: f"/{anchor.target}" for anchor in ANCHORS if anchor.kind == "redirect"}
    for platform in TABLE.platforms:
        for spelling in (platform.version, platform.tag, platform.legacy_tag):
            assert short[f"t/{spelling}/"] == f"/{page(platform)}"
        final = TABLE.history(platform).status == "final"
        assert short.get(f"t/{platform.generic_tag}/") == (f"/{page(platform)}" if final else None)
    assert short == redirects(TABLE)


def test_no_line_was_ever_removed_or_changed() -> None:
    def git(*arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout

    path = LIST.relative_to(ROOT).as_posix()
    now = {anchor[:3] for anchor in ANCHORS}
    for commit in git("log", "--format=%H", "--diff-filter=AM", "--", path).split():
        before = {anchor[:3] for anchor in parse(git("show", f"{commit}:{path}"))}
        assert before <= now, f"lines of {commit[:9]} are gone: {sorted(before - now)}"


def copy_of_the_site(folder: Path) -> Path:
    """A copy whose files are the originals until they are written anew."""
    return Path(shutil.copytree(SITE, folder / "site", copy_function=os.link))


def rewrite(path: Path, before: str, after: str) -> None:
    source = path.read_text(encoding="utf-8")
    assert before in source
    path.unlink()
    path.write_text(source.replace(before, after), encoding="utf-8")


def rewrite_inventory(site: Path, before: str, after: str) -> None:
    """Change a line of the inventory, which begins with `before`."""
    path = site / "objects.inv"
    head, mark, packed = path.read_bytes().partition(b"zlib.\n")
    lines = zlib.decompress(packed).decode().splitlines(keepends=True)
    changed = [after if line.startswith(before) else line for line in lines]
    assert changed != lines
    path.unlink()
    path.write_bytes(head + mark + zlib.compress("".join(changed).encode()))


LABEL = f"{FINAL.label}-emscripten"
HOME = f"{page(FINAL)}index.html"
OTHER = TABLE.platforms[0]


def lose_a_label(site: Path) -> None:
    rewrite_inventory(site, f"{LABEL} ", "")


def lose_a_title(site: Path) -> None:
    rewrite_inventory(site, f"{LABEL} ", f"{LABEL} std:label -1 {page(FINAL)}#$ -\n")


def point_a_label_elsewhere(site: Path) -> None:
    rewrite_inventory(site, f"{LABEL} ", f"{LABEL} std:label -1 {page(OTHER)}#$ Emscripten\n")


def lose_an_id(site: Path) -> None:
    rewrite(site / HOME, f'id="{LABEL}"', 'id="id1"')


def lose_a_page(site: Path) -> None:
    (site / HOME).unlink()


def give_a_page_to_another_platform(site: Path) -> None:
    rewrite(site / HOME, FINAL.tag, OTHER.tag)


def lose_a_short_address(site: Path) -> None:
    (site / "t" / FINAL.version / "index.html").unlink()


def point_a_short_address_elsewhere(site: Path) -> None:
    rewrite(site / "t" / FINAL.tag / "index.html", FINAL.label, OTHER.label)


def lose_a_document(site: Path) -> None:
    rewrite_inventory(site, f"platforms/{FINAL.label} ", "")


def lose_a_term(site: Path) -> None:
    rewrite_inventory(site, f"{FINAL.tag} ", "")


def lose_a_function(site: Path) -> None:
    rewrite_inventory(site, "pyemscripten.platform ", "")


def lose_the_json(site: Path) -> None:
    (site / "api" / "v1" / "platforms.json").unlink()


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lose_a_label, f"label '{LABEL}' is not in objects.inv any more"),
        (lose_a_title, f"label '{LABEL}' has no title, so that its short form fails"),
        (point_a_label_elsewhere, f"label '{LABEL}' led to {page(FINAL)}#{LABEL} and now leads to"),
        (lose_an_id, f"label '{LABEL}': the page {page(FINAL)} has no id '{LABEL}' any more"),
        (lose_a_page, f"page 'platforms/{FINAL.label}': the page {page(FINAL)} is gone"),
        (give_a_page_to_another_platform, f"was about {FINAL.tag} and is now about"),
        (lose_a_short_address, f"redirect 't/{FINAL.version}/' does not lead to {page(FINAL)}"),
        (point_a_short_address_elsewhere, f"redirect 't/{FINAL.tag}/' does not lead to"),
        (lose_a_document, f"page 'platforms/{FINAL.label}' is not in objects.inv any more"),
        (lose_a_term, f"term '{FINAL.tag}' is not in objects.inv any more"),
        (lose_a_function, "function 'pyemscripten.platform' is not in objects.inv any more"),
        (lose_the_json, "file 'api/v1/platforms.json' is gone"),
    ],
)
def test_a_broken_promise_is_noticed(
    tmp_path: Path, damage: Callable[[Path], None], says: str
) -> None:
    site = copy_of_the_site(tmp_path)
    damage(site)
    found = list(problems(site, ANCHORS))
    assert any(says in problem for problem in found), found


def test_a_platform_without_its_set_is_noticed() -> None:
    fewer = [anchor for anchor in ANCHORS if anchor.name != LABEL]
    assert list(problems(SITE, fewer)) == [
        f"label '{LABEL}' is missing: other platforms have one like it"
    ]


def test_an_anchor_that_nobody_promised_is_noticed() -> None:
    fewer = [anchor for anchor in ANCHORS if anchor.name != LABEL]
    (found,) = unlisted(SITE, fewer)
    assert found[:3] == ("label", LABEL, f"{page(FINAL)}#{LABEL}")
    assert FINAL.tag in found.meaning


def test_the_inventory_is_at_the_root_and_names_labels_only_in_standard_domains() -> None:
    domains = {kind.partition(":")[0] for kind, _ in inventory(SITE)}
    assert domains <= {"std", "py", "js"}
