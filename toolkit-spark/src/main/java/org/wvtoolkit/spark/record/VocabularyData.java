package org.wvtoolkit.spark.record;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.Serializable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/** Serialized vocabulary; each executor builds the vocabulary from it once. Thread-safe. */
public final class VocabularyData implements Serializable {
    private final byte[] utf8;
    private final long[] offsets;
    private final long[] counts;
    private transient volatile @Nullable Vocabulary vocabulary;

    public VocabularyData(Vocabulary vocabulary) {
        this.utf8 = vocabulary.utf8().toArray(JAVA_BYTE);
        this.offsets = vocabulary.offsets().toArray(ValueLayout.JAVA_LONG);
        this.counts = vocabulary.counts().toArray(ValueLayout.JAVA_LONG);
        this.vocabulary = vocabulary;
    }

    /** Returns the vocabulary, in memory that the garbage collector frees. */
    public Vocabulary get() {
        Vocabulary built = vocabulary;
        if (built == null) {
            synchronized (this) {
                built = vocabulary;
                if (built == null) {
                    MemorySegment text = Arena.ofAuto().allocate(utf8.length + 8L, 8);
                    MemorySegment.copy(utf8, 0, text, JAVA_BYTE, 0, utf8.length);
                    built = VocabularyBuilder.of(text, offsets, counts);
                    vocabulary = built;
                }
            }
        }
        return built;
    }
}
