package org.wvtoolkit.web.model;

/**
 * Plane through the unit vectors of three words. The first is the origin, the x axis points to the
 * second, and the y axis is orthogonal to it on the side of the third.
 *
 * <p>If the three vectors are collinear or equal, the missing axis is zero and all points are on a
 * line. Immutable.
 *
 * <p>Not part of the public API.
 */
public final class AnalogyPlane {
    private static final double MIN_LENGTH = 1e-9;

    private final double[] origin;
    private final double[] x;
    private final double[] y;

    /**
     * A point of the plane.
     *
     * @param x coordinate
     * @param y coordinate
     * @param distance distance of the vector from the plane
     */
    public record Point(double x, double y, double distance) {}

    private AnalogyPlane(double[] origin, double[] x, double[] y) {
        this.origin = origin;
        this.x = x;
        this.y = y;
    }

    /**
     * Creates the plane of three vectors of equal length.
     *
     * @param a the origin
     * @param b a point on the x axis
     * @param c a point with positive y
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
     * @param vector a vector of the dimension of the plane's vectors
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
     * Returns the fourth corner of the parallelogram, b − a + c.
     *
     * @param a the first vector
     * @param b the second vector
     * @param c the third vector
     * @return the fourth corner
     */
    public static float[] fourthCorner(float[] a, float[] b, float[] c) {
        float[] corner = new float[a.length];
        for (int k = 0; k < a.length; k++) {
            corner[k] = b[k] - a[k] + c[k];
        }
        return corner;
    }

    private static void normalize(double[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        for (int k = 0; k < vector.length; k++) {
            vector[k] = length < MIN_LENGTH ? 0 : vector[k] / length;
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
