"""What a name or noun tells about sex and number: tokens → "m", "f" or "" and singular or plural.

"Mr", "spokesman" and "Carlos" are "m"; "Ms", "queen" and "Maria" "f"; "Dr", "minister" and "Kim" neither. The first
names are common ones of the languages that news in English writes about, only those borne by one sex almost
everywhere (a short list here, a long one in `data/given_name_sexes.json`); whoever is in neither is of unknown sex.
Deliberately nothing is guessed from a name's ending.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files

_MALE_WORDS = (
    "mr mr. mister sir lord king prince duke emperor sheikh sultan pope father brother son husband uncle grandfather "
    "boy man "
    "gentleman spokesman chairman businessman congressman policeman fireman salesman widower actor monsignor msgr "
    "msgr. señor don "
    "nephew monk priest imam rabbi bishop archbishop cardinal ayatollah councilman ombudsman statesman "
    "boyfriend groom fiancé dad papa "
    "grandpa stepfather stepson grandson schoolboy sportsman landlord salesman serviceman cameraman"
)
_FEMALE_WORDS = (
    "mrs mrs. ms ms. miss madam lady queen princess duchess empress mother sister daughter wife aunt grandmother girl "
    "woman "
    "spokeswoman chairwoman businesswoman congresswoman policewoman widow actress nun señora doña niece councilwoman "
    "heroine baroness girlfriend housewife bride fiancée mom mum mama aunt grandma stepmother stepdaughter granddaughter "
    "ballerina saleswoman schoolgirl congresswoman sportswoman gentlewoman landlady midwife"
)
_MALE_NAMES = (
    "aaron abdel abdul abdullah abraham adam adolfo adrian ahmad ahmed akira alan albert alberto aleksandr alejandro "
    ""
    "alexander alexei alfonso alfred alfredo ali allen alvaro amir anatoly anders andreas andres andrew andrei angelo "
    "anthony antoine "
    "antonio ariel armando arnold arthur arturo aslan augusto barack ban bashar ben benedict benjamin bernard "
    "bernardo bill bob boris "
    "brad brian bruce carl carlos cesar charles christopher chuck clarence claude colin craig cyril dan daniel "
    "dave david "
    "dennis desmond diego dick dmitri dmitry donald doug douglas ed eddie edgar eduardo edward edwin ehud "
    "emilio emmanuel "
    "enrique eric ernesto ernest esteban eugene evan evo fabio felipe felix ferdinand fernando fidel francis "
    "francisco franco francois frank "
    "franklin fred frederick gabriel gary gavin geoffrey george gerald gerard gerhard gilberto giovanni glenn gordon "
    "graham greg gregory "
    "guillermo gustavo hamid hans harold harry hassan hector henri henry herbert herman hernan hosni howard hugh "
    "hugo hussein ian ibrahim "
    "igor isaac ismail ivan jack jacob jacques jaime james jason javier jeff jeffrey jeremy jerome jerry "
    "jesus jim jimmy joao "
    "joaquin joe joel johann john johnny jon jonathan jorge jose josef joseph joshua juan julian julio justin karl "
    "keith ken "
    "kenneth kevin khaled kofi kurt larry lars laurent lawrence leo leon leonard leonardo leonid lewis liam louis "
    "lucas luis luiz mahmoud "
    "manuel marc marcel marcelo marco marcos mario mark martin marvin matt matthew maurice mauricio max michael "
    "michel miguel mike "
    "mikhail mohamed mohammad mohammed moshe muhammad muammar mustafa nathan neil nelson nicholas nick nicolas nigel "
    "nikolai norman nouri oleg "
    "oliver omar oscar osama pablo patrick paul pavel pedro percy peter petro phil philip philippe pierre pieter "
    "rafael rahul raj rajiv ralph "
    "ramiro ramon ramzan raul ray raymond recep rene ricardo richard rick rob robert roberto rodney rodrigo roger "
    "roland romano ron ronald rory ruben "
    "rudolph rupert russell ryan saddam salvador sam samuel santiago scott sean sebastian serge sergei sergey sergio "
    "shimon silvio "
    "simon stanley stefan stephen steve steven stuart tariq ted terry thabo theodore thomas tim timothy toby todd tom "
    "tommy tony trevor "
    "vaclav valery vicente victor viktor vincent virgilio vitaly vladimir volodymyr walter wayne werner wilhelm "
    "william willy winston wolfgang xavier "
    "yasser yitzhak yuri yves yusuf zachary"
)
_FEMALE_NAMES = (
    "abigail agnes aisha alejandra alexandra alice alicia alison amanda amelia amy ana angela angelina anita "
    "ann anna anne "
    "annette annie barbara beatrice beatriz benazir bernadette beth betty beverly brenda bridget camilla carla "
    "carmen carol caroline catherine "
    "cecilia charlotte cheryl chloe christina christine cindy claire clara claudia condoleezza corazon cristina "
    "cynthia daniela deborah "
    "debra denise diana diane dilma dolores donna doris dorothy edith eileen elaine elena eleanor elisabeth elizabeth "
    "ellen elsa emily emma "
    "erica erika esther eva evelyn fatima federica felicity fiona florence frances gabriela gail gemma georgia "
    "gillian gina gladys gloria grace greta hannah "
    "harriet heather heidi helen helena hillary ilda indira ingrid irene iris isabel isabella jacqueline jane janet "
    "janice jean-marie jennifer "
    "jessica jill joan joanna josephine joyce juanita judith judy julia julie karen kate katherine kathleen kathryn "
    "kathy katie kirsten "
    "kristin laura lauren leila leticia lily linda lisa liz louise lucia lucy lydia madeleine magdalena manuela "
    "margaret maria mariana marie "
    "marilyn marina marine marta martha mary maureen megan melanie melissa mercedes michele michelle miriam monica "
    "nadia nancy natalia natalie "
    "natasha nicole nina nora olga olivia pamela patricia paula pauline penelope penny petra phyllis pilar "
    "priscilla rachel rebecca regina "
    "renee rita roberta rosa rosalind rose rosemary roxana ruth sally samantha sandra sarah sara sharon sheila "
    "shirley silvia simone sofia sonia sonya "
    "sophia sophie stella stephanie sue susan susana suzanne sylvia tamara tania tanya tatiana teresa theresa tina "
    "tracy tzipi ursula valentina valerie vanessa "
    "vera veronica victoria violeta virginia wendy yolanda yulia yvonne zoe"
)
MALE = frozenset((*_MALE_WORDS.split(), *_MALE_NAMES.split()))
FEMALE = frozenset((*_FEMALE_WORDS.split(), *_FEMALE_NAMES.split()))
_PLURAL_TAGS = frozenset(("NNS", "NNPS"))

PERSON_NOUNS = frozenset(
    "minister president spokesman spokeswoman spokesperson official officer leader chief director secretary senator "
    "governor mayor "
    "ambassador general colonel captain major lieutenant judge lawyer attorney prosecutor professor expert analyst "
    "scientist researcher "
    "doctor author writer journalist reporter correspondent editor candidate chairman chairwoman chair premier "
    "chancellor king queen prince "
    "princess man woman boy girl father mother son daughter brother sister husband wife victim suspect witness "
    "resident player coach "
    "manager actor actress singer artist bishop archbishop priest pope agent detective inspector sheriff commander "
    "soldier politician "
    "lawmaker congressman congresswoman representative deputy councillor envoy diplomat adviser advisor aide "
    "executive founder owner "
    "student teacher principal superintendent commissioner commissioner coordinator head speaker economist activist "
    "driver pilot astronaut "
    "defendant plaintiff dictator monarch presenter host producer guitarist bassist democrat republican".split()
)
"""Singular nouns that describe a person."""
BODY_NOUNS = frozenset(
    "government ministry army police party company firm group organization organisation agency commission committee "
    "court council "
    "union university association administration department bank institute parliament congress senate team club "
    "network military "
    "force authority bureau office board charity foundation corporation airline newspaper movement front guerrilla "
    "rebels cartel "
    "federation league coalition nation country state city embassy".split()
)
"""Singular nouns that describe a body."""


@cache
def _given_sexes() -> tuple[frozenset[str], frozenset[str]]:
    """Given names borne by men only and by women only, of many languages."""
    loaded = json.loads((files("bluf") / "analysis" / "data" / "given_name_sexes.json").read_text(encoding="utf-8"))
    return frozenset(loaded["m"].split()), frozenset(loaded["f"].split())


def sex_of(words: list[str], *, given: str = "") -> str:
    """The sex that the first telling one of the lower-case `words` shows, "m" or "f", else ""; then that of the `given` name."""
    for word in words:
        if word in MALE:
            return "m" if word not in FEMALE else ""
        if word in FEMALE:
            return "f"
    if not given:
        return ""
    folded = "".join(c for c in unicodedata.normalize("NFKD", given) if not unicodedata.combining(c))
    male, female = _given_sexes()
    return "m" if folded in male else "f" if folded in female else ""


def is_plural(tag: str) -> bool:
    """True for the tag of a plural noun."""
    return tag in _PLURAL_TAGS
