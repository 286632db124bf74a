"""The table in docs/ says what is measured today."""

import importlib
import os
from pathlib import Path

import pytest
from clauses import table

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "docs" / "official-format.md"
COMMAND = (
    ".ci/fonts build/fonts && "
    "DOCGEN_FONTS=build/fonts DOCGEN_RENEW=1 .venv/bin/pytest tests/paper/test_paper_table.py"
)
HEAD = f"""\
# Official format

Every clause of GB/T 9704-2012 that documents are measured against, with what the tests in
`tests/paper/` read from the rendered pages. Distances are within 1 mm unless the clause is
stricter; fonts are the stand-ins that `.ci/fonts` fetches, under their official names. The tests
write this table; after a change, renew it:

```console
$ {COMMAND.replace(" && ", chr(10) + "$ ")}
```

"""


@pytest.mark.office
def test_the_table_of_clauses_is_fresh(papers):
    for module in HERE.glob("test_*.py"):
        importlib.import_module(module.stem)
    fresh = HEAD + table(papers)
    if os.environ.get("DOCGEN_RENEW"):
        TABLE.write_text(fresh, encoding="utf-8")
    kept = TABLE.read_text(encoding="utf-8") if TABLE.exists() else ""
    assert kept == fresh, f"docs/{TABLE.name} is stale; renew it: {COMMAND}"
