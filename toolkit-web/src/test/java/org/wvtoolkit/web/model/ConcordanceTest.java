package org.wvtoolkit.web.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.stream.TextInput;

@DisplayName("Concordance")
@Timeout(60)
class ConcordanceTest {
    @Test
    @DisplayName("reports that memory did not suffice for the corpus")
    void outOfMemory(@TempDir Path folder) throws InterruptedException {
        InputStream exhausted = new InputStream() {
            @Override
            public int read() {
                throw new OutOfMemoryError("test");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                return read();
            }
        };
        try (Concordance concordance =
                Concordance.read(List.of(TextInput.stream("text", exhausted)), TextAnalyzers.standard(), folder)) {
            while (concordance.problem().isEmpty()) {
                Thread.sleep(5);
            }
            assertEquals("out of memory", concordance.problem().get());
            assertFalse(concordance.isReady());
        }
    }
}
