"""What a notice says, whether one colleague did it or several."""

import pytest

from tests.cast import Cast
from upwell.notifications.models import Notice, NoticeKind
from upwell.notifications.sentences import SAYINGS, sentence


def test_every_kind_of_notice_has_a_sentence() -> None:
    assert set(SAYINGS) == set(NoticeKind)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (NoticeKind.VOICED, "said me too: ‘How?’"),
        (NoticeKind.ENDORSED, "vouched for ‘How?’"),
        (NoticeKind.CIRCLE_ASKED, "asked to come into ‘How?’"),
    ],
)
def test_it_reads_well_for_one_and_for_several(cast: Cast, kind: NoticeKind, said: str) -> None:
    notice = Notice(person=cast.asker, kind=kind, actor=cast.helper, about_title="How?")
    assert sentence(notice) == f"{cast.helper.name} {said}"
    assert sentence(notice, 2) == f"{cast.helper.name} and 2 others {said}"
