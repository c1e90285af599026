package org.wvtoolkit.projection;

import java.io.InterruptedIOException;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Layout step of UMAP (McInnes, Healy and Melville 2018): neighbours attract and random pairs repel
 * each other, by stochastic gradient descent on the cross-entropy between the neighbourhood graph
 * and 1 / (1 + a · d^(2b)).
 *
 * <p>Runs on one thread with one generator, so equal input and seed give equal points. 79,000
 * points with 14 neighbours take about ten seconds.
 */
public final class UmapLayout {
    /** Number of random points per attraction. */
    private static final int NEGATIVE_SAMPLES = 5;

    /** Maximum change of a coordinate in one step, before multiplication by the learning rate. */
    private static final float CLIP = 4;

    /** Largest coordinate of the initial layout. */
    private static final float INITIAL_SIZE = 10;

    private final Spread spread;
    private final int epochs;
    private final long seed;

    /**
     * Parameters a and b of 1 / (1 + a · d^(2b)), fitted to a curve that is 1 up to a minimum
     * distance and decreases exponentially beyond it.
     *
     * @param a above 0
     * @param b above 0
     */
    public record Spread(double a, double b) {
        /** Minimum distance 0.1: dense groups, for many points. */
        public static final Spread DENSE = new Spread(1.5769434603113077, 0.8950608779109733);

        /** Minimum distance 0.3: space for labels, for few points. */
        public static final Spread LOOSE = new Spread(0.9921756197688717, 1.1122533842193434);
    }

    private UmapLayout(Spread spread, int epochs, long seed) {
        this.spread = spread;
        this.epochs = epochs;
        this.seed = seed;
    }

    /**
     * Computes the layout of points.
     *
     * @param neighbours the nearest neighbours of every point
     * @param initial initial positions, such as principal components
     * @param spread minimum distance of points
     * @param seed seed of the random points
     * @param progress receives progress after each epoch
     * @return one position per point
     * @throws InterruptedIOException if the thread is interrupted
     */
    public static PlanePoints of(
            NearestNeighbours neighbours, PlanePoints initial, Spread spread, long seed, ProgressListener progress)
            throws InterruptedIOException {
        int points = neighbours.points();
        if (initial.size() != points) {
            throw new IllegalArgumentException(initial.size() + " initial positions for " + points + " points");
        }
        UmapLayout layout = new UmapLayout(spread, points > 10_000 ? 200 : 500, seed);
        return layout.optimize(FuzzyGraph.of(neighbours), start(initial, seed), progress);
    }

    /**
     * Adds noise to the initial positions, because points with equal positions would never
     * separate.
     */
    private static float[] start(PlanePoints initial, long seed) {
        PlanePoints normalized = initial.normalized();
        Generator random = new Generator(seed ^ 0x9E3779B97F4A7C15L);
        float[] coordinates = new float[2 * normalized.size()];
        for (int i = 0; i < normalized.size(); i++) {
            coordinates[2 * i] = INITIAL_SIZE * normalized.x()[i] + noise(random);
            coordinates[2 * i + 1] = INITIAL_SIZE * normalized.y()[i] + noise(random);
        }
        return coordinates;
    }

    private static float noise(Generator random) {
        return (random.next(1 << 20) / (float) (1 << 20) - 0.5f) * 2e-3f;
    }

    private PlanePoints optimize(FuzzyGraph graph, float[] coordinates, ProgressListener progress)
            throws InterruptedIOException {
        progress.stage("layout", ProgressListener.Unit.ITERATIONS, epochs);
        Edges edges = Edges.of(graph, epochs);
        PowerTable powers = new PowerTable(spread.b());
        Generator random = new Generator(seed);
        for (int epoch = 0; epoch < epochs; epoch++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            pass(edges, coordinates, powers, random, epoch, 1 - (float) epoch / epochs);
            progress.advanced(epoch + 1, "");
        }
        float[] x = new float[coordinates.length / 2];
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = coordinates[2 * i];
            y[i] = coordinates[2 * i + 1];
        }
        return new PlanePoints(x, y, Double.NaN);
    }

    /**
     * Edges that are strong enough to be sampled, with the number of epochs between samples and the
     * epoch of the next sample.
     */
    @SuppressWarnings("ArrayRecordComponent") // working memory, never compared
    private record Edges(int[] heads, int[] tails, float[] intervals, float[] next, float[] nextNegative) {
        static Edges of(FuzzyGraph graph, int epochs) {
            float most = 0;
            for (float weight : graph.weights()) {
                most = Math.max(most, weight);
            }
            int kept = 0;
            for (float weight : graph.weights()) {
                kept += weight >= most / epochs ? 1 : 0;
            }
            int[] heads = new int[kept];
            int[] tails = new int[kept];
            float[] intervals = new float[kept];
            float[] nextNegative = new float[kept];
            int at = 0;
            for (int edge = 0; edge < graph.weights().length; edge++) {
                if (graph.weights()[edge] >= most / epochs) {
                    heads[at] = graph.heads()[edge];
                    tails[at] = graph.tails()[edge];
                    intervals[at] = most / graph.weights()[edge];
                    nextNegative[at] = intervals[at] / NEGATIVE_SAMPLES;
                    at++;
                }
            }
            return new Edges(heads, tails, intervals, intervals.clone(), nextNegative);
        }
    }

    private void pass(
            Edges edges, float[] coordinates, PowerTable powers, Generator random, int epoch, float learningRate) {
        float a = (float) spread.a();
        float b = (float) spread.b();
        int points = coordinates.length / 2;
        for (int edge = 0; edge < edges.heads().length; edge++) {
            if (edges.next()[edge] > epoch) {
                continue;
            }
            int head = 2 * edges.heads()[edge];
            int tail = 2 * edges.tails()[edge];
            float hx = coordinates[head];
            float hy = coordinates[head + 1];
            float dx = hx - coordinates[tail];
            float dy = hy - coordinates[tail + 1];
            float squared = dx * dx + dy * dy;
            if (squared > 0) {
                // −2ab · d^(2(b−1)) / (1 + a · d^(2b))
                float power = powers.of(squared);
                float pull = -2 * a * b * power / (squared * (a * power + 1));
                float moveX = learningRate * clip(pull * dx);
                float moveY = learningRate * clip(pull * dy);
                hx += moveX;
                hy += moveY;
                coordinates[tail] -= moveX;
                coordinates[tail + 1] -= moveY;
            }
            edges.next()[edge] += edges.intervals()[edge];
            float negativeInterval = edges.intervals()[edge] / NEGATIVE_SAMPLES;
            int negatives = Math.max(0, (int) ((epoch - edges.nextNegative()[edge]) / negativeInterval));
            for (int i = 0; i < negatives; i++) {
                int other = 2 * random.next(points);
                if (other == head) {
                    continue;
                }
                float ox = hx - coordinates[other];
                float oy = hy - coordinates[other + 1];
                float apart = ox * ox + oy * oy;
                // 2b / ((0.001 + d²) · (1 + a · d^(2b)))
                float push = apart > 0 ? 2 * b / ((0.001f + apart) * (a * powers.of(apart) + 1)) : 0;
                hx += learningRate * (push > 0 ? clip(push * ox) : CLIP);
                hy += learningRate * (push > 0 ? clip(push * oy) : CLIP);
            }
            edges.nextNegative()[edge] += negatives * negativeInterval;
            coordinates[head] = hx;
            coordinates[head + 1] = hy;
        }
    }

    private static float clip(float value) {
        return Math.clamp(value, -CLIP, CLIP);
    }

    /**
     * Powers of positive floats with one exponent, interpolated linearly between tabulated ones;
     * the relative error is below 10⁻⁴.
     */
    private static final class PowerTable {
        /** Number of mantissa bits that are not tabulated. */
        private static final int SHIFT = 23 - 7;

        private static final float FRACTION = 1f / (1 << SHIFT);

        private final float[] table = new float[(0x7F800000 >>> SHIFT) + 2];

        PowerTable(double exponent) {
            for (int i = 0; i < table.length; i++) {
                float base = Float.intBitsToFloat(Math.min(i << SHIFT, 0x7F7FFFFF));
                table[i] = (float) Math.min(Float.MAX_VALUE, StrictMath.pow(base, exponent));
            }
        }

        float of(float base) {
            int bits = Float.floatToRawIntBits(base);
            int at = bits >>> SHIFT;
            float low = table[at];
            return low + (table[at + 1] - low) * ((bits & ((1 << SHIFT) - 1)) * FRACTION);
        }
    }

    /** Random number generator Xorshift64* (Vigna 2016). */
    private static final class Generator {
        private long state;

        Generator(long seed) {
            state = seed == 0 ? 0x9E3779B97F4A7C15L : seed * 0x9E3779B97F4A7C15L | 1;
        }

        /** Returns a number from 0 to bound − 1. */
        int next(int bound) {
            state ^= state >>> 12;
            state ^= state << 25;
            state ^= state >>> 27;
            return (int) ((((state * 0x2545F4914F6CDD1DL) >>> 32) * bound) >>> 32);
        }
    }
}
