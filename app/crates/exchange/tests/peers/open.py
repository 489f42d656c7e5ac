"""Opens what `examples/write_all.rs` has written with programs that others have written.

Needs networkx and openpyxl. Prints one line a file; ends with 1 at the first difference.

    python open.py FOLDER
"""

import csv
import io
import json
import sys
import zipfile
from pathlib import Path

import networkx
import openpyxl


def check(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: found {found!r}, expected {expected!r}")


def check_graph(name, graph, expected, kind):
    """Counts, direction, parallel edges, and the attributes of one node and one edge.

    `kind` is where the kind of a relation is, and what is there.
    """
    actor, relation = expected["first_actor"], expected["first_relation"]
    check(f"{name}: nodes", graph.number_of_nodes(), expected["actors"])
    check(f"{name}: edges", graph.number_of_edges(), expected["relations"])
    check(f"{name}: directed", graph.is_directed(), True)
    node = graph.nodes[actor["id"]]
    check(f"{name}: label", node["label"], actor["name"])
    check(f"{name}: kind", node["kind"], actor["kind"])
    check(f"{name}: sources", node["sources"], "|".join(actor["envelope"]["sources"]))
    edges = graph.get_edge_data(relation["from"], relation["to"])
    edges = edges.values() if graph.is_multigraph() else [edges]
    kinds = [edge.get(kind[0]) for edge in edges]
    check(f"{name}: kind of an edge", kind[1] in kinds, True)
    days = [edge["agreed_days"] for _, _, edge in graph.edges(data=True) if "agreed_days" in edge]
    check(f"{name}: numbers", bool(days) and all(isinstance(n, int) for n in days), True)


def check_rows(name, workbook, expected):
    """Counts of all ten sheets; an AGS is a text, a number a number; no formula anywhere."""
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in workbook}
    check(f"{name}: sheets", len(rows), 10)
    check(f"{name}: rows", sum(len(r) - 1 for r in rows.values()), expected["rows"])
    check(f"{name}: actors", len(rows["actors"]) - 1, expected["actors"])
    head = rows["actors"][0]
    first = dict(zip(head, rows["actors"][1]))
    check(f"{name}: name", first["name"], expected["first_actor"]["name"])
    regions = [dict(zip(rows["regions"][0], row)) for row in rows["regions"][1:]]
    kreis = next(row for row in regions if row["kind"] == "kreis")
    check(f"{name}: AGS is a text", isinstance(kreis["id"], str) and len(kreis["id"]), 5)
    town = next(row for row in regions if row["kind"] == "gemeinde")
    check(f"{name}: population is a number", isinstance(town["population"], int), True)
    kinds = {cell.data_type for sheet in workbook for row in sheet.iter_rows() for cell in row}
    check(f"{name}: formulas", "f" in kinds, False)


def check_kumu(name, elements, connections, expected):
    """Every connection leads to an element, by a label that is unique."""
    labels = [row.get("label") or row.get("Label") for row in elements]
    check(f"{name}: elements", len(labels), expected["actors"])
    check(f"{name}: labels", len(set(labels)), len(labels))
    check(f"{name}: connections", len(connections), expected["relations"])
    for row in connections:
        ends = {row.get("from") or row.get("From"), row.get("to") or row.get("To")}
        check(f"{name}: ends of {row['id']}", ends <= set(labels), True)


def kumu_sheet(workbook, title):
    head, *rows = workbook[title].iter_rows(values_only=True)
    return [dict(zip(head, row)) for row in rows]


def csv_table(archive, name):
    return list(csv.DictReader(io.TextIOWrapper(archive.open(name), encoding="utf-8")))


def check_directory(name, organizations, services, expected):
    """HSDS: counts, and every service belongs to an organization."""
    check(f"{name}: organizations", len(organizations), expected["actors"])
    check(f"{name}: services", len(services), expected["services"])
    ids = {row["id"] for row in organizations}
    check(f"{name}: owners", {row["organization_id"] for row in services} <= ids, True)


def main(folder):
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    graphml = networkx.read_graphml(folder / "network.graphml")
    check_graph("network.graphml", graphml, expected, ("kind", expected["first_relation"]["kind"]))
    gexf = networkx.read_gexf(folder / "network.gexf", version="1.3")
    # networkx does not read the attribute `kind` of an edge.
    check_graph("network.gexf", gexf, expected, ("label", expected["first_relation_label"]))
    place = gexf.nodes[expected["first_actor"]["id"]]["viz"]["position"]
    check("network.gexf: place", (place["x"], place["y"]), (0.0, 1.0))
    check_rows("network.xlsx", openpyxl.load_workbook(folder / "network.xlsx"), expected)

    points = json.loads((folder / "network.geojson").read_text(encoding="utf-8"))["features"]
    check("network.geojson: points", {p["geometry"]["type"] for p in points}, {"Point"})
    longitudes = [p["geometry"]["coordinates"][0] for p in points]
    check("network.geojson: longitude first", all(5 < x < 10 for x in longitudes), True)

    kumu = json.loads((folder / "kumu.json").read_text(encoding="utf-8"))
    check_kumu("kumu.json", kumu["elements"], kumu["connections"], expected)
    book = openpyxl.load_workbook(folder / "kumu.xlsx")
    parts = kumu_sheet(book, "Elements"), kumu_sheet(book, "Connections")
    check_kumu("kumu.xlsx", *parts, expected)
    with zipfile.ZipFile(folder / "kumu.zip") as archive:
        parts = csv_table(archive, "elements.csv"), csv_table(archive, "connections.csv")
    check_kumu("kumu.zip", *parts, expected)

    with zipfile.ZipFile(folder / "network.zip") as archive:
        check("network.zip: intact", archive.testzip(), None)
        check("network.zip: tables", len(archive.namelist()), 10)
        actors = csv_table(archive, "actors.csv")
    check("network.zip: actors", len(actors), expected["actors"])
    hsds = json.loads((folder / "hsds.json").read_text(encoding="utf-8"))
    check_directory("hsds.json", hsds["organizations"], hsds["services"], expected)
    with zipfile.ZipFile(folder / "hsds.zip") as archive:
        package = json.loads(archive.read("datapackage.json"))
        tables = {r["name"]: csv_table(archive, r["path"]) for r in package["resources"]}
    check_directory("hsds.zip", tables["organization"], tables["service"], expected)
    whole = json.loads((folder / "network.json").read_text(encoding="utf-8"))
    check("network.json: format", (whole["format"], whole["version"]), ("netzlotse", 1))
    print(f"{folder}: {expected['actors']} actors, {expected['relations']} relations, all equal")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
