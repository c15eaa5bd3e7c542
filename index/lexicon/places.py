"""Places and peoples: data only, all in lower case."""

from index.lexicon.loading import listed

# Countries, states, big cities and what stands for them in the news.
PLACES = listed(
    """
    afghanistan africa alabama alaska albania algeria america angola ankara argentina arizona arkansas
    armenia asia athens atlanta australia austria azerbaijan baghdad bahrain baltimore bangladesh beijing
    beirut belarus belgium berlin bolivia bosnia boston botswana brazil britain brooklyn brussels bulgaria
    burma cairo california cambodia cameroon canada caracas caribbean chechnya chicago chile china
    cleveland colombia colorado connecticut crimea croatia cuba cyprus d.c. damascus darfur delaware
    denmark detroit dubai dublin e.u. ecuador egypt england estonia ethiopia eu europe finland florida
    france gaza geneva georgia germany ghana greece guantanamo guatemala haiti hanoi havana hawaii
    helsinki holland hollywood honduras houston hungary iceland idaho illinois india indiana indonesia
    iowa iran iraq ireland islamabad israel istanbul italy jakarta jamaica japan jerusalem johannesburg
    kabul kansas karachi kashmir kazakhstan kentucky kenya kiev korea kosovo kuwait kyiv laos latvia
    lebanon libya lisbon lithuania liverpool london louisiana luxembourg madrid maine malaysia manchester
    manhattan manila maryland massachusetts mexico miami michigan milan milwaukee minneapolis minnesota
    mississippi missouri moldova mongolia montana montreal morocco moscow mumbai munich myanmar nairobi
    namibia nato nebraska nepal netherlands nevada nicaragua niger nigeria norway oakland ohio oklahoma
    oman oregon oslo ottawa pakistan palestine panama paraguay paris pennsylvania peru philadelphia
    philippines phoenix pittsburgh poland portugal prague pyongyang qatar quebec richmond riyadh romania
    rome russia rwanda sacramento saudi scotland seattle seoul serbia singapore slovakia slovenia somalia
    spain stockholm sudan sweden switzerland sydney syria taiwan tajikistan tampa tanzania tehran
    tennessee texas thailand tibet tokyo toronto tunisia turkey turkmenistan u.k. u.n. u.s u.s. uganda uk
    ukraine uruguay us usa utah uzbekistan vatican venezuela vermont vienna vietnam virginia wales warsaw
    washington wisconsin wyoming yemen yugoslavia zagreb zambia zimbabwe
    """
)

# First words of places of two words ("New Jersey", "South Carolina", "San Jose").
PLACE_HEADS = listed(
    """
    abu addis buenos cape costa east el fort great hong kuala lake las long los mount new north palm port
    puerto rhode rio san santa sao saudi silicon south sri tel united west
    """
)

# Last words of the names of places.
AREAS = listed(
    """
    avenue bay beach borough city county creek district harbour hill hills island islands lane park
    peninsula province region river road square state street township valley village
    """
)

# Peoples, languages and faiths.
DEMONYMS = listed(
    """
    afghan african albanian algerian american arab argentine armenian asian australian austrian
    azerbaijani bangladeshi belarusian belgian black bolivian bosnian brazilian british bulgarian
    cambodian canadian catholic chechen chilean chinese colombian croatian cuban czech danish dutch
    egyptian english estonian ethiopian european evangelical finnish french georgian german greek haitian
    hindu hispanic hungarian icelandic indian indonesian iranian iraqi irish islamic islamist israeli
    italian jamaican japanese jewish jordanian kenyan korean kurdish kuwaiti latin latino latvian lebanese
    libyan lithuanian macedonian malaysian mexican mongolian mormon moroccan muslim nigerian norwegian
    orthodox pakistani palestinian peruvian philippine polish portuguese protestant roman romanian russian
    rwandan scottish serbian shia shiite sikh slovak slovenian somali soviet spanish sudanese sunni
    swedish swiss syrian taiwanese thai tibetan tunisian turkish ugandan ukrainian venezuelan vietnamese
    welsh yemeni zimbabwean
    """
)

# One person of a people, who is nobody by name.
NATIONALS = listed(
    """
    argentinian aussie brit briton croat dane dutchman dutchwoman englishman englishwoman filipina
    filipino finn frenchman frenchwoman irishman irishwoman kiwi londoner new-yorker parisian pole scot
    scotsman serb spaniard swede texan turk welshman welshwoman
    """
)

COUNTRIES = {
    adjective: country
    for country, adjectives in (
        line.split(":")
        for line in """
        afghanistan:afghan|albania:albanian|algeria:algerian|argentina:argentine argentinian|armenia:armenian
        australia:australian|austria:austrian|azerbaijan:azerbaijani|bangladesh:bangladeshi|belarus:belarusian
        belgium:belgian|bolivia:bolivian|bosnia:bosnian|brazil:brazilian|britain:british uk|bulgaria:bulgarian
        cambodia:cambodian|canada:canadian|chile:chilean|china:chinese|colombia:colombian|croatia:croatian
        cuba:cuban|czech:czechia|denmark:danish|ecuador:ecuadorian|egypt:egyptian|england:english|estonia:estonian
        ethiopia:ethiopian|europe:european eu|finland:finnish|france:french|georgia:georgian|germany:german
        ghana:ghanaian|greece:greek|hungary:hungarian|iceland:icelandic|india:indian|indonesia:indonesian
        iran:iranian|iraq:iraqi|ireland:irish|israel:israeli|italy:italian|japan:japanese|jordan:jordanian
        kazakhstan:kazakh|kenya:kenyan|korea:korean|kosovo:kosovar|kuwait:kuwaiti|latvia:latvian|lebanon:lebanese
        libya:libyan|lithuania:lithuanian|malaysia:malaysian|mexico:mexican|moldova:moldovan|mongolia:mongolian
        morocco:moroccan|netherlands:dutch|nigeria:nigerian|norway:norwegian|pakistan:pakistani
        palestine:palestinian|peru:peruvian|philippines:philippine filipino|poland:polish|portugal:portuguese
        qatar:qatari|romania:romanian|russia:russian|saudi:saudis|scotland:scottish|serbia:serbian
        singapore:singaporean|slovakia:slovak|slovenia:slovenian|somalia:somali|spain:spanish|sudan:sudanese
        sweden:swedish|switzerland:swiss|syria:syrian|taiwan:taiwanese|thailand:thai|tunisia:tunisian
        turkey:turkish|uganda:ugandan|ukraine:ukrainian|us:american usa america|venezuela:venezuelan
        vietnam:vietnamese|wales:welsh|yemen:yemeni|zimbabwe:zimbabwean
        """.replace("\n", "|").split("|")
        if ":" in line
    )
    for adjective in adjectives.split()
    for country in [country.strip()]
}
"""Adjective (and other name) of a country to the name it goes under here."""
CITIES = listed(
    """angeles antonio carolina dakota delhi diego francisco hampshire jersey jose kong lanka leone lucia
    louis orleans paso paulo rico salvador vegas york zealand"""
)
"""Last words of places that are named in two."""
STATES = listed(
    """city state town county government governments republic commonwealth kingdom emirate islamic people's
    democratic federal of the north south east west n s new"""
)
"""What a place's name may begin with and still be that place's: "City of New York", "North Korea"."""
CAPITALS = {
    "moscow": "russia", "washington": "us", "london": "britain", "paris": "france", "berlin": "germany",
    "beijing": "china", "tehran": "iran", "kiev": "ukraine", "kyiv": "ukraine", "tokyo": "japan",
    "pyongyang": "korea", "seoul": "korea", "brussels": "europe", "ankara": "turkey", "warsaw": "poland",
    "prague": "czech", "rome": "italy", "madrid": "spain", "jerusalem": "israel", "cairo": "egypt",
    "baghdad": "iraq", "damascus": "syria", "riyadh": "saudi", "islamabad": "pakistan",
    "kabul": "afghanistan", "ottawa": "canada", "athens": "greece", "vienna": "austria",
    "budapest": "hungary", "havana": "cuba", "caracas": "venezuela", "kremlin": "russia",
    "whitehall": "britain", "delhi": "india",
    "oslo": "norway", "reykjavik": "iceland", "stockholm": "sweden", "copenhagen": "denmark",
    "helsinki": "finland", "dublin": "ireland", "lisbon": "portugal", "bern": "switzerland",
    "bucharest": "romania", "sofia": "bulgaria", "belgrade": "serbia", "zagreb": "croatia",
    "bratislava": "slovakia", "ljubljana": "slovenia", "tallinn": "estonia", "riga": "latvia",
    "vilnius": "lithuania", "hanoi": "vietnam", "bangkok": "thailand", "jakarta": "indonesia",
    "manila": "philippines", "taipei": "taiwan", "nairobi": "kenya", "abuja": "nigeria", "lima": "peru",
    "bogota": "colombia", "santiago": "chile", "beirut": "lebanon", "amman": "jordan", "doha": "qatar",
    "canberra": "australia", "brasilia": "brazil", "tbilisi": "georgia", "minsk": "belarus",
}  # fmt: skip
"""Cities, and houses, whose name stands for the government there."""
