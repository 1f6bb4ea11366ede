"""The kinds of fault, by the W3C feed validator's names: how severe each is, and the page that explains it.

A name that stands in no table below is an error.
"""

from typing import Final

from newsfeed.findings import W3C, Severity
from newsfeed.validation.faults import words

WARNINGS: Final = words(
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
"""What is allowed but ill advised."""

INFOS: Final = words(
    """
    BestPractices ContainsSystemEntity MissingDCLanguage MissingEncoding MissingRecommendedElement
    NonstdEncoding NonstdPrefix UnsupportedNamespace
    """
)
"""What is worth knowing."""

LEFT_OUT: Final = {
    "says how a document was fetched, which nothing here does": """
        CloudflareHttpError HttpError HttpErrorWithPossibleFeed HttpProtocolError HttpsProtocolError
        HttpsProtocolWarning IOError TempRedirect TextXml Uncompressed UnexpectedContentType
        NonSpecificMediaType EncodingMismatch SelfDoesntMatchLocation ValidatorLimit ValidationFailure
    """,
    "is of KML, OPML, OpenSearch descriptions, FeedSync, APP documents or Atom 0.3, which are no feeds of news": """
        InvalidAltitudeMode InvalidAngle InvalidColor InvalidColorMode InvalidItemIconState InvalidKmlCoordList
        InvalidKmlLatitude InvalidKmlLongitude InvalidKmlMediaType InvalidKmlUnits InvalidListItemType
        InvalidRefreshMode InvalidSchemaFieldType InvalidStyleState InvalidViewRefreshMode InvalidZeroOne
        DeprecatedRootHref InvalidExpansionState InvalidOPMLVersion InvalidOutlineType InvalidOutlineVersion
        MissingOutlineType MissingTitleAttr MissingUrlAttr MissingXmlURL InvalidLabel InvalidLocalParameter
        InvalidSyndicationRight ShouldIncludeExample TooMany UndeclaredPrefix UndefinedParam NotURLEncoded
        InvalidEncoding InvalidAlphanum InvalidSseType MissingByAndWhenAttrs SinceAfterUntil InvalidNSS
        ConflictingCatAttr ConflictingCatChildren InvalidAccessRestrictionRel InvalidContentMode
        InvalidFullLocation InvalidLocation InvalidMetaContent InvalidMetaName DuplicateIds MissingId
    """,
    "is a general name: the rules here give the fault a more specific one": """
        Deprecated InvalidURI QuestionableUsage
    """,
    "says that a value is as it should be, which is no fault": """
        OptionalValueMissing ValidAngle ValidAtomLinkRel ValidBooleanAttribute ValidCloud ValidContact
        ValidContentMode ValidCopyright ValidDay ValidDoctype ValidElement ValidGeneratorName ValidHeight ValidHour
        ValidHtml ValidHttpGUID ValidInteger ValidIntegerAttribute ValidLanguage ValidLatitude ValidLongitude
        ValidMIMEAttribute ValidNPTTime ValidPercentage ValidRFC2822Date ValidTAG ValidTitle ValidURLAttribute
        ValidURN ValidUpdatePeriod ValidW3CDTFDate ValidWidth
    """,
}
"""The W3C feed validator's events that no rule reports, by the reason."""


def severity(event: str) -> Severity:
    """Give how severe a kind of fault is."""
    return Severity.WARNING if event in WARNINGS else Severity.INFO if event in INFOS else Severity.ERROR


def reference(event: str) -> str:
    """Give the URL of the page that explains a kind of fault."""
    return f"{W3C}{severity(event)}/{event}.html"
