"""Letters as files, one each, for the demonstration; any mail program opens them (.eml)."""

from pathlib import Path

from gomi.adapters.mail_message import as_bytes
from gomi.conversation.ports import Outcome
from gomi.reminders.ports import Letter

FROM = "gomi@example.jp"


class FolderMail:
    """Keeps what would be sent. A letter that is sent again is the same file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, letter: Letter) -> Outcome:
        """Written; the newest stands last."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{letter.written_at:%Y%m%d-%H%M%S}-{letter.id}.eml"
        for earlier in self._folder.glob(f"*-{letter.id}.eml"):
            earlier.unlink()
        path.write_bytes(as_bytes(letter, FROM))
        return Outcome.ACCEPTED

    def close(self) -> None:
        """There is nothing to give back."""
