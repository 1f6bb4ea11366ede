"""Faults: the rules' results before they become findings with a path and a line."""

from typing import NamedTuple

from lxml import etree

from newsfeed.findings import Finding, Severity
from newsfeed.formats.newsml.navigation import element_path
from newsfeed.formats.newsml.schema_names import GUIDELINES
from newsfeed.io.xml import Document


class Fault(NamedTuple):
    """A violation of a rule by one element.

    Attributes:
        element: the faulty element itself; the parent only if an element is missing.
        severity: severity of the finding.
        code: code of the finding, `newsml.guid.empty`.
        message: the problem and its remedy in one line.
        step: step to append to the element's path, `@guid`; "" if the fault concerns the whole element.
        reference: URL of the violated document.
    """

    element: "etree._Element"
    severity: Severity
    code: str
    message: str
    step: str = ""
    reference: str = GUIDELINES


def finding_of(fault: Fault, document: Document) -> Finding:
    """Return the finding for a fault, with the path, line and column of its element."""
    line, column = document.position(fault.element)
    step = f"/{fault.step}" if fault.step else ""
    return Finding(
        severity=fault.severity,
        code=fault.code,
        message=fault.message,
        path=element_path(fault.element) + step,
        line=line,
        column=column,
        reference=fault.reference,
    )
