"""The jobs of imports: reading and writing large ones, and letting go of what nobody imported."""

from upwell.core import jobs
from upwell.interop.actions.uploading import finish_import, forget_old_uploads, look_at_upload
from upwell.interop.models import Upload


@jobs.task()
def look(upload_id: int) -> None:
    """Do the dry run of a large upload."""
    if upload := Upload.objects.select_related("by").filter(pk=upload_id).first():
        look_at_upload(upload, by=upload.by)


@jobs.task()
def bring(upload_id: int) -> None:
    """Import what was begun."""
    if upload := Upload.objects.select_related("by").filter(pk=upload_id).first():
        finish_import(upload, by=upload.by)


@jobs.scheduled("40 3 * * *")
def forget_old(timestamp: int) -> None:
    """Let go of files that nobody imported."""
    forget_old_uploads()
