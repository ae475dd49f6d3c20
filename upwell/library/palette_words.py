"""The words of the page one writes on: what each part is called, what its fields ask for, and the page's own sentences."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

NAMES: dict[str, tuple[Words, str]] = {
    "image": (_("Picture"), "image"),
    "video": (_("Video"), "video"),
    "audio": (_("Sound"), "mic"),
    "file": (_("File"), "paperclip"),
    "link": (_("Link"), "link"),
    "embed": (_("Page from elsewhere"), "monitor"),
    "checklist": (_("Checklist"), "list-checks"),
    "task": (_("Try this at work"), "flask-conical"),
    "reflection": (_("Think about it"), "notebook-pen"),
    "poll": (_("Poll"), "chart-line"),
    "question": (_("Question"), "circle-question-mark"),
}

# (kind, list of rows or '', field): its label, and what stands in it while it is empty
FIELDS: dict[tuple[str, str, str], tuple[Words, Words]] = {
    ("image", "", "alt"): (_("What does it show?"), _("What does it show, to somebody who cannot see it?")),
    ("image", "", "caption"): (_("Words below it"), _("Words below it (optional)")),
    ("video", "", "caption"): (_("Words below it"), _("Words below it (optional)")),
    ("audio", "", "caption"): (_("Words below it"), _("Words below it (optional)")),
    ("file", "", "title"): (_("What it is called"), _("What it is called")),
    ("file", "", "why"): (_("What it is good for"), _("What it is good for (optional)")),
    ("link", "", "title"): (_("What it is called"), _("What it is called")),
    ("link", "", "why"): (_("Why it is worth following"), _("Why it is worth following (optional)")),
    ("embed", "", "title"): (_("What it shows"), _("What it shows")),
    ("checklist", "", "text"): (_("What the list is for"), _("Before you start, check …")),
    ("checklist", "items", "text"): (_("Item"), _("One thing to check")),
    ("task", "", "text"): (_("What to try"), _("What should one try at work this week?")),
    ("task", "", "show"): (_("What to show for it"), _("What will one have to show for it? (optional)")),
    ("reflection", "", "text"): (_("What to think about"), _("What should one think about for a minute?")),
    ("poll", "", "text"): (_("What you ask"), _("What would you like to know from colleagues?")),
    ("poll", "options", "text"): (_("Option"), _("An answer one might give")),
    ("question", "", "text"): (_("What you ask"), _("What do you ask?")),
    ("question", "", "hint"): (_("A hint"), _("A hint, for who asks for one (optional)")),
    ("question", "", "well"): (_("Said when it was right"), _("Said when it was right (optional)")),
    ("question", "", "not_yet"): (_("Said when it was not right yet"), _("Said when it was not right yet (optional)")),
    ("question", "options", "text"): (_("Option"), _("An answer one might give")),
    ("question", "options", "feedback"): (
        _("What you say to those who choose it"),
        _("Why, or why not? Said to those who choose it"),
    ),
    ("question", "accepted", "text"): (_("Accepted answer"), _("An answer that counts as right")),
    ("question", "items", "text"): (_("Step"), _("A step, in its right place")),
    ("question", "pairs", "text"): (_("Left side"), _("This …")),
    ("question", "pairs", "partner"): (_("Its partner"), _("… belongs to this")),
}

# (kind, list of rows): what one row is called, and the button that adds another
ROWS: dict[tuple[str, str], tuple[Words, Words]] = {
    ("checklist", "items"): (_("Item"), _("Another item")),
    ("poll", "options"): (_("Option"), _("Another option")),
    ("question", "options"): (_("Option"), _("Another option")),
    ("question", "accepted"): (_("Accepted answer"), _("Another accepted answer")),
    ("question", "items"): (_("Step"), _("Another step")),
    ("question", "pairs"): (_("Pair"), _("Another pair")),
}


def _entry(name: str, label: Words, hint: Words, icon: str, find: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "label": label, "hint": hint, "icon": icon, "find": find, **more}


def _asked(kind: str, label: Words, hint: Words, icon: str, find: str) -> dict[str, Any]:
    return _entry(f"question-{kind}", label, hint, icon, find, kind="question", settings={"kind": kind})


# `find` holds more words by which somebody may look for it
ENTRIES: list[tuple[Words, list[dict[str, Any]]]] = [
    (
        _("Write"),
        [
            _entry("text", _("Text"), _("as you would tell a colleague"), "type", "paragraph words", rich="paragraph"),
            _entry("heading", _("Heading"), _("begins a new thought"), "heading-2", "title h2 section", rich="heading"),
            _entry("subheading", _("Small heading"), _("below a heading"), "heading-3", "h3 sub", rich="subheading"),
            _entry("list", _("List"), _("with dots"), "list", "bullet points ul", rich="list"),
            _entry("steps", _("Numbered list"), _("one step after another"), "list-ordered", "ol 123", rich="steps"),
            _entry("table", _("Table"), _("rows and columns"), "table-2", "grid spreadsheet cells", rich="table"),
            _entry("quote", _("Quote"), _("somebody’s words"), "quote", "citation said", rich="quote"),
            _entry("tip", _("Tip"), _("what makes it easier"), "lightbulb", "callout box advice", rich="tip"),
            _entry("note", _("Note"), _("good to know"), "info", "callout box information", rich="note"),
            _entry(
                "warning", _("Warning"), _("what goes wrong"), "triangle-alert", "callout box danger", rich="warning"
            ),
            _entry("code", _("Code"), _("as it is typed"), "code", "program command pre", rich="code"),
            _entry("line", _("Line"), _("between two thoughts"), "minus", "rule divider separator hr", rich="line"),
        ],
    ),
    (
        _("Show"),
        [
            _entry(
                "image", _("Picture"), _("choose, drop or paste one"), "image", "photo image screenshot", kind="image"
            ),
            _entry("video", _("Video"), _("from this device"), "video", "film movie clip", kind="video"),
            _entry("audio", _("Sound"), _("a recording to listen to"), "mic", "audio podcast voice", kind="audio"),
            _entry("file", _("File"), _("to take along"), "paperclip", "attachment download pdf", kind="file"),
            _entry("link", _("Link"), _("something worth following"), "link", "url address web", kind="link"),
            _entry("embed", _("Page from elsewhere"), _("shown in this page"), "monitor", "embed iframe", kind="embed"),
        ],
    ),
    (
        _("Ask and try"),
        [
            _asked(
                "choice", _("Question"), _("options, with what you say to each"), "circle-question-mark", "quiz choice"
            ),
            _asked("truth", _("True or false"), _("a sentence to judge"), "circle-check", "question quiz yes no"),
            _asked("short", _("Short answer"), _("a word or two, typed"), "pen-line", "question quiz text"),
            _asked(
                "number", _("A number"), _("with how far off is still right"), "hash", "question quiz numeric estimate"
            ),
            _asked("order", _("Put in order"), _("steps, priorities"), "arrow-up-down", "question quiz sort sequence"),
            _asked("match", _("Match"), _("what belongs together"), "split", "question quiz pairs"),
            _asked(
                "gaps",
                _("Fill the gaps"),
                _("words left out of a text"),
                "text-cursor-input",
                "question quiz cloze blank",
            ),
            _entry("poll", _("Poll"), _("what colleagues think"), "chart-line", "vote survey", kind="poll"),
            _entry(
                "reflection",
                _("Think about it"),
                _("a minute for oneself"),
                "notebook-pen",
                "reflection journal",
                kind="reflection",
            ),
            _entry(
                "task",
                _("Try this at work"),
                _("something to do on the job"),
                "flask-conical",
                "task exercise practice",
                kind="task",
            ),
            _entry("checklist", _("Checklist"), _("to tick off"), "list-checks", "todo boxes", kind="checklist"),
        ],
    ),
]

WORDS: dict[str, Words] = {
    "page": _("The page"),
    "write": _("Write, as you would tell a colleague. / adds a part."),
    "writeOn": _("Write on, or / for a part"),
    "heading": _("Heading"),
    "add": _("Add a part"),
    "find": _("Find a part"),
    "nothingFound": _("Nothing is called that."),
    "found": _("{count} parts to choose from"),
    "block": _("Move, copy or change this part"),
    "dragOrOpen": _("Drag to move, press for more"),
    "up": _("Move up"),
    "down": _("Move down"),
    "copy": _("Make a copy"),
    "remove": _("Remove"),
    "turnInto": _("Turn into"),
    "bold": _("Bold"),
    "italic": _("Italic"),
    "strike": _("Struck through"),
    "code": _("Code"),
    "link": _("Link"),
    "unlink": _("Remove the link"),
    "linkTo": _("Where does it lead?"),
    "setLink": _("Link it"),
    "list": _("List"),
    "steps": _("Numbered list"),
    "subheading": _("Small heading"),
    "undo": _("Undo"),
    "redo": _("Do it again"),
    "remark": _("Comment on these words"),
    "remarkTooLong": _("You chose more than a few sentences. Choose fewer words."),
    "remarked": _("A comment on: {words}"),
    "tools": _("Tools for the text"),
    "tip": _("Tip"),
    "note": _("Note"),
    "warning": _("Warning"),
    "addRow": _("Row"),
    "addColumn": _("Column"),
    "removeRow": _("Remove row"),
    "removeColumn": _("Remove column"),
    "tableTools": _("Rows and columns"),
    "right": _("This one is right"),
    "removeOne": _("Remove: {what}"),
    "moveUpOne": _("Move up: {what}"),
    "moveDownOne": _("Move down: {what}"),
    "several": _("Several may be right"),
    "severalVotes": _("Several may be chosen"),
    "shuffled": _("In a new order each time"),
    "kindOfQuestion": _("Kind of question"),
    "choice": _("Choose"),
    "truth": _("True or false"),
    "short": _("Short answer"),
    "number": _("A number"),
    "order": _("Put in order"),
    "match": _("Match"),
    "gaps": _("Fill the gaps"),
    "isTrue": _("It is true"),
    "isFalse": _("It is false"),
    "value": _("The right number"),
    "tolerance": _("Still right if off by"),
    "unit": _("Unit"),
    "gapsHelp": _("Put the words to be filled in between double square brackets: A letter needs [[one]] ask."),
    "makeGap": _("Make a gap of the chosen words"),
    "shared": _("Colleagues see each other’s answers"),
    "private": _("Only whoever answers sees the answer"),
    "address": _("Address"),
    "taskHere": _("The address of a task here, for those who want somebody to look (optional)"),
    "openLink": _("Open it"),
    "embedHelp": _("The address of the page. Only pages that your organisation allows are shown."),
    "choosePicture": _("Choose a picture, drop one here, or paste it"),
    "anotherPicture": _("Choose another picture"),
    "crop": _("Crop"),
    "cropDone": _("Keep this part"),
    "cropCancel": _("Leave it as it is"),
    "cropHelp": _("Drag over what should stay, or at a corner. Arrow keys move it, with Shift they change its size."),
    "notCropped": _("This picture could not be read, so it stays as it is. Try again in a moment."),
    "cropLeft": _("Left"),
    "cropTop": _("Top"),
    "cropWidth": _("Width"),
    "cropHeight": _("Height"),
    "chooseVideo": _("Choose a video, or drop one here"),
    "chooseAudio": _("Choose a recording, or drop one here"),
    "chooseFile": _("Choose a file, or drop one here"),
    "anotherFile": _("Choose another one"),
    "record": _("Record it"),
    "noRecorder": _("This did not work. Try again; what you recorded stays under ‘Record a video’ for a week."),
    "sending": _("Sending {name} …"),
    "sendingShare": _("Sending {name}: {share} %"),
    "notSent": _("{name} could not be sent. It is still here:"),
    "again": _("Try again"),
    "pictureTooBig": _("This picture is larger than {most} MB. Save it smaller, then add it."),
    "unknown": _("This part needs a newer version of Upwell. It is kept as it is."),
    "saved": _("Saved"),
    "savedAt": _("Saved {time}"),
    "saving": _("Saving …"),
    "connecting": _("Opening …"),
    "offline": _("Offline. Kept in this browser, and saved when you are back."),
    "unsaved": _("Could not be saved just now. Kept in this browser, and tried again."),
    "refused": _("The last of it could not be saved. It is kept in this browser."),
    "gone": _("You may not write on this module any more. What you typed is kept in this browser; copy it from here."),
    "signedOut": _(
        "You are signed out. What you typed is kept in this browser: sign in again and come back to this page."
    ),
    "publishWaits": _("Saving the last words, then it is published …"),
    "publishWaitsStill": _("The last words are not saved yet, so it was not published. Try again in a moment."),
    "publishOffline": _("You are offline. It can be published once you are back; nothing is lost."),
    "alone": _("You are writing alone"),
    "writesToo": _("{name} is writing too"),
    "writeToo": _("{names} are writing too"),
    "and": _("and"),
    "you": _("You"),
    "tooLong": _("{most} characters fit here. What is beyond that was put below, as text."),
    "fieldFull": _("{most} characters fit here, and they are all used. Say it shorter, or go on below."),
    "pasteTooMuch": _(
        "This is more than one module can hold ({count} characters; {most} are left). Nothing was changed: it is still in your clipboard. Paste a part of it, and make further modules of the rest."
    ),
    "blocksFull": _("A module has at most {most} parts. Make two modules of it."),
    "pageFull": _("This module is full. Make a second one for what follows."),
    "rowsFull": _("At most {most} fit here."),
    "picturesLeft": _(
        "The text is here, but not its pictures: they lie on another page. Copy each picture there and paste it here."
    ),
    "importing": _("Reading {name} …"),
    "imported": _("{name} was added at the end of the page."),
    "leftOut": _("{name} was added. Left out: {what}"),
    "notTaken": _("{name}: {why}"),
    "notImported": _("{name} could not be read. Drop a picture, or a .md, .docx, .pptx, .pdf or .html file."),
    "removed": _("Removed."),
    "moved": _("Moved to place {place} of {count}."),
    "brokenIsland": _("The page could not be opened for writing. What you wrote is safe."),
}
