package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The SIMD implementation of {@link PanelKernels}, with the Vector API. Lanes run along the columns
 * of a panel, whose elements are independent, so the results have the bits of
 * {@link ScalarPanelKernels} for every vector width.
 *
 * <p>The accumulators are local variables instead of an array, because only local variables are
 * kept in registers.
 */
public final class SimdPanelKernels implements PanelKernels {
    /**
     * Vector species, at most {@link #WIDTH_UNIT} lanes wide, so that vectors divide a stride
     * evenly.
     */
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.length() <= WIDTH_UNIT
            ? FloatVector.SPECIES_PREFERRED
            : FloatVector.SPECIES_512;

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    /** Number of lanes in a vector. */
    private static final int LANES = SPECIES.length();

    /** Number of bytes in a vector. */
    private static final long STEP = 4L * LANES;

    /**
     * Number of cells of a row that are processed at a time; even, so that the chains remain even
     * and odd.
     */
    private static final int PART = 1024;

    /** Creates the kernels, which are stateless. */
    public SimdPanelKernels() {}

    private static FloatVector load(MemorySegment segment, long byteOffset) {
        return FloatVector.fromMemorySegment(SPECIES, segment, byteOffset, ORDER);
    }

    @Override
    public void sparseTimesPanel(
            MemorySegment indptr,
            MemorySegment indices,
            MemorySegment values,
            int fromRow,
            int toRow,
            MemorySegment panel,
            MemorySegment target,
            int stride) {
        int[] columns = new int[PART];
        float[] parts = new float[PART];
        float[] chains = new float[8 * LANES];
        for (int row = fromRow; row < toRow; row++) {
            long start = indptr.getAtIndex(LONG, row);
            long end = indptr.getAtIndex(LONG, row + 1L);
            int column = 0;
            for (; column + 4 * LANES <= stride; column += 4 * LANES) {
                Arrays.fill(chains, 0);
                for (long at = start; at < end; at += PART) {
                    int count = copyPart(indices, values, at, end, columns, parts);
                    fourVectors(columns, parts, count, panel, stride, column, chains);
                }
                store(chains, 4, target, (long) row * stride + column);
            }
            for (; column + 2 * LANES <= stride; column += 2 * LANES) {
                Arrays.fill(chains, 0);
                for (long at = start; at < end; at += PART) {
                    int count = copyPart(indices, values, at, end, columns, parts);
                    twoVectors(columns, parts, count, panel, stride, column, chains);
                }
                store(chains, 2, target, (long) row * stride + column);
            }
            for (; column < stride; column += LANES) {
                Arrays.fill(chains, 0);
                for (long at = start; at < end; at += PART) {
                    int count = copyPart(indices, values, at, end, columns, parts);
                    oneVector(columns, parts, count, panel, stride, column, chains);
                }
                store(chains, 1, target, (long) row * stride + column);
            }
        }
    }

    /**
     * Copies part of a row to the heap. The JIT compiler repeatedly compiled and deoptimized loops
     * over {@code long} positions in segments (about 100× slower); loops over arrays are not
     * affected. Loops over segments with an {@code int} counter were faster for a memory-mapped
     * matrix alone, but slower once its transpose, which is not mapped, was multiplied as well.
     */
    private static int copyPart(
            MemorySegment indices, MemorySegment values, long at, long end, int[] columns, float[] parts) {
        int count = (int) Math.min(PART, end - at);
        MemorySegment.copy(indices, INT, 4 * at, columns, 0, count);
        MemorySegment.copy(values, FLOAT, 4 * at, parts, 0, count);
        return count;
    }

    private static void store(float[] chains, int vectors, MemorySegment target, long to) {
        for (int i = 0; i < vectors; i++) {
            FloatVector even = FloatVector.fromArray(SPECIES, chains, i * LANES);
            FloatVector odd = FloatVector.fromArray(SPECIES, chains, (vectors + i) * LANES);
            even.add(odd).intoMemorySegment(target, 4 * to + i * STEP, ORDER);
        }
    }

    private static void fourVectors(
            int[] columns, float[] values, int count, MemorySegment panel, int stride, int column, float[] chains) {
        FloatVector even0 = FloatVector.fromArray(SPECIES, chains, 0 * LANES);
        FloatVector even1 = FloatVector.fromArray(SPECIES, chains, 1 * LANES);
        FloatVector even2 = FloatVector.fromArray(SPECIES, chains, 2 * LANES);
        FloatVector even3 = FloatVector.fromArray(SPECIES, chains, 3 * LANES);
        FloatVector odd0 = FloatVector.fromArray(SPECIES, chains, 4 * LANES);
        FloatVector odd1 = FloatVector.fromArray(SPECIES, chains, 5 * LANES);
        FloatVector odd2 = FloatVector.fromArray(SPECIES, chains, 6 * LANES);
        FloatVector odd3 = FloatVector.fromArray(SPECIES, chains, 7 * LANES);
        int i = 0;
        for (; i < count - 1; i += 2) {
            long a = 4L * ((long) columns[i] * stride + column);
            FloatVector x = FloatVector.broadcast(SPECIES, values[i]);
            even0 = load(panel, a).fma(x, even0);
            even1 = load(panel, a + STEP).fma(x, even1);
            even2 = load(panel, a + 2 * STEP).fma(x, even2);
            even3 = load(panel, a + 3 * STEP).fma(x, even3);
            long b = 4L * ((long) columns[i + 1] * stride + column);
            FloatVector y = FloatVector.broadcast(SPECIES, values[i + 1]);
            odd0 = load(panel, b).fma(y, odd0);
            odd1 = load(panel, b + STEP).fma(y, odd1);
            odd2 = load(panel, b + 2 * STEP).fma(y, odd2);
            odd3 = load(panel, b + 3 * STEP).fma(y, odd3);
        }
        if (i < count) {
            long a = 4L * ((long) columns[i] * stride + column);
            FloatVector x = FloatVector.broadcast(SPECIES, values[i]);
            even0 = load(panel, a).fma(x, even0);
            even1 = load(panel, a + STEP).fma(x, even1);
            even2 = load(panel, a + 2 * STEP).fma(x, even2);
            even3 = load(panel, a + 3 * STEP).fma(x, even3);
        }
        even0.intoArray(chains, 0 * LANES);
        even1.intoArray(chains, 1 * LANES);
        even2.intoArray(chains, 2 * LANES);
        even3.intoArray(chains, 3 * LANES);
        odd0.intoArray(chains, 4 * LANES);
        odd1.intoArray(chains, 5 * LANES);
        odd2.intoArray(chains, 6 * LANES);
        odd3.intoArray(chains, 7 * LANES);
    }

    private static void twoVectors(
            int[] columns, float[] values, int count, MemorySegment panel, int stride, int column, float[] chains) {
        FloatVector even0 = FloatVector.fromArray(SPECIES, chains, 0 * LANES);
        FloatVector even1 = FloatVector.fromArray(SPECIES, chains, 1 * LANES);
        FloatVector odd0 = FloatVector.fromArray(SPECIES, chains, 2 * LANES);
        FloatVector odd1 = FloatVector.fromArray(SPECIES, chains, 3 * LANES);
        int i = 0;
        for (; i < count - 1; i += 2) {
            long a = 4L * ((long) columns[i] * stride + column);
            FloatVector x = FloatVector.broadcast(SPECIES, values[i]);
            even0 = load(panel, a).fma(x, even0);
            even1 = load(panel, a + STEP).fma(x, even1);
            long b = 4L * ((long) columns[i + 1] * stride + column);
            FloatVector y = FloatVector.broadcast(SPECIES, values[i + 1]);
            odd0 = load(panel, b).fma(y, odd0);
            odd1 = load(panel, b + STEP).fma(y, odd1);
        }
        if (i < count) {
            long a = 4L * ((long) columns[i] * stride + column);
            FloatVector x = FloatVector.broadcast(SPECIES, values[i]);
            even0 = load(panel, a).fma(x, even0);
            even1 = load(panel, a + STEP).fma(x, even1);
        }
        even0.intoArray(chains, 0 * LANES);
        even1.intoArray(chains, 1 * LANES);
        odd0.intoArray(chains, 2 * LANES);
        odd1.intoArray(chains, 3 * LANES);
    }

    private static void oneVector(
            int[] columns, float[] values, int count, MemorySegment panel, int stride, int column, float[] chains) {
        FloatVector even0 = FloatVector.fromArray(SPECIES, chains, 0 * LANES);
        FloatVector odd0 = FloatVector.fromArray(SPECIES, chains, LANES);
        int i = 0;
        for (; i < count - 1; i += 2) {
            long a = 4L * ((long) columns[i] * stride + column);
            FloatVector x = FloatVector.broadcast(SPECIES, values[i]);
            even0 = load(panel, a).fma(x, even0);
            long b = 4L * ((long) columns[i + 1] * stride + column);
            FloatVector y = FloatVector.broadcast(SPECIES, values[i + 1]);
            odd0 = load(panel, b).fma(y, odd0);
        }
        if (i < count) {
            long a = 4L * ((long) columns[i] * stride + column);
            FloatVector x = FloatVector.broadcast(SPECIES, values[i]);
            even0 = load(panel, a).fma(x, even0);
        }
        even0.intoArray(chains, 0 * LANES);
        odd0.intoArray(chains, LANES);
    }

    @Override
    public void addGram(
            MemorySegment left,
            int leftStride,
            MemorySegment right,
            int rightStride,
            long fromRow,
            long toRow,
            double[] gram,
            int gramOffset) {
        float[] sum = new float[8 * LANES];
        for (int i = 0; i < leftStride; i += 4) {
            int j = 0;
            for (; j + 2 * LANES <= rightStride; j += 2 * LANES) {
                gramTile(left, leftStride, i, right, rightStride, j, fromRow, toRow, sum);
                addTile(sum, 2 * LANES, gram, gramOffset + i * rightStride + j, rightStride);
            }
            for (; j < rightStride; j += LANES) {
                narrowGramTile(left, leftStride, i, right, rightStride, j, fromRow, toRow, sum);
                addTile(sum, LANES, gram, gramOffset + i * rightStride + j, rightStride);
            }
        }
    }

    private static void addTile(float[] sum, int width, double[] gram, int offset, int stride) {
        for (int k = 0; k < 4; k++) {
            for (int lane = 0; lane < width; lane++) {
                gram[offset + k * stride + lane] += sum[k * width + lane];
            }
        }
    }

    /**
     * Multiplies four columns of the left panel by two vectors of the right one: eight chains hide
     * the latency.
     */
    private static void gramTile(
            MemorySegment left,
            int leftStride,
            int i,
            MemorySegment right,
            int rightStride,
            int j,
            long fromRow,
            long toRow,
            float[] sum) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        int rows = (int) (toRow - fromRow);
        long leftBegin = fromRow * leftStride + i;
        long rightBegin = fromRow * rightStride + j;
        for (int row = 0; row < rows; row++) {
            long r = 4 * (rightBegin + (long) row * rightStride);
            FloatVector r0 = load(right, r);
            FloatVector r1 = load(right, r + STEP);
            long l = leftBegin + (long) row * leftStride;
            FloatVector l0 = FloatVector.broadcast(SPECIES, left.getAtIndex(FLOAT, l));
            s00 = r0.fma(l0, s00);
            s01 = r1.fma(l0, s01);
            FloatVector l1 = FloatVector.broadcast(SPECIES, left.getAtIndex(FLOAT, l + 1));
            s10 = r0.fma(l1, s10);
            s11 = r1.fma(l1, s11);
            FloatVector l2 = FloatVector.broadcast(SPECIES, left.getAtIndex(FLOAT, l + 2));
            s20 = r0.fma(l2, s20);
            s21 = r1.fma(l2, s21);
            FloatVector l3 = FloatVector.broadcast(SPECIES, left.getAtIndex(FLOAT, l + 3));
            s30 = r0.fma(l3, s30);
            s31 = r1.fma(l3, s31);
        }
        s00.intoArray(sum, 0);
        s01.intoArray(sum, LANES);
        s10.intoArray(sum, 2 * LANES);
        s11.intoArray(sum, 3 * LANES);
        s20.intoArray(sum, 4 * LANES);
        s21.intoArray(sum, 5 * LANES);
        s30.intoArray(sum, 6 * LANES);
        s31.intoArray(sum, 7 * LANES);
    }

    /** Multiplies four columns of the left panel by one vector of the right one. */
    private static void narrowGramTile(
            MemorySegment left,
            int leftStride,
            int i,
            MemorySegment right,
            int rightStride,
            int j,
            long fromRow,
            long toRow,
            float[] sum) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s10 = s00;
        FloatVector s20 = s00;
        FloatVector s30 = s00;
        int rows = (int) (toRow - fromRow);
        long leftBegin = fromRow * leftStride + i;
        long rightBegin = fromRow * rightStride + j;
        for (int row = 0; row < rows; row++) {
            long r = 4 * (rightBegin + (long) row * rightStride);
            FloatVector r0 = load(right, r);
            long l = leftBegin + (long) row * leftStride;
            FloatVector l0 = FloatVector.broadcast(SPECIES, left.getAtIndex(FLOAT, l));
            s00 = r0.fma(l0, s00);
            FloatVector l1 = FloatVector.broadcast(SPECIES, left.getAtIndex(FLOAT, l + 1));
            s10 = r0.fma(l1, s10);
            FloatVector l2 = FloatVector.broadcast(SPECIES, left.getAtIndex(FLOAT, l + 2));
            s20 = r0.fma(l2, s20);
            FloatVector l3 = FloatVector.broadcast(SPECIES, left.getAtIndex(FLOAT, l + 3));
            s30 = r0.fma(l3, s30);
        }
        s00.intoArray(sum, 0);
        s10.intoArray(sum, LANES);
        s20.intoArray(sum, 2 * LANES);
        s30.intoArray(sum, 3 * LANES);
    }

    @Override
    public void addPanelTimes(
            MemorySegment panel,
            int panelStride,
            MemorySegment coefficients,
            MemorySegment target,
            int targetStride,
            long fromRow,
            long toRow) {
        long row = fromRow;
        for (; row + 4 <= toRow; row += 4) {
            int j = 0;
            for (; j + 2 * LANES <= targetStride; j += 2 * LANES) {
                fourRows(panel, panelStride, coefficients, target, targetStride, row, j);
            }
            for (; j < targetStride; j += LANES) {
                narrowFourRows(panel, panelStride, coefficients, target, targetStride, row, j);
            }
        }
        for (; row < toRow; row++) {
            int j = 0;
            for (; j + 2 * LANES <= targetStride; j += 2 * LANES) {
                oneRow(panel, panelStride, coefficients, target, targetStride, row, j);
            }
            for (; j < targetStride; j += LANES) {
                narrowOneRow(panel, panelStride, coefficients, target, targetStride, row, j);
            }
        }
    }

    /** Computes two vectors in each of four rows: every loaded coefficient is used for four rows. */
    private static void fourRows(
            MemorySegment panel,
            int panelStride,
            MemorySegment coefficients,
            MemorySegment target,
            int targetStride,
            long row,
            int j) {
        long t0 = 4 * (row * targetStride + j);
        long t1 = t0 + 4L * targetStride;
        long t2 = t1 + 4L * targetStride;
        long t3 = t2 + 4L * targetStride;
        FloatVector s00 = load(target, t0);
        FloatVector s01 = load(target, t0 + STEP);
        FloatVector s10 = load(target, t1);
        FloatVector s11 = load(target, t1 + STEP);
        FloatVector s20 = load(target, t2);
        FloatVector s21 = load(target, t2 + STEP);
        FloatVector s30 = load(target, t3);
        FloatVector s31 = load(target, t3 + STEP);
        long p = row * panelStride;
        for (int k = 0; k < panelStride; k++) {
            long c = 4L * ((long) k * targetStride + j);
            FloatVector c0 = load(coefficients, c);
            FloatVector c1 = load(coefficients, c + STEP);
            FloatVector p0 = FloatVector.broadcast(SPECIES, panel.getAtIndex(FLOAT, p + k));
            s00 = c0.fma(p0, s00);
            s01 = c1.fma(p0, s01);
            FloatVector p1 = FloatVector.broadcast(SPECIES, panel.getAtIndex(FLOAT, p + panelStride + k));
            s10 = c0.fma(p1, s10);
            s11 = c1.fma(p1, s11);
            FloatVector p2 = FloatVector.broadcast(SPECIES, panel.getAtIndex(FLOAT, p + 2L * panelStride + k));
            s20 = c0.fma(p2, s20);
            s21 = c1.fma(p2, s21);
            FloatVector p3 = FloatVector.broadcast(SPECIES, panel.getAtIndex(FLOAT, p + 3L * panelStride + k));
            s30 = c0.fma(p3, s30);
            s31 = c1.fma(p3, s31);
        }
        s00.intoMemorySegment(target, t0, ORDER);
        s01.intoMemorySegment(target, t0 + STEP, ORDER);
        s10.intoMemorySegment(target, t1, ORDER);
        s11.intoMemorySegment(target, t1 + STEP, ORDER);
        s20.intoMemorySegment(target, t2, ORDER);
        s21.intoMemorySegment(target, t2 + STEP, ORDER);
        s30.intoMemorySegment(target, t3, ORDER);
        s31.intoMemorySegment(target, t3 + STEP, ORDER);
    }

    private static void oneRow(
            MemorySegment panel,
            int panelStride,
            MemorySegment coefficients,
            MemorySegment target,
            int targetStride,
            long row,
            int j) {
        long t = 4 * (row * targetStride + j);
        FloatVector s0 = load(target, t);
        FloatVector s1 = load(target, t + STEP);
        for (int k = 0; k < panelStride; k++) {
            long c = 4L * ((long) k * targetStride + j);
            FloatVector p = FloatVector.broadcast(SPECIES, panel.getAtIndex(FLOAT, row * panelStride + k));
            s0 = load(coefficients, c).fma(p, s0);
            s1 = load(coefficients, c + STEP).fma(p, s1);
        }
        s0.intoMemorySegment(target, t, ORDER);
        s1.intoMemorySegment(target, t + STEP, ORDER);
    }

    private static void narrowFourRows(
            MemorySegment panel,
            int panelStride,
            MemorySegment coefficients,
            MemorySegment target,
            int targetStride,
            long row,
            int j) {
        long t0 = 4 * (row * targetStride + j);
        long t1 = t0 + 4L * targetStride;
        long t2 = t1 + 4L * targetStride;
        long t3 = t2 + 4L * targetStride;
        FloatVector s00 = load(target, t0);
        FloatVector s10 = load(target, t1);
        FloatVector s20 = load(target, t2);
        FloatVector s30 = load(target, t3);
        long p = row * panelStride;
        for (int k = 0; k < panelStride; k++) {
            long c = 4L * ((long) k * targetStride + j);
            FloatVector c0 = load(coefficients, c);
            FloatVector p0 = FloatVector.broadcast(SPECIES, panel.getAtIndex(FLOAT, p + k));
            s00 = c0.fma(p0, s00);
            FloatVector p1 = FloatVector.broadcast(SPECIES, panel.getAtIndex(FLOAT, p + panelStride + k));
            s10 = c0.fma(p1, s10);
            FloatVector p2 = FloatVector.broadcast(SPECIES, panel.getAtIndex(FLOAT, p + 2L * panelStride + k));
            s20 = c0.fma(p2, s20);
            FloatVector p3 = FloatVector.broadcast(SPECIES, panel.getAtIndex(FLOAT, p + 3L * panelStride + k));
            s30 = c0.fma(p3, s30);
        }
        s00.intoMemorySegment(target, t0, ORDER);
        s10.intoMemorySegment(target, t1, ORDER);
        s20.intoMemorySegment(target, t2, ORDER);
        s30.intoMemorySegment(target, t3, ORDER);
    }

    private static void narrowOneRow(
            MemorySegment panel,
            int panelStride,
            MemorySegment coefficients,
            MemorySegment target,
            int targetStride,
            long row,
            int j) {
        long t = 4 * (row * targetStride + j);
        FloatVector s0 = load(target, t);
        for (int k = 0; k < panelStride; k++) {
            long c = 4L * ((long) k * targetStride + j);
            FloatVector p = FloatVector.broadcast(SPECIES, panel.getAtIndex(FLOAT, row * panelStride + k));
            s0 = load(coefficients, c).fma(p, s0);
        }
        s0.intoMemorySegment(target, t, ORDER);
    }
}
