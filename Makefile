# Every command of the project; `make` alone lists them.
# Settings: PYTHON=python3.12 (which Python), VENV=.venv (where to install), YEAR, DEPARTMENT, EDITION, OUTPUT
# (which report, where), LAB_FLAGS (more for JupyterLab, such as --allow-root in a container).

PYTHON     ?= python3
VENV       ?= .venv
YEAR       ?= 2020
DEPARTMENT ?= sct
EDITION    ?= internal
OUTPUT     ?= outputs
LOCK_FLAGS ?=
LAB_FLAGS  ?=
BENCH      ?=

BIN         := $(VENV)/bin
RUNTIME     := $(VENV)/.runtime-installed
DEVELOPMENT := $(VENV)/.development-installed
VERAPDF     := $(VENV)/share/verapdf.jar
# pip says only what stops it; where packages come from is the user's own pip configuration.
PIP_INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --no-color --progress-bar off
# Wheels only: a source package would run code that no hash in the lock file covers.
LOCKED      := --require-hashes --only-binary :all: --no-deps
COMPILE     := UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv pip compile --quiet --universal --generate-hashes \
	--no-emit-index-url --no-emit-find-links --python-version 3.11 $(LOCK_FLAGS) pyproject.toml --extra build

export NO_COLOR = 1

# $(call stage,title,command): one line where it passes; all that it said, and the end, where it does not.
stage = @said=$$($(2) 2>&1) && echo "✓ $(1)" || { printf '%s\n' "$$said"; echo "✗ $(1)"; exit 1; }

.DEFAULT_GOAL := help
# The steps stand in the order in which they may run; the tests use several processes by themselves.
.NOTPARALLEL:
.PHONY: help report lab doctor test unit-test lint types layers notebooks format bench lock upgrade clean \
	python-is-recent system-packages system-packages-for-tests

help: ## Danh sách lệnh / list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

# --- For those who make reports -------------------------------------------------------------------------------------

report: system-packages $(RUNTIME) ## Lập báo cáo (YEAR, DEPARTMENT, EDITION) / make the report
	@$(BIN)/cchc-report run --year $(YEAR) --department $(DEPARTMENT) --edition $(EDITION) --output $(OUTPUT)

lab: system-packages $(RUNTIME) ## Mở JupyterLab tại notebooks/ / open JupyterLab
	@$(BIN)/jupyter lab --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks \
	  --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate \
	  --LabApp.extension_manager=readonly --ServerApp.log_level=WARN $(LAB_FLAGS)

doctor: $(RUNTIME) ## Máy đã có gì, còn thiếu gì / what is there, what is missing
	@$(BIN)/cchc-report doctor

# --- For developers -------------------------------------------------------------------------------------------------

test: system-packages-for-tests $(DEVELOPMENT) $(VERAPDF) lint types layers notebooks unit-test ## Mọi kiểm tra / every check

# More processes than two cores: a test that waits for a program to start or to end leaves its core to another.
unit-test: $(DEVELOPMENT)
	@$(BIN)/python -m pytest --numprocesses 4 --dist loadfile --no-loadscope-reorder --cov --cov-report term

lint: $(DEVELOPMENT) ## Kiểm tra kiểu viết mã (ruff) / style and formatting
	$(call stage,ruff check,$(BIN)/ruff check --quiet)
	$(call stage,ruff format,$(BIN)/ruff format --check --quiet)

types: $(DEVELOPMENT) ## Kiểm tra kiểu dữ liệu (mypy) / static types
	$(call stage,mypy,$(BIN)/mypy)

layers: $(DEVELOPMENT) ## Kiểm tra thứ tự các tầng (import-linter) / the import rule
	$(call stage,import-linter,$(BIN)/lint-imports)

notebooks: $(DEVELOPMENT) ## Sổ tay không kèm kết quả / notebooks hold no outputs
	$(call stage,notebooks are clean,$(BIN)/python tools/clean_notebooks.py --check)

format: $(DEVELOPMENT) ## Sửa kiểu viết mã, làm sạch sổ tay / format code, strip notebooks
	@$(BIN)/ruff check --fix --quiet || true
	@$(BIN)/ruff format --quiet
	@$(BIN)/python tools/clean_notebooks.py

bench: system-packages-for-tests $(DEVELOPMENT) ## Đo thời gian, bộ nhớ (BENCH="a c d e f"; (b) đo cùng (a)) / measure
	@$(BIN)/python benchmarks/run.py $(BENCH)

# The runtime lock takes its versions from the development lock: what is tested is what is used.
lock: $(DEVELOPMENT) ## Lập lại các tệp khóa phiên bản / pin dependencies with hashes
	@$(COMPILE) --extra dev --output-file requirements-dev.lock
	@$(COMPILE) --constraint requirements-dev.lock --output-file requirements.lock

upgrade: ## Như trên, với phiên bản mới nhất / the same, with the newest versions
	@$(MAKE) --no-print-directory lock LOCK_FLAGS=--upgrade

clean: ## Xóa môi trường và bộ nhớ đệm; giữ outputs/ / remove the environment and caches
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.* dist build
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- The environment: installed again only where a lock or pyproject.toml is newer -----------------------------------

python-is-recent:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Cần Python 3.11 trở lên / Python 3.11 or newer is needed: make PYTHON=python3.12 …" >&2; exit 5; }

system-packages: python-is-recent
	@$(PYTHON) tools/system_packages.py report

system-packages-for-tests: python-is-recent
	@$(PYTHON) tools/system_packages.py test

$(BIN)/python: | system-packages
	@$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Cài thư viện vào $(VENV) (vài phút ở lần đầu) / installing into $(VENV)"
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) # its making was interrupted
	@$(PIP_INSTALL) $(LOCKED) --requirement requirements.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEVELOPMENT): requirements-dev.lock $(RUNTIME)
	@echo "Cài công cụ phát triển vào $(VENV) / installing the development tools"
	@$(PIP_INSTALL) $(LOCKED) --requirement requirements-dev.lock
	@touch $@

# The judge of the PDF; without it the tests that need it say so.
$(VERAPDF): tools/fetch_verapdf.py | $(BIN)/python
	@$(BIN)/python tools/fetch_verapdf.py $@
