package org.wvtoolkit.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Receiver of the parts of an {@link Extension}. Not thread-safe; valid during {@link Extension#register} only. */
public final class ExtensionParts {
    private final String owner;
    private final List<Registration<?>> registrations = new ArrayList<>();

    /**
     * A registered part.
     *
     * @param point the kind of part
     * @param supplier creates the part
     * @param owner class name of the extension, for messages
     */
    record Registration<T>(ExtensionPoint<T> point, Supplier<? extends T> supplier, String owner) {}

    ExtensionParts(String owner) {
        this.owner = owner;
    }

    /**
     * Registers a part.
     *
     * @param point the kind of part, for example {@code Weighting.EXTENSIONS}
     * @param part creates the part; called once, when the registry first needs it
     * @param <T> the type of parts
     */
    public <T> void add(ExtensionPoint<T> point, Supplier<? extends T> part) {
        registrations.add(new Registration<>(point, part, owner));
    }

    List<Registration<?>> registrations() {
        return List.copyOf(registrations);
    }
}
