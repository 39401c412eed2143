"""Import the CSV files of a 5374 site: what is understood is carried over, and the rest is told."""

from gomi.municipality.import_5374.closures import Closures
from gomi.municipality.import_5374.folder import import_folder
from gomi.municipality.import_5374.merge.ours import CannotMerge
from gomi.municipality.import_5374.report import Outcome, Report

__all__ = ["CannotMerge", "Closures", "Outcome", "Report", "import_folder"]
