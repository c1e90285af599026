package org.wvtoolkit.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How many neighbours are asked for. */
public final class CountOption {
    /** Where nothing else is asked for. */
    public static final int DEFAULT = 10;

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            converter = Converter.class,
            description = "how many words to answer with; default: ${DEFAULT-VALUE}")
    private int count;

    /** To be set by picocli. */
    public CountOption() {
        this(DEFAULT);
    }

    /**
     * A choice that is made already.
     *
     * @param count at least 1
     */
    public CountOption(int count) {
        this.count = count;
    }

    /** Whole numbers from 1. */
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
                // Said below.
            }
            throw new TypeConversionException("'" + text + "' is not a whole number from 1");
        }
    }

    /**
     * The number.
     *
     * @return at least 1
     */
    public int count() {
        return count;
    }
}
