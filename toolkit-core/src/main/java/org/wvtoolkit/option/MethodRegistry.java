package org.wvtoolkit.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * Methods by name, with the options that each uses. Immutable.
 *
 * @param <M> the type of methods, for example ways to train word vectors
 */
public final class MethodRegistry<M> {
    private final String kind;
    private final List<Entry<M>> entries;
    private final List<Use> uses;

    /**
     * A method that can be selected by name.
     *
     * @param name the name
     * @param summary a short description of the method
     * @param options the options that it uses, each name once
     * @param factory creates the method from values of these options; throws {@link
     *     OptionException}
     * @param <M> the type of methods
     */
    public record Entry<M>(
            String name, String summary, List<Option<?>> options, Function<OptionValues, ? extends M> factory) {
        /** Copies the options and drops repeated names. */
        public Entry {
            SequencedMap<String, Option<?>> byName = new LinkedHashMap<>();
            options.forEach(option -> byName.putIfAbsent(option.name(), option));
            options = List.copyOf(byName.values());
        }

        /**
         * Tests whether the method uses an option.
         *
         * @param option the option's name
         * @return true if it does
         */
        public boolean uses(String option) {
            return options.stream().anyMatch(each -> each.name().equals(option));
        }
    }

    /**
     * An option with the methods that use it.
     *
     * @param byMethod the description of the option by method; defaults and choices may differ
     */
    public record Use(SequencedMap<String, Option<?>> byMethod) {
        /** Tests that the methods agree on the kind of values. */
        public Use {
            if (byMethod.values().stream()
                            .map(option -> option.type().kind())
                            .distinct()
                            .count()
                    != 1) {
                throw new IllegalArgumentException("methods disagree on the kind of an option: " + byMethod);
            }
        }

        /**
         * Returns the description by the first method that uses the option.
         *
         * @return the description
         */
        public Option<?> option() {
            return byMethod.firstEntry().getValue();
        }

        /**
         * Returns the option's name.
         *
         * @return without leading dashes
         */
        public String name() {
            return option().name();
        }

        /**
         * Returns the names of the methods that use the option.
         *
         * @return in the order of the registry
         */
        public List<String> methods() {
            return List.copyOf(byMethod.keySet());
        }

        /**
         * Returns the accepted names of an option that is a choice.
         *
         * @return those that some method accepts; empty for other kinds
         */
        public List<String> choices() {
            Set<String> all = new LinkedHashSet<>();
            byMethod.values().forEach(option -> all.addAll(option.type().choices()));
            return List.copyOf(all);
        }

        /**
         * Returns the methods by their default.
         *
         * @return for each default, as {@link Option#defaultText} formats it, the methods that have it
         */
        public SequencedMap<String, List<String>> defaults() {
            SequencedMap<String, List<String>> methods = new LinkedHashMap<>();
            byMethod.forEach(
                    (method, option) -> methods.computeIfAbsent(option.defaultText(), text -> new ArrayList<>())
                            .add(method));
            return methods;
        }
    }

    /**
     * Creates a registry.
     *
     * @param kind what the methods are called in messages, for example "method" or "classifier";
     *     also the name of the option that selects one
     * @param entries the methods, the default first
     */
    public MethodRegistry(String kind, List<Entry<M>> entries) {
        this.kind = kind;
        this.entries = List.copyOf(entries);
        SequencedMap<String, SequencedMap<String, Option<?>>> byOption = new LinkedHashMap<>();
        for (Entry<M> entry : entries) {
            for (Option<?> option : entry.options()) {
                byOption.computeIfAbsent(option.name(), name -> new LinkedHashMap<>())
                        .put(entry.name(), option);
            }
        }
        this.uses = byOption.values().stream().map(Use::new).toList();
    }

    /**
     * Returns this registry with one more method.
     *
     * @param entry the method
     * @return a copy
     */
    public MethodRegistry<M> with(Entry<M> entry) {
        List<Entry<M>> all = new ArrayList<>(entries);
        all.add(entry);
        return new MethodRegistry<>(kind, all);
    }

    /**
     * Returns the term for a method, which is also the name of the option that selects one.
     *
     * @return for example "method"
     */
    public String kind() {
        return kind;
    }

    /**
     * Returns all methods.
     *
     * @return the default first
     */
    public List<Entry<M>> all() {
        return entries;
    }

    /**
     * Returns the names of all methods.
     *
     * @return the default first
     */
    public List<String> names() {
        return entries.stream().map(Entry::name).toList();
    }

    /**
     * Returns every option that some method uses.
     *
     * @return in the order of the methods
     */
    public List<Use> uses() {
        return uses;
    }

    /**
     * Returns a method's entry.
     *
     * @param name the method's name
     * @return the entry
     * @throws InvalidOptionException if there is no such method; the message lists the names
     */
    public Entry<M> named(String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidOptionException(kind, name, "must be one of " + String.join(", ", names())));
    }

    /**
     * Returns an option of a method.
     *
     * @param name the method's name
     * @param option the option's name
     * @return its description
     * @throws OptionException if there is no such method, or it does not use the option
     */
    public Option<?> option(String name, String option) {
        Entry<M> entry = named(name);
        return entry.options().stream()
                .filter(each -> each.name().equals(option))
                .findFirst()
                .orElseThrow(() -> unused(entry, option));
    }

    /**
     * Creates a method.
     *
     * @param name the method's name
     * @param given values of its options; the others have their defaults
     * @return the method
     * @throws OptionException if there is no such method, it does not use an option that has a value, or a value is not
     *     accepted
     */
    public M create(String name, OptionValues given) {
        Entry<M> entry = named(name);
        for (String option : given.names()) {
            if (!entry.uses(option)) {
                throw unused(entry, option);
            }
        }
        return entry.factory().apply(given);
    }

    private OptionException unused(Entry<M> entry, String option) {
        List<String> users = entries.stream()
                .filter(other -> other.uses(option))
                .map(Entry::name)
                .toList();
        return new ConflictingOptionsException(
                "{} is not used by " + kind + " " + entry.name() + "; "
                        + (users.isEmpty() ? "no " + kind + " uses it" : "it is used by " + String.join(", ", users)),
                option);
    }
}
