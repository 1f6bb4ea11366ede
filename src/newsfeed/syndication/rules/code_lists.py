"""Code lists that extensions refer to: countries, roles of credits, categories of podcasts."""

from typing import Final

from newsfeed.validation.faults import word_set

_LOWER: Final = word_set(
    """
    ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by
    bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk
    fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir
    is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk
    ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm
    pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf
    tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
    """
)
COUNTRIES: Final = _LOWER | {code.upper() for code in _LOWER}
"""The two-letter country codes of ISO 3166-1, in lower and upper case."""

_ROLES: Final = """
    actor, adaptor, anchor person, animal trainer, animator, announcer, armourer, art director, artist,
    artist/performer, assistant camera, assistant chief lighting technician, assistant director, assistant
    producer, assistant visual editor, author, broadcast assistant, broadcast journalist, camera operator,
    carpenter, casting, causeur, chief lighting technician, choir, choreographer, clapper loader, commentary or
    commentator, commissioning broadcaster, composer, computer programmer, conductor, consultant, continuity
    checker, correspondent, costume designer, dancer, dialogue coach, director, director of photography,
    distribution company, draughtsman, dresser, dubber, editor/producer, editor, ensemble, executive producer,
    expert, fight director, floor manager, focus puller, foley artist, foley editor, foley mixer, graphic
    assistant, graphic designer, greensman, grip, hairdresser, illustrator, interviewed guest, interviewer, key
    character, key grip, key talents, leadman, librettist, lighting director, lighting technician, location
    manager, lyricist, make up artist, manufacturer, matte artist, music arranger, music group, musician, news
    reader, orchestra, owner, participant, performer, photographer, post, producer, production assistant,
    production company, production department, production manager, production secretary, programme production
    researcher, property manager, publishing company, puppeteer, pyrotechnician, reporter, rigger, runner,
    scenario, scenic operative, script supervisor, second assistant camera, second assistant director, second
    unit director, set designer, set dresser, sign language, singer, sound designer, sound mixer, sound
    recordist, special effects, stunts, subtitles, technical director, term, translation, transportation
    manager, treatment/programme proposal, vision mixer, visual editor, visual effects, vocals, wardrobe,
    witness, writer
"""
CREDIT_ROLES: Final = frozenset(" ".join(role.split()) for role in _ROLES.split(","))
"""The roles of the EBU's metadata set, and the few others in examples of the Media RSS specification."""


def _table(text: str) -> dict[str, frozenset[str]]:
    """Parse lines of a category, a colon, and its subcategories."""
    lines = (line.partition(":") for line in text.strip().splitlines())
    return {
        name.strip(): frozenset(child.strip() for child in children.split(",") if child.strip())
        for name, _, children in lines
    }


ITUNES_CATEGORIES: Final = _table(
    """
    Arts: Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts
    Business: Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit
    Comedy: Comedy Interviews, Improv, Stand-Up
    Education: Courses, How To, Language Learning, Self-Improvement
    Fiction: Comedy Fiction, Drama, Science Fiction
    Government:
    History:
    Health & Fitness: Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality
    Kids & Family: Education for Kids, Parenting, Pets & Animals, Stories for Kids
    Leisure: Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, Video Games
    Music: Music Commentary, Music History, Music Interviews
    News: Business News, Daily News, Entertainment News, News Commentary, Politics, Sports News, Tech News
    Religion & Spirituality: Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality
    Science: Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences, Nature, Physics, Social Sciences
    Society & Culture: Documentary, Personal Journals, Philosophy, Places & Travel, Relationships
    Sports: Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running, Soccer, Swimming, Tennis, Volleyball, Wilderness, Wrestling
    Technology:
    True Crime:
    TV & Film: After Shows, Film History, Film Interviews, Film Reviews, TV Reviews
    """  # noqa: E501
)
"""Apple's podcast categories as of 2019, with their subcategories."""

ITUNES_OBSOLETE: Final = _table(
    """
    Arts: Food, Literature, Design, Fashion & Beauty, Performing Arts, Visual Arts, Architecture, Entertainment, Photography, Poetry
    Arts & Entertainment: Architecture, Books, Design, Entertainment, Games, Performing Arts, Photography, Poetry, Science Fiction
    Audio Blogs:
    Business: Business News, Careers, Investing, Management & Marketing, Shopping, Finance, Management, Marketing
    Education: Education Technology, Educational Technology, Higher Education, K-12, Language Courses, Training, Academic
    Family:
    Food:
    Games & Hobbies: Automotive, Aviation, Hobbies, Other Games, Video Games
    Government & Organizations: Local, National, Non-Profit, Regional
    Health: Alternative Health, Diet & Nutrition, Fitness, Relationships, Self-Help, Sexuality, Nutrition
    International: Australian, Belgian, Brazilian, Canadian, Chinese, Dutch, French, German, Hebrew, Italian, Japanese, Norwegian, Polish, Portuguese, Spanish, Swedish
    Movies & Television:
    News:
    News & Politics:
    Politics:
    Public Radio:
    Religion & Spirituality: Buddhism, Christianity, Hinduism, Islam, Judaism, New Age, Other, Philosophy, Spirituality
    Science: Medicine, Natural Sciences, Social Sciences
    Science & Medicine: Medicine, Natural Sciences, Social Sciences
    Society & Culture: History, Personal Journals, Philosophy, Places & Travel, Gay & Lesbian
    Sports:
    Sports & Recreation: Amateur, College & High School, Outdoor, Professional
    Talk Radio:
    Technology: Gadgets, Tech News, Podcasting, Software How-To, Computers, Developers, Information Technology, News, Operating Systems, Podcasting, Smart Phones, Text/Speech
    Transportation: Automotive, Aviation, Bicycles, Commuting
    Travel:
    TV & Film:
    """  # noqa: E501
)
"""Apple's podcast categories before 2019, with their subcategories."""
