package org.wvtoolkit.web.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The plane through the unit vectors of three words: the first is the origin, the x axis points to the second, y is
 * at a right angle to it
 * on the side of the third.
 *
 * <p>Where the three lie on a line, or coincide, the missing axis is zero and all points lie on a line. Immutable.
 */
public final class AnalogyPlane {
    private static final double LEAST = 1e-9;

    private final double[] origin;
    private final double[] x;
    private final double[] y;

    /**
     * A point of the plane.
     *
     * @param x coordinate
     * @param y coordinate
     * @param distance of the vector from the plane
     */
    public record Point(double x, double y, double distance) {}

    private AnalogyPlane(double[] origin, double[] x, double[] y) {
        this.origin = origin;
        this.x = x;
        this.y = y;
    }

    /**
     * The plane of three vectors of equal length.
     *
     * @param a the origin
     * @param b on the x axis
     * @param c on the side of positive y
     * @return the plane
     */
    public static AnalogyPlane through(float[] a, float[] b, float[] c) {
        double[] origin = new double[a.length];
        double[] x = new double[a.length];
        double[] y = new double[a.length];
        for (int k = 0; k < a.length; k++) {
            origin[k] = a[k];
            x[k] = (double) b[k] - a[k];
            y[k] = (double) c[k] - a[k];
        }
        normalize(x);
        double along = dot(x, y);
        for (int k = 0; k < a.length; k++) {
            y[k] -= along * x[k];
        }
        normalize(y);
        return new AnalogyPlane(origin, x, y);
    }

    /**
     * Projects a vector.
     *
     * @param vector as long as those of the plane
     * @return its point
     */
    public Point project(float[] vector) {
        double[] difference = new double[origin.length];
        for (int k = 0; k < origin.length; k++) {
            difference[k] = vector[k] - origin[k];
        }
        double across = dot(difference, x);
        double up = dot(difference, y);
        return new Point(across, up, Math.sqrt(Math.max(0, dot(difference, difference) - across * across - up * up)));
    }

    /**
     * The fourth corner of the parallelogram, b − a + c.
     *
     * @param a the first vector
     * @param b the second vector
     * @param c the third vector
     * @return its values
     */
    public static float[] fourthCorner(float[] a, float[] b, float[] c) {
        float[] corner = new float[a.length];
        for (int k = 0; k < a.length; k++) {
            corner[k] = b[k] - a[k] + c[k];
        }
        return corner;
    }

    /**
     * Projects several vectors.
     *
     * @param vectors each as long as those of the plane
     * @return a point each, in order
     */
    public List<Point> projectAll(List<float[]> vectors) {
        List<Point> points = new ArrayList<>();
        vectors.forEach(vector -> points.add(project(vector)));
        return points;
    }

    private static void normalize(double[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        for (int k = 0; k < vector.length; k++) {
            vector[k] = length < LEAST ? 0 : vector[k] / length;
        }
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int k = 0; k < one.length; k++) {
            sum += one[k] * other[k];
        }
        return sum;
    }
}
