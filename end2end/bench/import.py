"""Reads an event log with ours and with r4pm: import.py FILE.xes READER

READER is the program `read_log` of `app/crates/exchange`. Each reads in a process of its own, three
times; the medians, the memory and the ratio are printed beside the targets.
"""

import json
import resource
import statistics
import subprocess
import sys
import time

TURNS = 3
MOST_MEMORY_MB = 100


def ours(path, reader):
    start = time.perf_counter()
    told = subprocess.run([reader, path], check=True, capture_output=True, text=True).stdout
    return time.perf_counter() - start, told.splitlines()[-1]


def theirs(path):
    told = subprocess.run([sys.executable, __file__, path], check=True, capture_output=True, text=True)
    result = json.loads(told.stdout)
    return result["read_seconds"] + result["count_seconds"], result["memory_mb"]


def compare(path, reader):
    mine, others = [], []
    for _ in range(TURNS):
        mine.append(ours(path, reader))
        others.append(theirs(path))
    own = statistics.median(seconds for seconds, _ in mine)
    other = statistics.median(seconds for seconds, _ in others)
    print(f"ours: {own:.2f} s ({mine[-1][1]})")
    print(f"r4pm: {other:.2f} s, {max(memory for _, memory in others)} MB")
    print(f"ratio ours / r4pm: {own / other:.2f}; target: at most {MOST_MEMORY_MB} MB of memory")


def read_with_r4pm(path):
    import r4pm
    from r4pm.bindings import discover_dfg

    start = time.perf_counter()
    log = r4pm.import_item("EventLog", path)
    read = time.perf_counter()
    graph = discover_dfg(log)
    counted = time.perf_counter()
    counts = [n for *_, n in graph["directly_follows_relations"]]
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = {
        "read_seconds": round(read - start, 3),
        "count_seconds": round(counted - read, 3),
        "memory_mb": round(peak_kb / 1000),
        "pairs": len(counts),
        "follows": sum(counts),
    }
    print(json.dumps(result))


if len(sys.argv) > 2:
    compare(sys.argv[1], sys.argv[2])
else:
    read_with_r4pm(sys.argv[1])
