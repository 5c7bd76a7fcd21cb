"""Reports: what a reader may see of a plan, through a template, as Markdown, HTML, PDF or a draft of a mail.

The templates stand in `coach_tui/reports/`; one of the same name in the coach's own folder takes the place
of one of ours. They get plain values (`coach_tui.plan.report`) in a sandbox, and what they put out is data:
escaped for HTML or Markdown as it comes.
"""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.exchange import report_charts as charts
from coach_tui.exchange.markdown import block, escape
from coach_tui.plan.agreed import agreed_said
from coach_tui.plan.audience import READERS
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import plain_number, quote
from coach_tui.plan.if_then import if_then
from coach_tui.plan.report import content, full, held_back
from coach_tui.plan.report_before import seen_before
from coach_tui.plan.revision_words import WHO
from coach_tui.plan.text import cells, clean, slug, times, wrap
from coach_tui.plan.visibility import view
from coach_tui.plan.week_page import week_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    from coach_tui.plan.practice import Plan
    from coach_tui.plan.visibility import View

SHIPPED = Path(__file__).resolve().parent.parent / "reports"
FORMATS = ("md", "txt", "html", "pdf", "eml")
WIDTH = 72
"""Signs in a line of text."""
NO_PDF = (
    "PDF needs an extra: pip install 'coach-tui[pdf]' (it uses the system's Pango; on Debian and Ubuntu: "
    "apt install libpango-1.0-0 libpangoft2-1.0-0), or print the HTML report from a browser"
)


class Report:
    """A report for one reader (coach, client or sponsor) of a plan, on a day.

    Args:
        plan: the whole plan.
        reader: for whom it is.
        today: the day of the report.
        own: the folder with the coach's own templates; need not exist.
        week: whether it is the client's page “your plan, your week” instead of the whole report.

    Raises:
        BadInput: when nothing may go to this reader.
    """

    def __init__(self, plan: Plan, reader: str, today: date, own: Path, *, week: bool = False) -> None:
        assert reader in READERS, reader
        self.view: View = view(plan, reader, today)
        self.content: dict[str, Any] = content(self.view, today, seen_before(plan, reader, today))
        self.week = week
        if week:
            assert reader == "client", reader
            self.content["week"] = week_of(self.view, self.content, today)
        self._client = plan.client
        self.reader = reader
        self.today = today
        self.own = own

    @property
    def file_name(self) -> str:
        """A name for its file, without suffix: the client's, the reader, the day."""
        kind = "week" if self.week else self.reader
        return f"{slug(self.view.plan.client.name)}-{kind}-{self.today.isoformat()}"

    @property
    def address_missing(self) -> str:
        """Why a draft to the client has no address; "" where it has one."""
        from coach_tui.exchange.mail_draft import no_address

        return no_address(self._client) if self.reader == "client" else ""

    def text(self) -> str:
        """The report as text to be read, printed or pasted into a mail: the week's page, else the Markdown.

        Raises:
            BadInput: one line about a template that has a fault.
        """
        return _tidy(self._text("txt")) if self.week else self.markdown()

    def draft(self) -> bytes:
        """The draft of a mail with the report as text and as HTML; to the client where it is the client's.

        Raises:
            BadInput: one line about a template that has a fault.
        """
        from coach_tui.exchange.mail_draft import draft

        client = self._client if self.reader == "client" else None
        week = self.content["week"] if self.week else None
        subject = f"Your week, {week['first']} to {week['last']}" if week else f"Plan, {full(self.today)}"
        return draft(client, subject, self.text(), self.html())

    def markdown(self) -> str:
        """The report as Markdown.

        Raises:
            BadInput: one line about a template that has a fault.
        """
        return self.text() if self.week else _tidy(self._text("md"))

    def html(self) -> str:
        """The report as one HTML page: no script, nothing from elsewhere, ready to be printed.

        Raises:
            BadInput: one line about a template that has a fault.
        """
        return self._text("html")

    def pdf(self) -> bytes:
        """The report as a PDF, made from the HTML page.

        Raises:
            BadInput: the extra is not installed, or a template has a fault.
        """
        return to_pdf(self.html())

    def made(self, form: str) -> bytes:
        """The report in one of `FORMATS`, as the bytes of a file."""
        if form in ("pdf", "eml"):
            return self.pdf() if form == "pdf" else self.draft()
        made = {"html": self.html, "txt": self.text, "md": self.markdown}[form]
        return made().encode("utf-8", "replace")

    def _text(self, form: str) -> str:
        stem = f"{self.reader}-week" if self.week else self.reader
        return render(self.own, f"{stem}.{form}", self.content)

    def preview(self) -> list[tuple[str, int, int, list[str]]]:
        """What goes out and what is held back, by kind (`coach_tui.plan.report.held_back`)."""
        return held_back(self.view)


def _tidy(text: str) -> str:
    """Text without blank lines in a row."""
    kept: list[str] = []
    for line in text.split("\n"):
        line = line if line.strip() else ""
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n") + "\n"


def own_reports(config: Path) -> Path:
    """Where the coach's own report templates lie: beside the configuration file."""
    return config.parent / "reports"


def render(own: Path, name: str, values: Mapping[str, Any]) -> str:
    """A template filled in.

    Raises:
        BadInput: one line that names the template, its line and what is wrong with it.
    """
    import jinja2

    environment = _environment(own, name.rpartition(".")[2], _stamp(own))
    try:
        _check_own(own, name.rpartition(".")[2])
        return environment.get_template(name).render(values)
    except jinja2.TemplateSyntaxError as error:
        raise _fault(own, error.name or name, error.lineno, error.message or "") from None
    except jinja2.TemplateNotFound as error:
        raise _fault(own, name, 0, f"there is no template {quote(error.message or '')}") from None
    except jinja2.TemplateError as error:
        where, line = _place(error, own, name)
        raise _fault(own, where, line, error.message or "") from None
    except UnicodeDecodeError:
        raise _fault(own, name, 0, "it is not UTF-8 text") from None
    except OSError as error:
        raise _fault(own, name, 0, f"it cannot be read: {error.strerror}") from None
    except Exception as error:
        # Whatever else a template does: its text may hold the client's, so only its kind is told.
        where, line = _place(error, own, name)
        if not line:
            raise
        raise _fault(own, where, line, f"it ends in a {type(error).__name__}") from None


def _check_own(own: Path, form: str) -> None:
    """Refuses what stands in the place of a template and is none, before anything waits for it.

    Raises:
        BadInput: the line names it.
    """
    for path in own.glob(f"*.{form}"):
        try:
            bounds.file_bytes(path, bounds.OWN)
        except bounds.Unfit as error:
            raise _fault(own, path.name, 0, f"it {error}") from None


def _fault(own: Path, name: str, line: int, said: str) -> BadInput:
    path = own / name
    place = f", line {line}" if line else ""
    advice = f"mend {path}, or take it away" if path.exists() else "install coach-tui again"
    return BadInput(f"the report template {quote(name)}{place}: {clean(said)[:160].rstrip('.')}; {advice}")


def _place(error: BaseException, own: Path, name: str) -> tuple[str, int]:
    """The innermost template and its line that an error passed through."""
    found = (name, 0)
    trace = error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.parent in (own, SHIPPED):
            found = (path.name, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _stamp(own: Path) -> int:
    """What changes when the coach puts a template into the folder or takes one out."""
    try:
        return own.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=6)
def _environment(own: Path, form: str, stamp: int) -> ImmutableSandboxedEnvironment:
    """Where templates are found and how they are filled in; kept until a file comes to the folder or goes."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([own, SHIPPED]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        finalize={"md": _markdown_value, "txt": _text_value}.get(form, _html_value),
    )
    environment.filters |= {
        "day": full,
        "number": plain_number,
        "percent": lambda share: "–" if share is None else f"{round(share * 100)}%",
        "signed": lambda number: f"{number:+d}".replace("-", "−") if number else "0",
        "block": {"md": _markdown_block, "txt": _wrapped}.get(form, _html_block),
        "lines": {"md": _markdown_block, "txt": _wrapped}.get(form, _html_lines),
    }
    environment.filters |= {
        "agreed": partial(agreed_said, write=full),
        "times": times,
        "who": _who,
        "ago": _ago,
    }
    environment.globals["if_then"] = if_then
    if form == "txt":
        environment.filters["wrap"] = _wrapped
    elif form == "html":
        environment.globals["chart"] = {
            "progress": _safe(charts.progress),
            "measure": _safe(charts.measure),
            "milestone": _safe(charts.milestone),
            "rating": _safe(charts.rating),
            "own_score": _safe(charts.own_score),
            "span": charts.span,
        }
    return environment


def _who(name: str) -> str:
    """Who asked for something, as it is stored, in words."""
    return WHO.get(name, name)


def _ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def _safe(draw: Any) -> Any:
    """A chart's text marked as such, so that it is not escaped once more."""

    def drawn(*values: Any) -> Markup:
        from markupsafe import Markup

        return Markup(draw(*values))  # noqa: S704 - the charts escape every text they hold

    return drawn


def _html_value(value: Any) -> Any:
    from jinja2 import Undefined

    if value is None or hasattr(value, "__html__") or isinstance(value, Undefined):
        return "" if value is None else value
    return clean(str(value), lines=True)


def _markdown_value(value: Any) -> Any:
    from jinja2 import Undefined
    from markupsafe import Markup

    if value is None or hasattr(value, "__html__") or isinstance(value, Undefined):
        return "" if value is None else value
    return Markup(escape(str(value)))  # noqa: S704 - escaped for Markdown instead


def _text_value(value: Any) -> Any:
    from jinja2 import Undefined
    from markupsafe import Markup

    if value is None or hasattr(value, "__html__") or isinstance(value, Undefined):
        return "" if value is None else value
    return Markup(clean(str(value)))  # noqa: S704 - it is no HTML, and nothing in plain text is a command


def _wrapped(value: Any, first: str = "", rest: str = "  ") -> Markup:
    """Text of one or several lines, broken at 72 cells; `first` begins the first line, `rest` the others."""
    from markupsafe import Markup

    lines: list[str] = []
    for line in clean(str(value), lines=True).strip().split("\n"):
        begin = rest if lines else first
        begin += " " * (len(line) - len(line.lstrip(" ")))
        head, *more = wrap(line, WIDTH - cells(rest), WIDTH - cells(begin), whole=True)
        lines += [begin + head if head else "", *(rest + row for row in more)]
    return Markup("\n".join(lines))  # noqa: S704 - it is no HTML


def _markdown_block(value: Any, prefix: str = "") -> Markup:
    from markupsafe import Markup

    return Markup(block(str(value), prefix))  # noqa: S704 - escaped for Markdown instead


def _html_lines(value: Any) -> Markup:
    """Text of several lines within a paragraph."""
    from markupsafe import Markup
    from markupsafe import escape as for_html

    return Markup("<br>").join(for_html(line) for line in clean(str(value), lines=True).strip().split("\n"))


def _html_block(value: Any) -> Markup:
    """Text of several lines as paragraphs."""
    from markupsafe import Markup
    from markupsafe import escape as for_html

    told = clean(str(value), lines=True).strip()
    parts = [part for part in told.split("\n\n") if part.strip()]
    inner = [Markup("<br>").join(for_html(line) for line in part.strip("\n").split("\n")) for part in parts]
    return Markup("").join(Markup("<p>{}</p>").format(part) for part in inner)


def to_pdf(html: str) -> bytes:
    """An HTML page as PDF; nothing is fetched from anywhere.

    Raises:
        BadInput: the library, or the system's Pango, is not there.
    """
    import gc
    from contextlib import redirect_stdout
    from io import StringIO

    try:
        with redirect_stdout(StringIO()):  # it says there what it misses
            from weasyprint import HTML
            from weasyprint.urls import URLFetcher
    except (ImportError, OSError):
        raise BadInput(NO_PDF) from None
    page = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=()))
    collecting = gc.isenabled()
    gc.disable()  # a page is very many objects that all live to its end: looking through them costs a third
    try:
        made: bytes = page.write_pdf()
    finally:
        if collecting:
            gc.enable()
    return made
