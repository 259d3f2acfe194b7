"""The sign before a finding: full for what is in the way, empty for what is good to know."""

from core.diagnosis.finding import Finding

_TROUBLE, _NOTE = "●", "○"


def sign_of(finding: Finding) -> str:
    """The sign of a finding."""
    return _TROUBLE if finding.is_trouble else _NOTE
