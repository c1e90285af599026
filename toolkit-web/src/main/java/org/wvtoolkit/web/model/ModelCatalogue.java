package org.wvtoolkit.web.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.progress.ProgressListener;

/**
 * The models of a server. Files are loaded into memory and watched. When a file is replaced, the
 * new version is loaded and then replaces the served version; running requests keep the version
 * that they started with. While a file is missing, incomplete or damaged, the previously loaded
 * version is served.
 *
 * <p>Thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class ModelCatalogue implements AutoCloseable {
    /**
     * Interval between checks of a file. A file is loaded when two successive checks find it
     * unchanged.
     */
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    private final Duration interval;
    private @Nullable Thread watcher;

    /** Attributes of a file that are read without opening it. */
    private record FileState(
            long size, long modified, @Nullable Object key) {
        static @Nullable FileState of(Path path) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                return new FileState(
                        attributes.size(), attributes.lastModifiedTime().toMillis(), attributes.fileKey());
            } catch (IOException gone) {
                return null;
            }
        }

        String version() {
            return Integer.toHexString(Objects.hash(size, modified, Objects.toString(key)));
        }
    }

    /** A served file. */
    private static final class Entry {
        private final String id;
        private final Path path;
        private final AtomicReference<@Nullable LoadedModel> current = new AtomicReference<>();
        private volatile @Nullable String problem;

        /** Read and written by the watching thread only. */
        private @Nullable FileState loaded;

        private @Nullable FileState seen;

        Entry(String id, Path path) {
            this.id = id;
            this.path = path;
        }
    }

    /**
     * Lease of a model, which stays loaded until the lease is closed.
     *
     * @param model the model
     */
    public record Lease(LoadedModel model) implements AutoCloseable {
        /** Releases the model. */
        @Override
        public void close() {
            model.release();
        }
    }

    /**
     * Status of a model for clients.
     *
     * @param id id of the model
     * @param ready whether a version is served
     * @param problem reason why the file cannot be served, without paths; null if it can
     */
    public record Status(String id, boolean ready, @Nullable String problem) {}

    private ModelCatalogue(Duration interval) {
        this.interval = interval;
    }

    /**
     * Loads models and watches their files.
     *
     * @param paths model files in any supported format, at least one
     * @param progress receives the number of bytes read
     * @return the catalogue; the caller closes it
     * @throws IOException if a file cannot be read
     */
    public static ModelCatalogue load(List<Path> paths, ProgressListener progress) throws IOException {
        return load(paths, progress, INTERVAL);
    }

    static ModelCatalogue load(List<Path> paths, ProgressListener progress, Duration interval) throws IOException {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("models must not be empty");
        }
        ModelCatalogue catalogue = new ModelCatalogue(interval);
        try {
            for (Path path : paths) {
                Entry entry = new Entry(catalogue.freeId(path), path);
                FileState state = FileState.of(path);
                if (state == null) {
                    throw new NoSuchFileException(path.toString(), null, "no such file; check the path");
                }
                entry.current.set(new LoadedModel(entry.id, state.version(), VectorFormats.load(path, progress)));
                entry.loaded = state;
                catalogue.entries.put(entry.id, entry);
            }
        } catch (Throwable failure) {
            catalogue.close();
            throw failure;
        }
        catalogue.watcher = Thread.ofPlatform().daemon().name("wv-models").start(catalogue::watch);
        return catalogue;
    }

    private String freeId(Path path) {
        String name = Objects.requireNonNullElse(path.getFileName(), path).toString();
        String id = name;
        for (int number = 2; entries.containsKey(id); number++) {
            id = name + "-" + number;
        }
        return id;
    }

    /**
     * Returns the ids of all models.
     *
     * @return the ids, in the order of the files
     */
    public List<String> ids() {
        return List.copyOf(entries.keySet());
    }

    /**
     * Returns the file of a model, for data that is stored beside it.
     *
     * @param id id of a model
     * @return the path, which must not be sent to clients
     */
    public Path path(String id) {
        return entry(id).orElseThrow().path;
    }

    /**
     * Returns the status of a model.
     *
     * @param id id of a model
     * @return the status, or empty if the model does not exist
     */
    public Optional<Status> status(String id) {
        return entry(id).map(entry -> new Status(id, entry.current.get() != null, entry.problem));
    }

    /**
     * Acquires a lease of a model.
     *
     * @param id id of a model
     * @return a lease that the caller closes, or empty if the model does not exist or the catalogue
     *     is closed
     */
    public Optional<Lease> lease(String id) {
        Entry entry = entries.get(id);
        while (entry != null) {
            LoadedModel model = entry.current.get();
            if (model == null) {
                return Optional.empty();
            }
            // False if the model was replaced and freed after it was read; then a newer version
            // exists.
            if (model.hold()) {
                return Optional.of(new Lease(model));
            }
        }
        return Optional.empty();
    }

    private Optional<Entry> entry(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(interval);
                for (Entry entry : new ArrayList<>(entries.values())) {
                    look(entry);
                }
            }
        } catch (InterruptedException closed) {
            // The catalogue has been closed.
        }
    }

    private static void look(Entry entry) {
        FileState now = FileState.of(entry.path);
        FileState before = entry.seen;
        entry.seen = now;
        if (now == null) {
            entry.problem = "the file has been removed; the previously loaded version is served";
            // A file that reappears is loaded even if its attributes are unchanged.
            entry.loaded = null;
        } else if (!now.equals(entry.loaded) && now.equals(before)) {
            entry.loaded = now;
            reload(entry, now);
        }
    }

    private static void reload(Entry entry, FileState state) {
        LoadedModel fresh;
        try {
            fresh = new LoadedModel(entry.id, state.version(), VectorFormats.load(entry.path, ProgressListener.NONE));
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            String message = Objects.requireNonNullElse(failure.getMessage(), FailureText.of(failure));
            entry.problem = "the file has changed and cannot be loaded (" + withoutPaths(entry, message)
                    + "); the previously loaded version is served";
            return;
        }
        entry.problem = null;
        LoadedModel old = entry.current.getAndSet(fresh);
        if (old != null) {
            old.release();
        }
    }

    private static String withoutPaths(Entry entry, String message) {
        return message.replace(entry.path.toString(), entry.id)
                .replace(entry.path.toAbsolutePath().toString(), entry.id);
    }

    /** Stops watching and releases all models. Models in use are freed when their leases are closed. */
    @Override
    public void close() {
        Thread thread = watcher;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        for (Entry entry : entries.values()) {
            LoadedModel model = entry.current.getAndSet(null);
            if (model != null) {
                model.release();
            }
        }
    }
}
