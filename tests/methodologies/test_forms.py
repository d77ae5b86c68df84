"""Every official form of the five sources is in some workbook: each line of the act on its sheet, in order."""

from __future__ import annotations

import pytest

from tests.methodologies.built_forms import BuiltForms
from tests.methodologies.fidelity import unneeded
from tests.methodologies.official_forms import DATA, OfficialForm, correction_rows, official_forms

FORMS = official_forms()
BY_ID = {form.id: form for form in FORMS}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltForms:
    return BuiltForms(tmp_path_factory.mktemp("forms"))


def test_all_forms_of_the_list_have_their_lines() -> None:
    assert len(FORMS) == len(BY_ID) == 48
    for form in FORMS:
        lines = form.lines()
        assert lines
        assert form.first <= min(lines) <= max(lines) <= form.last
    assert {path.stem for path in (DATA / "forms").iterdir()} == BY_ID.keys()


def test_every_correction_names_an_existing_line_and_says_why() -> None:
    sources = {form.source for form in FORMS}
    assert {path.stem for path in (DATA / "corrections").iterdir()} <= sources
    for source in sources:
        for row in correction_rows(source):
            assert BY_ID[row["form"]].source == source, row
            assert " ".join(BY_ID[row["form"]].lines()[int(row["line"])].split()) == " ".join(row["act"].split()), row
            assert row["act"] != row["form_text"], row
            assert row["reason"], row


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_line_of_the_form_is_on_its_sheets(form: OfficialForm, built: BuiltForms) -> None:
    """In every workbook that has the form."""
    found = built.fidelity(form)
    assert found, f"{form.id} is on no sheet (declared in: {built.declared.get(form.id)})"
    for place, one in found.items():
        where = f"{place}: {one.percent:.1f}% found"
        assert not one.missing, f"{where}, missing: {one.missing}"
        assert not one.added, f"{where}, not in the act: {one.added}"
    assert not any(needless := unneeded(built, form).values()), f"corrected for nothing: {needless}"
