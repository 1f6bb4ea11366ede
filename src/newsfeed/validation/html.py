"""Checks of HTML in text: unsafe or ill-formed markup, relative links, and markup in text that is not HTML."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html.entities import html5, name2codepoint
from typing import Final

from newsfeed.validation.faults import Fault, quote, word_set

SAFE: Final = word_set(
    """
    a abbr acronym address area article aside audio b bdi bdo big blockquote br button canvas caption center
    cite code col colgroup command data datagrid datalist dd del details dfn dialog dir div dl dt em
    event-source fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd keygen label
    legend li m map main mark menu meter multicol nav nextid nobr noscript ol optgroup option output p picture
    pre progress q rb rp rt rtc ruby s samp search section select small sound source spacer span strike strong
    sub summary sup table tbody td template textarea tfoot th thead time tr track tt u ul var video wbr
    """
)
"""HTML elements that a feed may carry."""

RISKY: Final = word_set(
    """
    applet base basefont bgsound blink body embed frame frameset head html iframe isindex link marquee math meta
    noembed noframes object param plaintext script slot style svg title xmp
    """
)
"""HTML elements that readers remove, since they run code, load resources or change the surrounding page."""

ELEMENTS: Final = SAFE | RISKY
_VOID: Final = word_set(
    """
    area base basefont bgsound br col embed frame hr img input isindex keygen link meta nextid param source
    spacer track wbr
    """
)
_OPEN_ENDED: Final = word_set(
    """
    body colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td tfoot th thead tr
    """
)
ATTRIBUTES: Final = word_set(
    """
    abbr accept accept-charset accesskey action align alt aria-describedby aria-hidden aria-label
    aria-labelledby autocomplete autofocus autoplay axis background balance bgcolor bgproperties border
    bordercolor bordercolordark bordercolorlight bottompadding cellpadding cellspacing ch challenge char charoff
    charset checked choff cite class clear color cols colspan compact contenteditable controls coords
    crossorigin data datafld datapagesize datasrc datetime decoding default delay dir disabled draggable dynsrc
    enctype end face fetchpriority for form frame galleryimg gutter headers height hidden hidefocus high href
    hreflang hspace icon id inputmode ismap itemid itemprop itemref itemscope itemtype keytype kind label lang
    leftspacing list longdesc loop loopcount loopend loopstart loading low lowsrc max maxlength media method min
    multiple muted name nohref noshade nowrap open optimum pattern ping playsinline point-size poster pqg
    preload prompt radiogroup readonly referrerpolicy rel repeat-max repeat-min replace required rev reversed
    rightspacing role rows rowspan rules scope selected shape size sizes span src srclang srcset start step
    style summary suppress tabindex target template title toppadding translate type unselectable urn usemap
    valign value variable volume vrml vspace width wrap xml:base xml:lang xml:space xmlns
    """
)
"""HTML attributes that a feed may carry, besides all `data-` and `aria-` attributes."""

_LINKS: Final = frozenset(
    ("href", "src", "cite", "longdesc", "background", "poster", "action", "data", "usemap", "lowsrc", "dynsrc")
)
_STYLES: Final = word_set(
    """
    azimuth background background-color background-image background-position background-repeat background-size
    border border-bottom border-bottom-color border-bottom-style border-bottom-width border-collapse
    border-color border-left border-left-color border-left-style border-left-width border-radius border-right
    border-right-color border-right-style border-right-width border-spacing border-style border-top
    border-top-color border-top-style border-top-width border-width box-sizing caption-side clear color
    column-count column-gap columns cursor direction display elevation empty-cells flex float font font-family
    font-size font-stretch font-style font-variant font-weight gap height hyphens letter-spacing line-height
    list-style list-style-image list-style-position list-style-type margin margin-bottom margin-left
    margin-right margin-top max-height max-width min-height min-width object-fit opacity orphans overflow
    overflow-wrap padding padding-bottom padding-left padding-right padding-top page-break-after
    page-break-before page-break-inside pause pause-after pause-before pitch pitch-range quotes richness speak
    speak-header speak-numeral speak-punctuation speech-rate stress table-layout text-align text-decoration
    text-indent text-overflow text-shadow text-transform unicode-bidi vertical-align visibility voice-family
    volume white-space widows width word-break word-spacing word-wrap writing-mode
    """
)
_DANGEROUS_VALUE: Final = re.compile(
    r"expression|javascript|vbscript|-moz-binding|behaviou?r|@import|url\s*\(|\\|/\*|<|&#"
    # A length of five digits pushes everything else off the page.
    r"|(?<![\w.#])[+-]?[0-9]{5,}",
    re.IGNORECASE,
)

_TOKEN: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^>]*+>?|<(/?)([a-zA-Z][^\s/>]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)(>?)", re.DOTALL
)
_ATTRIBUTE: Final = re.compile(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?")
_REFERENCE: Final = re.compile(r"&(?:#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}))|([A-Za-z][A-Za-z0-9]{1,31}));?")
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*+:|#|\s*$")
_UNSAFE_LINK: Final = re.compile(r"[\x00-\x20]*+(?:(?:java|vb|live)script|mocha|data:text)\s*+", re.IGNORECASE)
_SKIPPED: Final = re.compile("[\t\r\n\x00]")


def check_fragment(text: str, *, relative: bool = True) -> Iterator[Fault]:
    """Check a fragment of HTML; each kind of fault is reported once for each name.

    Args:
        text: the fragment.
        relative: report relative links, because there is no base to resolve them against.
    """
    if "<" not in text and "&" not in text:
        return
    seen: set[tuple[str, str]] = set()
    for key, fault in _fragment(text, relative):
        if key not in seen:
            seen.add(key)
            yield fault


Keyed = tuple[tuple[str, str], Fault]
"""A fault with a key: faults with the same key are reported once."""


def _fragment(text: str, relative: bool) -> Iterator[Keyed]:
    opened: list[str] = []
    counts: Counter[str] = Counter()
    for token in _TOKEN.finditer(text):
        ending, name, attributes, closed = token.groups()
        if name is None:
            continue
        name = name.lower()
        if not closed:
            yield (
                ("cut", name),
                Fault("html_malformed", "NotHtml", f"the HTML tag <{ending}{name[:32]} has no end: add the missing >"),
            )
        elif ending:
            if opened and opened[-1] == name:
                opened.pop()
                counts[name] -= 1
            else:
                yield from _end_tag(name, opened, counts)
        else:
            if attributes or name not in SAFE:
                yield from check_start_tag(name, _pairs(attributes), relative=relative)
            if name not in _VOID and not attributes.endswith("/"):
                opened.append(name)
                counts[name] += 1
    for name in opened:
        if name not in _OPEN_ENDED and name in SAFE:
            yield (
                ("open", name),
                Fault("html_malformed", "NotHtml", f"the HTML element <{name}> is not closed: add </{name}>"),
            )
    if "&" in text:
        yield from _references(text)


def _pairs(attributes: str) -> Iterator[tuple[str, str]]:
    if attributes and not attributes.isspace():
        for match in _ATTRIBUTE.finditer(attributes):
            yield match[1].lower(), match[2] or match[3] or match[4] or ""


def _end_tag(name: str, opened: list[str], counts: "Counter[str]") -> Iterator[Keyed]:
    if counts[name]:
        # Elements opened in between were left open. Each is popped once, so all end tags together take linear time.
        while opened:
            unclosed = opened.pop()
            counts[unclosed] -= 1
            if unclosed == name:
                return
            if unclosed not in _OPEN_ENDED:
                element_name = unclosed[:32]
                message = (
                    f"the HTML element <{element_name}> is not closed before </{name[:32]}>: add </{element_name}>"
                )
                yield ("crossed", unclosed), Fault("html_malformed", "NotHtml", message)
    elif name not in _VOID and name != "p":  # browsers read a lone </p> or </br> as an empty element
        message = f"the HTML end tag </{name[:32]}> has no start tag: remove it"
        yield ("stray", name), Fault("html_malformed", "NotHtml", message)


def check_start_tag(name: str, attributes: Iterable[tuple[str, str]], *, relative: bool = True) -> Iterator[Keyed]:
    """Check a start tag.

    Args:
        name: name of the element in lower case.
        attributes: names and values of its attributes.
        relative: report relative links.
    """
    if name in SAFE:
        for attribute, value in attributes:
            yield from _attribute(name, attribute, value, relative)
    elif name in RISKY:
        message = f"the HTML element <{name}> is a security risk, and readers drop it: remove it"
        yield ("element", name), Fault("unsafe_element", "SecurityRisk", message)
    elif ":" not in name:
        message = f"HTML has no element {quote(name)}: check its spelling or escape the < as &amp;lt;"
        yield ("element", name), Fault("html_unknown", "NotHtml", message)


def _attribute(name: str, attribute: str, value: str, relative: bool) -> Iterator[Keyed]:
    if attribute in _LINKS:
        yield from _link(name, attribute, value, relative)
    elif attribute == "style":
        yield from check_style(value)
    elif attribute not in ATTRIBUTES and not attribute.startswith(("data-", "aria-", "xmlns:")):
        message = f"the attribute {attribute[:32]} of the HTML element <{name}> is a security risk: remove it"
        yield ("attribute", attribute), Fault("unsafe_attribute", "SecurityRiskAttr", message)


def _link(name: str, attribute: str, value: str, relative: bool) -> Iterator[Keyed]:
    value = value.strip()
    if _UNSAFE_LINK.match(_SKIPPED.sub("", value)):
        message = f"the {attribute} {quote(value)} of the HTML element <{name}> runs code: write a link with https://"
        yield ("script", name), Fault("unsafe_link", "SecurityRisk", message)
    elif relative and not _ABSOLUTE.match(value):
        message = f"the {attribute} {quote(value)} of the HTML element <{name}> is relative: write an absolute link"
        yield ("relative", name), Fault("relative", "ContainsRelRef", message)


def check_style(value: str) -> Iterator[Keyed]:
    """Check a style attribute."""
    for declaration in value.split(";"):
        name, colon, setting = declaration.partition(":")
        name = name.strip().lower()
        if not name and not colon:
            continue
        if not colon or name not in _STYLES or _DANGEROUS_VALUE.search(setting):
            message = f"the style {quote(declaration.strip())} can change the page around the text: remove it"
            yield ("style", name), Fault("unsafe_style", "DangerousStyleAttr", message)


def _references(text: str) -> Iterator[Keyed]:
    for match in _REFERENCE.finditer(text):
        hexadecimal, number, name = match.groups()
        if name == "amp":
            continue
        if name is not None:
            if match[0].endswith(";") and f"{name};" not in html5:
                message = (
                    f"the entity &{name}; is not defined in HTML: write the character itself, or &amp; for an ampersand"
                )
                yield ("entity", name), Fault("html_entity", "NotHtml", message)
        elif 0x80 <= int(hexadecimal or number, 16 if hexadecimal else 10) <= 0x9F:
            message = f"{match[0][:12]} is a control character: write the intended character in UTF-8"
            yield ("character", ""), Fault("characters", "BadCharacters", message)


# --- text that is not HTML ---

_END_TAG: Final = re.compile(r"</([A-Za-z][A-Za-z0-9]*)\s*>|<([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")
_ENTITY: Final = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31})(?![A-Za-z0-9])")
_MARKUP_LIKE: Final = re.compile(r"<[A-Za-z/!?]")


def find_tag(text: str) -> str:
    """Return the first HTML tag in a text, or "" if there is none."""
    if "<" in text:
        for match in _END_TAG.finditer(text):
            if (match[1] or match[2]).lower() in ELEMENTS:
                return match[0]
    return ""


def find_reference(text: str) -> str:
    """Return the first HTML character reference in a text, or "" if there is none."""
    if "&" in text:
        for match in _ENTITY.finditer(text):
            if match[1].startswith("#") or match[1] in name2codepoint or match[1] == "apos":
                return match[0]
    return ""


def check_plain_text(text: str, *, encoded: bool = False) -> Iterable[Fault]:
    """Check a text that is not HTML, such as a title.

    Args:
        text: the text.
        encoded: the source has & and < as hexadecimal references, which mark plain text in the RSS profile.
    """
    if "<" not in text and "&" not in text:
        return ()
    if tag := find_tag(text):
        return (Fault("html", "ContainsHTML", f"this plain text contains the HTML {quote(tag)}: remove the markup"),)
    if encoded:
        return ()
    if entity := find_reference(text):
        message = (
            f"this plain text contains {quote(entity)} and readers differ in decoding it: write the character itself"
        )
        return (Fault("html", "ContainsHTML", message),)
    if _MARKUP_LIKE.search(text):
        message = "some readers mistake the < for a tag: write it as &#x3C; and an & as &#x26;"
        return (Fault("character_data", "CharacterData", message),)
    return ()


def check_undeclared(text: str) -> Iterable[Fault]:
    """Check a text that is declared as plain text."""
    if markup := find_tag(text) or find_reference(text):
        message = f'this text is declared as plain text but contains {quote(markup)}: write type="html" or remove it'
        return (Fault("html", "ContainsUndeclaredHTML", message),)
    return ()


_MOJIBAKE: Final = re.compile("[\x80-\x9f\ufffd]|[\xc2\xc3][\x80-\xbf]")


def check_characters(text: str) -> Iterable[Fault]:
    """Report text that looks like mojibake (UTF-8 decoded as Windows-1252) or that has replacement characters."""
    if not text.isascii() and (match := _MOJIBAKE.search(text)):
        message = f"{match[0]!r} looks like text decoded with the wrong encoding: write UTF-8 and declare it"
        return (Fault("characters", "BadCharacters", message),)
    return ()
