package org.wvtoolkit.web.page;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Headless Chromium without a graphics processor and with its own profile. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final int TOUCH_STEPS = 10;
    private static final Pattern REQUEST =
            Pattern.compile("\"method\":\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?"
                    + "\"url\":\"((?:https?|wss?|ftp)://[^\"]*)\"");

    /** Script that checks the accessibility of a page. */
    private static final String AXE = axe();

    /** Logger of a Selenium warning about the protocol version, which the tests do not use. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(Level.SEVERE);
    }

    private final ChromeDriver driver;
    private final Path downloads;

    private Browser(ChromeDriver driver, Path downloads) {
        this.driver = driver;
        this.downloads = downloads;
    }

    /**
     * Starts a browser, or skips the test if none is installed.
     *
     * @param folder folder for the profile and downloads
     */
    static Browser start(Path folder) throws IOException {
        Optional<Path> chromium = program("chromium", "chromium-browser", "google-chrome");
        Optional<Path> chromedriver = program("chromedriver");
        Assumptions.assumeTrue(
                chromium.isPresent() && chromedriver.isPresent(),
                "needs Chromium and its driver (Debian: chromium, chromium-driver)");
        Path downloads = Files.createDirectories(folder.resolve("downloads"));
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                // Renderer processes that no test needs take a quarter of the time.
                "--disable-features=SpareRendererForSitePerProcess,BackForwardCache,Translate,MediaRouter",
                "--renderer-process-limit=1",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en",
                "--window-size=1360,860",
                "--user-data-dir=" + folder.resolve("profile"));
        options.setExperimentalOption(
                "prefs",
                Map.of(
                        "download.default_directory",
                        downloads.toString(),
                        "download.prompt_for_download",
                        false,
                        "intl.accept_languages",
                        "en"));
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        logging.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logging);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.orElseThrow().toFile())
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        return new Browser(new ChromeDriver(service, options), downloads);
    }

    private static String axe() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Optional<Path> program(String... names) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            for (String name : names) {
                Path file = Path.of(folder, name);
                if (!folder.isEmpty() && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    ChromeDriver driver() {
        return driver;
    }

    Path downloads() {
        return downloads;
    }

    /**
     * Opens an address in a new document, because a change of the fragment alone would keep the
     * page.
     */
    void open(String address) {
        driver.get("about:blank");
        driver.get(address);
    }

    /** Leaves the page, which ends its requests. To be called before a test closes the page's server. */
    void leave() {
        driver.get("about:blank");
    }

    void resize(int width, int height) {
        // Headless windows have a minimum width; the emulated screen does not.
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.manage().window().setSize(new Dimension(Math.max(500, width), height));
    }

    void colorScheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Emulates a touch screen for pages opened from now on. */
    void touchScreen(boolean enabled) {
        driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", enabled, "maxTouchPoints", 2));
    }

    /** Moves one or two fingers horizontally, from and to the given positions in pixels. */
    void drag(List<Integer> from, List<Integer> to, int y) {
        touch("touchStart", from, y);
        for (int step = 1; step <= TOUCH_STEPS; step++) {
            List<Integer> at = new ArrayList<>();
            for (int finger = 0; finger < from.size(); finger++) {
                at.add(from.get(finger) + step * (to.get(finger) - from.get(finger)) / TOUCH_STEPS);
            }
            touch("touchMove", at, y);
        }
        touch("touchEnd", List.of(), y);
    }

    private void touch(String type, List<Integer> positions, int y) {
        List<Map<String, Object>> points = new ArrayList<>();
        for (int finger = 0; finger < positions.size(); finger++) {
            points.add(Map.of("x", positions.get(finger), "y", y, "id", finger));
        }
        driver.executeCdpCommand("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", points));
    }

    private WebDriverWait patiently() {
        return new WebDriverWait(driver, PATIENCE, INTERVAL);
    }

    /** Waits until an element is displayed and returns it. */
    WebElement see(String selector) {
        return patiently()
                .withMessage(() -> "waiting for " + selector + " in: " + text("body"))
                // The page may redraw between finding an element and checking whether it is
                // displayed.
                .ignoring(StaleElementReferenceException.class)
                .until(page -> page.findElements(By.cssSelector(selector)).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
    }

    /** Waits until the text of an element contains a text. */
    void see(String selector, String text) {
        until(
                "return [...document.querySelectorAll(arguments[0])].some(e => e.textContent.includes(arguments[1]))",
                selector,
                text);
    }

    /** Waits until a script returns true. */
    void until(String script, Object... arguments) {
        patiently()
                .withMessage(() -> script + " " + List.of(arguments) + " in: " + text("body"))
                .until(page -> Boolean.TRUE.equals(((JavascriptExecutor) page).executeScript(script, arguments)));
    }

    /**
     * Returns the serious and critical accessibility violations that axe finds in the page. The script of axe is called
     * directly. Its Selenium class would also open a second window to analyse frames, and the page has no frames.
     */
    List<String> accessibilityViolations() {
        String run = """
                const done = arguments[0];
                axe.run(document, {resultTypes: ["violations"]}).then(
                    found => done(found.violations
                        .filter(rule => ["serious", "critical"].includes(rule.impact))
                        .map(rule => `${rule.id}: ${rule.help} ${rule.nodes[0].html}`)),
                    failure => done([String(failure)]));
                """;
        driver.executeScript(AXE);
        List<String> violations = new ArrayList<>();
        for (Object violation : (List<?>) driver.executeAsyncScript(run)) {
            violations.add(String.valueOf(violation));
        }
        return violations;
    }

    String text(String selector) {
        Object text = script("return document.querySelector(arguments[0])?.innerText ?? ''", selector);
        return String.valueOf(text);
    }

    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    Object script(String script, Object... arguments) {
        Object result = driver.executeScript(script, arguments);
        return result == null ? "" : result;
    }

    /** Replaces the text of a field. */
    void type(String selector, CharSequence... keys) {
        WebElement field = see(selector);
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        field.sendKeys(keys);
    }

    /** Sends keys to the focused element. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Waits for a complete download and returns its file. */
    Path download(String name) {
        Path file = downloads.resolve(name);
        patiently().until(page -> isComplete(file));
        return file;
    }

    /** Returns whether a download has ended: Chromium writes to a file of another name and renames it. */
    private static boolean isComplete(Path file) {
        try {
            return Files.size(file) > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    /**
     * Returns warnings and errors on the console since the last call, without requests that the
     * server rejected.
     */
    List<String> consoleProblems() {
        List<String> problems = new ArrayList<>();
        driver.manage().logs().get(LogType.BROWSER).forEach(entry -> {
            boolean refusal = entry.getMessage().contains("the server responded with a status of 40");
            if (entry.getLevel().intValue() >= Level.WARNING.intValue() && !refusal) {
                problems.add(entry.getMessage());
            }
        });
        return problems;
    }

    /** Returns the addresses of the network requests since the last call. */
    List<String> requests() {
        List<String> addresses = new ArrayList<>();
        driver.manage().logs().get(LogType.PERFORMANCE).forEach(entry -> {
            Matcher request = REQUEST.matcher(entry.getMessage());
            while (request.find()) {
                addresses.add(request.group(1));
            }
        });
        return addresses;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
