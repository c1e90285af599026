package org.wvtoolkit.web.model;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.format.ReadingOptions;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/**
 * Occurrences of words in a corpus. The corpus is tokenized once, on a separate thread, to a
 * temporary file of token ids, which is deleted when the process ends. A query scans the file at
 * about 10⁹ tokens/s.
 *
 * <p>Thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class Concordance implements AutoCloseable {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final int BLOCK = 1 << 16;

    private final Thread reader;
    private volatile @Nullable EncodedCorpus corpus;
    private volatile @Nullable String problem;
    private volatile boolean closed;

    /**
     * An occurrence with its context.
     *
     * @param tokens tokens of one sentence around the occurrence
     * @param matches indices of the queried words in {@code tokens}
     */
    public record Line(List<String> tokens, List<Integer> matches) {
        /** Copies the lists. */
        public Line {
            tokens = List.copyOf(tokens);
            matches = List.copyOf(matches);
        }
    }

    /**
     * Occurrences in a corpus.
     *
     * @param total number of occurrences
     * @param lines a sample of them, evenly distributed over the corpus
     */
    public record Lines(long total, List<Line> lines) {
        /** Copies the list. */
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    private Concordance(List<TextInput> inputs, TextAnalyzer analyzer, Path folder) {
        reader = Thread.ofPlatform().daemon().name("wv-corpus").start(() -> run(inputs, analyzer, folder));
    }

    /**
     * Starts to read a corpus.
     *
     * @param inputs the corpus
     * @param analyzer the analyzer of the model's corpus
     * @param folder folder for the temporary file, 4 bytes per token
     * @return the concordance, which is not ready yet; the caller closes it
     */
    public static Concordance read(List<TextInput> inputs, TextAnalyzer analyzer, Path folder) {
        return new Concordance(inputs, analyzer, folder);
    }

    private void run(List<TextInput> inputs, TextAnalyzer analyzer, Path folder) {
        TextOptions options = new TextOptions(analyzer, ReadingOptions.defaults());
        try (TemporaryFile file = TemporaryFiles.create(folder, "concordance");
                EncodedCorpus encoded = CorpusEncoder.encode(
                        TextCorpus.of(inputs, options),
                        new VocabularyOptions(1, Integer.MAX_VALUE),
                        file.path(),
                        Resources.defaults(folder),
                        ProgressListener.NONE)) {
            corpus = encoded;
            while (!closed) {
                Thread.sleep(Long.MAX_VALUE);
            }
        } catch (InterruptedException done) {
            // The concordance is closed: the thread releases the corpus and its file.
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            problem = FailureText.of(failure);
        } finally {
            corpus = null;
        }
    }

    /**
     * Returns whether the corpus has been read.
     *
     * @return false while it is being read
     */
    public boolean isReady() {
        return corpus != null;
    }

    /**
     * Returns the reason why the corpus could not be read.
     *
     * @return the kind of failure, without paths, or empty
     */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /**
     * Finds a word, or two words near each other in a sentence.
     *
     * @param words one or two words
     * @param window maximum distance of two words, in tokens
     * @param context number of tokens on each side
     * @param limit maximum number of lines
     * @return the occurrences; none for words that do not occur, or before the corpus has been read
     */
    public Lines find(List<String> words, int window, int context, int limit) {
        EncodedCorpus encoded = corpus;
        if (encoded == null) {
            return new Lines(0, List.of());
        }
        int first = encoded.vocabulary().id(words.getFirst());
        int second = encoded.vocabulary().id(words.getLast());
        if (first < 0 || second < 0) {
            return new Lines(0, List.of());
        }
        List<long[]> found = new ArrayList<>();
        long total = scan(encoded, first, words.size() == 1 ? -1 : second, window, limit, found);
        List<Line> lines = new ArrayList<>();
        for (long[] positions : found) {
            lines.add(line(encoded, positions, context));
        }
        return new Lines(total, lines);
    }

    /**
     * Keeps every k-th occurrence and doubles k whenever too many are kept, so that the sample is
     * evenly distributed after one pass.
     */
    private static long scan(EncodedCorpus encoded, int first, int second, int window, int limit, List<long[]> found) {
        MemorySegment ids = encoded.ids();
        long tokens = encoded.tokens();
        int[] block = new int[BLOCK];
        long total = 0;
        long every = 1;
        for (long from = 0; from < tokens; from += BLOCK) {
            int length = (int) Math.min(BLOCK, tokens - from);
            MemorySegment.copy(ids, INT, from * Integer.BYTES, block, 0, length);
            for (int i = 0; i < length; i++) {
                if (block[i] != first) {
                    continue;
                }
                long position = from + i;
                long other = second < 0 ? position : near(encoded, position, second, window);
                if (other < 0) {
                    continue;
                }
                if (total++ % every == 0) {
                    found.add(new long[] {position, other});
                    if (found.size() > 2 * limit) {
                        thin(found);
                        every *= 2;
                    }
                }
            }
        }
        while (found.size() > limit) {
            thinTo(found, limit);
        }
        return total;
    }

    private static void thin(List<long[]> found) {
        int kept = 0;
        for (int i = 0; i < found.size(); i += 2) {
            found.set(kept++, found.get(i));
        }
        found.subList(kept, found.size()).clear();
    }

    private static void thinTo(List<long[]> found, int limit) {
        List<long[]> kept = new ArrayList<>();
        for (int i = 0; i < limit; i++) {
            kept.add(found.get((int) ((long) i * found.size() / limit)));
        }
        found.clear();
        found.addAll(kept);
    }

    /** Returns the position of a word within a window and the same sentence, or −1. */
    private static long near(EncodedCorpus encoded, long position, int word, int window) {
        long sentence = encoded.sentenceAt(position);
        long begin = Math.max(position - window, start(encoded, sentence));
        long end = Math.min(position + window + 1, start(encoded, sentence + 1));
        for (long at = begin; at < end; at++) {
            if (at != position && encoded.ids().getAtIndex(INT, at) == word) {
                return at;
            }
        }
        return -1;
    }

    private static long start(EncodedCorpus encoded, long sentence) {
        return encoded.sentenceOffsets().getAtIndex(ValueLayout.JAVA_LONG, sentence);
    }

    private static Line line(EncodedCorpus encoded, long[] positions, int context) {
        long sentence = encoded.sentenceAt(positions[0]);
        long low = Math.min(positions[0], positions[1]);
        long high = Math.max(positions[0], positions[1]);
        long begin = Math.max(low - context, start(encoded, sentence));
        long end = Math.min(high + context + 1, start(encoded, sentence + 1));
        List<String> tokens = new ArrayList<>();
        for (long at = begin; at < end; at++) {
            tokens.add(encoded.vocabulary().word(encoded.ids().getAtIndex(INT, at)));
        }
        List<Integer> matches =
                low == high ? List.of((int) (low - begin)) : List.of((int) (low - begin), (int) (high - begin));
        return new Line(tokens, matches);
    }

    /** Stops reading and deletes the temporary file. */
    @Override
    public void close() {
        closed = true;
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
