"""Both suites, run; the verdict in words, and the page that shows it."""

import logging
import os
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

# Great Expectations reads it while it is imported.
os.environ["GX_ANALYTICS_ENABLED"] = "False"

import great_expectations as gx
from dbt.contracts.graph.manifest import Manifest

from python_hooks.expectations import landing, marts, memory, page
from python_hooks.expectations.subjects import Subject
from python_hooks.faults import what_stands
from python_hooks.project import Settings, Stop
from python_hooks.reading import landing_roots, reading

# This one logger sets a level of its own, to tell of every temporary folder.
logging.getLogger("great_expectations.data_context.types.base").setLevel(logging.WARNING)


@dataclass(frozen=True)
class Finding:
    """One expectation, held against its frame."""

    claim: str
    why: str
    column: str
    observed: str
    is_met: bool


@dataclass(frozen=True)
class Examined:
    """A subject with what was found."""

    name: str
    rows: int
    findings: list[Finding]
    notes: list[str]


@dataclass
class Verdict:
    """What both suites came to: suite -> subjects."""

    suites: dict[str, list[Examined]] = field(default_factory=dict)

    def failed(self, suite: str) -> list[tuple[Examined, Finding]]:
        return [
            (subject, finding) for subject in self.suites[suite] for finding in subject.findings if not finding.is_met
        ]

    @property
    def in_words(self) -> str:
        return ", ".join(
            f"{suite} {sum(finding.is_met for subject in subjects for finding in subject.findings)} of "
            f"{sum(len(subject.findings) for subject in subjects)} expectations met"
            for suite, subjects in self.suites.items()
        )

    def stop_where_failed(self, settings: Settings, *, accept_export: bool) -> None:
        """Raises Stop, naming every expectation not met. accept_export: those about the export do not count."""
        suites = [suite for suite in self.suites if not (accept_export and suite == "landing")]
        failed = [(suite, *each) for suite in suites for each in self.failed(suite)]
        if not failed:
            return
        lines = [
            f"  {subject.name}{f' ({finding.column})' if finding.column else ''}: expected that {finding.claim}; "
            f"found {finding.observed}." + (f" ({finding.why})" if finding.why else "")
            for _, subject, finding in failed
        ]
        advice = ""
        if any(suite == "landing" for suite, *_ in failed):
            advice = " If the export is right as it is, `CC_ACCEPT_EXPORT=1 make build` publishes it."
        raise Stop(
            "\n".join(["The tables are built, and these expectations are not met:", *lines, ""])
            + f"All results: {settings.shown(settings.validation_page)}. {what_stands(settings)}{advice}"
        )


def validate(settings: Settings, manifest: Manifest) -> Verdict:
    """Runs both suites over the working database and writes the page of results."""
    known = memory.recall(settings, manifest)
    with reading(settings) as reader:
        verdict = Verdict(
            {
                "landing": _examine("landing", landing.subjects(reader, manifest, known)),
                "marts": _examine("marts", marts.subjects(reader, manifest)),
            }
        )
    page.write(settings.validation_page, verdict, settings, landing_roots(manifest))
    return verdict


def remember(settings: Settings, manifest: Manifest) -> None:
    """Keeps what this export looked like, for the next build to be held against."""
    with reading(settings) as reader:
        profile = landing.profile(reader, manifest)
    memory.remember(settings, manifest, profile)


def _examine(suite: str, subjects: Iterable[Subject]) -> list[Examined]:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_pandas(suite)
    examined = []
    for subject in subjects:
        findings = []
        if subject.expectations:
            batch = source.add_dataframe_asset(subject.name).add_batch_definition_whole_dataframe("all")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                result = batch.get_batch({"dataframe": subject.frame}).validate(
                    gx.ExpectationSuite(name=f"{suite}: {subject.name}", expectations=subject.expectations)
                )
            findings = [_finding(each, subject) for each in result.results]
            # Great Expectations answers in an order of its own; people look for what is wrong.
            findings.sort(key=lambda finding: (finding.is_met, finding.column, finding.claim))
        examined.append(Examined(subject.name, len(subject.frame), findings, subject.notes))
    return examined


def _finding(result: Any, subject: Subject) -> Finding:
    config = result.expectation_config
    columns = [config.kwargs[name] for name in ("column", "column_A", "column_B") if name in config.kwargs]
    # Of a row or two the values themselves say more than a count of them.
    is_small = len(subject.frame) <= 2 and result.result and "observed_value" not in result.result
    observed = _example(subject.frame[columns].to_dict("records")) if columns and is_small else _observed(result)
    return Finding(config.meta["claim"], config.meta["why"], ", ".join(columns), observed, bool(result.success))


def _observed(result: Any) -> str:
    """What was found, in words."""
    found = result.result
    if not found:
        return "no answer: " + _exception(result.exception_info)
    if "unexpected_count" in found:
        bad, total = found["unexpected_count"], found["element_count"]
        words = f"{bad:,} of {total:,} rows otherwise" if bad else f"all of {total:,} rows so"
        examples = list(dict.fromkeys(map(_example, found.get("partial_unexpected_list", []))))[:3]
        return words + (f", such as {', '.join(examples)}" if bad and examples else "")
    observed = found["observed_value"]
    if isinstance(observed, dict) and "quantiles" in observed:
        return ", ".join(
            f"{quantile * 100:g}th percentile {value:,.0f}"
            for quantile, value in zip(observed["quantiles"], observed["values"], strict=True)
        )
    if observed is None:
        return "so"
    if isinstance(observed, list):
        wanted = result.expectation_config.kwargs
        lacking = sorted({*wanted.get("value_set", []), *wanted.get("column_set", [])} - set(map(str, observed)))
        return f"{len(observed)} of them" + (f", without {', '.join(lacking)}" if lacking else "")
    return f"{observed:,}" if isinstance(observed, int) else str(observed)


def _example(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{name} {_example(part)}" for name, part in value.items())
    if isinstance(value, (tuple, list)):
        return " and ".join(map(_example, value))
    if isinstance(value, float):
        return "unknown" if value != value else f"{value:,.4g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _exception(info: dict[str, Any]) -> str:
    if "exception_message" in info:
        return str(info["exception_message"])
    return "; ".join(sorted({str(each["exception_message"]) for each in info.values()}))
