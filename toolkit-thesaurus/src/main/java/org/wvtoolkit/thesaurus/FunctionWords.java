package org.wvtoolkit.thesaurus;

import java.util.Locale;
import java.util.Set;

/**
 * English function words. WordNet lists many of them with an unrelated rare sense ("in" as inch and
 * indium, "as" as arsenic, "was" as a form of the state Washington), which would receive the counts
 * of the most frequent words.
 */
final class FunctionWords {
    private static final Set<String> ALL =
            Set.of(("a about above after again against all although always am among an and another"
                            + " any anybody anyone anything are around as at away be because been before behind"
                            + " being below between both but by can cannot could did do does doing done down"
                            + " during each either else ever every everybody everyone everything few for from"
                            + " further get gets got had has have having he her here hers herself him himself"
                            + " his how however i if in inside into is it its itself just least less let like"
                            + " ll many may me might mine more most much must my myself near neither never no"
                            + " nobody none nor not nothing now of off often on once one only onto or other"
                            + " others otherwise ought our ours ourselves out outside over own per perhaps"
                            + " please rather re s same shall she should since so some somebody someone"
                            + " something somewhat still such t than that the their theirs them themselves then"
                            + " there therefore these they this those though through throughout thus till to"
                            + " together too toward towards under until unto up upon us ve very via was we well"
                            + " were what whatever when whenever where whereas wherever whether which whichever"
                            + " while who whoever whole whom whose why will with within without would yes yet"
                            + " you your yours yourself yourselves")
                    .split(" "));

    private FunctionWords() {}

    /** Returns whether a word is a function word; false if the language is not English. */
    static boolean contains(String language, String word) {
        return language.equals("en") && ALL.contains(word.toLowerCase(Locale.ROOT));
    }
}
