package org.wvtoolkit.nn.labelled;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/**
 * Labelled texts as word ids in a memory-mapped temporary file. Reading is thread-safe. The caller
 * that opens a corpus closes it.
 */
public final class LabelledCorpus implements AutoCloseable {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final TemporaryFile file;
    private final EncodedCorpus encoded;
    private final Vocabulary vocabulary;
    private final List<String> labels;
    private final int[] wordOrLabel;
    private final int documents;
    private final int longest;
    private final Map<String, String> provenance;

    private LabelledCorpus(TemporaryFile file, EncodedCorpus encoded, long minCount) throws IOException {
        this.file = file;
        this.encoded = encoded;
        if (encoded.sentences() > Integer.MAX_VALUE - 8) {
            throw new IOException("more than 2147483639 labelled texts; train on a part of them");
        }
        documents = (int) encoded.sentences();
        Vocabulary all = encoded.vocabulary();
        wordOrLabel = new int[all.size()];
        labels = labels(all);
        vocabulary = words(all, minCount);
        long most = 0;
        for (int document = 0; document < documents; document++) {
            most = Math.max(most, offset(document + 1) - offset(document));
        }
        longest = Math.toIntExact(most);
        provenance = new TreeMap<>(encoded.provenance());
        provenance.remove("kind");
        provenance.keySet().removeIf(name -> name.startsWith("option.")); // options of encoding, which kept all words
    }

    /**
     * Reads and encodes labelled lines.
     *
     * @param inputs files and streams in order, compressed or not
     * @param format format of the lines
     * @param analyzer the analyzer that tokenizes the texts, stored in classifiers
     * @param minCount minimum count of words to keep, at least 1
     * @param resources threads, and the folder for the temporary file
     * @param progress receives progress in bytes
     * @return the corpus
     * @throws IOException if a file cannot be read or a line violates its format; the one-line
     *     message states the location
     */
    public static LabelledCorpus read(
            List<TextInput> inputs,
            LineFormat format,
            TextAnalyzer analyzer,
            long minCount,
            Resources resources,
            ProgressListener progress)
            throws IOException {
        TemporaryFile file = TemporaryFiles.create(resources.temporaryFolder(), "labelled");
        try {
            LineSource source = new LineSource(inputs, format, analyzer);
            EncodedCorpus encoded = CorpusEncoder.encode(
                    source, new VocabularyOptions(1, Integer.MAX_VALUE), file.path(), resources, progress);
            try {
                return new LabelledCorpus(file, encoded, minCount);
            } catch (Throwable failure) {
                encoded.close();
                throw failure;
            }
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    /**
     * Returns the labels in the order of their names. Stores −2 − label for each of them in the
     * table.
     */
    private List<String> labels(Vocabulary all) {
        List<String> found = new ArrayList<>();
        for (int index = 0; index < all.size(); index++) {
            int id = all.idAtSortedPosition(index);
            if (all.length(id) > 0 && all.utf8().get(ValueLayout.JAVA_BYTE, all.offset(id)) == LineSource.LABEL_MARK) {
                wordOrLabel[id] = -2 - found.size();
                found.add(all.word(id).substring(1));
            }
        }
        return List.copyOf(found);
    }

    /** Returns the words that are kept. Stores their ids in the table, and −1 for the other words. */
    private Vocabulary words(Vocabulary all, long minCount) {
        int size = 0;
        long bytes = 0;
        for (int id = 0; id < all.size(); id++) {
            if (wordOrLabel[id] > -2) {
                boolean kept = all.count(id) >= minCount;
                wordOrLabel[id] = kept ? size++ : -1;
                bytes += kept ? all.length(id) : 0;
            }
        }
        long[] offsets = new long[size + 1];
        long[] counts = new long[size];
        // The sort reads eight bytes at a time, so the memory extends beyond the last word.
        MemorySegment utf8 = Arena.ofAuto().allocate(bytes + Long.BYTES, Long.BYTES);
        for (int id = 0; id < all.size(); id++) {
            int word = wordOrLabel[id];
            if (word >= 0) {
                MemorySegment.copy(all.utf8(), all.offset(id), utf8, offsets[word], all.length(id));
                offsets[word + 1] = offsets[word] + all.length(id);
                counts[word] = all.count(id);
            }
        }
        return VocabularyBuilder.of(utf8, offsets, counts);
    }

    /**
     * Returns the words of the texts, by descending frequency.
     *
     * @return the vocabulary, without labels
     */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * Returns the labels.
     *
     * @return in the order of their names
     */
    public List<String> labels() {
        return labels;
    }

    /**
     * Returns the number of texts.
     *
     * @return at least 1
     */
    public int documents() {
        return documents;
    }

    /**
     * Returns the maximum number of words in a text.
     *
     * @return at least 0
     */
    public int longest() {
        return longest;
    }

    /**
     * Returns the label of a text.
     *
     * @param document from 0
     * @return its index in {@link #labels}
     */
    public int label(int document) {
        return -2 - wordOrLabel[encoded.ids().getAtIndex(INT, offset(document))];
    }

    /**
     * Returns the in-vocabulary words of a text.
     *
     * @param document from 0
     * @param words receives their ids; length at least {@link #longest}
     * @return the number of words
     */
    public int words(int document, int[] words) {
        long from = offset(document) + 1;
        int length = (int) (offset(document + 1) - from);
        MemorySegment.copy(encoded.ids(), INT, from * Integer.BYTES, words, 0, length);
        int kept = 0;
        for (int i = 0; i < length; i++) {
            int word = wordOrLabel[words[i]];
            if (word >= 0) {
                words[kept++] = word;
            }
        }
        return kept;
    }

    private long offset(int document) {
        return encoded.sentenceOffsets().getAtIndex(LONG, document);
    }

    /**
     * Returns the provenance of the texts: analyzer, hash, size.
     *
     * @return names and values
     */
    public Map<String, String> provenance() {
        return provenance;
    }

    @Override
    public void close() {
        encoded.close();
        file.close();
    }
}
