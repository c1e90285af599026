package org.wvtoolkit.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.progress.ProgressListener;

/**
 * The text format of word2vec.c: a line with the number of words and the dimension, then a line for each word, its values in
 * decimal behind it. Read without the first line, too, which is GloVe's format; it costs a second pass, to count.
 *
 * <p>Values are written with as few digits as tell a float from its neighbours.
 */
final class Word2vecTextFormat implements VectorFormat {
    @Override
    public String name() {
        return "word2vec-text";
    }

    @Override
    public String description() {
        return "the text of word2vec.c, fastText's .vec and, reading, GloVe's";
    }

    @Override
    public boolean recognises(byte[] head) {
        return TextHeads.hasClaim(head) ? TextHeads.secondLineIsText(head) : TextHeads.firstLineIsText(head);
    }

    @Override
    public Embeddings read(Path path, ProgressListener progress) throws IOException {
        try (VectorInput input = VectorInput.open(path, progress)) {
            byte[] head = new byte[(int) Math.min(HEAD, input.size())];
            boolean headed = input.readFully(head, head.length) && TextHeads.hasClaim(head);
            input.rewind();
            VectorInput.Claim claim = headed ? input.readClaim() : count(input);
            // At the least an empty word, a space and a digit for each value, and a line feed behind all rows but the
            // last.
            input.checkRoom(claim, 2L * claim.dimension() + 1);
            try (VectorCollector collector = new VectorCollector(input, claim)) {
                new Rows(input, claim, headed ? 2 : 1).readInto(collector);
                return collector.finish(ModelMetadata.EMPTY.with(ModelMetadata.IMPORTED_FROM, name()));
            }
        }
    }

    /** Takes the dimension from the first line and counts the others, then goes back. */
    private static VectorInput.Claim count(VectorInput input) throws IOException {
        int dimension = 0;
        boolean between = false;
        for (int b = input.read(); b >= 0 && b != '\n'; b = input.read()) {
            boolean space = b == ' ' || b == '\t' || b == '\r';
            dimension += between && !space ? 1 : 0;
            between = space;
        }
        if (dimension == 0) {
            throw input.malformed(0, "the first line is neither \"WORDS DIMENSION\" nor a word and its values");
        }
        long rows = 1 + input.countLines();
        if (rows > Integer.MAX_VALUE - 16) {
            throw input.malformed(-1, "has " + rows + " lines, above " + (Integer.MAX_VALUE - 16));
        }
        input.rewind();
        return new VectorInput.Claim((int) rows, dimension);
    }

    /** The lines behind the header. Confined to a thread. */
    private static final class Rows {
        private final VectorInput input;
        private final VectorInput.Claim claim;
        private final WordBuffer word;
        private final byte[] number = new byte[Decimals.MAX_LENGTH];
        private long line;
        /** The byte that ended the word or number before. */
        private int end;

        Rows(VectorInput input, VectorInput.Claim claim, long firstLine) {
            this.input = input;
            this.claim = claim;
            this.word = new WordBuffer(input);
            this.line = firstLine;
        }

        void readInto(VectorCollector collector) throws IOException {
            float[] vector = new float[claim.dimension()];
            for (int row = 0; row < claim.rows(); row++, line++) {
                if (input.peek() < 0) {
                    throw input.malformed(
                            input.size(), "the file ends after " + row + " of " + claim.rows() + " vectors");
                }
                readWord();
                long at = input.position();
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = readNumber(i);
                }
                skipSpaces();
                if (end >= 0 && end != '\n') {
                    throw input.malformed(
                            input.position() - 1, "line " + line + " has more than " + claim.dimension() + " values");
                }
                collector.add(word.bytes(), word.length(), vector, at);
            }
            int rest = input.read();
            while (isSpace(rest) || rest == '\n') {
                rest = input.read();
            }
            if (rest >= 0) {
                throw input.malformed(
                        input.position() - 1, "line " + line + " follows the last of " + claim.rows() + " vectors");
            }
        }

        private void readWord() throws IOException {
            word.clear();
            for (end = input.read(); end != ' ' && end != '\t' && end != '\n' && end >= 0; end = input.read()) {
                word.append(end);
            }
        }

        private float readNumber(int index) throws IOException {
            skipSpaces();
            int length = 0;
            for (; end >= 0 && end != '\n' && !isSpace(end); end = input.read()) {
                if (length == number.length) {
                    throw input.malformed(
                            input.position(), "line " + line + " has a number of more than " + length + " digits");
                }
                number[length++] = (byte) end;
            }
            if (length == 0) {
                throw input.malformed(
                        input.position(), "line " + line + " has " + index + " of " + claim.dimension() + " values");
            }
            try {
                return Decimals.parse(number, length);
            } catch (NumberFormatException invalid) {
                String text = new String(Arrays.copyOf(number, Math.min(length, 40)), StandardCharsets.UTF_8);
                throw input.malformed(
                        input.position() - length - 1,
                        "line " + line + ": value " + (index + 1) + " is not a number: \"" + text + "\"");
            }
        }

        private void skipSpaces() throws IOException {
            while (isSpace(end)) {
                end = input.read();
            }
        }

        private static boolean isSpace(int b) {
            return b == ' ' || b == '\t' || b == '\r';
        }
    }

    @Override
    public void write(Embeddings embeddings, Path target, ProgressListener progress) throws IOException {
        DenseEmbeddings dense = VectorOutput.dense(embeddings, target);
        try (VectorOutput output = VectorOutput.create(target, dense, progress)) {
            output.write(
                    (dense.vocabulary().size() + " " + dense.dimension() + "\n").getBytes(StandardCharsets.US_ASCII));
            float[] vector = new float[dense.dimension()];
            byte[] line = new byte[Math.multiplyExact(vector.length, LONGEST)];
            for (int id = 0; id < dense.vocabulary().size(); id++) {
                output.writeWord(id, VectorOutput.Forbidden.WHITESPACE);
                output.read(id, vector);
                int length = 0;
                for (float value : vector) {
                    String text = Float.toString(value);
                    for (int i = 0; i < text.length(); i++) {
                        line[length++] = (byte) text.charAt(i);
                    }
                    line[length++] = ' ';
                }
                line[length - 1] = '\n';
                output.write(line, length);
            }
            output.commit();
        }
    }

    /** Bytes of the longest float in decimal, such as -1.17549435E-38, and the space behind it. */
    private static final int LONGEST = 16;
}
