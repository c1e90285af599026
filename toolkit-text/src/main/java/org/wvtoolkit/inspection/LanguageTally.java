package org.wvtoolkit.inspection;

import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.wvtoolkit.text.analysis.StopWords;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Heuristic language identification, line by line. Not thread-safe, except for the shared
 * {@link Lists}.
 *
 * <p>If the script of a line is used by one language only, the script determines the language.
 * Otherwise the language with the highest stop-word score is chosen, where each stop word counts 1
 * divided by the number of languages that have it. Lines that are too short for this, or in a
 * language without a stop-word list, are counted by script. The accuracy suffices to detect
 * unexpected languages in a text.
 */
final class LanguageTally {
    private static final int MIN_WORDS = 5;
    private static final double MIN_SCORE = 1.2;
    private static final double KANA_SHARE = 0.05;

    private static final Map<UnicodeScript, String> LANGUAGE_OF_SCRIPT = Map.ofEntries(
            Map.entry(UnicodeScript.HANGUL, "korean"),
            Map.entry(UnicodeScript.THAI, "thai"),
            Map.entry(UnicodeScript.LAO, "lao"),
            Map.entry(UnicodeScript.KHMER, "khmer"),
            Map.entry(UnicodeScript.MYANMAR, "burmese"),
            Map.entry(UnicodeScript.TIBETAN, "tibetan"),
            Map.entry(UnicodeScript.HEBREW, "hebrew"),
            Map.entry(UnicodeScript.GREEK, "greek"),
            Map.entry(UnicodeScript.ARMENIAN, "armenian"),
            Map.entry(UnicodeScript.GEORGIAN, "georgian"),
            Map.entry(UnicodeScript.TAMIL, "tamil"),
            Map.entry(UnicodeScript.TELUGU, "telugu"),
            Map.entry(UnicodeScript.BENGALI, "bengali"));

    /** Stop-word lists of all languages, indexed by word hash, with one bit per language. */
    static final class Lists {
        private final List<String> names = new ArrayList<>();
        private final long[] hashes;
        private final long[] languages;

        Lists() {
            Map<String, List<byte[]>> all = StopWords.byLanguage();
            int words = all.values().stream().mapToInt(List::size).sum();
            int slots = Integer.highestOneBit(4 * words + 1);
            hashes = new long[slots];
            languages = new long[slots];
            all.forEach((name, list) -> {
                long bit = 1L << names.size();
                names.add(name);
                for (byte[] word : list) {
                    int slot = slot(WordTable.hash(word, 0, word.length));
                    hashes[slot] = WordTable.hash(word, 0, word.length);
                    languages[slot] |= bit;
                }
            });
        }

        private int slot(long hash) {
            int slot = (int) (hash >>> 20) & (hashes.length - 1);
            while (hashes[slot] != 0 && hashes[slot] != hash) {
                slot = (slot + 1) & (hashes.length - 1);
            }
            return slot;
        }

        /** Returns a bit set of the languages whose stop words include the word with this hash. */
        long languagesOf(long hash) {
            return languages[slot(hash)];
        }
    }

    private final Lists lists;
    private final double[] scores;
    private final Map<UnicodeScript, Integer> scripts = new EnumMap<>(UnicodeScript.class);
    private final Map<String, Long> tokens = new TreeMap<>();
    private int words;

    LanguageTally(Lists lists) {
        this.lists = lists;
        scores = new double[lists.names.size()];
    }

    /** Adds a token to the current line. */
    void token(byte[] utf8, int offset, int length) {
        // Some analyzers keep upper case and punctuation, which would prevent the lookup. One string per
        // token is affordable because only a sample of lines is processed.
        String word = new String(utf8, offset, Math.min(length, 64), StandardCharsets.UTF_8);
        int from = 0;
        while (from < word.length() && !Character.isLetter(word.codePointAt(from))) {
            from += Character.charCount(word.codePointAt(from));
        }
        int to = word.length();
        while (to > from && !Character.isLetterOrDigit(word.codePointBefore(to))) {
            to -= Character.charCount(word.codePointBefore(to));
        }
        if (from == to) {
            return;
        }
        scripts.merge(UnicodeScript.of(word.codePointAt(from)), 1, Integer::sum);
        words++;
        byte[] plain = word.substring(from, to).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        long bits = lists.languagesOf(WordTable.hash(plain, 0, plain.length));
        double weight = 1.0 / Math.max(1, Long.bitCount(bits));
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            scores[Long.numberOfTrailingZeros(rest)] += weight;
        }
    }

    /** Ends the line. */
    void lineEnd() {
        if (words > 0) {
            tokens.merge(guess(), (long) words, Long::sum);
        }
        scripts.clear();
        words = 0;
        Arrays.fill(scores, 0);
    }

    private String guess() {
        UnicodeScript script = scripts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        int kana = scripts.getOrDefault(UnicodeScript.HIRAGANA, 0) + scripts.getOrDefault(UnicodeScript.KATAKANA, 0);
        int han = scripts.getOrDefault(UnicodeScript.HAN, 0);
        if (kana + han > words / 2) {
            return kana > KANA_SHARE * (kana + han) ? "japanese" : "chinese";
        }
        String only = LANGUAGE_OF_SCRIPT.get(script);
        if (only != null) {
            return only;
        }
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] > scores[best]) {
                best = i;
            }
        }
        return words >= MIN_WORDS && scores[best] >= MIN_SCORE
                ? lists.names.get(best)
                : "unknown, in " + script.toString().toLowerCase(Locale.ROOT) + " script";
    }

    /** Adds the counts of another tally. */
    void addAll(LanguageTally other) {
        other.tokens.forEach((language, count) -> tokens.merge(language, count, Long::sum));
    }

    /** Returns the share of tokens of each language, in descending order. */
    Map<String, Double> shares() {
        double all = tokens.values().stream().mapToLong(count -> count).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        tokens.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(entry -> shares.put(entry.getKey(), entry.getValue() / all));
        return shares;
    }
}
