"""What a mail tells and how: order, sources, marks, size, hostile words; topics; who gets it; what a person decides."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

import bluf
from bluf.config.example import EXAMPLE
from bluf.config.reading import read_config
from bluf.config.schema import Config
from bluf.digest import making
from bluf.digest.deciding import Decision, resend, resolve
from bluf.digest.health import find_health, health_lines
from bluf.digest.letters import subject_of, write_letters
from bluf.digest.publishing import window_of
from bluf.digest.running import opened
from bluf.digest.units import cron_line, unit_files
from bluf.edition import Edition, Failure, Story
from bluf.errors import UsageError
from bluf.grounding import Problem
from bluf.model import Analysis, Briefing, MadeWith
from bluf.rendering.edition import MOST_BYTES, render_edition
from bluf.rendering.inert import find_active
from bluf.standards import Tlp
from bluf.store import outbox
from bluf.store.editions import EditionRow, add_edition
from bluf.store.opening import Store, open_store
from bluf.store.outbox import Delivery, State
from bluf.synthesis import synthesize
from tests.unit.digest import test_news

FIRE = "Fire at the port of Arica\n\nA fire at the port of Arica hurt at least 12 people on Monday, the port authority said. Captain Rosa Vega denied that the port was closed."
HOSTILE = '<script>alert(1)</script> & "quoted" {{ 7*7 }} said\n\nMinister <b>Ana</b> {{ config }} said on Monday that <img src=x onerror=alert(1)> 12 people were hurt.\r\nBcc: evil@attacker.example'
DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def fire() -> Analysis:
    return bluf.analyze(FIRE, title="Fire at the port of Arica", publisher="Wire", published_on=date(2026, 11, 23))


@pytest.fixture(scope="module")
def hostile() -> Analysis:
    return bluf.analyze(
        HOSTILE, title=HOSTILE.split("\n", maxsplit=1)[0], publisher="<i>Evil</i> Times", published_on=DAY
    )


def brief(analysis: Analysis, document_id: str = "text") -> Briefing:
    return synthesize([analysis], made_with=MadeWith(bluf="0", model="m"), as_of=DAY)


def an_edition(*briefings: Briefing, **more: object) -> Edition:
    stories = tuple(
        Story(id=f"s{k}", briefing=b, page=f"story-{k}.html", topics=("The port",)) for k, b in enumerate(briefings, 1)
    )
    values: dict[str, object] = {"digest": "morning", "title": "Morning digest", "day": DAY, "mark": Tlp.GREEN}
    return Edition(**{**values, "stories": stories, "articles": len(stories), **more})


@pytest.fixture
def config(tmp_path: Path) -> Config:
    (tmp_path / "bluf.toml").write_text(EXAMPLE, encoding="utf-8")
    return read_config(tmp_path / "bluf.toml", {})


# --- the text -----------------------------------------------------------------------------------------------------------


def test_the_mark_stands_first_and_last_and_every_sentence_has_its_source(fire):
    made = render_edition(an_edition(brief(fire)))
    lines = made.text.strip().split("\n")
    assert lines[0] == lines[-1] == "TLP:GREEN"
    assert "hurt at least 12 people on Monday" in " ".join(made.text.split())
    assert "[1] Wire, 23 November 2026" in made.text
    body = made.html.partition("<body")[2]
    assert body.index("TLP:GREEN") < body.index("Morning digest")


def test_lines_hold_no_more_than_76_columns_but_for_addresses(fire):
    made = render_edition(an_edition(brief(fire), brief(fire), brief(fire)), archive="https://a.example/" + "x" * 90)
    assert all(len(line) <= 76 for line in made.text.split("\n") if "https://" not in line)


@pytest.mark.parametrize("attached", [True, False])
def test_words_of_a_source_stay_words(hostile, attached):
    made = render_edition(an_edition(brief(hostile)), archive="https://a.example/e/", attached=attached)
    assert find_active(made.html) == ""
    assert "<script" not in made.html
    assert "<img" not in made.html
    assert "{{ 7*7 }}" in made.text, "shown, not filled"
    assert "49" not in made.text


def test_the_html_holds_its_styles_and_loads_nothing(fire):
    made = render_edition(an_edition(brief(fire)))
    tags: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append((tag, dict(attrs)))

    Reader().feed(made.html)
    assert not {"link", "script", "img", "iframe", "object", "form"} & {tag for tag, _ in tags}
    assert all("style" in attrs for tag, attrs in tags if tag in ("h1", "h2", "body"))
    assert "prefers-color-scheme: dark" in made.html
    assert "max-width: 480px" in made.html


def test_a_long_day_stays_below_what_mail_programs_cut_off(fire, hostile):
    pages = [brief(fire), brief(hostile)] * 25
    others = tuple(Story(id=f"o{k}", briefing=brief(fire)) for k in range(200))
    made = render_edition(an_edition(*pages, others=others), archive="https://a.example/e/")
    assert (len(made.text.encode()) + len(made.html.encode())) * 4 / 3 <= MOST_BYTES
    assert "ALSO NEW" in made.text
    assert made.text.rstrip().endswith("TLP:GREEN")


def test_a_quiet_day_says_so_and_whether_that_can_be_trusted():
    quiet = an_edition(quiet_topics=("The port",))
    assert "Nothing new on 24 November 2026. Every source was read." in " ".join(render_edition(quiet).text.split())
    blind = replace(quiet, failures=(Failure(source="wire (https://a.example)", why="404"),))
    text = " ".join(render_edition(blind).text.split())
    assert "not every source could be read" in text
    assert "- wire (https://a.example): 404" in text
    assert "Every source was read" not in text


def test_what_is_new_missed_revised_and_backlog_is_said(fire):
    edition = an_edition(
        brief(fire),
        previous=date(2026, 11, 20),
        missed=(date(2026, 11, 21),),
        revised=2,
        backlog=1,
        quiet_topics=("Mines",),
    )
    text = " ".join(render_edition(edition).text.split())
    assert "New since 20 November 2026: 1 new story, 0 continued, from 1 article." in text
    assert "It covers as well, because no edition was made: 21 November 2026." in text
    assert "2 articles were edited" in text
    assert "1 older article of a new source was stored" in text
    assert "Nothing new on: Mines." in text


# --- letters ------------------------------------------------------------------------------------------------------------


def letters(config: Config, edition: Edition) -> dict[str, bytes]:
    made = write_letters(config, edition, edition_id="morning/2026-11-24", now=NOW, pdf=b"%PDF-", earlier={})
    return {d.person: d.headers + made.body for d in made.deliveries if d.state is State.QUEUED}


def test_a_ceiling_below_the_mark_blocks_and_says_so(config, fire):
    made = write_letters(
        config, an_edition(brief(fire), mark=Tlp.AMBER), edition_id="morning/2026-11-24", now=NOW, pdf=None, earlier={}
    )
    states = {d.person: (d.state, d.reply) for d in made.deliveries}
    assert states["analyst@staff.example"] == (State.QUEUED, "")
    assert states["partner@elsewhere.example"][0] is State.BLOCKED
    assert "TLP:AMBER" in states["partner@elsewhere.example"][1]


def test_letters_are_the_same_bytes_each_time_and_no_source_writes_a_header(config, hostile):
    edition = an_edition(brief(hostile))
    first, again = letters(config, edition), letters(config, edition)
    assert first == again
    for data in first.values():
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert message["Bcc"] is None
        assert message["Subject"].startswith("TLP:GREEN Morning digest, 24 Nov 2026: ")
        assert [a.get_filename() for a in message.iter_attachments()] == ["morning-2026-11-24.pdf"]


def test_the_subject_names_what_leads(fire):
    assert subject_of(an_edition(brief(fire), brief(fire))) == (
        "TLP:GREEN Morning digest, 24 Nov 2026: Fire at the port of Arica (+1)"
    )
    assert subject_of(an_edition()) == "TLP:GREEN Morning digest, 24 Nov 2026: nothing new"
    assert subject_of(an_edition(day=date(2026, 12, 3))).startswith("TLP:GREEN Morning digest, 3 Dec 2026")


# --- schedules ----------------------------------------------------------------------------------------------------------


def test_units_with_awkward_paths():
    command, config = ["/opt/my env/bin/bluf"], Path("/srv/a desk/100%/bluf.toml")
    assert cron_line(command, config) == (
        "*/10 * * * *  cd '/srv/a desk/100\\%' && '/opt/my env/bin/bluf' digest run --config '/srv/a desk/100\\%/bluf.toml'\n"
    )
    service = unit_files(command, config, [Path("/var/archive")])["bluf-digest.service"]
    assert 'ExecStart="/opt/my env/bin/bluf" digest run --config "/srv/a desk/100%%/bluf.toml"' in service
    assert 'ReadWritePaths="/srv/a desk/100%%" /var/archive' in service


# --- deciding and health ------------------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path):
    store = open_store(None, tmp_path / "state")
    row = EditionRow(
        id="morning/2026-11-24",
        digest="morning",
        day=DAY,
        due_at=NOW,
        made_at=NOW,
        seq_from=1,
        seq_to=1,
        state="READY",
        mark="TLP:GREEN",
        subject="S",
        note="1 story",
        news=1,
        sha256="",
        body=b"",
    )
    states = (State.SENT, State.UNCERTAIN, State.REJECTED, State.BLOCKED, State.QUEUED)
    people = [
        Delivery(
            edition_id=row.id,
            person=f"{state.lower()}@x.example",
            address=f"{state.lower()}@x.example",
            message_id=f"<{state}>",
            headers=b"",
            state=state,
            changed_at=NOW,
            reply="said",
        )
        for state in states
    ]
    with store.begin() as connection:
        add_edition(connection, row, people, {}, None)
    yield store
    store.close()


def state_of(store: Store, who: str) -> State:
    with store.begin() as connection:
        return next(
            d.state for d in outbox.of_edition(connection, "morning/2026-11-24") if d.person == f"{who}@x.example"
        )


def test_a_person_decides(store):
    resolve(store, "morning/2026-11-24", "Uncertain@x.example", Decision.SENT, NOW)
    resolve(store, "morning/2026-11-24", "rejected@x.example", Decision.RESEND, NOW)
    resolve(store, "morning/2026-11-24", "blocked@x.example", Decision.DISMISS, NOW)
    assert [state_of(store, who) for who in ("uncertain", "rejected", "blocked")] == [
        State.SENT,
        State.QUEUED,
        State.DISMISSED,
    ]


@pytest.mark.parametrize(
    ("edition", "address", "decision"),
    [
        ("morning/2026-11-24", "sent@x.example", Decision.SENT),
        ("morning/2026-11-24", "queued@x.example", Decision.DISMISS),
        ("morning/2026-11-24", "blocked@x.example", Decision.RESEND),
        ("morning/2026-11-24", "nobody@x.example", Decision.SENT),
        ("morning/2026-11-24", "no address", Decision.SENT),
        ("morning/2026-11-25", "sent@x.example", Decision.SENT),
    ],
)
def test_what_cannot_be_decided(store, edition, address, decision):
    with pytest.raises(UsageError):
        resolve(store, edition, address, decision, NOW)


def test_sending_again(store):
    """The same bytes with the same Message-ID, and a round of its own."""

    def deliveries() -> dict[str, Delivery]:
        with store.begin() as connection:
            return {d.person: d for d in outbox.of_edition(connection, "morning/2026-11-24")}

    before = deliveries()["sent@x.example"]
    assert [d.person for d in resend(store, "morning/2026-11-24", ["sent@x.example"], NOW)] == ["sent@x.example"]
    after = deliveries()["sent@x.example"]
    assert (after.message_id, after.headers, after.round) == (before.message_id, before.headers, before.round + 1)
    with pytest.raises(UsageError):
        resend(store, "morning/2026-11-24", ["sent@x.example"], NOW)
    assert {d.person for d in resend(store, "morning/2026-11-24", [], NOW)} == {
        "uncertain@x.example",
        "rejected@x.example",
    }


def test_health_tells_what_an_operator_must_know(store, config):
    health = find_health(store, config, NOW)
    assert health["exit_code"] == 3
    assert {p["state"] for p in health["problems"]} == {"UNCERTAIN", "REJECTED", "BLOCKED"}
    assert [w["address"] for w in health["waiting"]] == ["queued@x.example"]
    lines = "\n".join(health_lines(health))
    assert "LOOK: UNCERTAIN morning/2026-11-24 uncertain@x.example: said" in lines
    assert "bluf digest resolve morning/2026-11-24 uncertain@x.example --sent" in lines
    assert not health["digests"]["morning"]["late"]
    late = find_health(store, config, datetime(2026, 11, 25, 7, 0, tzinfo=UTC))
    assert late["digests"]["morning"]["late"]
    assert "LATE" in "\n".join(health_lines(late))


# --- what goes wrong in one story ---------------------------------------------------------------------------------------


def test_a_story_that_does_not_stand_in_its_sources_is_named_and_the_others_go_out(prepared, monkeypatch):
    """A fault of ours in one story must not keep the mail from staff."""
    real = making.check_grounding

    def faulty(briefing: Briefing) -> tuple[Problem, ...]:
        told = {source.document.title for source in briefing.sources}
        return (Problem(where="here", what="there"),) if told == {"Port closed"} else real(briefing)

    monkeypatch.setattr(making, "check_grounding", faulty)
    config = read_config(prepared.folder / "bluf.toml", {})
    with opened(config) as store:
        window = window_of(store, config, "morning", date(2025, 3, 5))
        made = making.make_edition(store, config, "morning", window, now=datetime(2025, 3, 5, 7, tzinfo=UTC))
    assert [story.briefing.title.text for story in made.edition.stories if story.briefing.title] == ["Mayor resigns"]
    assert [failure.source for failure in made.edition.failures] == ["Port closed"]


# --- what a second day tells ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def second_day() -> Edition:
    first = test_news.brief(test_news.FIRE, 0)
    stories = (
        Story(id="new", briefing=test_news.brief(test_news.DEBT, 1)),
        Story(id="on", briefing=test_news.brief(test_news.FIRE_NEXT, 1, first), told_on=test_news.FIRST),
        Story(id="as before", briefing=test_news.brief(test_news.FIRE, 0, first), told_on=test_news.FIRST),
    )
    return an_edition(stories=stories, articles=3, previous=test_news.FIRST)


def test_what_changed_stands_above_all_with_what_it_was(second_day):
    text = " ".join(render_edition(second_day).text.split())
    changed = [text.index("FIGURE CHANGED in story 2"), text.index("STANCE REVERSED in story 2: CONFIRMS:")]
    assert text.index("New since") < min(changed) < max(changed) < text.index("1. Mining Minister")
    assert "before (23 November 2026): at least 12" in text
    assert "before (23 November 2026): DENIES: a gas leak had caused it" in text
    assert "(NEW)" in text
    assert text.count("(continued)") == 2


def test_every_line_says_who_says_it(second_day, fire, hostile):
    """The holder, or who publishes it where the text names nobody."""
    text = render_edition(second_day).text + render_edition(an_edition(brief(fire), brief(hostile))).text
    told = re.sub(
        r"(?m)^ +(?:\[\d+\])+ .*$", "", re.sub(r"(?ms)^\d+\. .*?(?:\]|\n)$", "", text)
    )  # no titles, no sources
    before = re.findall(r"(.)\s+(?:\[\d+\])+", told)
    assert len(before) > 4
    assert set(before) == {")"}, told
    assert "REPORTS" not in text


def test_what_was_told_before_is_not_told_again(second_day):
    text = " ".join(render_edition(second_day).text.split())
    assert text.count("will stay closed until Wednesday") == 0
    assert "died in hospital" in text


def test_the_subject_names_what_is_new_and_not_what_was_told(second_day):
    mining, fire_, same = second_day.stories
    assert "Mining Minister" in subject_of(second_day)
    assert "at least 30" in subject_of(replace(second_day, stories=(fire_,)))
    assert subject_of(replace(second_day, stories=(same, mining))).startswith("TLP:GREEN Morning digest, 24 Nov 2026: ")
