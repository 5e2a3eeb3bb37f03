"""What people ask (the demand research lists the threads), and where the site answers it.

A fact is text that the answer must hold; `|2026_0.tag|` stands for that value of the data, as in
the pages' examples, `|since TOOL SPELLING|` for the version that a tool began in.
"""

from __future__ import annotations

from typing import NamedTuple

import pyemscripten
from pyemscripten.data import MESSAGES


class Question(NamedTuple):
    """One question: its number, in short words, page and anchor, the facts of the answer."""

    number: int
    asks: str
    page: str
    anchor: str
    facts: tuple[str, ...]


RECOMMENDED = tuple(p.tag for p in pyemscripten.builtin().recommended())
VARIABLES = tuple(
    dict.fromkeys(
        name for r in pyemscripten.builtin().releases for name in r.config_variables or ()
    )
)


def error(name: str, *facts: str) -> tuple[str, str, tuple[str, ...]]:
    """The heading of a message, with its own text as a fact."""
    (found,) = (message for message in MESSAGES if message.identifier == name)
    return "errors/", found.label, (*found.text.split("…"), found.seen, *facts)


def faq(name: str, *facts: str) -> tuple[str, str, tuple[str, ...]]:
    return "faq/", f"pyemscripten-faq-{name}", facts


def page(where: str, name: str, *facts: str) -> tuple[str, str, tuple[str, ...]]:
    return where, f"pyemscripten-{name}", facts


PRIVATE = "how-to/private-builds/"
PIN = "how-to/pin-a-platform/"
PUBLISH = "how-to/publish-to-pypi/"
PROMISES = "explain/what-the-tag-promises/"

_ASKED = [
    (1, "which platform to build for now", faq("which-platform", *RECOMMENDED)),
    (
        2,
        "which tool version writes the new spelling",
        faq(
            "tool-spelling",
            "|since pyodide-build pyemscripten|",
            "|since cibuildwheel pyemscripten|",
            "|since maturin pyemscripten|",
        ),
    ),
    (
        3,
        "PyPI took it and nothing installs it",
        page(PUBLISH, "publish-who-can-install", "|since micropip pyemscripten|", "|2024_0.tag|"),
    ),
    (4, "may the oldest platform be published", faq("2024", "|2024_0.tag|")),
    (5, "incorrect Emscripten version", error("incorrect-emscripten-version", "doctor")),
    (6, "wrong compiler, right tag", faq("wrong-compiler", "pyemscripten audit")),
    (7, "a CI default moved my tag", page(PIN, "pin-a-platform", "|2026_0.last|", "|2025_0.last|")),
    (8, "a new runtime each year", faq("new-platform", "|newest.tag|")),
    (
        9,
        "which Rust",
        page(
            "how-to/rust/",
            "rust",
            "stable |2026_0.rust.minimum| or later",
            "|2024_0.rust.channel|",
            "|final.names.rustc|",
        ),
    ),
    (
        10,
        "unwinding mismatch",
        error("cannot-resolve-symbol-invoke", "|final.unwinding.flags|"),
    ),
    (11, "vendored library not found", error("failed-to-find-dynamic-library", "|2025_0.tag|")),
    (
        12,
        "which cibuildwheel identifier gives which tag",
        page(PIN, "pin-identifiers", *(f"|{v}.names.cibuildwheel|" for v in ("2024_0", "2026_5"))),
    ),
    (13, "micropip installs the bundled old version", faq("micropip-old", "index_urls")),
    (14, "browser and Node.js", page(PROMISES, "promise-environments", "Node.js", "one wheel")),
    (15, "what abi3 runs on", page(PROMISES, "promise-abi3", "|final.tag|")),
    (
        16,
        "PyPI refuses the upload",
        error("unsupported-platform-tag", "pyodide_*", "emscripten_*"),
    ),
    (17, "may CI stop deleting wheels", page(PUBLISH, "publish-to-pypi", "delete that step")),
    (
        18,
        "where the year comes from",
        faq("year", "PEP 783", "Pyodide chooses it", "|2026_5.python|", "|2026_0.python|"),
    ),
    (19, "an API from Pyodide to Emscripten", faq("api", "/api/v1/pyodide.json")),
    (20, "which spellings in which order", faq("order", "generic one last")),
    (21, "which sysconfig variable", faq("variable", *VARIABLES)),
    (22, "markers of the host", faq("markers", "platform_release", "Emscripten")),
    (
        23,
        "pip wheel and download ignore the cross environment",
        page("how-to/cross-virtual-environments/", "venv-limits", "pip download"),
    ),
    (24, "hard-coded targets lag", error("invalid-python-platform", "uv-args")),
    (25, "the garbled mismatch", error("built-with-emscripten-vpyemscripten")),
    (26, "no pure Python wheel", error("cant-find-a-pure-python-wheel", "explain")),
    (27, "a Linux library in the wheel", error("wasm-magic-number", "PYEM001")),
    (28, "tools in other languages", page("data/", "data", "platforms.json")),
    (
        29,
        "names differ everywhere",
        faq(
            "names",
            "|2025_0.names.cibuildwheel|",
            "|2025_0.names.uv|",
            "|2025_0.names.rustc|",
            "|2025_0.generic_tag|",
            "|2025_0.legacy_tag|",
        ),
    ),
    (30, "linters that check by substring", faq("linters", "UnknownPlatform")),
    (31, "what an index may accept", faq("validate", "pyemscripten_[0-9]+_[0-9]+_wasm32")),
    (
        32,
        "anchoring of the expression",
        page("how-to/validate-in-an-index/", "validate-in-an-index", "as a whole", "fullmatch"),
    ),
    (33, "64-bit memory", faq("memory64", "_wasm32")),
    (34, "who publishes", faq("who-publishes", "audit --project", "Survey")),
    (35, "a tag for a private build", page(PRIVATE, "private-name", "emscripten_4_0_15_wasm32")),
    (
        36,
        "other distributions",
        page(PRIVATE, "private-checklist", "|final.emscripten|", "'|final.version|'"),
    ),
    (37, "alphas", page(PIN, "pin-alphas", "|newest.status|", "|2025_0.tag|")),
    (38, "tied to a Python version", faq("python", "planned")),
    (39, "forks of Pyodide", page(PRIVATE, "private-forge", "fork")),
    (40, "which wheels for a kernel", faq("jupyterlite", "|final.last|")),
    (
        41,
        "the kernel does not see the tag",
        faq("jupyterlite", "|since jupyterlite-pyodide-kernel pyemscripten|"),
    ),
    (42, "hard-coded addresses rot", faq("jupyterlite", "addresses change")),
    (43, "is the PEP edited each time", faq("pep", "dated copy")),
    (
        44,
        "the naming moved",
        page("explain/history/", "history", "emscripten_*", "pyodide_*", "pyemscripten_*"),
    ),
    (45, "Emscripten Python or Pyodide", page("explain/who-decides/", "who-names", "Pyodide")),
    (
        46,
        "how long is it supported",
        faq(
            "lifetime",
            "Nobody has published a date",
            "|2024_0.last|",
            "|2026_0.last|",
            "pyodide-eol",
        ),
    ),
    (
        47,
        "the canonical specification",
        page("explain/ios-android-emscripten/", "ios-android-specification", "PEP 783"),
    ),
]

QUESTIONS = [
    Question(number, asks, where, anchor, facts) for number, asks, (where, anchor, facts) in _ASKED
]
