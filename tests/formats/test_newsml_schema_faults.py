"""Mutation of every element and attribute in the bundled NewsML-G2 schema: each elementary fault has its finding."""

import re
from collections.abc import Callable, Iterator

import pytest
from lxml import etree

import newsfeed
from newsfeed import Severity
from newsfeed.validation.schemas import xml_schema
from newsml_documents import NAR, ElementCase, Fault, attribute_faults, cases, document, structural_faults, text_faults

ELEMENTS = pytest.mark.parametrize("case", cases(), ids=[case.path for case in cases()])
INDEX = re.compile(r"\[\d+\]")


def is_reported(fault: Fault, data: bytes) -> bool:
    """Return whether validation of a document reports a fault, as an error with its code and path."""
    return any(
        finding.severity is Severity.ERROR
        and finding.code.removeprefix("newsml.schema.") in fault.codes
        and INDEX.sub("", finding.path) == fault.path
        for finding in newsfeed.validate(data, "newsml")
    )


def with_prefix(data: bytes) -> bytes:
    """Return a document of the default namespace with a prefix for every name."""
    return re.sub(rb"<(/?)(?=\w+[\s/>])", rb"<\1g2:", data).replace(b"xmlns=", b"xmlns:g2=")


@ELEMENTS
def test_the_document_of_each_element_is_valid(case: ElementCase) -> None:
    schema = xml_schema("newsml/newsml-g2.xsd")
    schema.validate(etree.fromstring(etree.tostring(document(case).root)))
    assert [error.message for error in schema.error_log] == []


@ELEMENTS
@pytest.mark.parametrize("build", [structural_faults, attribute_faults, text_faults])
def test_each_fault_of_an_element_is_reported(
    case: ElementCase, build: Callable[[ElementCase], Iterator[Fault]]
) -> None:
    assert [fault.name for fault in build(case) if not is_reported(fault, fault.data)] == []


@ELEMENTS
def test_each_fault_of_structure_is_reported_under_a_prefix(case: ElementCase) -> None:
    assert [fault.name for fault in structural_faults(case) if not is_reported(fault, with_prefix(fault.data))] == []


def test_every_element_and_attribute_of_the_schema_has_cases() -> None:
    elements = {case.declaration.name for case in cases()}
    assert len(elements) > 200
    assert all(name.startswith(f"{{{NAR}}}") for name in elements)
    assert sum(1 for case in cases() for _ in attribute_faults(case)) > 3000
    assert sum(1 for case in cases() for _ in structural_faults(case)) > 950
