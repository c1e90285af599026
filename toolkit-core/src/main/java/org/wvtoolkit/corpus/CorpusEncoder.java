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
import org.wvtoolkit.vocabulary.VocabularyFile;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/**
 * Encodes tokens into an {@link EncodedCorpus} in one pass over the text, which need not be
 * readable twice.
 *
 * <p>Each worker numbers words in order of first occurrence and spills the numbers to a temporary
 * file. After the whole text has been read and all counts are known, the numbers are replaced by
 * ids in order of frequency. The text is therefore tokenized once, and standard input works like a
 * file. Words that exceed the memory budget are counted in sorted runs on disk, which are merged at
 * the end, so memory grows neither with the length of the text nor with the number of distinct
 * words. The result is the same, byte for byte, for any number of threads and any budget.
 */
public final class CorpusEncoder {
    private CorpusEncoder() {}

    /**
     * Encodes a text into a file. The corpus alone determines the vocabulary.
     *
     * @param source the text
     * @param options selects the words that get an id
     * @param target the file to write; an existing file is replaced
     * @param resources number of threads, memory for the distinct words, and the folder for the
     *     spill file of four bytes per token
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
     * @param resources number of threads, memory for the distinct words, and the folder for the
     *     spill file of four bytes per token
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
        return encode(source, options, known, target, WordSpill.of(resources), progress);
    }

    /** Encodes a text with a given memory budget for words. */
    static EncodedCorpus encode(
            TokenSource source,
            VocabularyOptions options,
            PredefinedWords known,
            Path target,
            WordSpill.Budget budget,
            ProgressListener progress)
            throws IOException {
        Resources resources = budget.resources();
        try (TemporaryFile spillFile = TemporaryFiles.create(resources.temporaryFolder(), "encoding");
                FileChannel spill =
                        FileChannel.open(spillFile.path(), StandardOpenOption.READ, StandardOpenOption.WRITE);
                WordSpill wordSpill = new WordSpill(budget)) {
            List<EncodingSink> sinks = new ArrayList<>();
            try {
                AtomicLong spillEnd = new AtomicLong();
                TokenCollector collector = () -> {
                    synchronized (sinks) {
                        EncodingSink sink = new EncodingSink(spill, resources.temporaryFolder(), spillEnd, wordSpill);
                        sinks.add(sink);
                        return sink;
                    }
                };
                SourceReport report = source.readTokens(collector, resources.threads(), progress);
                report.noteChanges(source.name(), progress);
                assemble(new Reading(source, report, sinks, spill), options, known, wordSpill, target, resources);
            } finally {
                sinks.forEach(EncodingSink::close);
            }
        }
        return EncodedCorpus.openWritten(target);
    }

    /** The text after it has been read. */
    private record Reading(TokenSource source, SourceReport report, List<EncodingSink> sinks, FileChannel spill) {
        long tokens() {
            return sinks.stream().mapToLong(EncodingSink::tokens).sum();
        }

        List<EncodingSink.Chunk> chunks() {
            return sinks.stream()
                    .flatMap(sink -> sink.chunks().stream())
                    .sorted(Comparator.comparingLong(EncodingSink.Chunk::number))
                    .toList();
        }
    }

    private static void assemble(
            Reading reading,
            VocabularyOptions options,
            PredefinedWords known,
            WordSpill wordSpill,
            Path target,
            Resources resources)
            throws IOException {
        if (reading.tokens() == 0) {
            throw new IOException(reading.source().name() + ": contains no words; use a text with words");
        }
        try (NumberedTables words = number(reading, options, known, wordSpill);
                Arena arena = Arena.ofShared()) {
            FileChannel spill = reading.spill();
            MemorySegment spilled = spill.map(FileChannel.MapMode.READ_ONLY, 0, spill.size(), arena);
            ChunkAssembly assembly =
                    new ChunkAssembly(spilled, reading.chunks(), words::ids, words.keepsAll(), resources.threads());
            assembly.count();
            if (assembly.tokens() == 0) {
                throw new IOException(reading.source().name() + withoutKeptWords(options, known, reading.tokens()));
            }
            List<TensorDeclaration> declarations =
                    new ArrayList<>(VocabularyFile.declare(words.size(), words.utf8Bytes()));
            declarations.addAll(EncodedCorpusWriter.declare(assembly.tokens(), assembly.sentences()));
            Map<String, String> metadata = EncodedCorpusWriter.metadata(
                    reading.source().provenance(), reading.report(), options, reading.tokens());
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

    private static NumberedTables number(
            Reading reading, VocabularyOptions options, PredefinedWords known, WordSpill wordSpill) throws IOException {
        try {
            return NumberedTables.of(reading.sinks(), wordSpill, options, known);
        } catch (ArithmeticException tooMany) {
            throw new IOException(
                    reading.source().name()
                            + ": the sum of its word counts and those of the continued model exceeds 2^63;"
                            + " use a model with correct counts",
                    tooMany);
        }
    }

    private static String withoutKeptWords(VocabularyOptions options, PredefinedWords known, long tokens) {
        return known.closed()
                ? ": contains none of the words of the given vocabulary; use a vocabulary whose words are"
                        + " written as the analyzer produces them"
                : ": none of its words occurs " + options.minCount() + " times in " + tokens
                        + " tokens; use more text or lower the option min-count";
    }
}
