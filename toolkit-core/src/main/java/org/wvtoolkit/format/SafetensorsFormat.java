package org.wvtoolkit.format;

import java.io.IOException;
import java.nio.file.Path;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.progress.ProgressListener;

/** Our own: everything a model has, mapped rather than read. */
final class SafetensorsFormat implements VectorFormat {
    @Override
    public String name() {
        return "safetensors";
    }

    @Override
    public String description() {
        return "this toolkit's models: vectors, counts and provenance, opened without reading";
    }

    @Override
    public boolean recognises(byte[] head) {
        // A header's length of at most 100 MB leaves the upper half zero; JSON begins behind it.
        return head.length >= 10 && head[8] == '{' && head[4] == 0 && head[5] == 0 && head[6] == 0 && head[7] == 0;
    }

    @Override
    public Embeddings read(Path path, ProgressListener progress) throws IOException {
        return Embeddings.open(path);
    }

    @Override
    public void write(Embeddings embeddings, Path target, ProgressListener progress) throws IOException {
        progress.stage(
                "saving", ProgressListener.Unit.ROWS, embeddings.vocabulary().size());
        embeddings.save(target);
        progress.advanced(embeddings.vocabulary().size(), "");
    }
}
