package org.wvtoolkit.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The number of words in a result. */
public final class CountOption {
    /** The default number of words. */
    public static final int DEFAULT = 10;

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            converter = Converter.class,
            description = "Number of words to list. Default: ${DEFAULT-VALUE}.")
    private int count;

    /** Creates the options; picocli sets them. */
    public CountOption() {
        this(DEFAULT);
    }

    /**
     * Creates the option with a value.
     *
     * @param count at least 1
     */
    public CountOption(int count) {
        this.count = count;
    }

    /** Converts an integer of at least 1. */
    public static final class Converter implements ITypeConverter<Integer> {
        /** Used by picocli. */
        public Converter() {}

        @Override
        public Integer convert(String text) {
            try {
                int number = Integer.parseInt(text);
                if (number >= 1) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // Reported below.
            }
            throw new TypeConversionException("'" + text + "' is not a positive integer");
        }
    }

    /**
     * The number of words.
     *
     * @return at least 1
     */
    public int count() {
        return count;
    }
}
