"""What stands between a draft and its readers: rules that block and rules that warn.

    judge(edition)            the findings of every rule, now, from the edition and what is linked to it
    stored_findings(edition)  the findings that were stored with it when it was last judged
    judge_template(template)  what in a template would keep some readers out
    for_display(findings)     the same for a person: a sentence in their language, and the field to jump to

A rule is a function in news/gate/rules/, with its name, severity and sentence.
"""

from .judging import for_display, judge, judge_template, stored_findings
from .rule import BLOCKS, RULES, WARNS, Finding

__all__ = ["BLOCKS", "RULES", "WARNS", "Finding", "for_display", "judge", "judge_template", "stored_findings"]
