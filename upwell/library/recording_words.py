"""What the recorder says while one records: its script has no words of its own."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, str | Promise] = {
    # what this browser cannot do
    "unsafe": _(
        "Browsers let a page record only over https. Ask whoever looks after Upwell for that; until then, bring a film below."
    ),
    "cannotRecord": _("This browser cannot record. Chrome, Edge, Firefox and Safari can; or bring a film below."),
    "noScreen": _(
        "This browser cannot show its screen to a page; phones and tablets cannot either. Chrome, Edge, Firefox and Safari "
        "on a computer can."
    ),
    "noScreenSound": _("This browser records the screen without what it plays. Chrome and Edge on a computer can."),
    # what went wrong with camera, microphone or screen
    "refused": _(
        "The browser did not let this page use your camera or microphone. Allow it beside the address, then try again."
    ),
    "noCamera": _("No camera was found. Plug one in and try again, or record your voice alone."),
    "noMicrophone": _("No microphone was found. What you record now has no sound from you."),
    "noVoice": _("No microphone was found. Plug one in and try again."),
    "taken": _("Another program is using your camera or microphone. Close it, then try again."),
    "nothingShown": _("You did not choose anything to show. Press again and choose a screen, a window or a tab."),
    "trouble": _("Your camera or microphone could not be started. Try again, or choose another."),
    "silent": _("Nothing is heard from this microphone. Is it the right one?"),
    # while one records
    "counting": _("Recording begins in 3 seconds."),
    "begun": _("Recording."),
    "paused": _("Paused."),
    "stopped": _("The recording has ended."),
    "sourceEnded": _("The camera or the screen was taken away, so the recording has ended here."),
    "longest": _("This is as long as a recording may be, so it has ended here."),
    "left": _("{time} left"),
    "over": _("{time} over"),
    "halfMinute": _("Half a minute left."),
    "aimReached": _("The time you aimed for is over. Go on if you need to."),
    "sending": _("What you say is on the server within seconds."),
    "away": _("The connection is away. It is kept here, and sent as soon as it is back. Leave this page open."),
    "awayKept": _(
        "The connection is away. It is kept in this browser and sent as soon as it is back; if you close this page, "
        "when you open it again."
    ),
    "leftBehind": _("Part of a recording was still in this browser. It is being sent now; leave this page open."),
    # what was recorded
    "name": _("Recording {when}"),
    "take": _("Take {number}"),
    "takeNow": _("Take {number}, {time}"),
    "sent": _("All of it is on the server."),
    "stillSending": _("{sent} of {whole} are on the server; about {left} to go."),
    "stillSendingSoon": _("{sent} of {whole} are on the server."),
    "waiting": _("Used as soon as the last of it is on the server."),
    "dropped": _("Take {number} is thrown away."),
    "kept": _("Take {number} stays below until you throw it away, for a week at most."),
    # a film that is brought
    "speed": _("{sent} of {whole}, {speed} a second, about {left} left"),
    "arrived": _("‘{name}’ is here."),
    "hold": _("Hold"),
    "goOn": _("Go on"),
    "onHold": _("On hold. What is here stays for a week; choose the same file again to go on."),
    "failed": _("This did not work. Try again."),
    "seconds": _("{number} s"),
    "minutes": _("{number} min"),
    "megabytes": _("{number} MB"),
    "gigabytes": _("{number} GB"),
}
