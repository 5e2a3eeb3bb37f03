"""A project that reads its documents as the PEPs project does.

The same kind of header, the same roles, every missing reference a warning, and docutils stopping at
its first warning; with docutils as old as that project needs it.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from pyemscripten.addresses import SITE
from tests.support.environments import environment, newest_python

CONF = """\
import sys

sys.path.insert(0, {folder!r})
extensions = ["pep_reader", "sphinx.ext.extlinks", "sphinx.ext.intersphinx"]
source_suffix = {{".rst": "pep"}}
root_doc = "pep-9999"
nitpicky = True
intersphinx_disabled_reftypes = []
intersphinx_mapping = {{
{mapping}
}}
intersphinx_mapping["pyemscripten"] = (intersphinx_mapping["pyemscripten"][0], {inventory!r})
extlinks = {{"cpython-issue": ("https://example.org/issues/%s", "issue %s")}}
html_theme = "basic"
"""

READER = """\
import sphinx.environment
from docutils import nodes
from sphinx.parsers import RSTParser
from sphinx.util.docutils import SphinxDirective

# A warning of docutils stops the build.
sphinx.environment.default_settings["halt_level"] = 2


class PEPParser(RSTParser):
    \"\"\"A document that begins with lines such as ``PEP: 9999``.\"\"\"

    supported = ("pep",)

    def __init__(self):
        super().__init__(rfc2822=True)


class CanonicalDoc(SphinxDirective):
    \"\"\"A banner that points to the place where a finished PEP is kept up to date.\"\"\"

    required_arguments = 1
    final_argument_whitespace = True

    def run(self):
        parsed, messages = self.state.inline_text(self.arguments[0], self.lineno)
        text = nodes.Text("This is a historical document. See ")
        return [nodes.important("", nodes.paragraph("", "", text, *parsed)), *messages]


def setup(app):
    app.add_source_parser(PEPParser)
    app.add_directive("canonical-doc", CanonicalDoc)
"""

HEADER = """\
PEP: 9999
Title: A PEP that names platforms
Author: Somebody <somebody@example.org>
Status: Draft
Type: Standards Track
Created: 22-Nov-2026

"""

#: The line of `peps/conf.py` that the how-to page gives.
MAPPING = f'    "pyemscripten": ("{SITE.rstrip("/")}", None),'


def pep_python() -> Path:
    """An interpreter with what the PEPs project requires, and its linter."""
    requirements = ("sphinx>=8.2", "docutils<0.22", "sphinx-lint")
    return environment(*requirements, python=newest_python())


def build(
    folder: Path, body: str, inventory: Path, mapping: str = MAPPING
) -> subprocess.CompletedProcess[str]:
    """Build a PEP with that body into `folder/html`, warnings counting as errors."""
    folder.mkdir(exist_ok=True)
    conf = CONF.format(folder=str(folder), inventory=str(inventory), mapping=mapping)
    (folder / "conf.py").write_text(conf, encoding="utf-8")
    (folder / "pep_reader.py").write_text(READER, encoding="utf-8")
    (folder / "pep-9999.rst").write_text(HEADER + body, encoding="utf-8")
    environment = {**os.environ, "NO_COLOR": "1"}
    environment.pop("PYTHONPATH", None)
    return subprocess.run(
        [pep_python(), "-m", "sphinx", "-n", "-W", "--keep-going", "-E", folder, folder / "html"],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )
