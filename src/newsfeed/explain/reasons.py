"""The general rule in a finding's message, and the reasons for rules by kind of fault and severity."""

import html
import re
from typing import Final

from newsfeed.findings import Severity

SEVERITIES: Final = {
    Severity.ERROR: "It breaks the standard, so readers may refuse the document.",
    Severity.WARNING: "The standard allows it, but some readers break on it, or a best-practice guide discourages it.",
    Severity.INFO: "The document is valid; this is for information only.",
}
"""The meaning of each severity for a publisher."""

COMPARISON_SEVERITIES: Final = {
    Severity.ERROR: "Those who have read the former version see the story twice, wrongly, or not at all.",
    Severity.WARNING: "Some programs show the story again though there is nothing new in it.",
    Severity.INFO: "The feed is fine; some programs do not learn of the change.",
}
"""The meaning of each severity in the changes of a feed."""

PROFILE_SEVERITIES: Final = {
    Severity.ERROR: "The consumer requires it, and may refuse the story or the whole feed.",
    Severity.WARNING: "The consumer asks for it, and may show the story less often or less well.",
    Severity.INFO: "The consumer recommends it, or there is something to know about it.",
}
"""The meaning of each severity in a profile, whose date and source `newsfeed profiles NAME` shows."""

REASONS: Final = {
    "algorithm": "Readers verify a file by its hash and support only two algorithms.",
    "allowed": "Software built from the schema stops at an element that the schema does not allow there.",
    "alternatives": "A group holds versions of one thing: readers pick one and skip the others.",
    "ambiguous": "If one name stands for two things, readers have to guess between them.",
    "answer": "Consumers of FAQ pages show a question together with its answer, or not at all.",
    "avoid": "Almost no reader uses this element.",
    "backwards": "Programs keep the version with the latest date, and never show the new one.",
    "bare": "An item without content is of no use to a newsroom system, unless it only announces another version.",
    "blank": "An empty element says no more than a missing one, and some readers show a gap for it.",
    "boolean": "Programs compare this value with true and false; any other word counts as neither.",
    "canonical": "Identifiers are compared character by character, so two spellings make two stories.",
    "catalog": "Without a catalog, programs cannot find the vocabulary of a short code.",
    "changed": "Readers know a story by its id: with another one it comes back as new and unread.",
    "character": "Some readers cannot follow a link with such a character.",
    "character_data": "Readers decode this once or twice, and one of the results is wrong.",
    "characters": "Readers show garbage instead of the intended text.",
    "complete": "A complete feed is a single document, so readers do not look for other pages.",
    "composite": "Readers cannot display content that consists of several parts.",
    "conflict": "With two different encodings declared, readers have to guess and may garble the text.",
    "country": "Programs compare country codes with a fixed list, and other names or codes match nothing.",
    "current": "Readers subscribe to the current document; with two of them they may follow the wrong one.",
    "cycle": "A program that follows the references never ends.",
    "dangling": "The target of the reference does not exist, so readers cannot connect the two.",
    "date": "Readers sort stories by date: one with an unreadable date is misplaced or hidden.",
    "deprecated": "Readers stop supporting features that the standard has deprecated.",
    "differs": "Readers show one value or the other, and the publisher cannot choose.",
    "domain": "The property does not apply to things of this type, so consumers drop it.",
    "doubtful": "Newsroom systems route an item by its class, and this one may be misrouted.",
    "div_missing": "Readers use the only div as the content; without it they show nothing or only a part.",
    "dropped": "A story is read away from its page, so its links are absolute and safe, and a plain text has none.",
    "duplicate": "Readers use the first or the last one and drop the others.",
    "duration": "Players and search engines cannot read a duration that is written as prose.",
    "early": "The dates contradict each other, so readers sort, show or expire the story wrongly.",
    "email": "Readers display this as a name, and spammers harvest addresses in it.",
    "embargoed": "A document for readers must not carry a story before its embargo ends.",
    "empty": "It holds nothing that a reader could display or follow.",
    "flattened": "The words are kept, but what belongs together can no longer be told.",
    "format": "Readers support only a few formats and show a gap for others.",
    "fragment": "The text is displayed inside another page, and a complete HTML page in it breaks the layout.",
    "host": "Mail to an address at such a host is never delivered.",
    "future": "A date in the future keeps a story at the top, or hides it until then.",
    "hollow": "An item without content is of no use to a newsroom system.",
    "html": "Readers either show the tags as text or lose the text between them.",
    "html_entity": "Browsers show an unknown entity as it is written.",
    "html_malformed": "Readers repair broken HTML differently: the text after it may become bold, a link, or disappear.",
    "html_unknown": "Browsers ignore unknown elements, so the text is shown without formatting or not at all.",
    "implausible": "A date far in the past hides a story; one in the future keeps it at the top.",
    "incomplete": "Crawlers fetch an address as it is written and have nothing to complete it with.",
    "invalid": "Programs that read the value get nothing, or not the intended meaning.",
    "iri": "Readers without support for characters beyond ASCII in links cannot follow it.",
    "kind": "A program that expects one kind of value fails or drops any other.",
    "late": "XML parsers stop if anything precedes the XML declaration.",
    "left_out": "A story has no place for it, and nothing is dropped without a word.",
    "level": "Programs make an outline of the headings, and a skipped level looks like a missing part.",
    "limit": "Documents are read up to a limit, so that none can exhaust the memory.",
    "literal": "A plain text is expected here, and a structured value is not read as text.",
    "long": "Consumers cut a longer value, or ignore it.",
    "malformed": "XML parsers stop at the first such fault, and the whole document is lost.",
    "midnight": "Readers differ in their support for hour 24, but all of them support 0.",
    "mismatch": "Newsroom systems route an item by its class, and this one would be misrouted.",
    "mixed": "Times with and without a zone cannot be compared, so nobody knows which version is the newest.",
    "misplaced": "Readers look for the element elsewhere and never see it here.",
    "missing": "Readers need it to display, sort or recognize stories.",
    "moved": "Readers sort by date and mark later versions as news, so the story jumps up or comes back for nothing.",
    "name_missing": "Readers display the name of an author, and an address alone tells the audience little.",
    "namespace": "In another namespace it is another element, and readers do not recognize it.",
    "negative": "Players treat a negative length as a sign of a broken file.",
    "nested": "A story has lists of one level only.",
    "no_namespace": "Without a namespace an extension may be mistaken for an element of the format.",
    "not-listed": "Programs look up a short code in the catalogs of the item, and few know the alias without them.",
    "nonstandard": "XML parsers need not support this encoding.",
    "not-an-item": "Newsroom systems accept complete items and refuse parts of them.",
    "not-well-formed": "XML parsers stop at the first such fault, and the whole document is lost.",
    "not_empty": "The attributes hold all the information, and readers ignore the content.",
    "not_http": "Players and directories load files over HTTP from public servers only.",
    "number": "Programs that calculate with this value cannot use a word.",
    "object": "The value contradicts the definition of its property, so consumers drop it.",
    "obscure": "Few parsers support this encoding, but all of them support UTF-8.",
    "obsolete": "Readers follow the current version and may not recognize this one.",
    "old": "Directories have replaced this value, and some programs read the current ones only.",
    "open": "The outline of an area must end at its first point, or maps cannot fill it.",
    "order": "Readers that use the first description never see the full text.",
    "other_host": "Crawlers believe a sitemap only about its own host, or about one whose robots.txt names it.",
    "outdated": "News search takes fresh articles only, and old ones delay the new.",
    "outside": "A page for search engines lists its questions in one place.",
    "own_missing": "Search engines trust links between translations only if each page lists all of them, itself included.",
    "paging": "Readers look for the pages of a feed in the feed only, not in its entries.",
    "parentheses": "News search compares the name with that of the publication, which has no such addition.",
    "past_end": "Readers that follow a link beyond the last page may loop forever.",
    "prefix": "Some readers identify the element by its usual prefix only.",
    "question": "Consumers of FAQ pages list a question only with an answer.",
    "questionable": "The element has a meaning, but readers do not look for it here.",
    "range": "Consumers expect another type of value here and drop this one.",
    "relative": "Feed readers show the text away from its site and cannot resolve the link.",
    "relative_self": "Readers subscribe to this address and have no base to resolve it against.",
    "repeated": "Readers treat two equal entries as one, or cannot choose between them.",
    "reused": "Readers know a story by its id, so they take the new one for one that they have, and do not show it.",
    "role": "Programs compare roles with a fixed list, and others match nothing.",
    "root": "Readers detect the format by its root element and refuse a document with another one.",
    "said_twice": "Two elements hold the same information: readers use one of them, and the two may diverge.",
    "same": "Readers take all entries for one and show a single story.",
    "schema": "Consumers that validate with the schema may refuse the document.",
    "scheme": "Readers open links with registered schemes only.",
    "self_not_atom": "Readers expect an Atom document at the feed's own address.",
    "separator": "Directories split keywords at commas, so without commas they see one long keyword.",
    "shared": "Programs know a story by its id: of two with the same one they keep and show only one.",
    "short": "Another feed is likely to use so short an identifier too.",
    "spelling": "Names are compared character by character, and most readers recognize one spelling only.",
    "statement_missing": "Only a statement can say what the model did, and that an editor answers for the text.",
    "superseded": "Search engines use the new name and will drop the old one.",
    "syntax": "Parsers stop at the first such fault, and the whole document is lost.",
    "system_entity": "Secure parsers fetch nothing from outside, so the text is lost.",
    "tag": "A malformed tag URI may collide with that of another publisher.",
    "text": "Readers ignore text at this location or show it instead of the content.",
    "textless": "Search results and small displays have no text to show for the story.",
    "too_large": "Readers that wait this long between updates miss the news.",
    "too_long": "Directories truncate the text, often in the middle of a word.",
    "too_many": "Programs use the first ones and drop the others.",
    "type": "A program that expects one type of value fails or drops any other.",
    "unclear": "Words in quotation marks are published as somebody's, and here nobody can tell whose.",
    "unchanged": "Programs compare the date with that of the version they have, and do not fetch or show the change.",
    "undeclared": "Programs cannot find the vocabulary of the code, so its meaning is lost.",
    "undeclared-element": "A validator has to check this vocabulary, too, and cannot without its schema.",
    "undefined": "XML defines only five named entities, and parsers stop at any other.",
    "unexpected": "Readers skip unknown names, so a spelling mistake hides the value.",
    "unknown": "Readers skip unknown names, so a spelling mistake hides the value.",
    "unlisted": "Programs choose fonts, voices, hyphenation and search by the tag, and do nothing for an unknown one.",
    "unread": "Secure parsers do not read document types, since those can fetch files and exhaust the memory.",
    "unreadable": "Secure parsers do not read document types, since those can fetch files and exhaust the memory.",
    "unregistered": "Readers act on registered relations and ignore others.",
    "unsafe": "Such a link could run code in the reader's page, so readers remove it.",
    "unsafe_attribute": "Scripts in a feed could act on behalf of the user; readers remove them, some with all of the text.",
    "unsafe_element": "It could run code or load pages on behalf of the user; readers remove it, some with all of the text.",
    "unsafe_link": "Such a link could run code in the reader's page, so readers remove it.",
    "unsafe_style": "The style could cover the page around the text, so readers remove it.",
    "unsupported": "Few readers support this vocabulary.",
    "unusual": "Some date parsers read another time from it, or none at all.",
    "url": "Programs cannot follow the link.",
    "urn": "A URN that breaks the rules of its namespace may be ignored, or collide with that of another story.",
    "value": "Programs that read the value get nothing, or not the intended meaning.",
    "version": "Readers choose the way to read a document by its version.",
    "weekday": "Parsers that check the day of the week refuse the date.",
    "white_space": "Readers that do not trim the value compare or follow a different one.",
    "xhtml_misplaced": "Readers show HTML inside the content but not outside it.",
    "zone_missing": "Without a zone, the time is hours off for readers elsewhere.",
}
"""The reason for a rule by kind of fault: the last part of a code, or a word of that part."""


def weight(code: str, severity: Severity) -> str:
    """Return the meaning of a severity, in the rules of formats, of profiles or of changes."""
    if code.startswith("diff."):
        return COMPARISON_SEVERITIES[severity]
    return PROFILE_SEVERITIES[severity] if code.startswith("profile.") else SEVERITIES[severity]


def reason(code: str) -> str:
    """Return the reason for a rule by the last part of its code, or "" if only the severity explains it."""
    if code.startswith("profile."):
        return ""
    problem = code.rpartition(".")[2]
    kinds = (problem, *reversed(re.split(r"[-_]", problem)))
    return next((REASONS[kind] for kind in kinds if kind in REASONS), "")


_QUOTED: Final = re.compile(r"""(?<![^\s(])(['"])(.*?)(?:\1(?!\w)|…)""")
"""A quoted value in a message; a shortened one ends with an ellipsis instead of its quotation mark."""


def rule(message: str, document: str) -> str:
    """Return the general rule in a finding's message, without the values of the document that it is about.

    Quoted values that occur in the document are replaced by an ellipsis; others are part of the rule. Nothing else depends
    on the wording of the message.

    Args:
        message: the finding's message.
        document: the text of the document.
    """

    def _generalize(match: "re.Match[str]") -> str:
        quote, value = match.groups()
        is_from_document = value in document or html.escape(value, quote=False) in document
        return f"{quote}…{quote}" if is_from_document else match[0]

    return _QUOTED.sub(_generalize, message)
