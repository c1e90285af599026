package org.wvtoolkit.cli.command.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.Main;

class PlotCommandTest {
    @TempDir
    Path folder;

    private CommandRun run(String in, Object... arguments) {
        return Place.home(folder).with(in).run(arguments);
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    @BeforeEach
    void train() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            text.append("the ")
                    .append("cat dog cow owl fox hen".split(" ", -1)[i % 6])
                    .append(" eats w");
            text.append(i % 31).append(" with w").append(i % 17).append('\n');
        }
        Files.writeString(file("text"), text);
        run("", "train", file("text"), "--dim", "8", "--epochs", "3", "--validation-fraction", "0.1", "-o", file("m"))
                .done();
    }

    @Test
    @DisplayName("a map is drawn, and --format writes its coordinates")
    void words() throws IOException {
        String places = run("", "plot", "words", "-m", file("m"), "-n", "20", "-o", file("map.svg"), "--format", "tsv")
                .done()
                .out();
        assertEquals(20, places.lines().count());
        assertTrue(places.contains("the\t"), places);
        assertTrue(Files.readString(file("map.svg")).contains(">the</text>"));
        assertTrue(run("", "plot", "words", "-m", file("m"), "-o", file("map.svg"))
                .failedWith(1)
                .contains("exists already"));
        String again = run("", "plot", "words", "-m", file("m"), "-n", "20", "-o", file("b.svg"), "--format", "tsv")
                .done()
                .out();
        assertEquals(places, again);
        assertEquals(Files.readString(file("map.svg")), Files.readString(file("b.svg")));
        assertEquals(
                "",
                run(
                                "cat\ndog\n",
                                "plot",
                                "words",
                                "-m",
                                file("m"),
                                "--words-from",
                                "-",
                                "--near",
                                "5",
                                "cow",
                                "-o",
                                file("n.png"))
                        .done()
                        .out());
        assertTrue(Files.size(file("n.png")) > 1000);
        run("", "plot", "words", "-m", file("m"), "--projection", "umap", "-o", file("u.svg"))
                .done();
    }

    @Test
    @DisplayName("heat maps, loss curves and tuning runs are drawn")
    void otherPictures() throws IOException {
        run("", "plot", "heatmap", "-m", file("m"), "cat", "dog", "--with", "cow,owl,fox", "-o", file("h.svg"))
                .done();
        assertTrue(Files.readString(file("h.svg")).contains(">owl</text>"));
        run("", "plot", "curves", file("m"), file("m"), "-o", file("c.svg")).done();
        assertTrue(Files.readString(file("c.svg")).contains(">validation loss</text>"));
        Files.writeString(file("trials"), """
                {"search":{"--search":"halving"}}
                {"trial":0,"settings":{"learning-rate":"0.01","batch":"8"},"share":1.0,"cost":2.5}
                {"trial":1,"settings":{"learning-rate":"0.2","batch":"64"},"share":1.0,"cost":null}
                {"trial":2,"settings":{"learning-rate":"0.1","batch":"32"},"share":1.0,"cost":1.5}
                {"trial":3,"settings":{"learning-rate":"0.1","batch":"16"},"share":0.1111,"cost":4.5}
                """);
        run("", "plot", "search", file("trials"), "-o", file("s.svg")).done();
        String search = Files.readString(file("s.svg"));
        assertTrue(search.contains(">learning-rate</text>") && search.contains(">batch</text>"), search);
        assertTrue(
                search.contains(">trial with fewer epochs</text>") && search.contains(">best so far</text>"), search);
    }

    @Test
    @DisplayName("without fonts, an SVG is drawn and a PNG is rejected in one line")
    void withoutFonts() throws Exception {
        assumeTrue(System.getProperty("os.name", "").equals("Linux"), "fonts are found by fontconfig on Linux alone");
        Path config = Files.writeString(
                file("fonts.conf"),
                "<?xml version=\"1.0\"?><fontconfig><dir>" + Files.createDirectory(file("none")) + "</dir><cachedir>"
                        + file("cache") + "</cachedir></fontconfig>");
        for (String name : List.of("f.svg", "f.png")) {
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx256m",
                    // Java caches the fonts that it has found there.
                    "-Duser.home=" + folder,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "plot",
                    "words",
                    "-m",
                    file("m").toString(),
                    "-o",
                    file(name).toString());
            builder.environment().put("FONTCONFIG_FILE", config.toString());
            Process process = builder.start();
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            boolean png = name.endsWith("png");
            assertEquals(png ? 1 : 0, process.exitValue(), errors);
            assertEquals(png, errors.contains("wv: a PNG needs fonts, and none are installed; install some"), errors);
            assertEquals(!png, Files.exists(file(name)));
        }
    }

    @Test
    @DisplayName("input that cannot be drawn is reported in one line")
    void wrongInput() throws IOException {
        assertTrue(run("", "plot", "words", "-m", file("m"), "-o", file("map.jpg"))
                .failedWith(2)
                .contains(".svg or .png"));
        assertTrue(run("", "plot", "words", "-m", file("m"), "-o", file("m.svg"), "--width", "5")
                .failedWith(2)
                .contains("--width must be 200 to 10000 pixels: 5"));
        assertTrue(run("", "plot", "words", "-m", file("m"), "-o", file("m.svg"), "--projection", "tsne")
                .failedWith(2)
                .contains("pca, umap"));
        assertTrue(run("", "plot", "words", "-m", file("m"), "-o", file("m.svg"), "cat", "unicorn", "dog")
                .failedWith(1)
                .contains("\"unicorn\" is not among the model's"));
        assertTrue(run("", "plot", "words", "-m", file("m"), "-o", file("m.svg"), "catt", "dog", "cow")
                .failedWith(1)
                .contains("did you mean cat"));
        assertTrue(run("", "plot", "words", "-m", file("m"), "-o", file("m.svg"), "cat")
                .failedWith(1)
                .contains("3 to 5000 words"));
        assertTrue(run("", "plot", "words", "-m", file("m"), "-o", file("m.svg"), "-n", "9", "cat", "dog", "cow")
                .failedWith(2)
                .contains("--count applies to the most frequent words"));
        assertTrue(run("\n", "plot", "words", "-m", file("m"), "-o", file("m.svg"), "--words-from", "-")
                .failedWith(1)
                .contains("contains no words"));
        assertTrue(run("", "plot", "words", "-m", file("m"), "-o", file("m.svg"), "-n", "5", "--projection", "umap")
                .failedWith(1)
                .contains("umap needs at least 8 words"));
        assertTrue(run("", "plot", "heatmap", "-m", file("m"), "-o", file("m.svg"), "cat", "unicorn")
                .failedWith(1)
                .contains("unicorn"));
        run("", "train", file("text"), "--method", "svd", "--dim", "4", "-o", file("svd"))
                .done();
        assertTrue(run("", "plot", "curves", file("svd"), "-o", file("m.svg"))
                .failedWith(1)
                .contains("contains no validation losses"));
        assertTrue(run("", "plot", "search", file("text"), "-o", file("m.svg"))
                .failedWith(1)
                .contains("line 1"));
        assertTrue(run("", "plot", "search", file("none"), "-o", file("m.svg"))
                .failedWith(1)
                .contains("none"));
        assertFalse(Files.exists(file("m.svg")));
    }
}
