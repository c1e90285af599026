package org.wvtoolkit.cli.option;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An amount of memory.
 *
 * @param bytes at least 0
 */
public record MemorySize(long bytes) {
    private static final String UNITS = "kmgt";

    /** Converts {@code 512m} or {@code 1.5g}. Units are powers of 1024; a number alone is bytes. */
    public static final class Converter implements ITypeConverter<MemorySize> {
        @Override
        public MemorySize convert(String text) {
            String lower = text.strip().toLowerCase(Locale.ROOT);
            String number = lower.endsWith("b") ? lower.substring(0, lower.length() - 1) : lower;
            number = number.endsWith("i") ? number.substring(0, number.length() - 1) : number;
            int unit = number.isEmpty() ? -1 : UNITS.indexOf(number.charAt(number.length() - 1));
            if (unit >= 0) {
                number = number.substring(0, number.length() - 1);
            }
            try {
                double bytes = Double.parseDouble(number) * Math.scalb(1.0, 10 * (unit + 1));
                if (bytes >= 0 && bytes < Long.MAX_VALUE) {
                    return new MemorySize((long) bytes);
                }
            } catch (NumberFormatException notANumber) {
                // Reported below.
            }
            throw new TypeConversionException("'" + text + "' is not an amount of memory such as 512m or 2g");
        }
    }
}
