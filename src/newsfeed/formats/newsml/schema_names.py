"""Elements, attributes, schemes and catalogs of NewsML-G2 2.35 that reading and validation refer to."""

import re
from typing import Final

from newsfeed.formats.newsml.concepts import NAR
from newsfeed.validation.faults import word_set
from newsfeed.values.namespaces import XML

NS: Final = f"{{{NAR}}}"
"""The namespace of NewsML-G2 in braces, to put before a local name."""

XML_LANG: Final = f"{{{XML}}}lang"

STANDARDS: Final = frozenset(("NewsML-G2", "EventsML-G2", "SportsML-G2"))
"""Values of `standard`: the standards of the family share one schema."""

ITEMS: Final = word_set("newsItem packageItem conceptItem knowledgeItem planningItem catalogItem")
"""The items: root elements, or children of `<itemSet>`."""

CLASSES: Final[dict[str, tuple[str, str | None]]] = {
    "newsItem": ("ninat", None),
    "packageItem": ("ninat", "composite"),
    "conceptItem": ("cinat", None),
    "knowledgeItem": ("cinat", None),
    "planningItem": ("plinat", None),
    "catalogItem": ("catinat", None),
}
"""Alias of the scheme of an item's class, and the code if only one is possible."""

CLASS_SCHEMES: Final[dict[str, str]] = {
    "http://cv.iptc.org/newscodes/ninature/": "ninat",
    "http://cv.iptc.org/newscodes/cinature/": "cinat",
    "http://cv.iptc.org/newscodes/plinature/": "plinat",
    "http://cv.iptc.org/newscodes/catinature/": "catinat",
}
"""Aliases of the schemes of item classes by their IRI."""

STATUS_ALIAS: Final = "stat"
STATUS_SCHEME: Final = "http://cv.iptc.org/newscodes/pubstatusg2/"
STATUSES: Final = ("usable", "withheld", "canceled")
"""The vocabulary of `<pubStatus>`; NewsML-G2 has no others."""

CONTENT: Final[dict[str, tuple[str, ...]]] = {
    "packageItem": ("groupSet",),
    "conceptItem": ("concept",),
    "knowledgeItem": ("conceptSet", "schemeMeta"),
    "planningItem": ("newsCoverageSet",),
}
"""The content that each kind of item exists for; optional in the schema, since withdrawn items have none."""

CODED: Final = word_set(
    "accesstype aspect audiochannels audiocodec authoritystatus colourindicator colourspace concepttype "
    "confirmationstatus creator derivedfrom durationunit encoding environment format hashtype heightunit how "
    "idformat interactiontype jobtitle layoutorientation market marketlabelsrc mode part pubconstraint qcode "
    "radunit ratertype ratingtype rel rendition renditionref reposrole representation residrefformat role scaleunit "
    "scope severity symbolsrc target tech timeunit type valcalctype valueunit videocodec videodefinition "
    "videoscaling why widthunit"
)
"""Attributes with one QCode or several."""

REFERENCES: Final = word_set("idref idrefs contentrefs sourceidref original")
"""Attributes that refer to ids in the document; `groupSet/@root` has a rule of its own."""

HANDLING_DATES: Final = word_set("versionCreated firstCreated embargoed sent")
"""Elements with dates of the item itself, which are compared with one another."""

INSTANTS: Final = word_set(
    "versionCreated firstCreated embargoed sent timestamp contentCreated contentModified expires"
)
"""Elements whose time of day needs a zone: the dates when the item or its content was handled."""

LOCAL_TIMES: Final = word_set("start end scheduled born died founded dissolved created ceasedToExist rDate exDate")
"""Elements with dates of real events, whose time of day should have a zone."""

IDENTIFIED: Final = word_set(
    "subject genre infoSource creator contributor audience exclAudience located memberOf instanceOf service related "
    "broader narrower sameAs conceptRef"
)
"""Properties that name a concept, and are meaningless without an identity, a name or content."""

ANY_STANDARD_CATALOG: Final = re.compile(
    r"https?://(?:www\.)?iptc\.org/std/catalog/catalog\.IPTC-G2-Standards_[0-9]+\.xml"
)
"""Address of any edition of the IPTC's catalog."""

STANDARD_ALIASES: Final = word_set(
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
"""Aliases that the IPTC's catalog declares in any of its editions 32 to 41."""
