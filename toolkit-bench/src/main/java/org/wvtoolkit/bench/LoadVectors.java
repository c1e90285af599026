package org.wvtoolkit.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.progress.ProgressListener;

/** Loads a vector file into memory and prints the time, for comparison with other tools. */
public final class LoadVectors {
    private LoadVectors() {}

    /**
     * Loads one file in a newly started JVM.
     *
     * @param arguments FILE
     * @throws IOException if it cannot be read
     */
    @SuppressWarnings("SystemOut") // a command-line program
    public static void main(String[] arguments) throws IOException {
        long begin = System.nanoTime();
        try (Embeddings embeddings = VectorFormats.open(Path.of(arguments[0]), ProgressListener.NONE)) {
            System.out.printf("words %d%n", embeddings.vocabulary().size());
        }
        System.out.printf(java.util.Locale.ROOT, "load_s %.3f%n", (System.nanoTime() - begin) / 1e9);
    }
}
