"""PowerPoint as LibreOffice draws it: turned into a PDF in the private folder, then page by page; titles and notes as they are."""

import shutil
import subprocess
from pathlib import Path

from upwell.films.decks import pages
from upwell.films.decks.office import office
from upwell.films.decks.presentation import notes_of, shown_slides, title_of
from upwell.films.decks.slides import Slides
from upwell.library.intake.found import Unreadable

SECONDS = 90
# what a presentation only links to (a picture on this machine or on a network) is not opened: nothing here is trusted
BLOCKED = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def read(source: Path, folder: Path) -> Slides:
    """The slides as pictures of themselves. A profile of its own, so that nothing of another run is read or left."""
    program = office()
    if program is None:
        raise Unreadable("broken")
    named = folder / "source.pptx"
    shutil.copyfile(source, named)
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(BLOCKED)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    told = [program, profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder), str(named)]
    subprocess.run(told, cwd=folder, timeout=SECONDS, check=True, capture_output=True)  # noqa: S603  # by list
    found = pages.read(folder / "source.pdf", folder)
    for made, slide in zip(found.slides, shown_slides(source), strict=False):
        made.title, made.notes = title_of(slide)[: pages.LONGEST_TITLE] or made.title, notes_of(slide)
    return found
