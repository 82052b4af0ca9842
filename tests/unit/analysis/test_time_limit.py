"""A document that takes too long is analyzed as far as the time goes, and the others whole."""

from __future__ import annotations

import re
import signal
import threading
import time

import pytest

import bluf.analysis as room
from bluf import pipeline
from bluf.analysis import analyze_many, load_model_once
from bluf.errors import UsageError
from bluf.interruption import OutOfTime, time_limit
from bluf.model import Document
from bluf.sources import read_limits

SHORT = Document(id="short", text="Ana Cruz, the mayor of Oruro, said that 300 families had left.")
LONG = Document(id="long", text="Officials in Valmora said on Tuesday that nine people were hurt.\n\n" * 2500)


def test_a_long_document_is_cut_and_the_next_is_whole():
    cut, short = analyze_many([LONG, SHORT], nlp=load_model_once(), seconds=0.5)
    assert cut.document is LONG
    caveat = next(c for c in cut.caveats if "of the text" in c.message)  # a slow machine may cut the finders too
    percent = int(re.search(r"the first (\d+)% of the text", caveat.message)[1])
    assert 0 < percent < 100
    end = len(LONG.text) * percent // 100
    assert max(a.content[0].start for a in cut.attributions) > end - 5000
    assert all(LONG.text[s.start : s.end] == s.text for s in cut.sentences)
    assert cut.sentences[-1].end == len(LONG.text.rstrip())
    assert not short.caveats
    assert [a.name for a in short.actors if a.name == "Ana Cruz"]


def test_nothing_is_cut_without_a_limit_or_within_it():
    (free,) = analyze_many([SHORT], nlp=load_model_once())
    (within,) = analyze_many([SHORT], nlp=load_model_once(), seconds=60)
    assert free == within


def test_a_finder_that_hangs_leaves_the_others_findings(monkeypatch):
    def hang(*_args):
        re.fullmatch(r"(a+)+b", "a" * 40)

    monkeypatch.setattr(room, "find_figures", hang)
    (found,) = analyze_many([SHORT], nlp=load_model_once(), seconds=0.3)
    assert found.attributions
    assert found.figures == ()
    assert "some kinds of findings are missing" in found.caveats[0].message


def test_a_briefing_says_that_its_analysis_ended_and_is_not_made_again(tmp_path):
    (tmp_path / "a.txt").write_text(LONG.text)
    (tmp_path / "b.txt").write_text(SHORT.text)
    limits = read_limits(["analysis_seconds=0.4"])
    briefing = pipeline.brief([str(tmp_path)], formats=("json",), limits=limits).briefing
    assert {c.uri.rpartition("/")[2] for c in briefing.caveats if "analysis_seconds" in c.message} == {"a.txt"}
    assert not pipeline.is_made_again(briefing)
    assert any(actor.name == "Ana Cruz" for actor in briefing.actors)


def test_the_limit_must_be_a_positive_number():
    for word in ("analysis_seconds=0", "analysis_seconds=nan", "analysis_seconds=x", "analysis_seconds"):
        with pytest.raises(UsageError):
            read_limits([word])


def spin():
    while True:
        time.process_time()


def test_the_timer_is_gone_after_the_block_and_other_threads_have_none():
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(OutOfTime), time_limit(0.05):
        spin()
    with time_limit(60):
        pass
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGPROF) is before
    done: list[bool] = []

    def work() -> None:
        with time_limit(0.01):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
