"""What a finding's message says of every document, and why it matters: by its kind of fault and by its severity."""

import re
from typing import Final

from newsfeed.findings import Severity

SEVERE: Final = {
    Severity.ERROR: "It breaks the standard, so readers may refuse the document.",
    Severity.WARNING: "The standard allows it, but readers in use fail on it or advice is against it.",
    Severity.INFO: "Nothing is wrong; it is worth knowing.",
}
"""What a severity means to a publisher."""

WHY: Final = {
    "algorithm": "Readers check a file by its hash, and know two algorithms only.",
    "allowed": "A reader built from the schema stops at what has no place there.",
    "alternatives": "A group offers one thing in several versions; readers pick one and skip the rest.",
    "ambiguous": "One name for two things leaves the reader to guess which is meant.",
    "answer": "A search engine shows a question with its answer, or leaves it out.",
    "avoid": "Almost no reader does anything with it.",
    "blank": "An empty element says no more than a missing one, and readers show the gap.",
    "boolean": "Programs compare this with true and false; another word counts as neither.",
    "canonical": "Identifiers are compared letter by letter: two spellings are two stories.",
    "catalog": "Without a catalog no program can tell which vocabulary a short code is of.",
    "character": "A link with such a character leads nowhere in some readers.",
    "character_data": "Readers differ in whether they decode this once or twice, and show one or the other wrongly.",
    "characters": "Readers show rubbish in place of what was meant.",
    "complete": "A complete feed is one document; readers that believe it look for no other page.",
    "composite": "A text with several parts inside is nothing that a reader can show in its place.",
    "conflict": "Two statements of the encoding leave the reader to guess, and letters are lost.",
    "country": "Programs compare country codes with a fixed list; a name or another code matches nothing.",
    "current": "Readers subscribe to the current document; with two of them they follow the wrong one.",
    "cycle": "A program that follows the references would never end.",
    "dangling": "What is referred to is not there, so the reader loses what was meant to be joined.",
    "date": "Stories are put in order by date; a date that cannot be read puts one in the wrong place, or hides it.",
    "deprecated": "Readers drop what the standard has given up.",
    "differs": "Readers show one or the other, and the publisher cannot know which.",
    "domain": "The statement is made of a thing that it cannot be true of, and consumers drop it.",
    "div_missing": "Readers take the one div as the content; without it they show nothing, or only a part.",
    "duplicate": "Readers keep the first or the last, each as it likes; the others are lost.",
    "duration": "Players and search engines read durations by program; a sentence gives them none.",
    "email": "Readers show this as a name; an address in it is harvested for spam.",
    "empty": "Nothing is said that a reader could show or follow.",
    "format": "Readers show one of few formats; another leaves a gap.",
    "fragment": "The text is shown on its own; a whole HTML page within it upsets the page around it.",
    "host": "Mail to such an address arrives nowhere.",
    "hollow": "An item without what it is about gives a newsroom system nothing to keep.",
    "html": "Readers take this for plain text and show the tags, or take it for HTML and lose the text.",
    "html_entity": "An entity that HTML does not have is shown as it is written.",
    "html_malformed": "Readers mend broken HTML differently: what follows may be bold, a link, or gone.",
    "html_unknown": "Browsers have no such element: the text is shown without it, or not at all.",
    "implausible": "A date far in the past or the future keeps a story at the top for good, or out of sight.",
    "invalid": "A program that reads the value gets nothing, or something else than was meant.",
    "iri": "Readers without support for letters beyond ASCII in a link cannot follow it.",
    "kind": "A program that expects one kind of value stops, or drops it, at another.",
    "late": "Whatever stands before the XML declaration makes parsers stop at once.",
    "limit": "Reading goes on to a limit only, so that no document can exhaust memory.",
    "literal": "It is read as what it is written as; written as text, it says what is meant.",
    "malformed": "XML parsers stop at the first such place, and the whole document is lost.",
    "midnight": "Readers differ in how they take the hour; one spelling is read alike by all.",
    "mismatch": "Newsroom systems route an item by its class, and this one is sent astray.",
    "misplaced": "Readers look for it in its own place, and never see it here.",
    "missing": "Readers need it to show, order or recognise what the document holds.",
    "name_missing": "Readers show an author's name; an address alone shows the reader nothing to trust.",
    "namespace": "Without its namespace an element is another one, and readers do not know it.",
    "negative": "A length below nothing tells a player only that something is broken.",
    "no_namespace": "An extension's element without a namespace may be taken for one of the format.",
    "nonstandard": "Not every parser knows this name of an encoding.",
    "not-an-item": "Newsroom systems take in whole items; a part on its own is refused.",
    "not-well-formed": "XML parsers stop at the first such place, and the whole document is lost.",
    "not_empty": "Everything is said by the attributes; readers skip what stands inside.",
    "number": "A program that counts with it gets nothing from a word.",
    "object": "The statement contradicts itself, and consumers drop it.",
    "obscure": "Not every parser has this encoding; all of them have UTF-8.",
    "obsolete": "Readers follow the present version, and may not know this one.",
    "open": "The outline of an area must end where it began, or maps cannot fill it.",
    "order": "Readers that take the first description never see the whole text.",
    "paging": "Readers look for the next page of a feed at the feed only.",
    "past_end": "Readers that follow the link past the last page go around in a circle.",
    "prefix": "Some readers go by the usual prefix and know the element by no other.",
    "question": "A question without an answer is shown by no search engine.",
    "range": "Consumers look for another type of thing here, and drop this one.",
    "relative": "Away from its own site, in a feed reader, the link leads nowhere.",
    "relative_self": "Readers subscribe to this address, and have nothing to resolve it against.",
    "repeated": "Readers take two entries that look alike for one, or cannot choose between them.",
    "role": "Programs compare roles with a fixed list; others match nothing.",
    "root": "Readers tell the format by its first element, and refuse a document of none.",
    "said_twice": "Two elements say the same; readers take one of them, and they may come apart.",
    "schema": "Consumers that were built from the schema may refuse it.",
    "scheme": "Readers open links of schemes that are registered; others lead nowhere.",
    "self_not_atom": "Readers that look for the feed at its own address expect an Atom document.",
    "separator": "Directories split keywords at commas; without them they see one long word.",
    "short": "An identifier so short is likely to be used by another story as well.",
    "spelling": "Names are compared letter by letter; most readers know one spelling only.",
    "superseded": "Search engines follow the new name, and will forget the old one.",
    "syntax": "A parser stops at the first such place, and the whole document is lost.",
    "system_entity": "Parsers that are safe fetch nothing from outside, so the text is lost.",
    "tag": "A tag URI of another form may be equal to someone else's.",
    "text": "Text in this place is shown by no reader, or in place of what was meant.",
    "textless": "A search or a small display has nothing to show for the story.",
    "too_large": "Readers that wait so long before they look again come too late for news.",
    "too_long": "Directories cut it off, often in the middle of a word.",
    "type": "A program that expects one type of value stops, or drops it, at another.",
    "undeclared": "No program can tell which vocabulary the code is of, so its meaning is lost.",
    "undefined": "XML knows five named entities only; parsers stop at others.",
    "unexpected": "Readers skip what they do not know; a spelling mistake hides the value.",
    "unknown": "Readers skip what they do not know; a spelling mistake hides the value.",
    "unread": "A safe parser reads no declarations of document types: they can fetch files and exhaust memory.",
    "unreadable": "A safe parser reads no declarations of document types: they can fetch files and exhaust memory.",
    "unregistered": "Readers act on relations that are registered; they skip others.",
    "unsafe": "A link like this could run code in the reader's page, so readers take it out.",
    "unsafe_attribute": "Scripts in a feed could act as the reader; readers take them out, some the whole text.",
    "unsafe_element": "It could run code or load pages as the reader; readers take it out, some the whole text.",
    "unsafe_link": "A link like this could run code in the reader's page, so readers take it out.",
    "unsafe_style": "The style could cover the page around the text, so readers take it out.",
    "unsupported": "Few readers do anything with this vocabulary.",
    "unusual": "Some parsers of dates read it as another time, or not at all.",
    "url": "A program that follows the link gets nowhere.",
    "urn": "A URN of a known kind that breaks its rules may be taken for none, or for another story's.",
    "value": "A program that reads the value gets nothing, or something else than was meant.",
    "version": "Readers choose how to read a document by its version.",
    "weekday": "Parsers that check the day of the week refuse the date.",
    "white_space": "Readers that do not trim the value compare or follow another one.",
    "xhtml_misplaced": "Readers show HTML that is inside the content; outside of it they show none.",
}
"""Why a kind of fault matters; the kind is the last part of a code, or a word of it."""


def why(code: str) -> str:
    """Say why the kind of fault that a code ends with matters; "" for a kind that only its severity speaks of."""
    problem = code.rpartition(".")[2]
    words = re.split(r"[-_]", problem)
    return next((WHY[each] for each in (problem, *reversed(words)) if each in WHY), "")


_TAIL: Final = re.compile(r""",? not (?:(['"]).*|(\S+))$""")
_QUOTED: Final = re.compile(r"""(?<![^\s(])(['"])(.+?)\1(?!\w)""")
_WITHOUT_SUBJECT: Final = ("has ", "is ", "does ", "groups ")
"""How messages begin that are about what the path of their finding ends with."""


def rule(message: str, subject: str, document: str) -> str:
    """Give a message without what it says of the one document that it was given for.

    Args:
        message: of the finding.
        subject: what the finding is about, for messages that do not name it.
        document: the text that the finding is of; what is quoted of it is left out.
    """

    def general(found: "re.Match[str]") -> str:
        return f"{found[1]}…{found[1]}" if found[2] in document else found[0]

    tail = _TAIL.search(message)
    if tail and (tail[1] or tail[2] in document):
        message = message[: tail.start()]
    if message.startswith(_WITHOUT_SUBJECT):
        message = f"{subject or 'the document'} {message}"
    return _QUOTED.sub(general, message)
