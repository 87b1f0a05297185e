import os
import signal
import sys
from collections.abc import Iterator

import pytest

from designer.grading.batch.pool import Pool
from designer.grading.batch.task import Task
from designer.grading.batch.work import work
from designer.grading.batch.worker import Limits
from designer.grading.cohort.outcome import from_json
from tests.builders import diagram
from tests.grading.classes import foreign, rubric, source

SOUND = Task(
    (("a.drawio", foreign(diagram("users u\nregion r\n  alb lb\n  ec2 w\nu -> lb\nlb -> w"))),),
    (),
    False,
)
# A Terraform file that is only far too long for its parser.
SLOW = Task((("main.tf", b"x = [" + b"1, " * 150_000 + b"]\n"),), (), False)
# One sign outside of the first plane makes each letter of a text take four bytes.
LARGE = Task((("big.tenet", '{"tenet": "😀'.encode() + b"a" * 19_000_000 + b'"}'),), (), False)

needs_limits = pytest.mark.skipif(sys.platform != "linux", reason="limits are the system's own")


def reasons(pool: Pool, *tasks: tuple[str, Task]) -> dict[str, str]:
    return {key: from_json(answer.outcome).result.reason for key, answer in pool.run(tasks)}


@needs_limits
def test_what_takes_too_much_is_stopped_and_the_others_are_graded() -> None:
    with Pool(source(), 1, Limits(cpu_s=0.5, memory_bytes=200 << 20)) as pool:
        found = reasons(pool, ("large", LARGE), ("sound", SOUND), ("slow", SLOW))
    assert found == {
        "large": "Reading it needs more than 200 MiB of memory.",
        "sound": "",
        "slow": "Reading it takes more than 0.5 seconds of computing time.",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_worker_that_is_killed_costs_nothing_and_none_is_left_behind() -> None:
    pool = Pool(source(), 1)

    def tasks() -> Iterator[tuple[str, Task]]:
        yield "one", SOUND
        for process in pool.process_ids:
            os.kill(process, signal.SIGKILL)
        yield "two", SOUND
        yield "never", SOUND

    answers = pool.run(tasks())
    here = work(rubric(), SOUND)
    assert [next(answers), next(answers)] == [("one", here), ("two", here)]
    (process,) = pool.process_ids
    pool.close()
    assert pool.process_ids == ()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
