package org.wvtoolkit.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.format.stream.FaultPolicy;
import org.wvtoolkit.progress.ProgressListener;

/**
 * The binary format of fastText ({@code .bin}), read including subword vectors, also without the
 * magic number that files of 2016 lack. Quantized and pruned models are rejected.
 */
final class FasttextBinaryFormat implements VectorFormat {
    @Override
    public String name() {
        return "fasttext-binary";
    }

    @Override
    public String description() {
        return "fastText's .bin with subword vectors for out-of-vocabulary words";
    }

    @Override
    public List<String> extensions() {
        return List.of();
    }

    @Override
    public boolean recognizes(FilePrefix head) {
        byte[] bytes = head.bytes();
        boolean magic = bytes.length >= 4
                && bytes[0] == (byte) 0xBA
                && bytes[1] == 0x16
                && bytes[2] == 0x4F
                && bytes[3] == 0x2F;
        return !head.compressed() && (magic || FasttextTable.isUnversioned(bytes));
    }

    @Override
    public VectorSource open(Path path, FaultPolicy policy, int threads, ProgressListener progress) throws IOException {
        return FasttextTable.open(path, name(), progress);
    }

    @Override
    public Embeddings read(Path path, ProgressListener progress) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        try (FasttextTable table = FasttextTable.open(path, name(), progress)) {
            DenseEmbeddings embeddings = InMemoryLoader.take(table, threads, progress);
            return table.subwords().isEmpty()
                    ? embeddings
                    // A query needs only a few of these rows, so they stay in the mapped file.
                    : embeddings.withSubwords(table.subwords().get()).owning(table.detachArena());
        }
    }

    @Override
    public boolean isWritable() {
        return false;
    }

    @Override
    public void write(VectorSource source, Path target, int threads, ProgressListener progress) {
        throw new UnsupportedOperationException("fastText's .bin format is read-only");
    }
}
