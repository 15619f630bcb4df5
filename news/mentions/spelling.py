"""A name in the other language's spelling, to be proposed to an editor.

Into English the rules are certain. Back into Azerbaijani they are not (a may be a or ə), so words that sound
like a common name are spelled like it, and only the others letter by letter.
"""

import re

from news.search.analysis import word_set
from news.text.azerbaijani import az_capfirst, az_lower, az_upper, english_press_form, fold, skeleton

COMMON_NAMES = word_set(
    """
    Abbas Abdulla Adil Afaq Ağa Ağakərim Akif Aqil Alim Alxan Allahverdi Amil Anar Araz Arif Arzu Asif
    Aslan Aydan Ayan Aygün Aynur Aysel Ayşə Aytən Azad Azər Aydın Babək Bağır Bahar Bayram Bəhram Bəhruz
    Bəxtiyar Cabbar Cahangir Cavad Cavid Ceyhun Cəfər Cəlal Cəlil Cəmil Cəmilə Cəmşid Cəvahir Çingiz
    Çələbi Dadaş Dilarə Dilbər Dünya Elçin Eldar Elman Elmar Elmira Elnarə Elnur Elşad Elşən Emil Emin
    Etibar Əbülfəz Əhməd Əkbər Əkrəm Əli Əliəkbər Əlövsət Əmir Əsəd Əsgər Əşrəf Fazil Faiq Famil Farid
    Fatimə Fərhad Fərid Fəridə Fərman Fəxri Fəxriyyə Fidan Fikrət Firuz Firuzə Füzuli Gülçöhrə Gülər
    Gülnar Gülnarə Gülşən Gülzar Gündüz Günel Günay Hacı Hafiz Hikmət Hidayət Həbib Həmid Həmidə Həsən
    Heydər Hüseyn Hürü Xalid Xaliq Xanım Xanlar Xatirə Xatun Xədicə Xəlil Xəyal Xəyalə Xosrov Xuraman
    İbrahim İdris İlahə İlham İlhamə İlkin İlqar İltifat İmran İntiqam İradə İsa İsgəndər İslam İsmayıl
    İsmət Jalə Kamal Kamil Kamran Kəmalə Kənan Kərim Könül Lalə Laçın Lamiyə Leyla Lətif Lətifə Lütfi
    Mahir Mahmud Mayis Mais Malik Mansur Maral Mehdi Mehman Mehriban Məhərrəm Məleykə Məlik Məmməd
    Mərdan Məryəm Məsud Məsim Mikayıl Mirzə Mövlud Murad Musa Mustafa Müşfiq Nadir Nailə Namiq Nazim
    Nazlı Nəbi Nəcəf Nəriman Nərgiz Nəsib Nəsimi Nəsrin Niyazi Nigar Nicat Nizami Novruz Nuray Nurlan
    Nurəddin Orxan Oktay Pənah Pərvanə Pərvin Qabil Qafar Qalib Qara Qasım Qədir Qəhrəman Qənbər Qənirə
    Qəzənfər Qoşqar Qulam Qulu Qurban Rafael Rafiq Rahib Ramil Ramin Ramiz Rasim Rauf Rəcəb Rəfail Rəhim
    Rəhimə Rəhman Rəna Rəsul Rəşad Rəşid Rizvan Roza Röya Rövşən Ruslan Rüfət Rüstəm Sabir Sabit Sadıq
    Sahib Sahil Salam Saleh Salman Samir Samirə Sara Sədaqət Səadət Səbinə Səbuhi Səfər Səfixan Səid
    Səidə Səlim Səməd Səməndər Sənan Sənubər Sərdar Sərxan Sevda Sevil Sevinc Seymur Səyyad Siyavuş
    Solmaz Süleyman Sultan Şahin Şahlar Şakir Şamil Şəbnəm Şəfəq Şəhla Şəhriyar Şəmsi Şəmsəddin Şərif
    Şirin Şıxəli Şükür Şöhrət Tahir Tahirə Talıb Taleh Tamara Tapdıq Tariyel Tamerlan Tərlan Teymur
    Tofiq Toğrul Turan Turqut Tural Türkan Ülvi Ülviyyə Ülkər Vahid Vaqif Validə Vasif Vəfa Vəli Vidadi
    Vilayət Vüqar Vüsal Vüsalə Yaqub Yavər Yasin Yaşar Yeganə Yusif Zahid Zahir Zaur Zeynəb Zərdabi
    Zərifə Zəminə Zəhra Ziya Ziyad Zöhrab Zöhrə Zümrüd Zülfü Zülfiyyə
    """
)
PLACES = word_set(
    """
    Bakı Gəncə Şəki Quba Şuşa Laçın Ağdam Füzuli Qəbələ Lənkəran Mingəçevir Sumqayıt Naxçıvan Şamaxı
    Xaçmaz Kəlbəcər Zəngilan Cəbrayıl Qubadlı Xocalı Xocavənd Ağdərə Göyçay Bərdə Yevlax Salyan Zaqatala
    Balakən Qax Oğuz İsmayıllı Cəlilabad Masallı Astara Lerik Yardımlı
    """
)

SURNAME_ENDINGS = ("yeva", "yev", "ova", "eva", "ov", "ev", "zadə", "zade", "zada", "li", "lı", "lu", "lü")
_BY_SOUND = {skeleton(name): name for name in sorted(PLACES) + sorted(COMMON_NAMES)}
_DIGRAPHS = {"kh": "x", "gh": "ğ", "sh": "ş", "ch": "ç", "zh": "j", "dj": "c"}
_LETTERS = re.compile("kh|gh|sh|ch|zh|dj|[a-z]")
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS_IN_AZERBAIJANI = {"zade": "zadə", "zada": "zadə", "ev": "yev", "eva": "yeva"}


def in_english(name):
    return english_press_form(name)


def in_azerbaijani(name):
    """Guliyev → Quliyev, Sabina → Səbinə; a word that is no common name is respelled letter by letter."""
    return _WORD.sub(lambda match: _azerbaijani_word(match.group()), name)


def _azerbaijani_word(word):
    folded = fold(word)
    known = _known_word(folded)
    spelled = az_lower(known) if known else _letter_by_letter(folded)
    return az_upper(spelled) if len(word) > 1 and word == az_upper(az_lower(word)) else az_capfirst(spelled)


def _known_word(folded):
    if name := _BY_SOUND.get(skeleton(folded)):
        return name
    for ending in SURNAME_ENDINGS:
        root = folded.removesuffix(fold(ending))
        if root != folded and (name := _BY_SOUND.get(skeleton(root))):
            return az_lower(name) + _written_ending(name, folded[len(root) :])
    return None


def _written_ending(name, ending):
    """-li after Səfixan is -lı, -lu and -lü follow the last vowel too."""
    if ending in ("li", "ly", "lu"):
        vowel = next((letter for letter in reversed(az_lower(name)) if letter in "aıouəeiöü"), "i")
        return "l" + {"a": "ı", "ı": "ı", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}.get(vowel, "i")
    is_after_vowel = name[-1] in "aıouəeiöü"
    return _ENDINGS_IN_AZERBAIJANI.get(ending, ending) if is_after_vowel or len(ending) > 3 else ending


def _letter_by_letter(folded):
    spelled, position = "", 0
    while position < len(folded):
        match = _LETTERS.match(folded, position)
        part = match.group() if match else folded[position]
        following = folded[position + len(part) : position + len(part) + 1]
        spelled += _DIGRAPHS.get(part) or _single_letter(part, following)
        position += len(part)
    return spelled


def _single_letter(letter, following):
    if letter == "j":
        return "c"
    if letter == "w":
        return "v"
    return "q" if letter == "g" and following in tuple("aou") else letter
