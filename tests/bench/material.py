"""Texts and claims to measure with, made up and always the same."""

import random

from app.domain.annotation import Annotation, Tag
from app.domain.article import Article, fingerprint, word_spans
from app.domain.selector import describe

_WORDS = """
    قال أعلنت الوزارة التقرير المدينة كلفة الجسر مليون دينار وفق بيان رسمي ويرى خبراء أن الرقم
    لا يشمل الطرق (GPUs) 5.6 «التقطير» DeepSeek V3 نحو 2000 وحدة، بحسب ورقة منشورة. لكن مصادر
    تُشكّك في ذلك؛ وتقول إن العام 2025 شهد تراجعًا بنسبة 17٪ في السوق
"""
TAGS = tuple(Tag)


def text_of(size: int, seed: int = 1) -> str:
    """About ``size`` UTF-8 bytes of paragraphs."""
    chance, words = random.Random(seed), _WORDS.split()
    paragraphs: list[str] = []
    total = 0
    while total < size:
        paragraph = " ".join(chance.choices(words, k=chance.randrange(25, 70))) + "."
        paragraphs.append(paragraph)
        total += len(paragraph.encode()) + 1
    return "\n".join(paragraphs)


def article_of(size: int, seed: int = 1) -> Article:
    text = text_of(size, seed)
    count = len(text.split())
    return Article(text=text, sha256=fingerprint(text), title="مقال للقياس", words=count)


def claims_of(article: Article, count: int, author: str = "me", seed: int = 2) -> list[Annotation]:
    """``count`` claims of 4 to 14 words, anywhere in the article."""
    chance, words = random.Random(seed), word_spans(article.text)
    claims: list[Annotation] = []
    for number in range(count):
        first = chance.randrange(len(words) - 15)
        last = first + chance.randrange(4, 15)
        span = describe(article.text, words[first][0], words[last][1])
        claims.append(
            Annotation(
                article_id=article.id, author_id=author, spans=(span,), tag=chance.choice(TAGS),
                created=f"2026-01-01T00:00:{number:06}",
            )
        )  # fmt: skip
    return claims
