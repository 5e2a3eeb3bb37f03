"""The site in Chromium: what shows first, what a phone shows, what the look-up box answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

import pyemscripten
from pyemscripten import addresses
from pyemscripten.publish.tables import Form, rst
from tests.docs.browser import chromium
from tests.support.serving import served
from tests.support.site import SITE

TABLE = pyemscripten.builtin()
NEWEST = TABLE.platforms[-1]
LAPTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 780}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The site, served on this machine."""
    with served(SITE) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests here."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails the test when a script fails or another host is asked."""
    page = browser.new_page(base_url=address, viewport=LAPTOP)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith(address) else problems.append(request.url),
    )
    page.on(
        "response",
        lambda answer: None if answer.ok else problems.append(f"{answer.status} {answer.url}"),
    )
    yield page
    page.close()
    assert not problems


def test_the_whole_table_shows_on_a_laptop_without_scrolling(page: Page) -> None:
    page.goto("/")
    box = page.locator("table.pyemscripten-platforms").first.bounding_box()
    assert box
    assert box["y"] + box["height"] <= LAPTOP["height"]
    assert box["x"] + box["width"] <= LAPTOP["width"]
    field = page.locator("#lookup input").bounding_box()
    assert field
    assert field["y"] < box["y"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/platforms/",
        f"/{addresses.page(NEWEST)}",
        f"/{addresses.page(TABLE.platforms[0])}",
        f"/{addresses.page(TABLE.generic_tags()[0])}",
        "/compare/",
        "/conflicts/",
        "/api/",
        "/cli/",
        "/data/",
        "/sphinx/",
        "/glossary/",
        "/about/",
        "/about/architecture/",
    ],
)
def test_nothing_is_wider_than_a_phone(page: Page, path: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def ask(page: Page, text: str) -> list[str]:
    page.locator("#lookup input").fill(text)
    return page.locator("#lookup output p").all_inner_texts()


def test_the_look_up_box_answers(page: Page) -> None:
    page.goto("/")
    assert ask(page, "") == []
    for platform in TABLE.platforms:
        for spelling in (
            platform.version,
            platform.tag,
            platform.legacy_tag,
            f"a-1-cp3-abi3-{platform.tag}.whl",
        ):
            [answer] = ask(page, spelling)
            assert answer.startswith(platform.tag)
            assert platform.emscripten in answer
        assert any(platform.tag in answer for answer in ask(page, platform.emscripten))
        assert any(platform.tag in answer for answer in ask(page, platform.python))
        cpython = f"cp{platform.python.replace('.', '')}"
        assert any(platform.tag in answer for answer in ask(page, cpython))
        for names in platform.names.values():
            for name in names:
                assert any(platform.tag in answer for answer in ask(page, name))
        for release in TABLE.history(platform).releases:
            assert any(platform.tag in answer for answer in ask(page, release.version))
    for tag in TABLE.generic_tags():
        for text in (tag.tag, tag.emscripten, tag.releases[0].version):
            assert any(answer.startswith(tag.tag) for answer in ask(page, text)), text


def test_the_look_up_box_is_honest(page: Page) -> None:
    page.goto("/")
    used = {e.version for e in TABLE.emscripten} | {r.version for r in TABLE.releases}
    private = next(v for v in (f"4.0.{n}" for n in range(99)) if v not in used)
    [answer] = ask(page, private)
    assert "normal for a private build" in answer
    assert f"emscripten_{private.replace('.', '_')}_wasm32" in answer
    [answer] = ask(page, "pyemscripten_2099_0_wasm32")
    assert answer == f"No platform 2099_0 is known (data of {TABLE.as_of})."
    for nonsense in ("banana", "<b>", "9" * 500):
        [answer] = ask(page, nonsense)
        assert answer == f"Nothing here goes by that name (data of {TABLE.as_of})."


def test_the_look_up_box_links_to_the_page(page: Page) -> None:
    page.goto("/")
    ask(page, NEWEST.tag)
    page.locator("#lookup output a").click()
    page.wait_for_url(f"**/{addresses.page(NEWEST)}")
    assert NEWEST.tag in page.title()


def test_flags_are_copied_as_they_stand(page: Page) -> None:
    page.goto(f"/{addresses.page(NEWEST)}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(f"#{NEWEST.label}-flags .highlight").first.hover()
    page.locator(f"#{NEWEST.label}-flags button.copybtn").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"export CFLAGS='{' '.join(NEWEST.flags.cflags)}'" in copied.splitlines()


def test_the_copy_button_copies_the_table_as_the_command_prints_it(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/how-to/cite-in-a-pep/")
    for number, links in enumerate(("", "url", "ref")):
        block = page.locator("div.highlight-rst").nth(number)
        block.hover()
        block.locator("button.copybtn").click()
        page.wait_for_function("document.querySelector('.copybtn.success')")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.rstrip() == rst(TABLE, Form(links=links)).rstrip()
        page.wait_for_function("!document.querySelector('.copybtn.success')")
