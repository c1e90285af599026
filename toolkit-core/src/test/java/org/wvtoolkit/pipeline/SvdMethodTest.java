package org.wvtoolkit.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.VocabularyOptions;

class SvdMethodTest {
    private static final List<List<String>> TEN_WORDS =
            List.of(List.of("the", "cat", "sat", "on", "a", "mat"), List.of("one", "dog", "ate", "food"));

    @TempDir
    Path folder;

    /** Trains and returns the notes, after checking whether any vector differs from zero. */
    private List<String> notes(Map<String, String> options, boolean nonZero) throws IOException {
        List<String> notes = new ArrayList<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void note(String message) {
                notes.add(message);
            }
        };
        try (DenseEmbeddings embeddings = (DenseEmbeddings) Training.train(
                TokenSource.of("ten words", TEN_WORDS),
                VocabularyOptions.ofMinCount(1),
                TrainingMethods.create("svd", OptionValues.of(options)),
                new Resources(2, Resources.MIN_MEMORY, folder),
                listener)) {
            double sum = 0;
            for (int id = 0; id < embeddings.vocabulary().size(); id++) {
                for (int j = 0; j < embeddings.dimension(); j++) {
                    sum += Math.abs(embeddings.vectors().get(id, j));
                }
            }
            assertEquals(nonZero, sum > 0);
        }
        return notes;
    }

    @Test
    @DisplayName("A text is reported if subsampling leaves no pair of words")
    void zeroVectors() throws IOException {
        List<String> notes = notes(Map.of(), false);
        assertTrue(notes.stream().anyMatch(note -> note.contains("set the option subsample to 0")), notes.toString());
        assertTrue(notes(Map.of("subsample", "0"), true).stream()
                .noneMatch(note -> note.contains("every vector is zero")));
    }
}
