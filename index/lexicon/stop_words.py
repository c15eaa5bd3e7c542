"""Words that say nothing about what a sentence is about: data only, as `index.analysis.terms` folds them."""

from index.lexicon.loading import listed

STOP_WORDS = listed(
    """
    a an the this that these those i me my mine myself we us our ours ourselves you your yours
    yourself yourselves he him his himself she her hers herself it its itself they them their theirs
    themselves one who whom whose which what when where why how whether am is are was were be been
    being have has had having do does did doing done can could may might must shall should will
    would cannot ought and or but nor if then than so as because while although though unless until
    of at by for from in into on onto to with about between among through during before after since
    upon within without above below up down out off over under again further once toward towards
    regarding concerning here there all any both each few more most other others some such no not
    only own same too very just also even ever s t d ll m re ve dont didnt doesnt isnt arent wasnt
    werent hasnt havent hadnt cant couldnt wouldnt shouldnt wont aint im ive id youre youve hes shes
    theyre theyve weve whats whos thats theres lets say says said saying tell tells told telling
    speak speaks spoke spoken speaking mention mentions mentioned mentioning according
    """
)
"""English function words, contractions as typed without an apostrophe, and the verbs that only report."""

NEGATED = listed(
    """
    do does did is are was were has have had wo ca could would should must might need ai sha dare may ought
    """
)
"""What stands before "n't"."""
