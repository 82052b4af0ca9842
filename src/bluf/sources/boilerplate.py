"""Tell page furniture from text. In: one short block. Out: whether it is a button, a teaser or a notice and no part of the story.

Only whole blocks are judged, never parts of one, and only by set phrases; a sentence that mentions an advertisement
stays.

Source: the labels that Readability.js, jusText and trafilatura's own lists agree to be boilerplate.
"""

from __future__ import annotations

import re

_PHRASES = (
    r"advertisements?|sponsored(?: content)?|ad|ads by \w{1,20}",
    r"(?:story|article) continues below(?: advertisement)?",
    r"(?:continue|keep) reading.{0,60}|read more.{0,3}|read (?:the )?full (?:article|story).{0,10}",
    r"(?:click (?:here )?to )?(?:share|tweet|print|e-?mail|pin|save|like|subscribe|sign up|log ?in|comments?)",
    r"share this(?: (?:article|story|post|page|with))?.{0,40}|share on .{0,60}",
    r"follow (?:us|me) on .{0,60}|\+ ?follow|(?:link )?copied|copy link|post",
    r"(?:follow|like|find) .{0,60}(?: on|@) ?.{0,20}(?:twitter|facebook|instagram|whatsapp|linkedin).{0,120}",
    r"loading\W{0,3}|skip to (?:main )?content.{0,20}|show all \d{1,4}|view all.{0,20}|see more.{0,20}",
    r"most read|related (?:articles?|stories|posts?|topics?|content)|recommended(?: for you)?|more from .{0,40}",
    r"trending(?: now)?|up next|.{0,30}in pictures|latest update .{0,40}|live updates?",
    r"(?:accept|reject)(?: all)?(?: cookies)?|cookie (?:settings|policy|preferences)",
    r"(?:this|our) (?:web)?site uses cookies.{0,200}|we use cookies .{0,300}",
    r"leave a (?:reply|comment).{0,20}|(?:post|add) a comment|view comments.{0,10}|show (?:more|comments)|\d{1,5} comments?",
    r"why you can trust .{0,40}|have a (?:tip|story)\?.{0,80}|get help",
    r"(?:image|photo|picture)(?: copyright| caption| source)?|video player|play video",
    r"close|menu|search|back to top|subscribe(?: now| today)?|newsletter|next|previous",
    r"this article was (?:originally )?published .{0,10}",
    r"(?:sign up|subscribe) (?:for|to) (?:our|the) .{0,60}newsletter.{0,60}",
    r"(?:please )?enable javascript.{0,100}|your browser does not support .{0,80}",
)
_JUNK = re.compile(rf"(?:{'|'.join(_PHRASES)})[\s.!:»›→>…]{{0,4}}\Z", re.IGNORECASE)
_TEASER = re.compile(
    r"(?:read (?:more|also|next)|also read|see also|related|more|watch|don['’]t miss|recommended|you may also like"
    r"|more on this)\s{0,2}[:|»›>].{0,200}\Z",
    re.IGNORECASE,
)
_READER_TERMS = re.compile(
    r"subscri\w{2,6}|log ?in\b|sign up|unlimited (?:digital )?access|full story|newsletters?|your inbox|free trial|cancel any ?time"
    r"|follow (?:us|our|the)\b|on (?:twitter|facebook|instagram|whatsapp|telegram)|(?:send|e-?mail|message|contact) us"
    r"|join (?:us|now)"
    r"|(?:download|get) (?:our|the) app|notifications?|click here|become a member|access to this|immediate access|privacy policy"
    r"|terms of (?:use|service)|all rights reserved|cookies",
    re.IGNORECASE,
)
_READER = re.compile(r"\b(?:you|your|you['’](?:re|ll|ve)|us|our|please|now)\b", re.IGNORECASE)
_LONGEST_APPEAL = 700
_CUT_OFF = ("... more", "… more", "[…]", "[...]")
_LONGEST_NOTICE, _LONGEST_TEASER = 320, 240


def is_boilerplate(text: str) -> bool:
    """True for a block that is page furniture as a whole, or holds no letter and no digit.

    "Advertisement", "READ MORE: Ten ways to ..." and "Follow us on Twitter" are; "Advertisement sales fell by 5
    percent." is not.
    """
    if not any(map(str.isalnum, text)) or _is_appeal(text):
        return True
    if len(text) > _LONGEST_NOTICE:
        return False
    if len(text) <= _LONGEST_TEASER and (text.endswith(_CUT_OFF) or _TEASER.match(text)):
        return True
    return bool(_JUNK.match(text))


def _is_appeal(text: str) -> bool:
    """A block that asks its reader to subscribe, log in, follow: two such terms, said to "you", and nobody quoted."""
    if len(text) > _LONGEST_APPEAL or not _READER.search(text) or re.search('["“«]', text):
        return False
    return len({match.lower() for match in _READER_TERMS.findall(text)}) > 1
