"""Faults, the results of the rules, and their conversion to findings; severities and references of both."""

from typing import Final, NamedTuple

import attrs
from lxml import etree

from newsfeed.findings import Finding, Severity
from newsfeed.formats.newsml.navigation import ElementPaths
from newsfeed.io.xml import Document

ERROR, WARNING = Severity.ERROR, Severity.WARNING

GUIDELINES: Final = "https://iptc.org/std/NewsML-G2/guidelines/"
XML_1_0: Final = "https://www.w3.org/TR/xml/"
RFC_3085: Final = "https://www.rfc-editor.org/rfc/rfc3085"
RFC_5646: Final = "https://www.rfc-editor.org/rfc/rfc5646"
RFC_6838: Final = "https://www.rfc-editor.org/rfc/rfc6838"
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


@attrs.frozen
class FaultLocator:
    """Converter of the faults of one document to findings with the path, line and column of their elements.

    Attributes:
        document: the document.
    """

    document: Document
    _paths: ElementPaths = attrs.field(factory=ElementPaths, init=False)

    def finding(self, fault: Fault) -> Finding:
        """Return the finding for a fault."""
        line, column = self.document.position(fault.element)
        step = f"/{fault.step}" if fault.step else ""
        return Finding(
            severity=fault.severity,
            code=fault.code,
            message=fault.message,
            path=self._paths.path(fault.element) + step,
            line=line,
            column=column,
            reference=fault.reference,
        )
