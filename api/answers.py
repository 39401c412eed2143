"""From the trade's values to the public JSON. Plain dicts in the shapes of `api.schemas`.

They are built by hand and not through the models: an answer is made on every request, and a test
holds each shape against its model.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from api.place_links import guides_of_rule, places_of_rule
from gomi.conversation.flows.sorting import sorting_question
from gomi.municipality.values import Category, Item, ItemRule, Municipality
from gomi.search.answer import MOST_NAMES, Answer, Found, Hit
from gomi.search.fold import drop_surrogates
from gomi.served import ServedMunicipality

Json = dict[str, Any]
SOURCE = "ja"


def search_out(answer: Answer, things: Iterable[Found], served: ServedMunicipality[Any], lang: str) -> Json:
    """`SearchOut`; ``things`` are the answer's, with a choice applied where one was made."""
    city = served.municipality
    return {
        "query": drop_surrogates(answer.query),
        "answer": answer.kind.value,
        "results": answer.names,
        "intent": answer.intent,
        "things": [_found_out(found, served, lang) for found in things],
        "next_days": None,
        "municipality": city.id,
        "edition": served.edition,
        "issued": _iso(city.issued),
    }


def item_out(item: Item, served: ServedMunicipality[Any], lang: str) -> Json:
    """`ItemOut`."""
    city = served.municipality
    return {
        "id": item.id,
        "name": item.name,
        "translation": translated(city, lang, item.name),
        "readings": list(item.readings),
        "aliases": list(item.aliases),
        "rules": [_rule_out(item, rule, served) for rule in item.rules],
    }


def category_out(category: Category, city: Municipality, lang: str) -> Json:
    """`CategoryOut`."""
    return {
        "id": category.id,
        "name": category.name,
        "translation": translated(city, lang, category.name),
        "kind": category.kind.value,
        "stream": category.stream,
        "colour": category.colour,
        "icon": category.icon,
        "letter": category.letter,
        "bag": category.bag,
        "how": list(category.how),
        "notes": list(category.notes),
    }


def _found_out(found: Found, served: ServedMunicipality[Any], lang: str) -> Json:
    city = served.municipality
    return {
        "asked": found.asked,
        "answer": found.kind.value,
        "hits": [_hit_out(hit, city, lang) for hit in found.hits[:MOST_NAMES]],
        "rules": [_rule_out(found.hits[0].item, rule, served) for rule in found.rules],
        "question": _question_out(found, city),
        "hazard": found.hazard.value if found.hazard else None,
        "known_as": found.known_as,
    }


def _question_out(found: Found, city: Municipality) -> Json | None:
    question = sorting_question(found, city.category_by_id)
    if question is None:
        return None
    return {
        "prompt": question.prompt,
        "options": [{"label": option.label, "leads_to": option.leads_to} for option in question.options],
    }


def _hit_out(hit: Hit, city: Municipality, lang: str) -> Json:
    return {
        "id": hit.item.id,
        "name": hit.item.name,
        "translation": translated(city, lang, hit.item.name),
        "reason": hit.reason.value,
        "via": hit.via,
    }


def _rule_out(item: Item, rule: ItemRule, served: ServedMunicipality[Any]) -> Json:
    city = served.municipality
    category = city.category_by_id[rule.category]
    return {
        "condition": rule.condition or None,
        "category": category.id,
        "category_name": category.name,
        "materials": list(rule.materials),
        "length_from": rule.length_from,
        "length_below": rule.length_below,
        "areas": list(rule.areas),
        "hazard": rule.hazard.value if rule.hazard else None,
        "how": list(rule.how or category.how),
        "notes": list(rule.notes),
        "starts": _iso(rule.starts),
        "ends": _iso(rule.ends),
        "source": rule.source or None,
        "places": places_of_rule(served, item, rule),
        "guides": guides_of_rule(city, item, rule),
    }


def translated(city: Municipality, lang: str, wording: str) -> str | None:
    """The city's translation of one of its names; None for Japanese, or where there is none."""
    return None if lang == SOURCE else city.translations.get((lang, wording))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
