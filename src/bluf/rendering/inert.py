"""Looks for anything active in an output: scripts, handlers, forms, and whatever loads by itself.

In: HTML, or Markdown (in which raw HTML is what could be active). Out: the first thing found, or "". Our own templates pass by
construction and a test proves it; a user's template is checked each time.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_FORBIDDEN_ELEMENTS = frozenset(
    {"script", "iframe", "frame", "frameset", "object", "embed", "applet", "form", "base", "portal", "animate", "set"}
    # Browsers read what is in these as text, this parser as tags: what one sees, the other does not.
    | {"noscript", "noembed", "noframes", "xmp", "plaintext", "textarea"}
)
_ODD_COMMENT = re.compile(r"<!--(?=-?>)|<!\[")
"""What a browser ends elsewhere than this parser: "<!-->", "<![CDATA["."""
_LOADING_ATTRIBUTES = frozenset("src srcset poster background data code archive lowsrc dynsrc imagesrcset".split())
_LOADING_ELEMENTS = frozenset({"link", "image", "use", "feimage", "pattern", "mpath"})
_ADDRESS_ATTRIBUTES = frozenset({"href", "xlink:href", "action", "formaction"}) | _LOADING_ATTRIBUTES
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):|//", re.IGNORECASE)
_CSS_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})[ \t\n]?|\\([^0-9a-f\n])", re.IGNORECASE)
_CSS_ADDRESS = re.compile(
    r"""(?:(?:url|image-set|image|src|cross-fade)\(|@import)\s*['"]?\s*([^'")\s;]{0,200})""", re.IGNORECASE
)
_MARKDOWN_ADDRESS = re.compile(r"(?<!\\)\]\(\s*<?\s*((?:javascript|vbscript|data|file):)", re.IGNORECASE)
_MARKDOWN_TARGET = re.compile(r"(?<!\\)\]\(")
_LONGEST_ALT = 1000


def scheme_of(address: str) -> str:
    """The scheme in lower case, "//" for a network path, "" for anything relative; blanks that browsers skip are skipped."""
    match = _SCHEME.match(re.sub(r"[\x00-\x20]+", "", address))
    return (match.group(1) or "//").lower() if match else ""


def find_active(html: str, *, script: str = "") -> str:
    """The first active or self-loading thing in HTML, named for a person; "" where there is none.

    `script` is the one that may stand in it, word for word: the built-in one.
    """
    finder = _Finder(script)
    if odd := _find_odd_comment(html.replace(script, "") if script else html):
        return f"a comment {odd} that browsers read in different ways"
    finder.feed(html)
    finder.close()
    return finder.found


def find_active_markdown(text: str) -> str:
    """The first active or self-loading thing that Markdown would make, raw HTML included; "" where there is none."""
    if match := _MARKDOWN_ADDRESS.search(text):
        return f"a link to {match.group(1).lower()}"
    return "an image that loads by itself" if _has_image(text) else find_active(text)


def _has_image(markdown: str) -> bool:
    """Whether a target has words before it that an exclamation mark and a bracket open, in its own line."""
    for target in _MARKDOWN_TARGET.finditer(markdown):
        at = target.start()
        opened = markdown.rfind("![", max(0, at - _LONGEST_ALT - 2), at)
        if opened >= 0 and not {"]", "\n"} & set(markdown[opened:at]):
            return True
    return False


class _Finder(HTMLParser):
    def __init__(self, script: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found = ""
        self._script = script
        self._in_style = self._in_title = False
        self._in_script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._in_title:
            self._report(f"<{tag}> in a title")
        self._in_style, self._in_title = tag == "style", tag == "title"
        if tag == "script" and self._script and not attrs:
            self._in_script = []
        elif tag in _FORBIDDEN_ELEMENTS:
            self._report(f"<{tag}>")
        for name, value in attrs:
            self._check(tag, name, value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._in_style = self._in_title = False
        if tag == "script" and self._in_script is not None:
            if "".join(self._in_script) != self._script:
                self._report("<script>")
            self._in_script = None

    def close(self) -> None:
        """Finish; a script that is never closed is one."""
        super().close()
        if self._in_script is not None:
            self._report("<script>")

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self._check_css(data)
        if self._in_script is not None:
            self._in_script.append(data)

    def _check(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on") or name == "srcdoc":
            self._report(f"{tag} {name}=")
        if name == "http-equiv" and value.strip().lower() == "refresh":
            self._report("<meta refresh>")
        if name == "style":
            self._check_css(value)
        if name in _ADDRESS_ATTRIBUTES:
            self._check_address(tag, name, value)

    def _check_address(self, tag: str, name: str, value: str) -> None:
        scheme = scheme_of(value)
        loads = name in _LOADING_ATTRIBUTES or tag in _LOADING_ELEMENTS
        harmless = value.strip().startswith("#") or (scheme == "data" and "svg" not in value[:40].lower())
        if loads and value.strip() and not harmless:
            self._report(f"<{tag}> that loads {value.strip()[:60]}")
        if scheme and scheme not in ("http", "https", "mailto", "//") and not loads:
            self._report(f"a link to {scheme}:")

    def _check_css(self, css: str) -> None:
        for match in _CSS_ADDRESS.finditer(_CSS_ESCAPE.sub(_unescaped, css)):
            if scheme_of(match.group(1)) != "data" and not match.group(1).startswith("#"):
                self._report(f"CSS that loads {match.group(1)[:60]}")

    def _report(self, what: str) -> None:
        self.found = self.found or " ".join(what.split())


def _find_odd_comment(html: str) -> str:
    """How a comment begins or ends that a browser ends elsewhere; "" where there is none. "--!>" outside of comments is text."""
    if odd := _ODD_COMMENT.search(html):
        return odd.group()
    at = html.find("<!--")
    while at >= 0:
        end = html.find("-->", at + 4)
        end = len(html) if end < 0 else end
        if html.find("--!>", at, end) >= 0:
            return "--!"
        at = html.find("<!--", end)
    return ""


def _unescaped(match: re.Match[str]) -> str:
    r"""The character of a CSS escape: "\75rl(" is "url("."""
    if match[1] is None:
        return str(match[2])
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0x110000 else "\ufffd"
