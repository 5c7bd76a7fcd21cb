"""A form: a dialogue over the whole screen, one field a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from coach_tui.app.forms.widgets import sharing, stepping
from coach_tui.app.forms.widgets.editors import EDITORS, Edited, Editor, LineField, PicksField, TextField
from coach_tui.app.forms.widgets.fields import DRAWN, UNHELD, WAYS, FieldSpec, Value
from coach_tui.app.forms.widgets.form_page import LATER, STAY, FormBody, FormFoot, FormHead, foot_keys
from coach_tui.app.terminal.quiet import QuietModal
from coach_tui.app.widgets.drawing import Span
from coach_tui.app.widgets.rule import Upright

__all__ = ["FieldSpec", "Form"]

BESIDE = 100
"""Columns from which on what stands aside has a column of its own."""
LEFT = 0.42
"""Its part of the width."""
KEEP_AFTER = 30
"""Edits of one field after which what was typed is worth writing down, though the field was not left."""


class Form(QuietModal[dict[str, Any] | None]):
    """Asks for the values of its fields; gives them all by key when saved, None when left.

    `live` makes the line of judgement above the hint after every change. Fields that stand aside have a
    column of their own from 100 columns on. With `later`, one may leave it half-way: that gets the values.
    `ways` are other ways out of it (`WAYS`) and a word for each: their keys give the values with that.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", priority=True, id="form.save"),
        *(Binding(key, f"take('{way}')", priority=True, id=f"form.{way}") for way, key in WAYS.items()),
        Binding("ctrl+c", "nothing", show=False),
    ]

    class Unkept(Message):
        """Something was typed since the last of these: time to keep `draft` where a crash cannot take it."""

    def __init__(
        self,
        title: str,
        fields: Sequence[FieldSpec],
        *,
        live: Callable[[dict[str, Any]], str | list[Span]] | None = None,
        draft_key: str = "",
        kept_as: str = "",
        later: Callable[[dict[str, Any]], object] | None = None,
        ways: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.form_title = title
        self.draft_key = draft_key
        self._kept_as = kept_as or title
        self._specs = list(fields)
        self._live = live
        self._later = later
        self._ways = {way: (WAYS[way], word) for way, word in (ways or {}).items()}
        self._edits = 0
        self._begun: dict[str, Value] = {
            spec.key: spec.tidy(spec.value) for spec in self._specs if spec.kind not in DRAWN
        }
        self._pending = dict(self._begun)
        self._editors: dict[str, Editor] = {}
        self._bodies: dict[str, FormBody] = {}
        self._beside = False
        self._faults: dict[str, str] = {}
        self.in_editor: dict[str, str] = {}
        """Which field's text is in an editor, and in which file of its folder."""
        self._complaint: tuple[str, dict[str, Any]] | None = None
        self._asked_from: Widget | None = None

    def compose(self) -> ComposeResult:
        """Title, page (in two columns where there is room and something stands aside), foot."""
        self._editors = {
            spec.key: EDITORS[spec.kind](spec, self._pending[spec.key])
            for spec in self._specs
            if spec.kind not in DRAWN and spec.seen
        }
        yield FormHead(self.form_title)
        aside = [spec for spec in self._specs if spec.aside]
        self._beside = bool(aside) and self.app.size.width >= BESIDE
        if self._beside:
            with Horizontal():
                yield self._make_body(aside, LEFT)
                yield Upright()
                yield self._make_body([spec for spec in self._specs if not spec.aside], 1 - LEFT)
        else:
            yield self._make_body(self._specs, 1.0)
        self._foot = FormFoot(self._live is not None)
        self._foot.keys = foot_keys(self._ways.values())
        yield self._foot

    def _make_body(self, specs: Sequence[FieldSpec], share: float) -> FormBody:
        specs = [spec for spec in specs if spec.seen]
        body = FormBody(
            specs, [self._editors[spec.key] for spec in specs if spec.key in self._editors], share
        )
        body.faults = self._faults
        body.marks = self._mark_of
        if share < 1:
            body.styles.width = f"{share * 100:g}fr"
        self._bodies |= {spec.key: body for spec in specs}
        return body

    async def on_resize(self) -> None:
        """Where the columns no longer fit, or now do, the page is laid out anew with all that was typed."""
        if any(spec.aside for spec in self._specs) and self._beside != (self.app.size.width >= BESIDE):
            current, self._pending = self.current, self.values()
            await self.recompose()
            self._judge()
            if current is not None:
                self.call_after_refresh(self.focus_field, current.spec.key)

    def on_mount(self) -> None:
        """Begin in the first field, on a page of questions in the first that is unanswered."""
        self._judge()
        if self._editors:
            self.focus_field(stepping.begins(self._editors))

    # Values

    def values(self) -> dict[str, Any]:
        """What the fields hold now."""
        return {
            key: self._editors[key].field_value if key in self._editors else value
            for key, value in self._pending.items()
        }

    @property
    def ready(self) -> bool:
        """Whether it can be typed into: where there is something to fill in, a field has the focus."""
        return super().ready and not (self.values() and self.focused is None)

    @property
    def changed(self) -> bool:
        """Whether anything differs from what the form began with, or may in an editor that is open."""
        return bool(self.in_editor) or self.values() != self._begun

    def draft(self) -> dict[str, Any]:
        """What must be kept so that nothing typed is lost."""
        kept = {"draft_key": self.draft_key, "title": self._kept_as, "values": self.values()}
        if self.in_editor:
            kept["editor"] = {**self.in_editor, "alone": self.values() == self._begun}
        return kept

    def load_values(self, values: Mapping[str, Any]) -> None:
        """Put in the values of a draft; they count as changes. Keys there is no field for are passed over."""
        for key, value in values.items():
            self.set_value(key, value)

    def asks(self, key: str) -> bool:
        """Whether there is a field for a key, which one can go to."""
        return key in self._editors

    def set_value(self, key: str, value: Any) -> None:
        """Put a value into one field."""
        spec = next((spec for spec in self._specs if spec.key == key and spec.kind not in DRAWN), None)
        if spec is None:
            return
        self._pending[key] = tidy = spec.tidy(value)
        if key in self._editors:
            self._editors[key].put(tidy)
            self._edited(key)
        elif self._editors:
            self._show_marks(key)
            self._judge()

    # Moving

    @property
    def current(self) -> Editor | None:
        """The field that has the focus."""
        focused = self.focused
        return focused if isinstance(focused, Editor) else None

    def focus_field(self, key: str) -> None:
        """Go to a field."""
        editor = self._editors[key]
        self.set_focus(editor, scroll_visible=False)
        if self._bodies[key].size.height:
            self._bodies[key].reveal(editor)

    def _step(self, step: int) -> None:
        keys = [key for key, editor in self._editors.items() if editor.display]
        current = self.current
        if current is None or not keys:
            return
        self.focus_field(keys[(keys.index(current.spec.key) + step) % len(keys)])
        after = self.current
        if isinstance(after, PicksField) and abs(step) == 1:
            after.row = 0 if step > 0 else max(0, len(after.spec.choices) - 1)

    def on_key(self, event: events.Key) -> None:
        """The keys that move between fields, and leave."""
        if self._foot.question:
            event.stop()
            event.prevent_default()
            self._answer(event)
            return
        editor, key = self.current, event.key
        last, handled = editor in list(self._editors.values())[-1:], True
        if key == "escape":
            self._leave()
        elif key == "tab" or (
            editor is not None and not last and (key == "enter" or stepping.answered(editor))
        ):
            self._step(1)
        elif key == "enter" and editor is not None:
            self.action_save()
        elif key == "shift+tab":
            self._step(-1)
        elif key in ("up", "down") and self._moves_on(editor, key):
            self._step(-1 if key == "up" else 1)
        else:
            handled = False
        if handled:
            event.stop()
            event.prevent_default()

    def _moves_on(self, editor: Editor | None, key: str) -> bool:
        """Whether up and down leave the field, without running round the ends of the form."""
        editors = list(self._editors.values())
        if editor is None or editor is editors[0 if key == "up" else -1]:
            return False
        if isinstance(editor, (TextField, PicksField)):
            return editor.at_top if key == "up" else editor.at_bottom
        return True

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Mark the field and show its hint."""
        self._mark(event.widget)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Take the mark away."""
        if isinstance(event.widget, Editor):
            self._bodies[event.widget.spec.key].refresh_field(event.widget)
            self._keep(1)

    def _keep(self, edits: int) -> None:
        """Ask to have it kept once there are so many edits that were not."""
        if self.draft_key and self._edits >= edits:
            self._edits = 0
            self.post_message(self.Unkept())

    def _mark(self, widget: Widget) -> None:
        if isinstance(widget, Editor):
            self._bodies[widget.spec.key].refresh_field(widget)
            self._note()
            share = [sharing.key(widget.spec, self.values())] if widget.spec.share else []
            self._foot.show_keys([*foot_keys(self._ways.values(), share), *widget.keys])

    # Sharing

    def _mark_of(self, key: str) -> Span:
        return sharing.sharing_word(self._editors[key].spec, self.values())

    def _show_marks(self, key: str) -> None:
        """The texts that a field lists show it."""
        for editor in self._editors.values():
            if editor.spec.share == key:
                self._bodies[editor.spec.key].refresh_field(editor)

    @on(TextField.ShareAsked)
    def _share(self, event: TextField.ShareAsked) -> None:
        event.stop()
        spec = event.field.spec
        self.set_value(spec.share, sharing.turned(spec, self.values()))
        self._mark(event.field)

    # Judging

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        widget = event.input if isinstance(event, Input.Changed) else event.text_area
        if isinstance(widget, (LineField, TextField)):
            if isinstance(widget, TextField):
                widget.grow()
            self._edited(widget.spec.key)

    @on(Edited)
    def _chosen(self, event: Edited) -> None:
        event.stop()
        self._edited(event.key)
        self._keep(1 if event.left else KEEP_AFTER)

    def _edited(self, key: str) -> None:
        fault = self._editors[key].spec.fault(self._editors[key].field_value)
        if fault != self._faults.get(key, ""):
            self._fault(key, fault)
        stepping.follow(self._editors, self.values(), self.set_value)
        self._show_marks(key)
        self._note()
        self._judge()
        self._edits += 1
        self._keep(KEEP_AFTER)

    def _fault(self, key: str, fault: str) -> None:
        self._faults.pop(key, None)
        if fault:
            self._faults[key] = fault
        self._bodies[key].refresh_field(self._editors[key])

    def _note(self) -> None:
        editor = self.current
        if editor is not None:
            fault = self._faults.get(editor.spec.key, "")
            if not fault and self._complaint is not None and self._complaint[1] == self.values():
                fault = self._complaint[0]
            hint, remark = sharing.told(editor, self.values())
            style = "bad" if fault else "warn" if remark else "dim"
            read = hint if remark and not fault else ""
            self._foot.show_note(fault or remark or hint, style, read)

    def _judge(self) -> None:
        for body in dict.fromkeys(self._bodies.values()):
            body.show_fitting(self.values())
        for editor in self.query(PicksField):
            editor.name_anew(self.values())
        if self._live is not None:
            said = self._live(self.values())
            self._foot.show_live([(said, "")] if isinstance(said, str) else said)

    # Leaving

    def action_save(self) -> None:
        """Save if nothing is wrong; else go to the first field that is."""
        self._close_question()
        values = self.values()
        faults = {key: editor.spec.fault(values[key], strict=True) for key, editor in self._editors.items()}
        for key, fault in faults.items():
            if fault != self._faults.get(key, ""):
                self._fault(key, fault)
        wrong = [key for key, fault in faults.items() if fault]
        if wrong:
            self.focus_field(wrong[0])
            self._note()
        else:
            self.dismiss(values)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A way out that this form has not is no key of it; what is selected in a text is cut by ctrl+x."""
        cuts = isinstance(self.focused, TextField) and bool(self.focused.selected_text)
        return action != "take" or (parameters[0] in self._ways and not (parameters[0] == UNHELD and cuts))

    def action_take(self, way: str) -> None:
        """Give what was typed, with the way out that was taken."""
        if not self._foot.question:
            at = self.current.spec.key if self.current is not None else ""
            self.dismiss({**self.values(), way: at})

    def complain(self, error: str) -> None:
        """Say what was wrong when it was to be saved; until something else is typed."""
        self._complaint = (error, self.values())
        self._foot.show_note(error, "bad")

    def tell(self, said: str) -> None:
        """Say something in the foot, until another field is gone to."""
        self._foot.show_note(said, "dim")

    def action_nothing(self) -> None:
        """Ctrl+C without a selection does nothing here."""

    def _leave(self) -> None:
        if not self.changed:
            self.dismiss(None)
            return
        self._asked_from = self.focused
        self._foot.ask_to_leave(later=self._later is not None)
        self.set_focus(self._foot, scroll_visible=False)

    def _answer(self, event: events.Key) -> None:
        answer = self._foot.answered(event)
        if answer == STAY:
            self._close_question()
        elif answer:
            if answer == LATER and self._later is not None:
                self._later(self.values())
            self.dismiss(None)

    def _close_question(self) -> None:
        if self._foot.question:
            self._foot.ask("", ())
            if self._asked_from is not None:
                self.set_focus(self._asked_from, scroll_visible=False)
