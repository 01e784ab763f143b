"""Migration operations: what a table needs besides its columns."""

from django.db.migrations.operations import RunSQL

APP_ROLE = "pakten_app"
IN_PACT = "pact_id = (SELECT current_setting('app.pact_id')::bigint)"


def secure(*tables: str, using: str = IN_PACT, check: str | None = None) -> RunSQL:
    """Row-level security for the app role. The owner (migrations, backup) passes by, so no FORCE."""
    forward = "".join(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY tenant ON {table} TO {APP_ROLE} USING ({using}) WITH CHECK ({check or using});"
        for table in tables
    )
    backward = "".join(
        f"DROP POLICY tenant ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
        for table in tables
    )
    return RunSQL(forward, backward)


def audited(*tables: str) -> RunSQL:
    """Every insert, update and delete, by whatever path, leaves a row in `audit_event`."""
    forward = "".join(
        f"CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION audit_record();"
        for table in tables
    )
    return RunSQL(forward, "".join(f"DROP TRIGGER audited ON {table};" for table in tables))


def only_for_triggers(*functions: str) -> RunSQL:
    """Let nobody but the owner hang a function on a table. What runs as its owner could otherwise be
    hung on a temporary table by the app role, and write there what the policies forbid."""
    return RunSQL(
        "".join(f"REVOKE EXECUTE ON FUNCTION {name}() FROM PUBLIC;" for name in functions),
        "".join(f"GRANT EXECUTE ON FUNCTION {name}() TO PUBLIC;" for name in functions),
    )


def append_only(*tables: str) -> RunSQL:
    """Rows are added, never changed or taken away: corrections are rows of their own."""
    forward = "".join(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION refuse_change();"
        f"REVOKE UPDATE, DELETE ON {table} FROM {APP_ROLE};"
        for table in tables
    )
    return RunSQL(forward, "".join(f"DROP TRIGGER append_only ON {table};" for table in tables))
