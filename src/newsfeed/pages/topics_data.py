"""Data for `topics`: the words between a name and its description, and the nouns that tell the kind of a topic."""
# ruff: noqa: E501  (patterns stay whole, one per line, so that they can be read and compared)

from typing import Final

NAME_ENDINGS: Final = {
    "en": r",\s|\s\(|\s(?:is|was|are|were|refers to|has been|became|served as)\s|\s[—–-]\s|[:;]\s",
    "de": r",\s|\s\(|\s(?:ist|war|sind|waren|bezeichnet|wurde)\s|\s[—–-]\s|[:;]\s",
    "fr": r",\s|\s\(|\s(?:est|était|sont|étaient|fut|désigne)\s|\s[—–-]\s|\s?[:;]\s",
    "es": r",\s|\s\(|\s(?:es|era|son|eran|fue|fueron)\s|\s[—–-]\s|[:;]\s",
    "it": r",\s|\s\(|\s(?:è|era|sono|erano|fu|è stato|è stata)\s|\s[—–-]\s|[:;]\s",
    "nl": r",\s|\s\(|\s(?:is|was|zijn|waren)\s|\s[—–-]\s|[:;]\s",
    "pt": r",\s|\s\(|\s(?:é|era|são|eram|foi|foram)\s|\s[—–-]\s|[:;]\s",
    "ar": r"[،,]\s|\s\(|\s(?:هي|هو|هم|كان|كانت)\s|\s(?=(?:دولة|مدينة|سياسي|رئيس|شركة|صحيفة|منظمة|حزب|عاصمة|بلد|جمهورية)\b)|\s[—–-]\s|:\s",
    "he": r",\s|\s\(|\s(?:היא|הוא|הם|היה|הייתה)\s|\s[—–-]\s|:\s",
    "ja": r"（|\(|とは|は、|は|、|——|：",
}
"""Words and punctuation after the name at the start of a description."""

COPULAS: Final = {
    "en": r"\b(?:is|was|are|were|refers to|became|served as)\b",
    "de": r"\b(?:ist|war|sind|waren|bezeichnet)\b",
    "fr": r"\b(?:est|était|sont|étaient|fut|désigne)\b",
    "es": r"\b(?:es|era|son|eran|fue|fueron)\b",
    "it": r"(?:\bè\b|\b(?:era|sono|erano|fu)\b)",
    "nl": r"\b(?:is|was|zijn|waren)\b",
    "pt": r"(?:\bé\b|\b(?:era|são|eram|foi|foram)\b)",
}
"""Verbs before the noun that tells the kind."""

NOUN_PHRASE_ENDINGS: Final = {
    "en": r"\b(?:of|in|on|at|from|who|whose|that|which|for|by|with|between|since|located|based|founded|published|serving|headed|led|to|about"
    r"|directed|written|fought)\b|[,.;:(]",
    "de": r"\b(?:in|an|auf|aus|der|des|die|das|von|vom|im|am|für|mit|zwischen|seit|und)\b|[,.;:(]",
}
"""The end of the noun phrase. Languages without an entry put the noun first: the first known noun counts."""

BIRTH_DATE: Final = r"\(\s?(?:[^()]{0,60}[;,]\s?)?(?:born|b\.|née?|geb\.|geboren|\*|nacid[oa]|nat[oa]|nascid[oa]|مواليد|نولد|יליד)\b|[0-9]{4}年[^）]{0,12}生|\*\s?[0-9]{1,2}\.|\bnacid[oa] (?:el|en)\b|\((?:[^()]{0,24}\s)?[0-9]{4}\s?[–—-]\s?(?:[^()]{0,24}\s)?[0-9]{4}\)"

NOUNS_BY_KIND: Final[dict[str, str]] = {
    "person": """
        politician president footballer actor actress singer musician songwriter rapper composer author writer
        novelist poet journalist lawyer attorney judge businessman businesswoman businessperson entrepreneur
        investor magnate athlete player coach manager director filmmaker producer scientist physicist chemist
        biologist mathematician economist historian philosopher engineer inventor activist diplomat general
        admiral officer soldier commander dictator leader monarch king queen prince princess emperor empress pope
        bishop archbishop cardinal cleric priest imam rabbi minister secretary senator congressman congresswoman
        governor mayor chancellor premier ambassador statesman stateswoman revolutionary spy astronaut cosmonaut
        painter artist sculptor architect designer model comedian presenter host youtuber influencer blogger chef
        swimmer boxer golfer sprinter cyclist driver cricketer skater skier gymnast wrestler jockey academic
        professor researcher doctor physician surgeon nurse teacher spokesman spokeswoman spokesperson executive
        chairman chairwoman chairperson ceo founder co-founder publisher editor columnist critic philanthropist
        socialite criminal terrorist murderer hacker whistleblower man woman person jurist banker oligarch
        theologian politikerin politiker präsident präsidentin schauspieler schauspielerin sänger sängerin
        fußballspieler fußballspielerin schriftsteller schriftstellerin journalistin juristin unternehmer
        unternehmerin ministerpräsident bundeskanzler bundeskanzlerin kanzler wissenschaftler wissenschaftlerin
        physiker physikerin autor autorin regisseur politicien politicienne femme homme président présidente
        acteur actrice chanteur chanteuse footballeur écrivain journaliste avocat avocate ministre roi reine
        scientifique réalisateur militaire político política presidente presidenta cantante futbolista escritor
        escritora periodista abogado abogada ministro ministra rey reina empresario empresaria científico actriz
        militar politico politica attore attrice calciatore scrittore scrittrice giornalista imprenditore
        politicus voetballer zanger zangeres schrijver schrijfster koning koningin ator atriz jogador cantor
        jornalista سياسي رئيس ممثل مغني لاعب كاتب صحفي وزير ملك זמר פוליטיקאי פוליטיקאית נשיא שחקן שחקנית סופר
        עיתונאי מלך שר 政治家 大統領 首相 俳優 女優 歌手 作家 選手 実業家 指導者 記者 人物 国王 軍人
        """,
    "place": """
        country state nation city town village capital region province territory district county municipality
        island islands archipelago peninsula continent river lake sea ocean gulf strait mountain volcano valley
        desert bay canal republic kingdom emirate federation sovereign commune borough suburb neighborhood
        neighbourhood port airport settlement exclave oblast metropolis area plateau forest park square street
        bridge building palace stadium dam base station plant prison church mosque temple cathedral monument
        countries cities regions staat land stadt hauptstadt gemeinde dorf insel fluss see gebirge berg provinz
        republik bundesstaat bundesland binnenstaat inselstaat großstadt königreich meer halbinsel landkreis pays
        ville capitale région île fleuve rivière lac mer montagne état république royaume département país ciudad
        región provincia isla río lago mar montaña estado república reino municipio paese città regione isola
        fiume stato repubblica stad hoofdstad provincie eiland rivier dorp koninkrijk republiek cidade região rio
        ilha província دولة مدينة عاصمة بلد جزيرة نهر بحيرة إقليم محافظة جمهورية מדינה עיר בירה אי נהר אגם אזור
        מחוז 国 国家 都市 首都 地域 島 川 湖 共和国 半島 県 州 王国 市
        """,
    "organization": """
        company corporation organisation organization party agency newspaper broadcaster alliance union
        association federation bank university college school institute foundation charity group band orchestra
        club team league conglomerate manufacturer airline retailer startup firm business enterprise publisher
        studio network channel ministry department committee council commission court parliament legislature
        congress senate assembly army navy force forces military militia cartel gang church movement coalition
        government police magazine daily bloc institution body museum hospital brand website tabloid think-tank
        consortium regulator ngo service treaty-organization broadsheet outlet exchange fund caliphate unternehmen
        konzern partei agentur zeitung tageszeitung verband verein bündnis gewerkschaft universität behörde
        nachrichtenagentur stiftung gruppe nachrichtenmagazin ministerium rundfunkanstalt zeitschrift
        militärbündnis staatenverbund fußballverein entreprise société parti agence journal quotidien banque
        université groupe chaîne empresa compañía organización partido agencia periódico diario asociación banco
        universidad alianza grupo cadena azienda società organizzazione partito agenzia giornale quotidiano banca
        università bedrijf onderneming organisatie partij krant dagblad universiteit companhia organização agência
        jornal associação universidade شركة منظمة حزب وكالة صحيفة جامعة قناة بنك تحالف חברה ארגון מפלגה סוכנות
        עיתון אוניברסיטה בנק ברית 企業 会社 組織 政党 機関 新聞 団体 大学 銀行 通信社 同盟
        """,
    "event": """
        war election summit conflict crisis battle invasion attack bombing massacre coup revolution uprising
        protest protests earthquake hurricane tsunami flood pandemic epidemic festival tournament championship cup
        olympics games race ceremony conference treaty referendum trial operation campaign siege genocide strike
        disaster accident incident offensive scandal famine wildfire shooting explosion crash elections
        negotiations talks anniversary holiday krieg wahl gipfel konflikt krise schlacht anschlag putsch erdbeben
        pandemie konferenz aufstand bundestagswahl gipfeltreffen bürgerkrieg guerre élection sommet conflit crise
        bataille attentat révolution séisme pandémie guerra elección cumbre conflicto batalla atentado revolución
        terremoto pandemia elecciones elezione vertice conflitto crisi battaglia rivoluzione oorlog verkiezing top
        slag aardbeving eleição cúpula conflito batalha حرب انتخابات قمة صراع أزمة معركة غزو מלחמה בחירות פסגה
        משבר קרב 戦争 選挙 会議 紛争 危機 戦い 事件 地震 大会
        """,
    "work": """
        film movie book song album novel series show play opera painting poem game sitcom documentary musical
        symphony single episode podcast videogame trilogy comic manga anime sculpture essay soundtrack miniseries
        buch lied roman serie spielfilm theaterstück oper gemälde fernsehserie kinofilm livre chanson série pièce
        opéra tableau película libro canción novela álbum obra romanzo canzone boek livro canção فيلم كتاب أغنية
        رواية مسلسل סרט ספר שיר סדרה רומן 映画 小説 楽曲 曲 作品 漫画 アニメ アルバム
        """,
}
"""The nouns of each kind, in all languages."""

NOUNS_WITH_ARTICLE: Final = frozenset(
    (
        *("newspaper", "daily", "magazine", "tabloid", "broadsheet", "film", "movie", "book", "novel", "song", "album"),
        *("band", "series", "show"),
    )
)
"""Nouns of topics whose names have an article: "The Independent is a ... newspaper", but "the European Union"."""
