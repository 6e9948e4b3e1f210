"""Every text of the windows can be translated, and the German translation is complete, current and compiled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from earthscribe.dev import literals, translations
from earthscribe.dev.translations import Catalogue, Message

LANGUAGES = sorted(path.stem.partition("_")[2] for path in
                   (Path(__file__).resolve().parents[2] / "i18n").glob("earthscribe_*.ts"))
UPDATE = "run `make translations`"


@pytest.fixture(scope="module")
def found(root: Path) -> list[literals.Literal]:
    return literals.literals(root)


def catalogue(root: Path, language: str) -> Catalogue:
    return translations.read(root / "i18n" / f"earthscribe_{language}.ts")


def test_there_is_a_german_translation() -> None:
    assert "de" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_holds_exactly_what_the_windows_say(root: Path, found: list[literals.Literal], language: str) -> None:
    held = {message.key for message in catalogue(root, language).living}
    said = {(each.context, each.source, each.comment) for each in found}
    assert said - held == set(), UPDATE
    assert held - said == set(), UPDATE


def test_german_lacks_nothing(root: Path) -> None:
    assert [message.source for message in catalogue(root, "de").missing] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_keys_and_dots_survive(root: Path, language: str) -> None:
    assert [fault for message in catalogue(root, language).living if message.done
            for fault in translations.faults(message)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(root: Path, language: str) -> None:
    """A `.qm` holds its texts as big-endian UTF-16, whatever else it holds."""
    compiled = (root / "i18n" / f"earthscribe_{language}.qm").read_bytes()
    stale = [message.source for message in catalogue(root, language).living if message.done
             and any(form.encode("utf-16-be") not in compiled for form in message.forms)]
    assert stale == [], UPDATE


def test_no_text_is_shown_that_cannot_be_translated(root: Path) -> None:
    assert literals.untranslatable(root) == []


def test_no_two_buttons_of_a_window_read_alike_in_german(root: Path) -> None:
    by_context: dict[str, list[str]] = {}
    for message in catalogue(root, "de").living:
        if "&" in message.source:
            by_context.setdefault(message.context, []).append(message.forms[0])
    doubled = {context: texts for context, texts in by_context.items() if len(set(texts)) != len(texts)}
    assert doubled == {}


# --- the tool itself


def write(folder: Path, text: str) -> Path:
    (folder / "ui").mkdir()
    (folder / "plugin.py").write_text("", encoding="utf-8")
    (folder / "ui" / "made.py").write_text(text, encoding="utf-8")
    return folder


def test_a_sentence_of_a_base_class_belongs_to_its_heirs_too(tmp_path: Path) -> None:
    root = write(tmp_path, 'class Base(QObject):\n    def f(self): self.tr("Go")\nclass Heir(Base):\n    pass\n')
    assert [(each.context, each.source) for each in literals.literals(root)] == [("Base", "Go"), ("Heir", "Go")]


def test_a_tr_of_a_class_s_own_names_the_context(tmp_path: Path) -> None:
    root = write(tmp_path, 'class A:\n    def tr(self, t): return Q.translate("Other", t)\n'
                           '    def f(self): self.tr("Go", "verb")\n')
    (said,) = literals.literals(root)
    assert (said.context, said.source, said.comment, said.plural) == ("Other", "Go", "verb", False)


def test_what_is_counted_has_forms(tmp_path: Path) -> None:
    root = write(tmp_path, 'class A(QObject):\n    def f(self, n): self.tr("%n box(es)", None, n)\n')
    made = translations.merged(Catalogue("de"), literals.literals(root))
    (message,) = made.missing
    assert message.plural
    assert message.forms == ("", "")
    (done,) = translations.filled(made, {"%n box(es)": ["%n Rahmen", "%n Rahmen"]}).living
    assert done.done


def test_only_literals_are_taken(tmp_path: Path) -> None:
    root = write(tmp_path, "class A(QObject):\n    def f(self, x): self.tr(x)\n")
    with pytest.raises(literals.NotLiteral, match=r"ui/made\.py:2"):
        literals.literals(root)


@pytest.mark.parametrize("shown", ['w.setText("Two words")', 'QLabel(f"Two words {x}")',
                                   'w.setToolTip("See the {}".format(x))', 'w.setHeaderLabels(["Name"])'])
def test_words_that_pass_by_tr_are_found(tmp_path: Path, shown: str) -> None:
    assert len(literals.untranslatable(write(tmp_path, shown + "\n"))) == 1


def test_translations_outlive_a_change_of_the_code(tmp_path: Path) -> None:
    said = literals.Literal("A", "Go", "", plural=False, file="ui/a.py", line=1)
    old = Catalogue("de", {each.key: each for each in (
        Message("A", "Go", forms=("Los",)), Message("A", "Gone", forms=("Weg",)),
        Message("A", "Never", state="unfinished"))})
    new = translations.merged(old, [said, replace(said, context="B")])
    assert {(each.context, each.source, each.forms, each.state) for each in new.messages.values()} == {
        ("A", "Go", ("Los",), ""), ("B", "Go", ("Los",), ""), ("A", "Gone", ("Weg",), "vanished")}
    path = tmp_path / "earthscribe_de.ts"
    path.write_text(translations.written(new), encoding="utf-8")
    assert translations.read(path).messages == new.messages


@pytest.mark.parametrize(("source", "form"), [
    ("{count} of {all}", "{count} von {alle}"), ("&Accept", "Annehmen"), ("Open…", "Öffnen"), ("a\nb", "a b"),
    ("%n box", "Rahmen"), ("Name: ", "Name:"),
])
def test_a_translation_that_lost_something_is_told(source: str, form: str) -> None:
    assert translations.faults(Message("A", source, forms=(form,)))


def test_a_good_translation_has_no_fault() -> None:
    assert translations.faults(Message("A", "&Keep {n} in “{place}”…", forms=("{n} in „{place}“ &behalten…",))) == []
