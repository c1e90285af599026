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
import org.wvtoolkit.vocabulary.PredefinedWords;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.vocabulary.VocabularyFile;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Encodes tokens into an {@link EncodedCorpus} in one pass over the text, which need not be
 * readable twice.
 *
 * <p>Each worker numbers words in order of first occurrence and spills the numbers to a temporary
 * file. After the whole text has been read and all counts are known, the numbers are replaced by
 * ids in order of frequency. The text is therefore tokenized once, standard input works like a
 * file, and memory grows with the number of distinct words, not with the length of the text. The
 * result is the same, byte for byte, for any number of threads.
 */
public final class CorpusEncoder {
    private CorpusEncoder() {}

    /**
     * Encodes a text into a file. The corpus alone determines the vocabulary.
     *
     * @param source the text
     * @param options selects the words that get an id
     * @param target the file to write; an existing file is replaced
     * @param resources number of threads, and the folder for the spill file of four bytes per token
     * @param progress receives progress in bytes read
     * @return the open corpus
     * @throws IOException if the text cannot be read, contains no token, or contains no word that
     *     the options keep; or if a file cannot be written
     */
    public static EncodedCorpus encode(
            TokenSource source, VocabularyOptions options, Path target, Resources resources, ProgressListener progress)
            throws IOException {
        return encode(source, options, PredefinedWords.NONE, target, resources, progress);
    }

    /**
     * Encodes a text into a file with predefined words.
     *
     * @param source the text
     * @param options selects the words that get an id, except for predefined words
     * @param known predefined words
     * @param target the file to write; an existing file is replaced
     * @param resources number of threads, and the folder for the spill file of four bytes per token
     * @param progress receives progress in bytes read
     * @return the open corpus
     * @throws IOException if the text cannot be read, contains no token, or contains no word to
     *     keep; or if a file cannot be written
     */
    public static EncodedCorpus encode(
            TokenSource source,
            VocabularyOptions options,
            PredefinedWords known,
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
                        EncodingSink sink =
                                new EncodingSink(sinks.size(), spill, resources.temporaryFolder(), spillEnd);
                        sinks.add(sink);
                        return sink;
                    }
                };
                SourceReport report = source.readTokens(collector, resources.threads(), progress);
                note(source, report, progress);
                assemble(new ReadText(source, report, sinks, spill), options, known, target, resources);
            } finally {
                sinks.forEach(EncodingSink::close);
            }
        }
        return EncodedCorpus.openWritten(target);
    }

    /** Reports the parts of the text that were altered. */
    private static void note(TokenSource source, SourceReport report, ProgressListener progress) {
        if (report.malformed() > 0) {
            progress.note(source.name() + ": " + report.malformed()
                    + " byte sequences are not valid UTF-8 and were replaced by U+FFFD;"
                    + " if there are many, convert the text to UTF-8");
        }
        if (report.splitTokens() > 0) {
            progress.note(source.name() + ": " + report.splitTokens() + " overlong tokens were split");
        }
    }

    /**
     * A text that has been read, with the words and the spilled word numbers of each worker.
     *
     * @param spill the file of word numbers
     */
    private record ReadText(TokenSource source, SourceReport report, List<EncodingSink> sinks, FileChannel spill) {}

    /** Assigns word ids and writes the corpus. */
    private static void assemble(
            ReadText text, VocabularyOptions options, PredefinedWords known, Path target, Resources resources)
            throws IOException {
        TokenSource source = text.source;
        List<EncodingSink> sinks = text.sinks;
        FileChannel spill = text.spill;
        long tokens = sinks.stream().mapToLong(EncodingSink::tokens).sum();
        if (tokens == 0) {
            throw new IOException(source.name() + ": contains no words; give a text with words");
        }
        int[][] idOfNumber = new int[sinks.size()][];
        VocabularyBuilder.NumberedWords words;
        try {
            words = number(sinks, options, known, idOfNumber);
        } catch (ArithmeticException tooMany) {
            throw new IOException(
                    source.name()
                            + ": the sum of its word counts and those of the continued model exceeds 2^63;"
                            + " give a model with correct counts",
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
            Map<String, String> metadata =
                    EncodedCorpusWriter.metadata(source.provenance(), text.report, options, tokens);
            try (TensorFileWriter writer = TensorFileWriter.create(target, metadata, declarations)) {
                assembly.write(
                        (at, data) -> writer.write(EncodedCorpus.IDS, at, data),
                        (at, data) -> writer.write(EncodedCorpus.SENTENCE_OFFSETS, at, data));
                // One task writes the ids while the other builds the vocabulary.
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

    private static String withoutKeptWords(VocabularyOptions options, PredefinedWords known, long tokens) {
        return known.closed()
                ? ": contains none of the words of the given vocabulary; give a vocabulary whose words are"
                        + " written as the analyzer produces them"
                : ": none of its words occurs " + options.minCount() + " times in " + tokens
                        + " tokens; give more text or a lower min-count";
    }

    /** Merges the words of all workers and assigns an id to each worker's word numbers. */
    private static VocabularyBuilder.NumberedWords number(
            List<EncodingSink> sinks, VocabularyOptions options, PredefinedWords known, int[][] idOfNumber) {
        WordTable merged = sinks.getFirst().words();
        for (int worker = 1; worker < idOfNumber.length; worker++) {
            idOfNumber[worker] = merged.addAll(sinks.get(worker).words());
        }
        VocabularyBuilder.NumberedWords numbered = VocabularyBuilder.of(merged, options, known);
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
