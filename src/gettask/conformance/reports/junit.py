"""The report as JUnit XML: each check is a test case."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from ..model import CHECKS
from ..report import Report, line


def write(report: Report) -> str:
    """Return the report as JUnit XML."""
    failed = {group.first.check.name for group in report.groups} | set(report.missing)
    skipped = {*report.not_applied, *report.impossible} - failed
    suite = ET.Element(
        "testsuite",
        name="gettask check",
        tests=str(len(CHECKS) + len(report.gaps)),
        failures=str(len(failed) + len(report.gaps)),
        skipped=str(len(skipped)),
    )
    for check in CHECKS.values():
        case = ET.SubElement(suite, "testcase", classname="gettask.conformance", name=check.name)
        for group in report.groups:
            if group.first.check is check:
                shown = "\n".join(map(line, group.first.problem.exchanges))
                node = ET.SubElement(case, "failure", message=_plain(group.first.problem.message))
                node.set("type", group.first.severity)
                node.text = _plain(shown)
        if check.name in report.missing:
            ET.SubElement(case, "failure", message="the check is required, and did not apply")
        elif check.name in report.not_applied:
            ET.SubElement(case, "skipped", message="the check did not apply")
        elif check.name in report.impossible:
            ET.SubElement(case, "skipped", message="the API does not have what the check reads")
    for gap in report.gaps:
        case = ET.SubElement(suite, "testcase", classname="gettask.conformance", name="could not look")
        ET.SubElement(case, "failure", message=_plain(gap))
    return ET.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def _plain(text: str) -> str:
    return "".join(char if char.isprintable() or char == "\n" else "�" for char in text)
