"""The letters and cards of `benches documents`, drawn with ReportLab: WHAT FONTS DATA FOLDER.

`letters` are set by its layout engine (platypus), as ours are by typst: whatever is long wraps, and pages break. `letters-by-hand` puts every
line at its place on a canvas; only paragraphs wrap. `cards` are always by hand.
"""

import json
import sys
from html import escape
from pathlib import Path

import qrcode
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm, mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, HRFlowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

BODY = ParagraphStyle("body", fontName="Sans", fontSize=11, leading=15.5, alignment=TA_JUSTIFY)
SMALL = ParagraphStyle("small", fontName="Sans", fontSize=8, leading=10, alignment=1)
SIGNER = ParagraphStyle("signer", fontName="Sans", fontSize=11, leading=14, alignment=1)
LEFT, RIGHT = 2.5 * cm, A4[0] - 2 * cm
WIDTH = RIGHT - LEFT
FREE = "Surat keterangan ini diterbitkan tanpa dipungut biaya (Pasal 79A Undang-Undang Nomor 24 Tahun 2013)."
CARD = (85.60 * mm, 53.98 * mm)


def paragraph(canvas, text, style, left, top, width):
    """Draws a paragraph below `top`; returns where the next one begins."""
    drawn = Paragraph(text, style)
    _, height = drawn.wrap(width, A4[1])
    drawn.drawOn(canvas, left, top - height)
    return top - height


def qr_code(canvas, text, left, bottom, size):
    """Draws the dark modules of each row as runs of one path."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    code.make()
    matrix = code.get_matrix()
    module = size / len(matrix)
    path = canvas.beginPath()
    for row, modules in enumerate(matrix):
        column = 0
        while column < len(modules):
            start = column
            while column < len(modules) and modules[column]:
                column += 1
            if column > start:
                path.rect(left + start * module, bottom + size - (row + 1) * module, (column - start) * module, module)
            column += 1
    canvas.drawPath(path, stroke=0, fill=1)


def paragraphs(data):
    return (
        "telah melakukan perekaman KTP-el dan datanya tercatat dalam basis data kependudukan. KTP-el yang bersangkutan belum dapat "
        f"diberikan karena {data['reason']} ({data['basis']}).",
        f"Surat keterangan ini diberikan sebagai pengganti KTP-el untuk keperluan {data['purpose']}, dan berlaku sejak tanggal "
        f"<font name='Sans-Bold'>{data['issued_on']}</font> sampai dengan tanggal <font name='Sans-Bold'>{data['valid_until']}</font>.",
        "Demikian surat keterangan ini dibuat untuk dipergunakan sebagaimana mestinya.",
    )


def letter(canvas, data):
    head, signer, middle, top = data["head"], data["signer"], (LEFT + RIGHT) / 2, A4[1] - 1.8 * cm
    lines = [(head["province"].upper(), "Sans", 10.5, 10), (head["government"].upper(), "Sans", 12, 14)]
    lines += [(head["office"].upper(), "Sans-Bold", 14, 17), (head["address"], "Sans", 9, 13)]
    for text, font, size, leading in lines:
        top -= leading
        canvas.setFont(font, size)
        canvas.drawCentredString(middle, top, text)
    top -= 8
    for width in (1.6, 0.5):
        canvas.setLineWidth(width)
        canvas.line(LEFT, top, RIGHT, top)
        top -= 2.4
    top -= 22
    canvas.setFont("Sans-Bold", 12.5)
    canvas.drawCentredString(middle, top, "SURAT KETERANGAN PENGGANTI KTP-EL")
    canvas.setFont("Sans", 11)
    canvas.drawCentredString(middle, top - 16, f"Nomor: {data['number']}")
    top = paragraph(canvas, f"Yang bertanda tangan di bawah ini, {signer['title']}, menerangkan bahwa:", BODY, LEFT, top - 30, WIDTH) - 6
    canvas.setFont("Sans", 11)
    for field in data["person"]:
        top -= 14.5
        canvas.drawString(LEFT + 0.8 * cm, top, field["label"])
        canvas.drawString(LEFT + 5.1 * cm, top, ":")
        canvas.drawString(LEFT + 5.45 * cm, top, field["value"])
    for text in paragraphs(data):
        top = paragraph(canvas, text, BODY, LEFT, top - 9, WIDTH)
    top -= 18
    qr_code(canvas, data["qr"], LEFT + 0.2 * cm, top - 3.2 * cm, 3.2 * cm)
    paragraph(canvas, data["qr_words"], SMALL, LEFT, top - 3.3 * cm, 3.6 * cm)
    left = RIGHT - 8 * cm
    signed = paragraph(canvas, f"{data['place']}, {data['issued_on']}", SIGNER, left, top, 8 * cm)
    signed = paragraph(canvas, signer["title"] + ",", SIGNER, left, signed, 8 * cm) - 1.7 * cm
    signed = paragraph(canvas, f"<u><font name='Sans-Bold'>{signer['name']}</font></u>", SIGNER, left, signed, 8 * cm)
    paragraph(canvas, f"NIP. {signer['nip']}", SIGNER, left, signed, 8 * cm)
    canvas.setFont("Sans", 7)
    canvas.drawString(LEFT, 1.2 * cm, FREE)
    canvas.drawRightString(RIGHT, 1.2 * cm, data["status"])
    canvas.showPage()


class Code(Flowable):
    """A QR code in the flow."""

    def __init__(self, text, size):
        super().__init__()
        self.text, self.width, self.height = text, size, size

    def draw(self):
        qr_code(self.canv, self.text, 0, 0, self.width)


def centred(font, size, leading):
    return ParagraphStyle("centred", fontName=font, fontSize=size, leading=leading, alignment=1)


PLAIN = ParagraphStyle("plain", fontName="Sans", fontSize=11, leading=14.5)
HEAD = [centred("Sans", 10.5, 13), centred("Sans", 12, 15), centred("Sans-Bold", 14, 17), centred("Sans", 9, 12)]
NAME, NUMBER = centred("Sans-Bold", 12.5, 16), centred("Sans", 11, 14)


def flowing_letter(file, data):
    head, signer = data["head"], data["signer"]
    lines = [head["province"].upper(), head["government"].upper(), head["office"].upper(), head["address"]]
    flow = [Paragraph(text, style) for text, style in zip(lines, HEAD)]
    flow += [Spacer(0, 4), HRFlowable(width="100%", thickness=1.6, color="black", spaceAfter=1), HRFlowable(width="100%", thickness=0.5, color="black")]
    flow += [Spacer(0, 8), Paragraph("SURAT KETERANGAN PENGGANTI KTP-EL", NAME), Paragraph(f"Nomor: {data['number']}", NUMBER), Spacer(0, 8)]
    flow.append(Paragraph(f"Yang bertanda tangan di bawah ini, {signer['title']}, menerangkan bahwa:", BODY))
    rows = [[Paragraph(field["label"], PLAIN), Paragraph(":", PLAIN), Paragraph(escape(field["value"]), PLAIN)] for field in data["person"]]
    tight = [("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    flow += [Spacer(0, 4), Table(rows, colWidths=(4.3 * cm, 0.35 * cm, 10.5 * cm), style=tight)]
    for text in paragraphs(data):
        flow += [Spacer(0, 9), Paragraph(text, BODY)]
    signature = [
        Paragraph(f"{data['place']}, {data['issued_on']}", SIGNER),
        Paragraph(signer["title"] + ",", SIGNER),
        Spacer(0, 1.7 * cm),
        Paragraph(f"<u><font name='Sans-Bold'>{signer['name']}</font></u>", SIGNER),
        Paragraph(f"NIP. {signer['nip']}", SIGNER),
    ]
    code = [Code(data["qr"], 3.2 * cm), Paragraph(data["qr_words"], SMALL)]
    end = Table([[code, "", signature]], colWidths=(3.6 * cm, 3.2 * cm, 9.6 * cm), style=tight + [("VALIGN", (0, 0), (-1, -1), "TOP")])
    flow += [Spacer(0, 18), KeepTogether([end])]

    def foot(canvas, _):
        canvas.setFont("Sans", 7)
        canvas.drawString(LEFT, 1.2 * cm, FREE)
        canvas.drawRightString(RIGHT, 1.2 * cm, data["status"])

    title = f"Surat Keterangan Pengganti KTP-el {data['number']}"
    margins = {"leftMargin": 2.5 * cm - 6, "rightMargin": 2 * cm - 6, "topMargin": 1.8 * cm - 6, "bottomMargin": 2 * cm - 6}
    SimpleDocTemplate(str(file), pagesize=A4, title=title, lang="id", **margins).build(flow, onFirstPage=foot, onLaterPages=foot)


def ground(canvas):
    canvas.setFillColor(HexColor("#e6f0f7"))
    canvas.rect(0, 0, *CARD, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#f6f9fb"))
    canvas.setStrokeColor(HexColor("#1f4e79"))
    canvas.setLineWidth(0.4)
    canvas.rect(183, CARD[1] - 106, 50, 62, stroke=1, fill=1)
    canvas.setFillColor(HexColor("#a9bccb"))
    canvas.circle(208, CARD[1] - 62.5, 9.5, stroke=0, fill=1)
    path, bottom = canvas.beginPath(), CARD[1] - 105.5
    path.moveTo(189, bottom)
    path.curveTo(189, bottom + 23.5, 196, bottom + 29.5, 208, bottom + 29.5)
    path.curveTo(220, bottom + 29.5, 227, bottom + 23.5, 227, bottom)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.saveState()
    canvas.translate(CARD[0] / 2, CARD[1] / 2)
    canvas.rotate(24)
    canvas.setFillColor(Color(0.745, 0.118, 0.118, alpha=0.2))
    canvas.setFont("Sans-Bold", 40)
    canvas.drawCentredString(0, -14, "SPECIMEN")
    canvas.restoreState()
    canvas.setFillColor(HexColor("#a01818"))
    canvas.setFont("Sans-Bold", 4.6)
    canvas.drawCentredString(CARD[0] / 2, 3.2, "SPECIMEN – BUKAN DOKUMEN RESMI")


def fitted(text, size, width):
    """The size in which the text fits on a line."""
    while pdfmetrics.stringWidth(text, "Sans", size) > width:
        size -= 0.2
    return size


def card(canvas, data):
    ground(canvas)
    canvas.setFillColor(HexColor("#1f4e79"))
    canvas.setFont("Sans-Bold", 8)
    canvas.drawCentredString(CARD[0] / 2, CARD[1] - 13.2, data["province"])
    canvas.drawCentredString(CARD[0] / 2, CARD[1] - 23.2, data["regency"])
    canvas.setFillColor(HexColor("#141414"))
    canvas.setFont("Sans-Bold", 9.4)
    for left, text in ((8, "NIK"), (62, ":"), (67, data["nik"])):
        canvas.drawString(left, CARD[1] - 38.3, text)
    top = CARD[1] - 50.2
    for label, value in data["rows"]:
        canvas.setFont("Sans", 6)
        canvas.drawString(13 if label.startswith(" ") else 8, top, label.strip())
        canvas.drawString(63, top, ":")
        canvas.setFont("Sans", fitted(value, 6, 112))
        canvas.drawString(67, top, value)
        top -= 8.5
    canvas.setFont("Sans", 5.2)
    canvas.drawCentredString(208, CARD[1] - 115, data["place"])
    canvas.drawCentredString(208, CARD[1] - 122, data["issued_on"])
    canvas.showPage()


def main():
    what, fonts, data, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
    pdfmetrics.registerFont(TTFont("Sans", fonts / "LiberationSans-Regular.ttf"))
    pdfmetrics.registerFont(TTFont("Sans-Bold", fonts / "LiberationSans-Bold.ttf"))
    pages = json.loads(data.read_bytes())[what.removesuffix("-by-hand")]
    if what == "letters":
        for number, page in enumerate(pages):
            flowing_letter(folder / f"{number}.pdf", page)
    elif what == "letters-by-hand":
        for number, page in enumerate(pages):
            canvas = Canvas(str(folder / f"{number}.pdf"), pagesize=A4, pageCompression=1, lang="id")
            canvas.setTitle(f"Surat Keterangan Pengganti KTP-el {page['number']}")
            letter(canvas, page)
            canvas.save()
    else:
        canvas = Canvas(str(folder / "cards.pdf"), pagesize=CARD, pageCompression=1, lang="id")
        for page in pages:
            card(canvas, page)
        canvas.save()


main()
