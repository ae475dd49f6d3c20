"""The jobs of the media: sweep up what was left half brought."""

from upwell.core import jobs
from upwell.media.actions.uploads import sweep_upload
from upwell.media.queries import swept_uploads


@jobs.scheduled("*/10 * * * *")
def sweep_uploads(timestamp: int) -> None:
    """Finish what is whole, and forget what nobody went on with for a week."""
    for upload in swept_uploads():
        sweep_upload(upload)
