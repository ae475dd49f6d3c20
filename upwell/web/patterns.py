"""Made-up people, needs and items for the pattern book: ordinary ones, and the ones that break layouts."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

LONG_NAME = "Wilhelmina Featherstonehaugh-Cholmondeley van der Westhuizen-Papadopoulos"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@dataclass(frozen=True)
class Sample:
    """Anything with a name and a page; what a component asks of it."""

    name: str
    hue: int = 220
    pk: int = 1

    def get_absolute_url(self) -> str:
        """Nowhere."""
        return "#"


@dataclass(frozen=True)
class SamplePerson(Sample):
    """Somebody as components see them."""

    team: Sample | None = None
    photo: str = ""

    @property
    def first_name(self) -> str:
        """The first part of the name."""
        return self.name.split(" ")[0]

    @property
    def initials(self) -> str:
        """One or two letters."""
        parts = self.name.split()
        return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()


@dataclass(frozen=True)
class SampleSkills:
    """What `need.skills.all` gives."""

    names: tuple[str, ...] = ()

    def all(self) -> list[Sample]:
        """The skills."""
        return [Sample(name) for name in self.names]


@dataclass(frozen=True)
class SampleNeed:
    """A need as components see it."""

    title: str
    asker: SamplePerson | None
    voice_count: int = 1
    skills: SampleSkills = field(default_factory=SampleSkills)

    def get_absolute_url(self) -> str:
        """Nowhere."""
        return "#"


@dataclass(frozen=True)
class SampleItem:
    """An item as components see it."""

    title: str
    summary: str = ""
    minutes: int = 5
    kind: str = "module"

    def get_absolute_url(self) -> str:
        """Nowhere."""
        return "#"


@dataclass(frozen=True)
class SamplePage:
    """A page of a list with another after it."""

    after: str = "key"
    has_more: bool = True


class SampleForm(forms.Form):
    """One of each kind of field."""

    title = forms.CharField(label="What do you need to learn?", max_length=300)
    why = forms.CharField(
        label="Why does it matter?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Two lines are plenty.",
    )
    email = forms.EmailField(label="Where may we write to?", help_text="Only for answers to this need.")
    urgency = forms.ChoiceField(
        label="How soon?", choices=[("now", "now"), ("soon", "soon"), ("someday", "someday")], widget=forms.RadioSelect
    )
    team = forms.ChoiceField(
        label="Who may see it?", choices=[("", "Everybody at St. Brigid’s"), ("1", "Only Outpatients")]
    )


def half(theme: str) -> dict[str, Any]:
    """What differs between the light and the dark half: the theme, and forms whose ids are their own."""
    typed = {f"{theme}-wrong-email": "not an address", f"{theme}-wrong-why": "Mine come back with questions."}
    return {
        "theme": theme,
        "form": SampleForm(prefix=f"{theme}-fresh"),
        "wrong": SampleForm(typed, prefix=f"{theme}-wrong"),
    }


def samples() -> dict[str, Any]:
    """Everything the pattern book shows."""
    teams = {name: Sample(name, hue) for name, hue in TEAMS.items()}
    people = [SamplePerson(name, hue, team=teams.get(team)) for name, hue, team in PEOPLE]
    now = timezone.now()
    return {
        "hues": range(36),
        "people": people,
        "sofia": people[0],
        "long_person": SamplePerson(LONG_NAME, 20, team=Sample("Interdisciplinary Perioperative Coordination")),
        "one_word_person": SamplePerson("Madonna", 160),
        "need": SampleNeed(
            "How do I write a discharge letter that the GP will actually read?",
            people[0],
            8,
            SampleSkills(("writing",)),
        ),
        "worked_need": SampleNeed(
            "What should I check before I call the on-call registrar at night?",
            people[1],
            13,
            SampleSkills(("escalation", "night shift")),
        ),
        "solved_need": SampleNeed(
            "Which of the three infusion pump alarms may I silence, and when?",
            people[2],
            22,
            SampleSkills(("devices",)),
        ),
        "nameless_need": SampleNeed(
            f"{LONG_WORD}? {'Why do we do it this way and not another, ' * 4}and since when?", None, 1300
        ),
        "item": SampleItem(
            "Letters that get read", "A GP reads your letter between two patients. She has about forty seconds."
        ),
        "long_item": SampleItem(f"A module with a title that goes on: {LONG_WORD}", "One sentence. " * 20, 130),
        "link_item": SampleItem("Plain words in medicine", "", 12, "link"),
        "page": SamplePage(),
        "parts": [("Outpatients", 3, 300), ("Surgery", 2, 60), ("A&E", 2, 190), ("Geriatrics", 1, 120)],
        "many_parts": [
            *((f"Team {n} of the long tail", n, n * 47 % 360) for n in range(9, 1, -1)),
            ("11 other teams", 14, -1),
        ],
        "just_now": now,
        "hours_ago": now - timedelta(hours=4),
        "days_ago": now - timedelta(days=3),
        "weeks_ago": now - timedelta(weeks=3),
        "urgencies": [("now", "now"), ("soon", "soon"), ("someday", "someday")],
        "ways": [
            ("write", "Write something", "a page, at your own time"),
            ("talk", "Talk it over", "half an hour, the two of you"),
        ],
        "tabs": TABS,
        "reactions": REACTIONS,
        "options": OPTIONS,
        "answered": [
            OPTIONS[0] | {"chosen": True, "right": False, "feedback": "It says who, not what to do."},
            *OPTIONS[1:],
        ],
        "solved": [
            OPTIONS[0],
            OPTIONS[1] | {"chosen": True, "right": True, "feedback": "She can act on it without reading on."},
            OPTIONS[2],
        ],
    }


TEAMS = {"Outpatients": 300, "Pharmacy": 30, "A&E": 190, "Geriatrics": 120, "Palliative care": 140}
PEOPLE = [
    ("Sofia Lindqvist", 300, "Outpatients"),
    ("Piet Jansen", 30, "Pharmacy"),
    ("Tomás Rey", 90, "A&E"),
    ("Hanna Berg", 130, "Palliative care"),
    ("Nia Boateng", 330, "Geriatrics"),
    ("Jun Park", 190, "A&E"),
]
TABS = [
    {"url": "#", "label": "I could help", "is_here": True, "count": 12},
    {"url": "#", "label": "Mine"},
    {"url": "#", "label": "Growing"},
    {"url": "#", "label": "Waiting longest"},
    {"url": "#", "label": "Solved"},
]
REACTIONS = [
    {"kind": "learned", "label": "I learned something", "count": 31, "mine": True},
    {"kind": "useful", "label": "Useful", "count": 12, "mine": False},
    {"kind": "outdated", "label": "Out of date", "count": 0, "mine": False},
    {"kind": "unclear", "label": "Unclear", "count": 1, "mine": True},
    {"kind": "question", "label": "I have a question", "count": 0, "mine": False},
]
OPTIONS: list[dict[str, Any]] = [
    {"id": "a", "text": "Thank you for referring this pleasant 74-year-old gentleman who was admitted on …"},
    {"id": "b", "text": "Please repeat U&Es on Friday; furosemide was doubled at discharge."},
    {"id": "c", "text": LONG_WORD},
]
