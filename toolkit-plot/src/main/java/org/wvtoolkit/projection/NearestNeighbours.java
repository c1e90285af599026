package org.wvtoolkit.projection;

/**
 * Nearest neighbours of every point, excluding the point itself, with their cosine distances.
 *
 * @param count number of neighbours per point, at least 1
 * @param ids neighbours of point i from index i · count on, nearest first; −1 if there are fewer
 * @param distances distances to the neighbours, at least 0
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared
public record NearestNeighbours(int count, int[] ids, float[] distances) {
    /** Validates the lengths. */
    public NearestNeighbours {
        if (count < 1 || ids.length % count != 0 || ids.length != distances.length) {
            throw new IllegalArgumentException(
                    ids.length + " neighbours and " + distances.length + " distances, " + count + " for each point");
        }
    }

    /**
     * Returns the number of points.
     *
     * @return at least 0
     */
    public int points() {
        return ids.length / count;
    }
}
