package org.wvtoolkit.web.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Screenshots of the main views for the README and the docs; run by
 * {@code toolkit-web/screenshots}.
 */
@DisplayName("Screenshots")
class Screenshots {
    /** A screenshot: file name, fragment of the address, colour scheme, width and height in pixels. */
    private record Picture(String name, String fragment, String scheme, int width, int height) {}

    private static final List<Picture> PICTURES = List.of(
            new Picture("explorer-map", "#/map", "light", 1360, 800),
            new Picture("explorer-word", "#/map?word=music&color=cluster", "light", 1360, 800),
            new Picture("explorer-dark", "#/map?word=king&lang=zh", "dark", 1360, 800),
            new Picture("explorer-analogy", "#/analogy?a=man&b=king&c=woman", "light", 1200, 700),
            new Picture(
                    "explorer-axes",
                    "#/axes?xMinus=he&xMinus=man&xPlus=she&xPlus=woman&words=nurse&words=doctor"
                            + "&words=engineer&words=teacher&words=actress&words=soldier&words=dancer"
                            + "&words=king&words=queen&words=singer",
                    "light",
                    1200,
                    860),
            new Picture(
                    "explorer-matrix",
                    "#/matrix?words=cat&words=dog&words=horse&words=cow&words=car&words=train&words=bus&words=red"
                            + "&words=green&words=blue&words=france&words=germany&words=spain",
                    "light",
                    1200,
                    900),
            new Picture("explorer-compare", "#/compare?word=war", "light", 1360, 1000),
            new Picture("explorer-wordnet", "#/wordnet?word=dog", "light", 1360, 860),
            new Picture("explorer-phone", "#/map?word=music", "light", 390, 780));

    @Test
    @DisplayName("of the explorer at -Dwv.address, into -Dwv.images")
    void take(@TempDir Path folder) throws IOException {
        String address = System.getProperty("wv.address");
        String images = System.getProperty("wv.images");
        Assumptions.assumeTrue(address != null && images != null, "needs -Dwv.address=URL and -Dwv.images=FOLDER");
        try (Browser browser = Browser.start(Files.createDirectory(folder.resolve("browser")))) {
            for (Picture picture : PICTURES) {
                browser.resize(picture.width, picture.height);
                browser.colorScheme(picture.scheme);
                browser.script("try { localStorage.clear(); } catch { }");
                browser.open(address + picture.fragment);
                browser.see(".app");
                browser.until("return !document.querySelector('[aria-busy=true], .spinner, .map-progress')");
                settle(browser);
                Map<String, Object> shot = browser.driver()
                        .executeCdpCommand("Page.captureScreenshot", Map.of("format", "webp", "quality", 88));
                byte[] image = Base64.getDecoder().decode(String.valueOf(shot.get("data")));
                Files.write(Path.of(images, picture.name + ".webp"), image);
                System.out.println(picture.name);
            }
        }
    }

    /** Waits for animations of the map to end: until the address has been unchanged for two seconds. */
    private static void settle(Browser browser) {
        browser.script("window.lastHash = ''; window.lastChange = performance.now()");
        browser.until("""
                if (location.hash !== window.lastHash) {
                    window.lastHash = location.hash;
                    window.lastChange = performance.now();
                }
                return performance.now() - window.lastChange > 2000;
                """);
    }
}
