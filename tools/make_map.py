#!/usr/bin/env python3
"""Makes web/static/world.svg, the shapes that the maps of the site are drawn from (docs/decisions/0011-map.md).

Shapes: Natural Earth 4.1 (public domain), as the npm package world-atlas 2.0.2 (ISC) redistributes it. Numbers to
letters: the npm package i18n-iso-countries 7.14.0 (MIT), codes.json. Both are needed only here.

    npm pack world-atlas@2.0.2 i18n-iso-countries@7.14.0      # unpack both into one folder
    tools/make_map.py FOLDER data/states.tsv > web/static/world.svg

Each state of data/states.tsv is one element with its alpha-3 as id: its shape at 1:110 million, and a dot where it is
too small to be seen at that scale. Land that is of none of them is one element, "land". Equal Earth projection (equal
areas), 2,000 units wide, whole numbers. Standard library only.
"""
import json
import math
import pathlib
import sys

WIDTH, HEIGHT, SHOWN = 2000, 974, 868  # shown: without the empty south
SMALLEST = 60.0  # square units below which a shape gets a dot
A = (1.340264, -0.081106, 0.000893, 0.003796)


def project(lon, lat):
    """Equal Earth (Savric, Patterson, Jenny 2018)."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    t2 = theta * theta
    t6 = t2 ** 3
    d = 3 * (9 * A[3] * t6 * t2 + 7 * A[2] * t6 + 3 * A[1] * t2 + A[0])
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(theta) / d
    y = theta * (A[3] * t6 * t2 + A[2] * t6 + A[1] * t2 + A[0])
    scale = WIDTH / (2 * 2.70663)
    return WIDTH / 2 + x * scale, HEIGHT / 2 - y * scale


def decoded_arcs(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def rings_of(geometry, arcs):
    polygons = geometry.get("arcs", [])
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        for ring in polygon:
            points = []
            for number in ring:
                part = arcs[number] if number >= 0 else arcs[~number][::-1]
                points += part[1:] if points else part
            yield points


def clipped(ring, edge, keep_less):
    """The part of a ring on one side of a meridian (Sutherland and Hodgman)."""
    inside = lambda p: p[0] <= edge if keep_less else p[0] >= edge
    out = []
    for a, b in zip(ring, ring[1:] + ring[:1]):
        if inside(a):
            out.append(a)
        if inside(a) != inside(b):
            out.append((edge, a[1] + (b[1] - a[1]) * (edge - a[0]) / (b[0] - a[0])))
    return out


def cut(ring):
    """Rings that cross the 180th meridian are two, one at each edge of the map."""
    if not any(abs(a[0] - b[0]) > 180 for a, b in zip(ring, ring[1:])):
        return [ring]
    far = [(lon + 360 if lon < 0 else lon, lat) for lon, lat in ring]
    east, west = clipped(far, 180, True), clipped(far, 180, False)
    return [r for r in (east, [(lon - 360, lat) for lon, lat in west]) if len(r) > 2]


def area(points):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1]))) / 2


def path_of(rings):
    out = []
    for ring in rings:
        points = []
        for lon, lat in ring + ring[:1]:
            at = tuple(round(v) for v in project(lon, lat))
            if not points or points[-1] != at:
                points.append(at)
        if len(points) < 4:
            continue
        steps = "".join(f"{b[0] - a[0]} {b[1] - a[1]} " for a, b in zip(points, points[1:])).replace(" -", "-").strip()
        out.append(f"M{points[0][0]} {points[0][1]}l{steps}z")
    return "".join(out)


def middle(rings):
    """Centre of the greatest ring, projected."""
    ring = max(rings, key=lambda r: area([project(*p) for p in r]))
    points = [project(*p) for p in ring]
    return round(sum(p[0] for p in points) / len(points)), round(sum(p[1] for p in points) / len(points))


def features(path):
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = decoded_arcs(topology)
    for geometry in topology["objects"]["countries"]["geometries"]:
        if geometry.get("type"):
            yield geometry.get("id"), geometry["properties"]["name"], [part for ring in rings_of(geometry, arcs) for part in cut(ring)]


def main(folder, states):
    folder = pathlib.Path(folder)
    letters = {row[2]: row[1] for row in json.loads((folder / "codes.json").read_text(encoding="utf-8"))}
    known = {line.split("\t")[0] for line in pathlib.Path(states).read_text(encoding="utf-8").splitlines()[1:] if line and line[0] != "#"}
    by_name = {"Kosovo": "XKX"}
    code_of = lambda number, name: letters.get(number) or by_name.get(name)
    shapes, land, dots = {}, [], {}
    for number, name, rings in features(folder / "countries-110m.json"):
        code = code_of(number, name)
        if name == "Antarctica":
            continue
        if code in known:
            shapes[code] = rings
        else:
            land += rings
    for number, name, rings in features(folder / "countries-10m.json"):
        code = code_of(number, name)
        if code not in known:
            continue
        size = sum(area([project(*p) for p in ring]) for ring in shapes.get(code, []))
        if size < SMALLEST:
            dots[code] = middle(rings)
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {SHOWN}">')
    print("<!-- Made by tools/make_map.py from Natural Earth, which is in the public domain. Borders are as Natural Earth draws them. -->")
    print('<g id="world">')
    print(f'<path id="land" d="{path_of(land)}"/>')
    for code in sorted(set(shapes) | set(dots)):
        shape = path_of(shapes[code]) if code in shapes else ""
        dot = f'<circle cx="{dots[code][0]}" cy="{dots[code][1]}" r="9"/>' if code in dots else ""
        path = f'<path d="{shape}"/>' if shape else ""
        print(f'<g id="{code}">{path}{dot}</g>')
    print("</g>")
    print("</svg>")
    missing = sorted(known - set(shapes) - set(dots))
    if missing:
        print("no shape: " + " ".join(missing), file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
