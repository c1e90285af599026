package org.wvtoolkit.web.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("PageBundle")
class PageBundleTest {
    private static String join(Map<String, String> files) throws IOException {
        return PageBundle.script(name -> {
            String source = files.get(name);
            if (source == null) {
                throw new FileNotFoundException(name);
            }
            return source;
        });
    }

    @Test
    @DisplayName("puts imported modules first and each only once")
    void order() throws IOException {
        String script = join(Map.of(
                "main.js", "import { a } from './a.js';\nimport {\n  b,\n} from './b.js';\na(b);\n",
                "a.js", "import { b } from './b.js';\nfunction a() {}\n\nexport { a };\n",
                "b.js", "const b = 1;\n\nexport { b };\n"));
        assertTrue(script.indexOf("// b.js") < script.indexOf("// a.js"), script);
        assertEquals(script.indexOf("// b.js"), script.lastIndexOf("// b.js"));
        assertFalse(script.contains("import"), script);
        assertFalse(script.contains("export"), script);
    }

    @Test
    @DisplayName("rejects circular imports and unsupported forms of imports")
    void refusals() {
        assertThrows(
                IOException.class,
                () -> join(Map.of(
                        "main.js", "import { a } from './a.js';\n",
                        "a.js", "import { b } from './main.js';\nexport { a };\n")));
        assertThrows(IOException.class, () -> join(Map.of("main.js", "export default 1;\n")));
        assertThrows(IOException.class, () -> join(Map.of("main.js", "import * as a from './a.js';\n")));
        assertThrows(FileNotFoundException.class, () -> join(Map.of("main.js", "import { a } from './a.js';\n")));
    }

    @Test
    @DisplayName("creates one page without addresses of other files")
    void selfContained() throws IOException {
        StringBuilder page = new StringBuilder();
        PageBundle.write(page, out -> out.append("{\"words\":[\"\\u003c/script>\"]}"));
        assertTrue(page.indexOf("default-src 'none'") > 0);
        assertFalse(page.toString().contains("src=\""), "script or image by address");
        assertFalse(page.toString().contains("rel=\"stylesheet\""));
        assertTrue(page.indexOf("id=\"wv-offline\"") > 0);
    }
}
