package org.wvtoolkit.web.model;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.container.TensorFileWriter;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.projection.NearestNeighbours;
import org.wvtoolkit.projection.NeighbourSearch;
import org.wvtoolkit.projection.PlanePoints;
import org.wvtoolkit.projection.PrincipalPlane;
import org.wvtoolkit.projection.UmapLayout;

/**
 * The map of a model: a point in the plane for each of its most frequent words. It is computed once
 * on a separate thread and stored beside the model, with a digest of the words and vectors.
 *
 * <p>Thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class WordMap {
    private static final String KIND = "word-map";
    private static final String POINTS = "points";
    private static final String PROJECTION = "projection";
    private static final String DIGEST = "model_digest";
    private static final String EXPLAINED = "explained";

    private static final int NEIGHBOURS = 14;
    private static final long SEED = 1;

    /** Minimum number of words for UMAP; smaller maps use principal components. */
    private static final int MIN_WORDS_FOR_UMAP = 16;

    /** Fraction of the progress that the neighbour search accounts for. */
    private static final double SEARCH = 0.6;

    private static final int DIGESTED_AT_ONCE = 1 << 20;

    private final Kind kind;
    private volatile Status status = new Status(State.COMPUTING, "neighbours", 0, "", "");
    private volatile @Nullable PlanePoints points;

    /** Projection of the vectors to the plane. */
    public enum Kind {
        /** Uniform manifold approximation and projection, which preserves neighbourhoods. */
        UMAP("umap"),
        /** Projection to the first two principal components. */
        PCA("pca");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /**
         * Returns the name in URLs.
         *
         * @return a lower-case word
         */
        public String label() {
            return label;
        }
    }

    /** State of the computation. */
    public enum State {
        /** The map is being computed. */
        COMPUTING,
        /** The map is complete. */
        READY,
        /** The computation failed. */
        FAILED
    }

    /**
     * Status of a map.
     *
     * @param state state of the computation
     * @param stage name of the current stage
     * @param progress 0 to 1
     * @param version version of the points once they are ready
     * @param problem reason of the failure, or empty
     */
    public record Status(State state, String stage, double progress, String version, String problem) {}

    private WordMap(Kind kind) {
        this.kind = kind;
    }

    /**
     * Returns the map of a model; the first call starts the computation.
     *
     * @param model the model, leased by the caller
     * @param file the model file, beside which the map is stored; null to keep the map in memory
     *     only
     * @param kind projection
     * @return the map, which may not be ready yet
     */
    public static WordMap of(LoadedModel model, @Nullable Path file, Kind kind) {
        return model.derive("map " + kind.label(), WordMap.class, () -> {
            WordMap map = new WordMap(kind);
            if (model.hold()) {
                Thread.ofPlatform().daemon().name("wv-map-" + kind.label()).start(() -> map.run(model, file));
            }
            return map;
        });
    }

    /**
     * Computes a map on the calling thread, or reads the stored one.
     *
     * @param model the model, leased by the caller
     * @param file the model file, beside which the map is stored; null to keep the map in memory
     *     only
     * @param kind projection
     * @param progress receives the stages
     * @return the points, with coordinates −1 to 1
     * @throws IOException if the thread is interrupted
     */
    public static PlanePoints compute(LoadedModel model, @Nullable Path file, Kind kind, ProgressListener progress)
            throws IOException {
        UnitRows rows = UnitRows.of(model);
        String digest = digest(model, rows);
        Optional<PlanePoints> stored = file == null ? Optional.empty() : read(stored(file, kind), digest, rows.rows());
        if (stored.isPresent()) {
            return stored.get();
        }
        PlanePoints plane = PrincipalPlane.project(rows, threads());
        PlanePoints points = plane;
        if (kind == Kind.UMAP && rows.rows() >= MIN_WORDS_FOR_UMAP) {
            NearestNeighbours neighbours = NeighbourSearch.of(rows.embeddings(), rows.rows(), NEIGHBOURS, progress);
            points = UmapLayout.of(neighbours, plane, UmapLayout.Spread.DENSE, SEED, progress);
        }
        points = points.normalized();
        if (file != null) {
            write(points, stored(file, kind), kind, digest);
        }
        return points;
    }

    private static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    private void run(LoadedModel model, @Nullable Path file) {
        try {
            PlanePoints computed = compute(model, file, kind, new ProgressListener() {
                private String stage = "";
                private long total = 1;

                @Override
                public void stage(String name, Unit unit, long stageTotal) {
                    stage = name;
                    total = Math.max(1, stageTotal);
                    advanced(0, "");
                }

                @Override
                public void advanced(long done, String detail) {
                    double part = (double) done / total;
                    boolean searching = stage.equals("neighbours");
                    status = new Status(
                            State.COMPUTING, stage, searching ? SEARCH * part : SEARCH + (1 - SEARCH) * part, "", "");
                }

                @Override
                public void note(String message) {}
            });
            points = computed;
            status = new Status(State.READY, "", 1, model.version() + "-" + kind.label(), "");
        } catch (InterruptedIOException ended) {
            status = new Status(State.FAILED, "", 0, "", "interrupted");
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            // The message may contain file names.
            status = new Status(State.FAILED, "", 0, "", FailureText.of(failure));
        } finally {
            model.release();
        }
    }

    /**
     * Returns the current status.
     *
     * @return a snapshot of the status
     */
    public Status status() {
        return status;
    }

    /**
     * Returns the points.
     *
     * @return the points, or empty until the map is ready
     */
    public Optional<PlanePoints> points() {
        return Optional.ofNullable(points);
    }

    /**
     * Returns the projection.
     *
     * @return the requested projection
     */
    public Kind kind() {
        return kind;
    }

    private static Path stored(Path model, Kind kind) {
        return model.resolveSibling(model.getFileName() + "." + kind.label());
    }

    /**
     * Computes the SHA-256 digest of the words and vectors, which identifies the content of a
     * stored map.
     */
    private static String digest(LoadedModel model, UnitRows rows) throws InterruptedIOException {
        return model.derive("digest", String.class, () -> {
            MessageDigest digest;
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("SHA-256 is required on every Java platform", impossible);
            }
            update(digest, model.vocabulary().utf8());
            float[] row = new float[rows.columns()];
            for (int id = 0; id < rows.rows(); id++) {
                rows.copy(id, row);
                digest.update(MemorySegment.ofArray(row).toArray(ValueLayout.JAVA_BYTE));
            }
            return HexFormat.of().formatHex(digest.digest());
        });
    }

    private static void update(MessageDigest digest, MemorySegment segment) {
        for (long at = 0; at < segment.byteSize(); at += DIGESTED_AT_ONCE) {
            digest.update(segment.asSlice(at, Math.min(DIGESTED_AT_ONCE, segment.byteSize() - at))
                    .asByteBuffer());
        }
    }

    private static Optional<PlanePoints> read(Path stored, String digest, int rows) {
        if (!Files.exists(stored)) {
            return Optional.empty();
        }
        try (TensorFile file = TensorFile.load(stored)) {
            Map<String, String> metadata = file.metadata();
            if (!KIND.equals(metadata.get("kind")) || !digest.equals(metadata.get(DIGEST))) {
                return Optional.empty();
            }
            MemorySegment values = file.require(POINTS, DType.F32, rows, 2).data();
            float[] x = new float[rows];
            float[] y = new float[rows];
            for (int i = 0; i < rows; i++) {
                x[i] = values.getAtIndex(ValueLayout.JAVA_FLOAT, 2L * i);
                y[i] = values.getAtIndex(ValueLayout.JAVA_FLOAT, 2L * i + 1);
                if (!(Math.abs(x[i]) <= 1 && Math.abs(y[i]) <= 1)) {
                    return Optional.empty();
                }
            }
            return Optional.of(new PlanePoints(x, y, Double.parseDouble(metadata.getOrDefault(EXPLAINED, "NaN"))));
        } catch (IOException | NumberFormatException damaged) {
            // The map is computed again and replaced.
            return Optional.empty();
        }
    }

    private static void write(PlanePoints points, Path stored, Kind kind, String digest) {
        Map<String, String> metadata = Map.of(
                "kind", KIND, PROJECTION, kind.label(), DIGEST, digest, EXPLAINED, Double.toString(points.explained()));
        List<TensorDeclaration> declarations = List.of(new TensorDeclaration(POINTS, DType.F32, points.size(), 2));
        try (TensorFileWriter writer = TensorFileWriter.create(stored, metadata, declarations)) {
            writer.write(POINTS, 0, MemorySegment.ofArray(interleaved(points)));
            writer.commit();
        } catch (IOException notWritable) {
            // The stored map is a cache; without it, the next process computes the map again.
        }
    }

    /**
     * Returns the points as x₀ y₀ x₁ y₁ ….
     *
     * @param points the points
     * @return two values per point
     */
    public static float[] interleaved(PlanePoints points) {
        float[] values = new float[2 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            values[2 * i] = points.x()[i];
            values[2 * i + 1] = points.y()[i];
        }
        return values;
    }

    /**
     * Clusters the words of the map.
     *
     * @param model the model, leased by the caller
     * @param count number of clusters
     * @return the clustering, which is computed once per number of clusters, on a separate thread
     */
    public static WordClusters.Clustering clusters(LoadedModel model, int count) {
        return model.cache("clusters " + count, WordClusters.Clustering.class, List.of(), () -> {
            UnitRows rows = UnitRows.of(model);
            return WordClusters.of(rows.toArray(), rows.columns(), count);
        });
    }

    /**
     * Returns the number of words on a map.
     *
     * @param model the model, leased by the caller
     * @return the size of the vocabulary, at most 100,000
     */
    public static int size(LoadedModel model) {
        return UnitRows.of(model).rows();
    }
}
