"""HTML inside a Markdown file that comes from elsewhere: its pictures and words are kept, its tags are not."""

import re

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SITE_MARK = re.compile(r"^[ \t]*\{%.*?%\}[ \t]*$", re.MULTILINE)  # left for a site generator: {% alert %}
_UNREAD = re.compile(r"<(script|style|iframe|svg)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_IMAGE = re.compile(r"<img\b([^>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|center|cite|dd|details|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|kbd|li|mark|ol|p|"
    r"picture|q|s|section|small|source|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul|video)\b[^<>]*>",
    re.IGNORECASE,
)
_CODE = re.compile(r"(`+)(?:.*?)\1", re.DOTALL)


def without_tags(source: str) -> str:
    """`source` without HTML: images as Markdown's own, line breaks as spaces, comments and scripts gone.

    Code between back-ticks stays as it is, and so does a '<' that is no tag people write.
    """
    if "<" not in source and "{%" not in source:
        return source
    kept, last = [], 0
    for code in _CODE.finditer(source):
        kept += [_cleaned(source[last : code.start()]), code[0]]
        last = code.end()
    return "".join([*kept, _cleaned(source[last:])]).strip()


def _cleaned(text: str) -> str:
    for pattern in (_COMMENT, _UNREAD, _SITE_MARK):
        text = pattern.sub("", text)
    return _TAG.sub("", _BREAK.sub(" ", _IMAGE.sub(_image, text)))


def _image(found: re.Match[str]) -> str:
    named = {name.lower(): double or single for name, double, single in _ATTRIBUTE.findall(found[1])}
    source = re.sub(r"[\s()<>]", lambda sign: f"%{ord(sign[0]):02x}", named.get("src", ""))
    alt = re.sub(r"[\[\]]", "", named.get("alt", ""))
    return f"![{alt}]({source})" if source else alt
