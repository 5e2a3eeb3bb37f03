"""Sphinx configuration of the site: pages in docs/, facts in src/pyemscripten/data/."""

from __future__ import annotations

import functools
import html
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ConfigError, ExtensionError
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri

import pyemscripten
from pyemscripten._record import Record
from pyemscripten.consistency import problems
from pyemscripten.publish import addresses
from pyemscripten.publish.site import files, lookup_facts
from pyemscripten.verify.known import refuted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

project = "PyEmscripten platforms"
author = "the pyemscripten developers"
copyright = author
version = release = pyemscripten.__version__

extensions = [
    "myst_parser",
    "notfound.extension",
    "pyemscripten.sphinxext",
    "sphinx.ext.autodoc",
    "sphinx_click",
    "sphinx_copybutton",
    "sphinx_llms_txt",
    "sphinx_reredirects",
    "sphinx_sitemap",
    "sphinx_tabs.tabs",
    "sphinxext.opengraph",
]

source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
exclude_patterns = ["_static", "_templates"]
nitpicky = True
highlight_language = "text"
# "--" begins an option more often than it is a dash.
smartquotes = False

# The benchmark builds the site from synthetic data of any size.
pyemscripten_data = os.environ.get("PYEMSCRIPTEN_DATA", "")
pyemscripten_pages = "platforms"
table = pyemscripten.load(pyemscripten_data) if pyemscripten_data else pyemscripten.builtin()
# Before any page trips over what a sentence explains better.
if mistakes := list(problems(table)):
    raise ConfigError("\n".join(["src/pyemscripten/data/:", *mistakes]))

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"

# The build fetches no inventories, so names of other projects lead nowhere.
nitpick_ignore = [
    ("py:class", "os.PathLike"),
    ("py:class", "Tag"),
    ("py:func", "sysconfig.get_config_var"),
]

copybutton_prompt_text = r"\$ |>>> |\.\.\. "
copybutton_prompt_is_regexp = True
copybutton_only_copy_prompt_lines = True

# HTML -----------------------------------------------------------------------------------------

html_theme = "furo"
html_title = project
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", addresses.SITE)
html_static_path = ["docs/_static"]
templates_path = ["docs/_templates"]
html_css_files = ["site.css"]
html_favicon = "docs/_static/icon.svg"
html_logo = "docs/_static/icon.svg"
html_copy_source = True
html_show_sphinx = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b7a75", "color-brand-content": "#0b6b8f"},
    "dark_css_variables": {"color-brand-primary": "#4bc0b5", "color-brand-content": "#5fb8e0"},
}

ogp_site_url = html_baseurl
ogp_site_name = project
ogp_social_cards = {"enable": False}
ogp_enable_meta_description = True
sitemap_url_scheme = "{link}"
sitemap_excludes = ["404/", "genindex/", "search/"]
notfound_urls_prefix = "/"
redirects = addresses.redirects(table)
llms_txt_full_file = False
llms_txt_uri_template = "{base_url}{docname}/"
llms_txt_summary = (
    "Facts about the PyEmscripten platform (PEP 783), each with its source. "
    f"All of them as JSON: {addresses.SITE}api/v1/platforms.json"
)


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Write the files for machines; fail if an artifact contradicts the facts."""
    if exception or app.builder.format != "html":
        return
    # Data for the benchmark is invented, so no artifact agrees with it.
    found = [] if pyemscripten_data else list(refuted(table))
    if found:
        raise ExtensionError(f"artifacts contradict the data: {'; '.join(found)}")
    for path, content in files(table):
        target = Path(app.outdir, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8", newline="\n")


def signature(
    app: Sphinx, what: str, name: str, obj: object, options: object, args: str, returns: str
) -> tuple[str, str] | None:
    """Show no arguments for records: readers get them, only the data makes them."""
    return ("", "") if isinstance(obj, type) and issubclass(obj, Record) else None


def fields(
    app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]
) -> None:
    """List the fields of a record below its docstring."""
    if isinstance(obj, type) and issubclass(obj, Record):
        for field in obj.field_names():
            lines += ["", f".. py:attribute:: {field}", f"   :type: {obj.__annotations__[field]}"]
        lines.append("")


def find_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.reference | None:
    """Find a name that is documented under the package rather than its module, or reversely."""
    if node.get("refdomain") != "py" or not node.get("refdoc"):
        return None
    name = node["reftarget"].rpartition(".")[2]
    objects = env.domains.python_domain.objects
    homes = [home for home in objects if home.endswith(f".{name}")]
    if not homes:
        return None
    entry = objects[min(homes, key=len)]
    return make_refnode(app.builder, node["refdoc"], entry.docname, entry.node_id, content)


def lighten(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load scripts on the pages that need them only."""
    blocks = (nodes.literal_block, nodes.doctest_block)
    unused = {"clipboard.min.js", "copybutton.js", "copybutton.css"}
    if doctree is not None and any(doctree.next_node(block) for block in blocks):
        unused.clear()
    for kind in ("script_files", "css_files"):
        context[kind][:] = [
            asset
            for asset in context[kind]
            if str(getattr(asset, "filename", "")).rpartition("/")[2] not in unused
        ]
    if page == "index":
        app.add_js_file(None, body=lookup_facts(table), type="application/json", id="lookup-facts")
        app.add_js_file("lookup.js", loading_method="defer")


class Entry(NamedTuple):
    """A page in the sidebar, with the pages below it."""

    page: str
    title: str
    below: list[Entry]


#: More pages than this are listed in the sidebar only where the reader is among them.
MANY = 30


@functools.cache
def sidebar(env: BuildEnvironment) -> list[tuple[str, list[Entry]]]:
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
    """Make Furo's sidebar, in time that does not grow with the square of the pages."""

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
        f'<p class="caption" role="heading"><span class="caption-text">{html.escape(caption)}'
        f"</span></p>{''.join(items(entries, 1))}"
        for caption, entries in sidebar(app.env)
    )


def lead_home(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Make links to our own files relative, so that they work on every copy of the site."""
    if app.builder.format != "html":
        return
    for link in doctree.findall(nodes.reference):
        address = link.get("refuri", "")
        if address.startswith(addresses.SITE):
            here = app.builder.get_target_uri(page)
            link["refuri"] = relative_uri(here, address.removeprefix(addresses.SITE))


def point_to_pages(app: Sphinx, exception: Exception | None) -> None:
    """Let llms.txt name index pages by their own addresses."""
    path = Path(app.outdir, "llms.txt")
    if not exception and path.is_file():
        path.write_text(path.read_text("utf-8").replace("/index/)", "/)"), "utf-8")


def setup(app: Sphinx) -> None:
    app.connect("autodoc-process-signature", signature)
    app.connect("autodoc-process-docstring", fields)
    app.connect("missing-reference", find_name)
    app.connect("html-page-context", lighten)
    app.connect("html-page-context", skip_toctree, priority=400)
    app.connect("html-page-context", navigate, priority=600)
    app.connect("doctree-resolved", lead_home)
    app.connect("build-finished", finish)
    app.connect("build-finished", point_to_pages, priority=900)
