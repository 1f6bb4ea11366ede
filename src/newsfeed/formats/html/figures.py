"""Images, and figures with their captions."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.body.dom import local_name
from newsfeed.formats.html.content import clean, shown_children, shown_elements
from newsfeed.formats.html.context import BlockContext
from newsfeed.formats.html.elements import line_number
from newsfeed.formats.html.inline import plain_words
from newsfeed.formats.html.quotations import QuotationReader
from newsfeed.pages.part_splitting import LEAD, SECTIONS, UNTYPED

if TYPE_CHECKING:
    from lxml import etree

_PARTS_WITH_IMAGES: Final = (*SECTIONS, UNTYPED, "questions")
_SOURCES: Final = ("src", "data-src", "data-original", "data-lazy-src")
_MAX_QUOTED: Final = 200


@attrs.frozen
class LeadImage:
    """An image above the first part of a page."""

    url: str
    alt: str
    caption: str


@attrs.frozen
class FigureReader:
    """Reader of figures and images.

    Attributes:
        context: the state of the page.
        quotations: the reader of quotations, for those in a figure.
        read_container: reads a figure with other content as the blocks in it.
        lead_images: the images above the first part.
    """

    context: BlockContext
    quotations: QuotationReader
    read_container: Callable[["etree._Element"], None]
    lead_images: list[LeadImage] = attrs.field(factory=list, init=False)

    def read(self, element: "etree._Element") -> None:
        """Read a figure: images, the last of them with the caption, or a quotation with the caption as its source."""
        if next(element.iterdescendants("figure"), None) is not None:
            # A gallery: each figure in it has a caption of its own.
            self.read_container(element)
            return
        captions = [child for child in shown_children(element) if local_name(child) == "figcaption"]
        caption = "\n".join(filter(None, (self.context.inline.text(child) for child in captions)))
        quotation = next((child for child in shown_elements(element) if local_name(child) == "blockquote"), None)
        images = [child for child in shown_elements(element) if local_name(child) == "img"]
        content_elements = [*captions, *([quotation] if quotation is not None else [])]
        if _has_words_outside(element, content_elements):
            self.read_container(element)
        elif quotation is not None:
            self.quotations.read(quotation, plain_words(caption))
        elif images:
            for image in images[:-1]:
                self.read_image(image)
            self.read_image(images[-1], caption)
        else:
            self.read_container(element)

    def read_image(self, element: "etree._Element", caption: str = "") -> None:
        """Read an image; it is left out if the part of the page is text only."""
        url = self._image_address(element)
        alt = " ".join(clean(element.get("alt") or "").split())
        if url is None:
            if plain_words(caption):
                self.context.writer.paragraph(line_number(element), caption)
            return
        if self.context.part == LEAD:
            self.lead_images.append(LeadImage(url, alt, caption))
        elif self.context.part in _PARTS_WITH_IMAGES:
            self.context.writer.image(line_number(element), alt, url, caption)
        else:
            message = f"the image {url!r:.{_MAX_QUOTED}} is left out, since this part is text only; it shows: {alt}"
            self.context.notes.add("html.image.left_out", message, element, value=url)

    def _image_address(self, element: "etree._Element") -> str | None:
        """Return the address of an image; None for one that shows nothing."""
        if any((element.get(side) or "").strip() in ("0", "1") for side in ("width", "height")):
            return None
        sources = [source for name in _SOURCES if (source := (element.get(name) or "").strip())]
        # A page that loads images late has a placeholder in `src`.
        source = next((source for source in sources if not source.startswith("data:")), "")
        return self.context.links.resolve(source, element)


def _has_words_outside(element: "etree._Element", elements: Sequence["etree._Element"]) -> bool:
    """Return whether an element has words outside of some elements in it."""
    text = "".join(map(str, element.itertext()))
    inner_text = "".join(str(part) for child in elements for part in child.itertext())
    return len("".join(text.split())) > len("".join(inner_text.split()))
