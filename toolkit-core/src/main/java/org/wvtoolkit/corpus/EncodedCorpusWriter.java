package org.wvtoolkit.corpus;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFileWriter;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyFile;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/**
 * Writer of the file of an {@link EncodedCorpus} for encoders that store their results elsewhere.
 * Equal content yields equal files, also compared with {@link CorpusEncoder}.
 *
 * <p>Several threads may write parts concurrently and in any order; {@link #commit} and {@link
 * #close} must be called by one thread.
 *
 * <p>Not part of the public API.
 */
public final class EncodedCorpusWriter implements AutoCloseable {
    private final TensorFileWriter writer;

    private EncodedCorpusWriter(TensorFileWriter writer) {
        this.writer = writer;
    }

    /**
     * Creates a temporary file in the folder of the target and writes the vocabulary.
     *
     * @param target the file; {@link #commit} replaces an existing one
     * @param vocabulary the words with their counts
     * @param tokens number of tokens that have an id
     * @param sentences number of non-empty sentences
     * @param metadata see {@link #metadata}
     * @return the writer; the caller closes it
     * @throws IOException if the file cannot be written
     */
    public static EncodedCorpusWriter create(
            Path target, Vocabulary vocabulary, long tokens, long sentences, Map<String, String> metadata)
            throws IOException {
        List<TensorDeclaration> declarations = new ArrayList<>(VocabularyFile.declare(vocabulary));
        declarations.addAll(declare(tokens, sentences));
        TensorFileWriter writer = TensorFileWriter.create(target, metadata, declarations);
        try {
            VocabularyFile.write(vocabulary, writer);
            return new EncodedCorpusWriter(writer);
        } catch (Throwable failure) {
            writer.close();
            throw failure;
        }
    }

    static List<TensorDeclaration> declare(long tokens, long sentences) {
        return List.of(
                new TensorDeclaration(EncodedCorpus.SENTENCE_OFFSETS, DType.I64, sentences + 1),
                new TensorDeclaration(EncodedCorpus.IDS, DType.I32, tokens));
    }

    /**
     * Returns the metadata of an encoded corpus.
     *
     * @param provenance the provenance of the text, see {@link TokenSource#provenance}
     * @param report the summary of the text
     * @param options the options that select the words with an id
     * @param tokens number of all tokens of the text
     * @return names and values, sorted by name
     */
    public static Map<String, String> metadata(
            Map<String, String> provenance, SourceReport report, VocabularyOptions options, long tokens) {
        Map<String, String> metadata = new TreeMap<>();
        provenance.forEach((name, value) -> metadata.put(EncodedCorpus.TEXT_PREFIX + name, value));
        metadata.put("kind", EncodedCorpus.KIND);
        metadata.put("corpus_sha256", report.sha256());
        metadata.put("corpus_bytes", Long.toString(report.bytes()));
        metadata.put("corpus_tokens", Long.toString(tokens));
        metadata.put(EncodedCorpus.MIN_COUNT, Long.toString(options.minCount()));
        if (options.maximumSize() != Integer.MAX_VALUE) {
            metadata.put(EncodedCorpus.MAX_VOCABULARY, Integer.toString(options.maximumSize()));
        }
        return metadata;
    }

    /**
     * Writes word ids.
     *
     * @param position position of the first token in the corpus
     * @param ids I32, little-endian
     * @throws IOException if writing fails
     */
    public void writeIds(long position, MemorySegment ids) throws IOException {
        writer.write(EncodedCorpus.IDS, 4 * position, ids);
    }

    /**
     * Writes sentence offsets.
     *
     * @param sentence index of the first offset to write; there is one offset per sentence,
     *     followed by the number of tokens
     * @param offsets I64, little-endian, the positions at which the sentences begin
     * @throws IOException if writing fails
     */
    public void writeSentenceOffsets(long sentence, MemorySegment offsets) throws IOException {
        writer.write(EncodedCorpus.SENTENCE_OFFSETS, 8 * sentence, offsets);
    }

    /**
     * Renames the temporary file to the target.
     *
     * @throws IOException if it cannot be renamed; the target is then unchanged
     */
    public void commit() throws IOException {
        writer.commit();
    }

    /** Deletes the temporary file unless {@link #commit} has succeeded. */
    @Override
    public void close() throws IOException {
        writer.close();
    }
}
