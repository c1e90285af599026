package org.wvtoolkit.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Scoring convention of a benchmark. Tools differ in their conventions, and scores under different
 * conventions are not comparable.
 *
 * @param name its name; {@code NAME, changed} if a rule differs from that of the tool
 * @param unknownIsWrong whether a question with an out-of-vocabulary word counts as wrong (a pair
 *     as similarity 0) instead of being skipped
 * @param candidates number of most frequent words that may be answers, at least 1
 * @param letterCase treatment of letter case
 * @param excludesVariants whether words that differ only in case from a word of the question are
 *     excluded as answers
 * @param epsilon constant added to the denominator of 3CosMul, above 0
 */
public record Convention(
        String name,
        boolean unknownIsWrong,
        int candidates,
        LetterCase letterCase,
        boolean excludesVariants,
        double epsilon) {
    /**
     * Convention of {@code evaluate_word_analogies} and {@code evaluate_word_pairs} in gensim 4
     * with default arguments: out-of-vocabulary words skipped, the first 300,000 words, case
     * ignored.
     */
    public static final Convention GENSIM = new Convention("gensim", false, 300_000, LetterCase.IGNORED, true, 0.001);

    /**
     * Convention of {@code compute-accuracy} in the word2vec tool with the threshold of its demo
     * script: out-of-vocabulary words skipped, the first 30,000 words, case ignored, but case
     * variants of the question's words may be answers. That tool does not evaluate similarity; the
     * same rules are applied.
     */
    public static final Convention WORD2VEC =
            new Convention("word2vec", false, 30_000, LetterCase.IGNORED, false, 0.001);

    /**
     * Convention of hyperwords (Levy, Goldberg and Dagan 2015): out-of-vocabulary words wrong, all
     * words, questions converted to lower case, 3CosMul with 0.01.
     */
    public static final Convention HYPERWORDS =
            new Convention("hyperwords", true, Integer.MAX_VALUE, LetterCase.LOWERED, false, 0.01);

    private static final List<Convention> ALL = List.of(GENSIM, WORD2VEC, HYPERWORDS);

    /** Treatment of letter case. */
    public enum LetterCase {
        /**
         * A word of a question matches the most frequent vocabulary word that equals it except for
         * case.
         */
        IGNORED,
        /** Words of questions are converted to lower case, vocabulary words are not. */
        LOWERED,
        /** Words must match exactly. */
        KEPT
    }

    /** Validates the ranges. */
    public Convention {
        if (candidates < 1) {
            throw new IllegalArgumentException("candidates must be at least 1: " + candidates);
        }
        if (!(epsilon > 0 && epsilon < 1)) {
            throw new IllegalArgumentException("epsilon must be above 0 and below 1: " + epsilon);
        }
    }

    /**
     * Returns all named conventions.
     *
     * @return the default first
     */
    public static List<Convention> all() {
        return ALL;
    }

    /**
     * Returns the convention with a name.
     *
     * @param name its name
     * @return the convention, or empty
     */
    public static Optional<Convention> find(String name) {
        return ALL.stream().filter(one -> one.name.equals(name)).findFirst();
    }

    /**
     * Returns a copy with another number of candidates.
     *
     * @param number number of words that may be answers, at least 1
     * @return a copy with the same name, because the tools leave this number to their users too
     */
    public Convention withCandidates(int number) {
        return new Convention(name, unknownIsWrong, number, letterCase, excludesVariants, epsilon);
    }

    /**
     * Returns a copy with another rule for out-of-vocabulary words.
     *
     * @param wrong whether such questions are wrong instead of skipped
     * @return a copy, named as changed if the rule differs
     */
    public Convention withUnknownWrong(boolean wrong) {
        return changed(wrong, letterCase);
    }

    /**
     * Returns a copy with another treatment of letter case.
     *
     * @param newCase the treatment
     * @return a copy, named as changed if the rule differs
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
     * Returns a description of the rules.
     *
     * @return for example {@code unknown words skipped, the first 300,000 words, case ignored}
     */
    public String rules() {
        return "unknown words " + (unknownIsWrong ? "wrong" : "skipped") + ", "
                + (candidates == Integer.MAX_VALUE
                        ? "all words"
                        : String.format(Locale.ROOT, "the first %,d words", candidates))
                + ", case " + letterCase.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the comparison key of a word in a benchmark. */
    String key(String word) {
        return switch (letterCase) {
            case IGNORED -> word.toUpperCase(Locale.ROOT);
            case LOWERED -> word.toLowerCase(Locale.ROOT);
            case KEPT -> word;
        };
    }

    /** Returns the comparison key of a word in the vocabulary. */
    String keyInModel(String word) {
        return letterCase == LetterCase.IGNORED ? word.toUpperCase(Locale.ROOT) : word;
    }
}
