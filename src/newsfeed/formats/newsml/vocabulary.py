"""Names of NewsML-G2 2.35 that the rules go by."""

import re
from typing import Final

GUIDELINES: Final = "https://iptc.org/std/NewsML-G2/guidelines/"
XML_1_0: Final = "https://www.w3.org/TR/xml/"
RFC_3085: Final = "https://www.rfc-editor.org/rfc/rfc3085"
RFC_5646: Final = "https://www.rfc-editor.org/rfc/rfc5646"
RFC_3987: Final = "https://www.rfc-editor.org/rfc/rfc3987"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STANDARDS: Final = frozenset(("NewsML-G2", "EventsML-G2", "SportsML-G2"))
"""What an item may say that it follows: the family's standards share one schema."""

ITEMS: Final = _words("newsItem packageItem conceptItem knowledgeItem planningItem catalogItem")

CLASSES: Final[dict[str, tuple[str, str | None]]] = {
    "newsItem": ("ninat", None),
    "packageItem": ("ninat", "composite"),
    "conceptItem": ("cinat", None),
    "knowledgeItem": ("cinat", None),
    "planningItem": ("plinat", None),
    "catalogItem": ("catinat", None),
}
"""The alias of the scheme that an item's class is of, and the code where there is but one."""

CLASS_SCHEMES: Final[dict[str, str]] = {
    "http://cv.iptc.org/newscodes/ninature/": "ninat",
    "http://cv.iptc.org/newscodes/cinature/": "cinat",
    "http://cv.iptc.org/newscodes/plinature/": "plinat",
    "http://cv.iptc.org/newscodes/catinature/": "catinat",
}

CONTENT: Final[dict[str, tuple[str, ...]]] = {
    "packageItem": ("groupSet",),
    "conceptItem": ("concept",),
    "knowledgeItem": ("conceptSet", "schemeMeta"),
    "planningItem": ("newsCoverageSet",),
}
"""What an item is for; the schema lets it be missing, for items that are withdrawn."""

CODED: Final = _words(
    "accesstype aspect audiochannels audiocodec authoritystatus colourindicator colourspace concepttype "
    "confirmationstatus creator derivedfrom durationunit encoding environment format hashtype heightunit how "
    "idformat interactiontype jobtitle layoutorientation market marketlabelsrc mode part pubconstraint qcode "
    "radunit ratertype ratingtype rel rendition renditionref reposrole representation residrefformat role scaleunit "
    "scope severity symbolsrc target tech timeunit type valcalctype valueunit videocodec videodefinition "
    "videoscaling why widthunit"
)
"""The attributes that hold a QCode, or several."""

REFERENCES: Final = _words("idref idrefs contentrefs sourceidref original")
"""The attributes that refer to ids in the document; `groupSet/@root` has a rule of its own."""

INSTANTS: Final = _words("versionCreated firstCreated embargoed sent timestamp contentCreated contentModified expires")
"""The elements whose time of day needs a zone: they say when the item, or its content, was handled."""

LOCAL_TIMES: Final = _words("start end scheduled born died founded dissolved created ceasedToExist rDate exDate")
"""The elements of real life, whose time of day is better with a zone."""

IDENTIFIED: Final = _words(
    "subject genre infoSource creator contributor audience exclAudience located memberOf instanceOf service related "
    "broader narrower sameAs conceptRef"
)
"""Properties that name a concept, and without any identity, name or content say nothing."""

STANDARD_CATALOG: Final = re.compile(r"https?://(?:www\.)?iptc\.org/std/catalog/catalog\.IPTC-G2-Standards_[0-9]+\.xml")

STANDARD_ALIASES: Final = _words(
    "a1312cat a1312prio a1312svc a1312vers acdc altidrole aoprop app aspfacet aspfacetvalue authoritystatus bcp47 "
    "catinat chprop cinat ciprol colin colsp conf cpnat cpprole cptdefrole cptnoterole crel ctech ctrol cusip cwarn "
    "dbpedia digsrctype dimensionunit drol dummy ecirol edconf ednoterole encd entityprop eocstat eorol eprol "
    "eregrol erol figi fisymtype freebase frmt gen genre geonames geonameshttps gics googletopicsv1 googletopicsv2 "
    "hashscope hashtype hatarget hopaction howextr howpr iabadproduct10 iabadproduct20 iabaudience10 iabcontent20 "
    "iabcontent21 iabcontent22 iabcontent30 ikos imgregrole imgregtype impt irel irep isin isrol iso3166-1a2 "
    "iso3166-1a3 iso3166-2 iso4217a iso4217n ivqu lbtyp loctyp loutorient lrol mb-artist mb-label mb-recording "
    "mb-release mb-releasegroup mb-work medtop medtype mic mtyp ncostat ninat nityp nmsig not nprod nprov nprt nrol "
    "oito parasport pgrmod plinat plus prio prodgenre prop prov pst1 rcalctype rel riaspect rightsprop riscope rnd "
    "role1 rscaleunit rtype scn secst sedol sev sig skos sov squ stat subj ticker tidm timeunit tone tpctyp "
    "trustindicator urgy useracttype valfmt vcdc videodef why wikidata wldreg"
)
"""The aliases that the catalogs of the IPTC, from its 32nd to its 41st edition, declare."""
