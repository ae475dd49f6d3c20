"""Draws the words of a recording, each with its second: thousands of them, so it is no loop of a template."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from upwell.library.queries.said import Said, SaidLine
from upwell.library.templatetags.margin import clock

register = template.Library()


@register.simple_tag
def said_words(line: SaidLine, is_edited: bool) -> SafeString:
    """The words of a line: for a player that follows them, and for whoever puts them right also those that were cut out."""
    return format_html_join(
        " ",
        '<span data-at="{}" data-until="{}"{}>{}</span>',
        (
            (begin, end, format_html(' data-word="{}"{}', place, _GONE if gone else "") if is_edited else "", text)
            for place, (begin, end, text, gone) in enumerate(line.words)
            if text and (is_edited or not gone)
        ),
    )


@register.filter
def chapter_lines(said: Said) -> str:
    """The chapters as one types them: a time and a title in each line."""
    return "\n".join(f"{clock(chapter.shown)} {chapter.title}" for chapter in said.chapters)


_GONE = SafeString(' class="cut"')
