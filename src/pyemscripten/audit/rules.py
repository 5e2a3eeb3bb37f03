"""The rules of the audit: one record each, from which the pages of the site are made too."""

from __future__ import annotations

from pyemscripten._record import Record

ERROR = "error"
WARNING = "warning"

#: The levels of a finding, the gravest first.
LEVELS = (ERROR, WARNING)


class Rule(Record):
    """One check.

    ``code`` is permanent and never reused. ``level`` is the usual one of its findings, ``title``
    what a good wheel does, ``meaning`` what a user meets when it does not, ``fix`` what its
    maintainer does about it, ``evidence`` what is looked at. What ``opt_in`` rules say of
    opcodes needs ``--opcodes``.
    """

    code: str
    level: str
    title: str
    evidence: str
    meaning: str
    fix: str
    opt_in: bool = False

    @property
    def anchor(self) -> str:
        """The permanent label of the rule's heading: ``"pyemscripten-audit-pyem001"``."""
        return f"pyemscripten-audit-{self.code.lower()}"


SIDE_MODULE = Rule(
    code="PYEM001",
    level=ERROR,
    title="Every shared library is a WebAssembly side module",
    evidence="The first bytes of each `.so` file: the WebAssembly header, then the section "
    "`dylink.0`. What is something else is named: ELF, Mach-O, PE, a static archive, a linker "
    "script, text. Static archives named `.a` are fine. In a wheel for any platform, unless "
    "one is asked for, it is a warning: such a file may be meant for the system that it is of.",
    meaning="The loader refuses the file (“need to see wasm magic number”, “need dylink "
    "section”), and with it the import of whatever needs it.",
    fix="Link with `emcc -sSIDE_MODULE=2` (every build tool for this platform does), and see "
    "that no library of the build machine is copied into the wheel.",
)
LINKS = Rule(
    code="PYEM002",
    level=ERROR,
    title="Whatever is resolved at load time exists, with the right type",
    evidence="Imported data addresses, function addresses, globals and tags, and the "
    "signatures of imported functions, against the symbols of the platform's main module, of "
    "the libraries in the wheel that the module needs, and of the module itself. Weak imports "
    "may be absent.",
    meaning="The module does not load: “undefined symbol”, or a LinkError about an "
    "incompatible import.",
    fix="Compile for the platform that the tag names. A symbol of CPython that is missing "
    "means headers of another Python version; one of a library means that the library was not "
    "linked in.",
)
UNWINDING = Rule(
    code="PYEM003",
    level=ERROR,
    title="C++ exceptions and longjmp use the platform's unwinding model",
    evidence="Imports named `invoke_*` mean JavaScript exceptions; the tags `__cpp_exception` "
    "and `__c_longjmp` mean WebAssembly exceptions.",
    meaning="A module with tags does not load where the main module has none. One with "
    "`invoke_*` loads where the loader no longer provides them, and ends the interpreter when "
    "it first calls something that may throw.",
    fix="Compile and link everything, static libraries and Rust crates included, with the "
    "flags that `pyemscripten flags` prints for the platform.",
)
FUNCTIONS = Rule(
    code="PYEM004",
    level=WARNING,
    title="Every imported function exists",
    evidence="Imported functions against the same symbols as PYEM002. Functions are looked up "
    "when they are first called, so an absent one does not stop the module from loading.",
    meaning="Nothing, until the function is called. Then the interpreter ends with a fatal "
    "error that Python code cannot catch. If a static constructor calls it, the module does "
    "not load: “cannot resolve symbol”.",
    fix="Link the library that defines the function, or compile the code that calls it out. If "
    "the call can never happen, ignore the rule.",
)
FILE_NAME = Rule(
    code="PYEM005",
    level=ERROR,
    title="Extension modules have a file name that Python imports",
    evidence="Modules that export `PyInit_*` or `PyModExport_*`: the suffix of the file name "
    "against the suffixes that the platform's Python imports, and the name of the export "
    "against the name of the file.",
    meaning="ModuleNotFoundError, although the file is there.",
    fix="Let the build tool take the suffix from the cross-build environment's `sysconfig` "
    "(`EXT_SUFFIX`) and not from the Python that runs the build.",
)
LIBRARIES = Rule(
    code="PYEM006",
    level=ERROR,
    title="Needed libraries are where the loader looks",
    evidence="The names in `dylink.0`'s NEEDED, searched as the platform's loader does: its "
    "RUNTIME_PATH where the platform has one, else the wheel's `NAME.libs` folder, the "
    "module's own folder and what is below it; and the top of `site-packages`.",
    meaning="The module does not load, because a library of its own wheel is not found.",
    fix="Run the platform's repair step (`pyodide auditwheel repair`), or link with "
    "`-Wl,-rpath,'$ORIGIN/…'`.",
)
MEMORY = Rule(
    code="PYEM007",
    level=ERROR,
    title="The memory is 32-bit and not shared",
    evidence="The imported memory's type.",
    meaning="The module does not load: its memory is not the main module's.",
    fix="Compile and link without `-pthread` and without `-sMEMORY64`.",
)
STABLE_ABI = Rule(
    code="PYEM008",
    level=WARNING,
    title="A wheel tagged abi3 uses only the stable ABI",
    evidence="Imported symbols of CPython against the stable ABI of the version in the tag.",
    meaning="The wheel promises to work on every Python from that version on; it may fail on "
    "the next one.",
    fix="Define `Py_LIMITED_API` to the version in the tag when compiling, or tag the wheel "
    "for one Python version.",
)
CXX_LIBRARY = Rule(
    code="PYEM009",
    level=WARNING,
    title="The C++ library is the platform's",
    evidence="The version in the ABI tags of libc++'s mangled names, against those of the main "
    "module. Several Emscripten versions share one.",
    meaning="Objects of the C++ standard library may have another layout than the main module "
    "expects.",
    fix="Compile with the Emscripten version of the platform.",
)
INSTRUCTIONS = Rule(
    code="PYEM010",
    level=WARNING,
    title="The code uses only instructions that every engine has",
    evidence="Typed references among the types of functions. The opcodes of every function: "
    "relaxed SIMD, `try_table`, atomics; reading those takes longer than everything else "
    "together, so it has to be asked for (`--opcodes`).",
    meaning="An engine that lacks an instruction refuses the whole module, as Node.js 20 does "
    "with relaxed SIMD, `try_table` and typed references; newer ones take it. Atomics load "
    "everywhere, but are a sign of `-pthread`, which the platform forbids.",
    fix="Compile without `-mrelaxed-simd` and `-pthread`, and with the platform's exception "
    "encoding.",
    opt_in=True,
)
TAGS = Rule(
    code="PYEM011",
    level=ERROR,
    title="The tags name one known platform, and WHEEL agrees with the file name",
    evidence="The platform tags in the file name, the lines `Tag` of `WHEEL`, and the Python "
    "tags against the platform's Python.",
    meaning="Installers go by the name: a wrong one installs where it cannot work, or nowhere.",
    fix="Rebuild with a tool that sets the tags itself, or use `wheel tags`, which changes the "
    "name and the metadata together.",
)
COMPILED = Rule(
    code="PYEM012",
    level=WARNING,
    title="A platform tag stands for compiled code",
    evidence="The contents: shared libraries, static archives and other WebAssembly.",
    meaning="A wheel of pure Python that is tagged for one platform is invisible to all "
    "others; compiled code in a wheel tagged `any` is installed where it cannot work.",
    fix="Tag pure Python `py3-none-any`, and compiled code with the platform's tag.",
)
RECORD = Rule(
    code="PYEM013",
    level=WARNING,
    title="RECORD lists the contents as they are",
    evidence="Names, sizes and hashes of all members against RECORD.",
    meaning="The wheel was changed after it was built. Most installers do not look; those that "
    "verify, and auditors, reject it. Without RECORD no installer takes it: an error.",
    fix="Repack with `wheel unpack` and `wheel pack`, which write RECORD anew.",
)
ARCHIVE = Rule(
    code="PYEM014",
    level=ERROR,
    title="The archive is sound",
    evidence="The zip structures and every member: paths that lead outside, links, duplicates, "
    "encryption, compression methods, checksums, sizes and ratios beyond the limits. An "
    "archive inside the wheel is a warning: it is not looked into.",
    meaning="Installers differ in what they do with such files, or refuse them; what they "
    "install need not be what was audited.",
    fix="Build the wheel anew with an ordinary build backend.",
)

#: All rules, in the order of their codes.
RULES = (
    SIDE_MODULE,
    LINKS,
    UNWINDING,
    FUNCTIONS,
    FILE_NAME,
    LIBRARIES,
    MEMORY,
    STABLE_ABI,
    CXX_LIBRARY,
    INSTRUCTIONS,
    TAGS,
    COMPILED,
    RECORD,
    ARCHIVE,
)

BY_CODE = {rule.code: rule for rule in RULES}
