package org.wvtoolkit.cli.option;

import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a duration such as {@code 90s}, {@code 10m}, {@code 2h} or {@code 1d}. */
public final class DurationConverter implements ITypeConverter<Duration> {
    /** Creates the converter; picocli requires it to be public. */
    public DurationConverter() {}

    @Override
    public Duration convert(String value) {
        String text = value.strip().toLowerCase(Locale.ROOT);
        long seconds = text.isEmpty()
                ? 0
                : switch (text.charAt(text.length() - 1)) {
                    case 's' -> 1;
                    case 'm' -> 60;
                    case 'h' -> 3600;
                    case 'd' -> 86_400;
                    default -> 0;
                };
        try {
            double number = seconds == 0 ? 0 : Double.parseDouble(text.substring(0, text.length() - 1));
            long millis = Math.round(1000 * number * seconds);
            if (millis > 0 && millis <= Duration.ofDays(10_000).toMillis()) {
                return Duration.ofMillis(millis);
            }
        } catch (NumberFormatException notOne) {
            // Reported below.
        }
        throw new TypeConversionException("not a duration such as 90s, 10m, 2h or 1d: " + value);
    }
}
