"""Names of months and weekdays, in RFC 822 and in many languages, and a folded spelling for comparing them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from newsfeed.values.patterns import pattern

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY_NUMBER: Final = {name.lower(): number for number, name in enumerate(DAYS)}
MONTH_NUMBER: Final = {name.lower(): number for number, name in enumerate(MONTHS) if name}

# --- folded spelling -------------------------------------------------------------------------------------------------------

_FOLDS: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-") | {0x131: "i"}
_PUNCTUATION: Final = dict.fromkeys(map(ord, "\u060c|\u00b7\u2022@"), ",") | dict.fromkeys(
    map(ord, "\u05f3\u2019\u02bc`"), "'"
)
"""Signs between the parts of a date, and the signs for an omission."""
_EAST_ASIAN: Final = (
    (pattern("[\u6708\u706b\u6c34\u6728\u91d1\u571f\u65e5]\u66dc\u65e5?"), " "),  # Japanese, then Chinese weekdays
    (
        pattern("(?:\u661f\u671f|\u793c\u62dc|\u9031|\u5468)[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u65e5\u5929]"),
        " ",
    ),
    (pattern("[\uc6d4\ud654\uc218\ubaa9\uae08\ud1a0\uc77c]\uc694\uc77c"), " "),  # Korean weekdays
    (pattern(r"\(\s*[^\W\d_a-z]\s*\)"), " "),  # a weekday of one letter in parentheses
    (pattern("[\u5e74\u6708\ub144\uc6d4]"), "-"),  # year, month
    (pattern("[\u65e5\uc77c]"), " "),  # day
    (pattern("[\u6642\u65f6\u70b9\uc2dc\u5206\ubd84](?=\\s*[0-9])\\s*"), ":"),  # hour or minute before a finer part
    (pattern("[\u6642\u65f6\u70b9\uc2dc]"), ":00"),
    (pattern("[\u5206\ubd84\u79d2\ucd08]"), " "),
    (pattern("\u5348\u524d|\u4e0a\u5348|\uc624\uc804"), " am "),
    (pattern("\u5348\u5f8c|\u4e0b\u5348|\uc624\ud6c4"), " pm "),
)


def fold_spelling(text: str) -> str:
    """Normalize a date for comparison with the names in this module.

    Case and accents are folded, dashes become `-`, digits of other scripts ASCII digits, and the East Asian characters for
    year, month, day, hour and minute become `-`, spaces and colons.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_FOLDS | _PUNCTUATION)).casefold()
    plain = "".join(_plain_character(character) for character in decomposed if not unicodedata.combining(character))
    folded = unicodedata.normalize("NFC", plain)
    if not folded.isascii():
        for mark, replacement in (*_EAST_ASIAN, *_TWO_WORDS):
            folded = mark.sub(replacement, folded)
    return re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", " ".join(folded.split()))


def _plain_character(character: str) -> str:
    return str(unicodedata.decimal(character)) if character.isdecimal() else character


# --- names in many languages -----------------------------------------------------------------------------------------------

# A row for each language, a column for each month, "/" between spellings. A month is also recognized by its first three or
# more letters if no other month begins with them. Accents and case do not matter.
_MONTH_NAMES: Final = """
january february march april may june july august september october november december
januar/janner/jan februar/feber marz/mrz april mai juni juli august september oktober november dezember
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
januari februari maart/mrt april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti/august september oktober november december/desember
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
januar februari/februar marcius aprilis majus junius julius augusztus szeptember oktober november december
styczen/stycznia luty/lutego marzec/marca kwiecien/kwietnia maj/maja czerwiec/czerwca lipiec/lipca sierpien/sierpnia \
wrzesien/wrzesnia pazdziernik/pazdziernika listopad/listopada grudzien/grudnia
leden/ledna unor/unora brezen/brezna duben/dubna kveten/kvetna cerven/cervna cervenec/cervence srpen/srpna zari \
rijen/rijna listopad/listopadu prosinec/prosince
ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik
januari februari maret april mei juni juli agustus september oktober november desember
январь/января февраль/февраля март/марта апрель/апреля май/мая июнь/июня июль/июля август/августа сентябрь/сентября \
октябрь/октября ноябрь/ноября декабрь/декабря
січень/січня лютий/лютого березень/березня квітень/квітня травень/травня червень/червня липень/липня серпень/серпня \
вересень/вересня жовтень/жовтня листопад/листопада грудень/грудня
Ιανουάριος/Ιανουαρίου Φεβρουάριος/Φεβρουαρίου Μάρτιος/Μαρτίου/Μαω Απρίλιος/Απριλίου Μάιος/Μαΐου Ιούνιος/Ιουνίου/Ιον \
Ιούλιος/Ιουλίου/Ιολ Αύγουστος/Αυγούστου Σεπτέμβριος/Σεπτεμβρίου Οκτώβριος/Οκτωβρίου Νοέμβριος/Νοεμβρίου \
Δεκέμβριος/Δεκεμβρίου
يناير/جانفي/كانون_الثاني فبراير/فيفري/شباط مارس/آذار أبريل/أفريل/نيسان مايو/ماي/أيار يونيو/يونيه/جوان/حزيران \
يوليو/يوليه/جويلية/تموز أغسطس/غشت/أوت/آب سبتمبر/شتنبر/أيلول أكتوبر/تشرين_الأول نوفمبر/نونبر/تشرين_الثاني \
ديسمبر/دجنبر/كانون_الأول
ינואר פברואר מרץ/מרס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
בינואר בפברואר במרץ/במרס באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר
"""
_WEEKDAY_NAMES: Final = """
monday tuesday wednesday thursday friday saturday sunday mo di mi do fr sa so
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo
segunda terca quarta quinta sexta feira lunedi martedi mercoledi giovedi venerdi sabato domenica
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag mandag tirsdag onsdag torsdag fredag lordag sondag
mandag tisdag onsdag torsdag fredag lordag hetfo kedd szerda csutortok pentek szombat vasarnap
luni marti miercuri joi vineri sambata duminica poniedzialek wtorek sroda czwartek piatek sobota niedziela
pondeli utery streda ctvrtek patek nedele pazartesi sali carsamba persembe cuma cumartesi pazar
senin selasa rabu kamis jumat sabtu minggu
понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
понеділок вівторок середа четвер пятниця субота неділя нд
Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή
الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت ראשון שני שלישי רביעי חמישי שישי שבת
"""
_FILLERS: Final = """
st nd rd th er o de del den der dem di le il la las el of the at on um uhr uur alle ore om kl klo a as das t h hs hrs horas
heures г год года в час الساعة يوم في عام بتوقيت יום בשעה
"""
_HALVES: Final = """
am=am manana=am matin=am manha=am mattina=am morgens=am vormittags=am ochtends=am ص=am صباحا=am
pm=pm tarde=pm soir=pm pomeriggio=pm abends=pm nachmittags=pm middags=pm avonds=pm م=pm مساء=pm
"""
"""Words for the halves of the day. Those for the night are left out: it has hours of both."""

_TWO_WORDS: Final = (
    # Arabic months of two words, then the zone of Greenwich
    (pattern("(كانون|تشرين) (?=الثاني|الاول)"), r"\1_"),
    (pattern("[غج]رينتش"), "gmt"),
    (pattern("יום [א-ש]'"), " "),  # a Hebrew weekday by its letter
)


@lru_cache(maxsize=1)
def month_words() -> dict[str, int]:
    """Return the number of the month for every month name and every unambiguous abbreviation of three or more letters."""
    names: dict[str, int] = {}
    # An abbreviation of several months has the number 0.
    abbreviations: dict[str, int] = {}
    for row in _MONTH_NAMES.strip().splitlines():
        for number, spellings in enumerate(row.split(), 1):
            for name in map(fold_spelling, spellings.split("/")):
                names[name] = number
                for length in range(3, len(name)):
                    abbreviation = name[:length]
                    is_unique = abbreviations.get(abbreviation, number) == number
                    abbreviations[abbreviation] = number if is_unique else 0
    return {word: number for word, number in (abbreviations | names).items() if number}


@lru_cache(maxsize=1)
def weekday_words() -> frozenset[str]:
    """Return every weekday name and every abbreviation of three or more letters."""
    names = [fold_spelling(name) for name in _WEEKDAY_NAMES.split()]
    return frozenset(name[:length] for name in names for length in range(min(3, len(name)), len(name) + 1))


@lru_cache(maxsize=1)
def fillers() -> frozenset[str]:
    """Return the words without meaning in a date, such as "of" and "uhr"."""
    return frozenset(map(fold_spelling, _FILLERS.split()))


@lru_cache(maxsize=1)
def halves() -> dict[str, str]:
    """Return "am" or "pm" for each word that names a half of the day."""
    return {fold_spelling(word): half for word, half in (entry.split("=") for entry in _HALVES.split())}
