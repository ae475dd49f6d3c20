"""Names as people look for them and put them in order: ‘Óscar’ between ‘Orla’ and ‘Otto’, and found by who types ‘oscar’.

The database orders text by its bytes, since an embedded one knows no other way; so names have a second form beside them.
"""

from typing import Any

from django.db.models import Func, TextField, Value


class Folded(Func):
    """A text in small letters and without accents, as PostgreSQL's `unaccent` has it (ß is ss, Ø is o)."""

    function = "upwell_folded"
    arity = 1
    output_field = TextField()


def folded(text: str) -> Any:
    """What somebody typed, to be compared with a folded field."""
    return Folded(Value(text))
