"""What the scanner, the camera and time do to a printed page."""
import numpy as np
from PIL import Image, ImageFilter

WARM = np.array([250, 247, 238], np.float32)


def slow_field(random, width, height, cells=5):
    """A smooth random field of -1 … 1."""
    noise = (random.rand(cells + 2, cells) * 255).astype(np.uint8)
    return np.asarray(Image.fromarray(noise).resize((width, height), Image.BICUBIC), np.float32) / 127.5 - 1


def skew(image, degrees):
    return image.rotate(degrees, Image.BICUBIC, fillcolor=(255, 255, 255)) if degrees else image


def scan(image, random, degrees=0.0, blur=0.5, noise=2.0, tone=1.0):
    """A flatbed scan in colour: paper tone, uneven light, a little blur and grain, some specks of dust."""
    image = skew(image, degrees).filter(ImageFilter.GaussianBlur(blur))
    a = np.asarray(image, np.float32)
    height, width = a.shape[:2]
    paper = 255 + tone * (WARM - 255)
    a = a * (paper / 255)
    a += (slow_field(random, width, height) * 3 * tone)[:, :, None]
    a += random.normal(0, noise, (height, width, 1))
    for _ in range(random.randint(3, 12)):
        x, y, r = random.randint(5, width - 5), random.randint(5, height - 5), random.randint(1, 3)
        a[y:y + r, x:x + r] *= .5
    return Image.fromarray(np.clip(a, 0, 255).astype(np.uint8))


def fax(image, random, degrees=0.0, blur=0.7, threshold=178, specks=60):
    """A bilevel scan: every pixel black or white, edges a little ragged, specks of toner."""
    image = skew(image, degrees).convert("L").filter(ImageFilter.GaussianBlur(blur))
    a = np.asarray(image, np.float32)
    height, width = a.shape
    a = a + random.normal(0, 9, a.shape)
    black = a < threshold
    for _ in range(specks):
        x, y, r = random.randint(2, width - 4), random.randint(2, height - 4), random.randint(1, 3)
        black[y:y + r, x:x + r] = True
    return Image.fromarray(~black)


def blank_back(front, random):
    """The empty back of a sheet, with what is on the front shining through, mirrored."""
    through = front.transpose(Image.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(3))
    a = 255 - (255 - np.asarray(through, np.float32)) * .05
    return Image.fromarray(a.astype(np.uint8))


def photo(image, random, width=1500, height=2000):
    """A photograph of the sheet lying on a desk: perspective, a lamp on one side, a slight blur."""
    desk = np.empty((height, width, 3), np.float32)
    desk[:] = (104, 82, 62)
    desk += (slow_field(random, width, height, 9) * 10)[:, :, None]
    corners = [(118, 96), (1392, 132), (1446, 1912), (64, 1880)]
    sheet = Image.new("RGB", image.size, (255, 255, 255))
    sheet.paste(image)
    coefficients = _perspective(corners, [(0, 0), (image.width, 0), (image.width, image.height), (0, image.height)])
    warped = np.asarray(sheet.transform((width, height), Image.PERSPECTIVE, coefficients, Image.BICUBIC), np.float32)
    mask = Image.new("L", image.size, 255).transform((width, height), Image.PERSPECTIVE, coefficients, Image.BICUBIC)
    inside = np.asarray(mask, np.float32)[:, :, None] / 255
    a = warped * inside + desk * (1 - inside)
    y, x = np.mgrid[0:height, 0:width]
    light = 1.02 - .42 * np.hypot((x - width * .28) / width, (y - height * .22) / height)
    a = a * light[:, :, None] * np.array([1, .97, .9], np.float32)
    a = Image.fromarray(np.clip(a, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(.8))
    grain = random.normal(0, 2.5, (height, width, 1))
    return Image.fromarray(np.clip(np.asarray(a, np.float32) + grain, 0, 255).astype(np.uint8))


def _perspective(targets, sources):
    """The eight coefficients by which PIL finds for a target pixel its source."""
    rows, values = [], []
    for (x, y), (u, v) in zip(targets, sources):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return np.linalg.solve(np.array(rows, float), np.array(values, float)).tolist()
