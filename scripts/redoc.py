"""A page of Redoc for each API: operations, requests and responses in one file that sends no request.

Redoc comes with the Redocly that package-lock.json pins. Its page would load a logo and report to its maker:
the logo is replaced, telemetry is off, and the policy in redoc.hbs forbids every request.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from codegen.sources.redocly import QUIET, command
from codegen.sources.violations import ToolError

ROOT = Path(__file__).parents[1]
TEMPLATE = Path(__file__).with_name("redoc.hbs")
LOGOS = "https://cdn.redoc.ly/redoc/logo-mini-full.svg", "https://cdn.redoc.ly/redoc/logo-mini.svg"
LOGO = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='40' height='14'%3E"
    "%3Ctext y='11' font-family='sans-serif' font-size='12' fill='%233b7ddd'%3ERedoc%3C/text%3E%3C/svg%3E"
)


def write_page(api: str, folder: Path) -> Path:
    """Write the page of an API, and return its path.

    Raises:
        ToolError: There is no Node that fits, or no Redocly; the message is one sentence.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{api}.html"
    spec = ROOT / f"generated/openapi/{api}.yaml"
    done = subprocess.run(
        [*command(ROOT), "build-docs", str(spec), "--inlineBundle", "-t", str(TEMPLATE), "-o", str(path)],
        cwd=folder,
        env=os.environ | QUIET,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise ToolError(f"redocly build-docs: {done.stderr.strip()}")
    text = path.read_text("utf-8")
    for logo in LOGOS:
        if logo not in text:
            raise ToolError(f"Redoc has another logo than {logo}: look at what its page loads")
        text = text.replace(logo, LOGO)
    path.write_text(text, "utf-8")
    return path
