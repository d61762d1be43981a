#!/usr/bin/env python3
"""Writes one page as every kind of file that scanners make, reads each with sohoa, and prints wrong words, memory and CPU.

usage: bench/kinds.py [--sohoa PROGRAM]

The page is drawn here (invented text, Liberation Serif, 300 dpi). Debian 12 has no encoder
for JBIG2: of that there are real scans only. Not a test: needs python3-pil and fonts-liberation2.
"""
import argparse, difflib, io, json, multiprocessing, os, pathlib, resource, shutil, subprocess, tempfile
from PIL import Image, ImageDraw, ImageFont, TiffImagePlugin

ROOT = pathlib.Path(__file__).resolve().parent.parent
FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"
LINES = """ỦY BAN NHÂN DÂN HUYỆN TÂN HÒA
Số: 27/KH-UBND
Tân Hòa, ngày 14 tháng 3 năm 2024
KẾ HOẠCH
Kiểm tra công tác văn thư, lưu trữ năm 2024
Thực hiện chương trình công tác của Ủy ban nhân dân huyện,
nay ban hành kế hoạch kiểm tra với các nội dung sau:
1. Kiểm tra việc soạn thảo, ban hành và quản lý văn bản đi.
2. Kiểm tra việc lập hồ sơ và nộp lưu hồ sơ vào lưu trữ cơ quan.
3. Các phòng chuyên môn gửi báo cáo trước ngày 20 tháng 4 năm 2024.
Văn phòng có trách nhiệm theo dõi, đôn đốc, tổng hợp kết quả.""".split("\n")


def drawn(width=2480, height=3508, size=54):
    page = Image.new("L", (width, height), 255)
    font, draw = ImageFont.truetype(FONT, size), ImageDraw.Draw(page)
    for i, line in enumerate(LINES):
        draw.text((size * 6, size * (5 + 2 * i)), line, font=font, fill=20)
    return page


def g4(page):
    """T.6 data of a page, black = 1."""
    file = io.BytesIO()
    TiffImagePlugin.STRIP_SIZE = page.width * page.height  # one strip
    page.convert("1", dither=Image.Dither.NONE).save(file, "TIFF", compression="group4", tiffinfo={262: 0})
    tiff = Image.open(io.BytesIO(file.getvalue()))
    at, size = tiff.tag_v2[273][0], tiff.tag_v2[279][0]
    return file.getvalue()[at:at + size]


def pdf(size, images, content):
    """A page of A4's width with image streams (dictionary, data) named /I0, /I1 …"""
    names = " ".join(f"/I{i} {4 + i} 0 R" for i in range(len(images)))
    height = 595 * size[1] / size[0]
    stream = lambda dictionary, data: b"<<" + dictionary.encode() + b"/Length %d>>stream\n" % len(data) + data + b"\nendstream"
    text = content.replace("PAGE", f"595 0 0 {height:.0f} 0 0 cm").encode()
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 {height:.0f}]/Contents {4 + len(images)} 0 R/Resources<</XObject<<{names}>>>>>>".encode(),
               *(stream(f"/Type/XObject/Subtype/Image{d}", data) for d, data in images), stream("", text)]
    out, places = b"%PDF-1.5\n", []
    for i, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % i + one + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return out + f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(places) + 1}/Root 1 0 R>>startxref\n{len(out)}\n%%EOF".encode()


def saved(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def kinds():
    """(name, file name, bytes), one at a time: the plan is large."""
    page = drawn()
    side = f"/Width {page.width}/Height {page.height}"
    bits = side + "/ColorSpace/DeviceGray/BitsPerComponent 1"
    fax = f"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns {page.width}/Rows {page.height}>>"
    show = "q PAGE /I0 Do Q"
    yield "TIFF, G4", "g4.tif", saved(page.convert("1", dither=Image.Dither.NONE), "TIFF", compression="group4", dpi=(300, 300))
    yield "PDF, G4", "g4.pdf", pdf(page.size, [(bits + fax, g4(page))], show)
    yield "TIFF of three pages, one lying", "pages.tif", saved(page, "TIFF", compression="tiff_lzw", dpi=(300, 300), save_all=True,
                                                              append_images=[page.rotate(90, expand=True), page])
    jpx = saved(page, "JPEG2000", quality_mode="rates", quality_layers=[20])
    yield "JPEG 2000", "page.jp2", jpx
    yield "PDF, JPEG 2000", "jpx.pdf", pdf(page.size, [("/Filter/JPXDecode" + side, jpx)], show)
    back = saved(Image.new("RGB", (620, 877), (246, 240, 222)), "JPEG", quality=40)
    mask = (side + "/ImageMask true/BitsPerComponent 1" + fax, g4(page))
    yield "PDF, MRC: JPEG paper, G4 print", "mrc.pdf", pdf(
        page.size, [("/Width 620/Height 877/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", back), mask],
        "q PAGE /I0 Do 0.2 0.15 0.15 rg /I1 Do Q")
    blue = Image.new("RGB", page.size, (250, 248, 240))
    blue.paste((20, 20, 90), mask=page.point(lambda grey: 255 - grey))
    yield "PNG, printed in dark blue", "blue.png", saved(blue, "PNG", dpi=(300, 300))
    yield "A3, 300 dpi", "a3.png", saved(drawn(3508, 4961), "PNG", dpi=(300, 300))
    fine = page.crop((200, 200, 2300, 1000)).resize((16800, 6400), Image.Resampling.BICUBIC)
    yield "strip at 2400 dpi", "fine.png", saved(fine, "PNG", dpi=(2400, 2400))
    Image.MAX_IMAGE_PIXELS = None
    plan = Image.new("1", (35000, 35000), 1)
    plan.paste(drawn(12000, 14000, 300).convert("1"), (0, 0))
    yield "plan of 35,000 × 35,000 pixels", "plan.tif", saved(plan, "TIFF", compression="group4", dpi=(600, 600))


def measured(command):
    """Standard output, CPU seconds and peak memory (MB) of a command: its largest process."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        out = subprocess.run(command, capture_output=True, check=False).stdout
        use = resource.getrusage(resource.RUSAGE_CHILDREN)
        with os.fdopen(write, "wb") as pipe:
            pipe.write(json.dumps([out.decode(), use.ru_utime + use.ru_stime, use.ru_maxrss / 1024]).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        result = json.loads(pipe.read())
    os.waitpid(child, 0)
    return result


def differing(expected, got):
    same = sum(match.size for match in difflib.SequenceMatcher(None, expected, got, autojunk=False).get_matching_blocks())
    return max(len(expected), len(got)) - same


def write(folder):
    """Every kind into a folder of its own number; in a process of its own, whose memory is not sohoa's."""
    for i, (name, file, data) in enumerate(kinds()):
        place = pathlib.Path(folder) / f"{i:02d}"
        place.mkdir()
        (place / file).write_bytes(data)
        (place / "name").write_text(name, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--sohoa", default=shutil.which("sohoa") or str(ROOT / "build/release/sohoa"))
    args = parser.parse_args()
    truth = " ".join(LINES).split()
    print("| file | pages | wrong words | CPU s | MB | said |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        writer = multiprocessing.Process(target=write, args=(folder,))
        writer.start()
        writer.join()
        places = sorted(pathlib.Path(folder).iterdir())
        read = [((place / "name").read_text(encoding="utf-8"), *measured(
            [args.sohoa, "read", str(next(p for p in place.iterdir() if p.name != "name")), "--format", "json"])) for place in places]
    for name, out, cpu, memory in read:
        pages = json.loads(out)["pages"] if out else []
        expected = truth if "strip" not in name else " ".join(LINES[:7]).split()
        wrong = sum(differing(expected, [word["text"] for word in page["words"]]) for page in pages)
        said = ", ".join(sorted({issue["code"] for page in pages for issue in page.get("issues", [])})) or "–"
        print(f"| {name} | {len(pages)} | {wrong if pages else 'not read'} of {len(expected) * max(1, len(pages))} | {cpu:.1f} | {memory:.0f} | {said} |", flush=True)


if __name__ == "__main__":
    main()
