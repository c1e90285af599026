package org.wvtoolkit.format;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.progress.ProgressListener;

/**
 * The binary format of word2vec.c: a line with the number of words and the dimension, then for each word its bytes, a space,
 * and the values as 32-bit little-endian floats. The C tool ends each vector with a line feed, gensim does not; what a file
 * had is kept in the metadata, so that it is written back byte for byte.
 */
final class Word2vecBinaryFormat implements VectorFormat {
    /** Tells how each vector ends: {@value #LINE_FEED} or {@value #NOTHING}. */
    private static final String ROW_END = "word2vec.row_end";

    private static final String LINE_FEED = "line feed";
    private static final String NOTHING = "nothing";
    private static final ValueLayout.OfFloat LITTLE_ENDIAN =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Override
    public String name() {
        return "word2vec-binary";
    }

    @Override
    public String description() {
        return "the .bin of word2vec.c, gensim and many others";
    }

    @Override
    public boolean recognises(byte[] head) {
        return TextHeads.hasClaim(head) && !TextHeads.secondLineIsText(head);
    }

    @Override
    public Embeddings read(Path path, ProgressListener progress) throws IOException {
        try (VectorInput input = VectorInput.open(path, progress)) {
            VectorInput.Claim claim = input.readClaim();
            long vectorBytes = 4L * claim.dimension();
            // At the least an empty word and the space.
            input.checkRoom(claim, vectorBytes + 1);
            if (vectorBytes > Integer.MAX_VALUE - 16) {
                throw input.malformed(0, "claims vectors of " + vectorBytes + " bytes each");
            }
            try (VectorCollector collector = new VectorCollector(input, claim)) {
                String rowEnd = readRows(input, claim, collector);
                return collector.finish(ModelMetadata.EMPTY
                        .with(ModelMetadata.IMPORTED_FROM, name())
                        .with(ROW_END, rowEnd));
            }
        }
    }

    private static String readRows(VectorInput input, VectorInput.Claim claim, VectorCollector collector)
            throws IOException {
        WordBuffer word = new WordBuffer(input);
        byte[] bytes = new byte[4 * claim.dimension()];
        MemorySegment segment = MemorySegment.ofArray(bytes);
        float[] vector = new float[claim.dimension()];
        String rowEnd = LINE_FEED;
        for (int row = 0; row < claim.rows(); row++) {
            word.readUpToSpace();
            long at = input.position();
            if (!input.readFully(bytes, bytes.length)) {
                throw input.malformed(input.size(), "the file ends inside vector " + row + " of " + claim.rows());
            }
            MemorySegment.copy(segment, LITTLE_ENDIAN, 0, vector, 0, vector.length);
            collector.add(word.bytes(), word.length(), vector, at);
            // No word begins with a line feed, so one that is there ends the vector.
            if (input.peek() == '\n') {
                input.read();
            } else if (row == 0) {
                rowEnd = NOTHING;
            }
        }
        if (input.peek() >= 0) {
            throw input.malformed(
                    input.position(), (input.size() - input.position()) + " bytes follow the last vector");
        }
        return rowEnd;
    }

    @Override
    public void write(Embeddings embeddings, Path target, ProgressListener progress) throws IOException {
        DenseEmbeddings dense = VectorOutput.dense(embeddings, target);
        boolean lineFeed = !dense.metadata().get(ROW_END).orElse(LINE_FEED).equals(NOTHING);
        try (VectorOutput output = VectorOutput.create(target, dense, progress)) {
            output.write(
                    (dense.vocabulary().size() + " " + dense.dimension() + "\n").getBytes(StandardCharsets.US_ASCII));
            float[] vector = new float[dense.dimension()];
            byte[] bytes = new byte[4 * vector.length];
            MemorySegment segment = MemorySegment.ofArray(bytes);
            for (int id = 0; id < dense.vocabulary().size(); id++) {
                output.writeWord(id, VectorOutput.Forbidden.SPACE_AND_LINE_FEED);
                output.read(id, vector);
                MemorySegment.copy(vector, 0, segment, LITTLE_ENDIAN, 0, vector.length);
                output.write(bytes);
                if (lineFeed) {
                    output.write('\n');
                }
            }
            output.commit();
        }
    }
}
