"""Readings above kanji: from 「捨(す)てる」 in a text to ruby in a page.

>>> str(ruby("捨(す)てる"))
'<ruby>捨<rp>(</rp><rt>す</rt><rp>)</rp></ruby>てる'
"""

from markupsafe import Markup, escape

from gomi.conversation.messages.readings import READ

RUBY = r"<ruby>\1<rp>(</rp><rt>\2</rt><rp>)</rp></ruby>"


def ruby(text: str) -> Markup:
    """The text as HTML, every reading in brackets after kanji set above them."""
    return Markup(READ.sub(RUBY, str(escape(text))))  # the text is escaped first
