"""HTML characters to a tree that holds only what a reader of the page can see. In: decoded HTML. Out: an lxml tree.

Size and depth are measured in a streaming pass before a tree is built, because libxml2 cuts a page off at depth 256
without an error: deeper elements are unwrapped, their text stays. No network, no entities beyond HTML's, no
`huge_tree`. Hidden means: removed elements (script, template, ...), `hidden`, `aria-hidden`, inline styles and simple
style-sheet rules that hide. It runs no script and does not compute the cascade, so text hidden by other means (white on
white, a covering element) stays.

Source: HTML Living Standard, sections 3.2.6.4 ("being rendered") and 6.1 (the hidden attribute).
"""

from __future__ import annotations

import re
from html import escape
from typing import Any, cast

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from bluf.errors import SourceError
from bluf.sources.limits import Limits

_REMOVED = frozenset(
    "script style noscript template iframe frame frameset noframes object embed applet svg canvas audio video map dialog datalist"
    " select textarea input button meter progress portal".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HIDING = re.compile(
    r"(?:^|[;{\s])(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}(?:hidden|collapse)|opacity\s{0,3}:\s{0,3}0(?:\.0+)?\s{0,3}(?:[;!}]|$)"
    r"|font-size\s{0,3}:\s{0,3}(?:0(?:\.0+)?|[01](?:\.\d+)?px)[a-z%]{0,3}\s{0,3}(?:[;!}]|$)|font\s{0,3}:\s{0,3}0[\s/]"
    r"|color\s{0,3}:\s{0,3}(?:transparent|rgba\([^)]{1,40},\s{0,3}0(?:\.0+)?\s{0,3}\))|text-indent\s{0,3}:\s{0,3}-\d{3,}"
    r"|(?:left|right|top)\s{0,3}:\s{0,3}-\d{3,}|clip\s{0,3}:\s{0,3}rect\(\s{0,3}[01](?:px)?[\s,]|clip-path\s{0,3}:\s{0,3}inset\(\s{0,3}(?:50|100)%"
    r"|content-visibility\s{0,3}:\s{0,3}hidden|transform\s{0,3}:\s{0,3}scale\(\s{0,3}0(?:\.0+)?\s{0,3}\)"
    r"|max-height\s{0,3}:\s{0,3}0(?:px)?\s{0,3}(?:[;!}]|$))",
    re.IGNORECASE,
)
_SIMPLE_SELECTOR = re.compile(r"([a-z][a-z0-9]{0,20})?(?:([.#])([A-Za-z_-][\w-]{0,100}))?\Z")
_NOTE_MARK = re.compile(r"\s{0,2}\[\s{0,2}[\w ]{1,12}\s{0,2}\]\s{0,2}\Z")
_MAX_STYLE = 200_000
_MAX_LINKED_SHARE = 0.3  # of the letters in paragraphs
_LABEL = re.compile(r"[A-Z-]{3,30}:\Z")  # "VIDEO:" before the link
_SHORT_LINK = 12  # letters; shorter links are names and terms
_MAX_HIDDEN_SHARE = 0.4  # a rule that hides more than this is a page that waits for its script, not a hidden text


class _Survey:
    """Counts elements and the depth of a page while it streams by."""

    def __init__(self) -> None:
        self.elements = self.depth = self.deepest = self.letters = 0

    def start(self, _tag: str, _attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)

    def end(self, _tag: str) -> None:
        self.depth -= 1

    def data(self, text: str) -> None:
        self.letters += len(text)

    def close(self) -> _Survey:
        return self


class _Flattener:
    """Writes a page anew without the tags below a depth."""

    def __init__(self, depth: int) -> None:
        self.limit, self.depth, self.parts = depth, 0, list[str]()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth < self.limit and tag.isalnum():
            pairs = "".join(
                f' {key}="{escape(value or "")}"' for key, value in attributes.items() if key.replace("-", "").isalnum()
            )
            self.parts.append(f"<{tag}{pairs}>")

    def end(self, tag: str) -> None:
        if self.depth < self.limit and tag.isalnum() and tag not in _VOID:
            self.parts.append(f"</{tag}>")
        self.depth -= 1

    def data(self, text: str) -> None:
        self.parts.append(escape(text))

    def close(self) -> str:
        return "".join(self.parts)


def parse_html(text: str, limits: Limits) -> HtmlElement:
    """The tree of a page, at most `limits.nesting` deep, nothing removed yet.

    Raises:
        SourceError: more elements than the limit, or nothing to parse.
    """
    survey = _stream(text, _Survey())
    if not isinstance(survey, _Survey) or not survey.elements:
        msg = "holds no readable text: the page is empty"
        raise SourceError(msg)
    if survey.elements > limits.elements:
        msg = (
            f"has too many elements: {survey.elements:,}, the limit is {limits.elements:,}; split it or save it as text"
        )
        raise SourceError(msg)
    if survey.deepest > limits.nesting:
        flat = _stream(text, _Flattener(limits.nesting))
        text = flat if isinstance(flat, str) else ""
    parser = HTMLParser(
        encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        root = document_fromstring(_encoded(text), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        msg = f"is HTML that cannot be parsed ({type(error).__name__}); save the page again or as text"
        raise SourceError(msg) from error
    if not isinstance(root, HtmlElement):
        msg = "holds no readable text: the page is empty"
        raise SourceError(msg)
    return root


def _stream(text: str, target: _Survey | _Flattener) -> object:
    parser = etree.HTMLParser(
        target=cast(Any, target), encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        parser.feed(_encoded(text))
        return parser.close()
    except (etree.LxmlError, ValueError, AssertionError):  # lxml raises AssertionError when nothing was fed
        return None


def _encoded(text: str) -> bytes:
    """UTF-8 without NUL: libxml2 ends a document at a NUL."""
    return text.replace("\0", "").encode("utf-8", errors="ignore")


def remove_scripts(root: HtmlElement) -> None:
    """Take scripts out of `root`, in place, but not JSON-LD outside of headings: it states metadata."""
    for element in list(root.iter("script", "noscript", "template", "svg")):
        states = element.tag == "script" and (element.get("type") or "").strip().lower() == "application/ld+json"
        headed = next(element.iterancestors("h1", "h2", "title"), None) is not None
        if (headed or not states) and element.getparent() is not None:
            element.drop_tree()


def remove_hidden(root: HtmlElement) -> None:
    """Take out of `root`, in place, what a reader of the page does not see. Text behind a removed element stays."""
    rules = _hiding_rules(root)
    for element in list(root.iter()):
        attached = element.getparent() is not None and isinstance(element.tag, str)
        if attached and (element.tag in _REMOVED or _is_hidden(element) or _is_note_mark(element)):
            element.drop_tree()
    if not rules:
        return
    matched = [element for element in root.iter() if isinstance(element.tag, str) and _matches(element, rules)]
    total = len("".join(root.itertext()))
    if sum(len("".join(element.itertext())) for element in matched) <= total * _MAX_HIDDEN_SHARE:
        for element in matched:
            element.drop_tree()


def remove_teasers(root: HtmlElement) -> None:
    """Take list items and paragraphs that are one link each out of `root`, in place: they lead to other stories.

    A page whose words stand mostly in such links (an index, a list of results) keeps them.
    """
    linked = [element for element in root.iter("p", "li") if _is_one_link(element)]
    total = len("".join("".join(element.itertext()) for element in root.iter("p")))
    if sum(len("".join(element.itertext())) for element in linked) <= total * _MAX_LINKED_SHARE:
        for element in linked:
            element.drop_tree()


def _is_one_link(element: HtmlElement) -> bool:
    links = element.findall(".//a")
    if len(links) != 1 or links[0].get("href") is None:
        return False
    text, link = ("".join("".join(each.itertext()).split()) for each in (element, links[0]))
    label = text.removesuffix(link)
    return len(link) > _SHORT_LINK and (len(label) <= 2 or (element.tag == "li" and bool(_LABEL.match(label))))


def _is_hidden(element: HtmlElement) -> bool:
    if element.tag in {"html", "body"}:
        return False
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if (element.get("aria-hidden") or "").strip().lower() == "true":
        return True
    style = element.get("style")
    return bool(style and _HIDING.search(_without_comments(style[:4000])))


def _is_note_mark(element: HtmlElement) -> bool:
    """A footnote mark such as "[12]", set high: a pointer, not a word of the sentence."""
    return element.tag == "sup" and bool(_NOTE_MARK.match("".join(element.itertext())[:20]))


def _hiding_rules(root: HtmlElement) -> frozenset[tuple[str, str, str]]:
    """Simple selectors (tag, mark, name) that the page's own style sheets hide, outside of any at-rule."""
    rules: set[tuple[str, str, str]] = set()
    for style in root.iter("style"):
        if (style.get("media") or "all").lower() not in {"all", "screen"}:
            continue
        sheet = _without_at_rules(_without_comments((style.text or "")[:_MAX_STYLE]))
        for block in sheet.split("}")[:-1]:
            head, _, declarations = block.rpartition("{")
            selectors = head.rpartition("{")[2]
            if _HIDING.search(declarations):
                rules.update(rule for selector in selectors.split(",") if (rule := _simple(selector.strip())))
    return frozenset(rules)


def _without_comments(sheet: str) -> str:
    kept, at = [], 0
    while (start := sheet.find("/*", at)) >= 0:
        kept.append(sheet[at:start])
        end = sheet.find("*/", start + 2)
        at = len(sheet) if end < 0 else end + 2
    return "".join([*kept, sheet[at:]])


def _without_at_rules(sheet: str) -> str:
    """The rules of a style sheet that hold on every screen: blocks of "@media" and their like are left out."""
    kept, depth, inside_at, start = [], 0, False, 0
    for match in re.finditer(r"[{}@;]", sheet):
        mark, at = match.group(), match.start()
        if mark == "@" and depth == 0 and not inside_at:
            kept.append(sheet[start:at])
            inside_at = True
        elif mark == ";" and inside_at and depth == 0:
            inside_at, start = False, at + 1
        elif mark == "{":
            depth += 1
        elif mark == "}" and depth:
            depth -= 1
            if depth == 0 and inside_at:
                inside_at, start = False, at + 1
    return "".join([*kept, "" if inside_at else sheet[start:]])


def _simple(selector: str) -> tuple[str, str, str] | None:
    match = _SIMPLE_SELECTOR.match(selector)
    if not match or not (match[1] or match[3]) or match[1] in {"html", "body", "main", "article"}:
        return None
    return match[1] or "", match[2] or "", match[3] or ""


def _matches(element: HtmlElement, rules: frozenset[tuple[str, str, str]]) -> bool:
    if element.tag in {"html", "body", "head"}:
        return False
    marks = [("", "")] + [(".", name) for name in (element.get("class") or "").split()[:50]]
    if element.get("id"):
        marks.append(("#", element.get("id") or ""))
    return any((tag, *mark) in rules for tag in ("", element.tag) for mark in marks)
