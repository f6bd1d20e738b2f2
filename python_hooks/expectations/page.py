"""The page of results: one file that needs no network, what is wrong first."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from python_hooks.project import Settings

if TYPE_CHECKING:
    from python_hooks.expectations.validation import Examined, Finding, Verdict

TITLES = {
    "landing": ("The export", "Does it look right, and like the last one that was published?"),
    "marts": ("The marts", "Are they fit to publish?"),
}

STYLE = """
:root { --ink: #1c2733; --soft: #5d6b7a; --line: #dde3ea; --page: #f5f7fa; --card: #fff;
  --good: #1a7f4b; --bad: #c02b3c; --good-tint: #e4f4ec; --bad-tint: #fbe7e9; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebf1; --soft: #9aa8b7; --line: #2c3846; 
  --page: #12181f; --card: #1a222c; --good: #52c98c; --bad: #ff7b87; --good-tint: #173527; --bad-tint: #3d1d22; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); 
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; margin: 0; letter-spacing: -.01em; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 0; }
p { margin: .25rem 0 0; color: var(--soft); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem; margin: 1.5rem 0 0; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .9rem 1.1rem; }
.tile b { display: block; font-size: 1.7rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tile span { color: var(--soft); font-size: .85rem; }
.verdict { border-left: .35rem solid var(--good); } .verdict.bad { border-left-color: var(--bad); }
details { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; margin-top: .6rem; }
details.bad { border-color: var(--bad); }
summary { cursor: pointer; padding: .65rem 1.1rem; display: flex; gap: .75rem; align-items: baseline;
  list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: "\\25B8"; color: var(--soft); } details[open] > summary::before { content: "\\25BE"; }
summary strong { flex: 1; font-weight: 600; } summary small { color: var(--soft); }
.mark { display: inline-block; min-width: 3.2rem; text-align: center; border-radius: 1rem; font-size: .75rem;
  font-weight: 600; padding: .1rem .5rem; background: var(--good-tint); color: var(--good); }
.mark.bad { background: var(--bad-tint); color: var(--bad); } .mark.none { background: none; color: var(--soft); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } 
th, td { text-align: left; padding: .5rem 1.1rem; vertical-align: top; }
th { color: var(--soft); font-weight: 500; font-size: .8rem; } tr { border-top: 1px solid var(--line); }
td small { display: block; color: var(--soft); } td.observed { font-variant-numeric: tabular-nums; }
ul { margin: 0; padding: .5rem 1.1rem .7rem 2.2rem; border-top: 1px solid var(--line); 
  color: var(--soft); font-size: .9rem; }
"""


def write(path: Path, verdict: Verdict, settings: Settings, roots: dict[str, Path]) -> None:
    """Writes the page in one step, so that a browser never reads half of one."""
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(render(verdict, settings, roots, datetime.now(UTC)), encoding="utf-8")
    temporary.replace(path)


def render(verdict: Verdict, settings: Settings, roots: dict[str, Path], at: datetime) -> str:
    findings = [finding for subjects in verdict.suites.values() for each in subjects for finding in each.findings]
    failed = sum(not finding.is_met for finding in findings)
    headline = "Every expectation is met" if not failed else f"{failed} of {len(findings)} expectations are not met"
    tiles = [_tile(headline, f"{at:%Y-%m-%d %H:%M} UTC", is_bad=bool(failed), kind="verdict")]
    for suite, subjects in verdict.suites.items():
        total = sum(len(each.findings) for each in subjects)
        met = total - len(verdict.failed(suite))
        tiles.append(_tile(f"{met} of {total}", TITLES[suite][0], is_bad=met < total))
    origins = ", ".join(f"{source} ({settings.shown(root)})" for source, root in roots.items())
    sections = "".join(_section(suite, subjects) for suite, subjects in verdict.suites.items())
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Validation: {escape(headline)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>Validation</h1>
<p>{escape(settings.shown(settings.database))} from {escape(origins)}</p>
<div class="tiles">{"".join(tiles)}</div>
{sections}
</main>
</body>
</html>
"""


def _tile(number: str, words: str, *, is_bad: bool, kind: str = "") -> str:
    kinds = f"tile {kind}{' bad' if is_bad else ''}"
    return f'<div class="{kinds}"><b>{escape(number)}</b><span>{escape(words)}</span></div>'


def _section(suite: str, subjects: list[Examined]) -> str:
    title, question = TITLES[suite]
    cards = sorted(subjects, key=lambda each: all(finding.is_met for finding in each.findings))
    return f"<h2>{escape(title)}</h2>\n<p>{escape(question)}</p>\n" + "\n".join(map(_card, cards))


def _card(subject: Examined) -> str:
    failed = sum(not finding.is_met for finding in subject.findings)
    if failed:
        mark = f'<span class="mark bad">{failed} failed</span>'
    elif subject.findings:
        mark = f'<span class="mark">{len(subject.findings)} met</span>'
    else:
        mark = '<span class="mark none">not judged</span>'
    table = ""
    if subject.findings:
        rows = "".join(map(_row, subject.findings))
        table = (
            '<div class="scroll"><table><thead><tr><th></th><th>Expected</th><th>Found</th></tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
        )
    notes = "".join(f"<li>{escape(note)}</li>" for note in subject.notes)
    return (
        f"<details{' open class=bad' if failed else ''}><summary><strong>{escape(subject.name)}</strong>"
        f"<small>{subject.rows:,} rows</small>{mark}</summary>{table}{f'<ul>{notes}</ul>' if notes else ''}</details>"
    )


def _row(finding: Finding) -> str:
    mark = '<span class="mark">met</span>' if finding.is_met else '<span class="mark bad">failed</span>'
    claim = finding.claim[0].upper() + finding.claim[1:]
    where = f"<small>{escape(finding.column)}</small>" if finding.column else ""
    why = f"<small>{escape(finding.why)}</small>" if finding.why else ""
    return (
        f"<tr><td>{mark}</td><td>{escape(claim)}{where}{why}</td>"
        f"<td class=observed>{escape(finding.observed)}</td></tr>"
    )
