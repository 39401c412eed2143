"""What can go wrong, said plainly. Every error of the trade stands on ``GomiError``."""


class GomiError(Exception):
    """Something the caller can tell a person about: its text is fit to be shown to a clerk."""


class NotServed(GomiError):
    """A municipality that is not here, or has no edition that can be served."""

    def __init__(self, municipality: str) -> None:
        self.municipality = municipality
        super().__init__(f"「{municipality}」という自治体はここにありません")


class WordsMissing(GomiError):
    """An interface wording is asked for that no language table has."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"data/words/ に「{key}」がありません")
