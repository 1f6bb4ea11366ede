"""Validation of one feed document: its XML, the rules of its format, and the schema if the rules found no error."""

from collections.abc import Callable, Iterator

import attrs

from newsfeed.findings import Finding, Severity
from newsfeed.io.xml import Document
from newsfeed.plugins import CheckContext
from newsfeed.validation import schemas, source
from newsfeed.validation.sampling import one_per_structure


@attrs.frozen(kw_only=True)
class FormatRules:
    """The rules and the schema of a feed format.

    Attributes:
        name: name of the format, the first part of its codes.
        title: title of the format, for messages.
        schema: path of its bundled RELAX NG schema, below the folder of schemas.
        standard: URL of its specification.
        rules: function that yields the findings of the format's own rules.
        in_schema: predicate that tells if the bundled schema applies to a document.
    """

    name: str
    title: str
    schema: str
    standard: str
    rules: Callable[[Document], Iterator[Finding]]
    in_schema: Callable[[Document], bool]


def check_document(data: bytes, checking: CheckContext, rules: FormatRules) -> Iterator[Finding]:
    """Validate a feed document.

    Args:
        data: the bytes of the document.
        checking: limits, and the path of a custom schema (XSD, or RELAX NG if its suffix is .rng).
        rules: the rules of its format.

    Yields:
        findings about the XML, then those of the rules, then the first one of the schema.

    Raises:
        OSError: there is no file at the path of the custom schema.
        ReadError: the custom schema is not a schema.
    """
    custom = schemas.load_xml_schema(checking.schema) if checking.schema else None
    reading = source.read(data, checking.limits, checking.encoding)
    yield from reading.findings
    if reading.document is None:
        return
    has_errors = any(finding.severity is Severity.ERROR for finding in reading.findings)
    for finding in rules.rules(reading.document):
        has_errors = has_errors or finding.severity is Severity.ERROR
        yield finding
    if custom is not None:
        yield from _schema_error(reading.document, custom, rules)
    elif not has_errors and rules.in_schema(reading.document):
        schema = schemas.relax_ng(rules.schema)
        if not schema.validate(one_per_structure(reading.document.root)):
            yield from _schema_error(reading.document, schema, rules)


def _schema_error(document: Document, schema: "schemas.XmlSchema", rules: FormatRules) -> Iterator[Finding]:
    """Yield the first error of a schema; the later ones are usually consequences of it."""
    if schema.validate(document.root):
        return
    for entry in list(schema.error_log)[:1]:
        yield Finding(
            severity=Severity.ERROR,
            code=f"{rules.name}.schema.invalid",
            message=f"the document does not match the schema of {rules.title}: {entry.message:.200}",
            path=entry.path or "",
            line=entry.line or None,
            reference=rules.standard,
        )
