"""What the audit says, to people, programs and code hosts."""

from __future__ import annotations

import io
import json

import jsonschema
import pytest

import pyemscripten
from pyemscripten.audit import Finding, Verdict
from pyemscripten.audit.attempts import Attempt, Trial
from pyemscripten.audit.checks import check
from pyemscripten.audit.contents import read_wheel
from pyemscripten.audit.report import (
    as_github,
    as_lines,
    as_sarif,
    confirm,
    header,
    surprises,
)
from pyemscripten.audit.rules import RULES
from pyemscripten.audit.schema import SCHEMA
from tests.audit.assemble import wheel
from tests.support.tables import measured_platforms
from tests.wasm.assemble import address, function, imported, side_module

NEWEST = pyemscripten.builtin().recommended()[0]
OLDEST = pyemscripten.builtin().platforms[0]
V = NEWEST.version
NAME = f"fixture-1.0-py3-none-{NEWEST.tag}.whl"


def judge(files: dict[str, bytes], name: str = NAME, platform: str | None = None) -> Verdict:
    return check(read_wheel(io.BytesIO(wheel(name, files)), name), platform)


FINE = side_module()
BAD = side_module([address("absent")])
TAGS = side_module([imported("env", "__cpp_exception", "tag", b"\0\0")], types=("vi",))


@pytest.mark.parametrize(
    ("files", "name", "platform", "said"),
    [
        ({"a.so": FINE}, NAME, None, f"fits {V}, as tagged (1 module)"),
        ({"a.so": FINE, "b.so": FINE}, NAME, None, f"fits {V}, as tagged (2 modules)"),
        (
            {"a.so": side_module([function("no")])},
            NAME,
            None,
            f"fits {V}, as tagged (1 module), with 1 warning",
        ),
        (
            {"a.so": FINE},
            NAME,
            OLDEST.version,
            f"fits {OLDEST.version}, though tagged for {V} (1 module)",
        ),
        (
            {"a.so": FINE},
            "fixture-1.0-py3-none-any.whl",
            V,
            f"fits {V}, though tagged for none (1 module), with 1 warning",
        ),
        ({"a.py": b""}, NAME, None, f"fits {V}, as tagged (no compiled module), with 1 warning"),
        (
            {"a.so": BAD},
            NAME,
            None,
            f"does not fit {V}, which it is tagged for: 1 of 1 module does not load",
        ),
        (
            {"a.so": BAD, "b.so": BAD, "c.so": FINE},
            NAME,
            OLDEST.version,
            f"does not fit {OLDEST.version}: 2 of 3 modules do not load",
        ),
        (
            {"a.so": side_module([function("invoke_vi")])},
            NAME,
            None,
            f"does not work on {V}, which it is tagged for: 1 error",
        ),
        (
            {"a.so": FINE},
            "fixture-1.0-py3-none-linux_x86_64.whl",
            None,
            "cannot be used: the wheel is for another system: 'linux_x86_64'",
        ),
        (
            {},
            "fixture-1.0-py3-none-any.whl",
            None,
            "has no shared library and names no platform: nothing to audit",
        ),
        (
            {"a.so": FINE},
            "fixture-1.0-py3-none-any.whl",
            None,
            "names no known platform: only the form of its modules was checked, with 1 warning",
        ),
    ],
)
def test_the_verdict_is_one_sentence(
    files: dict[str, bytes], name: str, platform: str | None, said: str
) -> None:
    assert judge(files, name, platform).sentence == said


def test_the_sentence_names_the_platforms_that_it_would_fit() -> None:
    said = judge({"a.so": TAGS}, platform=OLDEST.version).sentence
    others = [p.version for p in measured_platforms(pyemscripten.builtin())[1:]]
    assert said == (
        f"does not fit {OLDEST.version}: 1 of 1 module does not load; "
        f"it would fit {' and '.join(others)}"
    )


def test_lines_for_people() -> None:
    many = side_module([function(f"no{i}") for i in range(30)])
    verdict = judge({"a.so": BAD, "b.so": many, "c.so": BAD})
    short = [line.text.strip() for line in as_lines(verdict)]
    assert short[0] == NAME
    assert short[2].startswith("error   PYEM002  a.so needs symbols")
    assert len([line for line in short if line.startswith("fix:")]) == 1
    long = [line.text.strip() for line in as_lines(verdict, verbose=True)]
    assert "evidence: no0, no1" in "".join(long)
    assert "".join(long).count(" and 10 more") == 1
    assert [line for line in long if line.startswith("means:")]
    assert [line for line in long if line.startswith("not known:")]
    assert next(iter(as_lines(judge({"a.so": FINE})))).style == "head"
    some = judge({"a.so": side_module([function(f"no{i}") for i in range(5)])})
    assert "no0, no1, no2, no3, no4" in "".join(line.text for line in as_lines(some, verbose=True))


TRIAL = Trial(
    NAME,
    "1.2.3",
    "20.0.0",
    modules=(Attempt("a.so", "failed", "undefined symbol"), Attempt("b.so", "failed", "no!")),
    finds=(Attempt("a.so", "ok"),),
    imports=(Attempt("a", "not tried", "needs numpy"),),
    installed=("n-1-py3-none-any.whl",),
    missing=("numpy",),
)


def document(verdict: Verdict, trial: Trial | None = None) -> dict[str, object]:
    return {**header(), "wheels": [verdict.as_json(trial)]}


def test_json_is_what_the_schema_says() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for verdict in (
        judge({"a.so": FINE}),
        judge({"a.so": BAD, "b.so": side_module([function("invoke_vi")])}),
        judge({}, "fixture-1.0-py3-none-any.whl"),
    ):
        jsonschema.validate(json.loads(json.dumps(document(verdict))), SCHEMA)
        jsonschema.validate(json.loads(json.dumps(document(verdict, TRIAL))), SCHEMA)
    wrong = document(judge({"a.so": FINE}))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**wrong, "schema_version": 2}, SCHEMA)


def test_json_has_meaning_and_fix() -> None:
    (finding,) = judge({"a.so": BAD}).as_json()["findings"]
    assert finding["file"] == "a.so"
    assert finding["evidence"] == ["absent"]
    assert finding["meaning"]
    assert finding["fix"]


def test_annotations_for_github() -> None:
    (line,) = as_github(judge({"a.so": BAD}))
    assert line.startswith("::error title=PYEM002 Whatever is resolved at load time exists%2C with")
    assert f"::{NAME}: a.so needs" in line
    (line,) = as_github(judge({"a.so": FINE}))
    assert line == f"::notice title=pyemscripten audit::{NAME} fits {V}, as tagged (1 module)"


def test_annotations_cannot_break_out_of_their_line() -> None:
    finding = Finding("PYEM001", "error", "load", "x", "a\n::error::b%\r")
    verdict = Verdict("w", None, None, None, (), 0, 0, "", (finding,), ())
    (line,) = as_github(verdict)
    assert "a%0A::error::b%25%0D" in line


def test_sarif() -> None:
    log = as_sarif([("dist/ä b.whl", judge({"a.so": BAD})), ("c.whl", judge({"a.so": FINE}))])
    (run,) = log["runs"]
    assert len(run["tool"]["driver"]["rules"]) == len(RULES)
    (result,) = run["results"]
    assert result["ruleId"] == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
    place = result["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "dist/%C3%A4%20b.whl"
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "a.so"


def test_findings_beside_the_truth() -> None:
    def finding(rule: str, stage: str, file: str, level: str = "error") -> Finding:
        return Finding(rule, level, stage, file, "x")

    findings = (
        finding("PYEM002", "load", "a.so"),
        finding("PYEM005", "import", "a.so"),
        finding("PYEM007", "load", "gone.so"),
        finding("PYEM003", "call", "a.so"),
        finding("PYEM011", "install", ""),
        finding("PYEM004", "call", "a.so", "warning"),
    )
    verdict = Verdict("w", None, None, None, (), 1, 0, "", findings, ())
    assert [(c.finding.rule, c.word, c.said) for c in confirm(verdict, TRIAL)] == [
        ("PYEM002", "confirmed", "undefined symbol"),
        ("PYEM005", "contradicted", "it works"),
        ("PYEM007", "not observed", "the module could not be tried"),
        ("PYEM003", "not observed", "it shows only when the function is called"),
        (
            "PYEM011",
            "not observed",
            "installers go by it; loading the modules shows nothing of it",
        ),
    ]
    assert list(surprises(verdict, TRIAL)) == ["b.so did not load: no!"]
