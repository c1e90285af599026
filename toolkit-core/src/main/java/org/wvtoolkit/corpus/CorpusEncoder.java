package org.wvtoolkit.corpus;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFileWriter;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.vocabulary.KnownWords;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.vocabulary.VocabularyFile;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Turns tokens into an {@link EncodedCorpus} in one pass over the text, which need not be readable twice.
 *
 * <p>Each worker numbers words as it first meets them and spills the numbers; once the text has ended and all counts are
 * known, the spill is renumbered by frequency. So a text is tokenised once, standard input works as a file does, and memory
 * grows with the distinct words, not with the text. The result is the same bytes for any number of threads.
 */
public final class CorpusEncoder {
    private CorpusEncoder() {}

    /**
     * Encodes a text into a file; the corpus alone decides on the words.
     *
     * @param source the text
     * @param options which words get an id
     * @param target the file to write; replaced if there is one
     * @param resources threads, and the folder for the spill: four bytes a token
     * @param progress told of the bytes read
     * @return the corpus, opened
     * @throws IOException if the text cannot be read, has no token, or has no word that the options keep; or if a file cannot
     *     be written
     */
    public static EncodedCorpus encode(
            TokenSource source, VocabularyOptions options, Path target, Resources resources, ProgressListener progress)
            throws IOException {
        return encode(source, options, KnownWords.NONE, target, resources, progress);
    }

    /**
     * Encodes a text into a file, where some or all of the words are settled already.
     *
     * @param source the text
     * @param options which words get an id, apart from the known ones
     * @param known words that are settled already
     * @param target the file to write; replaced if there is one
     * @param resources threads, and the folder for the spill: four bytes a token
     * @param progress told of the bytes read
     * @return the corpus, opened
     * @throws IOException if the text cannot be read, has no token, or has no word that is to be kept; or if a file cannot be
     *     written
     */
    public static EncodedCorpus encode(
            TokenSource source,
            VocabularyOptions options,
            KnownWords known,
            Path target,
            Resources resources,
            ProgressListener progress)
            throws IOException {
        try (TemporaryFile spillFile = TemporaryFiles.create(resources.temporaryFolder(), "encoding");
                FileChannel spill =
                        FileChannel.open(spillFile.path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            List<EncodingSink> sinks = new ArrayList<>();
            try {
                AtomicLong spillEnd = new AtomicLong();
                TokenCollector collector = () -> {
                    synchronized (sinks) {
                        EncodingSink sink = new EncodingSink(sinks.size(), spill, spillEnd);
                        sinks.add(sink);
                        return sink;
                    }
                };
                SourceReport report = source.pour(collector, resources.threads(), progress);
                note(source, report, progress);
                assemble(source, report, options, known, sinks, spill, target, resources);
            } finally {
                sinks.forEach(EncodingSink::close);
            }
        }
        return EncodedCorpus.openWritten(target);
    }

    /** Says what of the text was not taken as it stands. */
    private static void note(TokenSource source, SourceReport report, ProgressListener progress) {
        if (report.malformed() > 0) {
            progress.note(
                    source.name() + ": " + report.malformed()
                            + " byte sequences are not UTF-8 and were replaced by U+FFFD; convert the text to UTF-8 if that is many");
        }
        if (report.splitTokens() > 0) {
            progress.note(source.name() + ": " + report.splitTokens() + " overlong tokens were split");
        }
    }

    private static void assemble(
            TokenSource source,
            SourceReport report,
            VocabularyOptions options,
            KnownWords known,
            List<EncodingSink> sinks,
            FileChannel spill,
            Path target,
            Resources resources)
            throws IOException {
        long tokens = sinks.stream().mapToLong(EncodingSink::tokens).sum();
        if (tokens == 0) {
            throw new IOException(source.name() + ": has no words; give a text that has some");
        }
        int[][] idOfNumber = new int[sinks.size()][];
        VocabularyBuilder.Numbered words;
        try {
            words = number(sinks, options, known, idOfNumber);
        } catch (ArithmeticException tooMany) {
            throw new IOException(
                    source.name()
                            + ": its words and the counts of the model that it continues are more than 2^63; give a model whose counts are true",
                    tooMany);
        }
        boolean keepsAll = words.size() == words.idOfWord().length;
        List<EncodingSink.Chunk> chunks = sinks.stream()
                .flatMap(sink -> sink.chunks().stream())
                .sorted(Comparator.comparingLong(EncodingSink.Chunk::number))
                .toList();
        try (Arena arena = Arena.ofShared()) {
            MemorySegment spilled = spill.map(FileChannel.MapMode.READ_ONLY, 0, spill.size(), arena);
            ChunkAssembly assembly = new ChunkAssembly(spilled, chunks, idOfNumber, keepsAll, resources.threads());
            assembly.count();
            if (assembly.tokens() == 0) {
                throw new IOException(source.name() + withoutKeptWords(options, known, tokens));
            }
            List<TensorDeclaration> declarations =
                    new ArrayList<>(VocabularyFile.declare(words.size(), words.utf8Bytes()));
            declarations.addAll(EncodedCorpusWriter.declare(assembly.tokens(), assembly.sentences()));
            Map<String, String> metadata = EncodedCorpusWriter.metadata(source.provenance(), report, options, tokens);
            try (TensorFileWriter writer = TensorFileWriter.create(target, metadata, declarations)) {
                assembly.write(
                        (at, data) -> writer.write(EncodedCorpus.IDS, at, data),
                        (at, data) -> writer.write(EncodedCorpus.SENTENCE_OFFSETS, at, data));
                // While the disk takes the ids, the words are laid out.
                Workers.run(resources.threads(), 2, task -> {
                    if (task == 0) {
                        VocabularyFile.write(words.vocabulary(), writer);
                    } else {
                        writer.force();
                    }
                });
                writer.commit();
            }
        }
    }

    private static String withoutKeptWords(VocabularyOptions options, KnownWords known, long tokens) {
        return known.closed()
                ? ": has none of the words of the vocabulary that was given; give one whose words are written as the"
                        + " analyzer leaves them"
                : ": none of its words is seen " + options.minCount() + " times, of " + tokens
                        + " tokens; give more text or a smaller min-count";
    }

    /** Merges the workers' words and gives each of their numbers its id. */
    private static VocabularyBuilder.Numbered number(
            List<EncodingSink> sinks, VocabularyOptions options, KnownWords known, int[][] idOfNumber) {
        WordTable merged = sinks.getFirst().words();
        for (int worker = 1; worker < idOfNumber.length; worker++) {
            idOfNumber[worker] = merged.addAll(sinks.get(worker).words());
        }
        VocabularyBuilder.Numbered numbered = VocabularyBuilder.of(merged, options, known);
        int[] idOfMerged = numbered.idOfWord();
        idOfNumber[0] = idOfMerged;
        for (int worker = 1; worker < idOfNumber.length; worker++) {
            int[] numbers = idOfNumber[worker];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = idOfMerged[numbers[i]];
            }
        }
        return numbered;
    }
}
