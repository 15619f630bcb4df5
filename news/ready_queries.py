"""Queries whose SQL is worked out once for each connection and then asked with other values.

For the pages that are made most often: building and compiling their queryset takes Django several times as
long as the database needs for the answer. PostgreSQL plans such a query once too (PREPARE); a pooler between
the site and PostgreSQL must therefore keep a session's connection (pgbouncer: session pooling).
"""

from datetime import UTC, datetime
from itertools import count

from django.db import InterfaceError, OperationalError, connections

from news.routing import database_to_read

# No query of ours holds these by itself: where one turns up among the parameters, a value is asked for.
PLACES = {int: 916_000_001, datetime: datetime(1916, 1, 1, 9, 16, 9, 16, tzinfo=UTC)}
numbers = count(1)


class ReadyQuery:
    """make(**places) returns the queryset; what it may depend on beside them is given as its name.

    kinds: {name: int or datetime}, the values that change from one asking to the next.
    """

    def __init__(self, make, **kinds):
        self.make, self.kinds = make, kinds

    def rows(self, *fixed, using=None, **values):
        """What the queryset would give. fixed: hashable arguments that change the SQL itself."""
        connection = connections[using or database_to_read()]
        compiled = connection.__dict__.setdefault("ready_queries", {})
        ready = compiled.get((self.make, fixed))
        if ready is None:
            places = {name: place_for(kind, index) for index, (name, kind) in enumerate(self.kinds.items())}
            ready = Compiled(self.make(*fixed, **places), connection, places)
            compiled[self.make, fixed] = ready
        return ready.ask(values)


def place_for(kind, index):
    place = PLACES[kind]
    return place.replace(microsecond=index) if kind is datetime else place - index


def cache_of_one(make):
    """make()'s first answer, whatever it is asked with: the columns of a query never change."""
    answers = []

    def answer(asked):
        if not answers:
            answers.append(make(asked))
        return answers[0]

    return answer


class Compiled:
    """A queryset's own compiler, made to say what it has said once."""

    def __init__(self, queryset, connection, places):
        self.connection = connection
        self.iterable = queryset._iterable_class(queryset)
        compiler = queryset.query.get_compiler(connection=connection)
        self.sql, params = compiler.as_sql()
        names = {self.adapted(place): name for name, place in places.items()}
        self.params = [(names.get(value), value) for value in params]
        if missing := set(places) - {name for name, _value in self.params}:
            raise ValueError(f"The query does not ask for {', '.join(sorted(missing))}.")
        compiler.as_sql = lambda *args, **kwargs: self.asked
        compiler.get_converters = cache_of_one(compiler.get_converters)
        queryset.query.get_compiler = lambda *args, **kwargs: compiler
        self.prepared_on = None

    def adapted(self, value):
        if isinstance(value, datetime):
            return self.connection.ops.adapt_datetimefield_value(value)
        return value

    def ask(self, values):
        """Being asked is the connection's health check: one that was lost is made anew, and asked again."""
        self.connection.health_check_done = True
        try:
            return self.answer(values)
        except (InterfaceError, OperationalError):
            if self.connection.in_atomic_block or self.connection.is_usable():
                raise
            self.connection.close()
            return self.answer(values)

    def answer(self, values):
        given = {name: self.adapted(value) for name, value in values.items()}
        if self.connection.vendor == "postgresql":
            self.asked = self.execute_prepared(given)
        else:
            self.asked = self.sql, [given[name] if name else value for name, value in self.params]
        return list(self.iterable)

    def execute_prepared(self, given):
        self.connection.ensure_connection()
        if self.prepared_on is not self.connection.connection:
            self.prepare(list(given))
        places = ", ".join(["%s"] * len(given))
        return f"EXECUTE {self.name}{f'({places})' if given else ''}", list(given.values())

    def prepare(self, names):
        from psycopg2.extensions import AsIs

        self.name = f"ready_{next(numbers)}"
        params = [AsIs(f"${names.index(name) + 1}") if name else value for name, value in self.params]
        with self.connection.cursor() as cursor, self.connection.wrap_database_errors:
            text = cursor.mogrify(self.sql, params).decode()
            cursor.cursor.execute(f"PREPARE {self.name} AS {text}")
        self.prepared_on = self.connection.connection
