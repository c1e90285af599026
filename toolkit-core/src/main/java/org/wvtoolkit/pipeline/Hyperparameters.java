package org.wvtoolkit.pipeline;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Options of a method by name, as they come from a command line or a file: what is not there has the method's default.
 * Numbers are written with a dot in every locale. Immutable.
 */
public final class Hyperparameters {
    /** None given: all defaults. */
    public static final Hyperparameters NONE = new Hyperparameters(Map.of());

    private final SequencedMap<String, String> values;

    /**
     * Some options.
     *
     * @param values by name, without leading dashes; copied
     */
    public Hyperparameters(Map<String, String> values) {
        this.values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /**
     * The names that are given.
     *
     * @return in the order in which they were given
     */
    public Set<String> names() {
        return values.keySet();
    }

    /**
     * A text.
     *
     * @param name the option
     * @return its value, or null where it is not given
     */
    public @Nullable String text(String name) {
        return values.get(name);
    }

    /**
     * A whole number.
     *
     * @param name the option
     * @param otherwise its default
     * @return the value
     * @throws IllegalArgumentException if it is no whole number
     */
    public int integer(String name, int otherwise) {
        return (int) number(name, otherwise, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /**
     * A long whole number.
     *
     * @param name the option
     * @param otherwise its default
     * @return the value
     * @throws IllegalArgumentException if it is no whole number
     */
    public long number(String name, long otherwise) {
        return number(name, otherwise, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private long number(String name, long otherwise, long least, long most) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Said below.
        }
        throw new IllegalArgumentException(name + " must be a whole number: " + value);
    }

    /**
     * A number with a fraction.
     *
     * @param name the option
     * @param otherwise its default
     * @return the value, finite
     * @throws IllegalArgumentException if it is no finite number
     */
    public double real(String name, double otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(value.strip());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Said below.
        }
        throw new IllegalArgumentException(name + " must be a number: " + value);
    }

    /**
     * Yes or no; an option given without a value is a yes.
     *
     * @param name the option
     * @param otherwise its default
     * @return the value
     * @throws IllegalArgumentException if it is neither {@code true} nor {@code false}
     */
    public boolean flag(String name, boolean otherwise) {
        String value = values.get(name);
        return switch (value == null ? "" + otherwise : value.toLowerCase(Locale.ROOT)) {
            case "true", "" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(name + " must be true or false: " + value);
        };
    }

    /**
     * One of several names.
     *
     * @param name the option
     * @param otherwise its default
     * @param <E> the choices
     * @return the value
     * @throws IllegalArgumentException if it is none of them; the message lists them
     */
    public <E extends Enum<E>> E choice(String name, E otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        E[] choices = otherwise.getDeclaringClass().getEnumConstants();
        for (E choice : choices) {
            if (written(choice).equalsIgnoreCase(value.strip())) {
                return choice;
            }
        }
        throw new IllegalArgumentException(name + " must be one of "
                + String.join(
                        ", ",
                        Arrays.stream(choices).map(Hyperparameters::written).toList()) + ": " + value);
    }

    /**
     * How a choice is written: in lower case, words joined by hyphens.
     *
     * @param choice a constant
     * @return such as {@code word2vec}
     */
    public static String written(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
