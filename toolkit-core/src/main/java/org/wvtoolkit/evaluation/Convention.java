package org.wvtoolkit.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a benchmark is counted. Tools differ in it, and scores that were counted differently cannot be compared.
 *
 * @param name what it is called; {@code NAME, changed} where one of the rules is not that of the tool
 * @param unknownIsWrong whether a question with an unknown word counts as answered wrongly (a pair as of similarity 0); else it
 *     is skipped
 * @param candidates the words that are known and may answer: so many, the most frequent; at least 1
 * @param letterCase how capital letters are treated
 * @param excludesVariants whether a word that differs from one of the question's in case alone may not answer either
 * @param epsilon what 3CosMul adds below the fraction, above 0
 */
public record Convention(
        String name,
        boolean unknownIsWrong,
        int candidates,
        LetterCase letterCase,
        boolean excludesVariants,
        double epsilon) {
    /**
     * As {@code evaluate_word_analogies} and {@code evaluate_word_pairs} of gensim 4 count by default: unknown words skipped,
     * the first 300,000 words, case ignored.
     */
    public static final Convention GENSIM = new Convention("gensim", false, 300_000, LetterCase.IGNORED, true, 0.001);

    /**
     * As {@code compute-accuracy} of the word2vec tool counts with the threshold of its demonstration: unknown words skipped,
     * the first 30,000 words, case ignored, though a variant of a question's word in another case may answer. That tool rates
     * no similarities; they are counted by the same rules.
     */
    public static final Convention WORD2VEC =
            new Convention("word2vec", false, 30_000, LetterCase.IGNORED, false, 0.001);

    /**
     * As hyperwords (Levy, Goldberg and Dagan 2015) counts: unknown words wrong, all words, questions in lower case, 3CosMul
     * with 0.01.
     */
    public static final Convention HYPERWORDS =
            new Convention("hyperwords", true, Integer.MAX_VALUE, LetterCase.LOWERED, false, 0.01);

    private static final List<Convention> ALL = List.of(GENSIM, WORD2VEC, HYPERWORDS);

    /** How capital letters are treated. */
    public enum LetterCase {
        /** A word of a question is the most frequent of the model's words that differ from it in case at most. */
        IGNORED,
        /** Words of questions are made lower case, the model's are not. */
        LOWERED,
        /** Words are looked up as they are. */
        KEPT
    }

    /** Checks the ranges. */
    public Convention {
        if (candidates < 1) {
            throw new IllegalArgumentException("candidates must be at least 1: " + candidates);
        }
        if (!(epsilon > 0 && epsilon < 1)) {
            throw new IllegalArgumentException("epsilon must be above 0 and below 1: " + epsilon);
        }
    }

    /**
     * All that have a name.
     *
     * @return the default first
     */
    public static List<Convention> all() {
        return ALL;
    }

    /**
     * A convention by name.
     *
     * @param name its name
     * @return the convention, or empty
     */
    public static Optional<Convention> named(String name) {
        return ALL.stream().filter(one -> one.name.equals(name)).findFirst();
    }

    /**
     * The same with other candidates.
     *
     * @param number how many words may answer, at least 1
     * @return a copy of the same name: the tools leave this to their users too
     */
    public Convention withCandidates(int number) {
        return new Convention(name, unknownIsWrong, number, letterCase, excludesVariants, epsilon);
    }

    /**
     * The same with another rule for unknown words.
     *
     * @param wrong whether they are wrong rather than skipped
     * @return a copy, named as changed unless nothing is
     */
    public Convention withUnknownWrong(boolean wrong) {
        return changed(wrong, letterCase);
    }

    /**
     * The same with another rule for capital letters.
     *
     * @param newCase the rule
     * @return a copy, named as changed unless nothing is
     */
    public Convention withLetterCase(LetterCase newCase) {
        return changed(unknownIsWrong, newCase);
    }

    private Convention changed(boolean wrong, LetterCase newCase) {
        Convention copy = new Convention(name, wrong, candidates, newCase, excludesVariants, epsilon);
        String suffix = ", changed";
        return copy.equals(this) || name.endsWith(suffix)
                ? copy
                : new Convention(name + suffix, wrong, candidates, newCase, excludesVariants, epsilon);
    }

    /**
     * The rules in words.
     *
     * @return such as {@code unknown words skipped, the first 300,000 words, case ignored}
     */
    public String rules() {
        return "unknown words " + (unknownIsWrong ? "wrong" : "skipped") + ", "
                + (candidates == Integer.MAX_VALUE
                        ? "all words"
                        : String.format(Locale.ROOT, "the first %,d words", candidates))
                + ", case " + letterCase.name().toLowerCase(Locale.ROOT);
    }

    /** A word as it is compared, in the benchmark. */
    String key(String word) {
        return switch (letterCase) {
            case IGNORED -> word.toUpperCase(Locale.ROOT);
            case LOWERED -> word.toLowerCase(Locale.ROOT);
            case KEPT -> word;
        };
    }

    /** A word as it is compared, in the model. */
    String keyInModel(String word) {
        return letterCase == LetterCase.IGNORED ? word.toUpperCase(Locale.ROOT) : word;
    }
}
