package org.wvtoolkit.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    @TempDir
    Path folder;

    private Catalogue read(String... lines) throws IOException {
        return Catalogue.read(Files.write(folder.resolve("c.tsv"), List.of(lines)));
    }

    @Test
    @DisplayName("The built-in catalogue is valid")
    void builtInCatalogue() throws IOException {
        Catalogue catalogue = Catalogue.standard(Path.of("..", "corpora", "catalogue.tsv"));
        assertTrue(catalogue.entries().size() > 10);
        assertEquals(
                "https://dumps.wikimedia.org/zhwiki/latest/zhwiki-latest-pages-articles.xml.bz2",
                catalogue.named("wikipedia-zh").address().toString());
        for (CatalogueEntry entry : catalogue.entries()) {
            assertEquals(
                    entry.name().replace("LANG", "en"),
                    catalogue.named(entry.name().replace("LANG", "en")).name());
        }
    }

    @Test
    @DisplayName("An unknown name is reported with the available names")
    void unknownName() throws IOException {
        Catalogue catalogue = read("# a comment", "", "a\tf\thttps://x/y\t-\t-\tfree\tsomething");
        IllegalArgumentException unknown = assertThrows(IllegalArgumentException.class, () -> catalogue.named("b"));
        assertEquals("the catalogue has no corpus b; available: a", unknown.getMessage());
        Catalogue pattern = read("w-LANG\tf\thttps://x/{LANG}\t-\t-\tfree\tsomething");
        assertThrows(IllegalArgumentException.class, () -> pattern.named("w-../../x"));
        assertThrows(IllegalArgumentException.class, () -> pattern.named("w-"));
    }

    @Test
    @DisplayName("Malformed lines are reported with their number")
    void malformedLines() {
        for (String line : List.of(
                "a\tf",
                "a\t../f\thttps://x\t-\t-\tfree\ts",
                "a\tf\tfile:///etc/passwd\t-\t-\tfree\ts",
                "a\tf\thttps://x y\t-\t-\tfree\ts",
                "a\tf\thttps://x\tmany\t-\tfree\ts",
                "a\tf\thttps://x\t-\tabc\tfree\ts")) {
            String message = String.valueOf(
                    assertThrows(IOException.class, () -> read("# first", line)).getMessage());
            assertTrue(message.contains("line 2: "), message);
        }
    }
}
