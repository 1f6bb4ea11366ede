"""Names of HTML: the elements, attributes and style properties that readers keep, and those that they remove."""

from typing import Final

from newsfeed.validation.faults import word_set

SAFE: Final = word_set(
    """
    a abbr acronym address area article aside audio b bdi bdo big blockquote br button canvas caption center
    cite code col colgroup command data datagrid datalist dd del details dfn dialog dir div dl dt em eventsource
    fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label
    legend li m main map mark menu meter nav noscript ol optgroup option output p picture pre progress q rp rt
    ruby s samp search section select small source span strike strong sub summary sup table tbody td template
    textarea tfoot th thead time tr track tt u ul var video wbr
    """
)
"""HTML elements that a feed may carry."""

RISKY: Final = word_set(
    """
    applet base basefont body comment embed frame frameset head html iframe isindex link listing meta noframes
    object param plaintext script slot style title xmp
    """
)
"""HTML elements that readers remove, since they run code, load resources or change the surrounding page."""

ELEMENTS: Final = SAFE | RISKY
"""All elements of HTML."""

DRAWINGS: Final = word_set("math svg")
"""Elements of other vocabularies that HTML can contain."""

ATTRIBUTES: Final = word_set(
    """
    abbr accept accept-charset accesskey align allow allowfullscreen allowpaymentrequest alt as autocapitalize
    autocomplete autofocus autoplay axis balance bgcolor bgproperties border bordercolor bordercolordark
    bordercolorlight bottompadding cellpadding cellspacing ch challenge char charoff charset checked choff class
    clear color cols colspan compact contenteditable controls coords crossorigin datafld datapagesize datasrc
    datetime decoding default delay dir dirname disabled download draggable enctype end enterkeyhint face
    fetchpriority for form formenctype frame galleryimg gutter headers height hidden hidefocus high hreflang
    hspace icon id inputmode is ismap itemid itemprop itemref itemscope itemtype keytype kind label lang
    leftspacing list loading loop loopcount loopend loopstart low max maxlength media method min minlength
    multiple muted name nohref nonce noshade nowrap open optimum pattern ping placeholder playsinline point-size
    pqg preload prompt radiogroup readonly referrerpolicy rel repeat-max repeat-min replace required rev reversed
    rightspacing role rows rowspan rules scope selected shape size sizes span spellcheck srclang srcset start
    step summary suppress tabindex target template title toppadding translate type unselectable urn valign value
    variable volume vrml vspace width wrap xml:base xml:lang xml:space xmlns
    """
)
"""HTML attributes that a feed may carry, besides links, styles, and all `data-` and `aria-` attributes."""

LINKS: Final = word_set("action background cite data dynsrc href longdesc lowsrc poster src usemap")
"""HTML attributes whose value is a link."""

STYLES: Final = word_set(
    """
    azimuth background background-color border border-bottom border-bottom-color border-bottom-style
    border-bottom-width border-collapse border-color border-left border-left-color border-left-style
    border-left-width border-right border-right-color border-right-style border-right-width border-spacing
    border-style border-top border-top-color border-top-style border-top-width border-width clear color cursor
    direction display elevation float font font-family font-size font-style font-variant font-weight height
    letter-spacing line-height list-style-type margin margin-bottom margin-left margin-right margin-top overflow
    padding padding-bottom padding-left padding-right padding-top pause pause-after pause-before pitch
    pitch-range richness speak speak-header speak-numeral speak-punctuation speech-rate stress text-align
    text-decoration text-indent unicode-bidi vertical-align voice-family volume white-space width
    """
)
"""Properties of CSS that readers keep."""

STYLE_WORDS: Final = word_set(
    """
    !important aqua auto black block blue bold both bottom brown center collapse dashed dotted fuchsia gray green
    italic left lime maroon medium navy none normal nowrap olive pointer purple red right silver solid teal top
    transparent underline white yellow
    """
)
"""Words of CSS that readers keep as values of backgrounds, borders, margins and paddings."""
