package org.wvtoolkit.inspection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.corpus.FilteredSource;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Token source that collects statistics while its tokens are read. A text that can be read only
 * once can so be inspected and encoded in one pass.
 *
 * <p>All distinct words are in memory. A text whose words exceed the memory budget is refused as soon
 * as they do.
 *
 * <p>Thread contract: {@link #readTokens} as specified by {@link TokenSource}. All other methods
 * must be called from one thread, after it has returned.
 */
public final class Inspection extends FilteredSource implements AutoCloseable {
    /** Length in tokens above which a line counts as overlong, that is, unlikely to be a sentence or paragraph. */
    public static final int OVERLONG_LINE = 10_000;

    private final long forwardedChunks;
    private final long tableBytes;
    private final LanguageTally.Lists lists = new LanguageTally.Lists();
    private final List<InspectingSink> sinks = new ArrayList<>();
    private @Nullable SourceReport report;

    /**
     * Creates an inspection that forwards all tokens.
     *
     * @param source the text
     * @param resources threads and memory for the distinct words
     */
    public Inspection(TokenSource source, Resources resources) {
        this(source, Long.MAX_VALUE, resources);
    }

    /**
     * Creates an inspection that forwards the beginning of the text.
     *
     * @param source the text
     * @param forwardedChunks the number of chunks to forward
     * @param resources threads and memory for the distinct words
     */
    public Inspection(TokenSource source, long forwardedChunks, Resources resources) {
        super(source);
        this.forwardedChunks = forwardedChunks;
        // Merging the tables takes as much again, and whatever receives the forwarded tokens needs the rest.
        this.tableBytes = resources.memoryBytes() / 4 / resources.threads();
    }

    @Override
    public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
            throws IOException {
        report = super.readTokens(collector, threads, progress);
        return report;
    }

    @Override
    protected TokenSink filter(TokenSink sink) {
        return added(new InspectingSink(lists, sink, forwardedChunks, tableBytes));
    }

    private TokenSink added(InspectingSink sink) {
        synchronized (sinks) {
            sinks.add(sink);
        }
        return sink;
    }

    /**
     * Reads the text for inspection only, without forwarding it.
     *
     * @param threads number of worker threads, at least 1
     * @param progress receives progress in bytes read
     * @return the statistics
     * @throws IOException if the text cannot be read
     */
    public TextProfile run(int threads, ProgressListener progress) throws IOException {
        report = source().readTokens(() -> added(new InspectingSink(lists, null, 0, tableBytes)), threads, progress);
        return profile();
    }

    /**
     * Returns the statistics. Must be called at most once, after the text has been read.
     *
     * @return the profile; its word table is valid until this object is closed
     * @throws IllegalStateException if the text has not been read
     */
    public TextProfile profile() {
        SourceReport read = report;
        if (read == null) {
            throw new IllegalStateException(name() + " has not been read");
        }
        List<InspectingSink.Chunk> chunks = sinks.stream()
                .flatMap(sink -> sink.chunks().stream())
                .sorted(Comparator.comparingLong(chunk -> chunk.number))
                .toList();
        WordTable words = merge(chunks);
        HashSample lines = sinks.getFirst().lines();
        LanguageTally languages = sinks.getFirst().languages();
        HashSample documents = sinks.getFirst().documents();
        for (InspectingSink sink : sinks.subList(1, sinks.size())) {
            lines.addAll(sink.lines());
            documents.addAll(sink.documents());
            languages.addAll(sink.languages());
        }
        LengthTally lengths = new LengthTally();
        DocumentHash whole = new DocumentHash(documents);
        VocabularyGrowth.Builder growth = new VocabularyGrowth.Builder();
        for (InspectingSink.Chunk chunk : chunks) {
            lengths.add(chunk.lengths);
            whole.add(chunk.documents);
            growth.add(chunk.tokens, chunk.newWords);
        }
        lengths.finish();
        whole.finish();
        return new TextProfile(
                read,
                words,
                chunks.stream().mapToLong(chunk -> chunk.tokens).sum(),
                words.size(),
                growth.build(),
                lengths.lines(),
                lengths.emptyLines(),
                lengths.longest(),
                lengths.overlong(),
                new TextProfile.Repetition(lines.repeatedShare(), lines.maxCount(), lines.isExact()),
                whole.documents(),
                new TextProfile.Repetition(documents.repeatedShare(), documents.maxCount(), documents.isExact()),
                languages.shares());
    }

    /**
     * Merges all words into the table of the first sink. Each word counts as new in the earliest
     * chunk that contains it.
     */
    private WordTable merge(List<InspectingSink.Chunk> chunks) {
        WordTable merged = sinks.getFirst().words();
        int sizeOfFirst = merged.size();
        long[] first = new long[sizeOfFirst];
        for (int word = 0; word < sizeOfFirst; word++) {
            first[word] = sinks.getFirst().firstChunkOf(word);
        }
        byte[] scratch = new byte[64];
        for (InspectingSink sink : sinks.subList(1, sinks.size())) {
            WordTable words = sink.words();
            for (int word = 0; word < words.size(); word++) {
                int length = words.length(word);
                if (length > scratch.length) {
                    scratch = new byte[2 * length];
                }
                words.copy(word, scratch, 0);
                int number = merged.add(scratch, 0, length, words.count(word));
                if (number >= first.length) {
                    int before = first.length;
                    first = Arrays.copyOf(first, Math.max(16, 2 * number));
                    Arrays.fill(first, before, first.length, Long.MAX_VALUE);
                }
                first[number] = Math.min(first[number], sink.firstChunkOf(word));
            }
        }
        for (int word = 0; word < merged.size(); word++) {
            // Chunk numbers are contiguous, so they are indices.
            chunks.get((int) first[word]).newWords++;
        }
        return merged;
    }

    /** Frees the memory of the word tables. Further calls have no effect. */
    @Override
    public void close() {
        sinks.forEach(InspectingSink::close);
        sinks.clear();
    }
}
