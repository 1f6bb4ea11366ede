"""Data for `outlets`: words in the names of outlets, and patterns of attribution in each language."""
# ruff: noqa: E501, ISC004  (patterns stay whole, one per line, so that they can be read and compared)

from typing import Final


def _words(text: str) -> frozenset[str]:
    """Return the words of a text with white space between them."""
    return frozenset(text.split())


OUTLET_WORDS: Final = _words("""
        Times Post Independent Guardian Herald News Tribune Journal Radio TV Television Telegraph Mail Mirror Sun
        Star Globe Observer Examiner Chronicle Gazette Express Courier Dispatch Sentinel Bulletin Register Review
        Daily Weekly Magazine Press Wire Newswire Today Inquirer Enquirer Argus Echo Advertiser Monitor Ledger
        Broadcasting Broadcaster Insider Digest Reporter Mercury Newsroom Newspaper Economist Spectator Statesman
        Scotsman Atlantic Intercept Diplomat Newsweek Standard Age Week Dawn Wirtschaftswoche Standaard Outlet
        Correspondent Evening Morning Sunday Post-Gazette Post-Dispatch Sun-Times Star-Tribune Union-Tribune
        News-Press Journal-Constitution Business-Standard Media Zeitung Tageszeitung Rundschau Nachrichten
        Anzeiger Spiegel Tagesspiegel Tagesschau Presse Allgemeine Bild Welt Zeit Stern Kurier Handelsblatt Merkur
        Morgenpost Abendblatt Tagblatt Rundfunk Presseagentur Focus Blatt Morgenblatt Monde Figaro Libération
        Parisien Croix Soir Temps Humanité Point Matin Quotidien Dépêche Journaux Dauphiné Nouvelles Échos País
        Mundo Vanguardia Periódico Diario Nación Clarín Jornada Universal Confidencial Correo Noticias Razón
        Tiempo Heraldo Corriere Repubblica Stampa Messaggero Giornale Gazzetta Sole Fatto Mattino Volkskrant
        Telegraaf Dagblad Handelsblad Trouw Parool Tijd Morgen Nieuwsblad Folha Estado Público Expresso Jornal
        Notícias Estadão
        """)
"""Words that make a name an outlet's."""

KNOWN_OUTLETS: Final = frozenset(
    """
    Reuters|Bloomberg|Associated Press|AP|AFP|Agence France-Presse|dpa|DPA|EFE|ANSA|TASS|Tass|Interfax|Xinhua
    Yonhap|Kyodo|Jiji|UPI|PA|APA|BBC|CNN|CNBC|MSNBC|NBC|ABC|CBS|PBS|NPR|CBC|SBS|ITV|NHK|KBS|ARD|ZDF|WDR|NDR|ORF
    SRF|RTL|TF1|BFMTV|RTVE|RAI|RTP|NOS|VRT|DW|RFI|RT|RTÉ|STV|Al Jazeera|Al Arabiya|Al Mayadeen|Al-Monitor|Al-Ahram
    Asharq Al-Awsat|Haaretz|Ha'aretz|Ynet|Maariv|Politico|Axios|Semafor|Vox|Slate|Salon|Wired|Forbes|Fortune|Time
    Variety|Quartz|ProPublica|Bellingcat|Meduza|Kommersant|Vedomosti|Izvestia|Pravda|Ukrinform|Ukrainska Pravda
    Die Welt|Die Zeit|Der Spiegel|Der Standard|taz|FAZ|SZ|NZZ|L'Équipe|L'Express|L'Obs|L'Humanité|Mediapart
    HuffPost|BuzzFeed|BuzzFeed News|Le Monde|Le Figaro|El País|El Mundo|ABC|La Vanguardia|La Repubblica
    Corriere della Sera|La Stampa|NRC|De Morgen|Le Soir|Le Temps|The Hill|The Verge|The Conversation|The Hindu
    The Nation|The Wire|The New Yorker|New Yorker|The Scotsman|The Daily Beast|Daily Beast|The Athletic
    The Information|The Free Press|The Print|ThePrint|The Local|The Onion|Nikkei|Nikkei Asia|Euronews|France 24
    Sky|Channel 4|Foreign Policy|Foreign Affairs|Rolling Stone|Vanity Fair|Mother Jones|National Geographic
    New Scientist|Nature|Science|The Lancet|هآرتس|معاريف|الجزيرة|العربية|رويترز|الأهرام|الشرق الأوسط|بي بي سي
    سي إن إن|هآرتس|الغارديان|הארץ|מעריב|ידיעות אחרונות|ישראל היום|כאן|גלובס|דבר|כלכליסט|דה מרקר|הניו יורק טיימס
    רויטרס|בי-בי-סי|ערוץ 12|ערוץ 13|וואלה|ロイター|ＮＨＫ|ブルームバーグ|共同|時事|読売|朝日|毎日|産経|日経|タス|聯合
    """.replace("\n", "|").replace("    ", "").split("|")
) - {""}  # fmt: skip
"""Outlets without such a word in their names."""

NON_OUTLET_WORDS: Final = _words("""
        Ministry Minister Government Intelligence Military Army Navy Force Forces Police Department Office
        Officials Official President Parliament Senate Congress Council Commission Committee Court Secretary
        Ambassador Embassy Spokesman Spokeswoman Spokesperson House Kremlin Pentagon Vatican Union Nations
        Organization Organisation Bank Fund University Institute Party General Command Guard Guards Community
        Square Union's Treasury Hague Taliban Bundestag Knesset Duma Association Federation Foundation Agency's
        Authority Republic Kingdom States Netherlands Philippines Gambia Bahamas Emirates Chancellor Regierung
        Ministerium Präsident Gouvernement Ministère Gobierno Ministerio Presidente Governo Ministero Conference
        Release Freedom Secretary-General Prime Deputy Foreign-Minister Fed Cross Museum Party's Team Club Group
        Company Study Survey Poll
        """)
"""Words that rule out that a name is an outlet's, unless it is a known outlet."""

NOT_OUTLETS_ALONE: Final = _words("""
        Today Week Weekly Daily Morning Evening Sunday Review Press Media Standard News Radio TV Television Time
        Age Outlet Correspondent Reporter Newspaper Magazine Nature Science Fortune Nachrichten Presse Zeit
        Zeitung Bild Temps Point Matin Diario Jornal Noticias Morgen Post Mail Record Welt Focus Croix Soir
        """)
"""Outlet words that are a name only together with other words or an article."""

NON_OUTLET_ACRONYMS: Final = _words(
    "UN EU US UK USA UAE NATO WHO IMF CIA FBI NSA IAEA OPEC NASA ESA ECB WTO ILO UNHCR UNICEF UNESCO IDF IDF's MP MPs PM"
    " CEO GDP AI DPRK ROK PRC USSR NIS GRU FSB SBU KGB MI5 MI6 IOC FIFA UEFA OSCE ASEAN AU BRICS FDA CDC EPA NIH II III IV"
    " COP SPD CDU CSU FDP AFD PP PSOE ONU OTAN UE EE OMS FMI OMS NHS ICC ICJ OPCW UNSC JCS ISW CSIS"
)

SENTENCE_OPENERS: Final = (
    "While|When|As|In|But|And|Or|So|Meanwhile|However|Although|Though|If|Since|Because|After|Before|Similarly|Likewise|For|On|At|By|"
    "With|According|Citing|Quoting|Both|Yet|Whereas|Still|Also|Then|Now|Wie|Laut|Während|Auch|Aber|Und|Selon|Tandis|Mais|Et|"
    "Según|Mientras|Pero|Secondo|Mentre|Ma|Volgens|Terwijl|Segundo|Enquanto|It|He|She|They|This|That"
)
"""Words that begin a sentence but not a name."""

GENERIC_LABELS: Final = _words("""
        analysis response reaction reactions overview summary opinion context background cooperation consequences
        implications experience impact outlook note update timeline who what when where why how quote source
        sources warning question answer perspective conclusion criticism support opposition concerns
        """)
"""Words that rule out that the label of a point is an outlet's name."""

REPORTING_VERBS: Final = {
    "en": """
        report reports reported reporting say says said write writes wrote highlight highlights highlighted note
        notes noted add adds added argue argues argued claim claims claimed describe describes described emphasise
        emphasises emphasize emphasizes emphasised emphasized stress stresses stressed suggest suggests suggested
        observe observes observed warn warns warned reveal reveals revealed explain explains explained state
        states stated cite cites cited quote quotes quoted call calls called detail details detailed focus focuses
        focused cover covers covered underline underlines underlined underscore underscores underscored mention
        mentions mentioned find finds found carry carries carried run runs ran lead leads led ask asks asked
        comment comments commented remark remarks remarked conclude concludes concluded see sees saw point points
        pointed provide provides provided offer offers offered discuss discusses discussed reflect reflects
        publish publishes published confirm confirms confirmed indicate indicates indicated believe believes
        examine examines examined characterise characterises characterize characterizes frame frames framed
        question questions questioned paint paints speculate speculates predict predicts headline headlines
        headlined editorialises editorializes echoes echoed raises estimates estimated tells told puts relays
        relayed broadcasts broadcast announced announces
        """,
    "de": """
        berichtet berichten berichtete berichteten schreibt schreiben schrieb schrieben meldet melden meldete
        meldeten betont betonte titelt kommentiert kommentierte hebt nennt erklärt warnt sieht zitiert fragt weist
        meint analysiert zufolge spricht bezeichnet hält
        """,
    "fr": """
        rapporte rapportent écrit écrivent souligne soulignent indique indiquent note notent affirme affirment
        titre titrent explique estime révèle rappelle précise cite qualifie évoque ajoute met observe parle
        annonce commente
        """,
    "es": """
        informa informan informó señala señalan señaló destaca destacan destacó escribe escriben escribió publica
        publican publicó apunta asegura afirma subraya titula explica recuerda indica cita califica añade sostiene
        recoge cuenta
        """,
    "it": """riferisce scrive scrivono sottolinea riporta riportano afferma titola spiega osserva evidenzia ricorda nota""",
    "nl": """meldt melden schrijft schrijven benadrukt bericht berichten noemt stelt kopt zegt wijst""",
    "pt": """informa relata relatam escreve escrevem destaca destacam afirma aponta noticia noticiou publica sublinha explica""",
}
"""Verbs of reporting that follow an outlet's name."""

ATTRIBUTION_CUES: Final = {
    "en": r"according to|as reported by|as reported in|reported by|reports? (?:by|from|in)|reporting (?:by|from|in)|told|cited by"
    r"|quoted by|quoted in|published (?:by|in)|in an? (?:report|article|interview|editorial|analysis|commentary) (?:by|in|for|with|from)"
    r"|(?:writing|speaking|write|writes|wrote) (?:in|for|to)|citing|quoting|per|via|in",
    "de": r"laut|nach (?:angaben|informationen|berichten) (?:von|der|des|dem)?|wie|gegenüber|sagte|im bericht (?:von|der|des)|gemäß|in|im",
    "fr": r"selon|d[’']après|d[’']apres|comme l[’']écrit|cité par|citée par|à en croire|pour|dans",
    "es": r"según|de acuerdo con|citado por|citada por|como informa|para|en",
    "it": r"secondo|come (?:scrive|riporta)|a detta di|stando a|su",
    "nl": r"volgens|aldus|zoals|in",
    "pt": r"segundo|de acordo com|conforme|para|em|na|no",
}
"""Phrases that precede an outlet's name."""

SOURCE_CUES: Final = {
    "en": r"according to",
    "de": r"laut",
    "fr": r"selon|d[’']après",
    "es": r"según|de acuerdo con",
    "it": r"secondo",
    "nl": r"volgens",
    "pt": r"segundo|de acordo com",
}
"""Phrases before a source; a capital article after them makes a name an outlet's: "according to The ..."."""

ARTICLES: Final = {
    "en": ("the",),
    "de": ("der", "die", "das", "dem", "den", "des"),
    "fr": ("le", "la", "les", "l’", "l'"),
    "es": ("el", "la", "los", "las"),
    "it": ("il", "la", "lo", "i", "le", "gli", "l’", "l'"),
    "nl": ("de", "het"),
    "pt": ("o", "a", "os", "as"),
}

OUTLET_NOUNS: Final = {
    "en": r"(?:(?:British|American|French|German|Israeli|Russian|Japanese|Chinese|Korean|Spanish|Italian) )?"
    r"(?:newspaper|daily|weekly|paper|magazine|tabloid|broadsheet|broadcaster|news agency|news site|news website|website|outlet|channel)",
    "de": r"(?:Zeitung|Tageszeitung|Wochenzeitung|Nachrichtenagentur|Agentur|Magazin|Nachrichtenmagazin|Sender|Portal|Blatt)",
    "fr": r"(?:journal|quotidien|hebdomadaire|magazine|chaîne|agence|site)",
    "es": r"(?:diario|periódico|semanario|revista|cadena|agencia|portal)",
    "it": r"(?:quotidiano|giornale|settimanale|rivista|agenzia|sito)",
    "nl": r"(?:krant|dagblad|weekblad|persbureau|omroep|nieuwssite)",
    "pt": r"(?:jornal|diário|revista|agência|emissora|canal|portal)",
}
"""Words for an outlet that precede its name."""

CONTINUATIONS: Final = {
    "en": r"(?:the (?:(?:news)?paper|outlet|magazine|broadcaster|(?:news )?agency|daily|weekly|tabloid|(?:news )?site|publication"
    r"|article|report|editorial)(?:[’']s)? |its (?:report|reporting|coverage|article|analysis|editorial|correspondent)\b"
    r"|it (?:also |further |then |however |even )*(?:{verbs})\b)",
    "de": r"(?:(?:die Zeitung|das Blatt|der Sender|das Magazin|die Agentur|der Bericht|der Artikel) |(?:sie|er|es) (?:{verbs})\b)",
    "fr": r"(?:(?:le journal|le quotidien|le magazine|la chaîne|l[’']agence|l[’']article) |(?:il|elle) (?:{verbs})\b)",
    "es": r"(?:(?:el diario|el periódico|el rotativo|la revista|la cadena|la agencia|el artículo) )",
    "it": r"(?:(?:il quotidiano|il giornale|la rivista|l[’']agenzia|l[’']articolo) )",
    "nl": r"(?:(?:de krant|het dagblad|het persbureau|de omroep) )",
    "pt": r"(?:(?:o jornal|o diário|a revista|a agência|a emissora) )",
    "ar": r"(?:وأضافت الصحيفة|وأضافت الوكالة|وتابعت الصحيفة|وذكرت الصحيفة|وأشارت الصحيفة)",
    "he": r"(?:העיתון (?:גם )?|הכתבה )",
    "ja": r"(?:同紙は|同誌は|同局は|同通信は|同社は)",
}
"""Beginnings of a sentence that continues with the outlet of the sentence before it."""

UNCASED_SCRIPT_PATTERNS: Final = {
    "ar": (
        r"(?:صحيفة|جريدة|وكالة أنباء|وكالة|قناة|شبكة|مجلة|موقع|هيئة)\s+[«\"“](?P<a>[^»\"”]{1,60})[»\"”]",
        r"(?:وفقا|وفقًا|وفقاً|نقلا|نقلًا|بحسب|حسب|ذكرت|قالت|أفادت|كتبت|نشرت|أوردت|أكدت|أشارت|أبرزت)\s+(?:لما\s+\S+\s+|ل|عن\s+|إلى\s+)?"
        r"(?:صحيفة|جريدة|وكالة أنباء|وكالة|قناة|شبكة|مجلة|موقع|هيئة)\s+(?P<b>[^\s،,.«»\":]+(?:\s+(?!أن|إن|بأن|عن|في|على|من|إلى|أنه|اليوم|أمس)"
        r"[^\s،,.«»\":]+){0,3})",
        r"(?:وفقا|وفقًا|وفقاً|نقلا|نقلًا)\s+ل[«\"“](?P<c>[^»\"”]{1,60})[»\"”]",
        r"(?:بحسب|حسب|ذكرت|قالت|أفادت|كتبت|نشرت|أوردت)\s+[«\"“](?P<d>[^»\"”]{1,60})[»\"”]",
    ),
    "he": (
        r"(?:עיתון|העיתון|אתר|ערוץ|סוכנות הידיעות|סוכנות|רשת|מגזין)\s+ה?-?[\"“״«](?P<a>[^\"”״»]{1,60})[\"”״»]",
        r"(?:לפי|על פי|כך דיווח|מדווח|כתב|דיווח)\s+(?:ב|ל)?-?[\"“״«](?P<b>[^\"”״»]{1,60})[\"”״»]",
        r"(?:לפי|על פי)\s+(?:דיווח\s+)?(?:של\s+|ב)?(?:עיתון|העיתון|אתר|סוכנות הידיעות|סוכנות|רשת)\s+(?P<c>[^\s,.\"״:]+(?:\s+[^\s,.\"״:]+){0,2}?)(?=\s*,|\s+כי\b)",
        r"(?:עיתון|העיתון|אתר|סוכנות הידיעות|סוכנות|רשת)\s+(?P<d>[^\s,.\"״:]+(?:\s+[^\s,.\"״:]+){0,2}?)\s+(?:מדווח|מדווחת|כתב|כתבה|דיווח|דיווחה|מדגיש|מציין|כותב)",
    ),
    "ja": (
        r"(?P<a>[^\s、。「」『』（），．]{1,24}?(?:新聞|通信|放送|テレビ|タイムズ|タイムス|ポスト|ニュース|ガーディアン|インディペンデント|ジャーナル|日報|時報))"
        r"(?:社|紙|の報道|の記事)?(?:に?は|が|によると|によれば|も|では|で)",
        r"(?P<b>[^\s、。「」『』（），．]{1,24}?)(?:紙|誌)(?:に?は|が|によると|によれば|も|では)",
        r"(?:紙|誌|新聞)?『(?P<c>[^』]{1,30})』(?:紙|誌)?(?:は|が|によると|によれば)",
    ),
}
"""Patterns of scripts without capitals; the one group that matches is the outlet's name."""
