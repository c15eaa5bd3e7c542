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
