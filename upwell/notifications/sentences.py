"""What a notice says, in one sentence: the same in the inbox, on Today and in a mail."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext

from upwell.notifications.models import Notice, NoticeKind

SAYINGS = {
    NoticeKind.PLANNED: later("Your week is planned"),
    NoticeKind.VOICED: later("%(who)s said me too: ‘%(what)s’"),
    NoticeKind.OFFERED: later("%(who)s can help with ‘%(what)s’"),
    NoticeKind.ANSWERED: later("%(who)s answered ‘%(what)s’"),
    NoticeKind.CONFIRMED: later("%(who)s said what your answer did for ‘%(what)s’"),
    NoticeKind.USED: later("%(who)s used your answer at work: ‘%(what)s’"),
    NoticeKind.ASK_USED: later("Did you use the answer at work? ‘%(what)s’"),
    NoticeKind.SUGGESTED: later("You could help with ‘%(what)s’"),
    NoticeKind.COMMENTED: later("%(who)s wrote about ‘%(what)s’"),
    NoticeKind.REACTED: later("%(who)s reacted to ‘%(what)s’"),
    NoticeKind.REVISED: later("You said, %(who)s changed: ‘%(what)s’"),
    NoticeKind.PARKED: later("%(who)s set aside ‘%(what)s’"),
    NoticeKind.CONFIRMED_SKILL: later("%(who)s confirmed what you can do"),
    NoticeKind.CARE: later("Is it still right? ‘%(what)s’"),
    NoticeKind.INVITED: later("%(who)s wants your hand in ‘%(what)s’"),
    NoticeKind.REMARKED: later("%(who)s said something of the draft ‘%(what)s’"),
    NoticeKind.HANDED: later("%(who)s hands you ‘%(what)s’ to look after"),
    NoticeKind.INHERITED: later("%(who)s has left: you look after their modules now"),
    NoticeKind.REVIEW: later("%(who)s waits for your review of ‘%(what)s’"),
    NoticeKind.REVIEWED: later("%(who)s reviewed ‘%(what)s’"),
    NoticeKind.ENDORSED: later("%(who)s vouched for ‘%(what)s’"),
    NoticeKind.FIXED: later("You said, %(who)s changed: ‘%(what)s’"),
    NoticeKind.KEPT: later("%(who)s looked at what you flagged in ‘%(what)s’"),
    NoticeKind.SUGGESTION: later("%(who)s suggests a change to ‘%(what)s’"),
    NoticeKind.ACCEPTED: later("%(who)s accepted your change to ‘%(what)s’"),
    NoticeKind.DECLINED: later("%(who)s declined your change to ‘%(what)s’"),
    NoticeKind.MENTIONED: later("%(who)s mentioned you in ‘%(what)s’"),
    NoticeKind.SOLVED: later("%(who)s says that your reply answered the question in ‘%(what)s’"),
    NoticeKind.ATTENTION: later("Readers say that this does not help yet: ‘%(what)s’"),
    NoticeKind.BEHIND: later("The original of your translation ‘%(what)s’ has changed"),
    NoticeKind.PROMOTED: later("A seat came free for you: ‘%(what)s’"),
    NoticeKind.EVENT_PLANNED: later("%(who)s plans ‘%(what)s’"),
    NoticeKind.EVENT_CHANGED: later("%(who)s changed ‘%(what)s’"),
    NoticeKind.EVENT_CANCELLED: later("%(who)s cancelled ‘%(what)s’"),
    NoticeKind.EVENT_TOMORROW: later("Tomorrow: ‘%(what)s’"),
    NoticeKind.HOSTING: later("You host ‘%(what)s’ now"),
    NoticeKind.CIRCLE_ASKED: later("%(who)s asked to come into ‘%(what)s’"),
    NoticeKind.CIRCLE_JOINED: later("%(who)s let you into ‘%(what)s’"),
    NoticeKind.MENTORING_PROPOSED: later("Would you be a good pair? ‘%(what)s’"),
    NoticeKind.MENTORING_BEGUN: later("%(who)s says yes, and it begins: ‘%(what)s’"),
    NoticeKind.MENTORING_CHECK: later("Halfway: is it still right? ‘%(what)s’"),
    NoticeKind.MENTORING_ENDED: later("It is over: ‘%(what)s’"),
    NoticeKind.MENTORING_THANKS: later("%(who)s thanks you: ‘%(what)s’"),
    NoticeKind.TASK_SHOWN: later("%(who)s asks you to look: ‘%(what)s’"),
    NoticeKind.TASK_ACCEPTED: later("%(who)s accepted what you tried: ‘%(what)s’"),
    NoticeKind.TASK_SENT_BACK: later("%(who)s has a word on what you tried: ‘%(what)s’"),
    NoticeKind.TASK_UNSEEN: later("Choose somebody else to look: ‘%(what)s’"),
    NoticeKind.TASK_TOLD: later("%(who)s tells what came of it: ‘%(what)s’"),
    NoticeKind.PATH_GIVEN: later("%(who)s gives you a path: ‘%(what)s’"),
    NoticeKind.BUDDY: later("%(who)s asks you to go along: ‘%(what)s’"),
    NoticeKind.BUDDY_LOST: later("Ask somebody else to go along: ‘%(what)s’"),
    NoticeKind.PRACTICE_ASKED: later("%(who)s asks you to practise: ‘%(what)s’"),
    NoticeKind.PRACTICE_DECLINED: later("%(who)s would rather not: ‘%(what)s’"),
    NoticeKind.PRACTICE_SHOWN: later("%(who)s shows you a take: ‘%(what)s’"),
    NoticeKind.PRACTICE_SAID: later("%(who)s said something of your practice: ‘%(what)s’"),
    NoticeKind.CONSENT_ASKED: later("%(who)s names you: ‘%(what)s’. May it be shown?"),
    NoticeKind.CONSENT_SAID: later("%(who)s is filmed and has said: ‘%(what)s’"),
    NoticeKind.FILM_READY: later("Your film is ready: ‘%(what)s’"),
    NoticeKind.NOT_MADE: later("This could not be made ready to play: ‘%(what)s’"),
    NoticeKind.LINK_DEAD: later("It leads nowhere any more: ‘%(what)s’"),
}


def sentence(notice: Notice, others: int = 0) -> str:
    """The notice in words; `others` is how many more people did the same."""
    return str(SAYINGS[NoticeKind(notice.kind)]) % {"who": _who(notice, others), "what": notice.about_title}


def marked_sentence(notice: Notice, others: int = 0) -> SafeString:
    """The same for a page, with who did it and what it is about set off."""
    form = str(SAYINGS[NoticeKind(notice.kind)]).replace("%(who)s", "{who}").replace("‘%(what)s’", "{what}")
    bold = {"who": _who(notice, others), "what": notice.about_title}
    return format_html(form, **{name: format_html("<b>{}</b>", words) for name, words in bold.items()})


def _who(notice: Notice, others: int) -> str:
    name = notice.actor.name if notice.actor else _("Somebody")
    if not others:
        return name
    return ngettext("%(name)s and %(count)d other", "%(name)s and %(count)d others", others) % {
        "name": name,
        "count": others,
    }
