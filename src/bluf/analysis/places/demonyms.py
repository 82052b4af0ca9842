"""Adjectives and names of peoples: "Bolivian" → BO.

They are no places, but they tell which country a text is about. Deliberately only those of one country: "Korean" or
"Kurdish" would be a guess.
"""

from __future__ import annotations

_TABLE = """
AD Andorran|AE Emirati|AF Afghan|AG Antiguan|AL Albanian|AM Armenian|AO Angolan|
AR Argentine,Argentinian,Argentinean|AT Austrian|AU Australian|AZ Azerbaijani,Azeri|BA Bosnian|
BB Barbadian|BD Bangladeshi|BE Belgian|BF Burkinabe,Burkinabè|BG Bulgarian|BH Bahraini|BI Burundian|
BJ Beninese|BM Bermudian|BN Bruneian|BO Bolivian|BR Brazilian|BS Bahamian|BT Bhutanese|
BW Botswanan|BY Belarusian,Belarussian|BZ Belizean|CA Canadian|CF Central-African|CH Swiss|
CI Ivorian|CL Chilean|CM Cameroonian|CN Chinese|CO Colombian|CR Costa-Rican|CU Cuban|
CV Cape-Verdean|CY Cypriot|CZ Czech|DE German|DJ Djiboutian|DK Danish,Dane|DO Dominican|
DZ Algerian|EC Ecuadorian,Ecuadorean|EE Estonian|EG Egyptian|ER Eritrean|ES Spanish,Spaniard|
ET Ethiopian|FI Finnish,Finn|FJ Fijian|FR French,Frenchman|GA Gabonese|
GB British,Briton,English,Scottish,Welsh,Brit,Englishman,Scot|GD Grenadian|GE Georgian|GH Ghanaian|
GL Greenlandic|GM Gambian|GR Greek|GT Guatemalan|GY Guyanese|HK Hongkonger|HN Honduran|
HR Croatian,Croat|HT Haitian|HU Hungarian|ID Indonesian|IE Irish,Irishman|IL Israeli|IN Indian|
IQ Iraqi|IR Iranian|IS Icelandic,Icelander|IT Italian|JM Jamaican|JO Jordanian|JP Japanese|
KE Kenyan|KG Kyrgyz|KH Cambodian|KM Comorian|KP North-Korean|KR South-Korean|KW Kuwaiti|
KZ Kazakh,Kazakhstani|LA Laotian,Lao|LB Lebanese|LC Saint-Lucian|LI Liechtensteiner|LK Sri-Lankan|
LR Liberian|LS Basotho|LT Lithuanian|LU Luxembourger|LV Latvian|LY Libyan|MA Moroccan|
MC Monegasque|MD Moldovan|ME Montenegrin|MG Malagasy|MK Macedonian|ML Malian|MM Burmese|
MN Mongolian|MR Mauritanian|MT Maltese|MU Mauritian|MV Maldivian|MW Malawian|MX Mexican|
MY Malaysian|MZ Mozambican|NA Namibian|NE Nigerien|NG Nigerian|NI Nicaraguan|NL Dutch,Dutchman|
NO Norwegian|NP Nepali,Nepalese|NZ New-Zealander,Kiwi|OM Omani|PA Panamanian|PE Peruvian|
PG Papua-New-Guinean|PH Filipino,Philippine,Filipina|PK Pakistani|PL Polish,Pole|PR Puerto-Rican|
PS Palestinian|PT Portuguese|PY Paraguayan|QA Qatari|RO Romanian|RS Serbian,Serb|RU Russian|
RW Rwandan|SA Saudi,Saudi-Arabian|SB Solomon-Islander|SC Seychellois|SD Sudanese|SE Swedish,Swede|
SG Singaporean|SI Slovenian,Slovene|SK Slovak,Slovakian|SL Sierra-Leonean|SM Sammarinese|SN Senegalese|
SO Somali,Somalian|SR Surinamese|SS South-Sudanese|SV Salvadoran,Salvadorean|SY Syrian|SZ Swazi|
TD Chadian|TG Togolese|TH Thai|TJ Tajik|TL Timorese|TM Turkmen|TN Tunisian|TO Tongan|
TR Turkish,Turk|TT Trinidadian|TW Taiwanese|TZ Tanzanian|UA Ukrainian|UG Ugandan|US American|
UY Uruguayan|UZ Uzbek|VE Venezuelan|VN Vietnamese|VU Vanuatuan|WS Samoan|XK Kosovar,Kosovan|
YE Yemeni|ZA South-African|ZM Zambian|ZW Zimbabwean
"""


def _read() -> dict[str, str]:
    demonyms = {}
    for row in _TABLE.replace("\n", "").split("|"):
        country, _, words = row.partition(" ")
        for word in words.split(","):
            name = word.replace("-", " ").lower()
            demonyms[name] = country
            if name not in ("philippine", "lao"):  # with an s they are the countries
                demonyms[name + "s"] = country
    return demonyms


DEMONYMS = _read()
"""Lower-case demonym, singular or plural, → ISO 3166-1 alpha-2."""

DEMONYM_STARTS = frozenset(name.split()[0] for name in DEMONYMS if " " in name)
"""First words of the demonyms of two words."""


def country_of_demonym(words: str) -> str | None:
    """ISO 3166-1 alpha-2 of a people's name or adjective, None where it names no single country.

    >>> country_of_demonym("Colombian")
    'CO'
    >>> country_of_demonym("Kurdish") is None
    True
    """
    return DEMONYMS.get(words.lower().replace("-", " "))
