"""`make mutants`: whether the tests notice when a rule is changed; they must notice nine changes of ten.

tests/mutants.toml names the rules, the tests that guard them, and the changes that no test can notice.
"""

import json
import os
import sys
import tomllib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

from tools.environment import PYTHON, ROOT, prepare
from tools.steps import Problem, answer_for, do, run

PLAN = ROOT / "tests" / "mutants.toml"
FOUND = ROOT / "var" / "mutants"
LEAST = 90  # of a hundred


def mutants():
    prepare("dev")
    do("Compiling the translations", [PYTHON, "-m", "tools.catalogues", "compile"])
    plan = tomllib.loads(PLAN.read_text())
    FOUND.mkdir(parents=True, exist_ok=True)
    groups = narrowed(plan["group"], set(sys.argv[1:]))
    if not groups:
        raise Problem(f"tests/mutants.toml names no such module: {', '.join(sys.argv[1:])}")
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # it waits for all groups, also when one fails
        running = [pool.submit(answers, group) for group in groups]
    found = list(chain.from_iterable(group.result() for group in running))
    return report(found, plan.get("reason", []))


def narrowed(groups, wanted):
    """[(modules, tests)] of the groups that hold any of the modules; all groups when none is wanted."""
    chosen = ([each for each in group["modules"] if not wanted or each in wanted] for group in groups)
    return [(modules, group["tests"]) for modules, group in zip(chosen, groups, strict=True) if modules]


def answers(group):
    """What the tests say to each mutant of the group's modules."""
    modules, tests = group
    file = FOUND / f"{modules[0].replace('/', '-').removesuffix('.py')}.jsonl"
    order = json.dumps({"modules": modules, "tests": tests, "file": str(file)})
    environment = os.environ | {"TEST_DATABASE_URL": "sqlite://:memory:"}
    command = [PYTHON, "-m", "tools.mutation.plugin"]
    if run(command, cwd=ROOT, env=environment, input=order, text=True):
        raise Problem(f"The tests of {', '.join(modules)} did not come to their end.")
    return [json.loads(line) for line in file.read_text().splitlines()]


def report(found, reasons):
    """Print the score of each module and every change that nothing noticed; 1 when too few were noticed."""
    explained = {(each["module"], text) for each in reasons for text in each["becomes"]}
    made, killed, excused, alive = Counter(), Counter(), Counter(), []
    for mutant in found:
        module = mutant["module"]
        made[module] += 1
        if mutant["answer"] == "killed":
            killed[module] += 1
        elif (module, mutant["becomes"]) in explained:
            excused[module] += 1
        else:
            alive.append(mutant)
    for mutant in alive:
        print(f"{mutant['module']}:{mutant['line']} {mutant['answer']}: {mutant['was']}")
        print(f"    {mutant['becomes']}")
    print(f"\n{'module':40} {'made':>6} {'killed':>7} {'reason':>7} {'score':>6}")
    for module, number in made.items():
        print(line_of(module, number, killed[module], excused[module]))
    print(line_of("all", made.total(), killed.total(), excused.total()))
    return int(score(made.total(), killed.total(), excused.total()) < LEAST)


def line_of(name, made, killed, excused):
    return f"{name:40} {made:6} {killed:7} {excused:7} {score(made, killed, excused):5.1f}%"


def score(made, killed, excused):
    counted = made - excused
    return 100 * killed / counted if counted else 100.0


if __name__ == "__main__":
    sys.exit(answer_for(mutants))
