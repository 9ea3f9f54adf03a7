# The authoritative interface. Every target installs what it needs first.
.DEFAULT_GOAL := help
.PHONY: help install serve site test test-all check states tabs exit lives bench profile load kills update reading screens lock clean

BIN := .venv/bin
# Node's programs run on the node that the virtual environment brings.
export PATH := $(CURDIR)/$(BIN):$(CURDIR)/node_modules/.bin:$(PATH)
# The theme's notice about MkDocs 2 is known; versions are pinned.
export NO_MKDOCS_2_WARNING := 1

# Where it's set, each of the many Pythons that start here compiles the libraries anew.
unexport PYTHONDONTWRITEBYTECODE

# Tests and checks are about the site as it comes: a centre's own clone passes them too.
test test-all check exit states tabs kills update bench load reading: export AS_IT_COMES := 1

help: ## Say what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 10

install:
	@python3 tools/bootstrap.py

PORT = 8000

serve: install ## Build the site and serve it on 127.0.0.1:8000 (or PORT=…), rebuilding on every change
	mkdocs serve --dev-addr 127.0.0.1:$(PORT)

site: install ## Write the site to site/
	mkdocs build --quiet

test: ## Test the rules, the build, and the site in Chromium; about five minutes on two cores
	@python3 tools/bootstrap.py --browser
	mkdocs build --quiet
	pytest --part first --cov

test-all: ## Test all that is left: Firefox, WebKitGTK, browsers killed, tabs simulated, every state's accessibility
	@python3 tools/bootstrap.py --browsers
	mkdocs build --quiet
	pytest --part rest

check: site ## Lint, types, import contracts, page modules and styles, HTML and links
	ruff check .
	ruff format --check .
	mypy
	lint-imports
	biome ci --error-on-warnings
	tsc -p .
	tsc -p overrides/offline
	html-validate "site/**/*.html"
	lychee --offline --no-progress --include-fragments --index-files index.html --root-dir $(CURDIR)/site "site/**/*.html" README.md
	codespell

exit: site ## Build the site with ProperDocs, which could take the place of MkDocs, and compare
	@python3 tools/bootstrap.py --exit
	python tools/exit.py

lives: install ## Tell the lives in tests/lives anew; read the difference before you keep it
	python -m tests.lives

bench: ## Measure sizes, start-up and planning; prints a table
	@python3 tools/bootstrap.py --browser
	mkdocs build --quiet
	python -m tests.bench

profile: ## Find anew which functions of WebAssembly a visit runs, and check that the rest is not missed
	@python3 tools/bootstrap.py --browsers
	python -m tests.halves
	pytest -n 0 --no-cov --full --timeout 0 tests/halves/test_reach.py -k overwritten

states: ## Look at every state and page in both themes at every width, with axe
	@python3 tools/bootstrap.py --browser
	mkdocs build --quiet
	pytest --full --browser chromium tests/browser/test_access.py tests/browser/test_access_states.py

tabs: install ## Simulate the tabs of a browser 500 times with each kind of fault
	pytest --seeds 500 tests/storage/test_simulated.py

load: ## Ask nginx for every file of the checklist, on two cores, and print the requests per second
	@python3 tools/bootstrap.py --load
	mkdocs build --quiet
	python -m tests.bench.load

kills: ## Kill browsers and tabs in mid-write and in a restore, and count what is lost
	@python3 tools/bootstrap.py --browsers
	mkdocs build --quiet
	pytest -n 0 -s --full --timeout 0 tests/browser/test_kills.py tests/webkit/test_kills.py --kills 30

update: ## Print the bytes of a first visit, and of an update that changes one page
	@python3 tools/bootstrap.py --browser
	mkdocs build --quiet
	pytest -n 0 -s --no-cov --browser chromium tests/browser/test_offline.py -k fetches_what_has_changed

reading: site ## Print the reading grade of every page
	python -m tests.reading

screens: site ## Take the screenshots that the web app manifest shows anew
	python -m tests.screens

lock: install ## Renew the lock files (maintainers)
	uv --version >/dev/null 2>&1 || pip install -q --require-hashes -r tools/requirements-uv.txt
	uv pip compile --group dev --universal --generate-hashes --no-emit-index-url --no-header -q -o requirements.txt pyproject.toml
	uv pip compile --group exit --constraints requirements.txt --no-emit-package mkdocs --no-emit-package mkdocs-get-deps --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o tools/requirements-exit.txt pyproject.toml
	npm install --package-lock-only --ignore-scripts

clean: ## Remove everything that is built
	rm -rf site .cache .venv node_modules
