package org.wvtoolkit.cli.command.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun.Place;

/** Commands that move or group vectors: retrofit, align, cluster; and bias. */
class SpaceCommandsTest {
    private static final int WORDS = 40;

    @TempDir
    Path folder;

    private Place place = Place.home(Path.of(""));
    private Path model = Path.of("");

    @BeforeEach
    void setUp() throws IOException {
        place = Place.home(folder);
        model = vectors("a.txt", false);
    }

    /**
     * Words w0 to w39 in four dimensions, even ones near one axis and odd ones near another; or a copy with axes
     * exchanged.
     */
    private Path vectors(String name, boolean turned) throws IOException {
        Random random = new Random(4);
        StringBuilder text = new StringBuilder(WORDS + " 4\n");
        for (int id = 0; id < WORDS; id++) {
            double[] row = new double[4];
            for (int k = 0; k < 4; k++) {
                row[k] = (k == id % 2 ? 1 : 0) + 0.1 * random.nextGaussian();
            }
            text.append('w').append(id);
            for (int k = 0; k < 4; k++) {
                text.append(String.format(Locale.ROOT, " %.6f", turned ? -row[3 - k] : row[k]));
            }
            text.append('\n');
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private double similarity(Path file, String a, String b) {
        String[] fields = place.run("similarity", "-m", file, a, b)
                .done()
                .outLines()
                .getFirst()
                .split("\t", 0);
        return Double.parseDouble(fields[fields.length - 1]);
    }

    @Test
    @DisplayName("synonyms of a file are drawn together, antonyms pushed apart, and the input is never overwritten")
    void retrofit() throws IOException {
        Path pairs = Files.writeString(folder.resolve("pairs.tsv"), "w0\tw1\nw2\tw4\tantonym\nw3\tmissing\n");
        Path fitted = folder.resolve("fitted.safetensors");
        String notes = place.run("retrofit", "-m", model, "--with", pairs, "-o", fitted)
                .done()
                .err();
        assertTrue(notes.contains("; skipped 1 pair with a word that the model does not have; saved "), notes);
        assertTrue(similarity(fitted, "w0", "w1") > similarity(model, "w0", "w1") + 0.3);
        assertEquals(similarity(model, "w2", "w4"), similarity(fitted, "w2", "w4"), 1e-5);
        place.run("retrofit", "-m", model, "--with", pairs, "-o", fitted).failedWith(1);
        place.run("retrofit", "-m", model, "--with", pairs, "-o", fitted, "--force", "--method", "counter-fit")
                .done();
        assertTrue(similarity(fitted, "w2", "w4") < similarity(model, "w2", "w4"));
        assertTrue(place.run("retrofit", "-m", model, "--with", pairs, "-o", folder.resolve("x.vec"))
                .failedWith(1)
                .contains("the extension is that of word2vec-text"));
        Path antonyms = Files.writeString(folder.resolve("antonyms.tsv"), "w2\tw4\tantonym\n");
        assertTrue(place.run("retrofit", "-m", model, "--with", antonyms, "-o", folder.resolve("x.safetensors"), "-q")
                .failedWith(1)
                .contains("use --method counter-fit"));
        Path other = Files.writeString(folder.resolve("other.tsv"), "x\ty\n");
        place.run("retrofit", "-m", model, "--with", other, "-o", folder.resolve("x.safetensors"), "-q")
                .failedWith(1);
        assertFalse(Files.exists(folder.resolve("x.safetensors")));
    }

    @Test
    void clusters() throws IOException {
        Path classes = folder.resolve("classes.txt");
        List<String> rows = place.run("cluster", "-m", model, "-k", 2, "--classes", classes)
                .done()
                .outLines();
        assertEquals(2, rows.size());
        assertTrue(rows.stream().allMatch(row -> row.split("\t", -1)[1].equals("20")), rows.toString());
        List<String> lines = Files.readAllLines(classes);
        assertEquals(WORDS, lines.size());
        String even = lines.get(0).split(" ", 0)[1];
        for (int id = 0; id < WORDS; id++) {
            assertEquals(id % 2 == 0, lines.get(id).equals("w" + id + " " + even), lines.get(id));
        }
        assertTrue(
                place.run("cluster", "-m", model, "-k", 99, "-q").failedWith(1).contains("fewer clusters"));
    }

    @Test
    @DisplayName("a turned copy is aligned exactly and saved; chains, bad dictionaries and unequal dimensions")
    void align() throws IOException {
        Path turned = vectors("b.txt", true);
        Path out = folder.resolve("aligned");
        String row =
                place.run("align", model, turned, "-o", out).done().outLines().getFirst();
        assertTrue(row.endsWith("\t40\t8\t1.000000\t1.000000\t1.000000\t1.000000"), row);
        Path aligned = out.resolve("a.safetensors");
        String own = place.run("vector", "-m", aligned, "w3").done().out();
        String target = place.run("vector", "-m", turned, "w3").done().out();
        for (int k = 1; k <= 4; k++) {
            assertEquals(
                    Double.parseDouble(target.strip().split("[\t ]", 0)[k]),
                    Double.parseDouble(own.strip().split("[\t ]", 0)[k]),
                    1e-4);
        }
        assertEquals(
                2,
                place.run("align", model, turned, vectors("c.txt", false))
                        .done()
                        .outLines()
                        .size());
        Path dictionary = Files.writeString(folder.resolve("d.tsv"), "w0\tw0\nw1\n");
        assertTrue(place.run("align", model, turned, "--dictionary", dictionary, "-q")
                .failedWith(1)
                .contains("line 2"));
        Path partial =
                Files.writeString(folder.resolve("partial.tsv"), "w0\tw0\nw1\tw1\nw2\tw2\nw3\tw3\nw4\tw4\nw5\tnone\n");
        String notes = place.run("align", model, turned, "--dictionary", partial)
                .done()
                .err();
        assertTrue(notes.contains("skipped 1 pair of the dictionary with a word that its model does not have"), notes);
        Path narrow = Files.writeString(folder.resolve("n.txt"), "2 2\nw0 1 0\nw1 0 1\n");
        assertTrue(place.run("align", model, narrow, "-q").failedWith(1).contains("4 and 2 dimensions"));
        place.run("align", model, turned, "-o", out, "-q").failedWith(1);
    }

    @Test
    @DisplayName("with --reweight, both of two models are mapped into one space and saved")
    void reweight() throws IOException {
        Path turned = vectors("b.txt", true);
        Path out = folder.resolve("space");
        String row = place.run("align", model, turned, "--reweight", 2, "-o", out)
                .done()
                .outLines()
                .getFirst();
        assertTrue(row.endsWith("\t40\t8\t1.000000\t1.000000\t1.000000\t1.000000"), row);
        String own = place.run("vector", "-m", out.resolve("a.safetensors"), "w3")
                .done()
                .out();
        String other = place.run("vector", "-m", out.resolve("b.safetensors"), "w3")
                .done()
                .out();
        for (int k = 1; k <= 4; k++) {
            assertEquals(
                    Double.parseDouble(other.strip().split("[\t ]", 0)[k]),
                    Double.parseDouble(own.strip().split("[\t ]", 0)[k]),
                    1e-4);
        }
        place.run("align", model, turned, "--reweight", 2, "-o", out, "-q").failedWith(1);
        assertTrue(place.run("align", model, turned, "--reweight", "x")
                .failedWith(2)
                .contains("not a number from 0"));
        assertTrue(place.run("align", model, turned, model, "--reweight", 2)
                .failedWith(2)
                .contains("--reweight requires exactly two models"));
    }

    /**
     * Trains a model on sentences of a log-linear topic model: with the fixed vectors u of the words and the random
     * topic z of a sentence, the probability of a word is proportional to exp(u·z / 2).
     */
    private Path half(String name, long seed) throws IOException {
        int words = 200;
        int dimension = 10;
        Random fixed = new Random(3);
        double[][] vectors = new double[words][];
        for (int word = 0; word < words; word++) {
            vectors[word] = fixed.doubles(dimension, -2, 2).toArray();
        }
        Random random = new Random(seed);
        double[] cumulative = new double[words];
        StringBuilder text = new StringBuilder();
        for (int sentence = 0; sentence < 8000; sentence++) {
            double[] topic = random.doubles(dimension, -1.5, 1.5).toArray();
            double sum = 0;
            for (int word = 0; word < words; word++) {
                double product = 0;
                for (int k = 0; k < dimension; k++) {
                    product += vectors[word][k] * topic[k];
                }
                sum += Math.exp(product / 2);
                cumulative[word] = sum;
            }
            for (int position = 0; position < 20; position++) {
                int found = Arrays.binarySearch(cumulative, random.nextDouble() * sum);
                text.append('w').append(found < 0 ? -found - 1 : found).append(position < 19 ? ' ' : '\n');
            }
        }
        Path file = Files.writeString(folder.resolve(name + ".txt"), text);
        Path trained = folder.resolve(name + ".safetensors");
        List<Object> options = List.of("--method", "svd", "--dim", dimension, "--window", 10, "--subsample", 0, "-q");
        List<Object> line = new ArrayList<>(List.of("train", file, "-o", trained));
        line.addAll(options);
        place.run(line.toArray()).done();
        return trained;
    }

    @Test
    @DisplayName("models of two halves of a text: at least 95 % of the held-out words are found at rank 1")
    void alignHalves() throws IOException {
        String[] fields = place.run("align", half("first", 1), half("second", 2))
                .done()
                .outLines()
                .getFirst()
                .split("\t", 0);
        assertEquals("200", fields[2]);
        assertEquals("40", fields[3]);
        assertTrue(Double.parseDouble(fields[4]) >= 0.95, "cosine@1: " + fields[4]);
        assertTrue(Double.parseDouble(fields[6]) >= 0.95, "csls@1: " + fields[6]);
    }

    @Test
    void bias() throws IOException {
        Path sets = Files.writeString(
                folder.resolve("weat.txt"), "x: w0 w2 w4 w6\ny: w1 w3 w5 w7\na: w8 w10 none\nb: w9, w11\n");
        List<String> rows = place.run("bias", "-m", model, sets).done().outLines();
        String[] fields = rows.getFirst().split("\t", 0);
        assertEquals("x, y", fields[0]);
        assertTrue(Double.parseDouble(fields[3]) > 1.5, fields[3]);
        assertEquals("0.014286", fields[4]);
        Files.writeString(sets, "x: w0 w2 w4 none\ny: w1 w3\na: w8 w10\nb: w9 w11\n");
        String notes = place.run("bias", "-m", model, sets).done().err();
        assertTrue(notes.contains("only the first 2 known words of x are used, because y has no more"), notes);
        Files.writeString(sets, "x: w0\n");
        assertTrue(place.run("bias", "-m", model, sets).failedWith(1).contains("has 1 sets of words"));
        Files.writeString(sets, "x w0\n");
        assertTrue(place.run("bias", "-m", model, sets).failedWith(1).contains("line 1"));
    }
}
