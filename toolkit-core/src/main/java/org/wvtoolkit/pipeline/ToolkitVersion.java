package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which version of the toolkit this is: every model keeps it. */
public final class ToolkitVersion {
    private ToolkitVersion() {}

    /**
     * The version that the build wrote down.
     *
     * @return such as {@code 0.1.0}
     */
    public static String current() {
        try (InputStream in = ToolkitVersion.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IllegalStateException("the build left out version.txt");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("version.txt cannot be read", e);
        }
    }
}
