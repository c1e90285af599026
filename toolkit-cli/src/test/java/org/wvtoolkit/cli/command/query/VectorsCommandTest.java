package org.wvtoolkit.cli.command.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.Models;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.progress.ProgressListener;

class VectorsCommandTest {
    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void makeModel() throws IOException {
        model = Models.royal(folder.resolve("royal.safetensors"), "standard");
    }

    private CommandRun run(String in, Object... flags) {
        Object[] arguments = new Object[flags.length + 4];
        System.arraycopy(new Object[] {"vectors", "-m", model, "--text"}, 0, arguments, 0, 4);
        System.arraycopy(flags, 0, arguments, 4, flags.length);
        return Place.home(folder).with(in).run(arguments);
    }

    /** Lines with all kinds of line breaks, some longer than a block of the reader. */
    private static String text(long seed) {
        Random random = new Random(seed);
        List<String> words = List.of("King", "queen", "man,", "woman", "france", "unknown", "...", "中国");
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 60_000; line++) {
            int length = line == 30_000 ? 400_000 : random.nextInt(6);
            for (int i = 0; i < length; i++) {
                text.append(words.get(random.nextInt(words.size()))).append(' ');
            }
            text.append('\n');
        }
        return text.append("\n\nking").toString();
    }

    /** The expected result, computed line by line with strings. */
    private static float[][] reference(Embeddings model, String text, double a) throws IOException {
        DenseEmbeddings dense = (DenseEmbeddings) model;
        String[] lines = text.split("\n", -1);
        float[][] rows = new float[lines.length][2];
        double total = 60 + 50 + 40 + 30 + 20 + 10;
        for (int line = 0; line < lines.length; line++) {
            double[] sum = new double[2];
            int known = 0;
            for (String word : lines[line].toLowerCase(Locale.ROOT).split("[ ,.]+", -1)) {
                int id = dense.vocabulary().id(word);
                if (id >= 0) {
                    double weight = a == 0 ? 1 : a / (a + dense.vocabulary().count(id) / total);
                    sum[0] += weight * dense.vectors().get(id, 0);
                    sum[1] += weight * dense.vectors().get(id, 1);
                    known++;
                }
            }
            for (int i = 0; i < 2; i++) {
                rows[line][i] = known == 0 ? 0 : (float) (sum[i] / known);
            }
        }
        return rows;
    }

    @Test
    @DisplayName("every line gives the weighted mean of its words, with any number of threads")
    void lineVectors() throws IOException {
        // The standard analyzer splits 中国 into two tokens, which the model does not contain.
        String text = text(5).replace("中国 ", "");
        Path input = Files.writeString(folder.resolve("in.txt"), text);
        for (String weighting : List.of("mean", "sif")) {
            String one = run("", input, "--weighting", weighting, "--threads", 1)
                    .done()
                    .out();
            String three = run("", input, "--weighting", weighting, "--threads", 3)
                    .done()
                    .out();
            assertEquals(one, three);
            float[][] expected;
            try (Embeddings embeddings = Embeddings.open(model)) {
                expected = reference(embeddings, text, weighting.equals("mean") ? 0 : 1e-3);
            }
            List<String> rows = one.lines().toList();
            assertEquals(expected.length, rows.size());
            for (int i = 0; i < expected.length; i++) {
                String[] values = rows.get(i).split("\t", -1);
                float[] row = {Float.parseFloat(values[0]), Float.parseFloat(values[1])};
                assertArrayEquals(expected[i], row, 1e-5f, "line " + i);
            }
        }
    }

    @Test
    @DisplayName("the NumPy file contains the expected values")
    void numpyArray() throws IOException {
        Path npy = folder.resolve("out.npy");
        String text = "king queen\n\nnothing here\nman\n";
        CommandRun run = run(text, "-o", npy, "--weighting", "mean").done();
        assertTrue(run.err().contains("wrote 4 vectors; 2 of them zeros"), run.err());
        byte[] bytes = Files.readAllBytes(npy);
        assertEquals(128 + 4 * 2 * Float.BYTES, bytes.length);
        assertTrue(new String(bytes, 0, 128, StandardCharsets.ISO_8859_1).contains("'shape': (4, 2)"));
        Files.writeString(folder.resolve("out.words"), "a\nb\nc\nd\n");
        try (Embeddings royal = Embeddings.open(model);
                Embeddings rows = VectorFormats.open(npy, ProgressListener.NONE)) {
            float[][] expected = reference(royal, text.strip(), 0);
            for (int i = 0; i < 4; i++) {
                float[] row = new float[2];
                ((DenseEmbeddings) rows).vectors().copyRow(rows.vocabulary().id("abcd".substring(i, i + 1)), row, 0);
                assertArrayEquals(expected[i], row, 1e-6f);
            }
        }
        assertTrue(run(text, "-o", npy).failedWith(1).contains("--force"));
    }

    @Test
    @DisplayName("empty lines give a row, the end of a file does not")
    void emptyLines() throws IOException {
        Path ended = Files.writeString(folder.resolve("a.txt"), "king\r\n\r\nqueen\r\n");
        Path open = Files.writeString(folder.resolve("b.txt"), "\nman");
        Path empty = Files.writeString(folder.resolve("c.txt"), "");
        Path blank = Files.writeString(folder.resolve("d.txt"), "\n\n");
        assertEquals(3, run("", ended).done().outLines().size());
        assertEquals(7, run("", ended, open, empty, blank).done().outLines().size());
        assertEquals("", run("").done().out());
    }

    @Test
    @DisplayName("wrong input is reported in one line")
    void wrongInput() throws IOException {
        assertTrue(run("", "--weighting", "max").failedWith(2).contains("must be mean or sif: max"));
        assertTrue(run("", "--sif-a", "0").failedWith(2).contains("greater than 0"));
        assertTrue(run("", "--sif-a", "1", "--weighting", "mean")
                .failedWith(2)
                .contains("--sif-a requires --weighting sif"));
        assertTrue(run("", folder).failedWith(1).contains("is a folder"));
        Path broken =
                Files.write(folder.resolve("broken.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 5});
        Path npy = folder.resolve("broken.npy");
        assertTrue(run("", broken, "-o", npy).failedAfterProgress(1).contains("broken.gz"));
        assertFalse(Files.exists(npy));
    }
}
