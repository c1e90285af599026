package org.wvtoolkit.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.progress.ProgressListener;

/** Loads a file of vectors into memory and says how long it took, for comparison with what other tools need. */
public final class LoadVectors {
    private LoadVectors() {}

    /**
     * Loads one file, in a virtual machine that has just started.
     *
     * @param arguments FILE
     * @throws IOException if it cannot be read
     */
    @SuppressWarnings("SystemOut") // a program
    public static void main(String[] arguments) throws IOException {
        long begin = System.nanoTime();
        try (Embeddings embeddings = VectorFormats.read(Path.of(arguments[0]), ProgressListener.NONE)) {
            System.out.printf("words %d%n", embeddings.vocabulary().size());
        }
        System.out.printf(java.util.Locale.ROOT, "load_s %.3f%n", (System.nanoTime() - begin) / 1e9);
    }
}
