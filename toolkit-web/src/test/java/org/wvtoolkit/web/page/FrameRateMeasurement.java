package org.wvtoolkit.web.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.WheelInput;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.web.ServerOptions;
import org.wvtoolkit.web.WvServer;

/**
 * Measurement of the time until a map is drawn, and of the frame rate while it is dragged and
 * zoomed; run by {@code toolkit-bench/explorer-frame-rate}.
 */
@DisplayName("Frame rate of the map")
class FrameRateMeasurement {
    private static final String COUNT_FRAMES = """
            window.frameTimes = [];
            const step = time => { window.frameTimes.push(time); window.frameLoop = requestAnimationFrame(step); };
            cancelAnimationFrame(window.frameLoop);
            window.frameLoop = requestAnimationFrame(step);
            """;

    @Test
    @DisplayName("of the model named by -Dwv.model")
    void measure(@TempDir Path folder) throws IOException {
        String model = System.getProperty("wv.model");
        Assumptions.assumeTrue(model != null, "needs -Dwv.model=FILE");
        try (Browser browser = Browser.start(Files.createDirectory(folder.resolve("browser")));
                WvServer server = WvServer.start(
                        ServerOptions.of(Path.of(model).toAbsolutePath()).withPage(null), ProgressListener.NONE)) {
            browser.open(server.url());
            new WebDriverWait(browser.driver(), Duration.ofMinutes(10))
                    .until(page -> Boolean.TRUE.equals(
                            browser.script("return document.querySelector('.map-stage[data-drawn]') !== null")));
            long start = System.nanoTime();
            browser.open(server.url());
            browser.see(".map-stage[data-drawn]");
            System.out.printf(Locale.ROOT, "first picture\t%.2f s%n", (System.nanoTime() - start) / 1e9);
            browser.see(".legend-item");
            WebElement map = browser.see(".scatter-overlay");
            browser.script(COUNT_FRAMES);
            Actions drag = new Actions(browser.driver()).moveToElement(map).clickAndHold();
            for (int i = 0; i < 120; i++) {
                drag.tick(drag.getActivePointer()
                        .createPointerMove(
                                Duration.ofMillis(16),
                                PointerInput.Origin.pointer(),
                                (int) Math.round(8 * Math.cos(i / 10.0)),
                                (int) Math.round(6 * Math.sin(i / 8.0))));
            }
            drag.release().perform();
            report(browser, "drag");
            browser.script(COUNT_FRAMES);
            for (int i = 0; i < 60; i++) {
                new Actions(browser.driver())
                        .scrollFromOrigin(WheelInput.ScrollOrigin.fromElement(map), 0, i < 30 ? -60 : 60)
                        .perform();
            }
            report(browser, "zoom");
        }
    }

    private static void report(Browser browser, String what) {
        Object result = browser.script("""
                cancelAnimationFrame(window.frameLoop);
                const times = window.frameTimes;
                const gaps = times.slice(1).map((time, i) => time - times[i]).sort((a, b) => a - b);
                return `${(1000 * gaps.length / (times.at(-1) - times[0])).toFixed(1)} frames/s`
                    + `\\tmedian ${gaps[gaps.length >> 1].toFixed(1)} ms`
                    + `\\t95 % ${gaps[Math.floor(gaps.length * 0.95)].toFixed(1)} ms`;
                """);
        System.out.println(what + "\t" + result);
    }
}
