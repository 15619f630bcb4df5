"""The database itself refuses to change or delete an act."""

from django.db import migrations

POSTGRESQL = [
    """CREATE FUNCTION news_audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'news_auditentry is only ever added to'; END $$""",
    """CREATE TRIGGER news_audit_append_only BEFORE UPDATE OR DELETE ON news_auditentry
       FOR EACH ROW EXECUTE FUNCTION news_audit_is_append_only()""",
]
SQLITE = [
    f"""CREATE TRIGGER news_audit_no_{act.lower()} BEFORE {act} ON news_auditentry
        BEGIN SELECT RAISE(ABORT, 'news_auditentry is only ever added to'); END"""
    for act in ("UPDATE", "DELETE")
]
DROP_POSTGRESQL = [
    "DROP TRIGGER news_audit_append_only ON news_auditentry",
    "DROP FUNCTION news_audit_is_append_only()",
]
DROP_SQLITE = ["DROP TRIGGER news_audit_no_update", "DROP TRIGGER news_audit_no_delete"]


def run(postgresql, sqlite):
    def run_for_vendor(apps, schema_editor):
        for statement in {"postgresql": postgresql, "sqlite": sqlite}[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run_for_vendor


class Migration(migrations.Migration):
    dependencies = [("news", "0036_audit_chain")]
    operations = [migrations.RunPython(run(POSTGRESQL, SQLITE), run(DROP_POSTGRESQL, DROP_SQLITE))]
