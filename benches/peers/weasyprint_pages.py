"""The letters and cards of `benches documents`, drawn with WeasyPrint: WHAT FONTS DATA FOLDER."""

import json
import sys
from html import escape
from pathlib import Path

import qrcode
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

FACES = """
@font-face { font-family: Sans; src: url(LiberationSans-Regular.ttf) }
@font-face { font-family: Sans; font-weight: bold; src: url(LiberationSans-Bold.ttf) }
"""

LETTER = """
@page { size: A4; margin: 1.8cm 2cm 2cm 2.5cm }
body { font: 11pt/1.4 Sans; margin: 0; text-align: justify }
.head { text-align: center; line-height: 1.2; border-bottom: 1.6pt solid; padding-bottom: 4pt }
h1 { font-size: 12.5pt; text-align: center; margin: 12pt 0 2pt }
.number { text-align: center }
p { margin: 6pt 0 }
table { margin-left: 0.8cm; border-spacing: 0; text-align: left }
td { padding: 0 4pt 0 0; width: 4.1cm } td + td { width: 0.3cm } td + td + td { width: 10cm }
.end { margin-top: 18pt; position: relative; height: 5cm }
.qr { position: absolute; left: 0; width: 3.6cm; font-size: 8pt; line-height: 1.2; text-align: center }
.qr svg { width: 3.2cm; height: 3.2cm }
.signer { position: absolute; right: 0; width: 8cm; text-align: center; line-height: 1.25 }
.signer u { font-weight: bold; display: block; margin-top: 1.7cm }
.foot { position: absolute; bottom: -0.9cm; left: 0; right: 0; font-size: 7pt } .foot span { float: right }
"""

CARDS = """
@page { size: 85.60mm 53.98mm; margin: 0 }
body { font: 6pt/1 Sans; margin: 0; color: #141414 }
.card { position: relative; width: 85.60mm; height: 53.9mm; background: #e6f0f7; overflow: hidden; page-break-after: always }
.card:last-child { page-break-after: auto }
.card div, .card svg { position: absolute; white-space: pre }
.t { width: 100%; text-align: center; font-weight: bold; font-size: 8pt; color: #1f4e79 }
.n { font-weight: bold; font-size: 9.4pt; top: 31pt }
.l { left: 8pt } .c { left: 63pt } .v { left: 67pt }
.i { left: 177pt; width: 62pt; text-align: center; font-size: 5.2pt }
.s { left: 20pt; top: 56pt; font-weight: bold; font-size: 40pt; color: rgba(190, 30, 30, 0.2); transform: rotate(-24deg) }
.b { width: 100%; bottom: 2.2pt; text-align: center; font-weight: bold; font-size: 4.6pt; color: #a01818 }
"""

PHOTO = """<svg style="left:183pt;top:44pt" width="50pt" height="62pt" viewBox="0 0 50 62"><rect width="50" height="62" fill="#f6f9fb"
stroke="#1f4e79" stroke-width=".4"/><circle cx="25" cy="18.5" r="9.5" fill="#a9bccb"/><path fill="#a9bccb"
d="M6 61.5C6 38 13 32 25 32S44 38 44 61.5z"/></svg>"""


def qr_code(text):
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    code.make()
    matrix, path = code.get_matrix(), []
    for row, modules in enumerate(matrix):
        column = 0
        while column < len(modules):
            start = column
            while column < len(modules) and modules[column]:
                column += 1
            if column > start:
                path.append(f"M{start} {row}h{column - start}v1h-{column - start}z")
            column += 1
    return f'<svg viewBox="0 0 {len(matrix)} {len(matrix)}"><path d="{"".join(path)}"/></svg>'


def letter(data):
    head, signer = data["head"], data["signer"]
    rows = "".join(f"<tr><td>{escape(field['label'])}<td>:<td>{escape(field['value'])}" for field in data["person"])
    return f"""<html lang="id"><title>Surat Keterangan Pengganti KTP-el {data["number"]}</title><body>
<div class="head"><div style="font-size:10.5pt">{head["province"].upper()}</div><div style="font-size:12pt">{head["government"].upper()}</div>
<b style="font-size:14pt">{head["office"].upper()}</b><div style="font-size:9pt">{head["address"]}</div></div>
<h1>SURAT KETERANGAN PENGGANTI KTP-EL</h1><div class="number">Nomor: {data["number"]}</div>
<p>Yang bertanda tangan di bawah ini, {signer["title"]}, menerangkan bahwa:</p><table>{rows}</table>
<p>telah melakukan perekaman KTP-el dan datanya tercatat dalam basis data kependudukan. KTP-el yang bersangkutan belum dapat diberikan karena
{data["reason"]} ({data["basis"]}).</p>
<p>Surat keterangan ini diberikan sebagai pengganti KTP-el untuk keperluan {data["purpose"]}, dan berlaku sejak tanggal
<b>{data["issued_on"]}</b> sampai dengan tanggal <b>{data["valid_until"]}</b>.</p>
<p>Demikian surat keterangan ini dibuat untuk dipergunakan sebagaimana mestinya.</p>
<div class="end"><div class="qr">{qr_code(data["qr"])}<br>{data["qr_words"]}</div>
<div class="signer">{data["place"]}, {data["issued_on"]}<br>{signer["title"]},<u>{escape(signer["name"])}</u>NIP. {signer["nip"]}</div></div>
<div class="foot">Surat keterangan ini diterbitkan tanpa dipungut biaya (Pasal 79A Undang-Undang Nomor 24 Tahun
2013).<span>{data["status"]}</span></div>"""


def card(data):
    rows = []
    for number, (label, value) in enumerate(data["rows"]):
        top, indent = 45.5 + 8.5 * number, "left:13pt;" if label.startswith(" ") else ""
        rows.append(f'<div class="l" style="{indent}top:{top}pt">{label.strip()}</div><div class="c" style="top:{top}pt">:</div>')
        rows.append(f'<div class="v" style="top:{top}pt">{escape(value)}</div>')
    return f"""<div class="card">{PHOTO}<div class="s">SPECIMEN</div><div class="b">SPECIMEN – BUKAN DOKUMEN RESMI</div>
<div class="t" style="top:7pt">{data["province"]}</div><div class="t" style="top:17pt">{data["regency"]}</div>
<div class="l n">NIK</div><div class="c n">:</div><div class="v n">{data["nik"]}</div>{"".join(rows)}
<div class="i" style="top:111pt">{data["place"]}</div><div class="i" style="top:118pt">{data["issued_on"]}</div></div>"""


def main():
    what, fonts, data, folder = sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3]), Path(sys.argv[4])
    pages = json.loads(data.read_bytes())[what]
    base, faces = f"{fonts.as_uri()}/", FontConfiguration()
    style = CSS(string=FACES + (LETTER if what == "letters" else CARDS), base_url=base, font_config=faces)
    if what == "letters":
        for number, page in enumerate(pages):
            HTML(string=letter(page)).write_pdf(folder / f"{number}.pdf", stylesheets=[style], font_config=faces)
    else:
        text = "<html lang='id'><title>SPECIMEN</title><body>" + "".join(card(page) for page in pages)
        HTML(string=text).write_pdf(folder / "cards.pdf", stylesheets=[style], font_config=faces)


main()
