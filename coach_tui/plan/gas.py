"""Goal Attainment Scaling: the T score, which is told as “all ladders together” (domain §7)."""

from __future__ import annotations

from coach_tui.plan.errors import BadInput

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

LEVELS = {
    -2: "much less than expected",
    -1: "less than expected",
    0: "expected",
    1: "more than expected",
    2: "much more than expected",
}


def t_score(scores: Sequence[int], weights: Sequence[float] | None = None, rho: float = 0.3) -> float | None:
    """Return T = 50 + 10·Σ(wx) / √((1-ρ)·Σw² + ρ·(Σw)²) (domain §7).

    `scores` are the attained levels, -2 to +2, one a goal; `weights` as many, not negative, 1 each by
    default; `rho` is the assumed correlation between goals, 0 to 1. None without goals or when the
    weights add up to 0 (shown as "–"). Raises BadInput for a level, weight or rho that cannot be.
    """
    shares = [1.0] * len(scores) if weights is None else list(weights)
    if len(shares) != len(scores):
        raise BadInput(f"{len(scores)} levels need as many weights, not {len(shares)}")
    if any(score not in LEVELS for score in scores):
        raise BadInput("a goal attainment level is one of -2, -1, 0, +1, +2")
    if not all(0 <= weight < float("inf") for weight in shares):
        raise BadInput("a weight is a number from 0 up")
    if not 0 <= rho <= 1:
        raise BadInput("the correlation between goals lies between 0 and 1")
    largest = max(shares, default=0.0)
    if largest <= 0:
        return None
    shares = [weight / largest for weight in shares]  # T does not depend on the scale, but squares overflow
    total = sum(shares)
    spread = (1 - rho) * sum(weight * weight for weight in shares) + rho * total * total
    reached = sum(weight * score for weight, score in zip(shares, scores, strict=True))
    return float(50 + 10 * reached / spread**0.5)
