package org.wvtoolkit.extension;

import java.io.Serial;
import java.util.function.Supplier;

/** A feature requires an optional library that is not on the class path. The message names both. */
public final class MissingLibraryException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String artifact;

    private MissingLibraryException(String feature, String artifact, Throwable cause) {
        super(feature + " requires the library " + artifact + "; add it to the class path", cause);
        this.artifact = artifact;
    }

    /**
     * Returns the missing library.
     *
     * @return group and artifact of Maven
     */
    public String artifact() {
        return artifact;
    }

    /**
     * Calls code that uses classes of an optional library.
     *
     * @param feature the feature, for the message
     * @param artifact the library, as group and artifact of Maven
     * @param code uses the library; its class must not be verified against the library before the call
     * @param <T> the type of the result
     * @return the result
     * @throws MissingLibraryException if a class of the library is missing
     */
    public static <T> T using(String feature, String artifact, Supplier<T> code) {
        try {
            return code.get();
        } catch (NoClassDefFoundError missing) {
            throw new MissingLibraryException(feature, artifact, missing);
        }
    }
}
