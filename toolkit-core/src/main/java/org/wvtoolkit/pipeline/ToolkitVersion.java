package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Version of the toolkit, which is stored in every model. */
public final class ToolkitVersion {
    private ToolkitVersion() {}

    /**
     * Returns the version of this build.
     *
     * @return such as {@code 0.1.0}
     */
    public static String current() {
        try (InputStream in = ToolkitVersion.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IllegalStateException("version.txt is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("version.txt cannot be read", e);
        }
    }
}
