"""The public JSON of 取扱店・拠点, field by field."""

from typing import Literal

from pydantic import Field

from api.schemas import Schema

KindWord = Literal["指定ごみ袋", "ごみ処理券", "回収拠点", "持込施設"]


class PlaceOut(Schema):
    """取扱店・拠点: where bags and vouchers are sold, or things are taken."""

    id: str = Field(description="場所のid", examples=["shiyakusho"])
    name: str = Field(description="名称（日本語）", examples=["市役所本庁舎"])
    translation: str | None = Field(description="`lang` での名称。訳がなければ null", examples=["City Hall"])
    reading: str | None = Field(description="よみ", examples=["しやくしょほんちょうしゃ"])
    kinds: list[KindWord] = Field(description="種別。いくつかのこともある")
    address: str | None = Field(description="住所", examples=["本町1-1-1"])
    latitude: float | None = Field(description="緯度（WGS84、度、小数6桁まで）。わからなければ null")
    longitude: float | None = Field(description="経度（WGS84、度、小数6桁まで）。わからなければ null")
    metres: int | None = Field(
        description="位置からの距離（メートル、WGS84 の楕円体の上）。わからなければ null"
    )
    walking_minutes: int | None = Field(description="歩く時間のめやす（分）。距離がわからなければ null")
    open: bool | None = Field(description="いま開いているか。営業時間がわからなければ null")
    changes_at: str | None = Field(
        description="次に閉まる、または開く時刻（ISO 8601、時差つき）。わからなければ null",
        examples=["2026-11-24T17:15:00+09:00"],
    )
    telephone: str | None = Field(description="電話", examples=["000-0000-5374"])
    hours: str | None = Field(description="営業時間。自治体の書いたとおり", examples=["8:30-17:15"])
    closed: str | None = Field(description="定休日。自治体の書いたとおり", examples=["土、日、祝、年末年始"])
    bags: list[str] = Field(description="売っている袋", examples=[["45L", "20L"]])
    single_bags: bool = Field(description="袋を1枚から売るか（ばら売り）")
    denominations: list[int] = Field(description="売っているごみ処理券（円）", examples=[[200, 400]])
    accepts: list[str] = Field(
        description="受け入れるもの。区分か品目の名前。「品目（条件）」はその条件のときだけ",
        examples=[["電池類", "充電池（ふくらんだ・こわれた）"]],
    )
    accessible_parking: bool = Field(description="車いす用の駐車場があるか")
    remark: str | None = Field(description="備考")


class SpotOut(Schema):
    """From where is looked: a town, a district, a place by its name, or a bare position."""

    label: str | None = Field(description="呼び名。位置だけのときは null", examples=["本町2丁目"])
    latitude: float | None = Field(description="緯度。わからなければ null")
    longitude: float | None = Field(description="経度。わからなければ null")
    towns: list[str] = Field(description="町の名前", examples=[["本町"]])


class PlacesOut(Schema):
    """All places that fit, the nearest of them, or the spots that the words may mean."""

    kind: Literal["all", "near", "choose", "nowhere"] = Field(
        description="all=表の順にすべて、near=近い順、choose=`spots` から選ぶ、nowhere=`q` の場所がわからない"
    )
    spot: SpotOut | None = Field(description="どこから探したか（near のとき）")
    spots: list[SpotOut] = Field(
        description="`q` が指すかもしれないところ（choose のとき）。選んだものの `latitude` と `longitude` を"
        " `lat` と `lon` に、なければ `label` を `q` に入れて、もう一度尋ねます"
    )
    places: list[PlaceOut] = Field(
        description="あてはまる場所。near では近いものから、距離のわからないものは最後に3つまで"
    )
    municipality: str = Field(examples=["mihon"])
    edition: int = Field(description="答えのもとになった版。0は自治体フォルダのまま", examples=[0])


class PlaceDetailOut(PlaceOut):
    """One place, with the district it lies in."""

    district: str | None = Field(description="地区のid。わからなければ null", examples=["honcho-1"])
    municipality: str
    edition: int
