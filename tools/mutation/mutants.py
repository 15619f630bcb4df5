"""Makes the mutants of a file: its code with one expression or operator changed, as mutmut changes them.

mutmut itself leaves out every decorated function, and so each act in a transaction and each property. Only
what happens when a function is called is changed; texts for people, hints of types and docstrings are not.
"""

from dataclasses import dataclass

import libcst as cst
import libcst.matchers as m
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider
from mutmut.mutation.mutators import mutation_operators, operator_string

NOT_CHANGED = (
    m.Decorator()
    | m.Annotation()
    | m.Parameters()
    | m.SimpleStatementLine(body=[m.Expr(m.SimpleString() | m.ConcatenatedString())])
    | m.Call(func=m.Name("_") | m.Name("ngettext") | m.Name("gettext") | m.Name("pgettext"))
)


@dataclass(frozen=True)
class Mutant:
    function: str  # Edition.publish; the outermost function in which the change is
    line: int  # where the function begins, with its decorators
    changed_lines: range
    was: str
    becomes: str
    source: str  # of the whole file


def mutants_of(path):
    """Each Mutant of that file once, in the order of its lines."""
    maker = _Maker()
    MetadataWrapper(cst.parse_module(path.read_text())).visit(maker)
    return maker.made


class _Maker(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider, ParentNodeProvider)

    def __init__(self):
        self.made, self.names, self.function, self.sources = [], [], None, set()

    def visit_Module(self, node):
        self.module = node
        self.sources.add(node.code)

    def on_visit(self, node):
        super().on_visit(node)
        if m.matches(node, NOT_CHANGED):
            return False
        if isinstance(node, cst.FunctionDef | cst.ClassDef) and self.function is None:
            self.names.append(node.name.value)
            if isinstance(node, cst.FunctionDef):
                self.function = node
        elif self.function is not None:
            self._change(node)
        return True

    def on_leave(self, node):
        super().on_leave(node)
        if self.function is None and isinstance(node, cst.ClassDef):
            self.names.pop()
        if node is self.function:
            self.names.pop()
            self.function = None

    def _change(self, node):
        for kind, operator in mutation_operators:
            if not isinstance(node, kind):
                continue
            for number, changed in enumerate(operator(node)):
                if operator is operator_string and number:
                    break  # a text in other letters says no more about the tests than another text
                self._keep(node, changed)

    def _keep(self, node, changed):
        source = self.module.deep_replace(node, changed).code
        if source in self.sources or not _compiles(source):
            return
        self.sources.add(source)
        statement = self._statement(node)
        self.made.append(
            Mutant(
                function=".".join(self.names),
                line=self._first_line(self.function),
                changed_lines=self._lines(statement),
                was=self._text(statement),
                becomes=self._text(statement.deep_replace(node, changed)),
                source=source,
            )
        )

    def _statement(self, node):
        """The smallest statement round it."""
        while not isinstance(node, cst.SimpleStatementLine | cst.BaseCompoundStatement):
            node = self.get_metadata(ParentNodeProvider, node)
        return node

    def _lines(self, statement):
        position = self.get_metadata(PositionProvider, statement)
        last = position.end.line
        if isinstance(statement, cst.BaseCompoundStatement) and hasattr(statement, "body"):
            last = self.get_metadata(PositionProvider, statement.body).start.line
        return range(position.start.line, last + 1)

    def _first_line(self, function):
        first = function.decorators[0] if function.decorators else function
        return self.get_metadata(PositionProvider, first).start.line

    def _text(self, statement):
        """The statement on one line; of one with a body, its head."""
        if isinstance(statement, cst.BaseCompoundStatement) and hasattr(statement, "body"):
            statement = statement.with_changes(
                body=cst.SimpleStatementSuite([cst.Expr(cst.Ellipsis())]),
                **({"orelse": None} if hasattr(statement, "orelse") else {}),
                leading_lines=[],
            )
        elif hasattr(statement, "leading_lines"):
            statement = statement.with_changes(leading_lines=[])
        return " ".join(cst.Module([statement]).code.split())


def _compiles(source):
    try:
        compile(source, "mutant", "exec")
    except SyntaxError:
        return False
    return True
