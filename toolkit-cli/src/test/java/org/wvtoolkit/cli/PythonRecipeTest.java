package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the code of {@code docs/python.md}. Tests are skipped where Python or a package is absent. */
class PythonRecipeTest {
    private static final Path PAGE = Path.of("..", "docs", "python.md");
    private static final Pattern BLOCK = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);
    private static final int WAIT_SECONDS = 120;

    @TempDir
    Path folder;

    private record Ended(int code, String out) {}

    @BeforeEach
    void save() throws IOException {
        Models.royal(folder.resolve("model.safetensors"), "standard");
    }

    private static List<String> blocks() throws IOException {
        assumeTrue(Files.exists(PAGE), "needs docs/python.md beside the module");
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        assertEquals(3, blocks.size());
        return blocks;
    }

    private Ended python(String code) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Path script = Files.writeString(folder.resolve("script.py"), code);
        // The system's Python, which has the packages of the distribution; another Python may come first on the PATH.
        Process process = new ProcessBuilder("/usr/bin/python3", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(new File(log.toString()))
                .start();
        assertTrue(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS), "Python did not end");
        return new Ended(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    }

    private void assumePackage(String name) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "needs /usr/bin/python3");
        assumeTrue(python("import " + name + "\n").code() == 0, "needs the Python package " + name);
    }

    private List<String> lines(String code) throws IOException, InterruptedException {
        Ended ended = python(code);
        assertEquals(0, ended.code(), ended.out());
        return ended.out().lines().toList();
    }

    @Test
    @DisplayName("NumPy reads words, counts and vectors in ten lines")
    void numpy() throws Exception {
        assumePackage("numpy");
        String recipe = blocks().getFirst();
        assertEquals(10, recipe.lines().count());
        assertEquals(
                List.of("['man', 'woman', 'king', 'queen', 'france', '中国']", "[60, 50, 40, 30, 20, 10]", "[3.0, 0.0]"),
                lines(recipe + "print(words)\nprint(counts.tolist())\nprint(vectors[0].tolist())\n"));
    }

    @Test
    @DisplayName("gensim finds the same neighbours as wv similar")
    void gensim() throws Exception {
        assumePackage("numpy");
        assumePackage("gensim");
        String code = blocks().get(0) + blocks().get(1) + "print([w for w, _ in model.most_similar('queen', topn=3)])\n"
                + "print(int(model.get_vecattr('queen', 'count')))\n";
        List<String> lines = lines(code);
        String expected = String.join(
                "', '",
                CommandRun.Place.home(folder)
                        .run("similar", "-m", folder.resolve("model.safetensors"), "-n", 3, "queen")
                        .done()
                        .outLines()
                        .stream()
                        .map(line -> line.substring(0, line.indexOf('\t')))
                        .toList());
        // Warnings of the packages may precede the output.
        assertEquals(List.of("['" + expected + "']", "30"), lines.subList(lines.size() - 2, lines.size()));
    }

    @Test
    @DisplayName("PyTorch looks up the vector of a word")
    void pytorch() throws Exception {
        assumePackage("numpy");
        assumePackage("torch");
        List<String> lines = lines(blocks().get(0) + blocks().get(2)
                + "print(embedding(torch.tensor([rows['man']])).tolist(), embedding.weight.shape[0])\n");
        assertEquals("[[3.0, 0.0]] 6", lines.getLast());
    }
}
