"""The targets of fuzzing hold on the documents that they start from, on mutations of those, and on what fuzzing found."""

from random import Random
from typing import Final

import pytest

from hostile.cases.fuzz_findings import FINDINGS
from hostile.fuzzing.mutations import mutate
from hostile.fuzzing.targets import MAX_SIZE, TARGETS, run

SECONDS: Final = 5.0
"""CPU time of one input: this detects what hangs; the fuzzer and the batteries of time measure."""

SEEDS: Final = 60
"""The number of documents that a target is tried on."""

MUTATIONS: Final = 200


@pytest.mark.parametrize("title", FINDINGS)
def test_what_fuzzing_found_is_fixed(title: str) -> None:
    name, data = FINDINGS[title]
    assert run(TARGETS[name], data, SECONDS) is None


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_the_oracle_of_a_target_holds(name: str) -> None:
    target, generator = TARGETS[name], Random(17)
    seeds = target.seeds()
    inputs = [*seeds[:: max(1, len(seeds) // SEEDS)]]
    inputs += [mutate(generator.choice(seeds), seeds, generator, MAX_SIZE) for _ in range(MUTATIONS)]
    discoveries = {data: discovery for data in inputs if (discovery := run(target, data, SECONDS))}
    assert discoveries == {}


@pytest.mark.battery
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", TARGETS)
def test_the_oracle_of_a_target_holds_on_more_mutations(name: str, seed: int) -> None:
    target, generator = TARGETS[name], Random(seed)
    seeds = target.seeds()
    inputs = (mutate(generator.choice(seeds), seeds, generator, MAX_SIZE) for _ in range(1500))
    discoveries = {data: discovery for data in inputs if (discovery := run(target, data, SECONDS))}
    assert discoveries == {}


def test_mutations_depend_on_the_generator_alone() -> None:
    seeds = TARGETS["validate"].seeds()[::40]
    first, second = ([mutate(data, seeds, Random(3), MAX_SIZE) for data in seeds] for _ in range(2))
    assert first == second
    assert sum(mutant != data for mutant, data in zip(first, seeds, strict=True)) > len(seeds) // 2
