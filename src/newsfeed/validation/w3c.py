"""The W3C feed validator's codes: their severities and the pages that explain them.

A code in neither `WARNINGS` nor `INFOS` is an error.
"""

from functools import cache
from typing import Final

from newsfeed.findings import W3C, Severity
from newsfeed.validation.faults import word_set

WARNINGS: Final = word_set(
    """
    ArchiveIncomplete AtomLinkNotEmpty AttrNotBlank AvoidNamespacePrefix AvoidTextInput BadCharacters
    CharacterData CommentRSS ContainsEmail ContainsHTML ContainsRelRef ContainsUndeclaredHTML CoordComma
    DangerousStyleAttr Deprecated DeprecatedMediaAdult DeprecatedRootHref DuplicateDescriptionSemantics
    DuplicateEnclosure DuplicateEntries DuplicateItemSemantics DuplicateSemantics DuplicateUpdated EmailFormat
    EncodingMismatch FeedHistoryRelInEntry HtmlFragment ImageLinkDoesntMatch ImageTitleDoesntMatch
    ImageUrlFormat ImplausibleDate InvalidAdultContent InvalidKeywords InvalidKmlMediaType InvalidOutlineType
    InvalidOutlineVersion MisplacedItem MisplacedXHTMLContent MissingAtomSelfLink MissingCurrentInArchive
    MissingGuid MissingId MissingItunesElement MissingItunesEmail MissingOutlineType MissingRealName
    MissingRecommendedAttribute MissingSelf MissingSourceElement MissingTextualContent MissingTitleAttr
    MissingTypeAttr MissingUrlAttr MissingXmlURL NeedDescriptionBeforeContent NonCanonicalURI
    NonSpecificMediaType NotBlank NotHtml NotInline NotSufficientlyUnique NotUTF8 ObscureEncoding
    ObsoleteItunesCategory ObsoleteVersion ObsoleteWikiNamespace ProblematicalRFC822Date QuestionableUsage
    RSS20Profile RelativeSelf ReservedPrefix SameDocumentReference SchemeNotIANARegistered SecurityRisk
    SecurityRiskAttr SelfDoesntMatchLocation SelfNotAtom ShouldIncludeExample SlashDate UndefinedParam
    UndeterminableVocabulary UnexpectedContentType UnknownHost UnknownNamespace UnregisteredAtomLinkRel
    UnsupportedItunesFormat UseOfExtensionAttr UseZeroForMidnight
    """
)
"""Codes for input that the standards allow but that causes trouble."""

INFOS: Final = word_set(
    """
    BestPractices ContainsSystemEntity MissingDCLanguage MissingEncoding MissingRecommendedElement
    NonstdEncoding NonstdPrefix UnsupportedNamespace
    """
)
"""Codes for facts about a valid document."""

NOT_REPORTED: Final = {
    "about fetching a document over HTTP, which newsfeed does not do": """
        CloudflareHttpError HttpError HttpErrorWithPossibleFeed HttpProtocolError HttpsProtocolError
        HttpsProtocolWarning IOError TempRedirect TextXml Uncompressed UnexpectedContentType
        NonSpecificMediaType EncodingMismatch SelfDoesntMatchLocation ValidatorLimit ValidationFailure
    """,
    "about KML, OpenSearch descriptions, APP documents or Atom 0.3, which are not news feeds": """
        InvalidAltitudeMode InvalidAngle InvalidColor InvalidColorMode InvalidItemIconState InvalidKmlCoordList
        InvalidKmlLatitude InvalidKmlLongitude InvalidKmlMediaType InvalidKmlUnits InvalidListItemType
        InvalidRefreshMode InvalidSchemaFieldType InvalidStyleState InvalidViewRefreshMode InvalidZeroOne
        DeprecatedRootHref InvalidAdultContent
        InvalidLocalParameter InvalidSyndicationRight ShouldIncludeExample UndeclaredPrefix UndefinedParam
        InvalidAlphanum ConflictingCatAttr ConflictingCatChildren InvalidContentMode MissingId
    """,
    "too general: the rules report a more specific code": """
        Deprecated InvalidURI
    """,
    "about correct values, which are not faults": """
        OptionalValueMissing ValidAngle ValidAtomLinkRel ValidBooleanAttribute ValidCloud ValidContact
        ValidContentMode ValidCopyright ValidDay ValidDoctype ValidElement ValidGeneratorName ValidHeight ValidHour
        ValidHtml ValidHttpGUID ValidInteger ValidIntegerAttribute ValidLanguage ValidLatitude ValidLongitude
        ValidMIMEAttribute ValidNPTTime ValidPercentage ValidRFC2822Date ValidTAG ValidTitle ValidURLAttribute
        ValidURN ValidUpdatePeriod ValidW3CDTFDate ValidWidth
    """,
}
"""The W3C feed validator's codes that no rule reports, by the reason."""


@cache
def severity(w3c_code: str) -> Severity:
    """Return the severity of a W3C code."""
    return Severity.WARNING if w3c_code in WARNINGS else Severity.INFO if w3c_code in INFOS else Severity.ERROR


@cache
def reference(w3c_code: str) -> str:
    """Return the URL of the W3C feed validator's page about a code."""
    return f"{W3C}{severity(w3c_code)}/{w3c_code}.html"
