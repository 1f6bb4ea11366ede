"""Dates brought into one spelling before they are read: digits, dashes, weekdays, case, accents."""

import re
import unicodedata
from typing import Final

from newsfeed.values.patterns import pattern

_FOLDS: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-") | {0x131: "i"}
_EAST_ASIAN: Final = (
    (pattern("[\u6708\u706b\u6c34\u6728\u91d1\u571f\u65e5]\u66dc\u65e5?"), " "),  # weekdays: Japanese,
    (pattern("(?:\u661f\u671f|\u793c\u62dc|\u9031|\u5468)[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u65e5\u5929]"), " "),
    (pattern("[\uc6d4\ud654\uc218\ubaa9\uae08\ud1a0\uc77c]\uc694\uc77c"), " "),  # Korean
    (pattern(r"\(\s*[^\W\d_a-z]\s*\)"), " "),  # a weekday of one letter in parentheses
    (pattern("[\u5e74\u6708\ub144\uc6d4]"), "-"),  # year, month
    (pattern("[\u65e5\uc77c]"), " "),  # day
    (pattern("[\u6642\u65f6\u70b9\uc2dc\u5206\ubd84](?=\\s*[0-9])\\s*"), ":"),  # hour or minute before a finer part
    (pattern("[\u6642\u65f6\u70b9\uc2dc]"), ":00"),
    (pattern("[\u5206\ubd84\u79d2\ucd08]"), " "),
    (pattern("\u5348\u524d|\u4e0a\u5348|\uc624\uc804"), " am "),
    (pattern("\u5348\u5f8c|\u4e0b\u5348|\uc624\ud6c4"), " pm "),
)


def fold_spelling(text: str) -> str:
    """Fold case, accents, dashes, digits of other scripts and the East Asian marks of year, month, day and time."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_FOLDS)).casefold()
    plain = "".join(_plain_character(character) for character in decomposed if not unicodedata.combining(character))
    folded = unicodedata.normalize("NFC", plain)
    if not folded.isascii():
        for mark, written in _EAST_ASIAN:
            folded = mark.sub(written, folded)
    return re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", " ".join(folded.split()))


def _plain_character(character: str) -> str:
    return str(unicodedata.decimal(character)) if character.isdecimal() else character
