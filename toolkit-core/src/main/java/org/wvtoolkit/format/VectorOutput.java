package org.wvtoolkit.format;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.wvtoolkit.container.ReplacedFile;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.vocabulary.Vocabulary;

/** Words and vectors on their way into a file of another tool. Confined to a thread. */
final class VectorOutput implements AutoCloseable {
    /** Rows between two reports of progress. */
    private static final int REPORT = 1 << 12;

    /** What must not stand in a word. */
    enum Forbidden {
        /** The word2vec binary format: readers skip line feeds and stop at a space. */
        SPACE_AND_LINE_FEED("a space or a line feed"),
        /** Text formats: readers split at whitespace of ASCII; others, such as the no-break space, are letters to them. */
        WHITESPACE("whitespace");

        private final String text;

        Forbidden(String text) {
            this.text = text;
        }

        boolean matches(byte b) {
            return b == ' ' || b == '\n' || (this == WHITESPACE && b >= '\t' && b <= '\r');
        }
    }

    private final Path target;
    private final DenseEmbeddings embeddings;
    private final ReplacedFile file;
    private final ProgressListener progress;
    private byte[] word = new byte[64];

    private VectorOutput(Path target, DenseEmbeddings embeddings, ReplacedFile file, ProgressListener progress) {
        this.target = target;
        this.embeddings = embeddings;
        this.file = file;
        this.progress = progress;
    }

    static VectorOutput create(Path target, DenseEmbeddings embeddings, ProgressListener progress) throws IOException {
        progress.stage(
                "writing vectors",
                ProgressListener.Unit.ROWS,
                embeddings.vocabulary().size());
        return new VectorOutput(target, embeddings, ReplacedFile.create(target), progress);
    }

    /** The embeddings as formats of other tools have them: dense. */
    static DenseEmbeddings dense(Embeddings embeddings, Path target) throws IOException {
        return switch (embeddings) {
            case DenseEmbeddings dense -> dense;
            case SparseEmbeddings sparse ->
                throw new IOException(target + ": not written: the model's vectors are sparse, over "
                        + sparse.dimension() + " contexts, which the format cannot hold; convert it to safetensors, or"
                        + " make dense vectors of it with wv train --method svd --from MODEL");
        };
    }

    /** Writes a word and a space. */
    void writeWord(int id, Forbidden forbidden) throws IOException {
        Vocabulary vocabulary = embeddings.vocabulary();
        int length = vocabulary.length(id);
        if (length == 0) {
            throw notWritten("word " + id + " is empty, which the format cannot hold");
        }
        if (length >= word.length) {
            word = new byte[Math.addExact(length, length / 2 + 1)];
        }
        MemorySegment.copy(vocabulary.utf8(), ValueLayout.JAVA_BYTE, vocabulary.offset(id), word, 0, length);
        for (int i = 0; i < length; i++) {
            if (forbidden.matches(word[i])) {
                throw notWritten("word " + id + ", \"" + vocabulary.word(id).replace("\n", "\\n") + "\", holds "
                        + forbidden.text + ", which the format cannot hold");
            }
        }
        word[length] = ' ';
        file.write(word, 0, length + 1);
        if (id % REPORT == 0) {
            progress.advanced(id, "");
        }
    }

    /** Copies a vector out and checks it. */
    void read(int id, float[] vector) throws IOException {
        embeddings.vectors().copyRow(id, vector, 0);
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                throw notWritten("the vector of \"" + embeddings.vocabulary().word(id) + "\" holds the value " + value);
            }
        }
    }

    void write(byte[] bytes) throws IOException {
        file.write(bytes, 0, bytes.length);
    }

    void write(byte[] bytes, int length) throws IOException {
        file.write(bytes, 0, length);
    }

    void write(char ascii) throws IOException {
        word[0] = (byte) ascii;
        file.write(word, 0, 1);
    }

    private IOException notWritten(String problem) {
        return new IOException(target + ": not written: " + problem + "; choose another format or remove it");
    }

    void commit() throws IOException {
        file.commit();
        progress.advanced(embeddings.vocabulary().size(), "");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
