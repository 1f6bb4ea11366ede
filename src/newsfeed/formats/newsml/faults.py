"""Faults, the results of the rules, and the findings made of them; severities and references of both."""

from typing import Final, NamedTuple

from lxml import etree

from newsfeed.findings import Finding, Severity
from newsfeed.formats.newsml.navigation import element_path
from newsfeed.io.xml import Document

ERROR, WARNING = Severity.ERROR, Severity.WARNING

GUIDELINES: Final = "https://iptc.org/std/NewsML-G2/guidelines/"
XML_1_0: Final = "https://www.w3.org/TR/xml/"
RFC_3085: Final = "https://www.rfc-editor.org/rfc/rfc3085"
RFC_5646: Final = "https://www.rfc-editor.org/rfc/rfc5646"
RFC_3987: Final = "https://www.rfc-editor.org/rfc/rfc3987"


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
