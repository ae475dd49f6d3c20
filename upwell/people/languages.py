"""The languages people speak: kept as codes of BCP 47 ('cy', 'pt-br'), shown and typed by name."""

import re

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")
# English and own names of languages that Django, which lists those it is translated into, does not know
_FURTHER = {
    "am": ("Amharic", "አማርኛ"),
    "ha": ("Hausa", "Hausa"),
    "ku": ("Kurdish", "Kurdî"),
    "ln": ("Lingala", "Lingála"),
    "mt": ("Maltese", "Malti"),
    "om": ("Oromo", "Afaan Oromoo"),
    "pa": ("Punjabi", "ਪੰਜਾਬੀ"),
    "ps": ("Pashto", "پښتو"),
    "si": ("Sinhala", "සිංහල"),
    "sn": ("Shona", "chiShona"),
    "so": ("Somali", "Soomaali"),
    "ti": ("Tigrinya", "ትግርኛ"),
    "tl": ("Tagalog", "Tagalog"),
    "tw": ("Twi", "Twi"),
    "xh": ("Xhosa", "isiXhosa"),
    "yo": ("Yoruba", "Yorùbá"),
    "zh": ("Chinese", "中文"),
    "zu": ("Zulu", "isiZulu"),
    "ki": ("Kikuyu", "Gĩkũyũ"),
}
NAMES: dict[str, tuple[str, str]] = {
    **_FURTHER,
    **{code: (info["name"], info["name_local"]) for code, info in LANG_INFO.items() if "name" in info},
}
_CODES = {name.lower(): code for code, names in reversed(NAMES.items()) for name in names}


def name_of(code: str) -> str:
    """What a language is called, in the reader's language: 'Welsh'; the code itself for one we do not know."""
    return str(_(NAMES[code][0])) if code in NAMES else code


def code_of(typed: str) -> str:
    """The code of a language typed by its name in English or in itself, or by its code; '' for what is neither."""
    word = typed.strip().lower()
    if word in _CODES:
        return _CODES[word]
    return word if _CODE.fullmatch(word) else ""
