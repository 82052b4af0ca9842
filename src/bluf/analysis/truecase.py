"""Give capitals-only wire text its usual letter case: text → text of the same length.

A model trained on mixed case finds few names in "THE GUERRILLAS ATTACKED SAN SALVADOR"; it reads "The guerrillas
attacked San Salvador" well. Each line is judged by itself, so a headline in capitals over a normal text is truecased
too. Deliberately nothing is done to a line that is not all capitals, and letters whose other case has another length
stay as they are.

A word is written small where a word list knows it so, or its ending is an English one; a name is capitalized; an
acronym stays.

Source: measured on MUC-4 texts (FBIS) sent in capitals, where actors in the first ten rise from 56 to 72 of 100; and
on news with the first sentence as a headline in capitals, where central actors in the first five fall from 90 to 83
of 100 without it.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_MIN_WORDS = 3  # shorter lines in capitals are labels and acronyms
_CAPITALS_SHARE = 0.9
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_BRACKETED = re.compile(r"[(\[]([A-Z][A-Z0-9-]{1,11})[)\]]")
_DOTTED = re.compile(r"(?:\b[A-Z]\.){2,}")
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov dec".split()
)
_ACRONYMS = frozenset(
    "afp ap upi bbc cnn nbc abc cbs efe dpa ansa usa uk usa un eu nato oas oau imf fbi cia dea nsa irs faa nasa "
    "fda cdc epa ussr uae gmt est utc tv fm am km kg mm id pm gdp gnp aids hiv vip ngo plo ira eta kgb gop mp mps "
    "hq ufo dna pc gps ied opec unicef unesco asean wto icc farc eln fmln fsln m-19 kph mph rpg tnt".split()
)
_LOWERED = frozenset("km kg mm am pm kph mph".split())
_PARTICLES = frozenset("de del da do dos das di du la las los y e van von der den bin ibn al el".split())
_SMALL = frozenset("of for and in on de del la".split())
_ENDINGS = tuple(
    "ing ings tion tions sion ism ists ist ity ities ness ment ments ized izing ize ated ously ively ally ically ers less ful "
    "ive ical ary aries able ible idal ened osed ssed cated men wise ship hood".split()
)
_NAMES_TOO = frozenset(
    "bush brown green white black young king baker cook hill rose wood woods stone price rice powers gates jobs "
    "banks fox wolf bell ford grant mark bill frank jack major north west page long short small rich strong love "
    "day swift sharp walker carter hunt hunter fisher miller mason porter parker turner taylor cooper carpenter "
    "butler bishop pope dean duke earl noble burns brooks rivers waters fields meadows marsh lake pierce lance "
    "chase chance drew gene ray cliff glen dale heath norm harry will guy buddy chuck don bob ken lee jay robin "
    "carol dawn eve faith grace hope joy iris ruby amber crystal pearl violet daisy lily ivy heather holly cash "
    "wells snow frost winter summer may march april august christian angel".split()
)
_PHRASES = re.compile(  # names made of words that are usually written small
    r"\b(UNITED (?:STATES|NATIONS|KINGDOM|ARAB EMIRATES)|SOVIET UNION|GREAT BRITAIN|EUROPEAN UNION|SECURITY COUNCIL|"
    r"NEW (?:YORK|ZEALAND|DELHI|JERSEY|MEXICO|ORLEANS|CALEDONIA|HAMPSHIRE)|"
    r"SOUTH (?:AFRICA|KOREA|SUDAN|AMERICA|CAROLINA|DAKOTA|OSSETIA)|"
    r"NORTH (?:KOREA|AMERICA|CAROLINA|DAKOTA|MACEDONIA)|(?:EAST|WEST) (?:GERMANY|BERLIN|BANK|TIMOR|VIRGINIA)|"
    r"CENTRAL (?:AMERICA|ASIA|AFRICAN REPUBLIC)|DOMINICAN REPUBLIC|CZECH REPUBLIC|MIDDLE EAST|FAR EAST|WHITE HOUSE|"
    r"SUPREME COURT|STATE DEPARTMENT|IVORY COAST|HONG KONG|WALL STREET|RED (?:CROSS|SEA|ARMY|BRIGADES)|WORLD BANK|"
    r"AMNESTY INTERNATIONAL|SCOTLAND YARD|HOLY SEE|SHINING PATH|KHMER ROUGE|TAMIL TIGERS|MUSLIM BROTHERHOOD|"
    r"ISLAMIC (?:JIHAD|STATE))\b"
)
_MISCASED = re.compile(
    r"(?<=[\w\"'”\])] )(?<!United )(?<!Member )(?<!Gulf )States(?= that\b|:| the following\b|,? [\"“]|\.$)"
)
"""A verb that machines which truecase wires take for the country: "the communique States that"."""
_ACRONYM_MAX = 5  # longer words in brackets are as often names of speakers
_ENDING_MIN = 8  # shorter words with an English ending may well be names ("Manning", "Myers")


def truecase(text: str) -> str:
    """`text`, truecased in every line that is written in capitals; always of the same length.

    "REBELS KILLED THE MAYOR OF ACHI (EFE)" gives "Rebels killed the mayor of Achi (EFE)". Unchanged: "Rebels said",
    "AFP", "IBM PC".
    """
    if "States" in text:
        text = _MISCASED.sub("states", text)
    if not any(_is_capitals(line) for line in text.splitlines()):
        return text
    known = _cased_words(text)
    lines = text.splitlines(keepends=True)
    return "".join(_truecase_line(line, known) if _is_capitals(line) else line for line in lines)


def _is_capitals(line: str) -> bool:
    """True where nearly all letters of a line are capitals and it has some words."""
    if len(line) < 8 or line.islower():
        return False
    upper = sum(map(str.isupper, line))
    return (
        upper >= _CAPITALS_SHARE * (upper + sum(map(str.islower, line)))
        and len(_WORD.findall(line)) >= _MIN_WORDS
        and upper > 8
    )


@cache
def _lower_words() -> frozenset[str]:
    """Words usually written small."""
    lines = (files("bluf") / "analysis" / "data" / "lower_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _cased_words(text: str) -> dict[str, str]:
    """How words that follow a small one are written in the lines that are not in capitals: {"cruz": "Cruz", "army": "army"}."""
    known: dict[str, str] = {}
    for line in text.splitlines():
        if not _is_capitals(line):
            for match in re.finditer(r"[a-z,] ([^\W\d_]{2,})", line):
                known.setdefault(match[1].lower(), match[1])
    return known


def _truecase_line(line: str, known: dict[str, str]) -> str:
    kept = {
        w for m in _BRACKETED.finditer(line) if (w := m[1].lower()) not in _lower_words() and len(w) <= _ACRONYM_MAX
    }
    names = _spelled_out(line) | {m.start() + w.start() for m in _PHRASES.finditer(line) for w in _WORD.finditer(m[0])}
    whole = {(m.start(), m.end()) for m in _DOTTED.finditer(line)}
    chars = list(line)
    first, before = True, ""
    for match in _WORD.finditer(line):
        start, end = match.span()
        word = match[0].lower()
        if any(s <= start < e for s, e in whole) or len(word) != end - start:
            first, before = False, word
            continue
        form = _form(line, match, word, known, kept, capital=first or start in names, before=before)
        chars[start:end] = form
        before = form
        first = _ends_sentence(line, end)
    return "".join(chars)


def _form(
    line: str, match: re.Match[str], word: str, known: dict[str, str], kept: set[str], *, capital: bool, before: str
) -> str:
    """How one word is written."""
    raw = match[0]
    if word in kept or (word in _ACRONYMS and word not in _LOWERED):
        return raw
    title = _title(raw)
    if word in _MONTHS:
        near = line[max(0, match.start() - 4) : match.start()] + line[match.end() : match.end() + 4]
        return (
            title
            if any(c.isdigit() for c in near) or word not in ("march", "may", "mar")
            else (title if capital else word)
        )
    if (word in _PARTICLES and before[:1].isupper() and before.lower() not in _lower_words()) or (
        word in ("la", "las", "los") and before == "de"
    ):
        return word
    if word in known and len(known[word]) == len(raw):
        return title if capital and known[word].islower() else known[word]
    if word in ("st", "nd", "rd", "th") and line[match.start() - 1 : match.start()].isdigit():
        return word
    if word in _NAMES_TOO and before[:1].isupper() and len(before) > 1 and not is_small_word(before.lower()):
        return title
    if is_small_word(word):
        return title if capital else word
    if (len(word) <= 4 and not any(c in "aeiouy" for c in word) and len(word) > 1) or (len(word) == 1 and word != "a"):
        return raw
    return title


def is_small_word(word: str) -> bool:
    """True for a word (given in lower case) that is usually written small."""
    words = _lower_words()
    stem = word.removesuffix("'s")
    if stem in words or stem == "a" or word in _LOWERED:
        return True
    return len(stem) >= _ENDING_MIN and stem.endswith(_ENDINGS)


def _title(raw: str) -> str:
    """The word as a name: "O'BRIEN" → "O'Brien", "TORRADO'S" → "Torrado's"."""
    parts = raw.lower().split("'")
    return "'".join(p[:1].upper() + p[1:] if n == 0 or len(p) > 2 else p for n, p in enumerate(parts))


def _ends_sentence(line: str, end: int) -> bool:
    """True where a sentence ends after `end`."""
    after = line[end : end + 4]
    if after.startswith((":", "] ", " -- ", ") --")):
        return True
    return after[:1] in (".", "!", "?") and (len(after) == 1 or after[1] in "\"')]" or after[1].isspace())


def _spelled_out(line: str) -> set[int]:
    """Offsets of the words that a bracketed acronym abbreviates: "NATIONAL LIBERATION FRONT (NLF)"."""
    offsets: set[int] = set()
    for match in _BRACKETED.finditer(line):
        letters = match[1]
        window = line[max(0, match.start() - 120) : match.start()]
        shift = match.start() - len(window)
        words = list(_WORD.finditer(window))[-(len(letters) + 3) :]
        taken: list[int] = []
        for word in reversed(words):
            small = word[0].lower() in _SMALL
            if word[0].lower() == "the" or (not small and word[0][0] not in letters):
                if taken and window[word.end() :].upper().startswith(
                    " OF "
                ):  # the head of a name in another language's order
                    taken.append(shift + word.start())
                break
            if len(taken) >= len(letters):
                break
            if not small:
                taken.append(shift + word.start())
        if len(taken) >= 2:
            offsets.update(taken)
    return offsets
