package org.wvtoolkit.inspection;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.wvtoolkit.corpus.FilteredSink;
import org.wvtoolkit.corpus.FilteredSource;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.analysis.TextAnalyzers;

/**
 * A source that reports text in a language without spaces between words if the analyzer does not find its words. The
 * report is a note after the text has been read, with the analyzer to use instead. The tokens are not changed.
 */
public final class UnspacedText extends FilteredSource {
    /** Analyzers that rely on spaces between words; standard divides Han and Kana into single characters. */
    private static final Set<String> DIVIDE_AT_SPACES = Set.of("standard", "whitespace", "simple");

    /** The analyzer that finds the words of each language. */
    private static final Map<String, String> ANALYZERS = Map.of(
            "thai", "thai",
            "lao", "icu",
            "khmer", "icu",
            "burmese", "icu",
            "chinese", "chinese",
            "japanese", "japanese");

    /** Share of tokens from which a text is reported. */
    private static final double MOSTLY = 0.5;

    /** Share of Kana in Japanese text. */
    private static final double KANA_SHARE = 0.05;

    private static final List<String> SCRIPTS = List.of("thai", "lao", "khmer", "burmese", "chinese", "japanese");

    private final ConcurrentLinkedQueue<ScriptSink> sinks = new ConcurrentLinkedQueue<>();

    private UnspacedText(TokenSource source) {
        super(source);
    }

    /**
     * Returns the analyzer that finds the words of a language without spaces between words.
     *
     * @param language a language as in {@link TextProfile#languages}
     * @param analyzer the name of the analyzer in use
     * @return the name of a better analyzer; empty if the one in use suits the language
     */
    public static Optional<String> betterAnalyzer(String language, String analyzer) {
        return DIVIDE_AT_SPACES.contains(analyzer) ? Optional.ofNullable(ANALYZERS.get(language)) : Optional.empty();
    }

    /**
     * Watches a source.
     *
     * @param source any source
     * @return a source of the same tokens, or the source itself if its analyzer finds words without spaces
     */
    public static TokenSource watched(TokenSource source) {
        String analyzer = source.provenance().getOrDefault(TextAnalyzers.NAME, "");
        return DIVIDE_AT_SPACES.contains(analyzer) ? new UnspacedText(source) : source;
    }

    @Override
    protected TokenSink filter(TokenSink sink) {
        ScriptSink counting = new ScriptSink(sink);
        sinks.add(counting);
        return counting;
    }

    @Override
    public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
            throws IOException {
        sinks.clear();
        SourceReport report = super.readTokens(collector, threads, progress);
        long tokens = 0;
        long[] counts = new long[SCRIPTS.size()];
        for (ScriptSink sink : sinks) {
            tokens += sink.tokens;
            for (int i = 0; i < counts.length; i++) {
                counts[i] += sink.counts[i];
            }
        }
        report(tokens, counts, progress);
        return report;
    }

    private void report(long tokens, long[] counts, ProgressListener progress) {
        int han = SCRIPTS.indexOf("chinese");
        int kana = SCRIPTS.indexOf("japanese");
        long ideographs = counts[han] + counts[kana];
        boolean japanese = counts[kana] > KANA_SHARE * ideographs;
        counts[han] = japanese ? 0 : ideographs;
        counts[kana] = japanese ? ideographs : 0;
        long most = Arrays.stream(counts).max().orElse(0);
        if (most == 0 || most < MOSTLY * tokens) {
            return;
        }
        String language = SCRIPTS.get(Arrays.stream(counts).boxed().toList().indexOf(most));
        String analyzer = provenance().getOrDefault(TextAnalyzers.NAME, "");
        betterAnalyzer(language, analyzer)
                .ifPresent(better -> progress.note(String.format(
                        Locale.ROOT,
                        "%d %% of the tokens look %s, which is written without spaces between words; the analyzer %s"
                                + " does not find its words: use the analyzer %s",
                        Math.round(100.0 * most / tokens),
                        language.substring(0, 1).toUpperCase(Locale.ROOT) + language.substring(1),
                        analyzer,
                        better)));
    }

    /** Counts tokens by the script of their first character. */
    private static final class ScriptSink extends FilteredSink {
        private final long[] counts = new long[SCRIPTS.size()];
        private long tokens;

        ScriptSink(TokenSink sink) {
            super(sink);
        }

        @Override
        public void token(byte[] utf8, int offset, int length) {
            tokens++;
            int first = utf8[offset] & 0xFF;
            // All of these scripts have three bytes per character, rare ideographs four.
            if (first >= 0xE0 && length >= 3) {
                int script = first >= 0xF0
                        ? SCRIPTS.indexOf("chinese")
                        : script(((first & 0xF) << 12) | ((utf8[offset + 1] & 0x3F) << 6) | (utf8[offset + 2] & 0x3F));
                if (script >= 0) {
                    counts[script]++;
                }
            }
            super.token(utf8, offset, length);
        }

        private static int script(int point) {
            if (point < 0x0E00) {
                return -1;
            } else if (point < 0x0E80) {
                return 0; // Thai
            } else if (point < 0x0F00) {
                return 1; // Lao
            } else if (point >= 0x1780 && point < 0x1800) {
                return 2; // Khmer
            } else if (point >= 0x1000 && point < 0x10A0) {
                return 3; // Myanmar
            } else if (point >= 0x3040 && point < 0x3100) {
                return 5; // Hiragana and Katakana
            }
            boolean han = (point >= 0x3400 && point < 0xA000) || (point >= 0xF900 && point < 0xFB00);
            return han ? 4 : -1;
        }
    }
}
