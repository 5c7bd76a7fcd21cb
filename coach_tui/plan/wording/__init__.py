"""How a goal is worded: what of SMART its words tell, and the question that mends it (domain rules §2)."""

from coach_tui.plan.wording.judge import Hint, JudgedLetter, Judgement, judge, vague_words
from coach_tui.plan.wording.language import LANGUAGES, language_of

__all__ = ["LANGUAGES", "Hint", "JudgedLetter", "Judgement", "judge", "language_of", "vague_words"]
