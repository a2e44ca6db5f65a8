"""What a document says of itself: its catalog, its title for readers and for indexes.

No dates: a worksheet is written again byte for byte, and a false date would help nobody.
"""

from hashlib import sha256
from html import escape

from app.formats.typesetting.objects import Objects, plain, text_string
from app.formats.typesetting.sealing import unsealed

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:bayyina="https://bayyina.example/ns#"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
{ours}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""
_PRODUCER = "ReportLab"


def write_metadata(
    objects: Objects, title: str, language: str, creator: str, attached: bytes = b""
) -> int:
    """The XMP packet, uncompressed for indexers and for the seal that stands in it; its object.
    ``attached``: the data of the attached file, whose digest is named."""
    name = sha256(attached).hexdigest()
    more = f"<bayyina:attached>sha256:{name}</bayyina:attached>\n" if attached else ""
    packet = _PACKET.format(
        title=escape(plain(title), quote=False), language=language,
        creator=escape(creator, quote=False),
        producer=_PRODUCER, ours=more + unsealed(),
    )  # fmt: skip
    data = packet.encode("utf-8", "replace")
    return objects.add_stream("/Type/Metadata/Subtype/XML", data, packed=False)


def write_information(objects: Objects, title: str, creator: str) -> int:
    """The information dictionary, for readers that know no XMP; its object."""
    return objects.add(
        f"<</Title{text_string(plain(title))}/Creator{text_string(creator)}"
        f"/Producer{text_string(_PRODUCER)}>>"
    )
