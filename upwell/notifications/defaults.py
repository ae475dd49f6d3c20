"""What is mailed, and when, until somebody chooses otherwise: what one waits for at once, what can wait once a day."""

from upwell.notifications.models import Mailing, NoticeKind

MAILING: dict[str, Mailing] = {
    NoticeKind.ANSWERED: Mailing.AT_ONCE,
    NoticeKind.OFFERED: Mailing.AT_ONCE,
    NoticeKind.SUGGESTED: Mailing.DAILY,
    NoticeKind.ASK_USED: Mailing.DAILY,
    NoticeKind.CONFIRMED: Mailing.DAILY,
    NoticeKind.USED: Mailing.DAILY,
    NoticeKind.COMMENTED: Mailing.DAILY,
    NoticeKind.REVISED: Mailing.DAILY,
    NoticeKind.PARKED: Mailing.DAILY,
    NoticeKind.CONFIRMED_SKILL: Mailing.DAILY,
    NoticeKind.CARE: Mailing.DAILY,
    NoticeKind.INVITED: Mailing.AT_ONCE,
    NoticeKind.HANDED: Mailing.DAILY,
    NoticeKind.INHERITED: Mailing.DAILY,
    NoticeKind.REVIEW: Mailing.DAILY,
    NoticeKind.REVIEWED: Mailing.AT_ONCE,
    NoticeKind.ENDORSED: Mailing.DAILY,
    NoticeKind.BEHIND: Mailing.DAILY,
    NoticeKind.FIXED: Mailing.AT_ONCE,
    NoticeKind.ACCEPTED: Mailing.AT_ONCE,
    NoticeKind.MENTIONED: Mailing.AT_ONCE,
    NoticeKind.KEPT: Mailing.DAILY,
    NoticeKind.SUGGESTION: Mailing.DAILY,
    NoticeKind.DECLINED: Mailing.DAILY,
    NoticeKind.SOLVED: Mailing.DAILY,
    NoticeKind.ATTENTION: Mailing.DAILY,
    NoticeKind.VOICED: Mailing.NEVER,
    NoticeKind.REACTED: Mailing.NEVER,
}
