"""One document from bytes to findings: its XML, the rules of its format, and the schema where they found no error."""

from collections.abc import Callable, Iterator

import attrs

from newsfeed.findings import Finding, Severity
from newsfeed.io.xml import Document
from newsfeed.plugins import CheckContext
from newsfeed.validation import schemas, source
from newsfeed.validation.sampling import one_per_structure


@attrs.frozen(kw_only=True)
class Rules:
    """What a format of feeds has for `check`.

    Attributes:
        name: of the format, which its codes begin with.
        title: of the format, for messages.
        schema: path of its bundled RELAX NG schema.
        standard: URL of its specification.
        rules: gives the findings of its own rules.
        in_schema: whether the bundled schema is about this document.
    """

    name: str
    title: str
    schema: str
    standard: str
    rules: Callable[[Document], Iterator[Finding]]
    in_schema: Callable[[Document], bool]


def check(data: bytes, checking: CheckContext, of: Rules) -> Iterator[Finding]:
    """Check a document of a format of feeds.

    Args:
        data: its bytes.
        checking: what it may use, and a schema of the user's own (XSD, or RELAX NG where the suffix is .rng).
        of: the format.

    Raises:
        OSError: there is no schema of the user's at its path.
        ReadError: it is no schema.
    """
    own = schemas.own_xml_schema(checking.schema) if checking.schema else None
    read = source.read(data, checking.limits)
    yield from read.findings
    if read.document is None:
        return
    errors = any(finding.severity is Severity.ERROR for finding in read.findings)
    for finding in of.rules(read.document):
        errors = errors or finding.severity is Severity.ERROR
        yield finding
    if own is not None:
        yield from _refusal(read.document, own, of)
    elif not errors and of.in_schema(read.document):
        schema = schemas.relax_ng(of.schema)
        if not schema.validate(one_per_structure(read.document.root)):
            yield from _refusal(read.document, schema, of)


def _refusal(document: Document, schema: "schemas.XmlSchema", of: Rules) -> Iterator[Finding]:
    """Give the schema's first objection; its later ones follow from it."""
    if schema.validate(document.root):
        return
    for entry in list(schema.error_log)[:1]:
        yield Finding(
            severity=Severity.ERROR,
            code=f"{of.name}.schema.invalid",
            message=f"breaks the schema of {of.title}: {entry.message:.200}",
            path=entry.path or "",
            line=entry.line or None,
            reference=of.standard,
        )
