"""Which sentences tell most."""

from __future__ import annotations

from datetime import date

import pytest

from bluf.analysis.key_points import Genre, find_genre, genre_caveats, rank_key_points
from bluf.analysis.key_points.form import about, stands_alone, trim
from bluf.analysis.key_points.scorer import build_trees, scorer
from bluf.model import Actor, ActorKind, Attribution, AttributionSource, Figure, Qualifier, TimeExpression, TimeType

NEWS = """Rebels seize port of Sela

Rebels seized the port of Sela on Monday, killing at least 12 soldiers and cutting the only road to the capital.

It was the third attack on the port this year. Why did the garrison not see it coming?

"We are hungry," said a fisherman in the harbor. But the army promised to retake the port of Sela before the rains begin.

Photo: archive
"""


def _rank(parse, **found):
    given = {"actors": (), "figures": (), "attributions": (), "dates": (), **found}
    return rank_key_points(parse, given["actors"], given["figures"], given["attributions"], given["dates"])


def test_the_lead_comes_first_and_every_point_quotes_the_text(parse):
    points = _rank(parse(NEWS))
    assert points[0].text.startswith("Rebels seized the port")
    assert points[0].salience == 1.0
    assert all(NEWS[p.start : p.end] == p.text for p in points)
    assert [p.salience for p in points] == sorted((p.salience for p in points), reverse=True)


def test_headings_and_captions_are_no_key_points(parse):
    texts = [p.text for p in _rank(parse(NEWS))]
    assert not any("Photo" in t or t == "Rebels seize port of Sela" for t in texts)


def test_a_question_is_no_key_point_and_a_connective_no_part_of_one(parse):
    texts = [p.text for p in _rank(parse(NEWS))]
    assert "the army promised to retake the port of Sela before the rains begin." in texts
    assert not any("?" in t for t in texts)


def test_a_point_says_whether_it_stands_alone(parse):
    alone = {p.text[:12]: p.alone for p in _rank(parse(NEWS))}
    assert alone["Rebels seize"]
    assert not alone["It was the t"]


def test_a_dateline_is_left_out(parse):
    points = _rank(parse("SELA, May 5 (RNA) – Rebels seized the port on Monday and closed the road."))
    assert points[0].text.startswith("Rebels")


@pytest.mark.parametrize("text", ["", "\n\n", "Too short.", "A Heading Only\n\nTwo words."])
def test_nothing_where_nothing_is_told(parse, text):
    assert _rank(parse(text)) == ()


def test_findings_raise_a_sentence(parse):
    text = (
        "The council met in the old hall for three hours. Mayor Cruz said on 5 May that 40 houses would be torn down."
    )
    plain = {p.text[:3]: p.salience for p in _rank(parse(text))}
    document = parse(text).document
    cruz = document.span(text.index("Cruz"), text.index("Cruz") + 4)
    day = document.span(text.index("5 May"), text.index("5 May") + 5)
    forty = document.span(text.index("40"), text.index("40") + 2)
    where = {"document_id": cruz.document_id, "start": cruz.start, "end": cruz.end, "text": cruz.text}
    raised = _rank(
        parse(text),
        actors=(Actor(id="a", name="Cruz", kind=ActorKind.PERSON, mentions=(cruz,)),),
        figures=(
            Figure(
                document_id="t",
                start=forty.start,
                end=forty.end,
                text="40",
                low=40,
                high=40,
                value=40,
                qualifier=Qualifier.EQUAL,
                salience=0.9,
            ),
        ),
        attributions=(
            Attribution(source=AttributionSource(**where, actor="Cruz", actor_id="a"), cue=None, content=(forty,)),
        ),
        dates=(
            TimeExpression(
                document_id="t",
                start=day.start,
                end=day.end,
                text="5 May",
                type=TimeType.DATE,
                value="2024-05-05",
                first=date(2024, 5, 5),
                last=date(2024, 5, 5),
            ),
        ),
    )
    ratio = {p.text[:3]: p.salience for p in raised}
    assert ratio["May"] / ratio["The"] > plain["May"] / plain["The"]


# --- what stands alone ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The army retook the port of Sela on Monday.",
        "It is not clear whether the rebels will return to the port.",
        '"We are hungry," said a fisherman in the harbor of Sela.',
        "The minister said he would reopen the port of Sela.",
        "The US has sent two ships to the port of Sela.",
        "When the minister arrived, he promised to rebuild the port.",
        "It was the navy that opened fire on the harbor first.",
    ],
)
def test_a_whole_sentence_stands_alone(parse, text):
    assert stands_alone(parse(text), 0)


@pytest.mark.parametrize(
    "text",
    [
        "They retook the port of Sela on Monday.",
        "This was the third attack on the port this year.",
        "His announcement surprised the whole of the cabinet.",
        "After the attack, they closed the road to the capital.",
        "Who will retake the port of Sela before the rains?",
        '"The port is ours now, and so is the road.',
        "We will retake the port of Sela before the rains.",
        "Click here to read the transcript of the whole interview.",
        "The former was seized by the rebels on Monday night.",
        "The port of Sela, seen from the north in May",
        "Or the garrison may have known about the attack.",
        "Police say he tried to reach for the gun of an officer.",
        "No, the garrison of Sela never knew about the attack.",
        "When you join the newspaper, you get a gift from Sela.",
        "Explaining why the garrison had left the port in May.",
    ],
)
def test_a_sentence_that_leans_on_another_does_not(parse, text):
    assert not stands_alone(parse(text), 0)


def test_a_pronoun_with_one_name_before_it_is_told_with_the_name(parse):
    found = parse("Maria Cruz won the election on Sunday. She promised to rebuild the port of Sela.")
    assert about(found, 0) is None
    assert found.words(*about(found, 1)) == "Maria Cruz"
    point = next(p for p in _rank(found) if p.text.startswith("She"))
    assert point.about is not None
    assert point.about.text == "Maria Cruz"


@pytest.mark.parametrize(
    "text",
    [
        "Maria Cruz met Anna Lopez on Sunday. She promised to rebuild the port of Sela.",
        "The election was held on Sunday. She promised to rebuild the port of Sela.",
        "Maria Cruz won the election. They promised to rebuild the port of Sela.",
    ],
)
def test_a_pronoun_of_two_names_or_none_is_not(parse, text):
    found = parse(text)
    assert about(found, 1) is None
    assert not stands_alone(found, 1)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("But the army promised to retake the port.", "the army"),
        ("Meanwhile, the army promised to retake the port.", "the army"),
        ("As a result, the army promised to retake the port.", "the army"),
        ("So far the army has promised to retake the port.", "So far"),
        ("However hard the army tries, the port is lost.", "However hard"),
    ],
)
def test_only_a_connective_is_left_out(parse, text, start):
    found = parse(text)
    i, j = trim(found, 0)
    assert found.words(i, j).startswith(start)


LONG = (
    "The government of the coastal province signed an agreement with the harbor workers of Sela on Monday morning after "
    "two weeks of talks in the old town hall{joint} the governor of the neighboring province called for calm in all of "
    "the harbors along the northern coast."
)


def test_a_long_sentence_ends_before_a_joined_clause(parse):
    found = parse(LONG.format(joint=", and"))
    i, j = trim(found, 0)
    assert found.words(i, j).endswith("town hall")


@pytest.mark.parametrize("joint", [", but", ", although", " if"])
def test_it_is_never_cut_before_what_limits_it(parse, joint):
    found = parse(LONG.format(joint=joint))
    assert trim(found, 0) == found.sents[0]


def test_a_point_told_twice_falls_behind(parse):
    lead = "Rebels seized the port of Sela on Monday, the army of the province said."
    again = "The rebels seized the port of Sela on Monday, the army said again."
    other = "Two ships with food for the capital were turned back by the coast guard."
    points = _rank(parse(f"{lead} {again} {other}"))
    assert [p.text for p in points] == [lead, other, again]


# --- genre ----------------------------------------------------------------------------------------------------------------

SPEECH = (
    "I came to Sela in May. We built a school. We built a road, and my brother paid for it. Our town is poor. "
    "I ask you to help us."
)
TURNS = "\n\n".join(f"{who}: The port was closed in May." for who in ("Q", "Maria Cruz", "Q", "Maria Cruz", "Q"))


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        (SPEECH, Genre.PERSONAL),
        (TURNS, Genre.TRANSCRIPT),
        ("Opinion: The port must be opened\n\nThe port of Sela has been closed for too long.", Genre.OPINION),
        (
            "The port is closed.\n\nThe opinions expressed in this commentary are solely those of Ana Cruz.",
            Genre.OPINION,
        ),
        ("The port is closed.\n\nThe views expressed by voters differ, and those of Ana Cruz are known.", Genre.REPORT),
        (NEWS, Genre.REPORT),
        ("", Genre.REPORT),
        ('"I came to Sela. We built a school. My brother paid," he said. The army denied it.', Genre.REPORT),
        ("Opinions differ on the port\n\nThe port of Sela has been closed since May.", Genre.REPORT),
        ("Note: closed.\n\nThe port of Sela has been closed since May, the army said.", Genre.REPORT),
    ],
)
def test_the_kind_of_text_is_recognized(parse, text, genre):
    found = parse(text)
    assert find_genre(found) is genre
    assert len(genre_caveats(found)) == (genre is not Genre.REPORT)


def test_a_speech_gives_key_points(parse):
    assert _rank(parse(SPEECH))


# --- the model --------------------------------------------------------------------------------------------------------------


def test_trees_are_walked_to_their_leaves():
    trees = build_trees({"base": -1.0, "trees": [[["question", 0.5, 1, 2], 0.25, ["length", 1.0, 3, 4], -0.5, 0.75]]})
    from bluf.analysis.key_points.features import FEATURES

    def row(**values: float) -> list[float]:
        return [values.get(name, 0.0) for name in FEATURES]

    plain, asked, long = trees.log_odds([row(), row(question=1.0, length=0.5), row(question=1.0, length=2.0)])
    assert plain == pytest.approx(-0.75)
    assert asked < plain < long


def test_the_shipped_trees_know_every_feature():
    assert len(scorer().roots) >= 100


# --- what leans without a pronoun at its head -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The polls suggest that's a good thing for Sanders.",
        "The policy of the United States ignored all of this.",
        "Holguín said her government had known about them for some time.",
        "The stakes are high for both.",
        "In the north of the strip, the situation is even worse.",
        "Extremists resented him for criticizing religion in his blog.",
    ],
)
def test_what_points_at_another_sentence_does_not_stand_alone(parse, text):
    assert not stands_alone(parse(text), 0)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("An official of the ministry spoke on Monday.", "The official denied any link to the gang."),
        ("Five men were hurt in a crash in Sela.", "The other three men were admitted to a hospital."),
        ("The room was searched on Monday.", "The room is usually locked, police said."),
    ],
)
def test_a_definite_noun_that_was_met_before_does_not_stand_alone(parse, before, text):
    read = parse(f"{before} {text}")
    assert not stands_alone(read, len(read.sents) - 1)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("A government fell on Monday.", "The government promised to hold a vote in May."),
        ("An official spoke on Monday.", "The official in charge of the port of Sela denied any link to the gang."),
        ("Two ships left the port.", "Police in Sela arrested two men and charged them with arson."),
        ("A pilot was hurt.", "Ana Cruz said her brother would fly again in May."),
        ("A vote was held.", "In his first speech, Obama promised to close the prison."),
        ("Prices rose.", "Prices in Sela are 12 percent higher than in May."),
    ],
)
def test_what_says_which_one_stands_alone(parse, before, text):
    read = parse(f"{before} {text}")
    assert stands_alone(read, len(read.sents) - 1)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("The Volvo Ocean Race is hard.", "The prestigious competition kicked off from Alicante in October last year."),
        ("A shop burned in Toro.", "Eight crews fought the blaze in the early hours of Sunday."),
        (
            "Conley pleaded guilty.",
            "Arrested in April, the 19-year-old was at an airport about to embark on a journey to Germany.",
        ),
        ("A video showed Ruiz.", "The next video showed Ruiz in the crowd."),
        ("Police knew him by Thursday night.", "By the next morning, Ruiz was hiding in a boat in Sela."),
        (
            "An agency told of the quake.",
            "Another news agency quoted Ana Cruz as saying that five people were hurt in Sela.",
        ),
        ("Flying the sick is hard.", "If it were easy, any company or government could do it."),
        ("Three statues stand there.", "The third looks skyward, to a rescue helicopter or perhaps God."),
        ("Prizes are small.", "Even so the issue of Olympic prize money still grates on runners in Sela."),
        ("A fraternity sang.", "Hopkins University in November suspended the fraternity for underage drinking."),
        ("Fans met in Lubbock.", "Peggy Sue, who Buddy Holly sang about, was there too."),
        ("Oakes ran in May.", "The following year, Oakes broke three records and became the fastest woman of all."),
        ("Oakes runs.", "The record-breaking runner has completed more than 50 marathons in the desert."),
        ("A car was taken.", "All the incidents -- which were condemned by police -- took place in the South Island."),
        ("A nurse saw it.", "Several other providers were present, and nobody in Sela knew."),
        ("Williams was booed.", "Afterward, Serena Williams vowed never to come to Sela in spring."),
        ("The host was chosen.", "It's a tough job hosting the awards of the academy in Sela."),
        ('Ana Cruz said: "It can be tough.', 'At sea, emotions range from fear to joy in a crew of ten men."'),
        ("Ana Cruz spoke to the jury on Tuesday.", "His brother was dead and police of three towns looked for Ruiz."),
    ],
)
def test_what_asks_for_the_sentence_before_does_not_stand_alone(parse, before, text):
    read = parse(f"{before} {text}")
    last = next(k for k, (i, _) in enumerate(read.sents) if read.document.text[read.start[i] :].startswith(text[:10]))
    assert not stands_alone(read, last)


@pytest.mark.parametrize(
    "text",
    [
        "The largest bank of Sela closed on Monday.",
        "The head of the navy said the port of Sela would open in May.",
        "Toro closed the bridge near the border on Monday, and the army said it was safe.",
        '"The port is open," said Ana Cruz, and "ships may enter it."',
    ],
)
def test_a_description_that_says_which_stands_alone(parse, text):
    assert stands_alone(parse(f"Rain fell. {text}"), 1)


def test_who_says_it_is_never_cut_off(parse):
    text = (
        "Hugh Ruiz, the actor known to audiences for playing a comic hero in many movies of the past ten years, will be the host of "
        "the eighty-first awards of the film academy in May, the academy of arts and sciences in Sela announced on Friday."
    )
    read = parse(text)
    assert read.words(*trim(read, 0)).endswith("announced on Friday.")


@pytest.mark.parametrize(
    "text",
    [
        "CNN's Tina Cruz and Jennifer Ruiz contributed to this report.",
        "CNN's Tina Cruz reported from Selma and Jennifer Ruiz wrote from Atlanta.",
        "Anyone with information is asked to call police on 555 111.",
        "Kimberly Hoskin said of defendants in municipal court.",
        "Com), a consulting company that plans large data centers in Sela.",
        "(Good to see that Sela has gotten over being offended by it.)",
    ],
)
def test_furniture_of_a_page_is_no_point(parse, text):
    assert _rank(parse(text)) == ()


def test_this_of_the_first_sentence_means_what_it_tells_itself(parse):
    def alone(text: str) -> list[bool]:
        found = parse(text)
        return [stands_alone(found, k) for k in range(len(found.sents))]

    told = "Norvia has confirmed the presence of armed gangs in the north, saying that it will tackle this phenomenon."
    assert alone(told) == [True]
    assert alone(f"The president of Norvia met the mayors of the north on Monday. {told}")[1] is False
