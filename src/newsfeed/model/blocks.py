"""Blocks: paragraphs, lists, quotations, images and other content of a section."""

from typing import Final, get_args

import attrs

from newsfeed.classes.frozen import ModelObject, frozen
from newsfeed.io import html as html_io
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.model.fields import (
    TupleOf,
    check_iri,
    check_line,
    check_plain_text,
    check_text,
    check_texts,
    instance_of,
    to_line,
    to_plain_text,
    to_text,
    to_texts,
    tuple_of,
)
from newsfeed.model.rich_text import Text


@frozen(kw_only=True)
class Paragraph(ModelObject):
    """A paragraph.

    Attributes:
        text: The words of the paragraph. Plain or rich text.
    """

    text: Text = attrs.field(converter=to_text, validator=check_text)


@frozen(kw_only=True)
class Point(ModelObject):
    """A labeled point of a list of points.

    Attributes:
        label: The catchword that sums the point up, printed in bold before it. One line of text, may be empty.
        text: The point itself. Plain or rich text, may be empty.
    """

    label: str = attrs.field(default="", converter=to_line, validator=check_line)
    text: Text = attrs.field(default="", converter=to_text, validator=check_text)


@frozen(kw_only=True)
class Points(ModelObject):
    """A list of labeled points, "- Label: text" on a page.

    Attributes:
        points: The points in the order in which readers see them. Tuple of Point.
    """

    points: tuple[Point, ...] = attrs.field(default=(), converter=TupleOf[Point], validator=tuple_of(Point))


@frozen(kw_only=True)
class Quotation(ModelObject):
    """A quotation of a person or a document; a quoted outlet is a `PressMention`.

    Attributes:
        text: The quoted words, without quotation marks. Plain or rich text.
        url: The page on which the words were published. IRI, or None.
        attribution: The speaker or the document, as printed below the quotation. One line of text, may be empty.
    """

    text: Text = attrs.field(converter=to_text, validator=check_text)
    url: str | None = attrs.field(default=None, validator=check_iri)
    attribution: str = attrs.field(default="", converter=to_line, validator=check_line)


@frozen(kw_only=True)
class List(ModelObject):
    """A list of items without labels.

    Attributes:
        items: The items in the order in which readers see them. Tuple of plain or rich texts.
        ordered: The items are numbered, because their order matters. True or False.
    """

    items: tuple[Text, ...] = attrs.field(default=(), converter=to_texts, validator=check_texts)
    ordered: bool = attrs.field(default=False, validator=instance_of(bool, optional=False))


@frozen(kw_only=True)
class Image(ModelObject):
    """An image within the text; images that accompany the whole story are `Media`.

    Attributes:
        url: The address of the image file. IRI.
        alt: A description for readers who do not see the image. One line of text, may be empty.
        caption: The text printed below the image. Plain or rich text, may be empty.
    """

    url: str = attrs.field(validator=check_iri)
    alt: str = attrs.field(default="", converter=to_line, validator=check_line)
    caption: Text = attrs.field(default="", converter=to_text, validator=check_text)


@frozen
class Markup(ModelObject):
    """HTML without further structure: the body of a foreign item, or HTML of the publisher.

    Readers put sanitized HTML here. A program can put any HTML here, and it is written unchanged: `validate` reports unsafe
    or malformed HTML, and `Markup.clean` removes both.

    Attributes:
        html: The HTML that a page would have at this point of the text. A fragment of HTML.
    """

    html: str = attrs.field(converter=to_plain_text, validator=check_plain_text)

    @classmethod
    def clean(
        cls,
        html: str,
        *,
        base: str | None = None,
        limits: Limits = DEFAULT,
        removals: list[html_io.Removal] | None = None,
    ) -> "Markup":
        """Sanitize HTML and serialize it as canonical XHTML.

        Args:
            html: a fragment of HTML.
            base: the IRI against which relative links are resolved.
            limits: bounds of the length of the HTML and of the attributes of a tag.
            removals: a list to which the addresses and texts are added that are not in the result.

        Raises:
            LimitError: the HTML is too large, too deep or has too many attributes to be sanitized safely.
        """
        markup = object.__new__(cls)
        # Sanitized HTML is trimmed and legal. Checking that again would take a third of the time of reading a long body.
        object.__setattr__(markup, "html", html_io.sanitize(html, base=base, limits=limits, removals=removals))
        return markup


Block = Paragraph | Points | Quotation | List | Image | Markup
"""Any content of a section."""
BLOCKS: Final[tuple[type, ...]] = get_args(Block)
