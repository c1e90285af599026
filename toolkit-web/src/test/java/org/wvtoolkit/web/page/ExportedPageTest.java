package org.wvtoolkit.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.web.ServerOptions;
import org.wvtoolkit.web.WvServer;
import org.wvtoolkit.web.export.ModelExport;
import org.wvtoolkit.web.model.WordnetSource;

@DisplayName("The exported page")
class ExportedPageTest {
    private static final List<String> MATRIX_WORDS =
            List.of("queen", "cat", "king", "dog", "man", "boy", "woman", "girl", "prince", "princess");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    private static @Nullable Browser shared;

    @BeforeAll
    static void export() throws IOException {
        shared = Browser.start(Files.createDirectory(folder.resolve("browser")));
        ExplorerModels.save(folder.resolve("model.safetensors"), 1);
        ModelExport.write(
                folder.resolve("page.html"),
                folder.resolve("model.safetensors"),
                50_000,
                WordnetSource.english(),
                ProgressListener.NONE);
    }

    @AfterAll
    static void stop() {
        if (shared != null) {
            shared.close();
        }
    }

    private static Browser browser() {
        return Objects.requireNonNull(shared);
    }

    private static void open(String fragment) {
        browser().consoleProblems();
        browser().requests();
        browser().open(folder.resolve("page.html").toUri() + fragment);
        browser().see(".app h1, .app h2");
    }

    @AfterEach
    void noRequest() {
        assertEquals(List.of(), browser().requests(), "requests");
        assertEquals(List.of(), browser().consoleProblems(), "console");
    }

    @Test
    @DisplayName("searches and draws the map without a server")
    void search() {
        open("");
        browser().see(".map-stage[data-drawn]");
        browser().see(".legend");
        browser().type(".search input", "quee");
        browser().see(".search [role=option]", "queen");
        browser().press(Keys.ARROW_DOWN, Keys.ENTER);
        browser().see(".card-word", "queen");
        open("#/map?word=quen");
        browser().see(".card .problem", "queen");
    }

    @Test
    @DisplayName("gives the neighbours of the library, with scores within 0.01")
    void scores() throws IOException {
        try (Embeddings model = Embeddings.open(folder.resolve("model.safetensors"))) {
            for (String word : List.of("king", "dog", "filler7", "filler599")) {
                open("#/map?word=" + word);
                browser().see(".card .score-list li");
                List<String> words = browser().texts(".card .score-list .word-link");
                List<String> scores = browser().texts(".card .score-list .score");
                List<Neighbour> expected =
                        Neighbours.of(model).similar(List.of(word), 20).orElseThrow();
                for (int i = 0; i < expected.size(); i++) {
                    double score = Double.parseDouble(scores.get(i).replace('\u2212', '-'));
                    assertEquals(expected.get(i).score(), score, 0.01, word);
                    String shown = words.get(i);
                    double own = expected.stream()
                            .filter(neighbour -> neighbour.word().equals(shown))
                            .mapToDouble(Neighbour::score)
                            .findFirst()
                            .orElse(expected.getLast().score());
                    assertEquals(expected.get(i).score(), own, 0.01, "order at " + i + " of " + word);
                }
            }
        }
    }

    @Test
    @DisplayName("solves analogies, places words on axes and shows similarities and clusters")
    void views() {
        open("#/analogy?a=man&b=king&c=woman");
        browser().see(".sentence", "queen");
        browser().see("svg .parallelogram");
        open("#/axes?xMinus=man&xPlus=woman&words=king&words=queen");
        browser().see(".strip");
        assertEquals("queen", browser().texts(".strip-word a").getFirst());
        open("#/matrix?words=cat&words=dog&words=king");
        browser().see(".heat");
        open("#/clusters");
        browser().see(".cluster .word-link");
    }

    @Test
    @DisplayName("orders the words of a matrix as the server does")
    void order() throws IOException {
        String query = "#/matrix?words=" + String.join("&words=", MATRIX_WORDS);
        open(query);
        browser().see(".heat");
        List<String> exported = browser().texts(".heat tbody th");
        try (WvServer server = WvServer.start(
                ServerOptions.of(folder.resolve("model.safetensors")).withPage(null), ProgressListener.NONE)) {
            browser().open(server.url() + query);
            browser().see(".heat");
            assertEquals(browser().texts(".heat tbody th"), exported);
            browser().leave();
            browser().requests();
        }
    }

    @Test
    @DisplayName("shows markup in words as text")
    void hostileWord() {
        open("#/matrix?words=dog&words=" + URLEncoder.encode(ExplorerModels.HOSTILE, StandardCharsets.UTF_8));
        browser().see(".heat", ExplorerModels.HOSTILE);
        assertEquals("", browser().script("return window.injected"));
    }

    @Test
    @DisplayName("is rejected for fewer than 1 word, without creating a file")
    void refusals() {
        Path target = folder.resolve("none.html");
        assertThrows(
                IllegalArgumentException.class,
                () -> ModelExport.write(
                        target,
                        folder.resolve("model.safetensors"),
                        0,
                        WordnetSource.english(),
                        ProgressListener.NONE));
        assertThrows(
                IOException.class,
                () -> ModelExport.write(
                        target,
                        folder.resolve("absent.safetensors"),
                        10,
                        WordnetSource.english(),
                        ProgressListener.NONE));
        assertTrue(Files.notExists(target));
    }
}
