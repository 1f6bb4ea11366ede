"""Sentences of Japanese press reviews: names and their roles by the particles that follow them.

Japanese has neither capitals nor spaces. A name is a known outlet, or the characters between the start of a clause and
the particle that gives it its role; quotations are masked, so that no particle in them counts.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

import attrs

from newsfeed.attribution.clauses import Clause
from newsfeed.attribution.sentences import Sentence
from newsfeed.knowledge.directory import Directory
from newsfeed.knowledge.lexicon import Lexicon, lexicon
from newsfeed.knowledge.lists import fold

_MASK: Final = "\ufffc"
_OUTLET_ENDING: Final = re.compile(
    r"(?:新聞|通信|放送|テレビ|タイムズ|タイムス|ポスト|ニュース|ニューズ|日報|時報|新報|毎日|ジャーナル|ラジオ|オンライン|経済|週報|評論|文春|新潮|時評|日日|民報|民友|朝日|"
    r"トリビューン|ヘラルド|ガゼット|クロニクル|テレグラフ|スポーツ|ランタン|メール|ミラー|オブザーバー|スター|デイリー|ウィークリー|レビュー|プレス|マガジン|公論|春秋)$"
)
_OUTLET_BEGINNING: Final = re.compile(r"^(?:週刊|月刊|日刊|ニュースの|新聞の|メディアの|デイリー|ラジオ|ザ・|テレビ)")
_UNIT: Final = r"(?:紙|誌|社|側|電子版|電|の電子版|の三社|の二紙|の三紙|の両紙|各紙)?"
_SOURCE: Final = re.compile(
    _UNIT
    + r"(?:によると|によれば|によりますと|に基づくと|が伝えるところ|が報じたところ|が伝えたところ|の(?:独自|最新|合同)?(?:報道|取材|調べ|調査|世論調査|社説|見出し|記者|記事|特派員|現地特派員|"
    r"コラム|コラムニスト|論説|論説委員|速報|インタビュー|見方|見立て|目には|答え|受け止め|分析|解説|試算|推計|集計|一面|紙面|編集|批評|評論|書評|劇評|映画評|投書|風刺|表現|言葉|結論|主張|報じ|伝え|まとめ|単独|電話)|"
    r"に対し|に対して|に寄せ|への(?:寄稿|取材|談話)|とのインタビュー|との(?:会見|単独)|が(?:引用|入手|得|最初|先に|独自|掲載|報じ|伝え|行った|実施|公表|掴ん|つかん)|で(?:論説|コラム|編集|評論|作家|記者|元))"
)
_TOLD: Final = re.compile(
    _UNIT
    + r"に(?:対し|は)?(?:そう|こう|も|、)?[^、。]{0,12}?(?:語|話し|話す|打ち明|述べ|明かし|答え|証言|漏ら|説明|認め|告白|訴え|反論|コメント|振り返|つづ|綴|寄せ|書|告げ|伝え|明らか|嘆|こぼ)"
)
_SUBJECT: Final = re.compile(_UNIT + r"(?:は|が|も|では|によって|いわく|曰く)")
_LABEL: Final = re.compile(_UNIT + r"[:：]")
_TRAP: Final = re.compile(
    r"(?:の(?:印刷|本社|旧社屋|社屋|社長|幹部|株|経営|従業員|ビル|労組|記者ら|親会社)|を|へ(?!の)|から)"
)
_VERB: Final = re.compile(
    r"報じ|報道|伝え|指摘|書[いくき]|述べ|論じ|評[しす価]|批判|主張|予測|予想|み[るて]|見[るて方]|とする|とした|問[ういわ]|称賛|称え|歓迎|載せ|掲載|取り上げ|掲げ|割い|割く|描写|描[いく]|紹介|分析|解説|疑問|皮肉|"
    r"警告|警鐘|訴え|求め|促[しす]|強調|説[いく]|語[りるっ]|明らか|明かし|暴[いく]|暴露|スクープ|報告|公開|引用|訂正|挙げ|加え|反論|一蹴|酷評|絶賛|嘆[いく]|懸念|危ぶ|推測|推定|試算|見積|見込|数え|集計|比べ|比較|"
    r"まとめ|総括|結論|断じ|断言|断定|言い切|言[うい]|呼[びぶん]|名付け|名指し|位置づけ|振り返|読み解|読[みむ]|捉え|とらえ|映る|映し|特集|独自|確認|否定|擁護|支持|賛同|反対|提案|提言|助言|念を押|釘を刺|"
    r"そろって|一致|問いかけ|呼びかけ|答え|回答|付け加|続け|触れ|言及|冷ややか|好意的|懐疑|慎重|楽観|悲観|辛口|厳し[いく]|つづ[るっ]|記[しす]|綴|話し?|尋ね|訪ね|聞き出|追[いう]|突き止め|つきとめ|発表|配信|放映|放送し|"
    r"飾|トップ|大き[くな]|見出し|注目|評判|異議|反発|苦言|揶揄|嘲|笑|驚|惜し|残念|期待|心配|恐れ|信じ|考え|思[うい]|感じ|怒|喜|祝|悼|訳|転載|連載|調べ|検証|探[りる]|迫[るっ]|告げ|知らせ|結[びぶん]|締めくく"
)
_CONTINUING: Final = re.compile(
    r"同(?:紙|誌|局|通信|社|放送|テレビ|サイト|記事)|同じ(?:記事|新聞|紙)|この記事|記事(?:は|で|に|も)|社説(?:は|で)|特派員は|記者は|両紙|三紙|各紙とも"
)
_SUBJECTLESS: Final = re.compile(
    r"(?:さらに|また|加えて|その(?:うえ|上|証拠)|なお|続けて|併せて|あわせて|しかも|そして)"
)
_BARE: Final = re.compile(
    r"(?:そう|こう|次のように|このように)(?:[^、。]{0,6})(?:語|話|述べ|振り返|書[いく]|明かし|答え|つづ|証言|言[うっ])"
)
_BOUNDARY: Final = re.compile(
    rf"[、。，．！？\s）)：:—―–・…;；{_MASK}]|一方で?|しかし|だが|ただし?|ところが|これに対し(?:て)?|対照的に|なかでも|もっとも|反対に|他方|また|さらに|まず|つづいて|続いて|ちなみに"
)
_NAME_CHARACTER: Final = re.compile(r"[一-龥々〆ヶァ-ヴーA-Za-zＡ-Ｚａ-ｚ0-9０-９&＆・]")
_NAME_RUN: Final = re.compile(r"[一-龥々〆ヶァ-ヴーA-Za-zＡ-Ｚａ-ｚ0-9０-９&＆・.’'\-]{2,24}")
_HIRAGANA_NAME: Final = re.compile(
    r"(?:(?:週刊|月刊|日刊)[ぁ-ん一-龥ァ-ヴー]{2,8}|(?:ニュース|新聞|メディア)の[一-龥ァ-ヴー]{2,8})"
    r"(?=紙|誌|の|は|が|も|に|で|によ|[:：、と])"
)
_STRONG_SOURCE: Final = re.compile(
    r"(?:紙|誌|電子版)?(?:によると|によれば|によりますと|の社説|の論説|のコラム|の特派員)|(?:紙|誌)(?:は|が|も|に|の)|[:：]"
)
_MAX_PERSON: Final = 6


class _Mention(NamedTuple):
    """A name in a sentence: its offsets in the paragraph, and whether it is known to be an outlet."""

    text: str
    start: int
    end: int
    is_known: bool


@attrs.frozen
class _Owner:
    names: tuple[str, ...]
    start: int


class JapaneseSentenceReader:
    """Reader of sentences in Japanese.

    Args:
        directory: the outlets.
    """

    def __init__(self, directory: Directory) -> None:
        self._names = _names_by_first_character(directory)
        self._lexicon: Lexicon = lexicon("ja")

    def read(self, text: str, start: int, end: int, quotations: list[tuple[int, int]]) -> Sentence:
        """Return the sentence of a paragraph between two offsets; `quotations` include their marks."""
        masked = _masked(text, start, end, quotations)
        owners = self._owners(masked, start)
        if not owners:
            return Sentence(
                [Clause((), start, end)],
                continues=self._continues(masked),
                is_quotation=not masked.strip(f"{_MASK}。、 "),
            )
        starts = [start, *(self._clause_start(masked, start, owner.start) for owner in owners[1:])]
        clauses = [
            Clause(owner.names, clause_start, clause_end)
            for owner, clause_start, clause_end in zip(owners, starts, [*starts[1:], end], strict=True)
        ]
        return Sentence(clauses, is_bare=_BARE.search(masked) is not None)

    def _owners(self, masked: str, offset: int) -> list[_Owner]:
        """Return the owners of the clauses of a masked sentence, neighbours with the same names as one."""
        owners: list[_Owner] = []
        for group in self._groups(masked):
            names = self._outlets(masked, group)
            if names and (not owners or owners[-1].names != names):
                owners.append(_Owner(names, offset + group[0].start))
        return owners

    # --- names ---

    def _groups(self, masked: str) -> Iterator[list[_Mention]]:
        """Yield the names in a sentence, those that are joined together."""
        group: list[_Mention] = []
        for mention in self._mentions(masked):
            if group and re.fullmatch(
                r"(?:紙|誌)?\s?(?:、|と|や|・|および|及び|、そして|、また)\s?", masked[group[-1].end : mention.start]
            ):
                group.append(mention)
                continue
            if group:
                yield group
            group = [mention]
        if group:
            yield group

    def _mentions(self, masked: str) -> Iterator[_Mention]:
        position = 0
        while position < len(masked):
            known = self._known_at(masked, position)
            if known is not None:
                yield known
                position = known.end
                continue
            unknown = self._unknown_at(masked, position)
            if unknown is not None:
                yield unknown
            position += 1

    def _known_at(self, masked: str, position: int) -> _Mention | None:
        for name, folded in self._names.get(masked[position].casefold(), ()):
            end = position + len(name)
            if fold(masked[position:end]) != folded or self._is_within_run(masked, position):
                continue
            if name.isascii() and (
                masked[position - 1 : position].isascii() and masked[position - 1 : position].isalnum()
            ):
                continue
            if name.isascii() and masked[end : end + 1].isascii() and masked[end : end + 1].isalnum():
                continue
            longer = re.match(r"(?:新聞|通信|放送|テレビ|オンライン|デジタル|電子版)", masked[end:])
            return _Mention(
                masked[position : end + (longer.end() if longer else 0)],
                position,
                end + (longer.end() if longer else 0),
                True,
            )
        return None

    def _is_within_run(self, masked: str, position: int) -> bool:
        """Return whether a position is inside a longer run of name characters, as in "南風タイムズ"."""
        if not position or not _NAME_CHARACTER.match(masked, position - 1) or masked[position - 1] == "・":
            return False
        return (
            re.search(
                r"(?:一方|他方|反面|半面|結果|[一二三四五六七八九十0-9]+[日月年人紙社]|今[日朝夜])$", masked[:position]
            )
            is None
        )

    def _unknown_at(self, masked: str, position: int) -> _Mention | None:
        """Return the unknown name that begins at a position: a run of kanji, katakana and Latin letters before a role."""
        if position and _NAME_CHARACTER.match(masked, position - 1):
            return None
        run = _HIRAGANA_NAME.match(masked, position) or _NAME_RUN.match(masked, position)
        if run is None:
            return None
        name, end = _without_unit(run[0]), run.start() + len(_without_unit(run[0]))
        is_marked = _OUTLET_ENDING.search(name) is not None or _OUTLET_BEGINNING.match(name) is not None
        if is_marked:
            start = self._extended_start(masked, position)
            return _Mention(masked[start:end], start, end, is_known=False)
        is_foreign = re.fullmatch(r"[ァ-ヴーA-Za-zＡ-Ｚａ-ｚ・.＆&]{3,}", name) is not None
        has_source = _STRONG_SOURCE.match(masked, end) is not None
        starts_clause = position == 0 or _BOUNDARY.fullmatch(masked, position - 1, position) is not None
        if not (
            has_source or (is_foreign and starts_clause and _SUBJECT.match(masked, end))
        ) or not self._may_be_outlet(name):
            return None
        return _Mention(name, position, end, is_known=False)

    def _extended_start(self, masked: str, position: int) -> int:
        """Return the offset of the hiragana that begin a name, if nothing else precedes them in their clause."""
        hiragana = re.search(r"(?:(?<=[いるただうっ]と)|(?<=[がはを]))[ぁ-ん]{2,3}$", masked[:position])
        if hiragana is not None and not re.search(r"[はがをにと]$", hiragana[0][:-1]):
            return hiragana.start()
        hiragana = re.search(r"[ぁ-ん]{2,4}$", masked[:position])
        if hiragana is None or re.fullmatch(
            r"しかし|だが|ただ|また|さらに|まず|もし|でも|なお|これ|それ|その|この", hiragana[0]
        ):
            return position
        is_first = (
            hiragana.start() == 0 or _BOUNDARY.fullmatch(masked, hiragana.start() - 1, hiragana.start()) is not None
        )
        return hiragana.start() if is_first and not re.search(r"[はがをに]$", hiragana[0]) else position

    def _may_be_outlet(self, name: str) -> bool:
        """Return whether an unknown name can be an outlet's: by its words, or since nothing else is known about it."""
        lexicon = self._lexicon
        if len(name) < 2 or name in lexicon.bodies or name in lexicon.places or name in lexicon.agents:
            return False
        if _OUTLET_ENDING.search(name) or _OUTLET_BEGINNING.match(name):
            return True
        if name.endswith(lexicon.body_endings) or any(title in name for title in lexicon.titles):
            return False
        is_family = any(name.startswith(family) for family in lexicon.first_names if len(family) > 1)
        return not (is_family and len(name) <= _MAX_PERSON)

    # --- roles ---

    def _outlets(self, masked: str, group: list[_Mention]) -> tuple[str, ...]:
        """Return the names of a group that own a statement."""
        end = group[-1].end
        if any(mention.is_known or _OUTLET_ENDING.search(mention.text) for mention in group):
            is_owner = self._is_owner(masked, end)
        else:
            is_owner = self._is_owner(masked, end) and self._has_verb(masked, group[-1])
        if not is_owner:
            return ()
        return tuple(
            dict.fromkeys(mention.text for mention in group if mention.is_known or self._may_be_outlet(mention.text))
        )

    def _is_owner(self, masked: str, end: int) -> bool:
        if _SOURCE.match(masked, end) or _LABEL.match(masked, end) or _TOLD.match(masked, end):
            return True
        if _TRAP.match(masked, end):
            return False
        return _SUBJECT.match(masked, end) is not None

    def _has_verb(self, masked: str, mention: _Mention) -> bool:
        return _VERB.search(masked, mention.end) is not None and not _TRAP.match(masked, mention.end)

    # --- clauses ---

    def _clause_start(self, masked: str, offset: int, start: int) -> int:
        """Return the offset at which the clause begins that has a name at an offset."""
        position = masked.rfind("、", 0, start - offset)
        if position < 0:
            return start
        end = position + 1
        while masked[end : end + 1].isspace():
            end += 1
        return offset + end

    def _continues(self, masked: str) -> bool:
        masked = masked.lstrip()
        if _CONTINUING.search(masked):
            return True
        has_subject = re.search(r"[^でに]は|が", masked) is not None
        return _SUBJECTLESS.match(masked) is not None and not has_subject and _VERB.search(masked) is not None


def _without_unit(name: str) -> str:
    """Return a name without the counters and nouns that follow it."""
    return (
        re.sub(r"(?:紙|誌|社|側|電子版)$", "", name)
        if not re.search(r"(?:新聞社|通信社|出版社|放送社)$", name)
        else name[:-1]
    )


def _masked(text: str, start: int, end: int, quotations: list[tuple[int, int]]) -> str:
    """Return a sentence with the characters of its quotations masked, except names of outlets."""
    masked = text[start:end]
    for opening, closing in quotations:
        following = text[closing : closing + 1]
        if following in ("紙", "誌") or (
            text[opening] == "『" and re.match(_UNIT + r"(?:によ|は|が|も)", text[closing:]) and closing - opening < 20
        ):
            continue
        masked = f"{masked[: opening - start]}{_MASK * (closing - opening)}{masked[closing - start :]}"
    return masked


@lru_cache(maxsize=4)
def _names_by_first_character(directory: Directory) -> dict[str, list[tuple[str, str]]]:
    """Return the names of the outlets that are clear, by first character, the longest first."""
    names: dict[str, list[tuple[str, str]]] = {}
    for text, is_ambiguous in directory.texts():
        if not is_ambiguous:
            names.setdefault(text[0].casefold(), []).append((text, fold(text)))
    for same_character in names.values():
        same_character.sort(key=lambda name: -len(name[0]))
    return names
