"""Find who acts: parse → actors, what they do, and how much each matters.

`find_actors` names everyone who acts, is acted upon or speaks, once each; `find_acts` gives the clauses in which they
do; `rank_actors` puts the leading ones first. Deliberately no pronoun is resolved here, and a place is an actor only
where it acts.
"""

from __future__ import annotations

from bluf.analysis.actors.acts import find_acts
from bluf.analysis.actors.build import find_actors
from bluf.analysis.actors.ranking import rank_actors

__all__ = ["find_actors", "find_acts", "rank_actors"]
