"""The public JSON, field by field, apart from the trade's values so that each may change in its time."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Schema(BaseModel):
    """Every field is always present; None says that there is nothing."""

    model_config = ConfigDict(extra="forbid")


class CategoryOut(Schema):
    """分別区分."""

    id: str = Field(description="区分のid", examples=["nonburnable"])
    name: str = Field(description="区分の名称（日本語）", examples=["燃やさないごみ"])
    translation: str | None = Field(
        description="`lang` での名称。訳がなければ null", examples=["Non-burnable"]
    )
    kind: Literal["収集", "粗大", "拠点", "収集不可", "家電リサイクル", "予約"] = Field(description="種別")
    stream: str | None = Field(description="収集区分のid。収集しない区分では null", examples=["nonburnable"])
    colour: str = Field(description="札の色 #rrggbb", examples=["#4d4d4d"])
    icon: str = Field(description="札の絵", examples=["nonburnable"])
    letter: str = Field(description="札の1文字", examples=["不"])
    bag: str = Field(description="使う袋", examples=["青色の指定袋"])
    how: list[str] = Field(description="出し方。1文ずつ")
    notes: list[str] = Field(description="注意。1文ずつ")


class RulePlacesOut(Schema):
    """Where a thing of this rule can be brought, and where its bag or its voucher is sold: addresses of
    this API, to which a position (`lat`, `lon`) or words (`q`) may be added."""

    takes: str | None = Field(description="受け入れる場所", examples=["/v1/mihon/places?accepts=kandenchi"])
    sells_bag: str | None = Field(description="指定ごみ袋を売る場所")
    sells_vouchers: str | None = Field(description="ごみ処理券を売る場所")


class RuleOut(Schema):
    """One rule of an item: when it applies and what to do."""

    condition: str | None = Field(description="あてはまる条件", examples=["金属がついている"])
    category: str = Field(description="区分のid", examples=["nonburnable"])
    category_name: str = Field(description="区分の名称（日本語）", examples=["燃やさないごみ"])
    materials: list[str] = Field(description="素材")
    length_from: float | None = Field(description="いちばん長い辺がこの長さ（cm）以上")
    length_below: float | None = Field(description="いちばん長い辺がこの長さ（cm）未満")
    areas: list[str] = Field(description="この決まりの地域。空ならどこでも")
    hazard: str | None = Field(description="危険の種類", examples=["発火"])
    how: list[str] = Field(description="出し方。品目になければ区分の出し方")
    notes: list[str] = Field(description="注意")
    starts: str | None = Field(description="この日から（ISO 8601）")
    ends: str | None = Field(description="この日まで（ISO 8601）")
    source: str | None = Field(description="出典")
    places: RulePlacesOut | None = Field(description="関わりのある取扱店・拠点。なければ null")
    guides: list[str] = Field(
        description="出し方の案内のid。品目の案内、区分の案内の順", examples=[["battery"]]
    )


class ItemOut(Schema):
    """品目, with every rule the city gives."""

    id: str = Field(examples=["hanger"])
    name: str = Field(examples=["ハンガー"])
    translation: str | None = Field(description="`lang` での名称", examples=["Clothes hanger"])
    readings: list[str] = Field(examples=[["はんがー"]])
    aliases: list[str]
    rules: list[RuleOut]


class HitOut(Schema):
    """One item found, and why."""

    id: str = Field(description="品目のid。`/items/{id}` で開けます")
    name: str = Field(description="品目の名前")
    translation: str | None = Field(description="`lang` での名称")
    reason: Literal[
        "name", "reading", "alias", "word", "lexicon", "class", "kind", "translation", "partial", "fuzzy"
    ] = Field(description="見つかった理由")
    via: str = Field(description="手がかりになった言葉")


class OptionOut(Schema):
    """One answer to the question back."""

    label: str = Field(description="選ぶ言葉。番号（1から）でも答えられます")
    leads_to: str = Field(description="選んだときの区分。ひとつに決まらなければ空")


class QuestionOut(Schema):
    """The one question asked back; answer it with `which`."""

    prompt: str
    options: Annotated[list[OptionOut], Field(max_length=4)]


AnswerWord = Literal["item", "question", "maybe", "none"]


class FoundOut(Schema):
    """What is said about one thing asked for."""

    asked: str = Field(description="尋ねられたもの")
    answer: AnswerWord = Field(description="item=答え、question=質問、maybe=もしかして、none=なし")
    hits: list[HitOut] = Field(description="よいものから10まで")
    rules: list[RuleOut] = Field(description="先頭の品目の、あてはまる決まり")
    question: QuestionOut | None
    hazard: str | None = Field(description="危険の種類")
    known_as: str | None = Field(description="言葉としては知っているが、この自治体の一覧にない品目")


class NextDayOut(Schema):
    """次の収集日 of one stream."""

    stream: str = Field(description="収集区分のid", examples=["plastic"])
    name: str = Field(description="収集区分の名称（日本語）", examples=["プラスチック"])
    day: str | None = Field(
        description="次に出せる日（ISO 8601）。きょうは、出す時刻を過ぎるまで。公開されていなければ null",
        examples=["2026-11-24"],
    )
    until: str | None = Field(description="何時までに出すか", examples=["08:30"])


class SearchOut(Schema):
    """The answer to one message."""

    query: str = Field(description="尋ねられた言葉")
    answer: AnswerWord
    results: list[str] = Field(description="品目の名前。よいものから10まで")
    intent: str | None = Field(description="品目ではない用件", examples=["収集日"])
    things: list[FoundOut]
    next_days: list[NextDayOut] | None = Field(
        description="`district` を付けたとき、答えの区分の次の収集日。早いものから"
    )
    municipality: str = Field(examples=["mihon"])
    edition: int = Field(description="答えのもとになった版。0は自治体フォルダのまま", examples=[0])
    issued: str | None = Field(description="表の発行日", examples=["2026-10-01"])


class DistrictOut(Schema):
    """地区: the homes that share one calendar."""

    id: str = Field(description="地区のid", examples=["honcho-1"])
    name: str = Field(description="地区の名称", examples=["本町1丁目"])
    reading: str | None = Field(examples=["ほんちょういっちょうめ"])
    area: str | None = Field(description="地域", examples=["中央"])
    course: str | None = Field(description="コース", examples=["Aコース"])
    zone: str | None = Field(description="粗大ゾーン", examples=["南"])


class CandidateOut(DistrictOut):
    """A district an address may lead to, with the words by which a resident knows it."""

    label: str = Field(description="住民が見わける言葉", examples=["本町2丁目（みほん川より南）"])
    metres: int | None = Field(description="`lat` と `lon` で探したときの、いちばん近い町までの距離")


class DistrictsOut(Schema):
    """The districts, or what an address or a place led to."""

    kind: Literal["all", "one", "several", "address_needed", "near", "none"] = Field(
        description="all=すべて、one=ひとつ、several=選ぶ、address_needed=住所がたりない、near=近い順、none=なし"
    )
    districts: list[CandidateOut]
    need: Literal["丁目", "番地", "名前"] | None = Field(description="たりないもの")
    so_far: str | None = Field(description="たりないものを後ろに付けて、もう一度 `q` に入れる言葉")
    options: list[str] = Field(description="選べる丁目")
    nearest: list[str] = Field(description="見つからなかったとき、つづりの近い名前")
    municipality: str
    edition: int


class DistrictStreamOut(Schema):
    """A stream in a district."""

    stream: str = Field(description="収集区分のid", examples=["burnable"])
    name: str = Field(description="収集区分の名称", examples=["燃やすごみ"])
    until: str | None = Field(description="何時までに出すか", examples=["08:30"])
    collected: bool = Field(description="この地区で、決まった日に集めるか")
    rules: list[str] = Field(description="収集日の書き方", examples=[["毎週月・木"]])
    remarks: list[str] = Field(description="備考")
    known_until: str | None = Field(description="収集日が公開されている最後の日。終わりがなければ null")


class DistrictDetailOut(DistrictOut):
    """A district with its streams."""

    streams: list[DistrictStreamOut]
    known_until: str | None = Field(description="どの収集区分も、この日より先は公開されていない")
    municipality: str
    edition: int


class DayOut(Schema):
    """収集日: the truck takes a stream that day."""

    day: str = Field(examples=["2026-11-27"])
    stream: str = Field(description="収集区分のid", examples=["bottles"])
    name: str = Field(description="収集区分の名称", examples=["びん・缶・ペットボトル"])
    until: str | None = Field(description="何時までに出すか", examples=["08:30"])
    moved_from: str | None = Field(description="振替なら、もとの日", examples=["2026-11-25"])
    extra: bool = Field(description="臨時の収集")
    delayed: bool = Field(description="遅れて集める")
    reason: str | None = Field(description="変わった理由", examples=["施設の点検"])
    exception: str | None = Field(description="変えた例外のid", examples=["e5"])


class MissedOut(Schema):
    """A day on which the rules would collect and an exception does not."""

    day: str = Field(examples=["2026-11-25"])
    stream: str
    name: str
    moved_to: str | None = Field(description="かわりに集める日", examples=["2026-11-27"])
    reason: str | None
    exception: str | None


class DaysOut(Schema):
    """The collection days of a district, both ends included."""

    district: str = Field(examples=["honcho-1"])
    from_: str = Field(alias="from")
    to: str
    days: list[DayOut]
    missed: list[MissedOut]
    known_until: str | None = Field(description="この日より先は公開されていない。終わりがなければ null")
    municipality: str
    edition: int


class ExceptionOut(Schema):
    """例外 as it stands in the table; `すべて` stands for every stream or district."""

    id: str
    kind: Literal["休止", "振替", "臨時", "遅れ", "通常", "ずらす"]
    starts: str | None = Field(description="祝日すべてのときは null")
    ends: str | None
    new_day: str | None = Field(description="振替・臨時の日")
    on_holidays: bool = Field(description="祝日すべて")
    streams: list[str] = Field(description="収集区分のid、または「すべて」")
    districts: list[str] = Field(description="地区のid、コース、または「すべて」")
    reason: str | None
    decided: str | None = Field(description="決定日時")


class ExceptionsOut(Schema):
    """The exceptions in force, the earliest first."""

    exceptions: list[ExceptionOut]
    municipality: str
    edition: int


class CategoriesOut(Schema):
    """Every category in the city's order."""

    categories: list[CategoryOut]
    municipality: str
    edition: int


class FieldProblem(Schema):
    """One value that is wrong."""

    where: str
    problem: str


class ProblemOut(BaseModel):
    """An error as RFC 9457 describes it."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["見つかりません"])
    status: int = Field(examples=[404])
    detail: str | None = None
    errors: list[FieldProblem] | None = None
