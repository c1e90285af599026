package org.wvtoolkit.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.web.ServerOptions;
import org.wvtoolkit.web.WvServer;

@DisplayName("The explorer's page")
class ExplorerPageTest {
    /** Width of a small telephone in pixels. */
    private static final int NARROW = 360;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    private static @Nullable Browser shared;
    private static @Nullable WvServer server;

    @BeforeAll
    static void start() throws IOException {
        shared = Browser.start(Files.createDirectory(folder.resolve("browser")));
        server = WvServer.start(
                ServerOptions.of(
                                ExplorerModels.save(folder.resolve("one.safetensors"), 1),
                                ExplorerModels.save(folder.resolve("other.safetensors"), 2))
                        .withPage(null),
                ProgressListener.NONE);
    }

    @AfterAll
    static void stop() {
        if (shared != null) {
            shared.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static Browser browser() {
        return Objects.requireNonNull(shared);
    }

    private static void open(String fragment) {
        browser().open(Objects.requireNonNull(server).url() + fragment);
        browser().see(".app h1, .app h2");
    }

    private static String fragment() {
        return String.valueOf(browser().script("return decodeURIComponent(location.hash)"));
    }

    @BeforeEach
    void desktop() {
        browser().resize(1360, 860);
        browser().colorScheme("light");
        browser().consoleProblems();
        browser().requests();
    }

    @AfterEach
    void cleanConsole() {
        browser().script("try { localStorage.clear(); } catch { }");
        assertEquals(List.of(), browser().consoleProblems(), "console");
        String origin = Objects.requireNonNull(server).url();
        assertEquals(
                List.of(),
                browser().requests().stream()
                        .filter(address -> !address.startsWith(origin))
                        .toList(),
                "requests to other hosts");
    }

    @Test
    @DisplayName("draws the map")
    void map() {
        open("");
        browser().see(".map-stage[data-drawn]");
        browser().see(".legend");
        assertTrue(browser().text(".card").contains("one.safetensors"));
    }

    @Test
    @DisplayName("completes a search, shows the word's card, and supports back and forward")
    void searchAndTravel() {
        open("");
        browser().see(".map-stage[data-drawn]");
        browser().type(".search input", "prin");
        browser().see(".search [role=option]", "princess");
        browser().press(Keys.ARROW_DOWN, Keys.ENTER);
        browser().see(".card-word", "prince");
        assertEquals(20, browser().texts(".card .score-list li").size());
        assertTrue(browser().text(".card .facts").contains("Rank"));
        assertTrue(browser().text(".card .senses").contains("son"), "WordNet senses of prince");

        browser().driver().findElement(By.linkText("king")).click();
        browser().see(".card-word", "king");
        browser().see(".trail", "prince");
        browser().driver().navigate().back();
        browser().until("return document.querySelector('.card-word').textContent === 'prince'");
        browser().driver().navigate().forward();
        browser().until("return document.querySelector('.card-word').textContent === 'king'");
    }

    @Test
    @DisplayName("discards a delayed completion when Enter is pressed")
    void searchWithoutCompletion() {
        open("");
        browser().see(".map-stage[data-drawn]");
        // Holds back the delayed requests of completions, so that the test does not depend on time.
        browser().script("""
                window.delayed = new Set();
                const set = window.setTimeout;
                const clear = window.clearTimeout;
                let next = 1e9;
                window.setTimeout = (call, delay) =>
                    delay === 90 ? (window.delayed.add(++next), next) : set(call, delay);
                window.clearTimeout = (id) => (window.delayed.delete(id) ? undefined : clear(id));
                """);
        browser().type(".search input", "dog");
        browser().until("return window.delayed.size === 1");
        browser().press(Keys.ENTER);
        browser().see(".card-word", "dog");
        assertEquals(0L, browser().script("return window.delayed.size"));
    }

    @Test
    @DisplayName("moves the map to the word of the view before")
    void mapOfWord() {
        open("#/clusters?word=queen");
        browser().see(".card .score-list li");
        browser().see(".views a[data-view=map]").click();
        browser().see(".map-stage[data-drawn]");
        browser().until("return /[?&]k=/.test(location.hash)");
    }

    @Test
    @DisplayName("repeats a query after a temporary failure")
    void retry() {
        open("#/analogy");
        browser().script("""
                const real = window.fetch;
                window.fetch = (...values) => window.down ? Promise.reject(new TypeError('down')) : real(...values);
                window.down = true;
                location.hash = '#/analogy?a=man&b=king&c=woman&word=prince';
                """);
        browser().see(".result .problem", "wv explore");
        browser().see(".card .problem", "wv explore");
        browser().script("window.down = false");
        browser().see(".card .problem button").click();
        browser().see(".card .score-list li");
        browser().see(".analogy-form .button").click();
        browser().see(".sentence", "queen");
    }

    @Test
    @DisplayName("shows a failure to colour the map, and repeats the request")
    void retryColours() {
        open("#/map?color=frequency");
        browser().see(".map-stage[data-drawn]");
        browser().script("""
                const real = window.fetch;
                window.fetch = (...values) => window.down ? Promise.reject(new TypeError('down')) : real(...values);
                window.down = true;
                location.hash = '#/map?color=cluster';
                """);
        browser().see(".legend-host .problem", "wv explore");
        browser().script("window.down = false");
        browser().see(".legend-host .problem button").click();
        browser().see(".legend-item");
        assertEquals("", browser().text(".legend-host .problem"));
    }

    @Test
    @DisplayName("opens every view from its address")
    void bookmarks() {
        open("#/map?word=queen");
        browser().see(".card-word", "queen");
        browser().until("return /[?&]k=/.test(location.hash)");
        String address = fragment();
        open(address);
        browser().see(".card-word", "queen");
        assertEquals(address, fragment());
    }

    @Test
    @DisplayName("suggests words of similar spelling for an unknown word")
    void unknownWord() {
        open("#/map?word=quen");
        browser().see(".card .problem", "queen");
        browser()
                .driver()
                .findElement(By.cssSelector(".card .problem"))
                .findElement(By.linkText("queen"))
                .click();
        browser().until("return document.querySelector('.card-word').textContent === 'queen'");
    }

    @Test
    @DisplayName("solves an analogy and draws it as a parallelogram")
    void analogy() {
        open("#/analogy");
        browser().type("[name=b]", "king");
        browser().type("[name=a]", "man");
        browser().type("[name=c]", "woman", Keys.ESCAPE);
        browser().see(".analogy-form .button").click();
        browser().see(".sentence", "queen");
        browser().see("svg .parallelogram");
        browser().see(".point-label.best", "queen");
        assertTrue(fragment().contains("b=king"), fragment());
    }

    @Test
    @DisplayName("places words on one and two axes")
    void axes() {
        open("#/axes?xMinus=man&xPlus=woman&words=king&words=queen&words=boy");
        browser().see(".strip");
        assertEquals("queen", browser().texts(".strip-word a").getFirst());
        open("#/axes?xMinus=man&xPlus=woman&yMinus=boy&yPlus=king&n=200");
        browser().see(".axes-stage[data-drawn]");
        browser().see(".pole.top", "king");
    }

    @Test
    @DisplayName("shows the similarity of a list of words as a table")
    void matrix() {
        open("#/matrix?words=cat&words=dog&words=king&words=queen");
        browser().see(".heat");
        assertEquals(16, browser().texts(".heat tbody td").size());
        assertEquals("1.00", browser().texts(".heat tbody td").getFirst());
    }

    @Test
    @DisplayName("names clusters and shows one on the map")
    void clusters() {
        open("#/clusters");
        browser().see(".cluster .word-link");
        browser().see(".cluster .button").click();
        browser().see(".map-stage[data-drawn]");
        browser().see(".legend-item[aria-pressed=true]");
    }

    @Test
    @DisplayName("compares two models with linked maps")
    void compare() {
        open("#/compare?word=king");
        browser().until("return document.querySelectorAll('.linked-stage[data-drawn]').length === 2");
        browser().see(".columns .score-list");
        assertEquals(2, browser().texts(".columns .score-list").size());
        browser().see(".differences table");
    }

    @Test
    @DisplayName("exports a lasso selection as TSV")
    void lasso() throws IOException {
        open("");
        browser().see(".map-stage[data-drawn]");
        browser().see("[aria-label^=Lasso]").click();
        WebElement stage = browser().see(".scatter-overlay");
        new Actions(browser().driver())
                .moveToElement(stage, -380, -220)
                .clickAndHold()
                .moveByOffset(760, 0)
                .moveByOffset(0, 440)
                .moveByOffset(-760, 0)
                .release()
                .perform();
        browser().see(".selection h2", "words");
        browser().see(".selection .primary").click();
        List<String> lines = Files.readAllLines(browser().download("selection.tsv"));
        assertEquals("word\trank\tcount\tx\ty\tcluster", lines.getFirst());
        assertTrue(lines.size() > 100, () -> lines.size() + " lines");
        Files.delete(browser().downloads().resolve("selection.tsv"));
    }

    @Test
    @DisplayName("draws the WordNet graph, whose nodes are links")
    void wordnet() {
        open("#/wordnet?word=dog");
        browser().see("svg.graph .node.focus");
        WebElement canine = browser().driver().findElements(By.cssSelector("svg.graph a.node")).stream()
                .filter(node -> node.getText().startsWith("canine"))
                .findFirst()
                .orElseThrow();
        canine.click();
        browser().until("return document.querySelector('.focus text').textContent.startsWith('canine')");
        browser().see(".score-list", "dog");
        browser().see(".columns h3", "Hyponyms");
    }

    @Test
    @DisplayName("explains two words and reports that a concordance requires a corpus")
    void why() {
        open("#/why?one=king&other=queen");
        browser().see(".sentence strong");
        browser().see(".concordance", "--corpus");
    }

    @Test
    @DisplayName("is available in Chinese")
    void chinese() {
        open("#/map?word=king&lang=zh");
        browser().see(".card h3", "最近的词");
        browser().see(".views", "地图");
        assertEquals("zh-Hans", browser().script("return document.documentElement.lang"));
        browser().see(".language").click();
        browser().see(".views", "Map");
        browser().see(".language").click();
        browser().see(".views", "地图");
    }

    @Test
    @DisplayName("applies the dark theme of the system and of the button")
    void dark() {
        browser().colorScheme("dark");
        open("");
        browser().see(".map-stage[data-drawn]");
        assertEquals("dark", browser().script("return document.documentElement.dataset.theme"));
        browser().see("[aria-label='Light theme']").click();
        browser().until("return getComputedStyle(document.body).backgroundColor === 'rgb(244, 246, 251)'");
    }

    @Test
    @DisplayName("can be used with the keyboard only")
    void keyboard() {
        open("");
        browser().see(".map-stage[data-drawn]");
        browser().press("/");
        browser().until("return document.activeElement.matches('.search input')");
        browser().press("dog");
        browser().see(".search [role=option]", "dog");
        browser().press(Keys.ARROW_DOWN, Keys.ENTER);
        browser().see(".card-word", "dog");

        browser().script("document.querySelector('.scatter-overlay').focus()");
        browser().press("n");
        browser().until("return document.querySelector('[role=status]').textContent.length > 0");
        browser().press(Keys.ENTER);
        browser().until("return document.querySelector('.card-word').textContent !== 'dog'");
        String before = fragment();
        browser().press("+", Keys.ARROW_LEFT);
        browser().until("return decodeURIComponent(location.hash) !== arguments[0]", before);

        // Every view can be reached from the navigation, and each focus is visible.
        browser().script("document.querySelector('.views a').focus()");
        browser().press(Keys.TAB, Keys.ENTER);
        browser().see("h1", "Analogy");
        assertEquals("H1", browser().script("return document.activeElement.tagName"));
    }

    @Test
    @DisplayName("shows markup in words as text")
    void hostileWord() {
        open("#/map?word="
                + ExplorerModels.HOSTILE
                        .replace("\"", "%22")
                        .replace("<", "%3C")
                        .replace(">", "%3E"));
        browser().see(".card-word", ExplorerModels.HOSTILE);
        browser().see(".score-list");
        for (String view : List.of("matrix?words=dog&words=", "why?other=dog&one=", "compare?word=")) {
            open("#/" + view
                    + ExplorerModels.HOSTILE
                            .replace("\"", "%22")
                            .replace("<", "%3C")
                            .replace(">", "%3E"));
            browser().see(".result", ExplorerModels.HOSTILE);
        }
        assertEquals("", browser().script("return window.injected"));
        assertEquals(0L, browser().script("return document.querySelectorAll('.app img').length"));
    }

    @Test
    @DisplayName("shows markup in file names as text")
    void hostileFileName() throws IOException {
        String name = "<img src=x onerror=\"window.injected=1\">";
        Path file = ExplorerModels.save(folder.resolve(name), 6);
        try (WvServer hostile = WvServer.start(
                ServerOptions.of(file, folder.resolve("one.safetensors")).withPage(null), ProgressListener.NONE)) {
            browser().open(hostile.url());
            browser().see(".card-model", name);
            browser().see(".map-stage[data-drawn]");
            browser().open(hostile.url() + "#/compare?word=king");
            browser().see(".linked-maps figcaption", name);
            browser().see(".differences table", name);
            browser().until("return document.querySelectorAll('.linked-stage[data-drawn]').length === 2");
            assertEquals("", browser().script("return window.injected"));
            assertEquals(0L, browser().script("return document.querySelectorAll('.app img').length"));
            browser().leave();
            browser().requests();
        }
    }

    @Test
    @DisplayName("zooms by a pinch and moves by a finger")
    void touch() {
        browser().touchScreen(true);
        try {
            open("");
            browser().see(".map-stage[data-drawn]");
            browser().drag(List.of(450, 550), List.of(350, 650), 450);
            browser().until("return Number(/[?&]k=([\\d.]+)/.exec(location.hash)?.[1]) > 1.5");
            String before = fragment();
            browser().drag(List.of(500), List.of(350), 450);
            browser().until("return decodeURIComponent(location.hash) !== arguments[0]", before);
        } finally {
            browser().touchScreen(false);
        }
    }

    /** Returns every view in both themes, languages and widths. */
    static Stream<Arguments> views() {
        return Stream.of(
                        "#/map",
                        "#/map?word=king",
                        "#/map?word=quen",
                        "#/analogy?a=man&b=king&c=woman",
                        "#/axes?xMinus=man&xPlus=woman&words=king&words=queen",
                        "#/axes?xMinus=man&xPlus=woman&n=200",
                        "#/matrix?words=cat&words=dog&words=king",
                        "#/clusters",
                        "#/wordnet?word=dog",
                        "#/why?one=king&other=queen",
                        "#/compare?word=king")
                .flatMap(view ->
                        Stream.of(Arguments.of(view, 1360, "light", "zh"), Arguments.of(view, NARROW, "dark", "en")));
    }

    @ParameterizedTest(name = "{0}, {1} pixels, {2}, {3}")
    @DisplayName("has no serious accessibility violation, and needs no horizontal scrolling on a narrow screen")
    @MethodSource("views")
    void accessible(String fragment, int width, String scheme, String language) {
        browser().resize(width, 860);
        browser().colorScheme(scheme);
        open(fragment + (fragment.contains("?") ? "&" : "?") + "lang=" + language);
        browser().until("return !document.querySelector('[aria-busy=true], .spinner')");
        assertEquals(List.of(), browser().accessibilityViolations());
        if (width == NARROW) {
            assertEquals(true, browser().script("return document.documentElement.scrollWidth <= window.innerWidth"));
        }
    }

    @Test
    @DisplayName("rejects an overlong query with a message")
    void longQuery() {
        open("");
        browser().script("location.hash = '#/map?word=' + 'x'.repeat(1 << 17)");
        browser().see(".card .problem", "too long");
    }

    @Test
    @DisplayName("reports that the server does not respond")
    void serverGone() throws IOException {
        try (WvServer brief = WvServer.start(
                ServerOptions.of(ExplorerModels.save(folder.resolve("brief.safetensors"), 3))
                        .withPage(null),
                ProgressListener.NONE)) {
            browser().open(brief.url());
            browser().see(".map-stage[data-drawn]");
        }
        browser().script("location.hash = '#/map?word=queen'");
        browser().see(".card .problem", "wv explore");
        browser().consoleProblems();
        browser().requests();
    }

    @Test
    @DisplayName("offers to reload a replaced model file, and continues after its deletion")
    void replaced() throws IOException {
        Path file = ExplorerModels.save(folder.resolve("replaced.safetensors"), 4);
        try (WvServer replacing = WvServer.start(ServerOptions.of(file).withPage(null), ProgressListener.NONE)) {
            browser().open(replacing.url());
            browser().see(".map-stage[data-drawn]");
            ExplorerModels.save(file, 5);
            String visitWords = """
                    window.visited = (window.visited ?? 0) + 1;
                    location.hash = '#/map?word=filler' + window.visited;
                    return arguments[0] || !document.querySelector('.banner').hidden;
                    """;
            browser().until(visitWords, false);
            browser().see(".banner button").click();
            browser().see(".map-stage[data-drawn]");
            browser().see(".card-word");
            browser().until("return document.querySelector('.banner').hidden");
            Files.delete(file);
            browser().until(visitWords, true);
            browser().see(".card .score-list li");
            browser().leave();
            browser().requests();
        }
    }

    @Test
    @DisplayName("shortens or breaks very long words")
    void longWords() throws IOException {
        String word = "x".repeat(300);
        Path file = ExplorerModels.save(
                folder.resolve("long.safetensors"),
                List.of("a", "b", word),
                List.of(new float[] {1, 0}, new float[] {0, 1}, new float[] {1, 2}));
        try (WvServer own = WvServer.start(ServerOptions.of(file).withPage(null), ProgressListener.NONE)) {
            browser().open(own.url() + "#/matrix?words=a&words=b&words=" + word);
            browser().see(".heat");
            assertEquals(
                    true,
                    browser()
                            .script("return [...document.querySelectorAll('.heat tbody th')]"
                                    + ".every(cell => cell.offsetWidth <= 220)"));
            browser().open(own.url() + "#/axes?xMinus=a&xPlus=b&words=a&words=" + word);
            browser().see(".strip");
            assertEquals(
                    true,
                    browser()
                            .script("return [...document.querySelectorAll('.strip-word')]"
                                    + ".every(cell => cell.offsetHeight <= cell.parentElement.offsetHeight)"));
            browser().open(own.url() + "#/analogy?a=a&b=b&c=" + word);
            browser().see(".chart svg");
            assertEquals(
                    true,
                    browser()
                            .script("const main = document.querySelector('.main');"
                                    + "return main.scrollWidth <= main.clientWidth"));
            browser().leave();
            browser().requests();
        }
    }

    @Test
    @DisplayName("shows models of two words and of one dimension")
    void tinyModels() throws IOException {
        Path two = ExplorerModels.save(
                folder.resolve("two.safetensors"), List.of("a", "b"), List.of(new float[] {1, 0}, new float[] {0, 1}));
        Path flat = ExplorerModels.save(
                folder.resolve("flat.safetensors"),
                List.of("a", "b", "c", "d"),
                List.of(new float[] {1}, new float[] {-1}, new float[] {2}, new float[] {3}));
        try (WvServer tiny = WvServer.start(ServerOptions.of(two, flat).withPage(null), ProgressListener.NONE)) {
            for (String model : List.of("two.safetensors", "flat.safetensors")) {
                browser().open(tiny.url() + "#/map?model=" + model + "&word=a");
                browser().see(".card-word", "a");
                browser().see(".map-stage[data-drawn], .map-notice .problem");
                browser().see(".card .score-list li");
            }
            browser().open(tiny.url() + "#/clusters?model=two.safetensors");
            browser().until("return document.querySelector('.cluster-size')?.textContent === '1 word'");
            browser().leave();
            browser().requests();
        }
    }
}
