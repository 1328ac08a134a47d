"""A model of one triangle in each format that a model can be converted to."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from base64 import b64encode
from collections.abc import Mapping

CORNERS = (0, 0, 0, 1, 0, 0, 0, 1, 0)
BUFFER = struct.pack("<9f", *CORNERS)
MADE = (2025, 1, 1, 0, 0, 0)
"""The time of the files in archives, so that these are always the same."""

FBX_END = bytes.fromhex("f85a8c6adef5d97eece90ce3758f290b")
USD = """#usda 1.0
(
    defaultPrim = "Triangle"
)

def Mesh "Triangle"
{
    int[] faceVertexCounts = [3]
    int[] faceVertexIndices = [0, 1, 2]
    point3f[] points = [(0, 0, 0), (1, 0, 0), (0, 1, 0)]
}
"""
CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/>'
    "</Types>"
)
RELATIONSHIPS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rel0" Target="/3D/3dmodel.model" '
    'Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>'
)
MODEL = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<model unit="meter" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02">'
    '<resources><object id="1" type="surface"><mesh><vertices>'
    '<vertex x="0" y="0" z="0"/><vertex x="1" y="0" z="0"/><vertex x="0" y="1" z="0"/></vertices>'
    '<triangles><triangle v1="0" v2="1" v3="2"/></triangles></mesh></object></resources>'
    '<build><item objectid="1"/></build></model>'
)


def glb() -> bytes:
    """Binary glTF 2.0."""
    text = json.dumps(_scene({}), separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<I4s", len(text), b"JSON") + text
    chunks += struct.pack("<I4s", len(BUFFER), b"BIN\0") + BUFFER
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


def gltf() -> bytes:
    """glTF 2.0 with its buffer inside."""
    data = "data:application/octet-stream;base64," + b64encode(BUFFER).decode()
    return json.dumps(_scene({"uri": data}), separators=(",", ":")).encode()


def obj() -> bytes:
    """Wavefront OBJ."""
    return b"o Triangle\nv 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"


def stl() -> bytes:
    """Binary STL: a header, the number of triangles, and of each its normal, corners and attributes."""
    return bytes(80) + struct.pack("<I12fH", 1, 0, 0, 1, *CORNERS, 0)


def splat() -> bytes:
    """One Gaussian as .splat files have them: place, scale, colour and rotation."""
    return struct.pack("<6f8B", 0, 0, 0, 1, 1, 1, 128, 128, 128, 255, 255, 128, 128, 128)


def threemf() -> bytes:
    """3MF."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONSHIPS,
        "3D/3dmodel.model": MODEL,
    }
    return _archive(parts, zipfile.ZIP_DEFLATED)


def usdz() -> bytes:
    """USDZ: an archive without compression whose file begins at a multiple of 64 bytes."""
    name = "triangle.usda"
    padding = -(30 + len(name) + 4) % 64
    return _archive({name: USD}, zipfile.ZIP_STORED, struct.pack("<HH", 0x1986, padding) + bytes(padding))


def fbx() -> bytes:
    """Binary FBX 7.4: its version alone, without objects."""
    version = _node(27, b"FBXHeaderExtension", b"", _node(27 + 13 + 18, b"FBXVersion", b"I" + _int(7400)))
    footer = bytes(13) + bytes(16) + _int(0) + _int(7400) + bytes(120) + FBX_END
    return b"Kaydara FBX Binary  \x00\x1a\x00" + _int(7400) + version + footer


def _scene(buffer: Mapping[str, str]) -> dict[str, object]:
    accessor = {"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3"}
    return {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}],
        "accessors": [accessor | {"min": [0, 0, 0], "max": [1, 1, 0]}],
        "bufferViews": [{"buffer": 0, "byteLength": len(BUFFER)}],
        "buffers": [{"byteLength": len(BUFFER), **buffer}],
    }


def _archive(parts: Mapping[str, str], compression: int, extra: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, MADE)
            info.extra, info.compress_type = extra, compression
            archive.writestr(info, text)
    return file.getvalue()


def _node(start: int, name: bytes, value: bytes, children: bytes = b"") -> bytes:
    """A node of an FBX file that begins at `start`: its end, values and children, which end in a null."""
    children += bytes(13) if children else b""
    head = 13 + len(name)
    end = start + head + len(value) + len(children)
    return struct.pack("<IIIB", end, 1 if value else 0, len(value), len(name)) + name + value + children


def _int(value: int) -> bytes:
    return struct.pack("<I", value)
