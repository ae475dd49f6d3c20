"""`upwell token EMAIL`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.cast import Cast
from upwell.people.queries import person_for_token


def issued(email: str, *options: str) -> str:
    out = StringIO()
    call_command("issue_token", email, *options, stdout=out)
    return out.getvalue()


def test_it_prints_a_token_that_works_and_nothing_else(cast: Cast) -> None:
    said = issued("SOFIA@example.org", "--name", "Weekly report")
    assert said.count("\n") == 1
    assert person_for_token(said.strip()) == cast.asker
    assert cast.asker.tokens.get().name == "Weekly report"


@pytest.mark.parametrize(
    ("email", "words"), [("nobody@example.org", "Nobody here has the address"), ("rosa@example.org", "has left")]
)
def test_where_there_is_nobody_it_says_so_in_one_line(cast: Cast, email: str, words: str) -> None:
    with pytest.raises(CommandError, match=words) as caught:
        issued(email)
    assert "\n" not in str(caught.value)
