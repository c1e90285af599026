package org.wvtoolkit.cli.terminal;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Standard error, once Java has started. With the vector module Java prints a warning of its own on every start, which nothing
 * turns off; so the launcher starts training with standard error led through a filter for that line, the real one open under
 * another number ({@code wv.stderr.fd}), and this puts the real one back.
 */
public final class StandardError {
    private static final int NUMBER = 2;

    private StandardError() {}

    /** Puts the real standard error back, if it was replaced. If that fails, output still comes through the filter. */
    @SuppressWarnings("restricted") // of the C library, a function that can do no harm with these arguments
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
            // -1 where it failed: the filter stays, and passes on what is printed.
            int _ = (int) dup2.invokeExact(real.intValue(), NUMBER);
        } catch (Throwable unavailable) {
            System.err.flush();
        }
    }
}
