"""Messages of Telegram, as its desktop program exports a chat or all of them: ``result.json``.

The fields are those of https://core.telegram.org/import-export. The export gives no addresses, and no names by which
channels could be found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secondsource.reading.formats.fields import day_of
from secondsource.reading.formats.posts_parts import Post, line, passed_on, record, records, string

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORM = "Telegram message"


def posts_in(value: dict[str, Any]) -> Iterator[Post] | None:
    """Return the messages in one object of JSON, None where it is no export of Telegram."""
    if _is_chat(value):
        return _messages(value, alone=True)
    chats = records(record(value.get("chats")).get("list"))
    if chats and any(_is_chat(chat) for chat in chats):
        return (post for chat in chats if _is_chat(chat) for post in _messages(chat, alone=False))
    return None


def _is_chat(value: dict[str, Any]) -> bool:
    messages = records(value.get("messages"))
    known = bool(messages) and all(name in messages[0] for name in ("id", "type", "date"))
    return known and isinstance(value.get("type"), str) and "id" in value


def _messages(chat: dict[str, Any], *, alone: bool) -> Iterator[Post]:
    """Yield what was written in a chat; who joined or was pinned is no message."""
    about = {name: chat.get(name) for name in ("name", "type", "id")}
    place = line(chat.get("name"))
    for message in records(chat.get("messages")):
        if message.get("type") != "message":
            continue
        number = string(message.get("id"))
        name = f"telegram-{number}" if alone else f"telegram-{string(chat.get('id'))}-{number}"
        value = {**about, "messages": [message]}
        day = day_of(message.get("date_unixtime")) or day_of(message.get("date"))
        by = line(message.get("from")) or (place if "channel" in chat["type"] else None)
        if "forwarded_from" in message:
            first = line(message.get("forwarded_from"))
            passed = passed_on("forwarded", by or place, message.get("date_unixtime") or message.get("date"))
            yield Post(name, value, _words(message), _FORM, f"{first} on Telegram" if first else None, passed_on=passed)
        else:
            signed = line(message.get("author")) or (by if by != place else None)
            outlet = f"{by} on Telegram" if by else None
            yield Post(name, value, _words(message), _FORM, outlet, signed, day)


def _words(message: dict[str, Any]) -> str:
    """Return the text, which is a string or a list of strings and of objects that have one each."""
    text = message.get("text")
    parts = text if isinstance(text, list) else [text]
    return "".join(string(part.get("text")) if isinstance(part, dict) else string(part) for part in parts)
