"""Worksheets on paper: ``write(worksheet, path)`` sets one as a PDF."""

from app.formats.worksheet.fonts import Fonts as Fonts
from app.formats.worksheet.writing import write as write
