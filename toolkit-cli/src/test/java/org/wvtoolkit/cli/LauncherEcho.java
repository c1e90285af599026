package org.wvtoolkit.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Replaces {@link Main} in a separate jar: prints what the launcher passed. */
final class LauncherEcho {
    private LauncherEcho() {}

    public static void main(String[] arguments) {
        StringBuilder out = new StringBuilder();
        for (String argument : arguments) {
            out.append("argument ").append(argument).append('\n');
        }
        out.append("home ").append(System.getenv("WV_HOME")).append('\n');
        out.append("folder ").append(Path.of("").toAbsolutePath()).append('\n');
        out.append("vector ")
                .append(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent())
                .append('\n');
        out.append("stdout ").append(System.getProperty("wv.stdout")).append('\n');
        out.append("heap ").append(Runtime.getRuntime().maxMemory() >> 20).append('\n');
        System.out.writeBytes(out.toString().getBytes(StandardCharsets.UTF_8));
        System.err.println("to standard error");
        System.exit(arguments.length > 0 && arguments[0].equals("fail") ? 7 : 0);
    }
}
