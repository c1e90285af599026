package org.wvtoolkit.option;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The type of an option: how its values are parsed, formatted and validated.
 *
 * @param kind the general kind
 * @param form a description of the syntax of values, for example "a whole number"
 * @param rule a description of the accepted values, for example "1 to 1000"; empty if every value
 *     of the form is accepted
 * @param choices the accepted names of a {@link Kind#CHOICE}; otherwise empty
 * @param parser converts text to a value, or to empty if the text has another form
 * @param formatter converts a value to text that the parser accepts
 * @param validator tests a value against the rule
 * @param <T> the Java type of values
 */
public record OptionType<T>(
        Kind kind,
        String form,
        String rule,
        List<String> choices,
        Function<String, Optional<T>> parser,
        Function<T, String> formatter,
        Predicate<T> validator) {

    /** General kinds of values. */
    public enum Kind {
        /** A whole number. */
        INTEGER("N"),
        /** A decimal number. */
        REAL("X"),
        /** True or false. */
        FLAG("BOOL"),
        /** One of several names. */
        CHOICE("NAME"),
        /** Text with a specific syntax. */
        TEXT("VALUE");

        private final String placeholder;

        Kind(String placeholder) {
            this.placeholder = placeholder;
        }

        /**
         * Returns the placeholder for a value in help texts.
         *
         * @return for example {@code N}
         */
        public String placeholder() {
            return placeholder;
        }
    }

    /** Copies the choices. */
    public OptionType {
        choices = List.copyOf(choices);
    }

    /**
     * Returns the type of 64-bit whole numbers.
     *
     * @param bounds the accepted numbers
     * @return the type
     */
    public static OptionType<Long> whole(Bounds bounds) {
        return new OptionType<>(
                Kind.INTEGER,
                "a whole number",
                bounds.description(),
                List.of(),
                OptionType::parseLong,
                value -> Long.toString(value),
                value -> bounds.contains(value));
    }

    /**
     * Returns the type of 32-bit whole numbers.
     *
     * @param low the smallest accepted number
     * @param high the largest accepted number
     * @return the type
     */
    public static OptionType<Integer> integer(int low, int high) {
        Bounds bounds = high == Integer.MAX_VALUE ? Bounds.atLeast(low) : Bounds.closed(low, high);
        return new OptionType<>(
                Kind.INTEGER,
                "a whole number",
                bounds.description(),
                List.of(),
                // Saturated: a number beyond 32 bits is out of the bounds, not of another form.
                text -> parseLong(text).map(value -> Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE)),
                value -> Integer.toString(value),
                value -> value >= low && value <= high);
    }

    private static Optional<Long> parseLong(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException otherForm) {
            return Optional.empty();
        }
    }

    /**
     * Returns the type of decimal numbers. They are written with a dot in every locale.
     *
     * @param bounds the accepted numbers
     * @return the type
     */
    public static OptionType<Double> real(Bounds bounds) {
        return new OptionType<>(
                Kind.REAL,
                "a number",
                bounds.description(),
                List.of(),
                OptionType::parseDouble,
                value -> Double.toString(value),
                bounds::contains);
    }

    private static Optional<Double> parseDouble(String text) {
        try {
            return Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
        } catch (NumberFormatException otherForm) {
            return Optional.empty();
        }
    }

    /**
     * Returns the type of values that are true or false. Empty text means true, for an option that
     * is given without a value.
     *
     * @return the type
     */
    public static OptionType<Boolean> flag() {
        return new OptionType<>(
                Kind.FLAG,
                "true or false",
                "",
                List.of(),
                text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                },
                value -> Boolean.toString(value),
                value -> true);
    }

    /**
     * Returns the type of several named values.
     *
     * @param choices the values
     * @param nameOf the name of a value
     * @param <T> the values' type
     * @return the type
     */
    public static <T> OptionType<T> choice(List<T> choices, Function<T, String> nameOf) {
        List<String> names = choices.stream().map(nameOf).toList();
        return new OptionType<>(
                Kind.CHOICE,
                "one of " + String.join(", ", names),
                "one of " + String.join(", ", names),
                names,
                text -> choices.stream()
                        .filter(choice -> nameOf.apply(choice).equalsIgnoreCase(text))
                        .findFirst(),
                nameOf,
                value -> names.contains(nameOf.apply(value)));
    }

    /**
     * Returns the type of the constants of an enumeration, in lower case with words joined by
     * hyphens.
     *
     * @param type the enumeration
     * @param <E> the enumeration
     * @return the type
     */
    public static <E extends Enum<E>> OptionType<E> choice(Class<E> type) {
        return choice(Arrays.asList(type.getEnumConstants()), OptionType::nameOf);
    }

    /**
     * Returns the type of texts with a specific syntax.
     *
     * @param form description of the syntax, for example "whole numbers from 1 to 100 separated by
     *     commas"
     * @param parser converts text to a value, or to empty if the text has another form
     * @param formatter converts a value to text
     * @param <T> the values' type
     * @return the type
     */
    public static <T> OptionType<T> text(
            String form, Function<String, Optional<T>> parser, Function<T, String> formatter) {
        return new OptionType<>(Kind.TEXT, form, form, List.of(), parser, formatter, value -> true);
    }

    /**
     * Returns the name of an enumeration's constant as an option's value.
     *
     * @param constant the constant
     * @return its name in lower case with hyphens
     */
    public static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
