"""What judged samples of printed rows showed: each phenomenon once as it is to be read, once where nothing must be found."""

from __future__ import annotations

import pytest

from bluf.analysis import find_actors, find_places, load_model_once, parse_document
from bluf.analysis.attribution import find_attributions
from bluf.model import Attribution, Document

Row = tuple[str, str | None, str]


def find(text: str) -> tuple[Attribution, ...]:
    return find_attributions(parse_document(Document(id="d", text=text), load_model_once()), ())


def rows(text: str) -> list[Row]:
    """Stance, source and content of each attribution."""
    return [
        (str(a.stance), a.source.text if a.source else None, " … ".join(c.text for c in a.content)) for a in find(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # who asks stands behind the quotation, in a sentence of its own
            '"What is it about Joe Biden that makes you support him?" King asked Scott.',
            ("asks", "King", '"What is it about Joe Biden that makes you support him?"'),
        ),
        (
            '"It was a long war. We won it!" the general shouted.',
            ("states", "the general", '"It was a long war. We won it!"'),
        ),
        (  # a clause before "and" is no part of who speaks
            "One of the occupants admitted to entering the waters and the vessel operator said they had come from Peru.",
            ("states", "the vessel operator", "they had come from Peru"),
        ),
        (  # "only" is the cue's, the day the speech's
            "The foreign minister said only that groups were trying to survive.",
            ("states", "The foreign minister", "groups were trying to survive"),
        ),
        ("Ana Cruz said Thursday the dam would hold.", ("states", "Ana Cruz", "the dam would hold")),
        ("Ana Cruz said last year was the worst.", ("states", "Ana Cruz", "last year was the worst")),
        (  # another's word on it is no part of it
            "The Pentagon has suggested that Iranians could be participating in the fight, which Zarif denied.",
            ("states", "The Pentagon", "Iranians could be participating in the fight"),
        ),
        ("Microsoft announced Windows 10 would be the last.", ("states", "Microsoft", "Windows 10 would be the last")),
        (  # the parse hangs the later hour elsewhere
            "Wilson said they were stuck on the road between 2:30 a.m. and 4 p.m. A report said so.",
            ("states", "Wilson", "they were stuck on the road between 2:30 a.m. and 4 p.m."),
        ),
        (  # a quotation is whose cue stands right behind it
            'Many praised Kutcher for raising the issue: "Thank you. This is not just an issue for dads," wrote one poster.',
            ("assesses", "Many", "Kutcher for raising the issue"),
        ),
        (  # the day is no part of a name
            "Castro on Monday said the men were not spying on the base.",
            ("states", "Castro", "the men were not spying on the base"),
        ),
        (  # two quotations beside one another, each with its own cue
            'Wrote one poster, "I am a veteran and find it good." "The photo is making a point," another photo fan posted.',
            ("states", "one poster", '"I am a veteran and find it good."'),
        ),
        (  # what he says himself is not what he dismisses
            'Idaho Sen. James Risch dismissed the administration\'s argument: "Let there be no mistake, this is a treaty."',
            ("denies", "Idaho Sen. James Risch", "the administration's argument"),
        ),
        (
            '"The best team went through," Arsenal defender Per Mertesacker told ITV.',
            ("states", "Arsenal defender Per Mertesacker", '"The best team went through,"'),
        ),
        (  # what a headline promises to tell is no content
            "Clinton asks State to release emails: What you need to know .",
            ("asks", "Clinton", "State to release emails"),
        ),
        (  # what describes the source is no content
            "According to Ann Lee, who tracked them down, two people have already paid a price.",
            ("states", "Ann Lee", "two people have already paid a price"),
        ),
        (  # a quoted predicate stays with its subject
            'Witness Kwami Nicholas testified that he saw Hernandez and the ex-player "seemed like he was angry about something."',
            (
                "states",
                "Witness Kwami Nicholas",
                'he saw Hernandez and the ex-player "seemed like he was angry about something."',
            ),
        ),
        (  # what she does meanwhile is no part of her name
            "Answering questions submitted via Facebook, Watson said the fight for equality was far from over.",
            ("states", "Watson", "the fight for equality was far from over"),
        ),
        (  # what else he does is not what he denies
            "Iran denies such allegations and accuses Washington of trying to spread anti-Iranian sentiment.",
            ("denies", "Iran", "such allegations"),
        ),
        (  # "that" opens a clause, though the parse sees none
            "Wilkins observed that the 2007 starting date of the donation program coincided with the anniversary.",
            ("states", "Wilkins", "the 2007 starting date of the donation program coincided with the anniversary"),
        ),
        ("The US said it would act.", ("states", "The US", "it would act")),
        ("The WHO said that the virus was spreading.", ("states", "The WHO", "the virus was spreading")),
    ],
)
def test_read_as_an_analyst_would(text: str, expected: Row) -> None:
    assert expected in rows(text)


@pytest.mark.parametrize(
    "text",
    [
        "She called the group the Reckoning Crew.",
        "The voters rejected Joe Biden.",
        'She met "CBS This Morning" co-host Gayle King.',
        'Ana Cruz told "CBS This Morning" host Gayle King about it.',
        "He asked Ana Cruz twice.",
        '"Silent Spring" is a book. King read it.',
        "I saw that Buddy Holly had been killed in the crash.",
        "It is doubtful that sanctions would end the program.",
        "The judge denied their motion for summary judgment.",
        "She still finds it hard to believe that he could be the killer.",
        "He believes in democracy.",
        "The FBI has not ruled out an attack.",
        "The band lost a case that all but accused them of stealing.",
        "Al Qaeda has rejected the group.",
        "Wang finds himself nostalgic for the old days.",
        "Strict budget rules deny individual countries the flexibility to react to a crisis.",
        "Madonna, saying something controversial? Perish the thought.",
        "Millions saw it; but others -- say if you were at the North Pole -- got the full deal.",
        "What of Durst's likely claim that the filmmakers were acting as an arm of the police?",
        "The team was not aware that it was offensive.",
        "I think back to our conversation on Thursday.",
        "Suppose that there are two articles and both report a storm.",
        "We are not sure how much it costs.",
    ],
)
def test_nothing_is_attributed(text: str) -> None:
    assert rows(text) == []


def test_a_conjunction_is_left_at_no_end() -> None:
    text = "Relatives said that he knew the two men and according to the police, the loggers alleged that he had asked them to come."
    assert all(not c.text.endswith(" and") for a in find(text) for c in a.content)


def speaker(text: str) -> str | None:
    """Whom the source of the last attribution means."""
    parse = parse_document(Document(id="d", text=text), load_model_once())
    last = find_attributions(parse, find_actors(parse, find_places(parse)))[-1]
    return last.source.actor if last.source else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (  # police elsewhere need not be those of the town
            "Santa Monica Police closed a road. In Mesa, police said one man is in critical condition.",
            None,
        ),
        (  # a branch is not the whole
            "Al Qaeda denied it. Al Qaeda in the Arabian Peninsula claimed responsibility for the attack.",
            None,
        ),
        (  # whoever speaks does not call himself by his name
            'Steve Lukather called Mike Porcaro a brother. "My brother Mike Porcaro is now at peace," he wrote.',
            "Steve Lukather",
        ),
        (  # two bear the name
            "Serena Williams and Venus Williams played. Williams said her mother was there.",
            "Williams",
        ),
        (  # who is spoken of in a clause beside does not speak next
            'Jeremy Hughes said Pratchett -- who called for greater funding -- had helped. "His work will stay," he said.',
            "Jeremy Hughes",
        ),
        (
            'Australia closed its airports. "They\'ll use satellites," Airservices Australia said in a statement.',
            None,
        ),
        (  # who replies is not who asked
            'The envoy Ana Cruz asked Ben Reyes, "What is the problem?" "The problem is money," he replied.',
            "Ben Reyes",
        ),
        (  # the body that spoke last, not the one that the text calls a group
            (
                "The Houthis, a Shiite minority group, took the capital. The General People's Congress thinks the Saudis should "
                "leave. The way to peace is to bring everyone to the table, the group said."
            ),
            "General People's Congress",
        ),
        (  # a lawyer without a name speaks on, and not of whom he spoke
            "Nowsch's lawyer said after the hearing that Brandon Meyers pointed a gun. He said the story doesn't add up.",
            "Nowsch's lawyer",
        ),
    ],
)
def test_whom_a_source_means(text: str, name: str | None) -> None:
    assert speaker(text) == name


def test_where_it_was_said_is_no_content() -> None:
    text = "Marisol Touraine expressed her support for the new law in an interview with CNN affiliate BFMTV."
    assert [row[1:] for row in rows(text)] == [("Marisol Touraine", "her support for the new law")]


@pytest.mark.parametrize(
    "text",
    [
        "Those who wish to eradicate racism are certain that they are right.",
        "Anyone with information is encouraged to contact the police.",
    ],
)
def test_words_of_anybody_are_not_printed(text: str) -> None:
    assert all(a.score < 0.5 for a in find(text))


def test_a_topic_is_not_printed_as_a_statement() -> None:
    (found,) = find("Trump pointed to the former mayor's lavish contributions to charity.")
    assert found.score < 0.5
