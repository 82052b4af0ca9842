"""Words that attribute: which lemma can be a cue, with which stance, and what its content looks like.

In: nothing; out: look-up tables. A frame is a string of letters: `c` a clause ("said that ..."), `i` an infinitive
("promised to ..."), `o` an object ("denied the charge"), `q` a quotation only ("laughed"), `d` only with a document,
study or body as its subject ("the report shows"), `a` the object is who is spoken to ("told Reuters that ...").
Deliberately no sense is told apart here.
Source: PolNeAR guidelines (Newell, Margolin and Ruths, LREC 2018) for what a cue is; stances as in
`bluf.model.Stance`.
"""

from __future__ import annotations

from typing import NamedTuple

from bluf.model import Stance


class Cue(NamedTuple):
    """How a lemma attributes: its stance and its frame (letters as in the module's docstring)."""

    stance: Stance
    frame: str


_VERBS = {
    Stance.STATES: {
        "c": "say add write note state declare comment remark reply respond recall reveal recount explain observe "
        "continue maintain contend argue assert reiterate mention testify tweet post blog joke quip disclose "
        "stress emphasize emphasise underline underscore indicate imply hint learn hear clarify specify relate narrate "
        "counter retort elaborate opine insist affirm reaffirm reassert certify attest boast signal find hold submit "
        "theorize theorise hypothesize postulate posit propound point suggest explicate detail interject refer allude discover "
        "yell react answer highlight",
        "ca": "tell inform notify brief assure remind e-mail email teach",
        "co": "announce report describe cite quote outline publish state claim acknowledge reveal disclose detail "
        "stress emphasize emphasise underline mention explain express voice note define summarize summarise identify "
        "recount characterize characterise portray call label dub brand term depict reassert add list "
        "reiterate issue release discuss highlight rumor rumour",
        "o": "thank",
        "cod": "show demonstrate document prove read record",
        "q": "exclaim shout laugh smile scream cry whisper mutter sigh lament enthuse muse rant lash",
    },
    Stance.CONFIRMS: {
        "co": "confirm admit acknowledge concede verify corroborate reconfirm",
        "c": "agree concur confess",
        "o": "apologize apologise regret",
    },
    Stance.DENIES: {
        "co": "deny dispute doubt rebut refute disprove deplore contradict",
        "o": "reject dismiss repudiate disavow debunk downplay discount contest oppose",
        "c": "disagree",
    },
    Stance.ALLEGES: {
        "co": "allege claim charge purport complain",
        "o": "accuse blame implicate incriminate attribute",
        "c": "protest",
    },
    Stance.ESTIMATES: {"cio": "estimate predict forecast project reckon put gauge"},
    Stance.ASSESSES: {
        "cio": "believe think consider expect fear judge deem assume suppose suspect anticipate assess presume view regard "
        "see perceive feel conclude speculate rule realize realise reckon worry calculate surmise gather figure imagine",
        "o": "condemn denounce criticize criticise praise welcome slam blast hail laud applaud decry deplore commend "
        "lambast defend support compare liken appreciate interpret rate challenge oppose back",
        "c": "know doubt caution warn wonder",
        "ca": "persuade convince",
    },
    Stance.PROMISES: {
        "cio": "promise vow pledge threaten guarantee offer swear",
        "i": "commit intend plan",
    },
    Stance.DEMANDS: {
        "cia": "urge order instruct direct command tell warn advise encourage implore beg recommend call",
        "cio": "demand propose recommend require advocate insist",
        "o": "appeal call",
    },
    Stance.ASKS: {"coa": "ask request query inquire enquire question invite petition plead"},
}

_PREPOSITIONS = {
    "call": "for on upon",
    "appeal": "for to",
    "warn": "of about against",
    "complain": "of about",
    "accuse": "of",
    "blame": "for on",
    "suspect": "of",
    "apologize": "for",
    "apologise": "for",
    "report": "on",
    "comment": "on",
    "speculate": "about on",
    "agree": "to on upon with",
    "press": "for",
    "argue": "for against",
    "speak": "of against about",
    "talk": "of about",
    "insist": "on",
    "ask": "for about",
    "point": "to",
    "hint": "at",
    "admit": "to",
    "confess": "to",
    "plead": "for",
    "confirm": "as",
    "describe": "as",
    "characterize": "as",
    "characterise": "as",
    "portray": "as",
    "depict": "as",
    "denounce": "as",
    "dismiss": "as",
    "reject": "as",
    "regard": "as",
    "view": "as",
    "see": "as",
    "identify": "as",
    "define": "as",
    "label": "as",
    "cite": "as",
    "condemn": "as for",
    "criticize": "as for",
    "criticise": "as for",
    "praise": "as for",
    "charge": "with",
    "attribute": "to",
    "worry": "about",
    "object": "to",
    "disagree": "with",
    "refer": "to",
    "inform": "of about",
    "allude": "to",
    "protest": "against",
    "promise": "",
    "threaten": "with",
    "compare": "to with",
    "liken": "to",
    "opt": "",
    "put": "at",
    "estimate": "at",
    "swear": "",
}
"""Prepositions whose object is content ("warned of a coup") or part of it ("accused X of Y")."""

_NOUNS = {
    Stance.STATES: "statement report announcement comment remark testimony argument suggestion declaration "
    "assertion claim version account revelation description contention rumor rumour indication explanation response "
    "reply note message communique press_release letter evidence information conclusion finding",
    Stance.CONFIRMS: "confirmation admission acknowledgment acknowledgement confession",
    Stance.DENIES: "denial rejection refusal doubt",
    Stance.ALLEGES: "accusation allegation charge complaint criticism suspicion insinuation",
    Stance.ESTIMATES: "estimate prediction forecast projection estimation",
    Stance.ASSESSES: "belief fear speculation opinion view assessment concern warning conviction expectation hope "
    "assumption impression worry objection praise condemnation judgment judgement ruling feeling sentiment",
    Stance.PROMISES: "promise vow pledge threat commitment agreement offer assurance guarantee",
    Stance.DEMANDS: "demand call proposal order appeal request recommendation plea instruction exhortation",
    Stance.ASKS: "question query inquiry",
}

_ADVERBS = {
    "reportedly": Stance.STATES,
    "allegedly": Stance.ALLEGES,
    "purportedly": Stance.ALLEGES,
    "supposedly": Stance.ALLEGES,
    "rumoredly": Stance.STATES,
    "reputedly": Stance.STATES,
}

_ADJECTIVES = {
    "alleged": Stance.ALLEGES,
    "afraid": Stance.ASSESSES,
    "worried": Stance.ASSESSES,
    "concerned": Stance.ASSESSES,
    "convinced": Stance.ASSESSES,
    "unconvinced": Stance.DENIES,
    "fearful": Stance.ASSESSES,
    "disappointed": Stance.ASSESSES,
    "unhappy": Stance.ASSESSES,
    "doubtful": Stance.DENIES,
    "confident": Stance.ASSESSES,
    "certain": Stance.ASSESSES,
    "sure": Stance.ASSESSES,
    "hopeful": Stance.ASSESSES,
    "optimistic": Stance.ASSESSES,
    "adamant": Stance.STATES,
    "critical": Stance.ASSESSES,
    "skeptical": Stance.DENIES,
    "aware": Stance.ASSESSES,
    "suspected": Stance.ALLEGES,
    "purported": Stance.ALLEGES,
    "reported": Stance.STATES,
}


def _verb_table() -> dict[str, Cue]:
    """First entry of a lemma gives its stance; the frames of all entries are joined."""
    table: dict[str, Cue] = {}
    for stance, frames in _VERBS.items():
        for frame, words in frames.items():
            for lemma in words.split():
                old = table.get(lemma)
                table[lemma] = Cue(old.stance, old.frame + frame) if old else Cue(stance, frame)
    return table


def _flat(table: dict[Stance, str]) -> dict[str, Stance]:
    return {lemma: stance for stance, words in table.items() for lemma in words.split()}


VERBS = _verb_table()
"""Verb lemma → its stance and frame."""
NOUNS = _flat(_NOUNS)
"""Noun lemma → stance ("his claim that", "warnings of")."""
ADVERBS = _ADVERBS
"""Adverbs that attribute to nobody in particular."""
ADJECTIVES = _ADJECTIVES
"""Adjectives that attribute, before a noun ("alleged") or after a copula ("is convinced that")."""
PREPOSITIONS = {lemma: frozenset(words.split()) for lemma, words in _PREPOSITIONS.items()}

MEDIA = frozenset(
    "media press newspaper newspapers news agency television tv radio "
    "channel station magazine daily website blog broadcaster outlet outlets "
    ""
    "bbc cnn afp reuters ap efe xinhua interfax itar-tass tass dpa upi ansa notimex prela acan-efe wikinews "
    "guardian times telegraph post journal tribune herald gazette observer bloomberg npr nbc cbs abc fox "
    "twitter facebook youtube instagram telegram".split()
)
"""Words of an outlet: what is told to it is relayed by it. Reporters at large are none."""

DOCUMENTS = frozenset(
    "report study survey poll document statement article research paper analysis investigation data figure figures "
    "statistic statistics record records finding findings evidence census test tests result results review letter memo "
    "release communique book film documentary tape video photo image images transcript audit website source sources "
    "map chart examination inquiry probe autopsy estimate law bill constitution draft resolution file files "
    "note message post posting dispatch".split()
)
"""Nouns of what can say something without being a person."""
