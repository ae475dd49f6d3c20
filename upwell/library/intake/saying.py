"""In which words people are told why a document cannot be read, and what of it did not come along."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

WHY = {
    "broken": gettext_lazy(
        "This file is damaged, or is not what its name says. Open it where it was made, save it again and try once more."
    ),
    "locked": gettext_lazy("This file is locked with a password. Save a copy without one and try again."),
    "old": gettext_lazy(
        "This is an old Office file, or one locked with a password. Save it as .docx or .pptx, without a password."
    ),
    "scanned": gettext_lazy(
        "Nothing in this PDF can be read as words: its pages are pictures. Add them as pictures, or write down what matters."
    ),
    "empty": gettext_lazy("There is nothing to read in this file."),
    "time": gettext_lazy("Reading this file takes too long. Cut it in two, or leave out its largest pictures."),
    "memory": gettext_lazy(
        "Reading this file takes too much memory. Cut it in two, or leave out its largest pictures."
    ),
}


def _counted(code: str, count: int) -> str:
    """One thing that was left out, with how many there were."""
    said: dict[str, Callable[[int], str]] = {
        "animation": lambda n: ngettext("animations on %(count)s slide", "animations on %(count)s slides", n),
        "annotation": lambda n: ngettext("%(count)s remark on a page", "%(count)s remarks on pages", n),
        "attachment": lambda n: ngettext("%(count)s attached file", "%(count)s attached files", n),
        "chart": lambda n: ngettext(
            "%(count)s chart (add it as a picture)", "%(count)s charts (add them as pictures)", n
        ),
        "comment": lambda n: ngettext("%(count)s comment", "%(count)s comments", n),
        "drawing": lambda n: ngettext(
            "%(count)s drawing (add it as a picture)", "%(count)s drawings (add them as pictures)", n
        ),
        "form": lambda n: ngettext("%(count)s form", "%(count)s forms", n),
        "frame": lambda n: ngettext("%(count)s page shown inside it", "%(count)s pages shown inside it", n),
        "header": lambda n: _("headers and footers"),
        "hidden_slide": lambda n: ngettext("%(count)s hidden slide", "%(count)s hidden slides", n),
        "link_to_file": lambda n: ngettext(
            "%(count)s link to another file (its words are kept)",
            "%(count)s links to other files (their words are kept)",
            n,
        ),
        "object": lambda n: ngettext("%(count)s embedded object", "%(count)s embedded objects", n),
        "page_too_many": lambda n: ngettext("the last page", "the last %(count)s pages", n),
        "page_without_words": lambda n: ngettext(
            "%(count)s page without words that can be read", "%(count)s pages without words that can be read", n
        ),
        "part_too_many": lambda n: ngettext("the last part", "the last %(count)s parts", n),
        "picture_elsewhere": lambda n: ngettext(
            "%(count)s picture that stands elsewhere (nothing is fetched; add it here)",
            "%(count)s pictures that stand elsewhere (nothing is fetched; add them here)",
            n,
        ),
        "picture_missing": lambda n: ngettext(
            "%(count)s picture that is not in the file", "%(count)s pictures that are not in the file", n
        ),
        "picture_too_large": lambda n: ngettext(
            "%(count)s picture that is too large", "%(count)s pictures that are too large", n
        ),
        "picture_too_many": lambda n: ngettext(
            "%(count)s picture more than one module holds", "%(count)s pictures more than one module holds", n
        ),
        "picture_unreadable": lambda n: ngettext(
            "%(count)s picture in a form that cannot be shown", "%(count)s pictures in a form that cannot be shown", n
        ),
        "script": lambda n: ngettext("%(count)s script", "%(count)s scripts", n),
        "slide_too_many": lambda n: ngettext("the last slide", "the last %(count)s slides", n),
        "sound": lambda n: ngettext("%(count)s sound (add it here)", "%(count)s sounds (add them here)", n),
        "text_box": lambda n: ngettext(
            "%(count)s text box (look whether its words are there)",
            "%(count)s text boxes (look whether their words are there)",
            n,
        ),
        "tracked": lambda n: _("marks of who changed what (the changes are kept as if accepted)"),
        "video": lambda n: ngettext("%(count)s video (add it here)", "%(count)s videos (add them here)", n),
    }
    return said[code](count) % {"count": count} if code in said else ""


def left_out(counts: Mapping[str, int]) -> list[str]:
    """What did not come along, each in a few words that could stand in a list."""
    return [words for code in sorted(counts) if counts[code] > 0 and (words := _counted(code, counts[code]))]
