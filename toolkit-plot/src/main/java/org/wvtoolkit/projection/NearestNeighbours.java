package org.wvtoolkit.projection;

/**
 * The nearest neighbours of every point, itself left out, and the cosine distances to them.
 *
 * @param count neighbours of each point, at least 1
 * @param ids the neighbours of point i from i · count on, nearest first; −1 where it has fewer
 * @param distances the distances to them, at least 0
 */
@SuppressWarnings("ArrayRecordComponent") // large, and never compared
public record NearestNeighbours(int count, int[] ids, float[] distances) {
    /** Checks the lengths. */
    public NearestNeighbours {
        if (count < 1 || ids.length % count != 0 || ids.length != distances.length) {
            throw new IllegalArgumentException(
                    ids.length + " neighbours and " + distances.length + " distances, " + count + " for each point");
        }
    }

    /**
     * The number of points.
     *
     * @return at least 0
     */
    public int points() {
        return ids.length / count;
    }
}
