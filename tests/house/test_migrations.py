"""What the models say, the migrations make."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_model_waits_for_its_migration() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
