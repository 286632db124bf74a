"""Templates whose rows repeat, filled with more and more (``python -m benchmarks.repeated_rows``).

Every row has a text of three lines; in the workbook a formula, a link and a note follow it too.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "office"))

import click
from docx import Document
from workbook_by_hand import note_shapes, notes, related, row, sheet, workbook

from docgen.office.word.template.template import WordTemplate
from docgen.office.workbook.template.mail_merge import MergeWorkbook

_ROWS = (
    row(1, "姓名", "人数")
    + row(2, "{%tr for one in people %}")
    + row(3, "{{ one.name }}", "{{ one.count }}", "=B3*2")
    + row(4, "{%tr endfor %}")
    + row(5, "合计", "=SUM(B2:B4)")
)
_REST = '<hyperlinks><hyperlink ref="A3" r:id="h"/></hyperlinks><legacyDrawing r:id="v"/>'
_PARTS = {
    "xl/worksheets/_rels/sheet1.xml.rels": related(
        v="vmlDrawing ../drawings/vmlDrawing1.vml",
        c="comments ../comments1.xml",
        h="hyperlink http://example.com/{{one.count}} External",
    ),
    "xl/comments1.xml": notes(A3="{{ one.name }}"),
    "xl/drawings/vmlDrawing1.vml": note_shapes(3),
}


@click.command()
@click.argument("sizes", type=int, nargs=-1)
def main(sizes: tuple[int, ...]) -> None:
    """Fill templates with so many rows."""
    with tempfile.TemporaryDirectory() as folder:
        book = workbook(Path(folder) / "t.xlsx", {"表": sheet(_ROWS, _REST)}, _PARTS)
        templates = {
            "workbook": MergeWorkbook.compile(book).render,
            "Word": WordTemplate.compile(_letter(Path(folder) / "t.docx")).render,
        }
        print(f"{'':8} {'rows':>7} {'s':>7} {'ms each':>8} {'KB':>7}")
        for name, render in templates.items():
            for size in sizes or (1000, 2000, 4000, 8000):
                _fill(name, render, size)


def _letter(path: Path) -> Path:
    document = Document()
    texts = ("{%tr for one in people %}", "{{ one.name }}", "{%tr endfor %}")
    table = document.add_table(len(texts), 2)
    for line, text in zip(table.rows, texts, strict=True):
        line.cells[0].text = text
    table.rows[1].cells[1].text = "{{ one.count }}"
    document.save(str(path))
    return path


def _fill(name: str, render: Callable[[Mapping[str, Any]], bytes], size: int) -> None:
    people = [{"name": f"第{n}\n二行\n三行", "count": n} for n in range(size)]
    began = time.process_time()
    data = render({"people": people})
    took = time.process_time() - began
    print(f"{name:8} {size:>7,} {took:>7.2f} {1000 * took / size:>8.3f} {len(data) // 1000:>7,}")


if __name__ == "__main__":
    main()
