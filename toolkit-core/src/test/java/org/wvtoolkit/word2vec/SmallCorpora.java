package org.wvtoolkit.word2vec;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFileWriter;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.vocabulary.VocabularyFile;

/** Corpora given as word ids, for the tests of this package. */
public final class SmallCorpora {
    private SmallCorpora() {}

    /** Returns words w0, w1, … with the given counts. */
    public static Vocabulary vocabulary(long... counts) {
        List<String> words = new ArrayList<>();
        for (int id = 0; id < counts.length; id++) {
            words.add("w" + id);
        }
        return VocabularyBuilder.of(words, counts);
    }

    /** Returns a corpus of sentences, with a vocabulary up to their largest id. */
    static EncodedCorpus of(Path folder, List<int[]> sentences) throws IOException {
        int[] ids = sentences.stream().flatMapToInt(Arrays::stream).toArray();
        long[] offsets = new long[sentences.size() + 1];
        for (int i = 0; i < sentences.size(); i++) {
            offsets[i + 1] = offsets[i] + sentences.get(i).length;
        }
        long[] counts = new long[Arrays.stream(ids).max().orElse(-1) + 1];
        for (int id : ids) {
            counts[id]++;
        }
        Vocabulary vocabulary = vocabulary(counts);
        List<TensorDeclaration> declarations = new ArrayList<>(VocabularyFile.declare(vocabulary));
        declarations.add(new TensorDeclaration("sentence_offsets", DType.I64, offsets.length));
        declarations.add(new TensorDeclaration("ids", DType.I32, ids.length));
        Path path = folder.resolve("corpus");
        try (TensorFileWriter writer =
                TensorFileWriter.create(path, Map.of("kind", EncodedCorpus.KIND), declarations)) {
            VocabularyFile.write(vocabulary, writer);
            writer.write("sentence_offsets", 0, MemorySegment.ofArray(offsets));
            writer.write("ids", 0, MemorySegment.ofArray(ids));
            writer.commit();
        }
        return EncodedCorpus.open(path);
    }

    /**
     * Returns sentences of 1 to {@code longest} words, with small ids more often than large ones
     * and every id at least once.
     */
    static List<int[]> random(Random random, int tokens, int longest, int size) {
        List<int[]> sentences = new ArrayList<>();
        sentences.add(IntStream.range(0, size).toArray());
        for (int left = tokens - size; left > 0; ) {
            int length = Math.min(left, 1 + random.nextInt(longest));
            sentences.add(random.ints(length, 0, size)
                    .map(id -> (int) ((long) id * (1 + random.nextInt(size)) / size))
                    .toArray());
            left -= length;
        }
        return sentences;
    }
}
