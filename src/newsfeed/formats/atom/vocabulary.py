"""Names from other vocabularies in Atom documents: link relations, elements of MathML and SVG, namespaces."""

from typing import Final

from newsfeed.validation.faults import word_set

LINK_RELATIONS: Final = word_set(
    """
    about acl alternate amphtml api-catalog appendix apple-touch-icon apple-touch-startup-image archives author
    blocked-by bookmark c2pa-manifest canonical chapter cite-as collection compression-dictionary contents
    convertedfrom copyright create-form current deprecation describedby describes disclosure dns-prefetch
    duplicate edit edit-form edit-media enclosure external first geofeed glossary help hosts hub ice-server icon
    index intervalafter intervalbefore intervalcontains intervaldisjoint intervalduring intervalequals
    intervalfinishedby intervalfinishes intervalin intervalmeets intervalmetby intervaloverlappedby
    intervaloverlaps intervalstartedby intervalstarts item last latest-version license linkset lrdd manifest
    mask-icon me media-feed memento micropub modulepreload monitor monitor-group next next-archive nofollow
    noopener noreferrer opener openid2.local_id openid2.provider original p3pv1 payment pingback preconnect
    predecessor-version prefetch preload prerender prev prev-archive preview previous privacy-policy profile
    publication rdap-active rdap-bottom rdap-down rdap-top rdap-up related replies restconf ruleinput search
    section self service service-desc service-doc service-meta sip-trunking-capability sponsored start status
    stylesheet subsection successor-version sunset tag terms-of-service timegate timemap type ugc up
    version-history via webmention working-copy working-copy-of
    """
)
"""The link relations registered with IANA (RFC 8288, section 4.2)."""

MATHML_ELEMENTS: Final = word_set(
    """
    annotation annotation-xml maction math menclose merror mfenced mfrac mglyph mi mlabeledtr mlongdiv
    mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mscarries mscarry msgroup msline mspace
    msqrt msrow mstack mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics
    """
)
"""Elements of the presentation markup of MathML."""

SVG_ELEMENTS: Final = word_set(
    """
    a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
    feTurbulence filter font-face font-face-name font-face-src g glyph hkern line linearGradient marker mask
    metadata missing-glyph mpath path pattern polygon polyline radialGradient rect stop svg switch symbol text
    textPath title tspan view
    """
)
"""Elements of SVG that only draw: they neither load documents, nor run code, nor animate."""

UNSUPPORTED_NAMESPACES: Final = frozenset(
    (
        "http://schemas.google.com/g/2005",
        "http://schemas.google.com/gCal/2005",
        "http://schemas.google.com/photos/2007",
        "http://schemas.google.com/contact/2008",
        "http://schemas.google.com/blogger/2008",
        "http://www.blogger.com/atom/ns#",
        "http://activitystrea.ms/spec/1.0/",
        "http://portablecontacts.net/spec/1.0",
        "http://schemas.microsoft.com/ado/2007/08/dataservices",
        "http://schemas.microsoft.com/ado/2007/08/dataservices/metadata",
    )
)
"""Namespaces in wide use that have no rules here."""

OBSOLETE_NAMESPACE_START: Final = "http://purl.org/atom/ns"
"""Start of the namespaces of all drafts of Atom before RFC 4287."""
