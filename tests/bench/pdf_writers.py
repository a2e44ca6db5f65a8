"""The same paragraphs as a PDF by us and by others: same face, size and column width."""

import html
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.placing import break_lines
from app.formats.typesetting.tags import document
from tests.bench.columns import FACES, LEADING, SIZE, WIDTH, base_of, faces_of, font_file

Writer = Callable[[Sequence[str], str, Path], None]  # paragraphs, family, file to write
PAGE = (595.28, 841.89)
_MARGIN = (PAGE[0] - WIDTH) / 2
_LINES = int((PAGE[1] - 2 * _MARGIN) / LEADING)


def writers() -> dict[str, Writer | None]:
    """None where a program is not installed."""
    return {
        "ours": ours,
        "Chromium": chromium if chromium_program() else None,
        "WeasyPrint": weasyprint if find_spec("weasyprint") else None,
        "Typst": typst if find_spec("typst") else None,
        "reshaper + bidi": reshaper if find_spec("arabic_reshaper") else None,
    }


def chromium_program() -> str | None:
    """The command of Chromium: ``CHROMIUM``, or as it is called on the PATH."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")


def ours(parts: Sequence[str], family: str, file: Path) -> None:
    faces = faces_of(family)
    with file.open("wb") as out:
        root = document()
        drawing = Drawing(out, PAGE, title=family, language="ar", creator="bench", root=root)
        row = 0
        for part in parts:
            base, said = base_of(part), root.add("P")
            for line in break_lines(faces.shape(part, base), SIZE, WIDTH):
                if row == _LINES:
                    drawing.end_page()
                    row = 0
                row += 1
                left = _MARGIN + (WIDTH - line.width if base else 0)
                y = PAGE[1] - _MARGIN - row * LEADING
                drawing.text(line.place(left), y, "#1F1D19", said)
        drawing.end_page()
        drawing.save()


def chromium(parts: Sequence[str], family: str, file: Path) -> None:
    page = file.with_suffix(".html")
    page.write_text(_web_page(parts, family), encoding="utf-8")
    command = [
        str(chromium_program()), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--allow-file-access-from-files",
        f"--user-data-dir={file.parent / 'profile'}", "--no-pdf-header-footer",
        f"--print-to-pdf={file}", page.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, check=True, timeout=300)


def weasyprint(parts: Sequence[str], family: str, file: Path) -> None:
    web: Any = import_module("weasyprint")
    web.HTML(string=_web_page(parts, family)).write_pdf(file)


def typst(parts: Sequence[str], family: str, file: Path) -> None:
    compiler: Any = import_module("typst")
    lines = [
        f"#set page(width: {PAGE[0]}pt, height: {PAGE[1]}pt, margin: {_MARGIN}pt)",
        f'#set text(font: {_names(family)}, size: {SIZE}pt, lang: "ar")',
        "#set par(justify: false)",
    ]
    for part in parts:
        direction = "rtl" if base_of(part) else "ltr"
        lines.append(f"#par[#text(dir: {direction})[#{json.dumps(part, ensure_ascii=False)}]]")
    source = file.with_suffix(".typ")
    source.write_text("\n".join(lines), encoding="utf-8")
    compiler.compile(source, output=file, font_paths=[font_file(name).parent for name in FACES])


def reshaper(parts: Sequence[str], family: str, file: Path) -> None:
    """What most answers on the web say: presentation forms, put in visual order, line by line."""
    reshape: Any = import_module("arabic_reshaper").reshape
    get_display: Any = import_module("bidi").get_display
    metrics: Any = import_module("reportlab.pdfbase.pdfmetrics")
    fonts: Any = import_module("reportlab.pdfbase.ttfonts")
    metrics.registerFont(fonts.TTFont(family, font_file(family)))
    canvas: Any = import_module("reportlab.pdfgen.canvas").Canvas(str(file), pagesize=PAGE)
    row = _LINES
    for part in parts:
        for line in _filled(part.split(), lambda text: metrics.stringWidth(text, family, SIZE)):
            if row == _LINES:
                canvas.showPage()
                canvas.setFont(family, SIZE)
                row = 0
            row += 1
            y = PAGE[1] - _MARGIN - row * LEADING
            shown = get_display(reshape(line), base_dir="R" if base_of(part) else "L")
            canvas.drawRightString(PAGE[0] - _MARGIN, y, shown)
    canvas.save()


def _filled(words: list[str], measure: Callable[[str], float]) -> list[str]:
    lines = words[:1]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if measure(longer) <= WIDTH:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _names(family: str) -> str:
    names = ", ".join(json.dumps(name) for name in (family, *(set(FACES) - {family})))
    return f"({names})"


def _web_page(parts: Sequence[str], family: str) -> str:
    faces = "".join(
        f"@font-face {{font-family: {name}; src: url({font_file(name).as_uri()})}}"
        for name in FACES
    )
    names = _names(family).strip("()")
    style = (
        f"{faces} @page {{size: {PAGE[0]}pt {PAGE[1]}pt; margin: {_MARGIN}pt}}"
        f"body {{margin: 0; font: {SIZE}pt/{LEADING}pt {names}}} p {{margin: 0}}"
    )
    body = "".join(
        f"<p dir={'rtl' if base_of(part) else 'ltr'}>{html.escape(part)}</p>" for part in parts
    )
    return f"<!doctype html><html lang=ar><meta charset=utf-8><style>{style}</style>{body}"
