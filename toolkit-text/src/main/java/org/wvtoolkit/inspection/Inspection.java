package org.wvtoolkit.inspection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Looks at a text while it is poured. It is a source itself, so that a text that can be read only once can be
 * inspected and
 * encoded in the same pass.
 *
 * <p>Threads: {@link #readTokens} as {@link TokenSource} says; everything else from one thread, after it has returned.
 */
public final class Inspection implements TokenSource, AutoCloseable {
    /** A line of more tokens than this is a giant: hardly a sentence or a paragraph. */
    public static final int GIANT_LINE = 10_000;

    private final TokenSource source;
    private final long chunksHandedOn;
    private final LanguageTally.Lists lists = new LanguageTally.Lists();
    private final List<InspectingSink> sinks = new ArrayList<>();
    private @Nullable SourceReport report;

    /**
     * The inspection of a text that hands on all of it.
     *
     * @param source the text
     */
    public Inspection(TokenSource source) {
        this(source, Long.MAX_VALUE);
    }

    /**
     * The inspection of a text that hands on the beginning of it.
     *
     * @param source the text
     * @param chunksHandedOn how many chunks of the text to hand on
     */
    public Inspection(TokenSource source, long chunksHandedOn) {
        this.source = source;
        this.chunksHandedOn = chunksHandedOn;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Map<String, String> provenance() {
        return source.provenance();
    }

    @Override
    public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
            throws IOException {
        report = source.readTokens(
                () -> {
                    InspectingSink sink = new InspectingSink(lists, collector.newSink(), chunksHandedOn);
                    synchronized (sinks) {
                        sinks.add(sink);
                    }
                    return sink;
                },
                threads,
                progress);
        return report;
    }

    /**
     * Pours the text into nothing but the inspection.
     *
     * @param threads worker threads, at least 1
     * @param progress told of bytes read
     * @return what was found
     * @throws IOException if the text cannot be read
     */
    public TextProfile run(int threads, ProgressListener progress) throws IOException {
        report = source.readTokens(
                () -> {
                    InspectingSink sink = new InspectingSink(lists, null, 0);
                    synchronized (sinks) {
                        sinks.add(sink);
                    }
                    return sink;
                },
                threads,
                progress);
        return profile();
    }

    /**
     * What was found. To be asked for once, after the text has been poured.
     *
     * @return the profile, whose words live until this is closed
     * @throws IllegalStateException if the text has not been poured
     */
    public TextProfile profile() {
        SourceReport read = report;
        if (read == null) {
            throw new IllegalStateException(name() + " has not been poured");
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
                lengths.giants(),
                new TextProfile.Repetition(lines.repeatedShare(), lines.most(), lines.isExact()),
                whole.documents(),
                new TextProfile.Repetition(documents.repeatedShare(), documents.most(), documents.isExact()),
                languages.shares());
    }

    /** All words in the table of the first sink; each counted as new in the earliest chunk that has it. */
    private WordTable merge(List<InspectingSink.Chunk> chunks) {
        WordTable merged = sinks.getFirst().words();
        int ofFirst = merged.size();
        long[] first = new long[ofFirst];
        for (int word = 0; word < ofFirst; word++) {
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
            // Chunks are numbered without gaps.
            chunks.get((int) first[word]).newWords++;
        }
        return merged;
    }

    /** Frees the words. Closing twice does nothing. */
    @Override
    public void close() {
        sinks.forEach(InspectingSink::close);
        sinks.clear();
    }
}
