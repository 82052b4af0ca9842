"""The rooms of attribution, on parses built by hand and on short texts."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bluf.analysis import analyze, load_model_once, parse_document
from bluf.analysis.attribution import attribute
from bluf.analysis.attribution.candidates import find_candidates
from bluf.analysis.attribution.quotations import Quotations
from bluf.analysis.attribution.scorer import Linear, load_scorers
from bluf.analysis.attribution.senses import says_nothing
from bluf.analysis.attribution.stance import find_stance
from bluf.analysis.attribution.syntax import dateline_end, join, noun_phrase, subtract, tidy
from bluf.model import Document, Stance

from .conftest import build_parse

DENIED = """
The DET det 1
army NOUN nsubj 2
denied VERB ROOT 2 deny VBD
the DET det 4
charge NOUN dobj 2
. PUNCT punct 2
"""
DID_NOT_DENY = """
The DET det 1
army NOUN nsubj 4
did AUX aux 4 do VBD
not PART neg 4
deny VERB ROOT 4 deny VB
it PRON dobj 4
. PUNCT punct 4
"""
ACCUSED = """
Prosecutors NOUN nsubj 1 prosecutor NNS
accused VERB ROOT 1 accuse VBD
him PRON dobj 1
of ADP prep 1
fraud NOUN pobj 3
. PUNCT punct 1
"""
BELIEVED = """
He PRON nsubjpass 2
is AUX auxpass 2 be VBZ
believed VERB ROOT 2 believe VBN
to PART aux 4
hide VERB xcomp 2 hide VB
. PUNCT punct 2
"""
SLEPT = """
The DET det 1
army NOUN nsubj 2
slept VERB ROOT 2 sleep VBD
. PUNCT punct 2
"""


def first(rows: str):
    parse = build_parse(rows)
    return parse, find_candidates(parse, Quotations(parse))[0]


class TestCandidates:
    def check_found(self, rows: str, source: str | None, content: list[str]) -> None:
        parse, found = first(rows)
        assert (parse.text[found.source] if found.source >= 0 else None) == source
        assert [" ".join(parse.text[i:j]) for i, j in found.content] == content

    def test_object(self):
        self.check_found(DENIED, "army", ["the charge"])

    def test_object_and_preposition(self):
        self.check_found(ACCUSED, "Prosecutors", ["him", "of fraud"])

    def test_passive_takes_its_subject_as_content(self):
        self.check_found(BELIEVED, None, ["He", "to hide"])

    def test_other_verbs_are_none(self):
        parse = build_parse(SLEPT)
        assert find_candidates(parse, Quotations(parse)) == []

    def test_empty(self):
        parse = build_parse("x X ROOT 0")
        assert find_candidates(parse, Quotations(parse)) == []


class TestStance:
    @pytest.mark.parametrize(
        ("rows", "stance"),
        [
            (DENIED, Stance.DENIES),
            (DID_NOT_DENY, Stance.STATES),
            (ACCUSED, Stance.ALLEGES),
            (BELIEVED, Stance.ASSESSES),
            (
                BELIEVED.replace("to PART", "not PART neg 2\nto PART").replace("aux 4\nhide VERB", "aux 5\nhide VERB"),
                Stance.DENIES,
            ),
            (DID_NOT_DENY.replace("deny", "confirm"), Stance.STATES),
            (DENIED.replace("denied VERB ROOT 2 deny", "confirmed VERB ROOT 2 confirm"), Stance.CONFIRMS),
        ],
    )
    def test_of_verbs(self, rows, stance):
        assert find_stance(*first(rows)) is stance


class TestSenses:
    @pytest.mark.parametrize(
        "rows",
        [
            DENIED.replace("denied VERB ROOT 2 deny", "dismissed VERB ROOT 2 dismiss"),
            DENIED.replace("denied VERB ROOT 2 deny", "charged VERB ROOT 2 charge"),
            DENIED.replace("denied VERB ROOT 2 deny", "found VERB ROOT 2 find"),
            DID_NOT_DENY.replace("deny VERB ROOT 4 deny", "demand VERB ROOT 4 demand"),
        ],
    )
    def test_acts_say_nothing(self, rows):
        assert says_nothing(*first(rows))

    @pytest.mark.parametrize("rows", [DENIED, DID_NOT_DENY, ACCUSED, BELIEVED])
    def test_cues_say_something(self, rows):
        assert not says_nothing(*first(rows))


class TestQuotations:
    def texts(self, parse) -> list[str]:
        return [parse.document.text[parse.start[q.start] : parse.end[q.end - 1]] for q in Quotations(parse).items]

    @pytest.mark.parametrize(
        ("text", "quoted"),
        [
            ('He said "we will go" and left.', ['"we will go"']),
            ("He said “we will go” and left.", ["“we will go”"]),
            ("He said ‘we will go’ and left.", ["‘we will go’"]),
            ("'We will go,' he said.", ["'We will go,'"]),
            ('"We will go." He paused. "Now we go."', ['"We will go."', '"Now we go."']),
            ('"One is here.\n\n"Two is here."', ['"One is here.', '"Two is here."']),
            ('He said: "One is here.\n\nTwo is here."', ['"One is here.', 'Two is here."']),
            ("The workers' rights and the nurses' pay rose.", []),
            ("It's the '90s again, isn't it?", []),
            ("No marks here.", []),
            ('A lone " mark' + " and many more words" * 20, []),
        ],
    )
    def test_marks(self, parse, text, quoted):
        assert self.texts(parse(text)) == quoted

    def test_continues(self, parse):
        assert [q.continues for q in Quotations(parse('"One is here.\n\n"Two is here."')).items] == [False, True]
        assert [q.continues for q in Quotations(parse('"One is here."\n\n"Two is here."')).items] == [False, False]

    @pytest.mark.parametrize(
        ("text", "speech"),
        [
            ('"We will not leave the town," he said.', True),
            ('The so-called "junior officers" met.', False),
            ('It is "God-liness," he thinks.', False),
            ('The "nation\'s deadliest fraternity," as it is known, closed.', False),
        ],
    )
    def test_speech(self, parse, text, speech):
        assert [q.speech for q in Quotations(parse(text)).items] == [speech]


class TestSyntax:
    def test_relative_clause_behind_a_comma_is_no_part_of_a_phrase(self):
        parse = build_parse(
            """
            Mesa PROPN nsubj 6
            , PUNCT punct 0
            who PRON nsubj 3
            resigned VERB relcl 0 resign VBD
            , PUNCT punct 0
            then ADV advmod 6
            left VERB ROOT 6 leave VBD
            . PUNCT punct 6
            """
        )
        assert noun_phrase(parse, 0) == (0, 1)

    def test_apposition_is(self):
        parse = build_parse(
            """
            Mesa PROPN nsubj 4
            , PUNCT punct 0
            the DET det 3
            president NOUN appos 0
            left VERB ROOT 4 leave VBD
            . PUNCT punct 4
            """
        )
        assert noun_phrase(parse, 0) == (0, 4)

    def test_ranges(self):
        assert subtract([(0, 10)], [(2, 4), (9, 12)]) == [(0, 2), (4, 9)]
        assert subtract([(0, 10)], [(5, 5)]) == [(0, 10)]
        assert subtract([], [(0, 1)]) == []
        assert join([(4, 6), (0, 2), (2, 3)]) == [(0, 3), (4, 6)]

    def test_tidy_leaves_no_range_without_a_word(self):
        parse = build_parse(SLEPT)
        assert tidy(parse, [(3, 4)]) == []
        assert tidy(parse, [(0, 4)]) == [(0, 3)]

    @pytest.mark.parametrize(
        ("text", "dateline"),
        [
            ("LONDON, England (CNN) -- The bridge is safe.", "LONDON, England (CNN) --"),
            ("San Salvador, 30 Mar 89 (Efe) -- [TEXT] The bridge is safe.", "San Salvador, 30 Mar 89 (Efe) -- [TEXT]"),
            ("The World Health Organization (WHO) said it was safe.", ""),
            ("The bridge is safe.", ""),
            ("He left (he was tired) -- and slept.", ""),
        ],
    )
    def test_dateline(self, parse, text, dateline):
        made = parse(text)
        end = dateline_end(made, 0)
        assert text[: made.end[end - 1] if end else 0] == dateline


def test_linear_ignores_what_it_does_not_know():
    linear = Linear(-1.0, {"a": 2.0, "b": 0.5})
    assert linear.score(["a", "x"]) == 1.0
    assert linear.score([]) == -1.0


PIECES = st.sampled_from(
    [
        "The minister ", "said ", "denied ", "that ", "according ", "to ", "told ", "Reuters ", ", ", ". ", ": ", '"', "“", "”", "'", "‘",
        "\n\n", "[", "] ", "begin recording", "Mesa", "who ", "was quoted by ", "as saying ", "pleaded not guilty ", "reportedly ", "claims ",
        "of ", "he ", "I ", "believe ", "(CNN) ", "-- ", "the report ", "accused ", "it is ", "believed ", "Update", "\u200b", "🌧️", "\t",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
@example("said \n\n")
@example("The minister was quoted by that ")
@example('"it is "The minister said The minister The minister The minister The minister ')
@settings(max_examples=60)
def test_any_text(text):
    parse = parse_document(Document(id="d", text=text), load_model_once())
    for scorers in (None, load_scorers()):
        found = attribute(parse, (), scorers)
        assert found == attribute(parse, (), scorers)
        for a in found:
            spans = [*a.content, *([a.cue] if a.cue else [])]
            assert all(text[s.start : s.end] == s.text for s in spans)
            assert all(any(c.isalnum() for c in s.text) for s in a.content)
            assert not any(s.overlaps(t) for s in a.content for t in spans if s is not t)
        starts = [min(s.start for s in (*a.content, *filter(None, (a.cue, a.source)))) for a in found]
        assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (
            "Colombia and Bolivia agreed on Tuesday to help each other in defense.",
            "agreed on",
            "to help each other in defense",
        ),
        ("The two agreed on help in defense.", "agreed on", "help in defense"),
    ],
)
def test_the_day_of_an_agreement_is_not_what_was_agreed(text, cue, content):
    found = [
        (a.cue.text, a.content[0].text)
        for a in analyze(Document(id="d", text=text), nlp=load_model_once()).attributions
    ]
    assert found == [(cue, content)]


def test_a_day_alone_is_no_statement():
    text = "The minister announced Thursday."
    assert analyze(Document(id="d", text=text), nlp=load_model_once()).attributions == ()
