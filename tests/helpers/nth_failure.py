"""The n-th call of an act fails, for every n: afterwards the site is either whole or untouched.

    fail_at_each_call(act, check)     do the act until none of its calls fails any more
    failing_at(number)                let that call fail while the block runs
    state_of_site()                   every row and every upload, to be compared

Needs real transactions: `pytest.mark.django_db(transaction=True)`.
"""

import errno
import hashlib
from contextlib import ExitStack, contextmanager
from unittest import mock

from django.core.files import File
from django.core.files.storage import Storage, default_storage
from django.core.mail import EmailMessage
from django.db import OperationalError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from news.operations.backup.saving import uploads

MOST_CALLS = 5000


class Fault:
    """The call that fails: `reached` when the act came so far, `place` says which it was."""

    def __init__(self, number, lasting):
        self.number, self.lasting = number, lasting
        self.calls = 0
        self.place = ""
        self.raised = None  # what the act answered

    def __repr__(self):
        return f"<call {self.number} fails: {self.place}>"

    @property
    def reached(self):
        return bool(self.place)

    def is_due(self, place):
        self.calls += 1
        if self.calls == self.number:
            self.place = place
        return self.calls == self.number or (self.lasting and self.calls > self.number)


def fail_at_each_call(act, check, **calls):
    """Do the act with its first call failing, then its second, and so on, until it fails no more.

    check(fault) follows each failure, and must undo what the act has done in spite of it: each attempt begins
    alike. Returns how many there were.
    """
    for number in range(1, MOST_CALLS):
        with failing_at(number, **calls) as fault:
            try:
                act()
            except Exception as error:
                fault.raised = error
        if fault.reached:
            check(fault)
        elif fault.raised:
            raise fault.raised
        else:
            return number - 1
    raise AssertionError(f"The act takes longer with each attempt: {fault}")


@contextmanager
def failing_at(number, *, statements=True, commits=True, files=True, letters=True, lasting=False):
    """Let that call fail, counted from 1 over all the kinds that are on; lasting: those after it fail too.

    A commit may be refused, or be done and its answer lost: it counts as two calls. Saving a file may fail
    before, halfway and after it was written: three.
    """
    fault = Fault(number, lasting)
    with ExitStack() as stack:
        if statements:
            _let_statements_fail(fault, stack)
        if commits:
            stack.enter_context(_patched(BaseDatabaseWrapper, "commit", _failing_commit, fault))
        if files:
            stack.enter_context(_patched(Storage, "save", _failing_save, fault))
        if letters:
            stack.enter_context(_patched(EmailMessage, "send", _failing_send, fault))
        yield fault


def _patched(owner, name, failing, fault):
    real = getattr(owner, name)
    return mock.patch.object(owner, name, lambda *args, **options: failing(fault, real, *args, **options))


# --- The calls -----------------------------------------------------------------------------------------


def _let_statements_fail(fault, stack):
    """Those of every connection, also of one that is opened later."""
    watched = set()

    def execute(run, sql, params, many, context):
        if fault.is_due(sql[:100]):
            raise lost_connection()
        return run(sql, params, many, context)

    def watch(connection, **kwargs):
        if id(connection) not in watched:
            watched.add(id(connection))
            stack.enter_context(connection.execute_wrapper(execute))

    for connection_here in connections.all(initialized_only=True):
        watch(connection_here)
    connection_created.connect(watch)
    stack.callback(connection_created.disconnect, watch)


def _failing_commit(fault, commit, database):
    if fault.is_due("a commit is refused"):
        raise lost_connection()
    commit(database)
    if fault.is_due("the answer to a commit is lost"):
        raise lost_connection()


def _failing_save(fault, save, storage, name, content, *args, **options):
    if fault.is_due(f"{name} is not written"):
        raise no_room()
    if fault.is_due(f"{name} is written by half"):
        return save(storage, name, HalfFile(content), *args, **options)
    saved_as = save(storage, name, content, *args, **options)
    if fault.is_due(f"the answer is lost when {name} was written"):
        raise OSError(errno.EIO, "The answer is lost")
    return saved_as


def _failing_send(fault, send, letter, *args, **options):
    if fault.is_due(f"the letter “{letter.subject}” is not sent"):
        raise ConnectionRefusedError(errno.ECONNREFUSED, "The mail server is gone")
    return send(letter, *args, **options)


def lost_connection():
    return OperationalError("server closed the connection unexpectedly")


def no_room():
    return OSError(errno.ENOSPC, "No space left on device")


class HalfFile(File):
    """There is no room for its second half."""

    def chunks(self, chunk_size=None):
        yield self.file.read(self.size // 2)
        raise no_room()

    def read(self, *args):
        raise no_room()


# --- The state of the site -----------------------------------------------------------------------------


def state_of_site(without=()):
    """{name of a table or upload: its content}; `without` names tables that may differ."""
    tables = set(connection.introspection.table_names()) - set(without)
    files = {f"media/{name}": _digest_of(name) for name in uploads()}
    return {table: _rows_of(table) for table in sorted(tables)} | files


def differences(before, after):
    """A line for each table and upload that is not what it was."""
    found = []
    for name in sorted(before.keys() | after.keys()):
        if name not in after or name not in before:
            found.append(f"{name} is {'gone' if name not in after else 'new'}")
        elif before[name] != after[name]:
            found.append(f"{name} changed")
    return found


def _rows_of(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return sorted(map(repr, cursor.fetchall()))


def _digest_of(name):
    with default_storage.open(name) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
