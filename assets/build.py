"""Builds what browsers fetch: one style sheet, fonts, the icon sprite and two scripts.

Run `python assets/build.py` after `npm ci`. It writes to `pakten/base/ui/static/ui/`, which git
ignores, and does nothing when no source has changed since the last time. `--force` builds anyway.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ASSETS = Path(__file__).resolve().parent
ROOT = ASSETS.parent
MODULES = ROOT / "node_modules"
OUT = ROOT / "pakten" / "base" / "ui" / "static" / "ui"
STAMP = OUT / ".built"

sys.path.insert(0, str(ROOT))
from pakten.base.ui.icons import CORE, MORE  # noqa: E402  (the tree is not installed yet)

DESIGNSYSTEM = ("base", "button", "input")
FONTS = (
    "source-sans-3/files/source-sans-3-latin-wght-normal",
    "source-sans-3/files/source-sans-3-latin-ext-wght-normal",
    "source-sans-3/files/source-sans-3-cyrillic-wght-normal",
    "vazirmatn/files/vazirmatn-arabic-wght-normal",
    "noto-sans-ethiopic/files/noto-sans-ethiopic-ethiopic-wght-normal",
)

# Documents are set by Typst, which reads plain TrueType and nothing of the machine.
DOCUMENT_FONTS = ROOT / "pakten" / "base" / "documents" / "fonts"
DOCUMENT_FAMILIES = {"source-sans-3": "SourceSans3", "vazirmatn": "Vazirmatn"}
DOCUMENT_WEIGHTS = ("400Regular", "700Bold")


def sources_hash() -> str:
    """One fingerprint of every source and of the locked versions."""
    digest = hashlib.sha256()
    files = [path for path in ASSETS.rglob("*") if path.is_file() and path.suffix != ".md"]
    files += [ROOT / "package-lock.json", ROOT / "pakten" / "base" / "ui" / "icons.py"]
    for path in sorted(files):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def style_sheet() -> str:
    """The entry that pulls every part in, in layers: theme, design system, ours."""
    package = "@digdir/designsystemet-css"
    lines = ["@layer ds.theme, ds.base, ds.components, pakten;", '@import "./theme/pakten.css";']
    lines += [
        f'@import "{package}/{name}.css" layer(ds.{"base" if name == "base" else "components"});'
        for name in DESIGNSYSTEM
    ]
    parts = [ASSETS / "css" / "fonts.css", ASSETS / "css" / "tokens.css"]
    parts += [ASSETS / "css" / "layout" / "base.css"]
    parts += sorted((ASSETS / "css" / "components").glob("*.css"))
    layout = sorted((ASSETS / "css" / "layout").glob("*.css"))
    parts += [path for path in layout if path.stem not in {"base", "print"}]
    parts += [ASSETS / "css" / "layout" / "print.css"]
    return "\n".join([*lines, *(f'@import "./{p.relative_to(ASSETS)}";' for p in parts)])


def esbuild(entry: str, loader: str, target: Path) -> None:
    """Bundle and minify `entry` into `target`."""
    binary = next(MODULES.glob("@esbuild/*/bin/esbuild"), None)
    binary = binary or next(MODULES.glob("@esbuild/*/esbuild.exe"), None)
    if binary is None:
        sys.exit("esbuild is missing: run `npm ci` first.")
    flags = ["--bundle", "--minify", "--external:*.woff2", "--log-level=warning"]
    command = [str(binary), f"--loader={loader}", *flags, f"--outfile={target}"]
    subprocess.run(command, input=entry, text=True, check=True, cwd=ASSETS)


def relative(path: str) -> str:
    """The same outline told in steps from point to point: a third less to send.

    Counted in hundredths, as whole numbers, so that nothing drifts.
    """
    x = y = begin_x = begin_y = 0
    told = []
    for command, numbers in re.findall(r"([A-Z])([^A-Z]*)", path):
        places = [round(float(each) * 100) for each in re.findall(r"-?\d*\.?\d+", numbers)]
        steps: list[int] = []
        if command == "Z":
            x, y = begin_x, begin_y
        many = {"Z": 1, "H": 1, "V": 1, "M": 2, "L": 2, "C": 6}[command]
        for at in range(0, len(places), many):
            point = places[at : at + many]
            if command == "V":
                steps.append(point[0] - y)
                y = point[0]
                continue
            steps += [place - (y if odd % 2 else x) for odd, place in enumerate(point)]
            x, y = (point[0], y) if command == "H" else point[-2:]
            if command == "M" and at == 0:
                begin_x, begin_y = x, y
        told.append(command.lower() + " ".join(map(_hundredths, steps)).replace(" -", "-"))
    return "".join(told)


def _hundredths(number: int) -> str:
    """-75 is -.75, 1200 is 12."""
    return re.sub(r"^(-?)0\.", r"\1.", f"{number / 100:g}")


def sprite(icons: dict[str, str]) -> str:
    """The icons as symbols of one SVG."""
    symbols = []
    for name, file in sorted(icons.items()):
        svg = (MODULES / f"@navikt/aksel-icons/dist/svg/{file}.svg").read_text()
        body = re.sub(r"</?svg[^>]*>", "", svg).strip()
        body = re.sub(r' fill="(#[0-9A-Fa-f]+|currentColor)"', "", body)
        body = re.sub(r"(\.\d\d)\d+", r"\1", body)  # a hundredth of a unit is not seen
        body = re.sub(r'(?<= d=")[^"]+', lambda found: relative(found[0]), body)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'


def copy_htmx() -> None:
    """htmx as django-htmx ships it."""
    spec = find_spec("django_htmx")
    if spec is None or spec.origin is None:
        sys.exit("django-htmx is missing from this Python.")
    source = Path(spec.origin).parent / "static" / "django_htmx" / "htmx-2.min.js"
    shutil.copyfile(source, OUT / "htmx.js")


def copy_document_fonts() -> None:
    """Source Sans 3 and, for Arabic, Vazirmatn as TrueType, with their licences."""
    DOCUMENT_FONTS.mkdir(parents=True, exist_ok=True)
    for folder, family in DOCUMENT_FAMILIES.items():
        package = MODULES / "@expo-google-fonts" / folder
        for weight in DOCUMENT_WEIGHTS:
            source = package / weight / f"{family}_{weight}.ttf"
            shutil.copyfile(source, DOCUMENT_FONTS / source.name)
        shutil.copyfile(package / "LICENSE_FONT", DOCUMENT_FONTS / f"LICENSE-{family}")


def build() -> None:
    """Build everything anew."""
    (OUT / "fonts").mkdir(parents=True, exist_ok=True)
    esbuild(style_sheet(), "css", OUT / "app.css")
    esbuild((ASSETS / "js" / "app.js").read_text(), "js", OUT / "app.js")
    for font in FONTS:
        source = MODULES / "@fontsource-variable" / f"{font}.woff2"
        shutil.copyfile(source, OUT / "fonts" / source.name)
    copy_document_fonts()
    (OUT / "icons.svg").write_text(sprite(CORE))
    (OUT / "icons-more.svg").write_text(sprite(MORE))
    shutil.copyfile(ASSETS / "img" / "icon.svg", OUT / "icon.svg")
    copy_htmx()


def compress() -> None:
    """A .gz beside each text file: the server sends it as it lies, everywhere."""
    for file in OUT.iterdir():
        if file.suffix in {".css", ".js", ".svg"}:
            data = gzip.compress(file.read_bytes(), compresslevel=9, mtime=0)
            file.with_name(file.name + ".gz").write_bytes(data)


def main() -> None:
    """Build unless nothing has changed."""
    fingerprint = sources_hash()
    if "--force" not in sys.argv and STAMP.exists() and STAMP.read_text() == fingerprint:
        return
    build()
    compress()
    STAMP.write_text(fingerprint)
    for name in ("app.css", "app.js", "icons.svg", "icons-more.svg", "htmx.js"):
        data = (OUT / name).read_bytes()
        print(f"{name:14} {len(data):>7} bytes, {len(gzip.compress(data)):>6} gzipped")


if __name__ == "__main__":
    main()
