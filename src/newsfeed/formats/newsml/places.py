"""Findings with their place in the document."""

from collections.abc import Callable

from lxml import etree

from newsfeed.findings import Finding, Severity
from newsfeed.formats.newsml.vocabulary import GUIDELINES
from newsfeed.io.xml import Document

Fault = tuple["etree._Element", Severity, str, str, str]
"""What a rule yields: the element, how much it matters, the code, the message, and what to add to the path."""


def local(element: "etree._Element") -> str:
    """Give the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def path_of(element: "etree._Element") -> str:
    """Give the path of an element, `/newsItem/itemMeta/link[2]`; a number where it has siblings of its name."""
    steps = []
    here: etree._Element | None = element
    while here is not None:
        parent = here.getparent()
        name = local(here)
        if parent is not None and len(alike := list(parent.iterchildren(str(here.tag)))) > 1:
            name += f"[{alike.index(here) + 1}]"
        steps.append(name)
        here = parent
    return "/" + "/".join(reversed(steps))


def finder(document: Document) -> Callable[..., Finding]:
    """Give what makes findings of faults in a document."""

    def found(
        element: "etree._Element",
        severity: Severity,
        code: str,
        message: str,
        step: str = "",
        reference: str = GUIDELINES,
    ) -> Finding:
        line, column = document.position(element)
        path = path_of(element) + (f"/{step}" if step else "")
        return Finding(
            severity=severity, code=code, message=message, path=path, line=line, column=column, reference=reference
        )

    return found
