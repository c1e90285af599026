package org.wvtoolkit.corpus;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyFile;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/**
 * Corpus as a sequence of word ids: all in-vocabulary tokens in the order of the text, and the
 * offsets of sentences. The file is memory-mapped, so it may be larger than memory.
 *
 * <p>Reading is thread-safe. The caller that opens a corpus closes it, and must not read it
 * afterwards.
 */
public final class EncodedCorpus implements AutoCloseable {
    /** Value of the metadata entry {@code kind} that marks an encoded corpus. */
    public static final String KIND = "encoded-corpus";

    /**
     * Prefix of the metadata entries that determine tokenization, such as {@code text.analyzer}, in
     * a corpus and in models trained on it.
     */
    public static final String TEXT_PREFIX = "text.";

    static final String MIN_COUNT = "option.min-count";
    static final String MAX_VOCABULARY = "option.max-vocabulary";

    static final String IDS = "ids";
    static final String SENTENCE_OFFSETS = "sentence_offsets";

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private static final int CHECKED_AT_ONCE = 1 << 15;

    private final @Nullable TensorFile file;
    private final Map<String, String> provenance;
    private final Vocabulary vocabulary;
    private final MemorySegment ids;
    private final MemorySegment sentenceOffsets;
    private final long firstPosition;

    private EncodedCorpus(
            @Nullable TensorFile file,
            Map<String, String> provenance,
            Vocabulary vocabulary,
            MemorySegment ids,
            MemorySegment sentenceOffsets,
            long firstPosition) {
        this.file = file;
        this.provenance = provenance;
        this.vocabulary = vocabulary;
        this.ids = ids;
        this.sentenceOffsets = sentenceOffsets;
        this.firstPosition = firstPosition;
    }

    /**
     * Creates one shard of a larger corpus from memory. Word counts come from the vocabulary, which
     * describes the whole corpus; the shard itself starts at the beginning of a sentence. Random
     * draws that belong to a position (subsampling, held-out samples) use the position in the whole
     * corpus, so a shard yields the same draws as the whole corpus does.
     *
     * @param vocabulary the vocabulary of the whole corpus
     * @param ids I32 [tokens], each in the range of the vocabulary; 4-byte aligned, not copied
     * @param sentenceOffsets I64 [sentences + 1], strictly ascending from 0 to the number of tokens;
     *     8-byte aligned, not copied
     * @param firstPosition position of the shard's first token in the whole corpus, at least 0
     * @param provenance metadata of the whole corpus
     * @return the shard; the caller keeps the memory alive while the shard is used
     * @throws IllegalArgumentException if an id or a sentence offset is out of range
     */
    public static EncodedCorpus shard(
            Vocabulary vocabulary,
            MemorySegment ids,
            MemorySegment sentenceOffsets,
            long firstPosition,
            Map<String, String> provenance) {
        if (firstPosition < 0) {
            throw new IllegalArgumentException("the first position must be at least 0: " + firstPosition);
        }
        EncodedCorpus shard = new EncodedCorpus(
                null,
                Map.copyOf(provenance),
                vocabulary,
                ids.asReadOnly(),
                sentenceOffsets.asReadOnly(),
                firstPosition);
        String defect = shard.defect();
        if (defect != null) {
            throw new IllegalArgumentException("the shard " + defect);
        }
        return shard;
    }

    /**
     * Opens an encoded corpus.
     *
     * @param path the file
     * @return the corpus
     * @throws org.wvtoolkit.container.MalformedFileException if the file is not a complete encoded
     *     corpus, or contains an id outside its vocabulary
     * @throws IOException if it cannot be read
     */
    public static EncodedCorpus open(Path path) throws IOException {
        EncodedCorpus corpus = open(path, VocabularyFile::read);
        try {
            corpus.check();
            return corpus;
        } catch (Throwable failure) {
            corpus.close();
            throw failure;
        }
    }

    /** Opens a file that this process has just written, without validating it again. */
    static EncodedCorpus openWritten(Path path) throws IOException {
        return open(path, VocabularyFile::readTrusted);
    }

    /** Reads the vocabulary of a file. */
    @FunctionalInterface
    private interface VocabularyReader {
        Vocabulary read(TensorFile file) throws IOException;
    }

    private static EncodedCorpus open(Path path, VocabularyReader reader) throws IOException {
        TensorFile file = TensorFile.open(path);
        try {
            if (!KIND.equals(file.metadata().get("kind"))) {
                throw file.malformed("is not an encoded corpus");
            }
            Vocabulary vocabulary = reader.read(file);
            return new EncodedCorpus(
                    file,
                    file.metadata(),
                    vocabulary,
                    file.require(IDS, DType.I32, -1).data(),
                    file.require(SENTENCE_OFFSETS, DType.I64, -1).data(),
                    0);
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    /** Kernels use these numbers as matrix indices without checks, so they are validated once here. */
    private void check() throws IOException {
        String defect = defect();
        if (defect != null && file != null) {
            throw file.malformed(defect);
        }
    }

    private @Nullable String defect() {
        long sentences = sentenceOffsets.byteSize() / Long.BYTES - 1;
        long tokens = tokens();
        if (sentences < 0
                || sentenceOffsets.getAtIndex(LONG, 0) != 0
                || sentenceOffsets.getAtIndex(LONG, sentences) != tokens) {
            return "has sentences that do not cover its " + tokens + " tokens";
        }
        for (long sentence = 0; sentence < sentences; sentence++) {
            if (sentenceOffsets.getAtIndex(LONG, sentence) >= sentenceOffsets.getAtIndex(LONG, sentence + 1)) {
                return "has an empty or negative sentence length at sentence " + sentence;
            }
        }
        int size = vocabulary.size();
        int[] block = new int[CHECKED_AT_ONCE];
        for (long position = 0; position < tokens; position += CHECKED_AT_ONCE) {
            int count = (int) Math.min(CHECKED_AT_ONCE, tokens - position);
            MemorySegment.copy(ids, INT, 4 * position, block, 0, count);
            for (int i = 0; i < count; i++) {
                if (block[i] < 0 || block[i] >= size) {
                    return "has a word id out of range at token " + (position + i);
                }
            }
        }
        return null;
    }

    /**
     * Returns the position of this corpus's first token in the whole corpus. Positions that the
     * methods of this class take and return start at 0 nevertheless.
     *
     * @return 0 unless this is a {@link #shard}
     */
    public long firstPosition() {
        return firstPosition;
    }

    /**
     * Returns the words with their counts in this corpus.
     *
     * @return the vocabulary
     */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * Returns the number of in-vocabulary tokens.
     *
     * @return at least 0
     */
    public long tokens() {
        return ids.byteSize() / Integer.BYTES;
    }

    /**
     * Returns the number of sentences, none of which is empty.
     *
     * @return at least 0
     */
    public long sentences() {
        return sentenceOffsets.byteSize() / Long.BYTES - 1;
    }

    /**
     * Returns the word ids in the order of the text.
     *
     * @return I32 [tokens], read-only
     */
    public MemorySegment ids() {
        return ids;
    }

    /**
     * Returns the position of the first token of each sentence, followed by the number of tokens.
     *
     * @return I64 [sentences + 1], read-only
     */
    public MemorySegment sentenceOffsets() {
        return sentenceOffsets;
    }

    /**
     * Returns the sentence that contains a token, found by binary search.
     *
     * @param position 0 to tokens − 1
     * @return the number of the sentence
     */
    public long sentenceAt(long position) {
        long low = 0;
        long high = sentences() - 1;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (sentenceOffsets.getAtIndex(LONG, middle) <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * Returns the provenance of the tokens: the analyzer, the SHA-256 of the text, its number of
     * tokens, and the vocabulary options. Models trained on the corpus store these entries.
     *
     * @return names and values
     */
    public Map<String, String> provenance() {
        return provenance;
    }

    /**
     * Returns the vocabulary options of the corpus.
     *
     * @return the options that it was encoded with; options that keep all words if the file does
     *     not store them
     */
    public VocabularyOptions options() {
        return new VocabularyOptions(atLeastOne(provenance().get(MIN_COUNT), 1), (int)
                atLeastOne(provenance().get(MAX_VOCABULARY), Integer.MAX_VALUE));
    }

    private static long atLeastOne(@Nullable String text, int otherwise) {
        try {
            return text == null ? otherwise : Math.clamp(Long.parseLong(text), 1, Integer.MAX_VALUE);
        } catch (NumberFormatException notOne) {
            return otherwise;
        }
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
