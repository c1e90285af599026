package org.wvtoolkit.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/** Small embeddings for the tests of this package. */
final class Vectors {
    private Vectors() {}

    static DenseEmbeddings of(List<String> words, float[]... rows) {
        FloatMatrix matrix = FloatMatrix.allocate(Arena.ofAuto(), rows.length, rows[0].length);
        for (int id = 0; id < rows.length; id++) {
            matrix.setRow(id, rows[id], 0);
        }
        return DenseEmbeddings.of(VocabularyBuilder.of(words, new long[words.size()]), matrix, ModelMetadata.EMPTY);
    }

    /** Returns floats of all magnitudes, from the smallest to the largest. */
    static DenseEmbeddings random(int words, int dimension, long seed) {
        Random random = new Random(seed);
        List<String> names = new ArrayList<>();
        FloatMatrix matrix = FloatMatrix.allocate(Arena.ofAuto(), words, dimension);
        for (int id = 0; id < words; id++) {
            names.add("w" + id);
            for (int i = 0; i < dimension; i++) {
                float any = Float.intBitsToFloat(random.nextInt());
                matrix.set(id, i, Math.abs(any) < 1e30f ? any : (float) random.nextGaussian());
            }
        }
        return DenseEmbeddings.of(VocabularyBuilder.of(names, new long[words]), matrix, ModelMetadata.EMPTY);
    }

    static void assertSame(Embeddings expected, Embeddings actual) {
        DenseEmbeddings left = assertInstanceOf(DenseEmbeddings.class, expected);
        DenseEmbeddings right = assertInstanceOf(DenseEmbeddings.class, actual);
        assertEquals(left.vocabulary().size(), right.vocabulary().size());
        assertEquals(left.dimension(), right.dimension());
        for (int id = 0; id < left.vocabulary().size(); id++) {
            assertEquals(left.vocabulary().word(id), right.vocabulary().word(id));
            for (int i = 0; i < left.dimension(); i++) {
                assertEquals(
                        Float.floatToRawIntBits(left.vectors().get(id, i)),
                        Float.floatToRawIntBits(right.vectors().get(id, i)));
            }
        }
    }
}
