package org.wvtoolkit.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The description of one option. Immutable; the {@code with…} methods return modified copies.
 *
 * <p>An option is declared once, as a constant of its options record. Example:
 *
 * {@snippet :
 * static final Option<Integer> WINDOW = Option.integer("window", 5, 1, 1000, "context words on each side");
 * }
 *
 * @param name lower-case words joined by hyphens
 * @param synonyms other names that the command line accepts
 * @param type how values are parsed, formatted and validated
 * @param defaultValue the default
 * @param meaning a description as a phrase in lower case without a full stop
 * @param searchHint the range over which tuning searches by default, or empty if it does not
 * @param lossComparable whether validation losses of models that differ in this option are
 *     comparable, because it does not change the predictions of a model
 * @param <T> the Java type of values
 */
public record Option<T>(
        String name,
        List<String> synonyms,
        OptionType<T> type,
        T defaultValue,
        String meaning,
        Optional<SearchHint> searchHint,
        boolean lossComparable) {

    /** Copies the synonyms. */
    public Option {
        synonyms = List.copyOf(synonyms);
    }

    /**
     * Creates an option of any type.
     *
     * @param name the name
     * @param type the type of values
     * @param defaultValue the default
     * @param meaning description of the option
     * @param <T> the Java type of values
     * @return the option
     */
    public static <T> Option<T> of(String name, OptionType<T> type, T defaultValue, String meaning) {
        return new Option<>(name, List.of(), type, defaultValue, meaning, Optional.empty(), false);
    }

    /**
     * Creates an option for a whole number.
     *
     * @param name the name
     * @param defaultValue the default
     * @param low the smallest accepted number
     * @param high the largest accepted number
     * @param meaning description of the option
     * @return the option
     */
    public static Option<Integer> integer(String name, int defaultValue, int low, int high, String meaning) {
        return of(name, OptionType.integer(low, high), defaultValue, meaning);
    }

    /**
     * Creates an option for a 64-bit whole number.
     *
     * @param name the name
     * @param defaultValue the default
     * @param bounds the accepted numbers
     * @param meaning description of the option
     * @return the option
     */
    public static Option<Long> whole(String name, long defaultValue, Bounds bounds, String meaning) {
        return of(name, OptionType.whole(bounds), defaultValue, meaning);
    }

    /**
     * Creates an option for a decimal number.
     *
     * @param name the name
     * @param defaultValue the default
     * @param bounds the accepted numbers
     * @param meaning description of the option
     * @return the option
     */
    public static Option<Double> real(String name, double defaultValue, Bounds bounds, String meaning) {
        return of(name, OptionType.real(bounds), defaultValue, meaning);
    }

    /**
     * Creates an option that is true or false.
     *
     * @param name the name
     * @param defaultValue the default
     * @param meaning description of the effect if true
     * @return the option
     */
    public static Option<Boolean> flag(String name, boolean defaultValue, String meaning) {
        return of(name, OptionType.flag(), defaultValue, meaning);
    }

    /**
     * Creates an option for a constant of an enumeration.
     *
     * @param name the name
     * @param defaultValue the default
     * @param meaning description of the option
     * @param <E> the enumeration
     * @return the option
     */
    public static <E extends Enum<E>> Option<E> choice(String name, E defaultValue, String meaning) {
        return of(name, OptionType.choice(defaultValue.getDeclaringClass()), defaultValue, meaning);
    }

    /**
     * Returns this option with another default.
     *
     * @param value the default
     * @return a copy
     */
    public Option<T> withDefault(T value) {
        return new Option<>(name, synonyms, type, value, meaning, searchHint, lossComparable);
    }

    /**
     * Returns this option with one more name.
     *
     * @param synonym the other name
     * @return a copy
     */
    public Option<T> withSynonym(String synonym) {
        List<String> all = new ArrayList<>(synonyms);
        all.add(synonym);
        return new Option<>(name, all, type, defaultValue, meaning, searchHint, lossComparable);
    }

    /**
     * Returns this option with a range over which tuning searches by default.
     *
     * @param hint the range
     * @return a copy
     */
    public Option<T> withSearch(SearchHint hint) {
        return new Option<>(name, synonyms, type, defaultValue, meaning, Optional.of(hint), lossComparable);
    }

    /**
     * Returns this option, marked as one that does not change the predictions of a model.
     *
     * @return a copy
     */
    public Option<T> withComparableLoss() {
        return new Option<>(name, synonyms, type, defaultValue, meaning, searchHint, true);
    }

    /**
     * Parses and validates a value.
     *
     * @param text the value; surrounding white space is ignored
     * @return the value
     * @throws InvalidOptionException if the text has another form, or the value is not accepted
     */
    public T parse(String text) {
        T value = type.parser()
                .apply(text.strip())
                .orElseThrow(() -> new InvalidOptionException(name, text, "must be " + type.form()));
        if (!type.validator().test(value)) {
            throw new InvalidOptionException(name, text, "must be " + type.rule());
        }
        return value;
    }

    /**
     * Validates a value.
     *
     * @param value any
     * @return the same value
     * @throws InvalidOptionException if it is not accepted
     */
    public T check(T value) {
        if (!type.validator().test(value)) {
            throw new InvalidOptionException(name, format(value), "must be " + type.rule());
        }
        return value;
    }

    /**
     * Formats a value exactly, as metadata stores it.
     *
     * @param value the value
     * @return text that {@link #parse} accepts
     */
    public String format(T value) {
        return type.formatter().apply(value);
    }

    /**
     * Returns the default for a reader: numbers without exponents and trailing zeros.
     *
     * @return text that {@link #parse} accepts
     */
    public String defaultText() {
        return defaultValue instanceof Double number ? Bounds.plain(number) : format(defaultValue);
    }
}
