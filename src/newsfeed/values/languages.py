"""Language tags (BCP 47), and the writing direction of their scripts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from newsfeed.values.escaping import quoted
from newsfeed.values.patterns import pattern


def _subtags(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LANGUAGE: Final = pattern(
    r"(?P<language>[a-z]{2,3}(?P<extended>(?:-[a-z]{3}(?![a-z0-9])){0,3})|[a-z]{4,8})"
    r"(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*+)"
    r"(?P<extensions>(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})++)*+)(?P<private>-x(?:-[a-z0-9]{1,8})++)?"
)
PLAIN_LANGUAGE: Final = pattern(r"[a-z]{2}(?:-[A-Z]{2})?")
"""Matches ordinary tags, such as en and en-GB."""
_PRIVATE_LANGUAGE: Final = pattern(r"x(?:-[a-z0-9]{1,8})++")
_GRANDFATHERED: Final = _subtags(
    "en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay i-tsu "
    "sgn-be-fr sgn-be-nl sgn-ch-de art-lojban cel-gaulish no-bok no-nyn zh-guoyu zh-hakka zh-min zh-min-nan "
    "zh-xiang"
)
_TWO_LETTER_LANGUAGES: Final = _subtags(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw "
    "ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt "
    "my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm "
    "sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh "
    "zu"
)
_RTL_SCRIPTS: Final = _subtags(
    "adlm arab aran armi avst chrs cprt elym garg hatr hebr hung lydi mand mani mend merc mero narb nbat nkoo orkh "
    "ougr palm phli phlp phlv phnx prti rohg samr sarb sogd sogo syrc syre syrj syrn thaa todr yezi"
)
# From the likely subtags of Unicode CLDR: languages written from right to left, and regions that decide the script.
_RTL_LANGUAGES: Final = _subtags(
    "aao abh abv acm acq acw acx acy adf aeb aec afb aii ajp aju apc apd ar arc arq ars ary arz auz avl ayh ayl ayn "
    "ayp azb bal bcc bgn bqi brh cld ckb dcc dv fa gbz gjk gju glk goz haz hbo he hnd hno iw jat ji jpr jrb khw ks "
    "kvx kxp lad lah lki lrc luz mfa mid mki mvy myz mzn nqo ota pbt pbu pes pga phl phn pnb prd prs ps pst rhg rmt "
    "sam sd sdh shu skr sqt ssh swb syc syr trw ug ur xaa xmn ydd yhd yi yud"
)
_RTL_REGIONS: Final = _subtags(
    "az-iq az-ir ha-cm ha-sd kk-af kk-cn kk-ir kk-mn ku-iq ku-ir ku-lb ky-cn ms-cc pa-pk tg-pk tk-af tk-ir uz-af"
)
_LTR_REGIONS: Final = frozenset(("sd-in", "ug-kz", "ug-mn"))


def check_language(tag: str) -> None:
    """Refuse anything but a well-formed language tag (RFC 5646 section 2.1), in any case, including grandfathered tags.

    Raises:
        ValueError: the tag is not well-formed; the message says what to write instead.
    """
    folded = tag.lower() if tag.isascii() else ""
    match = _LANGUAGE.fullmatch(folded)
    if match is not None:
        _check_no_repetition(match)
    elif folded not in _GRANDFATHERED and not _PRIVATE_LANGUAGE.fullmatch(folded):
        raise ValueError(_language_fault(tag))


def _language_fault(tag: str) -> str:
    repaired = tag.strip().replace("_", "-")
    if repaired != tag and repaired.isascii() and len(repaired) <= 35 and _LANGUAGE.fullmatch(repaired.lower()):
        language, hyphen, subtags = repaired.partition("-")
        repaired = f"{language.lower()}{hyphen}{subtags.upper() if len(subtags) == 2 else subtags}"
        return f"write the language as {repaired}, not {quoted(tag, 24)}"
    return f"write the language as a tag such as en, en-US or zh-Hant, not {quoted(tag)}"


_LONGEST_CANONICAL: Final = 35
"""Number of characters of the longest tag that programs must be able to hold (RFC 5646 section 4.4.1)."""


@lru_cache(maxsize=256)
def is_canonical(tag: str) -> bool:
    """Return whether a tag is well-formed and spelled as in the registry, and its language can be registered."""
    return len(tag) <= _LONGEST_CANONICAL and canonical_tag(tag) == tag


def canonical_tag(text: str) -> str | None:
    """Return a tag in the case of the registry (RFC 5646 section 2.1.1), with hyphens for underscores.

    Returns:
        None if the text is not well-formed, or its language has four or more letters: no such language is registered,
        and the text is rather a word such as "english".
    """
    tag = text.strip().replace("_", "-").lower()
    try:
        check_language(tag)
    except ValueError:
        return None
    subtags = tag.split("-")
    if len(subtags[0]) > 3 and tag not in _GRANDFATHERED:
        return None
    for index, subtag in enumerate(subtags[1:], 1):
        if len(subtags[index - 1]) == 1:
            break  # extensions and private subtags are in lower case
        if len(subtag) == 2:
            subtags[index] = subtag.upper()
        elif len(subtag) == 4 and subtag.isalpha():
            subtags[index] = subtag.title()
    return "-".join(subtags)


_NAMES: Final = """
en=english de=german=deutsch fr=french=français es=spanish=español=castellano=castilian it=italian=italiano
pt=portuguese=português pt-BR=brazilian nl=dutch=nederlands=flemish ar=arabic=العربية=عربي he=hebrew=עברית ja=japanese=日本語
zh=chinese=中文=汉语=漢語=mandarin zh-Hans=简体中文 zh-Hant=繁體中文 ko=korean=한국어 ru=russian=русский uk=ukrainian=українська
pl=polish=polski cs=czech=čeština=český sk=slovak=slovenčina hu=hungarian=magyar ro=romanian=română bg=bulgarian=български
el=greek=ελληνικά tr=turkish=türkçe sv=swedish=svenska da=danish=dansk no=norwegian=norsk fi=finnish=suomi
et=estonian=eesti lv=latvian=latviešu lt=lithuanian=lietuvių sl=slovene=slovenian=slovenščina hr=croatian=hrvatski
sr=serbian=српски=srpski bs=bosnian=bosanski sq=albanian=shqip mk=macedonian=македонски is=icelandic=íslenska ga=irish=gaeilge
cy=welsh=cymraeg ca=catalan=català eu=basque=euskara gl=galician=galego fa=persian=farsi=فارسی ur=urdu=اردو hi=hindi=हिन्दी
bn=bengali=bangla=বাংলা pa=punjabi=ਪੰਜਾਬੀ ta=tamil=தமிழ் te=telugu=తెలుగు mr=marathi=मराठी id=indonesian ms=malay
th=thai=ไทย vi=vietnamese sw=swahili=kiswahili af=afrikaans yi=yiddish=ייִדיש la=latin ka=georgian=ქართული hy=armenian=հայերեն
az=azerbaijani kk=kazakh=қазақша uz=uzbek tl=tagalog fil=filipino ku=kurdish ps=pashto am=amharic so=somali ne=nepali
"""
"""A tag, and the names of its language in English and in itself."""


def tag_of_name(name: str) -> str | None:
    """Return the language tag of a common name of a language, such as "German" or "deutsch"; None for any other text.

    A country or script in brackets, "English (US)", and anything else behind the name are not looked at.
    """
    word = _NAME_END.split(name.strip()[:_MAX_NAME], maxsplit=1)[0].casefold()
    return _tags_by_name().get(word)


_MAX_NAME: Final = 60
_NAME_END: Final = pattern(r"\s*[(,;/]|\s+-\s+")


@lru_cache(maxsize=1)
def _tags_by_name() -> dict[str, str]:
    tags: dict[str, str] = {}
    for entry in _NAMES.split():
        tag, *names = entry.split("=")
        tags |= dict.fromkeys((name.casefold() for name in names), tag)
    return tags


def _check_no_repetition(match: re.Match[str]) -> None:
    """Refuse a repeated variant or extension (RFC 5646 sections 2.2.5 and 2.2.6)."""
    for kind, subtags in (
        ("variant", match["variants"].split("-")[1:]),
        ("extension", [part for part in match["extensions"].split("-") if len(part) == 1]),
    ):
        seen: set[str] = set()
        for subtag in subtags:
            if subtag in seen:
                raise ValueError(f"the {kind} {subtag} is repeated: write it once")
            seen.add(subtag)


def is_registered_language(tag: str) -> bool:
    """Return whether a tag is well-formed and its language can be registered.

    Languages of two letters are looked up in ISO 639-1, as listed in the IANA registry. Any language of three letters
    passes, as do grandfathered and private tags. Languages of four or more letters are reserved, and none is registered.
    """
    try:
        check_language(tag)
    except ValueError:
        return False
    folded = tag.lower()
    language = folded.partition("-")[0]
    if folded in _GRANDFATHERED or language == "x":
        return True
    return len(language) == 3 or language in _TWO_LETTER_LANGUAGES


def text_direction(tag: str | None) -> str:
    """Return the writing direction of the language of a tag, "rtl" or "ltr".

    A script subtag decides, or else a region with a script of its own, or else the language. Without a well-formed tag the
    direction is "ltr".
    """
    match = _LANGUAGE.fullmatch((tag or "").lower())
    if match is None:
        return "ltr"
    if match["script"]:
        return "rtl" if match["script"] in _RTL_SCRIPTS else "ltr"
    language = match["language"].partition("-")[0]
    # In a tag such as zh-yue, the extended subtag names the actual language.
    extended = (match["extended"] or "")[1:4]
    regional = f"{language}-{match['region']}"
    if regional in _RTL_REGIONS or extended in _RTL_LANGUAGES:
        return "rtl"
    return "rtl" if language in _RTL_LANGUAGES and regional not in _LTR_REGIONS else "ltr"
