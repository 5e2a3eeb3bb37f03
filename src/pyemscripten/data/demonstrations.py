"""Side modules that break one rule each, and what the runtimes say."""

from __future__ import annotations

from pyemscripten.model import Demonstration

#: Side modules that break one rule each; the tests make them and load them in the real runtimes.
DEMONSTRATIONS = {
    "exceptions": Demonstration(
        "exceptions",
        """int f();
extern "C" int add(int a, int b) { try { return f(); } catch (...) { return b; } }""",
        "load",
        {"2024_0": "cpp-exception-tag-import"},
        language="c++",
        flags=("-fwasm-exceptions",),
    ),
    "invoke": Demonstration(
        "invoke",
        """int invoke_ii(int, int);
int add(int a, int b) { return invoke_ii(a, b); }""",
        "call",
        {"2025_0": "cannot-resolve-symbol-invoke", "2026_0": "cannot-resolve-symbol-invoke"},
    ),
    "signature": Demonstration(
        "signature",
        """void strlen(double);
int add(int a, int b) { strlen(1); return b; }""",
        "load",
        {"2024_0": "imported-function-type", "2026_0": "imported-function-type"},
        flags=("-fno-builtin",),
    ),
    "call": Demonstration(
        "call",
        """int nowhere(int);
int add(int a, int b) { return nowhere(a) + b; }""",
        "call",
        {"2024_0": "cannot-resolve-symbol", "2026_0": "cannot-resolve-symbol"},
    ),
    "address": Demonstration(
        "address",
        """int nowhere(int);
int (*callback)(int) = nowhere;
int add(int a, int b) { return callback(a) + b; }""",
        "load",
        {"2024_0": "bad-export-type", "2025_0": "bad-export-type", "2026_0": "undefined-symbol"},
    ),
    "threads": Demonstration(
        "threads",
        """_Atomic int count;
int add(int a, int b) { return count++ + a + b; }""",
        "load",
        {"2024_0": "shared-memory", "2026_0": "shared-memory"},
        flags=("-pthread",),
    ),
    "needs": Demonstration(
        "needs",
        """int dependency(int);  /* in libdependency.so, which no RPATH leads to */
int add(int a, int b) { return dependency(a) + b; }""",
        "load",
        {
            "2024_0": "file-packager",
            "2025_0": "failed-to-find-dynamic-library",
            "2026_0": "failed-to-find-dynamic-library",
        },
    ),
}
