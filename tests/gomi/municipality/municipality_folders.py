"""Small folders for these tests: one that can be served, and ways to change it."""

from gomi.municipality.complaints import Complaint
from gomi.municipality.load import Loaded, load_files

A_FOLDER = {
    "municipality.toml": """\
id = "machi"
"団体コード" = "990001"
"名称" = "まち"
"発行日" = 2026-04-01

["連絡先"]
"電話" = "000-000-0000"
""",
    "categories.csv": """\
id,名称,種別,収集区分,色,アイコン,文字
burnable,燃やすごみ,収集,燃やすごみ,#b3261e,burnable,燃
hazardous,有害ごみ,収集,有害ごみ,#6a3fa0,hazardous,有
""",
    "streams.csv": """\
id,名称,何時まで
burnable,燃やすごみ,8:30
hazardous,有害ごみ,午前8時30分
""",
    "items.csv": """\
品目id,品目,よみ,別名,区分,条件,危険,注意
hanger,ハンガー,はんがー,えもんかけ,燃やすごみ,木のもの,,
hanger,,,,hazardous,電池つき,,
battery,乾電池,かんでんち,,有害ごみ,,発火,端子にテープを貼ってください
""",
    "districts.csv": """\
id,名称,コース
a,北町,月木コース
b,南町,火金コース
""",
    "rules.csv": """\
地区,収集区分,収集日,開始,終了
北町,燃やすごみ,毎週月・木,2026-04-01,2027-03-31
南町,burnable,毎週火・金,令和8年4月1日,R9.3.31
すべて,有害ごみ,第2水曜（偶数月）,,
""",
    "exceptions.csv": """\
id,種別,開始,終了,新しい日,収集区分,地区またはコース,理由,決定日時,差し替え
e1,休止,2026-12-31,2027-01-03,,すべて,すべて,年末年始,2026-02-01T09:00,
e2,振替,2027/1/4,,2027-01-05,燃やすごみ,月木コース、南町,収集のため,,e1
e3,休止,祝日,,,有害ごみ,すべて,,,
""",
}


def a_folder(**changes: str | bytes | None) -> dict[str, bytes]:
    """The folder with files exchanged (``items_csv="…"``), or left out where None is given."""
    files: dict[str, str | bytes | None] = dict(A_FOLDER)
    files |= {name.replace("_csv", ".csv").replace("_xlsx", ".xlsx"): text for name, text in changes.items()}
    if "municipality_toml" in files:
        files["municipality.toml"] = files.pop("municipality_toml")
    return {
        name: text.encode() if isinstance(text, str) else text
        for name, text in files.items()
        if text is not None
    }


def loaded(**changes: str | bytes | None) -> Loaded:
    """What comes of `a_folder` with those changes."""
    return load_files(a_folder(**changes), "data/machi")


def complaint(found: Loaded, kind: str) -> Complaint:
    """The one complaint of a kind."""
    of_kind = [each for each in found.complaints if each.kind == kind]
    assert len(of_kind) == 1, [str(each) for each in found.complaints]
    return of_kind[0]
