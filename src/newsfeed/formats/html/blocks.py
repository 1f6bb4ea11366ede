"""Reader of the content of a page: its elements become the lines of a page of text, with the same marks."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.body.dom import child_elements, class_names, local_name, outer_html
from newsfeed.formats.html.content import (
    BLOCKS,
    EMBEDS,
    HEADINGS,
    clean,
    heading_level,
    heading_text,
    is_shown,
    shown_children,
    shown_elements,
)
from newsfeed.formats.html.inline import InlineReader, Links, PageNotes, tidy, words
from newsfeed.formats.html.lines import LineWriter
from newsfeed.io.html import sanitize
from newsfeed.io.limits import Limits
from newsfeed.model import Markup
from newsfeed.pages.decoding import Line
from newsfeed.pages.heading_keys import MAX_HEADING, find_part
from newsfeed.pages.heading_lines import QUESTION_MARKS
from newsfeed.pages.inline_tags import InlineTags, without_private_characters
from newsfeed.pages.line_syntax import PRIVATE_CHARACTERS, ends_sentence
from newsfeed.pages.part_splitting import LEAD, SECTIONS, UNTYPED
from newsfeed.pages.question_labels import answer_label, begins_with_question_label, question_label

if TYPE_CHECKING:
    from lxml import etree

_SECTIONS: Final = (*SECTIONS, UNTYPED, LEAD)
"""Parts that consist of blocks."""

_PARTS_WITH_IMAGES: Final = (*SECTIONS, UNTYPED, "questions")
_PARTS_WITH_SUBHEADINGS: Final = (*SECTIONS, "questions", "topics", "prompts")
_LISTS: Final = ("ul", "ol", "menu", "dir")
_MAX_NUMBER: Final = 999
_MAX_LABEL_WORDS: Final = 10
_ATTRIBUTION_DASH: Final = re.compile(r"^\s*[—–-]+\s*")
_DASH_AT_END: Final = re.compile(rf"\s*[—–-]+[\s{PRIVATE_CHARACTERS}]*$")
_ICON_CLASSES: Final = re.compile(r"emoji|icon", re.IGNORECASE)
_MAX_ICON: Final = 32
_SOURCES: Final = ("src", "data-src", "data-original", "data-lazy-src")
_MAX_QUOTED: Final = 200


@attrs.frozen
class LeadImage:
    """An image above the first part of a page."""

    url: str
    alt: str
    caption: str


class ContentReader:
    """Reader of the element with the content of a page.

    Args:
        table: the part that each heading begins, by the heading's key.
        links: the links of the page.
        notes: receives the findings.
        limits: bounds the size of a table.

    Attributes:
        tags: the tags of the lines.
        headline: the first heading of level 1, if it is not the heading of a part.
        images: the images above the first part.
    """

    def __init__(self, table: Mapping[str, str], links: Links, notes: PageNotes, limits: Limits) -> None:
        self.tags = InlineTags()
        # With a tag, line ends of texts become `<br/>`, even on a page without any markup.
        self.tags.guard()
        self.headline = ""
        self.images: list[LeadImage] = []
        self._table = table
        self._links = links
        self._notes = notes
        self._limits = limits
        self._inline = InlineReader(self.tags, links, notes)
        self._writer = LineWriter(self.tags, table)
        self._questions = LineWriter(self.tags, table)
        self._part = LEAD
        self._label_level = 0
        self._containers: set[etree._Element] = set()
        self._readers: Mapping[str, Callable[[etree._Element], None]] = {
            **dict.fromkeys(HEADINGS, self._heading),
            **dict.fromkeys(_LISTS, self._list),
            **dict.fromkeys(EMBEDS, self._inline.note_embed),
            "blockquote": self._quotation,
            "details": self._details,
            "dl": self._definitions,
            "figure": self._figure,
            "hr": lambda element: self._writer.blank(_line(element)),
            "img": self._image,
            "pre": self._preformatted,
            "table": self._table_block,
        }

    @property
    def lines(self) -> list[Line]:
        """The lines of the page."""
        return self._writer.lines

    @property
    def questions(self) -> list[Line]:
        """The lines of questions that are outside of a list of questions."""
        return self._questions.lines

    def read(self, content: "etree._Element") -> None:
        """Read the element with the content of a page."""
        self._containers = _elements_with_blocks(content)
        self._container(content)

    # --- containers and paragraphs ---

    def _container(self, element: "etree._Element") -> None:
        """Read the blocks of an element; text between them is a paragraph."""
        pieces: list[str] = [words(element.text)]
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, pieces)
            pieces.append(words(child.tail))
        self._flush(pieces, element)

    def _child(self, child: "etree._Element", pieces: list[str]) -> None:
        """Read a child of a container: add inline content to the pieces of a paragraph, and read a block."""
        name = local_name(child)
        if name == "aside":
            self._note_aside(child)
        elif name == "button" and not is_shown(child):
            self._button(child)
        elif self._is_block(child):
            self._flush(pieces, child)
            if name in EMBEDS or is_shown(child):
                self._block(child)
        else:
            self._inline.add_element(child, pieces)

    def _is_block(self, element: "etree._Element") -> bool:
        """Return whether an element begins a line of its own, by its name or by what is in it."""
        name = local_name(element)
        is_block_name = name != "img" and (name in self._readers or name in BLOCKS)
        return is_block_name or element in self._containers or _is_only_image(element)

    def _block(self, element: "etree._Element") -> None:
        name = local_name(element)
        if (element.get("role") or "").lower() == "heading":
            self._heading(element)
        elif name not in self._readers and _is_only_image(element):
            self._image(next(element.iter("img")))
        else:
            self._readers.get(name, self._container)(element)

    def _flush(self, pieces: list[str], element: "etree._Element") -> None:
        """End the paragraph that consists of some pieces."""
        texts = tidy("".join(pieces)).split("\n\n")
        pieces.clear()
        for text in texts:
            if _plain(text):
                self._paragraph(text, _line(element))

    def _paragraph(self, text: str, number: int) -> None:
        bold = self.tags.leading_element(text, "strong")
        if bold is not None and not bold[1].strip() and self._can_be_bold_line(words := _plain(bold[0])):
            self._writer.bold_line(number, words)
        elif self._part == "questions":
            self._question_text(text, number)
        else:
            self._writer.paragraph(number, text)

    def _can_be_bold_line(self, words: str) -> bool:
        """Return whether a paragraph that is bold as a whole is a heading or question, and not a note in an answer."""
        if not words or "\n" in words or len(words) > MAX_HEADING:
            return False
        if words.endswith(QUESTION_MARKS) or find_part(words, self._table) or begins_with_question_label(words):
            return True
        return self._part != "questions" and not ends_sentence(words)

    def _question_text(self, text: str, number: int) -> None:
        """Write a paragraph in a list of questions; a question and each labeled answer get a line of their own."""
        self._writer.blank(number)
        answer: list[str] = []
        for line in text.split("\n"):
            if begins_with_question_label(line) or _is_labeled_answer(line):
                self._add_answer(answer, number)
                self._writer.plain(number, line)
            elif not answer and _plain(line).endswith(QUESTION_MARKS):
                self._writer.plain(number, line)
            else:
                answer.append(line)
        self._add_answer(answer, number)
        self._writer.blank(number)

    def _add_answer(self, lines: list[str], number: int) -> None:
        if lines:
            self._writer.add_text(number, "\n".join(lines))
            lines.clear()

    # --- headings ---

    def _heading(self, element: "etree._Element") -> None:
        text = heading_text(element)
        if not text:
            return
        level = heading_level(element)
        part = find_part(text, self._table) if len(text) <= MAX_HEADING else None
        if part is None and level == 1 and self._part == LEAD and not self.headline:
            self.headline = text
            return
        self._begin_part(part, level)
        self._writer.heading(_line(element), level, text)

    def _begin_part(self, part: str | None, level: int) -> None:
        """Follow the splitting of the page into its parts, on which the form of lists depends."""
        if part is not None:
            self._part, self._label_level = part, level
        elif not (self._part in _PARTS_WITH_SUBHEADINGS and level > self._label_level):
            self._part = UNTYPED

    # --- lists ---

    def _list(self, element: "etree._Element", indent: str = "") -> None:
        number = 0
        is_ordered = local_name(element) == "ol"
        children = list(shown_children(element))
        has_numbers = is_ordered and len(children) <= _MAX_NUMBER
        self._loose_text(element.text, element, indent)
        for child in children:
            texts, blocks = self._item_content(child)
            if texts or blocks:
                number += 1
                self._item(f"{number}." if has_numbers else "-", texts, _line(child), indent)
                for block in blocks:
                    self._block_in_item(block, indent)
            self._loose_text(child.tail, element, indent)
        if not indent:
            self._writer.blank(_line(element))

    def _loose_text(self, text: str | None, element: "etree._Element", indent: str) -> None:
        """Write the text between the items of a list, where no text belongs, as an item."""
        if _plain(item := tidy(words(text))):
            self._item("-", [item], _line(element), indent)

    def _item_content(self, item: "etree._Element") -> tuple[list[str], list["etree._Element"]]:
        """Return the paragraphs of an item, and the blocks in it that are no paragraphs."""
        texts: list[str] = []
        blocks: list[etree._Element] = []
        pieces: list[str] = [words(item.text)]

        def end_paragraph() -> None:
            texts.extend(filter(_plain, tidy("".join(pieces)).split("\n\n")))
            pieces.clear()

        for child in item:
            name = local_name(child) if isinstance(child.tag, str) else ""
            if not name:
                pass
            elif name in HEADINGS and is_shown(child):
                end_paragraph()
                self._add_label(child, texts)
            elif self._is_block(child) and (name in self._readers or _is_only_image(child)):
                end_paragraph()
                blocks += [child] if name in EMBEDS or is_shown(child) else []
            elif self._is_block(child) and is_shown(child):
                end_paragraph()
                inner_texts, inner_blocks = self._item_content(child)
                texts += inner_texts
                blocks += inner_blocks
            else:
                self._inline.add_element(child, pieces)
            pieces.append(words(child.tail))
        end_paragraph()
        return texts, blocks

    def _flat_texts(self, element: "etree._Element") -> list[str]:
        """Return the paragraphs of an element, with a paragraph for each item of the lists in it."""
        texts, blocks = self._item_content(element)
        for block in blocks:
            if local_name(block) in _LISTS:
                items = [tidy(words(block.text))]
                for item in shown_children(block):
                    items += [*self._flat_texts(item), tidy(words(item.tail))]
                texts += [f"• {text}" for text in items if _plain(text)]
            elif text := self._inline.text(block):
                texts.append(text)
        return texts

    def _add_label(self, heading: "etree._Element", texts: list[str]) -> None:
        """Add the heading of an item as its bold first words."""
        text = heading_text(heading)
        if text:
            texts.append(f"{self.tags.character('<strong>')}{text}{self.tags.character('</strong>')}")

    def _item(self, bullet: str, texts: list[str], number: int, indent: str) -> None:
        if not texts:
            return
        first, *following = texts
        if self._part == "questions":
            self._writer.item(number, bullet, self._without_bold(first), indent=indent)
            for text in following:
                self._writer.paragraph(number, text)
        elif self._part == "topics" and following:
            self._writer.bare_bullet(number)
            self._writer.plain(number, _plain(first))
            for text in following:
                self._writer.add_text(number, text)
        else:
            self._writer.item(number, bullet, self._labeled("\n".join(texts)), indent=indent)

    def _labeled(self, text: str) -> str:
        """Return the text of an item with its bold beginning as a label: `Label: text`."""
        bold = self.tags.leading_element(text, "strong")
        if bold is None:
            return text
        label, rest = _plain(bold[0]), bold[1]
        has_colon = label.endswith((":", "：")) or rest.lstrip().startswith((":", "："))
        is_short = bool(label) and len(label.split()) <= _MAX_LABEL_WORDS and not ends_sentence(label)
        if not is_short or not (has_colon or rest.startswith("\n")) or not _plain(rest).strip(":： "):
            return text
        return f"{label.rstrip(':： ')}: {rest.lstrip(':： ').lstrip()}"

    def _without_bold(self, text: str) -> str:
        """Return a question without the bold marks around it."""
        bold = self.tags.leading_element(text, "strong")
        return f"{bold[0]}{bold[1]}" if bold is not None else text

    def _block_in_item(self, block: "etree._Element", indent: str) -> None:
        if local_name(block) not in _LISTS:
            self._block(block)
            return
        if self._part in _SECTIONS:
            message = (
                "a list within a list is read as items of one list: write two lists, or name the group in each item"
            )
            self._notes.add("html.list.nested", message, block)
        self._list(block, f"{indent}  ")

    def _definitions(self, element: "etree._Element") -> None:
        number = _line(element)
        groups = _definition_groups(element)
        if not groups or _has_loose_text(element):
            self._container(element)
            return
        for terms, details in groups:
            term = " / ".join(filter(None, (_plain(self._inline.text(term)) for term in terms)))
            if self._part == "questions" or term.endswith(QUESTION_MARKS):
                self._question(term, details, _line(terms[0]))
                continue
            texts = [text for detail in details for text in self._flat_texts(detail)]
            if self._part == "topics" and texts and not texts[0][:1].islower():
                self._item("-", [term, *texts], number, "")
            else:
                self._writer.item(number, "-", ": ".join(filter(None, (term, "\n".join(texts)))))
        self._writer.blank(number)

    # --- questions ---

    def _question(self, question: str, answers: Sequence["etree._Element"], number: int) -> None:
        """Write a question with the content of some elements as its answer."""
        part, writer = self._part, self._writer
        if part != "questions":
            self._writer = self._questions
            message = f'"{question:.{_MAX_QUOTED}}" is read as a question: move it below the heading of the questions'
            for answer in answers[:1]:
                self._notes.add("html.question.outside", message, answer, value=question[:_MAX_QUOTED])
        self._part = "questions"
        self._writer.bare_bullet(number)
        self._writer.plain(number, question)
        for answer in answers:
            self._container(answer)
        self._part, self._writer = part, writer

    def _details(self, element: "etree._Element") -> None:
        summary = next((child for child in child_elements(element) if local_name(child) == "summary"), None)
        text = "" if summary is None else heading_text(summary)
        part = find_part(text, self._table) if len(text) <= MAX_HEADING else None
        if part is None and text and (self._part == "questions" or text.endswith(QUESTION_MARKS)):
            self._question(text, [_emptied(element, summary)], _line(element))
            return
        if text:
            level = max(self._label_level, 2) + (part is None)
            self._begin_part(part, level)
            self._writer.heading(_line(element), level, text)
        self._container(_emptied(element, summary))

    def _button(self, element: "etree._Element") -> None:
        """Read a button that opens an answer; others are left out."""
        text = heading_text(element)
        if self._part == "questions" and text.endswith(QUESTION_MARKS):
            self._writer.bold_line(_line(element), text)

    # --- other blocks ---

    def _quotation(self, element: "etree._Element", attribution: str = "") -> None:
        source = _source_of_quotation(element)
        if source is not None:
            attribution = _ATTRIBUTION_DASH.sub("", heading_text(source))
            _emptied(element, source)
        texts = self._flat_texts(element)
        if source is not None and texts:
            texts[-1] = _DASH_AT_END.sub("", texts[-1])
        texts = [text for text in texts if _plain(text)]
        number, url = _line(element), self._links.resolve(element.get("cite"), element)
        if not texts:
            texts, attribution = [attribution], ""
        if not texts[0]:
            return
        if self._part not in (*_SECTIONS, "questions"):
            origin = f" — {attribution}" if attribution else ""
            self._writer.paragraph(number, "\n".join(["“" + texts[0], *texts[1:]]) + f"”{origin}")
            return
        self._writer.blank(number)
        for index, text in enumerate(texts):
            if index:
                self._writer.plain(number, ">")
            self._writer.add_text(number, text, ">")
        if attribution or url:
            self._writer.plain(number, f"> — {attribution}".rstrip() + (f" <{url}>" if url else ""))
        self._writer.blank(number)

    def _figure(self, element: "etree._Element") -> None:
        if next(element.iterdescendants("figure"), None) is not None:
            # A gallery: each figure in it has a caption of its own.
            self._container(element)
            return
        captions = [child for child in shown_children(element) if local_name(child) == "figcaption"]
        caption = "\n".join(filter(None, (self._inline.text(child) for child in captions)))
        quotation = next((child for child in shown_elements(element) if local_name(child) == "blockquote"), None)
        images = [child for child in shown_elements(element) if local_name(child) == "img"]
        shown = [*captions, *([quotation] if quotation is not None else [])]
        if _words_outside(element, shown):
            self._container(element)
        elif quotation is not None:
            self._quotation(quotation, _ATTRIBUTION_DASH.sub("", _plain(caption)))
        elif images:
            for image in images[:-1]:
                self._image(image)
            self._image(images[-1], caption)
        else:
            self._container(element)

    def _image(self, element: "etree._Element", caption: str = "") -> None:
        url = self._image_address(element)
        alt = " ".join(clean(element.get("alt") or "").split())
        if url is None:
            if _plain(caption):
                self._writer.paragraph(_line(element), caption)
            return
        if self._part == LEAD:
            self.images.append(LeadImage(url, alt, caption))
        elif self._part in _PARTS_WITH_IMAGES:
            self._writer.image(_line(element), alt, url, caption)
        else:
            message = f"the image {url!r:.{_MAX_QUOTED}} is left out, since this part is text only; it shows: {alt}"
            self._notes.add("html.image.left_out", message, element, value=url)

    def _image_address(self, element: "etree._Element") -> str | None:
        """Return the address of an image; None for one that shows nothing."""
        if any((element.get(side) or "").strip() in ("0", "1") for side in ("width", "height")):
            return None
        sources = [source for name in _SOURCES if (source := (element.get(name) or "").strip())]
        # A page that loads images late has a placeholder in `src`.
        source = next((source for source in sources if not source.startswith("data:")), "")
        return self._links.resolve(source, element)

    def _table_block(self, element: "etree._Element") -> None:
        role = (element.get("role") or "").lower()
        if role in ("presentation", "none") or next(element.iter(*HEADINGS), None) is not None:
            self._container(element)
            return
        rows = [
            " | ".join(filter(None, (_plain(self._inline.text(cell)) for cell in shown_children(row))))
            for row in element.iter("tr", "caption")
        ]
        rows = [row for row in rows if row]
        if not rows:
            self._container(element)
            return
        number = _line(element)
        if self._part in _SECTIONS:
            html = sanitize(outer_html(element), base=self._links.base, limits=self._limits)
            self._writer.block(number, Markup(html), "; ".join(rows))
            return
        message = "the table is read as text, a line for each row, since this part has no tables: move it to a section"
        self._notes.add("html.table.flattened", message, element)
        self._writer.paragraph(number, "\n".join(rows))

    def _preformatted(self, element: "etree._Element") -> None:
        text = clean("".join(map(str, element.itertext()))).expandtabs().strip("\n")
        if text.strip():
            opening, closing = self.tags.character("<code>"), self.tags.character("</code>")
            lines = [f"{opening}{line.rstrip()}{closing}" for line in text.split("\n")]
            self._writer.paragraph(_line(element), "\n".join(lines))

    def _note_aside(self, element: "etree._Element") -> None:
        text = " ".join(clean("".join(map(str, element.itertext()))).split())[:_MAX_QUOTED]
        if text:
            message = f"the <aside> is left out: move it to a section, if it is a part of the story; it has: {text}"
            self._notes.add("html.aside.left_out", message, element, value=text)


# --- elements ----------------------------------------------------------------------------------------------------------------


def _line(element: "etree._Element") -> int:
    return element.sourceline or 1


def _plain(text: str) -> str:
    """Return the words of a text."""
    return without_private_characters(text).strip()


def _elements_with_blocks(content: "etree._Element") -> set["etree._Element"]:
    """Return the elements that have a block in them."""
    containers: set[etree._Element] = set()
    for block in content.iter(*BLOCKS, *EMBEDS):
        for ancestor in block.iterancestors():
            if ancestor in containers:
                break
            containers.add(ancestor)
    return containers


def _is_only_image(element: "etree._Element") -> bool:
    """Return whether an inline element is an image and nothing else, and no small picture in a line of text."""
    images = list(element.iter("img")) if local_name(element) in ("img", "picture", "a", "span") else []
    if len(images) != 1 or "".join(map(str, element.itertext())).strip():
        return False
    sizes = [images[0].get(side) or "" for side in ("width", "height")]
    is_small = any(size.isascii() and size.isdigit() and int(size) <= _MAX_ICON for size in sizes)
    return not is_small and not _ICON_CLASSES.search(" ".join(class_names(images[0])))


def _source_of_quotation(element: "etree._Element") -> "etree._Element | None":
    """Return the element in a quotation that names its source, or None."""
    for child in child_elements(element):
        if local_name(child) in ("footer", "figcaption"):
            return child
    last = next((child for child in reversed(element) if isinstance(child.tag, str)), None)
    if last is None or words(last.tail).strip():
        return None
    if local_name(last) != "cite":
        children = list(child_elements(last)) if local_name(last) in ("p", "div") else []
        is_alone = len(children) == 1 and not words(last.text).strip("—–- ") and not words(children[0].tail).strip()
        return last if is_alone and local_name(children[0]) == "cite" else None
    before = last.getprevious()
    text = words(element.text if before is None else before.tail).strip()
    is_below = before is not None and not text and (local_name(before) == "br" or local_name(before) in BLOCKS)
    return last if is_below or text.endswith(("—", "–")) else None


def _emptied(element: "etree._Element", child: "etree._Element | None") -> "etree._Element":
    """Return an element after one of the elements in it has been emptied, except for the text behind it."""
    if child is not None:
        tail = child.tail
        child.clear()
        child.tail = tail
    return element


def _has_loose_text(element: "etree._Element") -> bool:
    """Return whether a list has text, or other elements, between its terms and details."""
    names = {local_name(child) for child in shown_children(element)}
    tails = (words(child.tail).strip() for child in element)
    return bool(words(element.text).strip()) or not names <= {"dt", "dd", "div"} or any(tails)


def _words_outside(element: "etree._Element", inner: Sequence["etree._Element"]) -> bool:
    """Return whether an element has words outside of some elements in it."""
    text = "".join(map(str, element.itertext()))
    inner_text = "".join(str(part) for child in inner for part in child.itertext())
    return len("".join(text.split())) > len("".join(inner_text.split()))


Group = tuple[list["etree._Element"], list["etree._Element"]]


def _definition_groups(element: "etree._Element") -> list[Group]:
    """Return the terms of a list of definitions, with the details of each."""
    groups: list[Group] = []
    for child in shown_children(element):
        # Each group may be in an element of its own.
        for item in shown_children(child) if local_name(child) == "div" else (child,):
            name = local_name(item)
            if name == "dt" and (not groups or groups[-1][1]):
                groups.append(([], []))
            if name in ("dt", "dd") and groups:
                groups[-1][name == "dd"].append(item)
    return groups


def _is_labeled_answer(line: str) -> bool:
    label = question_label(f"Q: {line}")
    return label is not None and answer_label(line, label) is not None
