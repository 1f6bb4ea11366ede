"""Scores of the attribution rules on the cases in `attribution/cases`; `python -m tests.attribution_scores` prints them.

A case is a paragraph in pieces, each with its owners ("A", "A,B" or null) and with slots for outlets ({A}, {B}, {C}) and for
people and bodies ({P}, {P2}); the slots are filled from lists. The last characters of a piece, up to a broken bar (¦), tell
which mentions have it.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import attrs

from newsfeed.attribution.review import PressReview
from newsfeed.model import Paragraph, PressMention

CASES = Path(__file__).parent / "attribution" / "cases"
LANGUAGES = ("en", "de", "nl", "fr", "es", "it", "pt", "ar", "he", "ja")
_TAIL = 14
_ARTICLES = re.compile(r"(?:the|der|die|das|de|het|le|la|les|el|los|las|il|lo|o|a)\s|l['’]")


@attrs.define
class Score:
    """Counts over the cases of a language."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    owners_right: int = 0
    pieces: int = 0
    quotes_right: int = 0
    quotes: int = 0

    @property
    def precision(self) -> float:
        """Share of the recognized outlets that are right, in percent."""
        return 100 * self.right / max(self.found, 1)

    @property
    def recall(self) -> float:
        """Share of the outlets that are recognized, in percent."""
        return 100 * self.right / max(self.wanted, 1)

    @property
    def owners(self) -> float:
        """Share of the pieces with exactly the right owners, in percent."""
        return 100 * self.owners_right / max(self.pieces, 1)

    @property
    def quotations(self) -> float:
        """Share of the quotations in the right mention, in percent."""
        return 100 * self.quotes_right / max(self.quotes, 1)


def score(language: str) -> Score:
    """Return the score of a language over all its cases, each filled twice."""
    data = json.loads((CASES / f"{language}.json").read_text(encoding="utf-8"))
    result = Score()
    for case in data["cases"]:
        outlets, agents = data["names"][case["outlets"]], data["names"][case["agents"]]
        for slots in _fillings(outlets, agents):
            _add(result, case, slots, language)
    return result


def _fillings(outlets: list[str], agents: list[str]) -> Iterator[dict[str, str]]:
    for shift in (0, 3):
        names = {slot: outlets[(shift + number) % len(outlets)] for number, slot in enumerate("ABC")}
        people = {slot: agents[(2 * shift + number) % len(agents)] for number, slot in enumerate(("P", "P2"))}
        yield names | people


def _add(result: Score, case: dict[str, object], slots: dict[str, str], language: str) -> None:
    pieces = [(owners.split(",") if owners else [], _filled(text, slots)) for owners, text in case["text"]]  # type: ignore[attr-defined]
    mentions = _mentions(" ".join(text for _, text in pieces).replace("¦", ""), language)
    wanted = {_bare(slots[slot]) for owners, _ in pieces for slot in owners}
    found = {_bare(mention.outlet.name) for mention in mentions}
    result.right += len(wanted & found)
    result.found += len(found)
    result.wanted += len(wanted)
    for owners, text in pieces:
        tail = text.partition("¦")[0].strip(' .”"»')[-_TAIL:]
        holders = {_bare(mention.outlet.name) for mention in mentions if tail in str(mention.text)}
        result.pieces += 1
        result.owners_right += holders == {_bare(slots[slot]) for slot in owners}
    for slot, quotations in case.get("quotes", {}).items():  # type: ignore[attr-defined]
        for words in quotations:
            result.quotes += 1
            result.quotes_right += any(
                _bare(mention.outlet.name) == _bare(slots[slot]) and _has_quotation(mention, words.format(**slots))
                for mention in mentions
            )


def _mentions(paragraph: str, language: str) -> tuple[PressMention, ...]:
    review = PressReview(language)
    review.add_part([Paragraph(text=paragraph)])
    return review.mentions()


def _filled(text: str, slots: dict[str, str]) -> str:
    filled = text.format(**slots)
    return filled[:1].upper() + filled[1:]


def _bare(name: str) -> str:
    """Return a name as the cases compare it: without an article in lower case, or the English one."""
    return _ARTICLES.sub("", name, count=1).casefold().removeprefix("the ")


def _has_quotation(mention: PressMention, words: str) -> bool:
    return words.strip(" ,.") in [quotation.strip(" ,.") for quotation in mention.quotes]


if __name__ == "__main__":
    for name in LANGUAGES:
        total = score(name)
        print(  # noqa: T201
            f"{name}: outlets precision {total.precision:.1f} recall {total.recall:.1f}, "
            f"owners {total.owners:.1f}, quotations {total.quotations:.1f} % ({total.pieces} pieces)"
        )
