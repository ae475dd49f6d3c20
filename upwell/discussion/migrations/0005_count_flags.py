"""How many people flagged each thread, of what was said before these were counted; the next sign brings the rest along."""

from django.db import migrations

COUNT = """
    UPDATE discussion_thread SET flagged_count = flagged.people
    FROM (
        SELECT thread_id, count(DISTINCT by_id) AS people FROM discussion_reaction
        WHERE kind IN ('outdated', 'unclear') AND fix_id IS NULL GROUP BY thread_id
    ) AS flagged
    WHERE discussion_thread.id = flagged.thread_id AND discussion_thread.flagged_count <> flagged.people
"""


class Migration(migrations.Migration):

    dependencies = [("discussion", "0004_margin_and_suggestions")]

    operations = [migrations.RunSQL(COUNT, migrations.RunSQL.noop)]
