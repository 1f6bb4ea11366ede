"""Checks of text values: numbers, dates, people, languages and media types. Each is linear in the length of the text."""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from newsfeed.validation.faults import Fault, ValueCheck, quote
from newsfeed.values import dates
from newsfeed.values.emails import check_email
from newsfeed.values.languages import check_language, is_registered_language
from newsfeed.values.media_types import check_media_type

# --- text ---


def accept_any(_text: str) -> Iterable[Fault]:
    """Accept any text."""
    return ()


def not_blank(text: str) -> Iterable[Fault]:
    """Report a text that is empty or whitespace."""
    return () if text.strip() else (Fault("blank", "NotBlank", "the value is empty: write one or remove it"),)


def attribute_not_blank(text: str) -> Iterable[Fault]:
    """Report an attribute with an empty value or only whitespace."""
    return (
        () if text.strip() else (Fault("blank", "AttrNotBlank", "the attribute is empty: write a value or remove it"),)
    )


def one_of(allowed: Collection[str], w3c_code: str, *, fold: bool = False) -> ValueCheck:
    """Return a check that a text is one of the allowed words.

    Args:
        allowed: the words.
        w3c_code: W3C code of the fault.
        fold: compare without case.
    """
    accepted = frozenset(word.lower() for word in allowed) if fold else frozenset(allowed)
    listed = ", ".join(sorted(allowed)) if len(allowed) <= 16 else ", ".join(sorted(allowed)[:12]) + " ..."

    def _check(text: str) -> Iterable[Fault]:
        if (text.lower() if fold else text) not in accepted:
            yield Fault("invalid", w3c_code, f"write one of {listed}, not {quote(text)}")

    return _check


def matching(pattern: str, w3c_code: str, hint: str) -> ValueCheck:
    """Return a check that a text matches a regular expression as a whole.

    Args:
        pattern: the regular expression.
        w3c_code: W3C code of the fault.
        hint: description of a correct value, for the message.
    """
    expression = re.compile(pattern)

    def _check(text: str) -> Iterable[Fault]:
        if not expression.fullmatch(text):
            yield Fault("invalid", w3c_code, f"write {hint}, not {quote(text)}")

    return _check


def at_most(length: int, reference: str = "") -> ValueCheck:
    """Return a check that a text has at most `length` characters.

    Args:
        length: the limit.
        reference: URL of the rule, if it is not the W3C feed validator's.
    """

    def _check(text: str) -> Iterable[Fault]:
        if len(text) > length:
            message = f"the text has {len(text)} characters: shorten it to {length}"
            yield Fault("too_long", "TooLong", message, reference=reference)

    return _check


BOOLEAN: Final = one_of(("true", "false"), "InvalidBooleanAttribute")
TRUE_FALSE: Final = one_of(("true", "false"), "InvalidTrueFalse", fold=True)
YES_NO: Final = one_of(("yes", "no"), "InvalidYesNo", fold=True)
DAY: Final = one_of(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), "InvalidDay")

# --- numbers ---

_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,400}")
_FLOAT: Final = re.compile(r"[+-]?(?:[0-9]{1,400}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})")
_MAX: Final = 2**31 - 1


def integer(w3c_code: str, *, least: int | None = None, most: int | None = None, overflow: bool = True) -> ValueCheck:
    """Return a check that a text is a whole number.

    Args:
        w3c_code: W3C code of the fault.
        least, most: inclusive bounds, None for no bound.
        overflow: also report numbers that do not fit into 32 bits.
    """
    bounds = f"from {least} to {most}" if most is not None and least is not None else f"of at least {least}"
    hint = "a whole number" + ("" if least is None and most is None else f" {bounds}")

    def _check(text: str) -> Iterable[Fault]:
        number = int(text) if text.isascii() and _INTEGER.fullmatch(text) else None
        if number is None or (least is not None and number < least) or (most is not None and number > most):
            yield Fault("invalid", w3c_code, f"write {hint}, not {quote(text)}")
        elif overflow and abs(number) > _MAX:
            yield Fault("too_large", "IntegerOverflow", f"write a number of at most {_MAX}, not {quote(text)}")

    return _check


POSITIVE: Final = integer("InvalidPositiveInteger", least=1)
NOT_NEGATIVE: Final = integer("InvalidNonNegativeInteger", least=0)
ANY_INTEGER: Final = integer("InvalidInteger")
PORT: Final = integer("InvalidIntegerAttribute", least=1, most=65535)
WIDTH: Final = integer("InvalidWidth", least=1, most=144)
HEIGHT: Final = integer("InvalidHeight", least=1, most=400)


def decimal(w3c_code: str, *, least: float | None = None, most: float | None = None) -> ValueCheck:
    """Return a check that a text is a decimal number.

    Args:
        w3c_code: W3C code of the fault.
        least, most: inclusive bounds, None for no bound.
    """
    hint = "a number" + ("" if least is None else f" from {least:g}" + ("" if most is None else f" to {most:g}"))

    def _check(text: str) -> Iterable[Fault]:
        number = float(text) if _FLOAT.fullmatch(text) else None
        if number is None or (least is not None and number < least) or (most is not None and number > most):
            yield Fault("invalid", w3c_code, f"write {hint}, not {quote(text)}")

    return _check


FLOAT: Final = decimal("InvalidFloat")
LATITUDE: Final = decimal("InvalidLatitude", least=-90, most=90)
LONGITUDE: Final = decimal("InvalidLongitude", least=-180, most=180)


def hour(text: str) -> Iterable[Fault]:
    """Check an hour of `skipHours`, 0 to 23. RSS 0.91 wrote 24 for midnight."""
    if text == "24":
        return (Fault("midnight", "UseZeroForMidnight", "24 is not an hour: write 0 for midnight"),)
    return _HOUR(text)


_HOUR: Final = integer("InvalidHour", least=0, most=23)


def byte_length(text: str) -> Iterable[Fault]:
    """Check the length of an enclosure in bytes; 0 means unknown."""
    if _INTEGER.fullmatch(text) and text.startswith("-"):
        message = f"a length cannot be negative: write 0 if it is unknown, not {quote(text)}"
        return (Fault("negative", "UseZeroForUnknown", message),)
    return _LENGTH(text)


_LENGTH: Final = integer("InvalidIntegerAttribute", least=0, overflow=False)

# --- dates ---

_PLAIN_822: Final = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?[0-9]{1,2} "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4} "
    r"[0-9]{2}:[0-9]{2}(?::[0-9]{2})? (?:[+-](?:0[0-9]|1[0-4])(?:00|15|30|45)|UT|GMT|[ECMP][SD]T|Z)"
)
"""A date of RFC 2822 in the form that all readers understand."""
_WEEKDAY: Final = re.compile(r"(?:[ \t\r\n]++|\([^()]*+\))*+[A-Za-z]{3}(?:[ \t\r\n]++|\([^()]*+\))*+,")
"""A weekday at the start of a date, with the whitespace and comments around it."""
_EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
"""There was no Web before, so an earlier date is hardly that of a publication in a feed."""
_TOLERANCE: Final = timedelta(days=1)


def rfc822(text: str) -> Iterable[Fault]:
    """Check a date of RSS: RFC 822, with the four-digit years of RFC 2822."""
    try:
        date = dates.parse_rfc822(text)
    except ValueError as error:
        if _is_valid_without_weekday(text):
            return (Fault("weekday", "IncorrectDOW", str(error)),)
        return (Fault("invalid", "InvalidRFC2822Date", str(error)),)
    if text[-4:].upper() == " UTC":
        message = f"UTC is no zone of RFC 822: write {dates.rfc822(date)}, not {quote(text)}"
        return (Fault("invalid", "InvalidRFC2822Date", message),)
    if not _PLAIN_822.fullmatch(text):
        message = f"many readers do not understand the date {quote(text)}: write {dates.rfc822(date)}"
        return (Fault("unusual", "ProblematicalRFC822Date", message),)
    return implausible(date)


def _is_valid_without_weekday(text: str) -> bool:
    weekday = _WEEKDAY.match(text)
    if weekday is None:
        return False
    try:
        dates.parse_rfc822(text[weekday.end() :])
    except ValueError:
        return False
    return True


def implausible(date: datetime) -> tuple[Fault, ...]:
    """Report a date before 1990, or more than a day in the future."""
    if date < _EARLIEST:
        message = f"the year {quote(str(date.year))} is before 1990: write the date of publication in this feed"
        return (Fault("implausible", "ImplausibleDate", message),)
    try:
        ahead = date - _TOLERANCE > datetime.now(UTC)
    except OverflowError:  # within a day of the first or last date that datetime can hold
        ahead = date.year > _EARLIEST.year
    if ahead:
        message = f"the date {quote(dates.rfc3339(date))} is in the future: publish the item on that date or correct it"
        return (Fault("implausible", "ImplausibleDate", message),)
    return ()


def _date(parse: Callable[[str], datetime], w3c_code: str, *, plausible: bool = True) -> ValueCheck:
    def _check(text: str) -> Iterable[Fault]:
        try:
            date = parse(text)
        except ValueError as error:
            return (Fault("invalid", w3c_code, str(error)),)
        return implausible(date) if plausible else ()

    return _check


RFC3339: Final = _date(dates.parse_rfc3339, "InvalidRFC3339Date")
W3CDTF: Final = _date(dates.parse_w3cdtf, "InvalidW3CDTFDate")
_ISO_DATE: Final = _date(dates.parse_w3cdtf, "InvalidISO8601DateTime", plausible=False)
_ISO_TIME: Final = re.compile(
    r"T(?:[01][0-9]|2[0-3]):?[0-5][0-9](?::?[0-5][0-9])?(?:[.,][0-9]{1,40})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)


def iso8601(text: str) -> Iterable[Fault]:
    """Check a date of ISO 8601: complete or partial, with or without a time and zone."""
    day, mark, _ = text.partition("T")
    time = text[len(day) :]
    if mark and not _ISO_TIME.fullmatch(time):
        message = f"write a date such as 2024-05-17T09:30:00Z, not {quote(text)}"
        return (Fault("time", "InvalidISO8601DateTime", message),)
    return _ISO_DATE(day)


def plausible_day(text: str) -> Iterable[Fault]:
    """Check that a date of ISO 8601, already checked itself, is neither long ago nor in the future."""
    return implausible(dates.parse_w3cdtf(text.partition("T")[0]))


_DURATION: Final = re.compile(r"[0-9]{1,9}(?::[0-5][0-9](?::[0-5][0-9])?)?")


def duration(text: str) -> Iterable[Fault]:
    """Check a duration: h:mm:ss, m:ss, or seconds."""
    if not _DURATION.fullmatch(text):
        message = f"write a duration as 1:07:30, 7:30 or 450 (seconds), not {quote(text)}"
        yield Fault("invalid", "InvalidDuration", message)


_NPT: Final = re.compile(r"now|[0-9]{1,9}(?:\.[0-9]{0,9})?|[0-9]{1,9}:[0-5]?[0-9]:[0-5]?[0-9](?:\.[0-9]{0,9})?")


def npt(text: str) -> Iterable[Fault]:
    """Check a normal play time (RFC 2326 section 3.6)."""
    if not _NPT.fullmatch(text):
        yield Fault("invalid", "InvalidNPTTime", f"write a play time as 12:05:35.3, 43535.3 or now, not {quote(text)}")


# --- people ---

_ADDRESS: Final = re.compile(r"[^\s<>()\[\],;:\"@]{1,64}@[^\s<>()\[\],;:\"@]{1,255}")
_PROFILE: Final = re.compile(r"([^\s()]{1,320})(?:\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\))?")
_PERCENT: Final = re.compile(r"%([0-9A-Fa-f]{2})")


def contact(text: str) -> Iterable[Fault]:
    """Check an e-mail address with a name, `name@example.org (Real Name)` (RSS profile, E-mail Addresses)."""
    if text[:7].lower() == "mailto:":
        text = _PERCENT.sub(lambda octet: chr(int(octet[1], 16)), text[7:]).partition("?")[0]
    match = _PROFILE.fullmatch(text)
    if match is not None and _is_address(match[1]):
        if match[2]:
            return email(match[1])
        message = "the address has no name: add it in parentheses, as in name@example.org (Real Name)"
        return (Fault("name_missing", "MissingRealName", message),)
    outside = re.sub(r"\([^()]*\)", " ", text)
    bare = _ADDRESS.search(outside)
    if bare and not text.endswith(")") and _is_address(bare[0]):
        name = outside.replace(bare[0], "").strip(" \t\r\n<>,;:\"'()") or "Real Name"
        message = (
            f"write the name in parentheses after the address, {quote(f'{bare[0]} ({name})', 80)}, not {quote(text)}"
        )
        return (Fault("format", "EmailFormat", message),)
    message = f"write an address and a name such as name@example.org (Real Name), not {quote(text)}"
    return (Fault("invalid", "InvalidContact", message),)


def _is_address(text: str) -> bool:
    """Return whether a text is an e-mail address, at whatever host."""
    return all(fault.event == "UnknownHost" for fault in email(text))


def email(text: str) -> Iterable[Fault]:
    """Check an e-mail address without a name."""
    try:
        check_email(text)
    except ValueError as error:
        return (Fault("invalid", "InvalidAddrSpec", str(error)),)
    domain = text.rpartition("@")[2]
    if "." not in domain and not domain.startswith("["):
        message = f"the host {quote(domain)} is not known to others: write its full name, such as mail.example.org"
        return (Fault("host", "UnknownHost", message),)
    return ()


# --- languages and media types ---


def language(text: str) -> Iterable[Fault]:
    """Check a language tag (RFC 5646)."""
    try:
        check_language(text)
    except ValueError as error:
        return (Fault("invalid", "InvalidLanguage", str(error)),)
    if not is_registered_language(text):
        message = f"the language {quote(text)} is not registered: write a tag such as en, en-US or zh-Hant"
        return (Fault("invalid", "InvalidLanguage", message),)
    return ()


def xml_lang(text: str) -> Iterable[Fault]:
    """Check a value of xml:lang; it may be empty (XML 1.0 section 2.12)."""
    return language(text) if text else ()


def media_type(w3c_code: str = "InvalidMIMEAttribute") -> ValueCheck:
    """Return a check of a media type (RFC 2045)."""

    def _check(text: str) -> Iterable[Fault]:
        try:
            check_media_type(text)
        except ValueError as error:
            yield Fault("invalid", w3c_code, str(error))

    return _check


_BASE64: Final = re.compile(r"(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_SPACE: Final = re.compile(r"[ \t\r\n]+")


def base64(text: str) -> Iterable[Fault]:
    """Check Base64 text (RFC 4648); it may contain line breaks."""
    if not _BASE64.fullmatch(_SPACE.sub("", text)):
        yield Fault(
            "invalid", "NotBase64", f"write Base64 (letters, digits, + and /, padded with =), not {quote(text)}"
        )
