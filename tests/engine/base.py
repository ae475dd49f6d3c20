"""The database engine of the tests (ENGINE = "tests.engine"): emptying every table costs half a second, the few with rows none."""

from collections.abc import Sequence

from django.core.management.color import Style
from django.db.backends.postgresql import base, operations

EMPTY = """
    DO $$
    DECLARE name text; is_full boolean;
    BEGIN
        FOREACH name IN ARRAY ARRAY[{names}] LOOP
            EXECUTE format('SELECT EXISTS (SELECT FROM %I)', name) INTO is_full;
            IF is_full THEN EXECUTE format('DELETE FROM %I', name); END IF;
        END LOOP;
    END $$
"""  # in one transaction, at whose end rows that point to each other have all gone


class DatabaseOperations(operations.DatabaseOperations):
    """Empties the tables that hold something."""

    def sql_flush(
        self, style: Style, tables: Sequence[str], *, reset_sequences: bool = False, allow_cascade: bool = False
    ) -> list[str]:
        """One statement that leaves no row; ids go on from where they were, as no test may lean on them."""
        return [EMPTY.format(names=", ".join(f"'{table}'" for table in tables))] if tables else []


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's own, but for that."""

    ops_class = DatabaseOperations
