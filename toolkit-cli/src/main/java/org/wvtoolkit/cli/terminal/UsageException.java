package org.wvtoolkit.cli.terminal;

import java.io.Serial;
import org.wvtoolkit.option.OptionException;

/**
 * Exception for an invalid command line. The message contains the invalid argument and the remedy; the process
 * ends with {@link ExitCode#USAGE}.
 */
public final class UsageException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param message one line, with options as they are written on the command line
     */
    public UsageException(String message) {
        super(message);
    }

    private UsageException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Creates a value from arguments.
     *
     * @param <T> type of the value
     * @param <E> exception of reading files; {@link RuntimeException} if none are read
     */
    @FunctionalInterface
    public interface Arguments<T, E extends Exception> {
        /**
         * Creates the value.
         *
         * @return the value
         * @throws E if a file cannot be read
         */
        T read() throws E;
    }

    /**
     * Creates a value from arguments of the command line. To be used only where every {@link
     * IllegalArgumentException} is the user's: around the creation of values, never around the work itself.
     *
     * @param arguments creates the value
     * @param <T> the value's type
     * @param <E> exception of reading files; {@link RuntimeException} if none are read
     * @return the value
     * @throws E if a file cannot be read
     * @throws UsageException if the library rejects an argument without naming its option
     * @throws OptionException if the library rejects the value of an option
     */
    public static <T, E extends Exception> T check(Arguments<T, E> arguments) throws E {
        try {
            return arguments.read();
        } catch (OptionException named) {
            throw named;
        } catch (IllegalArgumentException wrong) {
            // The only conversion: a library that names no option reports an argument by this type.
            throw new UsageException(String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
