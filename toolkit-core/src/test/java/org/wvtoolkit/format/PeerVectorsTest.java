package org.wvtoolkit.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;

/**
 * Reads files written by other tools, and lets gensim read files written by this toolkit. Skipped
 * where the files or gensim are absent.
 */
class PeerVectorsTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    @TempDir
    Path folder;

    /** Returns a file of {@code shared/fixtures/vectors} in a folder next to the repository. */
    static Path fixture(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("shared/fixtures/vectors").resolve(name);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        assumeTrue(false, "needs shared/fixtures/vectors/" + name);
        throw new IllegalStateException("not reached");
    }

    @ParameterizedTest
    @ValueSource(strings = {"word2vec-c-3000x100.bin", "euclidean_vectors.bin"})
    @DisplayName("A binary file of another tool is written back byte for byte")
    void binaryRoundTrip(String name) throws IOException {
        Path file = fixture(name);
        Path model = folder.resolve("model.safetensors");
        Path again = folder.resolve("again.bin");
        assertEquals("word2vec-binary", VectorFormats.detect(file).name());
        try (Embeddings read = VectorFormats.open(file, ProgressListener.NONE)) {
            read.save(model);
        }
        try (Embeddings opened = Embeddings.open(model)) {
            new Word2vecBinaryFormat().write(opened, again, ProgressListener.NONE);
        }
        assertEquals(-1, Files.mismatch(file, again));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "word2vec-c-3000x100.bin",
                "word2vec-c-3000x100.txt",
                "euclidean_vectors.bin",
                "lee_fasttext.vec",
                "test_glove.txt",
                "lee_fasttext_new.bin"
            })
    @DisplayName("Words and value bits survive conversion through every format")
    void conversionRoundTrip(String name) throws IOException {
        try (Embeddings original = VectorFormats.open(fixture(name), ProgressListener.NONE)) {
            assertTrue(original.vocabulary().size() >= 1, name);
            for (VectorFormat format : VectorFormats.all()) {
                if (!format.isWritable()) {
                    continue;
                }
                Path file = folder.resolve(format.name());
                format.write(original, file, ProgressListener.NONE);
                try (Embeddings read = VectorFormats.open(file, ProgressListener.NONE)) {
                    Vectors.assertSame(original, read);
                }
            }
        }
    }

    @Test
    @DisplayName("Text and binary files of word2vec contain the same vectors")
    void textEqualsBinary() throws IOException {
        try (Embeddings binary = VectorFormats.open(fixture("word2vec-c-3000x100.bin"), ProgressListener.NONE);
                Embeddings text = VectorFormats.open(fixture("word2vec-c-3000x100.txt"), ProgressListener.NONE)) {
            Vectors.assertSame(binary, text);
        }
    }

    private static String gensim(String program, String... arguments) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PYTHON), "needs " + PYTHON);
        List<String> command = new ArrayList<>(List.of(PYTHON.toString(), "-X", "utf8", "-W", "ignore", "-c", program));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assumeTrue(!output.contains("No module named 'gensim'"), "needs gensim in " + PYTHON);
        return output;
    }

    @Test
    @DisplayName("gensim reads written files with identical bits")
    void readByGensim() throws IOException, InterruptedException {
        List<String> words = List.of("plain", "中国", "no\u00a0break", "\u3000", "😀", "</s>", "1.5");
        float[][] rows = new float[words.size()][];
        for (int id = 0; id < rows.length; id++) {
            rows[id] =
                    Vectors.random(1, 5, id).vectors().segment().asSlice(0, 20).toArray(ValueLayout.JAVA_FLOAT);
        }
        DenseEmbeddings original = Vectors.of(words, rows);
        Path binary = folder.resolve("out.bin");
        Path text = folder.resolve("out.txt");
        new Word2vecBinaryFormat().write(original, binary, ProgressListener.NONE);
        new Word2vecTextFormat().write(original, text, ProgressListener.NONE);
        String expected = IntStream.range(0, rows.length)
                .mapToObj(id -> words.get(id)
                        + IntStream.range(0, 5)
                                .mapToObj(i -> " " + Integer.toHexString(Float.floatToRawIntBits(rows[id][i])))
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
        String reader = """
                import sys
                from gensim.models import KeyedVectors
                for name in sys.argv[1:]:
                    kv = KeyedVectors.load_word2vec_format(name, binary=name.endswith('bin'))
                    for word in kv.index_to_key:
                        print(word, *('%x' % bits for bits in kv[word].view('<u4')))
                """;
        assertEquals(
                expected + "\n" + expected,
                gensim(reader, binary.toString(), text.toString()).strip());
    }

    @Test
    @DisplayName("Neighbours and scores equal those of gensim")
    void sameNeighboursAsGensim() throws IOException, InterruptedException {
        Path file = fixture("word2vec-c-3000x100.bin");
        String asker = """
                import sys
                from gensim.models import KeyedVectors
                kv = KeyedVectors.load_word2vec_format(sys.argv[1], binary=True)
                for i in range(1000):
                    for word, score in kv.most_similar(kv.index_to_key[i], topn=10):
                        print('%s\\t%.9f' % (word, score))
                for word, score in kv.most_similar(positive=['king', 'woman'], negative=['man'], topn=10):
                    print('%s\\t%.9f' % (word, score))
                """;
        String[] theirs = gensim(asker, file.toString()).split("\n", -1);
        try (Embeddings embeddings = VectorFormats.open(file, ProgressListener.NONE)) {
            Neighbours neighbours = Neighbours.of(embeddings, 1);
            List<Neighbour> ours = new ArrayList<>();
            for (int id = 0; id < 1000; id++) {
                ours.addAll(
                        found(neighbours.similar(List.of(embeddings.vocabulary().word(id)), 10)));
            }
            ours.addAll(found(neighbours.analogy("man", "king", "woman", 10)));
            assertEquals(ours.size(), theirs.length - 1);
            for (int i = 0; i < ours.size(); i++) {
                String[] fields = theirs[i].split("\t", -1);
                assertEquals(Float.parseFloat(fields[1]), ours.get(i).score(), 1e-5, theirs[i]);
                boolean near = (i % 10 > 0
                                && ours.get(i - 1).score() - ours.get(i).score() < 1e-5)
                        || (i % 10 < 9 && ours.get(i).score() - ours.get(i + 1).score() < 1e-5)
                        || i % 10 == 9;
                if (!near) {
                    assertEquals(fields[0], ours.get(i).word(), String.format(Locale.ROOT, "answer %d", i));
                }
            }
        }
    }

    private static List<Neighbour> found(Outcome<List<Neighbour>> answer) {
        return answer.orElseThrow();
    }
}
