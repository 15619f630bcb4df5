"""Slugs that titles must get, both from the server and from the desk's script."""

# Titles with the slug that each must get; tests/browser/test_slugs.py checks the same in a browser.
SLUGS = {
    "Səbinə Əliyeva": "sebine-eliyeva",
    "İlham İlıq, ILIQ!": "ilham-iliq-iliq",
    "ICMPD-nin heyəti": "icmpd-nin-heyeti",
    "Ombudsman’ın “məruzəsi”": "ombudsmanin-meruzesi",
    "Ğ Ö Ü Ç Ş X Q": "g-o-u-c-s-x-q",
    "Women's rights & children’s rights": "womens-rights-childrens-rights",
    "Сабина Алиева": "sabina-alieva",
    "Ҹәфәрова Нигар": "ceferova-niqar",
    "Йод ёлка": "yod-yolka",
    "Straße — Ærø, №5 (50 %)": "strasse-aero-no5-50",
    "  --  ": "",
    "日本": "",
    "S\u04d9bin\u04d9 i\u0307nsan": "sebine-insan",
    "2026-cı il üçün illik məruzə": "2026-ci-il-ucun-illik-meruze",
    "İnsan hüquqlarının müdafiəsi sahəsində beynəlxalq əməkdaşlığın genişləndirilməsi perspektivləri":
        "insan-huquqlarinin-mudafiesi-sahesinde-beynelxalq-emekdasligin-genislendirilmesi",
    "a" * 100: "a" * 80,
    "ab " + "c" * 100: "ab-" + "c" * 77,
    "Café naïve coöperate": "cafe-naive-cooperate",
    "Ⅳ ﬁn ½": "iv-fin-1-2",
    "x\u0000y\tz": "x-y-z",
}  # fmt: skip
