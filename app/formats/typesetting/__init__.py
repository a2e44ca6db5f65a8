"""Setting lines of Arabic and Latin text, and drawing them so that they can be copied and found.

A paragraph goes through these steps, one module each:

``levels``    which way each character runs (UAX #9)
``scripts``   which script each character is set in (UAX #24)
``faces``     which font file draws it, and how large its letters are
``shaping``   glyphs and advances, one cell per character (OpenType, by HarfBuzz)
``paragraphs``  text shaped whole; ``Faces``, with the caches
``breaking``  where lines end
``placing``   where each run of a line stands, and where a span of its text lies
``drawing``   the page: takes placed lines and shapes
``fonts``     the PDF fonts whose codes carry the source text (``truetype`` writes their outlines)

And beside what is seen:

``tags``         what the page says and in which order: the structure tree
``annotations``  highlights, links, fields; ``navigation`` places and bookmarks
``metadata``     titles, languages; ``attachments`` a file inside; ``sealing`` a digest of it all
``objects``      the file itself

Lengths are points, text offsets are code points, spans are half-open.
"""
