"""Lines that are not the news: what they look like on Arabic, English and French news pages.

The table holds wordings that many sites share, never the name of one. Lines are compared folded
(see ``folded``), so that one spelling stands for all. What depends on the place of a line in the
article is decided in ``segmentation``.
"""

import re
from typing import NamedTuple

from app.domain.folding import fold


def folded(line: str) -> str:
    """``line`` folded as for searching, white space run together, apostrophes straight."""
    return " ".join(fold(line).replace("’", "'").split())


class _Wording(NamedTuple):
    kind: str
    pattern: re.Pattern[str]
    most_words: int


def _wording(kind: str, most_words: int, *patterns: str) -> _Wording:
    # The letters of a pattern are folded with it: its escapes must be in lower case.
    joined = "|".join(f"(?:{fold(pattern)})" for pattern in patterns)
    return _Wording(kind, re.compile(joined), most_words)


# In this order: the first that fits names the line. A line may have at most ``most_words`` words.
_WORDINGS = (
    _wording("source_url", 12, r"^(المصدر|المصادر|الرابط|source|lien)?\s*:?\s*https?://[^\s]+$"),
    _wording(
        "ad_marker", 4,
        r"^[\[(]?\s*(إعلان(ات)?|مساحة إعلانية|إعلان ممول|advertisement|ad|sponsored|publicité)"
        r"\s*\d*\s*[\])]?$",
    ),
    _wording(
        "clock", 6,
        r"^\d{1,2}:\d{2}(:\d{2})?\s*(ص|م|صباحا|مساء|am|pm)?\s*(gmt|utc)?$",
        r"^(ب?توقيت|بالتوقيت)( \w+){1,4}$",
        r"^\(?(gmt|utc)\s*[+-]?\d*\)?$",
    ),
    _wording("weather_widget", 7, r"°", r"\d+ (درجة مئوية|درجات مئوية)$"),
    _wording(
        "comment_notice", 16,
        r"(انتهت|انتهى|أغلق|مغلق|توقف|إغلاق).*تعليق", r"تعليق\w* مغلق",
        r"comments (are|have been) closed", r"commentaires (sont )?(fermés|clos)",
    ),
    _wording(
        "comment_disclaimer", 90,
        r"(?=.*(في ال|على ال|ال)تعليقات)(?=.*(أصحابها|كاتبيها|كتابها|يمثل|تمثل|تعبر عن))",
        r"comments .*(do not|not necessarily) (reflect|represent)",
        r"commentaires .*n'engagent que",
    ),
    _wording(
        "comment_counter", 9,
        r"^\(?\d*\)?\s*(ال)?تعليق(ات|ا)?\s*([:(\[{].*)?$",
        r"^(اترك|أضف|اكتب|أكتب|ضع|إضافة|شارك ب)\s?(ال)?تعليق\w*", r"^كن أول (من )?\w*علق",
        r"^لا (توجد |يوجد )?تعليقات", r"^\d+ comments?$", r"^(leave|add|post) a (comment|reply)",
        r"^(no )?comments?( \(\d+\))?$",
        r"^(laisser|ajouter) un commentaire", r"^\d+ commentaires?$",
    ),
    _wording(
        "paywall_prompt", 18,
        r"^(افتح|اقرأ|فك قفل|احصل على) (ال)?(ملخص|خلاصة|موجز).*(مجانا|اشتراك)",
        r"^(للمشتركين|هذا المحتوى للمشتركين|مقال للمشتركين)",
        r"^اشترك (الآن|للقراءة|لمتابعة|لقراءة|لتتمكن|كي)", r"^سجل(وا)? .*(لمتابعة|لقراءة|للقراءة)",
        r"^(تبقى|بقي) لك \w+ مقالات", r"^unlock the .*(free|digest)",
        r"^(subscribe|sign in|register|log in) to (read|unlock|continue)",
        r"(réservé|réservée) aux abonnés", r"^abonnez-vous pour",
    ),
    _wording(
        "publisher_disclaimer", 60,
        r"(?=.*(غير مسؤول|ليست? مسؤول|لا [تي]?تحمل|لا [تي]عبر|لا [تي]مثل|عهدة كاتب))"
        r"(?=.*(كاتب|مصدر|ناشر|وجهة نظر|وجهات نظر|آراء))(?=.*(موقع|صحيف|جريد|مجل|بواب|شبك|منص"
        r"|محتوى|مضمون|ورد|عهدة))",
        r"(views|opinions) expressed.*(not|own)", r"(opinions|propos) .*n'engagent que",
    ),
    _wording(
        "related_heading", 7,
        r"^(مقالات|مواضيع|موضوعات|أخبار|قصص|مواد|تقارير) (مشابهة|ذات صلة|متعلقة|مرتبطة|قد تهمك)$",
        r"^(قد|ربما) (يعجبك|يهمك|تهمك|يهمكم|يعجبكم|يثير اهتمامك)( أيضا)?:?$",
        r"^(اقرأ|إقرأ|اقرؤوا|شاهد|طالع) (أيضا|كذلك|التالي):?$",
        r"^(ذات صلة|في السياق نفسه|الأكثر (قراءة|تداولا|مشاهدة)):?$",
        r"^(related( \w+)?|you (may|might) also like|recommended( for you)?|read (also|next))$",
        r"^(more (stories|from|on)( \w+){0,3}|most read|trending)$",
        r"^((à )?lire aussi|sur le même (sujet|thème)|articles (liés|similaires))\s?:?$",
        r"^les plus lus$",
    ),
    _wording(
        "promo_link", 20,
        r"^(للاطلاع على|للمزيد|لمزيد من|لقراءة المزيد|اقرأ (المزيد|أيضا|كذلك|في))",
        r"^(المزيد (من|حول|عن)|شاهد(وا)? (أيضا|الفيديو)|تابعونا|تابعوا|اشترك(وا)? في)",
        r"^(انضم(وا)? إلى|حمل(وا)? تطبيق)",
        r"^جرب\w* .*(مجانا|الآن)",
        r"^(read more|see also|follow us|subscribe to|sign up|download (our|the))",
        r"^try .* (free|now)$",
        r"^(lire (aussi|la suite)|à lire|voir aussi|suivez-nous|inscrivez-vous|téléchargez)",
    ),
    _wording(
        "share_widget", 7,
        r"^(شارك(ها|ه|وا|نا)?|مشاركة|انشر(ها|ه)?|غرد)[.:]?$",
        r"^(شارك|انشر|مشاركة) (ال|هذا|هذه|على|عبر|مع)\w*.*$", r"^(انسخ|نسخ) (ال)?رابط",
        r"^(share|partager|tweet|tweeter|envoyer|email)( \w+){0,4}[.:]?$",
        r"^((فيسبوك|تويتر|واتساب|تلغرام|لينكدإن|إكس|facebook|twitter|whatsapp|telegram|linkedin|x)"
        r"[\s،,|·]*)+$",
    ),
    _wording(
        "engagement_prompt", 35,
        r"^(برأيك|ما رأيك|وأنت|وما رأيك|شارك(نا|ونا) (ب)?رأيك|شاركونا|أخبرنا|هل توافق)",
        r"^(what do you think|tell us|have your say|et vous|qu'en pensez)",
    ),
    _wording(
        "source_credit", 45,
        r"^\(?(ال)?(مصدر|مصادر)\)?\s?:", r"^sources?\s?:",
        r"^\((وفقا|نقلا عن|عن|بحسب|ترجمة|المصدر|source|via|from|d'après|avec) [^()]*\)$",
        r"^(نقلا عن|مترجم عن|بتصرف عن|بالاتفاق مع) [^.]*$",
    ),
    _wording(
        "ui_text", 6,
        r"^(الرئيسية|القائمة|تسجيل (الدخول|الخروج)|طباعة|حجم الخط|بحث|عرض المزيد|إغلاق)$",
        r"^(التالي|السابق)$",
        r"^(تخط|انتقل|الذهاب) إلى المحتوى",
        r"^(menu|home|print|search|close|loading.*|loader.*|skip to .*|exit .*|next|previous)$",
        r"^(accueil|imprimer|rechercher|fermer|chargement.*|suivant|précédent)$",
    ),
    _wording(
        "byline", 9,
        r"^(بقلم|كتب(ت|ه|ها)?|إعداد|ترجمة|تحرير|حوار|تقرير|حاورها?)\s?[:/-]\s?\w",
        r"^بقلم \w", r"^(by|par)\s?:?\s?\w+( \w+){0,4}$",
    ),
)  # fmt: skip


def kind_of(line: str) -> str | None:
    """The role that the wording of ``line`` (one line, trimmed) shows, or None."""
    plain = folded(line)
    words = plain.count(" ") + 1
    for wording in _WORDINGS:
        if words <= wording.most_words and wording.pattern.search(plain):
            return wording.kind
    return None


def is_masthead(line: str) -> bool:
    """Whether a short line at the head says what kind of paper this is."""
    return bool(_MASTHEAD.search(folded(line)))


_MASTHEAD = re.compile(
    r"(^|\s)(يوميه|اسبوعيه|شهريه|صحيفه|جريده|مجله|daily|weekly|newspaper|magazine|quotidien|"
    r"hebdomadaire|journal)(\s|$)"
)
