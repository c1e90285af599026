package org.wvtoolkit.cli.terminal;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Restores standard error after the start of Java. With the vector module, Java prints a warning at every start
 * that no option disables. For such commands the launcher filters standard error and passes the original stream
 * under another descriptor ({@code wv.stderr.fd}), which this class reinstates.
 */
public final class StandardError {
    private static final int NUMBER = 2;

    private StandardError() {}

    /**
     * Restores the original standard error, if it was replaced. If that fails, output still passes through the
     * filter.
     */
    @SuppressWarnings("restricted") // a function of the C library that is safe with these arguments
    public static void restore() {
        Integer real = Integer.getInteger("wv.stderr.fd");
        if (real == null) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle dup2 = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("dup2"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            // The result is -1 if it failed; the filter then stays in place and forwards all output.
            int _ = (int) dup2.invokeExact(real.intValue(), NUMBER);
        } catch (Throwable unavailable) {
            System.err.flush();
        }
    }
}
