package org.wvtoolkit.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelWriter;
import org.wvtoolkit.format.stream.FaultPolicy;
import org.wvtoolkit.progress.ProgressListener;

/** The toolkit's own format: contains every part of a model and is memory-mapped. */
final class SafetensorsFormat implements VectorFormat {
    @Override
    public String name() {
        return "safetensors";
    }

    @Override
    public String description() {
        return "this toolkit's format: vectors, counts and provenance, memory-mapped";
    }

    @Override
    public List<String> extensions() {
        return List.of(".safetensors");
    }

    @Override
    public boolean recognizes(FilePrefix file) {
        byte[] head = file.bytes();
        // A header of at most 100 MB leaves the upper four bytes of its length zero; JSON follows.
        return !file.compressed()
                && head.length >= 10
                && head[8] == '{'
                && head[4] == 0
                && head[5] == 0
                && head[6] == 0
                && head[7] == 0;
    }

    @Override
    public Embeddings read(Path path, ProgressListener progress) throws IOException {
        return Embeddings.open(path);
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // closed with the source
    public VectorSource open(Path path, FaultPolicy policy, int threads, ProgressListener progress) throws IOException {
        Embeddings embeddings = Embeddings.open(path);
        try {
            return new EmbeddingsSource(embeddings, path, embeddings::close);
        } catch (Throwable failure) {
            embeddings.close();
            throw failure;
        }
    }

    @Override
    public void write(VectorSource source, Path target, int threads, ProgressListener progress) throws IOException {
        int rows = source.vocabulary().size();
        progress.stage("saving", ProgressListener.Unit.ROWS, rows);
        Optional<Embeddings> embeddings = source.embeddings();
        if (embeddings.isPresent()) {
            embeddings.get().save(target);
            progress.advanced(rows, "");
            return;
        }
        try (ModelWriter writer = ModelWriter.create(
                target,
                source.vocabulary(),
                source.dimension(),
                source.subwords().orElse(null),
                source.metadata())) {
            RowBlocks.read(
                    source, threads, progress, () -> (block, first, count, values) -> writer.put(first, count, values));
            writer.commit();
        }
    }
}
