"""A form of twenty fields to try things on."""

from __future__ import annotations

from typing import Any

from coach_tui.app.forms.widgets.form import FieldSpec, Form


def is_number(text: str) -> str | None:
    return None if text.isdigit() else "a whole number, such as 12"


def judge(values: dict[str, Any]) -> list[tuple[str, str]]:
    title = values["title"]
    return [
        ("S ", "good" if len(title.split()) > 2 else "bad"),
        ("M ", "good" if any(char.isdigit() for char in title) else "bad"),
        ("By when?" if "by" not in title else "well said", "dim"),
    ]


def sample_fields() -> list[FieldSpec]:
    return [
        FieldSpec("h1", "Objective", "heading"),
        FieldSpec("title", "Title", value="Deliver the plan", hint="what will be different", required=True),
        FieldSpec(
            "why", "Why it matters", "text", "To be trusted with more.\nAnd more.", hint="in own words"
        ),
        FieldSpec("weight", "Weight", value="3", check=is_number, hint="1 to 5"),
        FieldSpec(
            "kind",
            "Kind",
            "choice",
            "training",
            choices=[(v, v) for v in ("practice", "training", "meeting")],
            hint="how it is done",
        ),
        FieldSpec(
            "letters",
            "Shares",
            "picks",
            ["b"],
            choices=[("a", "status"), ("b", "milestones"), ("c", "[red]notes[/]")],
        ),
        FieldSpec("active", "Active", "switch", True),
        FieldSpec("h2", "Measure", "heading"),
        *(FieldSpec(f"f{n}", f"Field number {n}", value=f"value {n}") for n in range(14)),
    ]


def sample_form(**more: Any) -> Form:
    return Form("Objective of Anna Berg", sample_fields(), live=judge, draft_key="objective:1", **more)
