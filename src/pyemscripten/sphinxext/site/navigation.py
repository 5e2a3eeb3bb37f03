"""Furo's sidebar, in time that does not grow with the square of the pages."""

from __future__ import annotations

import functools
import html
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class Entry(NamedTuple):
    """A page in the sidebar, with the pages below it."""

    page: str
    title: str
    below: list[Entry]


#: More pages than this are listed in the sidebar only where the reader is among them.
MANY = 30


@functools.cache
def sidebar(env: BuildEnvironment) -> list[tuple[str | None, list[Entry]]]:
    """The tree of pages under the captions of the root page, read once a build."""

    def below(page: str) -> list[Entry]:
        return [entry(child) for child in env.toctree_includes.get(page, ())]

    def entry(page: str, title: str | None = None) -> Entry:
        return Entry(page, title or env.titles[page].astext(), below(page))

    trees = env.get_doctree(env.config.root_doc).findall(addnodes.toctree)
    return [
        (tree["caption"], [entry(page, title) for title, page in tree["entries"]]) for tree in trees
    ]


def skip_toctree(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Keep Furo from copying and parsing the tree of all pages for each page."""
    context["toctree"] = lambda **options: ""


def navigate(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Make Furo's sidebar, with what lies on the way to the page marked and unfolded."""

    def within(entry: Entry) -> bool:
        return entry.page == page or any(map(within, entry.below))

    def items(entries: list[Entry], level: int) -> Iterator[str]:
        yield "<ul>"
        for entry in entries:
            here = within(entry)
            shown = entry.below if here or len(entry.below) <= MANY else []
            classes = [f"toctree-l{level}"]
            classes += ["current"] if here else []
            classes += ["current-page"] if entry.page == page else []
            classes += ["has-children"] if shown else []
            title = html.escape(entry.title)
            kind = "current reference internal" if here else "reference internal"
            yield f'<li class="{" ".join(classes)}">'
            yield f'<a class="{kind}" href="{context["pathto"](entry.page)}">{title}</a>'
            if shown:
                name = f"toctree-{entry.page.replace('/', '-')}"
                yield (
                    f'<input aria-label="Toggle navigation of {title}" class="toctree-checkbox" '
                    f'id="{name}" name="{name}" role="switch" type="checkbox"'
                    f"{' checked' if here else ''}>"
                    f'<label for="{name}"><span class="icon"><svg>'
                    '<use href="#svg-arrow-right"></use></svg></span></label>'
                )
                yield from items(shown, level + 1)
            yield "</li>"
        yield "</ul>"

    context["furo_navigation_tree"] = "".join(
        _caption(caption) + "".join(items(entries, 1)) for caption, entries in sidebar(app.env)
    )


def _caption(text: str | None) -> str:
    if not text:
        return ""
    return (
        '<p class="caption" role="heading"><span class="caption-text">'
        f"{html.escape(text)}</span></p>"
    )
