"""The stage that groups: Documents → stories, and which articles are reprints or edited states of earlier ones.

Works on the text alone, without a parse, for a day's ten thousand articles in about a minute. Given the state of the days
before, new articles join the stories that are known; a story keeps its id. The order of the documents does not matter.
Deliberately nothing is said here about what is new *in* an article: that is a question of claims, which `synthesis` answers.
"""

from bluf.stories.grouping import group_stories
from bluf.stories.state import ArticleMark, Assignment, Grouping, ItemNovelty, StoryMark, StoryState

__all__ = ["ArticleMark", "Assignment", "Grouping", "ItemNovelty", "StoryMark", "StoryState", "group_stories"]
