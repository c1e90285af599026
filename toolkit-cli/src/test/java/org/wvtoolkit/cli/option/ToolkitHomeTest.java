package org.wvtoolkit.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.cli.terminal.ProcessContext;

class ToolkitHomeTest {
    private static ProcessContext with(Map<String, String> environment) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        return new ProcessContext(
                new ByteArrayInputStream(new byte[0]),
                nowhere,
                new PrintStream(nowhere, false, StandardCharsets.UTF_8),
                environment,
                false,
                false,
                80);
    }

    private static Path home(Map<String, String> environment) {
        return ToolkitHome.of(with(environment)).folder();
    }

    @Test
    @DisplayName("the launcher's folder takes precedence over the user's data folder")
    void home() {
        assertEquals(Path.of("/tools"), home(Map.of("WV_HOME", "/tools", "XDG_DATA_HOME", "/data", "HOME", "/me")));
        assertEquals(Path.of("/data/wv"), home(Map.of("XDG_DATA_HOME", "/data", "HOME", "/me")));
        assertEquals(Path.of("/me/.local/share/wv"), home(Map.of("XDG_DATA_HOME", "relative", "HOME", "/me")));
        assertEquals(Path.of("/me/.local/share/wv"), home(Map.of("WV_HOME", "", "HOME", "/me")));
        assertEquals(Path.of(System.getProperty("user.home"), ".local", "share", "wv"), home(Map.of()));
    }

    @Test
    @DisplayName("the shell's history is in the state folder of the environment")
    void state() {
        assertEquals(Path.of("/me/.local/state/wv"), ToolkitHome.state(with(Map.of("HOME", "/me"))));
        assertEquals(Path.of("/state/wv"), ToolkitHome.state(with(Map.of("HOME", "/me", "XDG_STATE_HOME", "/state"))));
    }
}
