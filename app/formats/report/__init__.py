"""The report of a class as a PDF, with the type and the tables of a worksheet."""

from app.formats.report.pages import write_report as write_report
