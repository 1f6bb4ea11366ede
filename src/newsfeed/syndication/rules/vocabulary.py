"""Names from other vocabularies in feeds: link relations, elements and attributes of MathML and SVG."""

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
    annotation annotation-xml maction math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom
    mprescripts mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none
    semantics
    """
)
"""Elements of MathML that readers keep."""

MATHML_ATTRIBUTES: Final = word_set(
    """
    actiontype align columnalign columnlines columnspacing columnspan depth display displaystyle encoding
    equalcolumns equalrows fence fontstyle fontweight frame height linethickness lspace mathbackground mathcolor
    mathvariant maxsize minsize other rowalign rowlines rowspacing rowspan rspace scriptlevel selection separator
    stretchy width
    """
)
"""Attributes of MathML that readers keep."""

SVG_ELEMENTS: Final = word_set(
    """
    a circle defs desc ellipse font-face font-face-name font-face-src g glyph hkern line linearGradient marker
    metadata missing-glyph mpath path polygon polyline radialGradient rect stop svg switch text title tspan use
    """
)
"""Elements of SVG that readers keep; they neither load documents, nor run code, nor animate."""

SVG_ATTRIBUTES: Final = word_set(
    """
    accent-height accumulate additive alphabetic arabic-form ascent attributeName attributeType baseProfile bbox
    begin by calcMode cap-height class color color-rendering content cx cy d descent display dur dx dy end fill
    fill-opacity fill-rule font-family font-size font-stretch font-style font-variant font-weight from fx fy g1
    g2 glyph-name gradientUnits hanging height horiz-adv-x horiz-origin-x id ideographic k keyPoints keySplines
    keyTimes lang marker-end marker-mid marker-start markerHeight markerUnits markerWidth mathematical max min
    name offset opacity orient origin overline-position overline-thickness panose-1 path pathLength points
    preserveAspectRatio r refX refY repeatCount repeatDur requiredExtensions requiredFeatures restart rotate rx
    ry slope stemh stemv stop-color stop-opacity strikethrough-position strikethrough-thickness stroke
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width style systemLanguage target text-anchor to transform type u1 u2 underline-position
    underline-thickness unicode unicode-range units-per-em values version viewBox visibility width widths x
    x-height x1 x2 y y1 y2 zoomAndPan
    """
)
"""Attributes of SVG that readers keep."""
