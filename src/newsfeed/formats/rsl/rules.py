"""Rules of license files (RSL 1.0)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from newsfeed.findings import Finding, Severity
from newsfeed.io.xml import Document
from newsfeed.model import Feed
from newsfeed.plugins import CheckContext
from newsfeed.rights import rsl, rsl_rules
from newsfeed.rights.rsl_rules import TermsFault
from newsfeed.validation import documents
from newsfeed.validation.faults import quote
from newsfeed.validation.locations import Paths
from newsfeed.values.namespaces import RSL, split_name

if TYPE_CHECKING:
    from lxml import etree


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a license file.

    Args:
        data: the document.
        checking: limits, and the path of a schema to use instead of the bundled one.

    Yields:
        findings in document order, followed by those of the schema.

    Raises:
        OSError: the caller's schema cannot be opened.
        ReadError: the caller's schema is not a schema.
    """
    yield from documents.check_document(data, checking, RULES)


def check_model(_feed: Feed) -> Iterator[Finding]:
    """Yield nothing: license files are written and checked by `newsfeed.rights_files`."""
    return iter(())


def _check_document(document: Document) -> Iterator[Finding]:
    paths = Paths(document.root, RSL)
    for fault in _check_root(document.root):
        line, column = document.position(fault.element)
        yield Finding(
            severity=fault.severity,
            code=f"{rsl_rules.PREFIX}.{fault.code}",
            message=fault.message,
            path=paths.path(fault.element),
            line=line,
            column=column,
            reference=rsl.STANDARD,
        )


def _check_root(root: "etree._Element") -> Iterator[TermsFault]:
    namespace, local = split_name(str(root.tag))
    if local != "rsl":
        yield TermsFault("root.unknown", f'the root element is <{local:.64}>: begin with <rsl xmlns="{RSL}">', root)
        return
    if namespace != RSL:
        message = f"<rsl> is in {quote(namespace) if namespace else 'no'} namespace: write xmlns={quote(RSL)}"
        yield TermsFault("root.namespace", message, root)
        return
    yield from rsl_rules.check_children(root, "rsl")
    yield from rsl_rules.check_contents(root)
    if root.find(rsl.CONTENT) is None:
        message = "the file has no <content>, so it states no terms: add one for each asset"
        yield TermsFault("content.missing", message, root, Severity.INFO)


RULES: Final = documents.FormatRules(
    name="rsl",
    title="RSL 1.0",
    schema="rsl/rsl.rng",
    standard=rsl.STANDARD,
    rules=_check_document,
    in_schema=lambda _document: True,
)
