package org.wvtoolkit.index;

/**
 * Selection of the links of a node from candidates (Malkov and Yashunin 2018, algorithm 4). A
 * candidate is linked if it is nearer to the node than to every candidate that was linked before.
 * Near nodes in the same direction are then reached through each other, which leaves links for
 * other directions. If this leaves more than a quarter of the links unused, the nearest other
 * candidates are linked as well: a search then needs a narrower beam. Not thread-safe.
 */
final class DiverseLinks {
    private final QuantizedVectors vectors;
    private final float[] direction;
    private float[] scores = new float[0];

    /** Copy of the candidates. A selected candidate is replaced by −1. */
    private int[] others = new int[0];

    /** Ranks of the candidates that can still be linked. */
    private int[] ranks = new int[0];

    /**
     * Creates a selection.
     *
     * @param vectors the vectors
     */
    DiverseLinks(QuantizedVectors vectors) {
        this.vectors = vectors;
        this.direction = vectors.newDirection();
    }

    /**
     * Selects links.
     *
     * @param candidates the candidates, nearest first; overwritten
     * @param cosines the cosines between the candidates and the node; overwritten
     * @param count number of candidates
     * @param links receives the selected candidates: first the diverse ones, nearest first, then
     *     the others, nearest first
     * @param maxLinks maximum number of links
     * @return the number of links
     */
    int select(int[] candidates, float[] cosines, int count, int[] links, int maxLinks) {
        reserve(count);
        System.arraycopy(candidates, 0, others, 0, count);
        for (int rank = 0; rank < count; rank++) {
            ranks[rank] = rank;
        }
        int selected = 0;
        for (int remaining = count; remaining > 0 && selected < maxLinks; ) {
            links[selected++] = candidates[0];
            others[ranks[0]] = -1;
            vectors.copyDirection(candidates[0], direction);
            vectors.cosines(direction, candidates, remaining, scores);
            int kept = 0;
            for (int i = 1; i < remaining; i++) {
                if (scores[i] < cosines[i]) {
                    candidates[kept] = candidates[i];
                    ranks[kept] = ranks[i];
                    cosines[kept++] = cosines[i];
                }
            }
            remaining = kept;
        }
        for (int rank = 0; rank < count && selected < maxLinks - maxLinks / 4; rank++) {
            if (others[rank] >= 0) {
                links[selected++] = others[rank];
            }
        }
        return selected;
    }

    private void reserve(int count) {
        if (count > others.length) {
            int capacity = Math.max(count, 2 * others.length);
            scores = new float[capacity];
            others = new int[capacity];
            ranks = new int[capacity];
        }
    }
}
