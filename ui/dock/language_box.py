"""LanguageBox: the language of the answer, as far as the chosen model speaks it."""

from __future__ import annotations

from typing import Optional, Sequence, Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from .naming import named, shrinking

LANGUAGES = (
    ("en", "English"), ("ar", "العربية"), ("cs", "Čeština"), ("da", "Dansk"), ("de", "Deutsch"), ("el", "Ελληνικά"),
    ("es", "Español"), ("fi", "Suomi"), ("fr", "Français"), ("hi", "हिन्दी"), ("hu", "Magyar"),
    ("id", "Bahasa Indonesia"), ("it", "Italiano"), ("ja", "日本語"), ("ko", "한국어"), ("nl", "Nederlands"),
    ("no", "Norsk"), ("pl", "Polski"), ("pt", "Português"), ("ro", "Română"), ("ru", "Русский"), ("sv", "Svenska"),
    ("tr", "Türkçe"), ("uk", "Українська"), ("vi", "Tiếng Việt"), ("zh", "中文"),
)
"""Codes and the languages' own names; any other code can be typed."""
FIRST = "en"


class LanguageBox(QComboBox):
    """A list of languages into which the code of any other can be typed."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._wanted = FIRST
        self._spoken: Tuple[str, ...] = ()
        named(self, "languageBox", self.tr("Language"),
              self.tr("The language of the answer; choose one, or type the code of another"))
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.lineEdit().setAccessibleName(self.tr("Language"))
        shrinking(self)
        self.offer(())
        self.activated.connect(lambda _: self._choose())
        self.lineEdit().editingFinished.connect(self._remember)

    def offer(self, spoken: Sequence[str]) -> None:
        """The codes of the languages that can be had, () for any; the user's wish is kept for later."""
        known = dict(LANGUAGES)
        self._spoken = tuple(spoken)
        self.blockSignals(True)
        self.clear()
        for code in self._spoken or known:
            self.addItem(known.get(code, code), code)
        self.lineEdit().setReadOnly(bool(self._spoken))
        self.choose(self._wanted)
        self.blockSignals(False)

    def choose(self, code: str) -> None:
        """Choose a language by its code; where it cannot be had, the first that can."""
        self._wanted = code or FIRST
        index = self.findData(self._wanted)
        if index >= 0 or self._spoken:
            self.setCurrentIndex(max(0, index))
        else:
            self.setEditText(self._wanted)

    def chosen(self) -> str:
        """The code of the language, or what the user typed for it."""
        text = self.currentText().strip()
        index = self.findText(text, Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(index)) if index >= 0 else text or FIRST

    def _choose(self) -> None:
        """The one language of a model that has no other is nobody's wish."""
        if len(self._spoken) != 1:
            self._wanted = self.chosen()

    def _remember(self) -> None:
        if not self._spoken:
            self._wanted = self.chosen()
