"""The applicants of the example round: who they are, and figures that could be theirs.

Counties are real; streets, applicants and all figures are made up, the names marked 示例 (sample).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from docgen.forms import Entrant
from docgen.programme.standard import Answers, Standard, Value
from docgen.records import Applicant

# City, county, street or township, applicant, residents, and what is special (see _TRAITS).
_TABLE: Final = """
长沙市 岳麓区 示例麓南街道 示例星火社区 6200 exemplary
长沙市 岳麓区 示例湘江街道 示例红旗社区 4800 area
长沙市 浏阳市 示例河畔街道 示例朝阳社区 5100 loans
株洲市 天元区 示例新塘街道 示例东风社区 5600 -
株洲市 攸县 示例洣水镇 示例新华社区 3400 training,half_year
株洲市 醴陵市 示例瓷城街道 示例建设社区 4300 unemployment,funding
湘潭市 雨湖区 示例窑湾街道 示例和平社区 4900 module
湘潭市 湘潭县 示例凤凰镇 示例幸福社区 3700 -
湘潭市 韶山市 示例清溪镇 示例光明社区 2900 graduates
衡阳市 蒸湘区 示例蒸水街道 示例团结社区 5300 -
衡阳市 蒸湘区 示例华兴街道 示例胜利社区 5000 insured
衡阳市 耒阳市 示例耒水街道 示例友谊社区 4100 loans,training
邵阳市 双清区 示例东塔街道 示例春晖社区 4600 -
邵阳市 隆回县 示例桃花镇 示例桂花社区 3300 common,certificates
邵阳市 城步苗族自治县 示例儒岭镇 示例白云社区 2400 unemployment,rules
岳阳市 岳阳楼区 示例洞庭街道 示例清泉社区 5900 -
岳阳市 平江县 示例汉昌街道 示例碧湖社区 4000 half_year
岳阳市 汨罗市 示例屈原街道 示例金桥社区 3900 complaint
常德市 武陵区 示例柳叶街道 示例银杏社区 6000 exemplary
常德市 武陵区 示例沅江街道 示例梅园社区 5200 target
常德市 津市市 示例澧水街道 示例竹园社区 3100 area,module
张家界市 永定区 示例天门街道 示例松林社区 4400 -
张家界市 武陵源区 示例索溪街道 示例柳堤社区 2600 certificates
张家界市 慈利县 示例零阳镇 示例枫林社区 3500 common,unemployment,loans
益阳市 赫山区 示例会龙街道 示例兰亭社区 5000 -
益阳市 南县 示例南洲镇 示例菊园社区 3200 insured,half_year
益阳市 沅江市 示例琼湖街道 示例杏林社区 3800 graduates,funding,loans,module
郴州市 北湖区 示例燕泉街道 示例望江社区 5500 -
郴州市 桂阳县 示例鹿峰街道 示例滨河社区 3600 target
郴州市 资兴市 示例东江街道 示例临江社区 3000 module,rules
永州市 冷水滩区 示例潇湘街道 示例南门社区 4700 training
永州市 道县 示例濂溪街道 示例北门社区 3400 common,funding,rules,complaint,module
永州市 江华瑶族自治县 示例沱江镇 示例东城社区 2700 training
怀化市 鹤城区 示例迎丰街道 示例西苑社区 5400 exemplary
怀化市 鹤城区 示例舞水街道 示例龙泉社区 4500 common,area,complaint,funding
怀化市 芷江侗族自治县 示例芷江镇 示例凤鸣社区 2800 loans
娄底市 娄星区 示例涟水街道 示例鹿鸣社区 5200 -
娄底市 新化县 示例梅山街道 示例阳光社区 4200 certificates,half_year
娄底市 冷水江市 示例资江街道 示例康乐社区 3700 complaint
湘西自治州 吉首市 示例乾州街道 示例永安社区 4300 -
湘西自治州 凤凰县 示例沱江镇 示例长乐社区 2900 graduates,module
湘西自治州 龙山县 示例民安街道 示例惠民社区 3300 insured
"""

# What a bureau knows before anybody is asked: targets it set, and what is registered with it.
_TARGETS: Final = ("new_jobs_target", "reemployed_target", "hardship_reemployed_target")
_REGISTERED: Final = (
    "registered_unemployed_end",
    "registered_unemployed_period",
    "hardship_period",
    "zero_employment_families",
    "graduates",
    "registered_employed",
)
_ONLY_TARGETS_KNOWN: Final = 5  # of every fifth applicant


def applicants() -> dict[Applicant, tuple[int, tuple[str, ...]]]:
    """Residents and traits of each applicant, in the roster's order."""
    found = {}
    for line in _TABLE.split("\n")[1:-1]:
        *names, residents, special = line.split(" ")
        traits = () if special == "-" else tuple(special.split(","))
        found[Applicant(*names)] = (int(residents), traits)
    return found


def roster(standard: Standard) -> list[Entrant]:
    """The applicants with the measures that the bureau knows already."""
    entrants = []
    for number, (applicant, answers) in enumerate(all_answers(standard).items(), start=1):
        keys = _TARGETS if number % _ONLY_TARGETS_KNOWN == 0 else _TARGETS + _REGISTERED
        entrants.append(Entrant(applicant, {key: answers[key] for key in keys}))
    return entrants


def all_answers(standard: Standard) -> dict[Applicant, dict[str, Value]]:
    """What each applicant has to report."""
    return {
        applicant: _answers(standard, applicant, residents, traits)
        for applicant, (residents, traits) in applicants().items()
    }


def _answers(
    standard: Standard, applicant: Applicant, residents: int, traits: tuple[str, ...]
) -> dict[str, Value]:
    answers = _figures(random.Random(applicant.full_name), residents)
    for trait in traits:
        answers |= _TRAITS[trait](answers)
    yes = {entry.key: True for entry in standard.entries if entry.kind == "yes_no"}
    return {entry.key: (yes | answers)[entry.key] for entry in standard.entries}


def _figures(rng: random.Random, residents: int) -> dict[str, Value]:
    """Figures of an applicant of that size, parts never above their wholes, that misses nothing."""
    willing = residents * rng.randint(55, 62) // 100
    registered = willing * rng.randint(3, 5) // 100
    unemployed = max(1, registered * rng.randint(2, 4) // 100)
    hardship = rng.randint(20, 40)
    hardship_employed = hardship - rng.randint(0, 1)
    new_jobs = rng.randint(8, 18) * 5
    families = rng.randint(0, 2)
    graduates = rng.randint(10, 30)
    employed = rng.randint(150, 400)
    return {
        "new_jobs_target": new_jobs,
        "new_jobs_done": new_jobs + rng.randint(0, 12),
        "reemployed_target": (registered - unemployed) // 10 * 9,
        "reemployed_done": registered - unemployed,
        "hardship_reemployed_target": hardship_employed // 5 * 5,
        "hardship_reemployed_done": hardship_employed,
        "registered_unemployed_end": unemployed,
        "employed_end": willing - unemployed,
        "willing_able_end": willing,
        "willing_able_employed_end": willing - unemployed,
        "registered_unemployed_period": registered,
        "registered_unemployed_reemployed": registered - unemployed,
        "hardship_period": hardship,
        "hardship_employed": hardship_employed,
        "zero_employment_families": families,
        "zero_employment_families_cleared": families,
        "graduates": graduates,
        "graduates_registered": graduates,
        "graduates_followed_up": graduates,
        "graduates_served": graduates,
        "graduates_employed_or_preparing": graduates - rng.randint(0, graduates // 10),
        "unemployed_over_half_year": 0,
        "certificate_errors": 0,
        "hardship_recognition_errors": 0,
        "registered_employed": employed,
        "registered_employed_insured": employed - rng.randint(0, employed // 20),
        "centre_area": Decimal(rng.randint(70, 240)) / 2,
        "full_time_staff": rng.randint(1, 3),
        "bribery_incidents": 0,
        "complaints_upheld": 0,
        "mass_incidents": 0,
        "judged_3_1_1": Decimal(rng.randint(3, 6)) / 2,
        "judged_3_1_2": Decimal(rng.randint(3, 6)) / 2,
        "awards_county": rng.randint(0, 2),
        "awards_city": rng.randint(0, 1),
        "awards_province": rng.randint(0, 9) // 9,
    }


def _high_unemployment(answers: Answers) -> dict[str, Value]:
    """More than one in twenty of those who want to work are still without work."""
    willing = int(answers["willing_able_end"])
    registered = int(answers["registered_unemployed_period"])
    unemployed = willing // 18
    return {
        "registered_unemployed_period": registered + unemployed,
        "registered_unemployed_end": unemployed,
        "registered_unemployed_reemployed": registered,
        "reemployed_done": registered,
        "employed_end": willing - unemployed,
        "willing_able_employed_end": willing - unemployed,
        "unemployed_over_half_year": unemployed // 40,
    }


def _less(key: str, of: str, percent: int) -> Callable[[Answers], dict[str, Value]]:
    return lambda answers: {key: int(answers[of]) * percent // 100}


def _no(*keys: str) -> Callable[[Answers], dict[str, Value]]:
    return lambda answers: dict.fromkeys(keys, False)


def _is(key: str, value: Value) -> Callable[[Answers], dict[str, Value]]:
    return lambda answers: {key: value}


_TRAITS: Final[Mapping[str, Callable[[Answers], dict[str, Value]]]] = {
    "area": _is("centre_area", Decimal("26.5")),
    "certificates": _no("staff_certified"),
    "common": lambda answers: {"judged_3_1_1": Decimal(1), "judged_3_1_2": Decimal(1)},
    "complaint": _is("complaints_upheld", 1),
    "exemplary": lambda answers: {
        "judged_3_1_1": Decimal(3),
        "judged_3_1_2": Decimal(3),
        "awards_city": 2,
    },
    "funding": _no("funding_secured"),
    "graduates": _less("graduates_followed_up", "graduates", 90),
    "half_year": _is("unemployed_over_half_year", 1),
    "insured": _less("registered_employed_insured", "registered_employed", 93),
    "loans": _no("loan_recovery_assisted"),
    "module": _no("zero_family_module_used"),
    "rules": _no("rules_followed"),
    "target": _less("new_jobs_done", "new_jobs_target", 95),
    "training": _no("training_organised", "training_ledger"),
    "unemployment": _high_unemployment,
}
