package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.vocabulary.Vocabulary;

/** Reads the words of a model with their corpus counts. */
public final class CountedWords {
    private CountedWords() {}

    /**
     * Reads words and counts.
     *
     * @param file a model of any format
     * @return words and counts; they remain valid after the file is closed
     * @throws IOException if the file cannot be read, or contains no counts, such as files of other tools
     */
    public static Vocabulary of(Path file) throws IOException {
        try (Embeddings embeddings = VectorFormats.open(file, ProgressListener.NONE)) {
            Vocabulary words = embeddings.vocabulary();
            if (words.size() == 0 || words.count(0) <= 1) {
                throw new IOException(file + ": contains no word counts; use a model trained by wv train");
            }
            return words.copy();
        }
    }
}
