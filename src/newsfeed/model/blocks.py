"""Blocks: the content of a section."""

from typing import Final, get_args

import attrs

from newsfeed.io import html as html_io
from newsfeed.model.fields import (
    SOUND,
    instance_of,
    iri_field,
    legal_characters,
    line_field,
    text_field,
    texts_field,
    trimmed,
    tuple_field,
)
from newsfeed.model.frozen import Referable, frozen
from newsfeed.model.rich_text import Text

# --- blocks: what a section is made of -------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Paragraph(Referable):
    """A paragraph.

    text: body p
    """

    text: Text = text_field(required=True)


@frozen(kw_only=True)
class Point(Referable):
    """A labelled point of a list of points.

    label: body li/strong
    text: body li
    """

    label: str = line_field()
    text: Text = text_field()


@frozen(kw_only=True)
class Points(Referable):
    """A list of labelled points ("- Label: text" on the page).

    points: body ul
    """

    points: tuple[Point, ...] = tuple_field(Point)


@frozen(kw_only=True)
class Quotation(Referable):
    """A quotation that is not an outlet's press mention: of a person, of a document.

    text: body blockquote
    url: body blockquote/@cite
    attribution: body blockquote/footer
    """

    text: Text = text_field(required=True)
    url: str | None = iri_field()
    attribution: str = line_field()


@frozen(kw_only=True)
class List(Referable):
    """A list of unlabelled items.

    items: body ul or ol
    ordered: body ol
    """

    items: tuple[Text, ...] = texts_field()
    ordered: bool = attrs.field(default=False, validator=instance_of(bool, optional=False))


@frozen(kw_only=True)
class Image(Referable):
    """An image within the text.

    url: body figure/img/@src
    alt: body figure/img/@alt
    caption: body figure/figcaption
    """

    url: str = iri_field(required=True)
    alt: str = line_field()
    caption: Text = text_field()


@frozen
class Markup(Referable):
    """HTML as it came: the body of a foreign item, or a publisher's own.

    Readers put sanitized HTML here. A publisher's own program may put any HTML here, and it is written as it is: `validate`
    says what in it is unsafe or not well-formed, and `Markup.clean` makes it neither.

    html: body, as it is
    """

    html: str = attrs.field(converter=trimmed, validator=legal_characters, metadata=SOUND)

    @classmethod
    def clean(cls, html: str, *, base: str | None = None) -> "Markup":
        """Sanitize HTML and bring it into canonical XHTML.

        Args:
            html: a fragment of HTML.
            base: the IRI that relative links in it are resolved against.

        Raises:
            LimitError: it is too large, too deep or has too many attributes to be sanitized safely.
        """
        return cls(html_io.sanitize(html, base=base))


Block = Paragraph | Points | Quotation | List | Image | Markup
BLOCKS: Final[tuple[type, ...]] = get_args(Block)
