"""Small builders of docutils nodes, so that every Sphinx builder can render what we show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from pyemscripten.addresses import SITE, page
from pyemscripten.lookup import known_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeAlias

    from pyemscripten.lookup import GenericTag
    from pyemscripten.model import Conflict, Platform, Source

    #: What a table cell, a paragraph or a list item may be made from.
    Content: TypeAlias = str | nodes.Node | Sequence["Content"]


def inline(content: Content) -> list[nodes.Node]:
    """Text and nodes as a list of nodes."""
    if isinstance(content, str):
        return [nodes.Text(content)] if content else []
    if isinstance(content, nodes.Node):
        return [content]
    return [node for part in content for node in inline(part)]


def paragraph(*content: Content, classes: Sequence[str] = ()) -> nodes.paragraph:
    """A paragraph."""
    made = nodes.paragraph("", "", *(node for part in content for node in inline(part)))
    made["classes"] += classes
    return made


def code(text: str, *classes: str) -> nodes.literal:
    """Literal text."""
    return nodes.literal(text, text, classes=list(classes))


def codes(text: str) -> list[nodes.Node]:
    """Words as literal text each, so that lines break between them and not within."""
    return separated((code(part) for part in text.split()), " ")


#: What in a sentence is code, and what is an address.
_MARKED = re.compile(r"(?P<url>https?://[^\s)]*[\w/])|(?<![\w-])(?P<flag>--?[A-Za-z][\w=.+-]*\w)")


def prose(text: str) -> list[nodes.Node]:
    """Sentences, with flags as literal text and addresses as links."""
    made: list[nodes.Node] = []
    end = 0
    for match in _MARKED.finditer(text):
        made += inline(text[end : match.start()])
        made.append(code(match[0]) if match["flag"] else link(match[0], match[0]))
        end = match.end()
    return made + inline(text[end:])


def marked(text: str) -> list[nodes.Node]:
    """Text in which what stands between grave accents is code."""
    made: list[nodes.Node] = []
    for number, part in enumerate(re.split(r"``?([^`]+)``?", text)):
        made += [code(part)] if number % 2 else inline(part)
    return made


def word(text: str, *classes: str) -> nodes.inline:
    """Text with classes, for a style sheet to mark."""
    return nodes.inline(text, text, classes=list(classes))


def code_block(text: str, language: str) -> nodes.literal_block:
    """A block of code that can be copied as it stands."""
    return nodes.literal_block(text, text, language=language, force=False)


def link(url: str, content: Content, title: str = "") -> nodes.reference:
    """A link to another place."""
    made = nodes.reference("", "", *inline(content), internal=False, refuri=url)
    if title:
        made["reftitle"] = title
    return made


def page_link(subject: Platform | GenericTag, content: Content = "") -> addnodes.pending_xref:
    """A link to the page of a platform or generic tag."""
    return _link(subject.label, content or code(subject.tag), page(subject))


def conflict_label(conflict: Conflict) -> str:
    """The label of a contradiction on the page that lists them all."""
    return f"pyemscripten-conflict-{conflict.identifier}"


def conflict_link(conflict: Conflict) -> addnodes.pending_xref:
    """A link to a contradiction."""
    return label_link(conflict_label(conflict), conflict.title, "conflicts")


def label_link(label: str, content: Content, page: str) -> addnodes.pending_xref:
    """A link to a label if this project has it, else to that page of our site."""
    return _link(label, content, f"{page}/#{label}")


def _link(label: str, content: Content, address: str) -> addnodes.pending_xref:
    return addnodes.pending_xref(
        "",
        nodes.inline("", "", *inline(content)),
        refdomain="",
        reftype="pyemscripten",
        reftarget=label,
        refexplicit=True,
        refwarn=False,
        pyemscripten_address=f"{SITE}{address}",
    )


def bullets(items: Iterable[Content], classes: Sequence[str] = ()) -> nodes.bullet_list:
    """A bullet list."""
    made = nodes.bullet_list("", *(nodes.list_item("", paragraph(item)) for item in items))
    made["classes"] += classes
    return made


def fields(items: Iterable[tuple[str, Content]], *classes: str) -> nodes.field_list:
    """Names with their values, one beside the other."""
    made = nodes.field_list(classes=["pyemscripten-fields", *classes])
    for name, content in items:
        made += nodes.field(
            "", nodes.field_name(name, name), nodes.field_body("", paragraph(content))
        )
    return made


def table(
    headings: Sequence[str],
    rows: Iterable[Sequence[Content]],
    *classes: str,
    columns: Sequence[str] = (),
) -> nodes.table:
    """A table whose columns are as wide as they need to be.

    ``columns`` names the columns for a style sheet, which may stack the cells on a phone.
    """
    made = nodes.table(classes=["colwidths-auto", "pyemscripten-table", *classes])
    group = nodes.tgroup(cols=len(headings))
    made += group
    head = _row(headings, ())
    body = [_row(row, columns) for row in rows]
    # HTML and LaTeX find widths themselves; the text builder breaks lines at these.
    group += [nodes.colspec(colwidth=_width(cells)) for cells in zip(head, *body, strict=True)]
    group += nodes.thead("", head)
    group += nodes.tbody("", *body)
    return made


def _width(cells: Iterable[nodes.Element]) -> int:
    """The width of a column in characters: that of its text up to a limit, and of its words."""
    texts = [cell.astext() for cell in cells]
    longest = max(len(word) for text in texts for word in text.split())
    # Two more for the marks that plain text puts around code.
    return max(longest, min(max(map(len, texts)), _WIDE)) + 2


#: Where a column of running text is broken, in characters.
_WIDE = 50


def _row(cells: Sequence[Content], columns: Sequence[str]) -> nodes.row:
    row = nodes.row()
    for number, cell in enumerate(cells):
        entry = nodes.entry()
        if columns:
            entry["classes"].append(f"pyemscripten-column-{columns[number]}")
        content = inline(cell)
        if content:
            entry += paragraph(content)
        row += entry
    return row


def separated(parts: Iterable[Content], separator: str = ", ") -> list[nodes.Node]:
    """Contents with a separator between them."""
    made: list[nodes.Node] = []
    for part in parts:
        if made:
            made.append(nodes.Text(separator))
        made += inline(part)
    return made


def status(name: str, text: str = "") -> nodes.inline:
    """A status as a small mark."""
    return word(text or name, "pyemscripten-status", f"pyemscripten-{name}")


def source_line(sources: Iterable[Source], how: str = "") -> nodes.paragraph:
    """How a fact is known, what it rests on, and when that was read.

    ``how`` says more than the kinds of the sources do.
    """
    given = list(sources)
    days = list(dict.fromkeys(source.read for source in given))
    content: list[nodes.Node] = [
        word(how or known_by(given), "pyemscripten-known"),
        nodes.Text(": "),
        *separated(source_link(source) for source in given),
        nodes.Text(f" (read {', '.join(days)})"),
    ]
    return paragraph(content, classes=["pyemscripten-sources"])


def source_link(source: Source) -> nodes.Node:
    """One source, linked if it has an address, in few words."""
    if source.measured:
        return nodes.Text(source.text)
    project = source.project.partition("/")[2]
    revision = source.label or source.revision[:7]
    file = source.path.partition("#")[0].rpartition("/")[2]
    text = f"{project} {file} at {revision}" if file else f"{project} {revision}"
    return link(source.url, text, title=source.text)
