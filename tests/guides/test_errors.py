"""Every message on `/errors/`: made to appear by what the page says causes it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import pyemscripten
from pyemscripten.acceptance import explain
from pyemscripten.audit import audit
from pyemscripten.data import DEMONSTRATIONS, MESSAGES
from pyemscripten.runtime import RunResult, find_node, run_many, run_python
from tests.guides.side_modules import FEATURES, object_file, side_module, zig
from tests.support.environments import environment
from tests.support.folders import new_folder
from tests.support.runtimes import package
from tests.support.wheels import from_pypi, tiny_wheel

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "errors.md"
BY_NAME = {message.identifier: message for message in MESSAGES}

# The newest release of each platform that these tests load modules in.
JAVASCRIPT, OLDER, NEWER = "0.27.8", "0.29.5", "314.0.7"


def test_each_message_has_one_heading_with_its_permanent_label() -> None:
    text = PAGE.read_text("utf-8")
    found = re.findall(r"^\((pyemscripten-error-[\w-]+)\)=\n### (.+)$", text, re.MULTILINE)
    shown = {label: heading.strip("`").strip() for label, heading in found}
    assert shown == {message.label: message.text for message in MESSAGES}
    named = re.findall(r"^```\{pyemscripten-message\} (\S+)$", text, re.MULTILINE)
    assert named == [label.removeprefix("pyemscripten-error-") for label, _ in found]
    assert len(MESSAGES) >= 25
    for section in text.split("\n### ")[1:]:
        assert "\nConfirm: " in section, section.split("\n", 1)[0]


def test_messages_are_data_of_the_right_form() -> None:
    for message in MESSAGES:
        assert message.evidence in ("provoked", "published", "read")
        assert message.sources
        assert message.seen
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", message.identifier)
    assert len(BY_NAME) == len(MESSAGES)


def test_a_message_matches_its_text_only() -> None:
    message = BY_NAME["bad-export-type"]
    assert message.matches("x\nError: bad export\n type for 'f': undefined")
    assert not message.matches("Error: bad export type for 'f': 1")


def test_every_provoked_message_is_provoked_here() -> None:
    ours = Path(__file__).read_text("utf-8")
    for message in MESSAGES:
        if message.evidence == "provoked":
            assert f'"{message.identifier}"' in ours, message.identifier


# Loading ---------------------------------------------------------------------------------------

ADD = "int add(int a, int b) { return a + b; }"


def demonstrate(folder: Path, name: str) -> Path:
    """Make the module of a demonstration."""
    shown = DEMONSTRATIONS[name]
    extra = {"exceptions": "+exception_handling", "threads": "+atomics"}.get(name, "")
    shared = ["--shared-memory", "--max-memory=4294967296"] if name == "threads" else []
    return side_module(
        folder,
        name,
        shown.code,
        *shown.flags,
        features=FEATURES + extra,
        linker=shared,
        language=shown.language,
    )


@cache
def modules() -> dict[str, Path]:
    """Modules, each of which breaks one rule, as the page describes it."""
    at = new_folder("modules")
    exceptions = FEATURES + "+exception_handling"
    made = {
        "good": side_module(at, "good", ADD),
        **{name: demonstrate(at, name) for name in DEMONSTRATIONS if name != "needs"},
        "longjmp": side_module(
            at, "longjmp", "typedef int jb[40]; int setjmp(jb) __attribute__((returns_twice));"
            "int g(int *); int add(int a, int b) { jb j; if (setjmp(j)) return 1; return g(j); }",
            "-mllvm", "-wasm-enable-sjlj", features=exceptions,
        ),
        "throws": side_module(
            at, "throws", 'extern "C" int add(int a, int b) { if (a) throw 1; return b; }',
            language="c++",
        ),
        "relaxed": side_module(
            at, "relaxed", "#include <wasm_simd128.h>\nv128_t add(v128_t a, v128_t b)"
            "{ return wasm_i8x16_relaxed_swizzle(a, b); }", "-msimd128", "-mrelaxed-simd",
            features=FEATURES + "+simd128+relaxed_simd",
        ),
        "object": at / "object.so",
        "elf": at / "elf.so",
        "short": at / "short.so",
    }  # fmt: skip
    object_file(at, "object", ADD).rename(made["object"])
    (at / "native.c").write_text(ADD)
    native = os.fspath(at / "native.c")
    zig("cc", "-target", "x86_64-linux-gnu", "-c", native, "-o", os.fspath(made["elf"]))
    made["short"].write_bytes(b"placeholder")
    side_module(at, "libdependency", "int dependency(int a) { return a; }", exports=["dependency"])
    needing = object_file(at, "needs", DEMONSTRATIONS["needs"].code)
    made["needs"] = at / "needs.so"
    zig(
        *("wasm-ld", "-shared", "--experimental-pic", os.fspath(needing), "--export=add"),
        *(os.fspath(at / "libdependency.so"), "-o", os.fspath(made["needs"])),
    )
    return made


def said(found: RunResult) -> str:
    """All that a run says."""
    exception = f"{found.exception.type}: {found.exception.message}" if found.exception else ""
    return f"{found.outcome.value}\n{exception}\n{found.detail}\n{found.stderr}"


@cache
def loaded(release: str) -> dict[str, str]:
    """Load every module, one after the other, in one interpreter; what it says of each."""
    # A failed look-up of an address makes later loads fail too, so that one comes last.
    names = sorted(modules(), key=lambda name: name == "address")
    codes = [f'import ctypes\nctypes.CDLL("/home/pyodide/{name}.so")' for name in names]
    files = {f"{name}.so": modules()[name] for name in names}
    results = run_many(package(release), codes, files=files, timeout=600)
    return dict(zip(names, map(said, results), strict=True))


def used(module: str, release: str, then: str) -> str:
    """Load a module in a fresh interpreter and use it; what that says."""
    code = f'import ctypes\nlibrary = ctypes.CDLL("/home/pyodide/{module}.so")\n{then}'
    files = {f"{module}.so": modules()[module]}
    return said(run_python(package(release), code, files=files, timeout=600))


CALL = "library.add(1, 2)"
EXTENSION = """
from importlib.util import module_from_spec, spec_from_file_location
module_from_spec(spec_from_file_location("good", "/home/pyodide/good.so"))
"""

#: (message, module, releases that say it when they load the module)
LOADING = [
    ("longjmp-tag-import", "longjmp", [JAVASCRIPT]),
    ("cpp-exception-tag-import", "exceptions", [JAVASCRIPT]),
    ("bad-export-type", "address", [JAVASCRIPT, OLDER]),
    ("undefined-symbol", "address", [NEWER]),
    ("imported-function-type", "signature", [JAVASCRIPT, NEWER]),
    ("shared-memory", "threads", [JAVASCRIPT, NEWER]),
    ("wasm-magic-number", "elf", [JAVASCRIPT, NEWER]),
    ("dylink-section-first", "object", [JAVASCRIPT, NEWER]),
    ("uint32array-multiple-of-4", "short", [JAVASCRIPT, NEWER]),
    ("failed-to-find-dynamic-library", "needs", [OLDER, NEWER]),
    ("file-packager", "needs", [JAVASCRIPT]),
]


def test_the_demonstrations_are_among_these() -> None:
    """What the explanation shows is what the tests above and below provoke."""
    releases = {pyemscripten.release(each).platform: each for each in (JAVASCRIPT, OLDER, NEWER)}
    loading = {(name, module, each) for name, module, found in LOADING for each in found}
    using = {(name, module, release) for names, module, release, _ in USING for name in names}
    for name, shown in DEMONSTRATIONS.items():
        for version, message in shown.says.items():
            expected = loading if shown.when == "load" else using
            assert (message, name, releases[version]) in expected, (name, version)


#: (messages, module, release, what to do after loading)
USING = [
    (("cannot-resolve-symbol-invoke",), "invoke", OLDER, CALL),
    (("cannot-resolve-symbol-invoke",), "invoke", NEWER, CALL),
    (("cannot-resolve-symbol",), "call", JAVASCRIPT, CALL),
    (("cannot-resolve-symbol",), "call", NEWER, CALL),
    (("cpp-exception", "fatal-error"), "throws", NEWER, CALL),
    (("module-export-function",), "good", NEWER, EXTENSION),
]


@pytest.mark.network
@pytest.mark.parametrize("release", [JAVASCRIPT, OLDER, NEWER])
def test_loading(release: str) -> None:
    found = loaded(release)
    for name, module, releases in LOADING:
        if release in releases:
            assert BY_NAME[name].matches(found[module]), (name, found[module])
            assert release in BY_NAME[name].seen
    # So that the failures above are those of the rule that is broken.
    for module in ("good", "call", "throws"):
        assert found[module].startswith("ok"), found[module]


@pytest.mark.network
@pytest.mark.parametrize(("names", "module", "release", "then"), USING)
def test_using(names: tuple[str, ...], module: str, release: str, then: str) -> None:
    found = used(module, release, then)
    for name in names:
        assert BY_NAME[name].matches(found), found
        assert release in BY_NAME[name].seen


@pytest.mark.network
def test_relaxed_simd() -> None:
    """Newer engines compile it: then it is the message that must have left the page."""
    found = loaded(NEWER)["relaxed"]
    major = int(find_node().version.partition(".")[0])
    if major <= 20:
        assert BY_NAME["relaxed-simd"].matches(found)
        assert str(major) in BY_NAME["relaxed-simd"].seen
    else:
        assert found.startswith("ok")


@pytest.mark.network
def test_inside_python() -> None:
    code = """
result = []
import threading
try:
    threading.Thread(target=print).start()
except RuntimeError as error:
    result.append(f"RuntimeError: {error}")
try:
    import wrongly_named
except ModuleNotFoundError as error:
    result.append(f"ModuleNotFoundError: {error}")
"""
    file = "/home/pyodide/wrongly_named.cpython-313-x86_64-linux-gnu.so"
    lines = run_python(package(NEWER), code, files={file: modules()["good"]}).checked()
    for name in ("start-new-thread", "no-module-named"):
        assert BY_NAME[name].matches("\n".join(lines)), lines


def start(runtime: str, folder: Path, script: str) -> str:
    """Start Node.js with a script that knows `runtime` and `folder`; what it says of an error."""
    (folder / "start.mjs").write_text(
        f"""
import {{ pathToFileURL }} from "node:url";
const runtime = {json.dumps(os.fspath(package(runtime).path))};
const {{ loadPyodide }} = await import(pathToFileURL(runtime + "/pyodide.mjs"));
process.on("unhandledRejection", (e) => {{ console.log("Error: " + e.message); process.exit(0); }});
process.on("uncaughtException", (e) => {{ console.log("Error: " + e.message); process.exit(0); }});
try {{
{script}
}} catch (e) {{ console.log("Error: " + e.message); process.exit(0); }}
"""
    )
    done = subprocess.run(
        [find_node().path, "start.mjs"], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.stdout


@pytest.mark.network
def test_lock_file_of_another_platform(tmp_path: Path) -> None:
    lock = json.loads((package(NEWER).path / "pyodide-lock.json").read_text("utf-8"))
    lock["info"]["abi_version"] = pyemscripten.release(OLDER).platform
    (tmp_path / "lock.json").write_text(json.dumps(lock))
    address = json.dumps(os.fspath(tmp_path / "lock.json"))
    said = start(
        NEWER,
        tmp_path,
        f'await loadPyodide({{ indexURL: runtime + "/", lockFileURL: {address} }});',
    )
    assert BY_NAME["lock-file-abi-version"].matches(said), said


@pytest.mark.network
def test_files_of_another_release(tmp_path: Path) -> None:
    other = json.dumps(os.fspath(package("0.29.3").path) + "/")
    said = start(OLDER, tmp_path, f"await loadPyodide({{ indexURL: {other} }});")
    assert BY_NAME["pyodide-version-does-not-match"].matches(said), said


# micropip --------------------------------------------------------------------------------------


@pytest.fixture
def index() -> Iterator[str]:
    """An index on this machine whose one project has wheels for other places only."""
    wheels = [
        "demo-1.0-cp313-cp313-pyemscripten_2025_0_wasm32.whl",
        "demo-1.0-cp314-cp314-manylinux_2_17_x86_64.whl",
    ]

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if "demo" not in self.path:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", "application/vnd.pypi.simple.v1+json")
            self.end_headers()
            files = [{"filename": name, "url": name, "hashes": {}, "size": 1} for name in wheels]
            answer = {"meta": {"api-version": "1.1"}, "name": "demo", "versions": ["1.0"]}
            self.wfile.write(json.dumps({**answer, "files": files}).encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/simple/"
    server.shutdown()
    thread.join()
    server.server_close()


#: (message, the name of a wheel that provokes it in the newest runtime)
MICROPIP = [
    ("built-with-emscripten-vpyemscripten", "demo-1.0-cp313-cp313-pyemscripten_2025_0_wasm32.whl"),
    ("built-with-emscripten-vpyemscripten", "demo-1.0-cp313-cp313-pyemscripten_2026_0_wasm32.whl"),
    ("built-with-emscripten", "demo-1.0-cp314-cp314-emscripten_3_1_14_wasm32.whl"),
    ("wheel-platform-not-compatible", "demo-1.0-cp314-cp314-linux_x86_64.whl"),
    ("wheel-platform-not-compatible", "demo-1.0-cp313-cp313-pyodide_2025_0_wasm32.whl"),
    ("wheel-abi-not-supported", "demo-1.0-cp313-cp313-emscripten_5_0_3_wasm32.whl"),
    ("wrong-number-of-parts", "demo.whl"),
]
INSTALLED = ["demo-1.0-py3-none-any.whl", "demo-2.0-py3-none-any.whl"]


@pytest.mark.network
def test_micropip(tmp_path: Path, index: str) -> None:
    """micropip as published, at the version that the page names, in a real runtime."""
    version = BY_NAME["already-installed"].seen
    names = [wheel for _, wheel in MICROPIP if wheel != "demo.whl"] + INSTALLED
    code = f"""
import micropip
result = {{"version": micropip.__version__}}

async def install(what, **options):
    try:
        await micropip.install(what, **options)
        return "installed"
    except Exception as error:
        return f"{{type(error).__name__}}: {{error}}"

for name in {sorted({wheel for _, wheel in MICROPIP})!r}:
    result[name] = await install("emfs:/home/pyodide/" + name)
result["first"] = await install("emfs:/home/pyodide/{INSTALLED[0]}")
result["second"] = await install("demo==2.0", index_urls={index!r})
result["nothing fits"] = await install("demo-of-ours", index_urls={index!r})
result["unknown"] = await install("unknown", index_urls={index!r})
"""
    found = run_python(
        package(NEWER),
        code,
        files={name: tiny_wheel(tmp_path, name) for name in dict.fromkeys(names)},
        wheels=from_pypi(f"micropip=={version}", "packaging", python="3.14"),
    ).checked()
    assert found["version"] == version
    for name, wheel in MICROPIP:
        assert BY_NAME[name].matches(found[wheel]), (name, found[wheel])
        # The command that the page gives says what micropip does not.
        if wheel != "demo.whl":
            assert not explain(wheel, NEWER).accepted, wheel
    assert found["first"] == "installed"
    for name, key in (
        ("already-installed", "second"),
        ("cant-find-a-pure-python-wheel", "nothing fits"),
        ("cant-fetch-metadata", "unknown"),
    ):
        assert BY_NAME[name].matches(found[key]), (name, found[key])


# pip, uv, cibuildwheel -------------------------------------------------------------------------

TAG = pyemscripten.builtin().recommended()[0].tag


def failing(*command: str | Path, cwd: Path) -> str:
    """Run a command that must fail; all that it prints."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode, done.stdout
    return done.stdout + done.stderr


@pytest.mark.network
def test_pip(tmp_path: Path) -> None:
    version = BY_NAME["not-a-supported-wheel"].seen
    python = environment(f"pip=={version}")
    wheel = tiny_wheel(tmp_path, f"demo-1.0-cp314-cp314-{TAG}.whl")
    local = ("--no-index", "--find-links", tmp_path)
    cross = ("--platform", TAG, "--python-version", "3.14")
    for name, command in (
        ("not-a-supported-wheel", ("install", "--no-index", wheel)),
        ("from-versions-none", ("download", *local, "demo")),
        ("restricting-platform", ("install", *local, *cross, "--target", "t", "demo")),
        ("target-or-dry-run", ("install", *local, *cross, "--only-binary=:all:", "demo")),
    ):
        said = failing(python, "-m", "pip", *command, cwd=tmp_path)
        assert BY_NAME[name].matches(said), (name, said)


@pytest.mark.network
def test_uv(tmp_path: Path) -> None:
    message = BY_NAME["invalid-python-platform"]
    uv = environment(f"uv=={message.seen}").parent / "uv"
    tiny_wheel(tmp_path, f"demo-1.0-cp314-cp314-{TAG}.whl")
    install = (uv, "pip", "install", "--no-index", "--find-links", tmp_path, "--target", "t")
    year = pyemscripten.builtin().recommended()[0].version.partition("_")[0]
    said = failing(*install, "--python-platform", f"wasm32-pyodide{year}", "demo", cwd=tmp_path)
    assert message.matches(said), said
    said = failing(*install, "--python-platform", "wasm32-pyodide2025", "demo", cwd=tmp_path)
    assert BY_NAME["no-wheels-with-a-matching-tag"].matches(said), said


@pytest.mark.network
def test_cibuildwheel(tmp_path: Path) -> None:
    message = BY_NAME["no-build-identifiers-selected"]
    python = environment(f"cibuildwheel=={message.seen}")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "demo"\nversion = "1"\n')
    oldest = pyemscripten.builtin().platforms[0].names["cibuildwheel"][0]
    for name, selector in (
        ("invalid-build-selector", oldest),
        ("no-build-identifiers-selected", f"{oldest.partition('-')[0]}-*"),
    ):
        done = subprocess.run(
            (python, "-m", "cibuildwheel", "--platform", "pyodide", "."),
            cwd=tmp_path,
            env={**os.environ, "CIBW_BUILD": selector},
            capture_output=True,
            text=True,
            check=False,
        )
        assert BY_NAME[name].matches(done.stdout + done.stderr), done.stderr


@pytest.mark.network
def test_published_messages_are_in_the_package() -> None:
    """pyodide-build needs a cross-build environment to run, so its text is looked up instead."""
    for message in MESSAGES:
        if message.evidence == "published":
            (wheel,) = from_pypi(f"{message.tool}=={message.seen}")
            with zipfile.ZipFile(wheel) as archive:
                text = "".join(
                    archive.read(name).decode()
                    for name in archive.namelist()
                    if name.endswith(".py")
                )
            parts = [part for part in message.text.split("…") if len(part) > 2]
            assert all(part in text for part in parts), message.text


# The linker ------------------------------------------------------------------------------------


def test_linker(tmp_path: Path) -> None:
    version = zig("version", check=False)
    good = os.fspath(object_file(tmp_path, "good", ADD))
    native = os.fspath(tmp_path / "native.o")
    (tmp_path / "native.c").write_text(ADD)
    zig("cc", "-target", "x86_64-linux-gnu", "-c", os.fspath(tmp_path / "native.c"), "-o", native)
    output = ("-o", os.fspath(tmp_path / "x.so"))
    for name, arguments in (
        ("unknown-file-type", (native,)),
        ("unable-to-find-library", (good, "-lnowhere")),
        ("atomics-feature", (good, "--shared-memory", "--max-memory=1073741824")),
    ):
        said = zig("wasm-ld", "-shared", "--experimental-pic", *arguments, *output, check=False)
        assert BY_NAME[name].matches(said), (name, said, version)


# The commands that confirm ---------------------------------------------------------------------

#: (message, module, platform, the rule that the page names, is it an error there)
CONFIRMED = [
    ("longjmp-tag-import", "longjmp", "2024_0", "PYEM003"),
    ("cpp-exception-tag-import", "exceptions", "2024_0", "PYEM003"),
    ("cannot-resolve-symbol-invoke", "invoke", "2026_0", "PYEM003"),
    ("cannot-resolve-symbol", "call", "2026_0", "PYEM004"),
    ("bad-export-type", "address", "2025_0", "PYEM002"),
    ("undefined-symbol", "address", "2026_0", "PYEM002"),
    ("imported-function-type", "signature", "2026_0", "PYEM002"),
    ("shared-memory", "threads", "2026_0", "PYEM007"),
    ("wasm-magic-number", "elf", "2026_0", "PYEM001"),
    ("dylink-section-first", "object", "2026_0", "PYEM001"),
    ("uint32array-multiple-of-4", "short", "2026_0", "PYEM001"),
    ("failed-to-find-dynamic-library", "needs", "2026_0", "PYEM006"),
    ("file-packager", "needs", "2024_0", "PYEM006"),
]


@pytest.mark.parametrize(("name", "module", "version", "rule"), CONFIRMED)
def test_the_audit_confirms(
    name: str, module: str, version: str, rule: str, tmp_path: Path
) -> None:
    platform = pyemscripten.platform(version)
    minor = platform.python.replace(".", "")
    wheel = tiny_wheel(tmp_path, f"demo-1.0-cp{minor}-cp{minor}-{platform.tag}.whl")
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.write(modules()[module], f"demo.cpython-{minor}-wasm32-emscripten.so")
    found = {finding.rule for finding in audit(wheel).findings}
    assert rule in found, (name, found)
    section = PAGE.read_text("utf-8").partition(f"({BY_NAME[name].label})=")[2].partition("\n(")[0]
    assert f"`{rule}`" in section, name


def test_the_audit_sees_the_wrong_suffix(tmp_path: Path) -> None:
    wheel = tiny_wheel(tmp_path, f"demo-1.0-cp314-cp314-{TAG}.whl")
    init = side_module(tmp_path, "x", "void *PyInit_x(void) { return 0; }", exports=["PyInit_x"])
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.write(init, "x.cpython-313-x86_64-linux-gnu.so")
    assert "PYEM005" in {finding.rule for finding in audit(wheel).findings}


def test_the_audit_sees_relaxed_simd(tmp_path: Path) -> None:
    wheel = tiny_wheel(tmp_path, f"demo-1.0-cp314-cp314-{TAG}.whl")
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.write(modules()["relaxed"], "demo.cpython-314-wasm32-emscripten.so")
    found = audit(wheel, opcodes=True).findings
    assert "PYEM010" in {finding.rule for finding in found}


def test_pypi_refuses_what_the_page_says() -> None:
    """Our reading of the validator's rule; what it prints was read in its source."""
    for tag, taken in ((TAG, True), ("pyodide_2025_0_wasm32", False),
                       ("emscripten_4_0_9_wasm32", False)):  # fmt: skip
        found = explain(f"demo-1.0-cp313-cp313-{tag}.whl", installer="PyPI")
        assert found.accepted is taken, tag
