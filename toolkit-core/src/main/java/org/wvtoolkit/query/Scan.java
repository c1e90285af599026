package org.wvtoolkit.query;

import org.wvtoolkit.query.rows.VectorRows;

/**
 * Scan of all rows for one query. Thread-safe.
 *
 * @param rows the vectors
 * @param scoring the scoring of the query
 * @param accepted filter of the candidates
 * @param excluded excluded ids in ascending order
 */
@SuppressWarnings("ArrayRecordComponent") // passed between methods
record Scan(VectorRows rows, Scoring scoring, CandidateFilter accepted, int[] excluded) {
    /**
     * Scans a range of rows.
     *
     * @param from first row
     * @param to index after the last row
     * @param best receives ids and scores
     */
    void run(int from, int to, TopK best) {
        float[][] directions = scoring.directions();
        int atATime = Math.max(1, Math.min(rows.rowsAtATime(), to - from));
        float[][] cosines = new float[directions.length][atATime];
        for (int first = from; first < to; first += atATime) {
            int count = Math.min(atATime, to - first);
            for (int i = 0; i < directions.length; i++) {
                rows.cosines(directions[i], first, count, cosines[i]);
            }
            offer(scoring.score(cosines, count), first, count, best);
        }
    }

    private void offer(float[] scores, int first, int count, TopK best) {
        float threshold = best.threshold();
        for (int row = 0; row < count; row++) {
            // NaN, for a row without a score, is never at or above the threshold.
            if (scores[row] >= threshold && accepted.accepts(first + row, excluded)) {
                best.add(first + row, scores[row]);
                threshold = best.threshold();
            }
        }
    }
}
