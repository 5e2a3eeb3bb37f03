"""How autodoc shows our library: records by their fields, names by where readers import them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.nodes import make_refnode

from pyemscripten._record import Record

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


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
            lines += ["", f".. py:attribute:: {field}", f"   :type: {obj.field_types()[field]}"]
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
