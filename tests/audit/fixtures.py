"""Build side modules that break the rules, from source, with the clang and wasm-ld of `ziglang`.

    python tests/audit/fixtures.py FOLDER

writes them into FOLDER. This compiler is not Emscripten, and what it makes is for tests only:
nothing here is advice on how to build a wheel.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

# The struct of CPython that a module definition is, without its headers: thirteen words.
_EXTENSION = """
struct Definition {
  int references; void *type, *init; int index; void *copy; const char *name, *doc; int size;
  void *methods, *slots, *traverse, *clear, *free;
};
static struct Definition definition = {1, 0, 0, 0, 0, NAME, 0, -1, 0, 0, 0, 0, 0};
void *PyModule_Create2(struct Definition *, int);
__attribute__((visibility("default"))) void *INIT(void) {
  BODY;
  return PyModule_Create2(&definition, 1013);
}
"""

# Without these, the linker writes constant expressions that Node.js 20 does not know.
_FEATURES = "mvp+mutable_globals+sign_ext+bulk_memory"


class Source(NamedTuple):
    """How to make one module.

    `code` is C unless `language` is `"c++"`. `body` makes it an extension module whose
    initialisation runs those statements. `needs` are other fixtures to link against.
    """

    code: str = ""
    body: str | None = None
    compile: tuple[str, ...] = ()
    link: tuple[str, ...] = ()
    language: str = "c"
    features: str = _FEATURES
    target: str = "wasm32-emscripten"
    needs: tuple[str, ...] = ()


SOURCES = {
    "good": Source(body="(void)0"),
    "calls_absent": Source("int absent_function(int);", "absent_function(1)"),
    "absent_data": Source("extern int absent_data;", "absent_data = 1"),
    "absent_address": Source(
        "void absent_address(void); void (*volatile kept)(void);", "kept = absent_address"
    ),
    "weak_data": Source(
        # Another name than above: what is absent here is an address of zero for later modules.
        "extern int weak_data __attribute__((weak));",
        "if (&weak_data) weak_data = 1",
    ),
    "wrong_signature": Source(
        "double PyLong_AsLong(double);", "if (PyLong_AsLong(1) > 1) return 0"
    ),
    "javascript_address": Source(
        "int emscripten_is_main_browser_thread(void); int (*volatile kept)(void);",
        "kept = emscripten_is_main_browser_thread",
    ),
    "exceptions": Source(
        "static int risky(int x) { if (x) throw 1; return 0; }"
        "static int safe(int x) { try { return risky(x); } catch (...) { return 1; } }"
        "volatile int input;",
        "input = safe(input)",
        compile=("-mexception-handling", "-fwasm-exceptions"),
        language="c++",
    ),
    "invokes": Source(
        "int invoke_ii(void *, int); static int f(int x) { return x; }"
        "int (*volatile function)(int) = f;",
        "invoke_ii((void *)function, 1)",
    ),
    "memory64": Source(
        "int f(void) { return 1; }", target="wasm64-emscripten", link=("-mwasm64", "--export=f")
    ),
    "shared_memory": Source(
        "int f(void) { return 1; }",
        features=_FEATURES + "+atomics",
        link=("--shared-memory", "--max-memory=2147483648", "--export=f"),
    ),
    "libdependency": Source(
        "int dependency_data = 41; int dependency_function(void) { return dependency_data + 1; }",
        link=("--export=dependency_function", "--export=dependency_data"),
    ),
    "needs_dependency": Source(
        "extern int dependency_data; int dependency_function(void);",
        "if (dependency_function() != dependency_data + 1) return 0",
        needs=("libdependency",),
    ),
    "needs_with_rpath": Source(
        "extern int dependency_data; int dependency_function(void);",
        "if (dependency_function() != dependency_data + 1) return 0",
        needs=("libdependency",),
        link=("-rpath", "$ORIGIN/../fixture.libs"),
    ),
    "libbroken": Source(
        "extern int absent_in_library; int broken_function(void) { return absent_in_library; }",
        link=("--export=broken_function",),
    ),
    "needs_broken": Source(
        "int broken_function(void);",
        "broken_function()",
        needs=("libbroken",),
        link=("-rpath", "$ORIGIN/../fixture.libs"),
    ),
    "unstable": Source(
        "void *PyFrame_GetBack(void *); void *PyDict_GetItemRef(void *, void *, void **);"
        "volatile int never;",
        "if (never) { PyFrame_GetBack(0); PyDict_GetItemRef(0, 0, 0); }",
    ),
    "old_libcxx": Source(
        'void fail(void) __asm__("_ZNSt3__24fakeB8ne180100Ev"); volatile int never;',
        "if (never) fail()",
    ),
    "relaxed_simd": Source(
        "typedef float v4 __attribute__((vector_size(16)));"
        "v4 madd(v4 a, v4 b, v4 c) { return __builtin_wasm_relaxed_madd_f32x4(a, b, c); }"
        "float use(float x) { v4 a = {x, x, x, x}; a = madd(a, a, a); return a[0]; }",
        compile=("-msimd128", "-mrelaxed-simd"),
        link=("--export=use", "--export=madd"),
    ),
    "try_table": Source(
        "static int risky(int x) { if (x) throw 1; return 0; }"
        'extern "C" int safe(int x) { try { return risky(x); } catch (...) { return 1; } }',
        compile=(
            "-mexception-handling", "-fwasm-exceptions", "-mllvm", "-wasm-use-legacy-eh=false",
        ),
        language="c++",
        link=("--export=safe",),
    ),
    "atomics": Source(
        "int counter; int bump(void) { return __atomic_add_fetch(&counter, 1, 5); }",
        compile=("-matomics",),
        link=("--export=bump",),
    ),
}  # fmt: skip


def _zig(*arguments: str, folder: Path) -> None:
    environment = {
        **os.environ,
        "ZIG_GLOBAL_CACHE_DIR": os.fspath(folder / "cache"),
        "ZIG_LOCAL_CACHE_DIR": os.fspath(folder / "cache"),
    }
    subprocess.run([sys.executable, "-m", "ziglang", *arguments], check=True, env=environment)


def build(folder: Path) -> dict[str, bytes]:
    """Make every fixture; the modules by name."""
    made: dict[str, Path] = {}
    for name, source in SOURCES.items():
        code = source.code + "\n"
        link = [
            "-shared",
            "--experimental-pic",
            "--unresolved-symbols=import-dynamic",
            *source.link,
        ]
        if source.body is not None:
            extension = _EXTENSION.replace("BODY", source.body).replace("NAME", f'"{name}"')
            extension = extension.replace("INIT", f"PyInit_{name}")
            code = (
                f'extern "C" {{\n{code}{extension}}}\n'
                if source.language == "c++"
                else code + extension
            )
            link.append(f"--export=PyInit_{name}")
        suffix = "cpp" if source.language == "c++" else "c"
        (folder / f"{name}.{suffix}").write_text(code)
        place, object_ = os.fspath(folder / f"{name}.{suffix}"), os.fspath(folder / f"{name}.o")
        flags = ["-target", source.target, f"-mcpu={source.features}", "-fPIC", "-O2", "-w"]
        _zig(
            "cc" if source.language == "c" else "c++",
            *flags,
            *source.compile,
            "-c",
            place,
            "-o",
            object_,
            folder=folder,
        )
        made[name] = folder / f"{name}.so"
        libraries = [os.fspath(made[other]) for other in source.needs]
        _zig("wasm-ld", *link, object_, *libraries, "-o", os.fspath(made[name]), folder=folder)
    good = os.fspath(folder / "good.c")
    elf, static = folder / "elf.so", folder / "static.so"
    _zig("cc", "-target", "x86_64-linux-gnu", "-c", "-w", good, "-o", os.fspath(elf), folder=folder)
    _zig("ar", "rcs", os.fspath(static), os.fspath(folder / "good.o"), folder=folder)
    plain = os.fspath(folder / "plain.so")
    _zig("wasm-ld", "--no-entry", "--export=f", os.fspath(folder / "relaxed_simd.o"),
         "--unresolved-symbols=ignore-all", "-o", plain, folder=folder)  # fmt: skip
    made |= {"elf": elf, "static": static, "plain": Path(plain)}
    return {name: path.read_bytes() for name, path in made.items()}


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for fixture, data in build(target).items():
        print(f"{fixture}: {len(data)} bytes")
