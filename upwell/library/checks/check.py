"""What a check says: in a sentence, whether all is well, and the way to the place where one can change it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """One thing looked at before publishing.

    The way there is one of: `add`, the kind of part to add; `describe`, the id of a part whose words are missing;
    `part`, the id of a part to look at; `at_title`; `publish`, nothing to do but to know.
    """

    icon: str
    words: str
    is_ok: bool = False
    more: str = ""
    way: str = ""
    add: str = ""
    describe: str = ""
    part: str = ""
    at_title: bool = False
