"""Sphinx configuration of the site: pages in docs/, facts in src/pyemscripten/data/."""

from __future__ import annotations

import os

import pyemscripten
from pyemscripten.addresses import SITE

project = "PyEmscripten platforms"
author = "the pyemscripten developers"
copyright = author
version = release = pyemscripten.__version__

extensions = [
    "myst_parser",
    "notfound.extension",
    "pyemscripten.sphinxext",
    "pyemscripten.sphinxext.site",
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

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"

# The build fetches no inventories, so names of other projects lead nowhere.
nitpick_ignore = [
    *(("py:class", name) for name in ("Path", "Tag", "os.PathLike", "pathlib.Path")),
    *(
        ("py:class", f"collections.abc.{name}")
        for name in ("Callable", "Iterable", "Mapping", "Sequence")
    ),
    # Ours, and of no use to readers.
    *(("py:class", name) for name in ("Progress", "pyemscripten.audit.attempts.Trial")),
    ("py:func", "sysconfig.get_config_var"),
]

copybutton_prompt_text = r"\$ |>>> |\.\.\. "
copybutton_prompt_is_regexp = True
copybutton_only_copy_prompt_lines = True

# HTML -----------------------------------------------------------------------------------------

html_theme = "furo"
html_title = project
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", SITE)
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
llms_txt_full_file = False
llms_txt_uri_template = "{base_url}{docname}/"
llms_txt_summary = (
    "Facts about the PyEmscripten platform (PEP 783), each with its source. "
    f"All of them as JSON: {SITE}api/v1/platforms.json"
)
