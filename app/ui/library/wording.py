"""How articles and goals are said."""

from datetime import date

from app.domain.article import ArticleCard
from app.domain.language import Language


def published(language: Language, card: ArticleCard) -> str | None:
    """The date in words, or None where it is not stated."""
    return day(language, card.published)


def day(language: Language, published: str | None) -> str | None:
    """An ISO date as people write it; what is not a whole date stands as it is."""
    if not published:
        return None
    try:
        return language.date(date.fromisoformat(published))
    except ValueError:
        return language.figures(published)


def title(card: ArticleCard) -> str:
    """The title, or the article's first words where it has none."""
    return card.title or card.opening


def facts(language: Language, card: ArticleCard) -> list[str]:
    """What a screen reader says of a card, in its order."""
    say = language.say
    return [
        title(card),
        card.publisher or say("library.no_publisher"),
        published(language, card) or say("library.no_date"),
        language.count("library.words", card.words),
        f"{say('library.author')}: {card.author or say('library.not_stated')}",
        f"{say('library.origin')}: {card.origin or say('library.not_stated')}",
    ]
