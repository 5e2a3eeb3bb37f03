"""What the site is made from and publishes beside its pages: the data, held to the evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError, ExtensionError

from pyemscripten import addresses
from pyemscripten.consistency import problems
from pyemscripten.evidence.known import refuted
from pyemscripten.files import write_if_changed
from pyemscripten.publish.site import files
from pyemscripten.sphinxext.edition import edition

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def check_data(app: Sphinx, config: Config) -> None:
    """Stop before any page trips over what a sentence explains better; set the redirects."""
    table = edition(config).table
    if mistakes := list(problems(table)):
        raise ConfigError("\n".join(["src/pyemscripten/data:", *mistakes]))
    if "redirects" in config:
        config["redirects"] = addresses.redirects(table)


def publish(app: Sphinx, exception: Exception | None) -> None:
    """Write the files for machines; fail if an artifact contradicts the facts."""
    if exception or app.builder.format != "html":
        return
    table = edition(app.config).table
    # Data from elsewhere, such as the benchmark's, may be invented: no artifact agrees with it.
    found = [] if app.config.pyemscripten_data else list(refuted(table))
    if found:
        raise ExtensionError(f"artifacts contradict the data: {'; '.join(found)}")
    for path, content in files(table):
        write_if_changed(Path(app.outdir, path), content)


def point_to_pages(app: Sphinx, exception: Exception | None) -> None:
    """Let llms.txt name index pages by their own addresses."""
    path = Path(app.outdir, "llms.txt")
    if not exception and path.is_file():
        write_if_changed(path, path.read_text("utf-8").replace("/index/)", "/)"))
