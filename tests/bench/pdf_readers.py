"""The text of a PDF as other programs read it, by the name of each program that is installed."""

import os
import shutil
import subprocess
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Reader = Callable[[Path], str]
# pdf.js: from npm, in the folder named by PDFJS (the one that holds node_modules).
_PDFJS = Path(os.environ.get("PDFJS", ".")) / "node_modules/pdfjs-dist/legacy/build/pdf.mjs"
_READ_BY_PDFJS = """
import fs from 'fs';
const [library, file] = process.argv.slice(1);
for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) globalThis[name] ??= class {};  // to draw
const pdfjs = await import(library);
const data = new Uint8Array(fs.readFileSync(file));
const pages = await pdfjs.getDocument({data, verbosity: 0}).promise;
let text = '';
for (let number = 1; number <= pages.numPages; number++) {
  const content = await (await pages.getPage(number)).getTextContent();
  for (const item of content.items) text += (item.str ?? '') + (item.hasEOL ? '\\n' : '');
  text += '\\n';
}
process.stdout.write(text);
"""


def readers() -> dict[str, Reader | None]:
    """None where a program is not installed."""
    return {
        "poppler": _poppler if shutil.which("pdftotext") else None,
        "pdfium": _pdfium if find_spec("pypdfium2") else None,
        "pypdf": _pypdf if find_spec("pypdf") else None,
        "MuPDF": _mupdf if find_spec("pymupdf") else None,
        "pdf.js": _pdfjs if shutil.which("node") and _PDFJS.exists() else None,
    }


def _poppler(file: Path) -> str:
    return _output("pdftotext", "-enc", "UTF-8", str(file), "-")


def _pdfjs(file: Path) -> str:
    library = _PDFJS.resolve().as_uri()
    return _output("node", "--input-type=module", "-e", _READ_BY_PDFJS, library, str(file))


def _pdfium(file: Path) -> str:
    pages: Any = import_module("pypdfium2").PdfDocument(file)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    pages.close()
    return text


def _pypdf(file: Path) -> str:
    pages: Any = import_module("pypdf").PdfReader(file).pages
    return "\n".join(page.extract_text() for page in pages)


def _mupdf(file: Path) -> str:
    pages: Any = import_module("pymupdf").open(file)
    return "\n".join(page.get_text() for page in pages)


def _output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True, timeout=300)
    return done.stdout.decode("utf-8", "replace")
