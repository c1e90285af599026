package org.wvtoolkit.projection;

/**
 * Points of the plane.
 *
 * @param x horizontal coordinate of each point; not copied, must not be modified
 * @param y vertical coordinate of each point; not copied, must not be modified
 * @param explained share of the variance on both axes, 0 to 1; NaN if not applicable
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared
public record PlanePoints(float[] x, float[] y, double explained) {
    /** Validates the lengths. */
    public PlanePoints {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " abscissas for " + y.length + " ordinates");
        }
    }

    /**
     * Returns the number of points.
     *
     * @return at least 0
     */
    public int size() {
        return x.length;
    }

    /**
     * Returns the points translated and scaled, with one factor for both axes, to coordinates −1 to
     * 1.
     *
     * @return new points
     */
    public PlanePoints normalized() {
        float[] rangeX = range(x);
        float[] rangeY = range(y);
        float half = Math.max(rangeX[1] - rangeX[0], rangeY[1] - rangeY[0]) / 2;
        float scale = half > 0 ? 1 / half : 1;
        return new PlanePoints(
                scaled(x, (rangeX[0] + rangeX[1]) / 2, scale),
                scaled(y, (rangeY[0] + rangeY[1]) / 2, scale),
                explained);
    }

    private static float[] range(float[] values) {
        float least = values.length == 0 ? 0 : values[0];
        float most = least;
        for (float value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return new float[] {least, most};
    }

    private static float[] scaled(float[] values, float middle, float scale) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = Math.clamp((values[i] - middle) * scale, -1f, 1f);
        }
        return result;
    }
}
