# Everything a person types. `make` alone lists it. The work itself is in tools/.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

.PHONY: help run test test-django6 compare corpus bench torture mutants lint audit shell manage messages manual lock clean

help: ## List what can be done here
	@awk 'BEGIN { FS = ":.*## " } /^[a-z0-9-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Start the site with its demo content (PORT=9000 for another port)
	@tools/start run

test: ## Run the whole suite, on SQLite and on PostgreSQL (ARGS="-k search" for a part)
	@tools/start test $(ARGS)

test-django6: ## Run the suite on the next Django, where a Python is there that it takes
	@tools/start next_django $(ARGS)

compare: ## Compare each page of the demo with that of another checkout (ARGS="../before")
	@tools/start compare_pages $(ARGS)

corpus: ## Add articles to measure with to the site that `make run` serves (ARGS=1000)
	@tools/start corpus $(ARGS)

bench: ## Measure each promised figure of speed against its limit (ARGS="finished --seconds 2")
	@tools/start bench $(ARGS)

torture: ## Kill, pause and fill everything under the site for minutes (ARGS="--minutes 10 --seed 3")
	@tools/start torture $(ARGS)

mutants: ## Change the rules one by one and see whether the tests notice (ARGS=news/editing.py)
	@tools/start mutants $(ARGS)

lint: ## Check code, templates, migrations and translations
	@tools/start lint

audit: ## Ask whether a locked dependency is withdrawn or known to be vulnerable
	@tools/start audit

shell: ## Open a Python shell on the data of the site that `make run` serves
	@tools/start manage shell

manage: ## Run a management command: make manage ARGS="createsuperuser"
	@tools/start manage $(ARGS)

messages: ## Bring the translation catalogues up to date (ARGS="FILE..." to take translations from files)
	@tools/start messages $(ARGS)

manual: ## Take the pictures of the desk's manual again
	@tools/start manual

lock: ## Lock the dependencies named in pyproject.toml again (ARGS="--upgrade" for newer versions)
	@tools/start lock $(ARGS)

clean: ## Remove what was built; the database and the uploads in var/ stay
	@rm -rf .venv .venv-django6 var/static .pytest_cache .ruff_cache .mypy_cache .hypothesis
	@find . -name __pycache__ -prune -exec rm -rf {} + -o -name '*.mo' -exec rm -f {} +
