package org.wvtoolkit.examples.extension;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.format.FilePrefix;
import org.wvtoolkit.format.VectorFormat;
import org.wvtoolkit.format.VectorSource;
import org.wvtoolkit.format.stream.FaultPolicy;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/** A vector format: lines of comma-separated values, each beginning with its word, after the line {@code #vectors}. */
final class CsvVectors implements VectorFormat {
    private static final String FIRST_LINE = "#vectors";

    @Override
    public String name() {
        return "csv-vectors";
    }

    @Override
    public String description() {
        return "comma-separated words and values";
    }

    @Override
    public List<String> extensions() {
        return List.of(".vectors.csv");
    }

    @Override
    public boolean recognizes(FilePrefix head) {
        return new String(head.bytes(), StandardCharsets.UTF_8).startsWith(FIRST_LINE + "\n");
    }

    @Override
    public VectorSource open(Path path, FaultPolicy policy, int threads, ProgressListener progress) throws IOException {
        List<String> words = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(path);
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            float[] row = new float[fields.length - 1];
            for (int k = 0; k < row.length; k++) {
                row[k] = number(path, words.size() + 2, fields[k + 1]);
            }
            if (row.length == 0 || (!rows.isEmpty() && row.length != rows.getFirst().length)) {
                throw malformed(path, words.size() + 2, "has " + row.length + " values");
            }
            words.add(fields[0]);
            rows.add(row);
        }
        if (rows.isEmpty()) {
            throw malformed(path, 2, "is missing");
        }
        return new Rows(VocabularyBuilder.of(words, new long[words.size()]), rows);
    }

    private static float number(Path path, int line, String text) throws IOException {
        try {
            float value = Float.parseFloat(text);
            if (Float.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below.
        }
        throw malformed(path, line, "contains '" + text + "', which is not a finite number");
    }

    private static MalformedFileException malformed(Path path, int line, String problem) {
        return new MalformedFileException(path, 0, "line " + line + " " + problem, "correct the line");
    }

    /** The words and rows in memory. */
    private record Rows(Vocabulary vocabulary, List<float[]> rows) implements VectorSource {
        @Override
        public int dimension() {
            return rows.getFirst().length;
        }

        @Override
        public ModelMetadata metadata() {
            return ModelMetadata.EMPTY.with(ModelMetadata.IMPORTED_FROM, "csv-vectors");
        }

        @Override
        public void read(int first, int count, float[] target) {
            for (int i = 0; i < count; i++) {
                System.arraycopy(rows.get(first + i), 0, target, i * dimension(), dimension());
            }
        }

        @Override
        public void close() {}
    }

    /** Writes a temporary file first, so that an existing file stays intact until the new one is complete. */
    @Override
    public void write(VectorSource source, Path target, int threads, ProgressListener progress) throws IOException {
        Path temporary = target.resolveSibling(target.getFileName() + ".part");
        try (BufferedWriter out = Files.newBufferedWriter(temporary)) {
            out.write(FIRST_LINE + "\n");
            float[] row = new float[source.dimension()];
            for (int id = 0; id < source.vocabulary().size(); id++) {
                source.read(id, 1, row);
                StringBuilder line = new StringBuilder(source.vocabulary().word(id));
                for (float value : row) {
                    line.append(',').append(value);
                }
                out.append(line).append('\n');
            }
        }
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
}
