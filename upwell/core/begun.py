"""Forms for what two pages may change at once: whoever saves second sees what was saved meanwhile and overwrites nothing unseen."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _

LONGEST_TOLD = 200  # characters of what stands there now


class BegunForm(forms.Form):
    """A form that knows from what it began: `initial` is how things are now, and its page sends `begun` along as it was.

    Saved when the same was changed elsewhere since, it is refused once, with what stands there now beside what was typed;
    sent again after that, what was typed counts. Without `begun` nothing is compared.
    """

    @property
    def begun(self) -> str:
        """A sign for how things are now."""
        return hashlib.sha256(json.dumps(self.initial, sort_keys=True, default=str).encode()).hexdigest()[:16]

    def clean(self) -> dict[str, Any] | None:
        """Refuse what began from something that is no longer so, unless it says the same as what is there."""
        said = super().clean()
        if self.data.get("begun", self.begun) != self.begun and self.changed_data:
            self.add_error(
                None, _("This was changed elsewhere while it was open here. Send it again if yours should count.")
            )
            for name in self.changed_data:
                self._tell_what_is_now(name)
        return said

    def _tell_what_is_now(self, name: str) -> None:
        words = self.initial.get(name)
        if isinstance(words, str) and words and len(words) <= LONGEST_TOLD and not self.errors.get(name):
            self.add_error(name, _("It says now: ‘%(words)s’") % {"words": words})
