package org.wvtoolkit.option;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Values of options by name, as text, as they come from a command line, a file or metadata. Options without a
 * value have their
 * defaults. Immutable; the text is validated when a value is read through its {@link Option}.
 */
public final class OptionValues {
    /** No values: every option has its default. */
    public static final OptionValues NONE = new OptionValues(new LinkedHashMap<>());

    private final SequencedMap<String, String> values;

    private OptionValues(SequencedMap<String, String> values) {
        this.values = Collections.unmodifiableSequencedMap(values);
    }

    /**
     * Creates values.
     *
     * @param values text by option name; copied, in the order of the map
     * @return the values
     */
    public static OptionValues of(Map<String, String> values) {
        return new OptionValues(new LinkedHashMap<>(values));
    }

    /**
     * Returns these values and one more.
     *
     * @param option the option
     * @param value its value; replaces an earlier one
     * @param <T> the type of values
     * @return a copy
     */
    public <T> OptionValues with(Option<T> option, T value) {
        SequencedMap<String, String> all = new LinkedHashMap<>(values);
        all.put(option.name(), option.format(value));
        return new OptionValues(all);
    }

    /**
     * Returns these values without those of options that a method does not use.
     *
     * @param options the options to keep
     * @return a copy
     */
    public OptionValues only(List<Option<?>> options) {
        SequencedMap<String, String> kept = new LinkedHashMap<>(values);
        kept.keySet().retainAll(options.stream().map(Option::name).toList());
        return new OptionValues(kept);
    }

    /**
     * Returns a value, or the option's default.
     *
     * @param option the option
     * @param <T> the type of values
     * @return the validated value
     * @throws InvalidOptionException if the text is not an accepted value
     */
    public <T> T get(Option<T> option) {
        String text = values.get(option.name());
        return text == null ? option.defaultValue() : option.parse(text);
    }

    /**
     * Returns the text of a value.
     *
     * @param name the option's name
     * @return the text as given, or empty if there is none
     */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * Tests whether an option has a value.
     *
     * @param option the option
     * @return true if it has
     */
    public boolean has(Option<?> option) {
        return values.containsKey(option.name());
    }

    /**
     * Returns the names of the options that have a value.
     *
     * @return in the order in which they were given
     */
    public Set<String> names() {
        return values.keySet();
    }

    /**
     * Returns all values.
     *
     * @return text by option name, unmodifiable
     */
    public SequencedMap<String, String> toMap() {
        return values;
    }

    /**
     * Returns the text of every option of a method: as given, or its default.
     *
     * @param options the method's options
     * @return text by option name, in the order of the options
     */
    public SequencedMap<String, String> completed(List<Option<?>> options) {
        SequencedMap<String, String> all = new LinkedHashMap<>();
        for (Option<?> option : options) {
            String text = values.get(option.name());
            all.put(option.name(), text == null ? option.defaultText() : text);
        }
        return all;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
