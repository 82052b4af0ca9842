"""Who says what, with the real model and the weights that are shipped."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from bluf.analysis.attribution import attribute, find_attributions
from bluf.model import Actor, ActorKind, Attribution, Stance


def parts(found: Attribution) -> tuple[str | None, str | None, str, str]:
    """Source, cue, content and stance as text."""
    source = found.source.text if found.source else None
    return source, found.cue.text if found.cue else None, " … ".join(c.text for c in found.content), str(found.stance)


FOUND = [
    # clauses
    ("The minister said that the bridge was safe.", "The minister", "said", "the bridge was safe", "states"),
    ("The bridge was safe, the minister said.", "the minister", "said", "The bridge was safe", "states"),
    ("The bridge, the minister said, was safe.", "the minister", "said", "The bridge … was safe", "states"),
    ("The town had fallen, reports AFP.", "AFP", "reports", "The town had fallen", "states"),
    (
        "As Holguin suggested, pressure at home drives the groups abroad.",
        "Holguin", "suggested", "pressure at home drives the groups abroad", "states",
    ),
    ("The report found that half of the wells were dry.", "The report", "found", "half of the wells were dry", "states"),
    ("The colonel was said to have ordered the attack.", None, "was said", "The colonel … to have ordered the attack", "states"),
    ("The spokesman, who said the talks had failed, left.", "who", "said", "the talks had failed", "states"),
    # quotations
    ('"The bridge is safe," said the minister.', "the minister", "said", '"The bridge is safe,"', "states"),
    ('"The bridge is safe," the minister said.', "the minister", "said", '"The bridge is safe,"', "states"),
    # prepositions, nouns, adverbs
    ("According to the police, two men were arrested.", "the police", "According to", "two men were arrested", "states"),
    ("Two men were arrested, according to the police.", "the police", "according to", "Two men were arrested", "states"),
    ("His claim that the vote was rigged was never proved.", "His", "claim", "the vote was rigged", "states"),
    ("The minister's statement that talks had begun surprised us.", "The minister", "statement", "talks had begun", "states"),
    ("The general reportedly fled the country.", None, "reportedly", "The general … fled the country", "states"),
    ("The mayor allegedly took bribes from builders.", None, "allegedly", "The mayor … took bribes from builders", "alleges"),
    # denials and accusations take objects
    ("The army denied the charge.", "The army", "denied", "the charge", "denies"),
    ("The army denied that it had fired on protesters.", "The army", "denied", "it had fired on protesters", "denies"),
    ("The company dismissed the report as false.", "The company", "dismissed", "the report as false", "denies"),
    (
        "Prosecutors accused the company of bribing officials.",
        "Prosecutors", "accused", "the company of bribing officials", "alleges",
    ),
    (
        "The company was accused by prosecutors of bribing officials.",
        "prosecutors", "was accused", "The company … of bribing officials", "alleges",
    ),
    ("The ministry blamed the rebels for the attack.", "The ministry", "blamed", "the rebels for the attack", "alleges"),
    (
        "The two men pleaded not guilty to the murder charges.",
        "The two men", "pleaded not guilty to", "the murder charges", "denies",
    ),
    # the other stances
    ("The governor admitted taking bribes.", "The governor", "admitted", "taking bribes", "confirms"),
    (
        "The rebel leader is believed to be hiding in the mountains.",
        None, "is believed", "The rebel leader … to be hiding in the mountains", "assesses",
    ),
    ("It is believed that the rebels crossed the border.", None, "is believed", "the rebels crossed the border", "assesses"),
    ("Human rights groups condemned the attack.", "Human rights groups", "condemned", "the attack", "assesses"),
    ("Analysts estimate that 40 percent was lost.", "Analysts", "estimate", "40 percent was lost", "estimates"),
    ("The senator warned that it could cost 3,000 jobs.", "The senator", "warned", "it could cost 3,000 jobs", "estimates"),
    ("The president promised to withdraw the troops.", "The president", "promised", "to withdraw the troops", "promises"),
    ("The opposition called for new elections.", "The opposition", "called for", "new elections", "demands"),
    ("The union urged the government to raise wages.", "The union", "urged", "the government to raise wages", "demands"),
    ("The agency asked for more money.", "The agency", "asked for", "more money", "asks"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content", "stance"), FOUND, ids=[f[0][:40] for f in FOUND])
def test_found(parse, text, source, cue, content, stance):
    assert (source, cue, content, stance) in [parts(a) for a in find_attributions(parse(text), ())]


NOTHING = [
    "The bridge was closed on Monday.",
    "The ministry did not say when the talks would start.",
    "The US has not asked Iraq to attack.",
    "The murder charges were filed on Monday.",
    'The so-called "junior officers" met in the capital.',
    'She read the "Financial Times" on the train.',
    "He called his wife from the airport.",
    "The company issued a report on its sales.",
    "The flood claimed 300 lives.",
    "The police charged the crowd.",
    "The judge dismissed all charges against the man.",
    "The state of the roads is poor.",
    "The team found a way out.",
    "The talks were called off.",
    "The army ordered 200 tanks from France.",
    "Bob Smith declined to comment.",
    "The mayor refused to comment on the report.",
    "The minister wants to resign.",
    "She was denied entry to Russia on Monday.",
    "The president dismissed the minister on Monday.",
    "An estimated 300 people fled the town.",
    "As expected, the team left the town on Monday.",
    "Does he propose to leave?",
    "The minister declined to say which groups she meant.",
    "No group has claimed responsibility for the attack.",
    "The ministry hopes to announce the result on Monday.",
    "The charges against him are old.",
    "Hamas, which rules the town, fired on the coast.",
    "Jones reported from the capital.",
    "",
    " \n\n ",
    '"',
    "said",
]


@pytest.mark.parametrize("text", NOTHING, ids=[t[:40] or "empty" for t in NOTHING])
def test_nothing(parse, text):
    assert find_attributions(parse(text), ()) == ()


class TestStance:
    def test_could_not_confirm_is_no_confirmation(self, parse):
        found = find_attributions(parse("The ministry could not confirm that the hostages were alive."), ())
        assert found == ()

    def test_did_not_deny_is_neither(self, parse):
        (found,) = find_attributions(parse("The army did not deny the charge."), ())
        assert found.stance is Stance.STATES
        assert found.cue is not None
        assert found.cue.text == "did not deny"

    def test_who_rejects_claims_does_not_make_them(self, parse):
        found = find_attributions(parse("The mayor rejected claims that the water was polluted."), ())
        assert ("The mayor", "rejected", "claims that the water was polluted", "denies") in map(parts, found)
        assert all(a.source is None for a in found if a.cue and a.cue.text == "claims")


class TestQuotations:
    def test_direct_only_where_all_is_quoted(self, parse):
        (direct,) = find_attributions(parse('"The bridge is safe," the minister said.'), ())
        (mixed,) = find_attributions(parse('The minister said the bridge was "as safe as ever before".'), ())
        assert direct.direct
        assert not mixed.direct

    def test_goes_on_after_the_cue(self, parse):
        (found,) = find_attributions(parse('"We will stay," Anna Keller said. "Nobody will move us."'), ())
        assert [c.text for c in found.content] == ['"We will stay,"', '"Nobody will move us."']

    def test_a_paragraph_opens_with_it_and_its_speaker_stands_before(self, parse):
        text = (
            '"The roads are closed and will stay closed," Anna Keller said.\n\n"We have no way to reach the villages."'
        )
        (found,) = find_attributions(parse(text), ())
        assert [c.text for c in found.content][-1] == '"We have no way to reach the villages."'

    def test_over_paragraphs_without_a_mark_at_the_end(self, parse):
        text = 'Anna Keller said: "The roads are closed.\n\n"We have no way to reach the villages."'
        (found,) = find_attributions(parse(text), ())
        assert found.content[-1].text.endswith('the villages."')

    def test_of_nobody_by_nobody_is_nothing(self, parse):
        assert find_attributions(parse('The road ends there. "You can see the whole valley from here."'), ()) == ()

    def test_what_is_quoted_attributes_nothing_outside(self, parse):
        found = find_attributions(parse('"I urge you to wait for the results," Keller said on Monday.'), ())
        assert all("Keller" not in c.text for a in found for c in a.content)


class TestRelays:
    @pytest.mark.parametrize(
        ("text", "via"),
        [
            ("The commander told Reuters that the town had fallen.", ["Reuters"]),
            ("She said that the town had fallen, reports AFP.", ["AFP"]),
            ("He was quoted by AFP as saying that the army would stay.", ["AFP"]),
            ("The governor said that he would resign.", []),
            ("The governor told his wife that he would resign.", []),
            ("The governor told reporters that he would resign.", []),
        ],
    )
    def test_via(self, parse, text, via):
        found = find_attributions(parse(text), ())
        assert via in [[v.text for v in a.via] for a in found]
        assert not any(v.text not in via for a in found for v in a.via)

    def test_a_relay_does_not_stand_in_what_it_relays(self, parse):
        found = find_attributions(parse("She said that the town had fallen, reports AFP."), ())
        assert ("She", "said", "the town had fallen", "states") in map(parts, found)


def test_dateline_is_not_said(parse):
    (found,) = find_attributions(parse("LONDON, England (CNN) -- The bridge was safe, officials said."), ())
    assert [c.text for c in found.content] == ["The bridge was safe"]


def test_transcript(parse):
    text = "[Begin recording] [Estrada] The troops will leave the town in May. [end recording]"
    (found,) = find_attributions(parse(text), ())
    assert parts(found) == ("Estrada", None, "The troops will leave the town in May", "states")
    assert found.direct


@pytest.mark.parametrize(
    "text",
    ["The man [words indistinct] left the town.", "He left [passage omitted] and the others stayed in the town."],
)
def test_editors_brackets_are_no_speakers(parse, text):
    assert find_attributions(parse(text), ()) == ()


class TestHeadlines:
    def test_colon(self, parse):
        found = find_attributions(parse("Minister: 'There will be no deal'\n\nTalks ended on Monday."), ())
        assert ("Minister", None, "'There will be no deal'", "states") in map(parts, found)

    @pytest.mark.parametrize("label", ["Update", "Analysis", "Ukraine"])
    def test_label_or_place(self, parse, label):
        assert find_attributions(parse(f"{label}: rebels leave the town\n\nThey left on Monday."), ()) == ()


class TestSpeakers:
    def actor(self, parse, name: str, kind: ActorKind = ActorKind.PERSON, *, role: str | None = None) -> Actor:
        at = parse.document.text.find(name)
        return Actor(id=name, name=name, kind=kind, role=role, mentions=(parse.document.span(at, at + len(name)),))

    def named(self, found: tuple[Attribution, ...]) -> list[str | None]:
        return [a.source.actor_id for a in found if a.source]

    def test_pronoun(self, parse):
        p = parse("Maria Holguin met the army chief. She said that the talks had failed.")
        assert self.named(find_attributions(p, (self.actor(p, "Maria Holguin"),))) == ["Maria Holguin"]

    def test_sex_decides(self, parse):
        p = parse("Maria Holguin met Carlos Mesa in the capital. He said that the talks had failed.")
        actors = (self.actor(p, "Maria Holguin"), self.actor(p, "Carlos Mesa"))
        assert self.named(find_attributions(p, actors)) == ["Carlos Mesa"]

    def test_no_guess_where_two_fit(self, parse):
        p = parse("Jan Morris and Kim Taylor met in the capital. The talks failed. He said that it was late.")
        assert self.named(find_attributions(p, (self.actor(p, "Jan Morris"), self.actor(p, "Kim Taylor")))) == [None]

    def test_description(self, parse):
        p = parse("Foreign Minister Carlos Mesa arrived on Monday. The minister said that the talks had failed.")
        actors = (self.actor(p, "Carlos Mesa", role="Foreign Minister"),)
        assert self.named(find_attributions(p, actors)) == ["Carlos Mesa"]

    def test_description_of_somebody_else(self, parse):
        p = parse(
            "Foreign Minister Carlos Mesa arrived on Monday. The defense minister said that the talks had failed."
        )
        actors = (self.actor(p, "Carlos Mesa", role="Foreign Minister"),)
        assert self.named(find_attributions(p, actors)) == [None]

    def test_first_person_is_who_is_quoted(self, parse):
        p = parse('"I believe that the bridge is safe," Carlos Mesa said.')
        found = find_attributions(p, (self.actor(p, "Carlos Mesa"),))
        assert set(self.named(found)) == {"Carlos Mesa"}
        assert len(found) == 2

    def test_relative(self, parse):
        p = parse("Carlos Mesa, who said the talks had failed, left the room.")
        assert self.named(find_attributions(p, (self.actor(p, "Carlos Mesa"),))) == ["Carlos Mesa"]

    def test_two_speakers_are_nobody_in_particular(self, parse):
        p = parse("Carlos Mesa and Maria Holguin said that the talks had failed.")
        assert self.named(find_attributions(p, (self.actor(p, "Carlos Mesa"), self.actor(p, "Maria Holguin")))) == [
            None
        ]

    def test_without_any_word_before(self, parse):
        assert self.named(find_attributions(parse("He said that the talks had failed."), ())) == [None]


def test_rules_alone_work_where_there_are_no_weights(parse):
    found = attribute(parse("The army denied the charge. The bridge was closed."), (), None)
    assert [parts(a) for a in found] == [("The army", "denied", "the charge", "denies")]


def test_weights_say_what_made_them_and_are_small():
    path = resources.files("bluf.analysis") / "data" / "attribution_weights.json"
    raw = path.read_bytes()
    assert len(raw) <= 1_000_000
    stored = json.loads(raw)
    assert stored["made_by"] == "tools/train_attribution.py"
    assert "Wikinews" in stored["made_from"]


def test_every_line_of_the_seed_can_be_signed(parse, shared):
    text = (shared / "seed" / "colombia-bolivia.txt").read_text(encoding="utf-8")
    found = {
        (a.stance, parts(a)[0], parts(a)[1], tuple(v.text for v in a.via)) for a in find_attributions(parse(text), ())
    }
    for line in [
        (Stance.CONFIRMS, "Colombia’s government", "has confirmed", ()),
        (Stance.STATES, "She", "said", ("AFP",)),
        (Stance.DENIES, "Bolivia’s government", "has repeatedly denied", ()),
        (Stance.STATES, "Senate testimony by a US anti-drug agent", "according to", ()),
        (Stance.STATES, "an anonymous Colombian intelligence official", "claimed", ()),
        (Stance.STATES, "Holguin", "suggested", ()),
        (Stance.ALLEGES, "the US", "has accused", ()),
    ]:
        assert line in found
