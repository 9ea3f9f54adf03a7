"""The policy as the rules get it from a record's settings."""

import pytest

from checklist_py.core.rules.policy import policy_from


@pytest.mark.parametrize(
    ("settings", "left_out"),
    [
        ({}, set()),
        ({"policy": {}}, set()),
        ({"policy": {"left_out": []}}, set()),
        # One that only a later version has is handed on like the rest.
        ({"policy": {"left_out": ["celebrate", "a-step-to-come"]}}, {"celebrate", "a-step-to-come"}),
    ],
)
def test_the_steps_that_a_centre_leaves_out_are_in_the_policy(settings, left_out):
    assert policy_from(settings).left_out == left_out
