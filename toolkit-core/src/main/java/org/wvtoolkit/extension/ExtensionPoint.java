package org.wvtoolkit.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Kind of part that extensions can add, for example analyzers. A registry looks up its built-in parts first, so that no
 * extension is loaded for them. Thread-safe.
 *
 * @param <T> the type of parts
 */
public final class ExtensionPoint<T> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*");

    private static @Nullable List<ExtensionParts.Registration<?>> found;

    private final String kind;
    private final Function<? super T, String> name;
    private @Nullable List<T> parts;

    /**
     * Creates an extension point.
     *
     * @param kind what the parts are called in messages, for example "analyzer"
     * @param name returns the name of a part
     */
    public ExtensionPoint(String kind, Function<? super T, String> name) {
        this.kind = kind;
        this.name = name;
    }

    /**
     * Returns the parts of all extensions.
     *
     * @return in the order of the class path; empty if there is no extension
     * @throws ExtensionException if an extension cannot be loaded, or a name is invalid or used twice
     */
    public synchronized List<T> registered() {
        List<T> known = parts;
        if (known == null) {
            known = create();
            parts = known;
        }
        return known;
    }

    /**
     * Returns the built-in parts, followed by those of extensions.
     *
     * @param builtIn the built-in parts
     * @return all parts
     * @throws ExtensionException if {@link #registered} throws it, or an extension uses a built-in name
     */
    public List<T> all(List<? extends T> builtIn) {
        List<T> all = new ArrayList<>(builtIn);
        for (T part : registered()) {
            if (builtIn.stream().anyMatch(own -> name.apply(own).equals(name.apply(part)))) {
                throw new ExtensionException(kind + " '" + name.apply(part) + "' of an extension has the name of a"
                        + " built-in one; choose another name");
            }
            all.add(part);
        }
        return List.copyOf(all);
    }

    /**
     * Returns the part of an extension with a name.
     *
     * @param wanted the name
     * @return the part, or empty
     * @throws ExtensionException if {@link #registered} throws it
     */
    public Optional<T> find(String wanted) {
        return registered().stream()
                .filter(part -> name.apply(part).equals(wanted))
                .findFirst();
    }

    private List<T> create() {
        List<T> created = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ExtensionParts.Registration<?> registration : found()) {
            if (registration.point() != this) {
                continue;
            }
            T part = supplied(registration);
            String own = name.apply(part);
            if (!NAME.matcher(own).matches() || names.contains(own)) {
                throw new ExtensionException(kind + " '" + own + "' of " + registration.owner()
                        + (names.contains(own)
                                ? " is registered twice; remove one of them"
                                : " has an invalid name; use lower-case letters, digits, hyphens, dots and"
                                        + " underscores"));
            }
            names.add(own);
            created.add(part);
        }
        return List.copyOf(created);
    }

    /** Creates a part. Its registration has the type of this point, because it refers to this point. */
    @SuppressWarnings("unchecked")
    private T supplied(ExtensionParts.Registration<?> registration) {
        try {
            return (T) registration.supplier().get();
        } catch (RuntimeException | LinkageError failure) {
            throw new ExtensionException(
                    "a part of the extension " + registration.owner() + " cannot be created: " + failure, failure);
        }
    }

    private static synchronized List<ExtensionParts.Registration<?>> found() {
        List<ExtensionParts.Registration<?>> known = found;
        if (known == null) {
            known = load();
            found = known;
        }
        return known;
    }

    private static List<ExtensionParts.Registration<?>> load() {
        List<ExtensionParts.Registration<?>> all = new ArrayList<>();
        try {
            for (Extension extension : ServiceLoader.load(Extension.class, Extension.class.getClassLoader())) {
                ExtensionParts parts = new ExtensionParts(extension.getClass().getName());
                extension.register(parts);
                all.addAll(parts.registrations());
            }
        } catch (ServiceConfigurationError | RuntimeException | LinkageError failure) {
            throw new ExtensionException("an extension cannot be loaded: " + failure.getMessage(), failure);
        }
        return List.copyOf(all);
    }
}
