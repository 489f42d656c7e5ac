"""Compares the queueing formulas and the simulation with closed forms and with ciw.

Called by `cargo xtask test --only oracle` and `cargo xtask bench oracle`:
queues.py QUEUE_CASES FIRST_SEED N_CASES [N_SIMULATED]
QUEUE_CASES is the built example `queue_cases`; N_SIMULATED of its cases (default: 4) are also
simulated with ciw, which is slow. Prints each mismatch with its seed; ends with 1 if there was any.

Everything here starts from the text of the networks: units, traffic equations and Erlang's formula
are written anew. Simulations agree when their confidence intervals do, in 9 of 10 comparisons:
intervals of 95 % miss one in twenty.
"""

import math
import subprocess
import sys
from fractions import Fraction

import ciw

MONTH_DAYS = Fraction(3652425, 120000)
MONTH_MINUTES = MONTH_DAYS * 1440
WARM_UP_MONTHS = 40
RUN_MONTHS = 240
N_REPLICATIONS = 8
T_7 = 2.365  # Student's t at 97.5 % for 7 degrees of freedom
AGREEING_SHARE = 0.9


class Station:
    """A queue as its row says: arrivals and service times per month, and who comes from where."""

    def __init__(self, attributes):
        self.arrivals = Fraction(attributes["arrivals"][0])
        count, unit = attributes["capacity"]
        if unit == "places":
            self.servers = int(count)
            self.service_months = Fraction(attributes["processing"][0]) / MONTH_DAYS
        else:
            self.servers = 1
            self.service_months = 7 / MONTH_DAYS / Fraction(count)
        self.sent = {}


class Case:
    def __init__(self, seed):
        self.seed = seed
        self.stations = {}
        self.formula = {}
        self.simulated = {}

    def row(self, text):
        head, *attributes = [part.split() for part in text.split(";")]
        attributes = {name: values for name, *values in attributes}
        if head[0] == "service":
            self.stations[head[1]] = Station(attributes)
        else:
            sender = self.stations["s" + head[0][1:]]
            sender.sent[attributes["via"][0]] = Fraction(attributes["sent"][0])

    def shares(self):
        """Where the people of each station go, as a matrix."""
        return [
            [sender.sent.get(to, Fraction(0)) / sender.arrivals for to in self.stations]
            for sender in self.stations.values()
        ]

    def external(self):
        return [
            station.arrivals - sum(other.sent.get(name, 0) for other in self.stations.values())
            for name, station in self.stations.items()
        ]


def read_cases(program, first_seed, n_cases):
    command = [program, str(first_seed), str(n_cases)]
    lines = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    cases = []
    for line in lines.splitlines():
        kind, rest = line.split(" ", 1)
        if kind == "case":
            cases.append(Case(int(rest)))
        elif kind == "network":
            cases[-1].row(rest)
        else:
            station, *numbers = rest.split()
            getattr(cases[-1], kind)[station] = [float(number) for number in numbers]
    return cases


def traffic(case):
    """Arrivals from `arrivals = external + transposed(shares) arrivals`, by exact elimination."""
    external, shares = case.external(), case.shares()
    n = len(external)
    rows = [
        [Fraction(int(i == j)) - shares[j][i] for j in range(n)] + [external[i]] for i in range(n)
    ]
    for pivot in range(n):
        best = max(range(pivot, n), key=lambda i: abs(rows[i][pivot]))
        rows[pivot], rows[best] = rows[best], rows[pivot]
        for i in range(n):
            if i != pivot:
                factor = rows[i][pivot] / rows[pivot][pivot]
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[pivot])]
    return [rows[i][n] / rows[i][i] for i in range(n)]


def erlang_c(servers, load):
    """The textbook's sums of load^k / k!, in exact fractions."""
    below = sum(load**k / math.factorial(k) for k in range(servers))
    top = load**servers / math.factorial(servers) * servers / (servers - load)
    return top / (below + top)


def formula_problems(case):
    for station, (name, data), arrivals in zip(
        range(len(case.stations)), case.stations.items(), traffic(case)
    ):
        ours = case.formula.get(name)
        load = arrivals * data.service_months
        if ours is None:
            if load < data.servers:
                yield f"{name}: no formula, though the load is {float(load / data.servers)}"
            continue
        waiting = erlang_c(data.servers, load)
        wait = waiting / (data.servers / data.service_months - arrivals)
        expected = [arrivals, waiting, wait * MONTH_MINUTES, arrivals * wait]
        rounding = [0.0006, 0.0006, 0.51, 0.0011 + float(arrivals) / 43829 / 2]
        for what, mine, theirs, unit in zip(
            ("arrivals", "probability", "minutes", "queue"), ours, expected, rounding
        ):
            # Service times are whole minutes in the tables; nothing else may differ.
            if abs(mine - float(theirs)) > unit + 1e-9 * float(theirs):
                yield f"{name}: {what} {mine}, expected {float(theirs)}"


def simulate(case, seed):
    """Mean waits (minutes) and throughputs (per month) of one run of ciw."""
    ciw.seed(seed)
    arrive = [ciw.dists.Exponential(float(rate)) if rate else None for rate in case.external()]
    network = ciw.create_network(
        arrival_distributions=arrive,
        service_distributions=[
            ciw.dists.Exponential(float(1 / station.service_months))
            for station in case.stations.values()
        ],
        number_of_servers=[station.servers for station in case.stations.values()],
        routing=[[float(share) for share in row] for row in case.shares()],
    )
    run = ciw.Simulation(network)
    run.simulate_until_max_time(WARM_UP_MONTHS + RUN_MONTHS)
    waits = [[] for _ in case.stations]
    for record in run.get_all_records(only=["service"]):
        if record.service_start_date >= WARM_UP_MONTHS:
            waits[record.node - 1].append(record.waiting_time)
    minutes = float(MONTH_MINUTES)
    return [(sum(seen) / len(seen) * minutes, len(seen) / RUN_MONTHS) for seen in waits]


def interval(values):
    mean = sum(values) / len(values)
    variance = sum((value - mean) ** 2 for value in values) / (len(values) - 1)
    return mean, T_7 * math.sqrt(variance / len(values))


def simulated_comparisons(case):
    """Pairs of a description and whether our interval and that of ciw agree."""
    runs = [simulate(case, 1000 * case.seed + i) for i in range(N_REPLICATIONS)]
    for position, name in enumerate(case.stations):
        wait, wait_half, _, _, throughput, throughput_half = case.simulated[name]
        ours = [("wait", wait, wait_half), ("throughput", throughput, throughput_half)]
        for which, (what, mean, half) in enumerate(ours):
            theirs, their_half = interval([run[position][which] for run in runs])
            agrees = abs(mean - theirs) <= math.hypot(half, their_half)
            yield f"{name}: {what} {mean} ± {half}, ciw {theirs:.3f} ± {their_half:.3f}", agrees


def main(program, first_seed, n_cases, n_simulated=4):
    cases = read_cases(program, int(first_seed), int(n_cases))
    problems = [f"seed {case.seed}, {text}" for case in cases for text in formula_problems(case)]
    compared = [
        (f"seed {case.seed}, {text}", agrees)
        for case in cases[: int(n_simulated)]
        for text, agrees in simulated_comparisons(case)
    ]
    missed = [text for text, agrees in compared if not agrees]
    is_off = len(missed) > (1 - AGREEING_SHARE) * len(compared)
    for text in problems + (missed if is_off else []):
        print(text)
    n_formulas = sum(len(case.formula) for case in cases)
    print(f"{n_formulas} queues against closed forms: {len(problems)} mismatches")
    print(f"{len(compared)} means against ciw: {len(compared) - len(missed)} within the intervals")
    return 1 if problems or is_off or not n_formulas else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
