package org.wvtoolkit.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The options of one options record, each bound to a component of the record and a setter of its builder.
 * Immutable; the
 * {@code with…} methods return modified copies.
 *
 * @param <R> the record
 * @param <B> the record's builder
 */
public final class OptionSet<R, B> {
    private final List<Binding<R, B, ?>> bindings;

    private record Binding<R, B, T>(Option<T> option, Function<R, T> component, BiConsumer<B, T> setter) {
        void set(OptionValues values, B builder) {
            setter.accept(builder, values.get(option));
        }

        String format(R options) {
            return option.format(component.apply(options));
        }
    }

    private OptionSet(List<Binding<R, B, ?>> bindings) {
        this.bindings = List.copyOf(bindings);
    }

    /**
     * Returns a set without options, to which options are added.
     *
     * @param <R> the record
     * @param <B> the record's builder
     * @return the empty set
     */
    public static <R, B> OptionSet<R, B> empty() {
        return new OptionSet<>(List.of());
    }

    /**
     * Returns this set with one more option.
     *
     * @param option the option
     * @param component reads its value from the record
     * @param setter sets its value in the builder
     * @param <T> the type of values
     * @return a copy
     */
    public <T> OptionSet<R, B> with(Option<T> option, Function<R, T> component, BiConsumer<B, T> setter) {
        List<Binding<R, B, ?>> all = new ArrayList<>(bindings);
        all.add(new Binding<>(option, component, setter));
        return new OptionSet<>(all);
    }

    /**
     * Returns this set without an option.
     *
     * @param option the option
     * @return a copy
     */
    public OptionSet<R, B> without(Option<?> option) {
        List<Binding<R, B, ?>> rest = new ArrayList<>(bindings);
        rest.removeIf(binding -> binding.option().name().equals(option.name()));
        return new OptionSet<>(rest);
    }

    /**
     * Returns the options.
     *
     * @return in the order of declaration
     */
    public List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>();
        bindings.forEach(binding -> options.add(binding.option()));
        return List.copyOf(options);
    }

    /**
     * Returns the options of a method that has other options too.
     *
     * @param first the other options
     * @return the others, then these
     */
    public List<Option<?>> optionsAfter(List<Option<?>> first) {
        List<Option<?>> all = new ArrayList<>(first);
        all.addAll(options());
        return List.copyOf(all);
    }

    /**
     * Sets every option that has a value in a builder. The others stay as they are.
     *
     * @param values text by option name; names of other options are ignored
     * @param builder modified
     * @return the builder
     * @throws InvalidOptionException if a value is not accepted
     */
    public B apply(OptionValues values, B builder) {
        for (Binding<R, B, ?> binding : bindings) {
            if (values.has(binding.option())) {
                binding.set(values, builder);
            }
        }
        return builder;
    }

    /**
     * Sets every option in a builder: to its value, or to its default.
     *
     * @param values text by option name; names of other options are ignored
     * @param builder modified
     * @return the builder
     * @throws InvalidOptionException if a value is not accepted
     */
    public B applyWithDefaults(OptionValues values, B builder) {
        bindings.forEach(binding -> binding.set(values, builder));
        return builder;
    }

    /**
     * Sets every option in a builder.
     *
     * @param values text by option name; names of other options are ignored
     * @param builder modified
     * @return the builder
     * @throws InvalidOptionException if a value is missing or not accepted
     */
    public B applyAll(OptionValues values, B builder) {
        for (Binding<R, B, ?> binding : bindings) {
            if (!values.has(binding.option())) {
                throw new InvalidOptionException(binding.option().name(), "is missing");
            }
        }
        return apply(values, builder);
    }

    /**
     * Formats all values of a record exactly, as metadata stores them.
     *
     * @param options the record
     * @return text by option name, in the order of declaration
     */
    public SequencedMap<String, String> format(R options) {
        SequencedMap<String, String> text = new LinkedHashMap<>();
        for (Binding<R, B, ?> binding : bindings) {
            text.put(binding.option().name(), binding.format(options));
        }
        return text;
    }
}
