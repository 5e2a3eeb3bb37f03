"""The rules as data, and that each of them is checked."""

from __future__ import annotations

import re

import pytest

from pyemscripten.audit import RULES, Rule
from tests.audit.judging import GOOD, NAME, NEWEST, SUFFIX, found, judge
from tests.wasm.assemble import (
    HEADER,
    address,
    dylink,
    function,
    imported,
    section,
    side_module,
    text,
    vector,
)

ABI3 = f"fixture-1.0-cp310-abi3-{NEWEST.tag}.whl"
SHARED = section(2, vector([imported("env", "memory", "memory", b"\3\1\2")]))
RELAXED = section(10, vector([text(b"\0\xfd\x85\x02\x0b")]))
NEEDED = {"p/a.so": side_module(needed=("liba.so",)), "q/liba.so": side_module()}

#: For each rule a wheel that breaks it: its files, and its name if that matters.
BROKEN: dict[str, tuple[dict[str, bytes], str]] = {
    "PYEM001": ({"a.so": b"\x7fELF"}, NAME),
    "PYEM002": ({"a.so": side_module([address("absent")])}, NAME),
    "PYEM003": ({"a.so": side_module([function("invoke_vi")])}, NAME),
    "PYEM004": ({"a.so": side_module([function("absent")])}, NAME),
    "PYEM005": ({"good.cpython-39-darwin.so": GOOD}, NAME),
    "PYEM006": (NEEDED, NAME),
    "PYEM007": ({"a.so": HEADER + dylink() + SHARED}, NAME),
    "PYEM008": ({"a.so": side_module([function("PyFrame_GetBack")])}, ABI3),
    "PYEM009": ({"a.so": side_module([function("_ZNSt3__24fakeB8ne170006Ev")])}, NAME),
    "PYEM010": ({"a.so": side_module() + RELAXED}, NAME),
    "PYEM011": ({"a.so": GOOD}, "fixture-1.0-py3-none-linux_x86_64.whl"),
    "PYEM012": ({"a.py": b""}, NAME),
    "PYEM013": ({"a.py": b"", "fixture-1.0.dist-info/RECORD": b"b.py,,"}, NAME),
    "PYEM014": ({"../a.py": b""}, NAME),
}


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_each_rule_is_checked(rule: Rule) -> None:
    files, name = BROKEN[rule.code]
    findings = found(judge(files, name, opcodes=True), rule.code)
    assert rule.level in {finding.level for finding in findings}
    assert found(judge({f"good{SUFFIX}": GOOD}, opcodes=True), rule.code) == []


def test_every_rule_has_its_own_permanent_name() -> None:
    assert [rule.code for rule in RULES] == [f"PYEM{n:03}" for n in range(1, len(RULES) + 1)]
    assert len({rule.anchor for rule in RULES}) == len(RULES)


def test_messages_are_one_sentence_each() -> None:
    for rule in RULES:
        for said in (rule.title, rule.evidence, rule.meaning, rule.fix):
            assert re.fullmatch(r"[A-Z`].*[^ ]", said)
        assert not rule.title.endswith(".")
