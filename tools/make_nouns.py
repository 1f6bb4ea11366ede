"""Make the English table of nouns, `src/newsfeed/knowledge/data/nouns/en.txt`, from WordNet and hand-checked words.

    apt-get install wordnet-base
    python tools/make_nouns.py

Each noun of WordNet gets the kind of its senses. A sense has the kind of its nearest ancestor among `ROOTS`, or else
is a thing; the first senses count most. `tools/nouns_overrides.txt` decides the words that WordNet gets wrong for an
encyclopedia's first sentence, and adds words that it lacks. The table leaves out proper names, plants, animals and
other things that WordNet's own texts never mention, and compounds with the kind of their last word.

The output depends on WordNet 3.0 and the two files in this folder only.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[1]
WORDNET: Final = Path("/usr/share/wordnet")
OVERRIDES: Final = Path(__file__).with_name("nouns_overrides.txt")
OUTPUT: Final = ROOT / "src" / "newsfeed" / "knowledge" / "data" / "nouns" / "en.txt"

KINDS: Final = (
    "person",
    "organization",
    "place",
    "event",
    "work",
    "thing",
    "person or organization",
    "person or thing",
)
"""Sections of the table, in their order."""

ROOTS: Final = {
    "person": "person.1 spiritual_being.1 imaginary_being.1 character.1",
    "organization": "organization.1 unit.3 institution.1 administrative_unit.1 force.4 social_movement.1 enterprise.2"
    " political_unit.1 militia.2 musical_organization.1 sect.1 gang.2 troop.1 newspaper.1",
    "place": "region.3 geological_formation.1 body_of_water.1 land.4 building.1 housing.1 place_of_business.1 bridge.1"
    " tower.1 dam.1 road.1 tunnel.1 canal.3 mine.1 plant.1 workplace.1 facility.1 area.5 country.2 country.5 room.1"
    " planet.1 galaxy.3 forest.2 port.1 grave.2 monument.1 stadium.1 fortification.1 track.10",
    "event": "accident.1 disaster.1 calamity.1 storm.1 epidemic.1 conflict.1 war.1 war.3 battle.1 military_action.1"
    " attack.1 campaign.2 siege.1 rebellion.2 revolution.2 massacre.1 murder.1 crime_wave.1 demonstration.3"
    " protest.2 strike.1 election.1 vote.2 meeting.1 conference.1 contest.1 race.2 festival.1 festival.2"
    " celebration.1 ceremony.1 ceremony.2 holiday.2 proceeding.1 expedition.1 voyage.1 explosion.1 collapse.2 fire.1"
    " earthquake.1 crash.2 flood.1 eruption.1 party.2 concert.1 scandal.2 crisis.1 raid.1",
    "work": "writing.2 publication.1 fine_art.1 artwork.1 musical_composition.1 show.3 document.1 legal_document.1"
    " broadcast.2 movie.1 literary_composition.1 dramatic_composition.1 book.1 album.1 law.2 treaty.1"
    " report.1 sculpture.1 painting.1 story.2",
    "thing": "animal.1 plant.2 body_part.1 substance.1 natural_phenomenon.1 obstruction.1 transportation_system.1"
    " art_movement.1 commercial_document.1 music_genre.1 security.4 passage.3 inaction.1 line.18 point.2",
}
"""Synsets from which a kind is inherited, each as a lemma and the number of its sense."""

_TAXA: Final = (5, 20)
"""Lexicographer files of animals and plants."""
_ARTIFACTS_AND_ANIMALS: Final = (5, 6)
_FREQUENT: Final = 5
"""Uses of a noun that is not rare."""
_SENSE_WEIGHTS: Final = (1.0, 0.6, 0.4, 0.3, 0.2, 0.1)
_RUDE: Final = re.compile(r"offensive|slur|disparag|derogat|vulgar|obscen|insult|contempt|pejorative|slang|profan")
"""In the gloss of a word that a table for readers of news can do without."""
_SHORTEST: Final = 3
"""Letters of the shortest noun."""


class Synset(NamedTuple):
    """A sense: its lexicographer file, its words, its ancestors, and whether it is a proper name."""

    lexical_file: int
    words: tuple[str, ...]
    parents: tuple[str, ...]
    is_name: bool
    is_rude: bool


class WordNet:
    """The nouns of a WordNet database."""

    def __init__(self, folder: Path) -> None:
        self.synsets = dict(_read_synsets(folder / "data.noun"))
        self.senses: dict[str, list[str]] = {}
        self.uses, self.adjective_uses = _count_uses(folder / "cntlist.rev")
        for line in _data_lines(folder / "index.noun"):
            fields = line.split()
            pointer_count = int(fields[3])
            self.senses[fields[0]] = fields[6 + pointer_count :]

    def synset(self, name: str) -> str:
        """Return the offset of a sense such as `star.2`."""
        lemma, _, number = name.rpartition(".")
        return self.senses[lemma][int(number) - 1]


def _data_lines(path: Path) -> Iterator[str]:
    with path.open(encoding="latin-1") as file:
        yield from (line for line in file if not line.startswith(" "))


def _count_uses(path: Path) -> tuple[Counter[str], Counter[str]]:
    """Return how often WordNet's texts use each lemma as a noun, and as an adjective."""
    nouns: Counter[str] = Counter()
    adjectives: Counter[str] = Counter()
    counters = {"1": nouns, "3": adjectives, "5": adjectives}
    for line in path.read_text(encoding="latin-1").splitlines():
        sense_key, _, count = line.split()
        lemma, _, details = sense_key.partition("%")
        if (counter := counters.get(details[0])) is not None:
            counter[lemma] += int(count)
    return nouns, adjectives


def _read_synsets(path: Path) -> Iterator[tuple[str, Synset]]:
    for line in _data_lines(path):
        data, _, gloss = line.partition(" | ")
        fields = data.split()
        word_count = int(fields[3], 16)
        pointers = fields[5 + 2 * word_count :]
        parents = {symbol: [] for symbol in ("@", "@i")}
        for symbol, offset in zip(pointers[0::4], pointers[1::4], strict=False):
            parents.get(symbol, []).append(offset)
        words = tuple(fields[4 : 4 + 2 * word_count : 2])
        is_rude = _RUDE.search(gloss) is not None
        yield fields[0], Synset(int(fields[1]), words, tuple(parents["@"]), bool(parents["@i"]), is_rude)


class Kinds:
    """The kinds of senses and nouns."""

    def __init__(self, wordnet: WordNet) -> None:
        self._wordnet = wordnet
        self._kind_by_synset = {wordnet.synset(root): kind for kind, roots in ROOTS.items() for root in roots.split()}

    def of_sense(self, offset: str) -> str:
        """Return the kind of the nearest ancestor that has one."""
        level = [offset]
        while level:
            for ancestor in level:
                if ancestor in self._kind_by_synset:
                    return self._kind_by_synset[ancestor]
            level = [parent for ancestor in level for parent in self._wordnet.synsets[ancestor].parents]
        return "thing"

    def of_noun(self, lemma: str) -> str | None:
        """Return the kind that most of the first senses have; None for proper names and rude words."""
        offsets = [offset for offset in self._wordnet.senses[lemma] if self._is_common(lemma, offset)]
        weights: Counter[str] = Counter()
        for offset, weight in zip(offsets, _SENSE_WEIGHTS, strict=False):
            weights[self.of_sense(offset)] += weight
        if not weights or any(self._wordnet.synsets[offset].is_rude for offset in offsets[:3]):
            return None
        kind = max(weights, key=lambda kind: weights[kind])
        return "person or thing" if kind == "person" and self._may_be_thing(lemma) else kind

    def _may_be_thing(self, lemma: str) -> bool:
        """Return whether a noun for a person, such as harvester or warbler, is rarer than its artifact or animal."""
        files = {self._wordnet.synsets[offset].lexical_file for offset in self._wordnet.senses[lemma][:4]}
        return self._wordnet.uses[lemma] < _FREQUENT and not files.isdisjoint(_ARTIFACTS_AND_ANIMALS)

    def _is_common(self, lemma: str, offset: str) -> bool:
        synset = self._wordnet.synsets[offset]
        return not synset.is_name and lemma in synset.words


def _is_wanted(wordnet: WordNet, lemma: str, kind: str) -> bool:
    """Return whether a noun belongs in the table."""
    if not all(part.isalpha() for part in lemma.replace("_", "-").split("-")) or len(lemma) < _SHORTEST:
        return False
    if wordnet.adjective_uses[lemma] > wordnet.uses[lemma]:
        return False
    first = wordnet.synsets[wordnet.senses[lemma][0]]
    return kind != "thing" or (wordnet.uses[lemma] > 0 and first.lexical_file not in _TAXA)


def read_overrides(path: Path) -> dict[str, str]:
    """Return the kinds of the hand-checked words; lines are `kind: word, word, ...` or comments.

    Words of the kind `none` are left out of the table.
    """
    kinds: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            kind, _, words = line.partition(":")
            for word in filter(None, map(str.strip, words.split(","))):
                if kinds.setdefault(word, kind) != kind:
                    raise SystemExit(f"{path.name}: {word!r} is listed as {kinds[word]} and as {kind}")
    return kinds


def nouns(wordnet: WordNet, overrides: dict[str, str]) -> dict[str, str]:
    """Return the kind of every noun of the table."""
    kinds = Kinds(wordnet)
    table: dict[str, str] = {}
    for lemma in wordnet.senses:
        kind = kinds.of_noun(lemma)
        if kind and _is_wanted(wordnet, lemma, kind):
            table[lemma.replace("_", " ")] = kind
    table |= overrides
    return {noun: kind for noun, kind in table.items() if _adds_to(table, noun, overrides)}


def _adds_to(table: dict[str, str], noun: str, overrides: dict[str, str]) -> bool:
    """Return whether a noun is needed: a compound is not if its last word has the same kind, or is hand-checked."""
    _, space, head = noun.rpartition(" ")
    return not space or (table[noun] != table.get(head) and (noun in overrides or head not in overrides))


def write_table(wordnet: Path, output: Path) -> None:
    """Write the table of nouns.

    Args:
        wordnet: folder of WordNet's database.
        output: the file to write.
    """
    table = nouns(WordNet(wordnet), read_overrides(OVERRIDES))
    sections = []
    for kind in KINDS:
        words = sorted(noun for noun, noun_kind in table.items() if noun_kind == kind)
        sections.append("\n".join((f"[{kind}]", *words)) + "\n")
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text("\n".join(sections), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--wordnet", type=Path, default=WORDNET, help="folder of WordNet's data.noun and index.noun")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    write_table(options.wordnet, options.output)


if __name__ == "__main__":
    main()
