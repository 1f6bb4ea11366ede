"""The rules of Atom: well-formed XML, the bundled schema, and what the model can already say."""

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from newsfeed import _links
from newsfeed._format import Checking
from newsfeed._schemas import relax_ng
from newsfeed._xml import ATOM, Document, parse
from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import W3C, Finding, Severity
from newsfeed.model import Feed, Markup, Story

RFC: Final = "https://www.rfc-editor.org/rfc/rfc4287"
_ONCE: Final = ("id", "title", "updated")


def check(data: bytes, checking: Checking) -> Iterator[Finding]:
    """Validate an Atom document.

    Args:
        data: the document.
        checking: what is asked for.
    """
    try:
        document = parse(data, limits=checking.limits)
    except ReadError as error:
        code = "atom.xml.limit" if isinstance(error, LimitError) else "atom.xml.malformed"
        yield Finding(
            severity=Severity.ERROR,
            code=code,
            message=f"the document {error.reason}",
            path="/",
            line=error.line,
            column=error.column,
            reference=f"{W3C}error/SAXError.html",
        )
        return
    missing = list(_missing(document))
    yield from missing
    schema = relax_ng("atom/atom.rng")
    if not schema.validate(document.root) and not missing:
        yield _schema_finding(schema.error_log)


def _missing(document: Document) -> Iterator[Finding]:
    """Name the elements that RFC 4287 requires and that are not there, which RELAX NG's messages do not (4.1.1, 4.1.2)."""
    root = document.root
    entries = [root] if _local(root) == "entry" else root.findall(f"{{{ATOM}}}entry")
    for index, element in enumerate([*([root] if _local(root) == "feed" else []), *entries]):
        of = _local(element)
        at = index if _local(root) == "feed" else index + 1
        path = "/feed" if of == "feed" else "/entry" if element is root else f"/feed/entry[{at}]"
        for name in _ONCE:
            count = len(element.findall(f"{{{ATOM}}}{name}"))
            if count != 1:
                yield _count_finding(document, element, of, path, name, count)


def _count_finding(document: Document, element: "etree._Element", of: str, path: str, name: str, count: int) -> Finding:
    line, column = document.position(element)
    problem, event = ("missing", "MissingElement") if count == 0 else ("duplicate", "DuplicateElement")
    said = f"has no {name}: add one" if count == 0 else f"has {count} {name} elements: keep one"
    return Finding(
        severity=Severity.ERROR,
        code=f"atom.{of}.{name}.{problem}",
        message=f"the {of} {said} (RFC 4287, 4.1.{1 if of == 'feed' else 2})",
        path=f"{path}/{name}",
        line=line,
        column=column,
        reference=f"{W3C}error/{event}.html",
    )


def _schema_finding(log: Any) -> Finding:
    """Give the first error of the schema: RELAX NG's later ones follow from it."""
    entry = log[0]
    reason = re.sub(r"\{[^}]*\}", "", str(entry.message))
    return Finding(
        severity=Severity.ERROR,
        code="atom.schema.invalid",
        message=f"the document is not what RFC 4287 allows: {reason:.200}",
        path=str(entry.path or "/"),
        line=max(entry.line, 1),
        reference=RFC,
    )


def _local(element: "etree._Element") -> str:
    return str(element.tag).rpartition("}")[2]


# --- the model -------------------------------------------------------------------------------------------------------------


def check_model(feed: Feed) -> Iterator[Finding]:
    """Say what Atom would object to in a feed and its stories.

    Args:
        feed: with its stories.
    """
    if not feed.title:
        yield _model("feed.title", "atom.feed.title.missing", "Atom requires a title: give one", "4.1.1")
    if not (feed.id or feed.feed_url or feed.url):
        yield _model("feed.id", "atom.feed.id.missing", "Atom requires an id: give id, feed_url or url", "4.1.1")
    if not (feed.updated or any(story.updated or story.published for story in feed.stories)):
        yield _model("feed.updated", "atom.feed.updated.missing", "Atom requires a date: give updated", "4.1.1")
    seen: set[str] = set()
    for index, story in enumerate(feed.stories):
        if story.status == "usable":
            yield from _check_story(story, f"feed.stories[{index}]", seen)
            seen.add(story.id)


def _check_story(story: Story, path: str, seen: set[str]) -> Iterator[Finding]:
    if not (story.updated or story.published):
        message = "Atom requires the date of the last change: give updated or published"
        yield _model(f"{path}.updated", "atom.entry.updated.missing", message, "4.1.2")
    if not story.headline:
        yield _model(
            f"{path}.headline",
            "atom.entry.title.empty",
            "Atom requires a title: give a headline",
            "4.1.2",
            Severity.WARNING,
        )
    if not _links.is_iri(story.id):
        message = "Atom requires an IRI as id: this one is written as a URN made of it; give a tag: or https: one"
        yield _model(f"{path}.id", "atom.entry.id.not_iri", message, "4.2.6", Severity.WARNING)
    if story.id in seen:
        yield _model(f"{path}.id", "atom.entry.id.duplicate", "another story has this id: give each its own", "4.2.6")
    if story.embargo:
        message = "Atom has no embargo: hold the story back (status withheld) until it ends"
        yield _model(f"{path}.embargo", "atom.entry.embargo", message, "4.1.2", Severity.WARNING)
    for at, section in enumerate(story.sections):
        for block in section.blocks:
            if isinstance(block, Markup) and Markup.clean(block.html) != block:
                message = "the HTML is not canonical, and may hold what readers take out: pass it through Markup.clean"
                yield _model(f"{path}.sections[{at}]", "atom.entry.content.unclean", message, "8.1", Severity.INFO)


def _model(path: str, code: str, message: str, clause: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(severity=severity, code=code, message=message, path=path, reference=f"{RFC}#section-{clause}")
