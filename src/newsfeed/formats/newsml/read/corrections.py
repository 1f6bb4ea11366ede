"""Editorial notes: notes to editors, and corrections. The role of a correction says that it is for readers."""

from collections.abc import Iterator

from lxml import etree

from newsfeed.formats.newsml.navigation import children
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.read.text import block_text
from newsfeed.model import Correction


def is_correction(note: "etree._Element", concepts: QCodeResolver) -> bool:
    """Return whether a note has a role that says that it is a correction for readers."""
    return concepts.marks(note, "part") is not None


def private_notes(meta: "etree._Element | None", concepts: QCodeResolver) -> "Iterator[etree._Element]":
    """Yield the notes to editors: all that are not said to be for readers."""
    return (note for note in children(meta, "edNote") if not is_correction(note, concepts))


def read_corrections(
    reader: ElementReader,
    meta: "etree._Element | None",
    concepts: QCodeResolver,
    body_corrections: tuple[Correction, ...],
) -> tuple[Correction, ...]:
    """Read the corrections: the notes with a role that says that they are for readers.

    Args:
        reader: the reader of the document.
        meta: the `<itemMeta>` of the item.
        concepts: resolver of its QCodes.
        body_corrections: the corrections in the body, which lack kind and subject.
    """
    notes = [note for note in children(meta, "edNote") if is_correction(note, concepts)]
    properties = children(meta, "itemMetaExtProperty")
    subjects = [field.get("value", "") for field in properties if concepts.field_name(field) == "subject"]
    if len(subjects) != len(notes):
        subjects = [""] * len(notes)
    details = [
        {"kind": concepts.marks(note, "part"), "subject": subject}
        for note, subject in zip(notes, subjects, strict=True)
    ]
    if not body_corrections:
        built = (_read_correction(reader, note, fields) for note, fields in zip(notes, details, strict=True))
        return tuple(filter(None, built))
    if len(body_corrections) != len(notes):
        return body_corrections
    pairs = zip(body_corrections, details, strict=True)
    return tuple(
        reader.build(Correction, {"text": correction.text, "published": correction.published, **fields}) or correction
        for correction, fields in pairs
    )


def _read_correction(
    reader: ElementReader, note: "etree._Element", details: dict[str, str | None]
) -> Correction | None:
    text = block_text(reader, note)
    fields = {"text": text, "published": reader.focus(note).date(note.get("modified")), **details}
    return reader.focus(note).build(Correction, fields) if text else None
