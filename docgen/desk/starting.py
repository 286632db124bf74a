"""Starting a round, and playing the example one from its inputs to the determination document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen import assets
from docgen.desk.batch import make_forms
from docgen.desk.batch_plan import form_path
from docgen.desk.correspondence import publish_notice, publish_recommendation
from docgen.desk.deciding import write_shortlists
from docgen.desk.files import clear_parts, make_folder, write_whole, written_beside
from docgen.desk.folder import LoadedRound, RoundFolder
from docgen.desk.intake import read_completed
from docgen.desk.publishing import publish_determination, publish_publicity, publish_quota
from docgen.desk.returning import hand_back
from docgen.desk.standing import stand
from docgen.desk.store import Store
from docgen.forms import open_document, write_roster
from docgen.forms.application import ApplicationForm
from docgen.problems import Place, Problem, ProblemError, problem
from docgen.programme import Stage
from docgen.programme.standard import load_standard
from docgen.records import Application, FormKind
from docgen.round import home_of, load_round

EXAMPLE: Final = "hunan-2017"


def start_round(folder: RoundFolder) -> list[Path]:
    """Put a round.yaml to edit and an empty roster into a folder.

    Raises:
        ProblemError: There is a round in the folder already.
        OSError: It cannot be written.
    """
    target = folder.path / "round.yaml"
    if target.exists():
        raise ProblemError([problem("file.exists", Place(file="round.yaml"))])
    make_folder(folder.path)
    clear_parts(folder.path, deep=False)
    example = assets.example_round(EXAMPLE) / "round.yaml"
    round_ = load_round(example, example.name)
    standard = load_standard(home_of(round_, folder.path).standard, names=round_.names)
    make_folder(folder.completed)
    if not folder.roster.is_file():  # a bureau's own stays
        with written_beside(folder.roster) as beside:
            write_roster(beside, round_.programme, standard)
            beside.replace(folder.roster)
    # Last, as it is what makes a folder a round: what was stopped before can be begun anew.
    write_whole(target, new_round(example.read_text(encoding="utf-8")).encode())
    return [target, folder.roster, folder.completed]


def new_round(example: str) -> str:
    """The file of a new round: the example's, its last section put off until it is needed.

    Nobody withdraws an honour that was not awarded yet.

    Args:
        example: The example's ``round.yaml``.
    """
    before, key, section = example.partition("\nrevocation:\n")
    put_off = [f"# {line}".rstrip() for line in (key + section).strip("\n").split("\n")]
    return "\n".join([before, *_WHEN_NEEDED, *put_off, ""])


_WHEN_NEEDED: Final = (
    "# 需要时，删去以下各行开头的“# ”（井号和一个空格），再改正内容。",
    "# When it is needed, delete “# ” at the head of each line below and correct what they say.",
)

Step = Callable[[str, str, int, list[Problem]], None]
"""Called after each step with its Chinese and English name, its count and its problems."""


@dataclass(frozen=True, slots=True)
class Played:
    """The example round, played to its end.

    Attributes:
        folder: The folder with everything that was made.
        drafts: The applications that were drafted from a score sheet, and the text of each.
    """

    folder: RoundFolder
    drafts: Mapping[Path, str]


def play_example(path: Path, report: Step) -> Played:
    """Play the example round in a folder, each step as staff would do it.

    Every shortlist is decided as docgen proposes.

    Args:
        path: The folder; the example's inputs are copied into it.
        report: Called after each step.

    Returns:
        What came of it.
    """
    folder = RoundFolder(path)
    example = assets.example_round(EXAMPLE)
    for source in sorted(example.rglob("*")):
        if source.is_file():
            write_whole(path / source.relative_to(example), source.read_bytes())
    loaded = folder.load()
    report("检查输入", "check the inputs", len(loaded.roster), [])
    batch = make_forms(loaded)
    report("生成表格", "make the forms", batch.made, batch.problems)
    store = Store(folder.database)
    try:
        intake = read_completed(loaded, store)
        report(
            "读入填报的表格",
            "read completed forms",
            intake.files,
            intake.problems,
        )
        back = hand_back(folder, loaded.setting, intake)
        report(
            "退回改正的副本", "copies handed back for correction", len(back.copies), back.problems
        )
        batch = make_forms(loaded, store=store)
        report("起草申报表", "draft applications", batch.drafted, batch.problems)
        publication = publish_quota(loaded)
        report("名额分配表", "publish the quota table", len(publication.files), [])
        publication = publish_notice(loaded)
        report("通知", "publish the notice", len(publication.files), publication.problems)
        for stage in loaded.setting.round.stages:
            _play_stage(loaded, store, stage, report)
        publication = publish_determination(loaded, stand(loaded, store))
        report(
            "认定文件", "publish the determination", len(publication.files), publication.problems
        )
        return Played(folder, _drafts(loaded, store))
    finally:
        store.close()


def _play_stage(loaded: LoadedRound, store: Store, stage: Stage, report: Step) -> None:
    """Decide a stage's shortlists as proposed, and make its papers."""
    made = write_shortlists(loaded, store, stand(loaded, store), stage)
    decided = read_completed(loaded, store, made.files)
    zh, en = f"{stage.label}审定名单", f"decide the {stage.english} shortlists"
    report(zh, en, len(made.files), made.problems + decided.problems)
    notices = publish_publicity(loaded, store, stand(loaded, store), stage)
    zh, en = f"{stage.label}公示", f"publish the {stage.english} notices"
    report(zh, en, len(notices.files), notices.problems)
    if loaded.setting.round.plan(stage).recommendation is not None:
        sent = publish_recommendation(loaded, stand(loaded, store), stage)
        zh, en = f"{stage.label}推荐请示", f"publish the {stage.english} recommendations"
        report(zh, en, len(sent.files), sent.problems)


def _drafts(loaded: LoadedRound, store: Store) -> dict[Path, str]:
    """The applications whose applicant has sent its score sheet, and no application yet."""
    form = ApplicationForm(loaded.setting)
    senders = store.senders(form.kind)
    drafts: dict[Path, str] = {}
    for applicant in store.newest(FormKind.SCORE_SHEET):
        if applicant not in senders:
            path = loaded.folder.forms / form_path(form, applicant)
            record = form.read(open_document(path.read_bytes(), path.name)).record
            drafts[path] = record.summary if isinstance(record, Application) else ""
    return drafts
