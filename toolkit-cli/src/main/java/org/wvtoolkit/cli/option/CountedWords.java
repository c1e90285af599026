package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.vocabulary.Vocabulary;

/** The words of a model with their counts in its text. */
public final class CountedWords {
    private CountedWords() {}

    /**
     * Reads them.
     *
     * @param file a model, of any format
     * @return words and counts, which outlive the file
     * @throws IOException if it cannot be read, or has no counts, as files of other tools have none
     */
    public static Vocabulary of(Path file) throws IOException {
        try (Embeddings embeddings = VectorFormats.read(file, ProgressListener.NONE)) {
            Vocabulary words = embeddings.vocabulary();
            if (words.size() == 0 || words.count(0) <= 1) {
                throw new IOException(file + ": has no counts of its words; give a model that wv train made");
            }
            return words.copy();
        }
    }
}
