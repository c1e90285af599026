package org.wvtoolkit.evaluation;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntIntHashMap;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.linalg.kernel.AnalogyKernels;
import org.wvtoolkit.progress.Workers;

/**
 * Solver of many analogies at once. 3CosAdd is linear in unit vectors: the cosine of B − A + C with
 * a candidate is, except for a factor common to all candidates, a sum of three cosines. 3CosMul
 * combines the same three cosines. The cosines of the few hundred distinct words with all
 * candidates are therefore computed once as a blocked matrix product, and every question needs only
 * three look-ups per candidate.
 */
final class AnalogySolver {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    private final Embeddings embeddings;
    private final int candidates;
    private final double epsilon;
    private final int threads;
    private final boolean neverNegative;
    private final AnalogyKernels kernels = AnalogyKernels.fastest();

    /**
     * Creates a solver.
     *
     * @param embeddings the model
     * @param candidates number of most frequent words that may be answers
     * @param epsilon constant added to the denominator of 3CosMul
     * @param threads number of worker threads, at least 1
     */
    AnalogySolver(Embeddings embeddings, int candidates, double epsilon, int threads) {
        this.embeddings = embeddings;
        this.candidates = candidates;
        this.epsilon = epsilon;
        this.threads = threads;
        this.neverNegative = CosineBlocks.neverNegative(embeddings);
    }

    /**
     * Questions as word ids: {@code a : b = c : ?}.
     *
     * @param a ids of the words A
     * @param b ids of the words B
     * @param c ids of the words C
     * @param mayNotAnswer for each question the ids excluded as answers
     */
    @SuppressWarnings("ArrayRecordComponent") // internal, and never compared
    record Questions(int[] a, int[] b, int[] c, int[][] mayNotAnswer) {}

    /**
     * Answers as word ids, −1 if there is no candidate. Among equal scores the more frequent word
     * wins.
     *
     * @param sum answers by 3CosAdd
     * @param product answers by 3CosMul
     */
    @SuppressWarnings("ArrayRecordComponent") // internal, and never compared
    record Answers(int[] sum, int[] product) {}

    Answers solve(Questions questions) throws IOException {
        int n = questions.a.length;
        Answers answers = new Answers(new int[n], new int[n]);
        int most = CosineBlocks.wordsAtATime(embeddings);
        for (int from = 0; from < n; ) {
            // Takes as many consecutive questions as the number of distinct words per batch allows.
            IntIntHashMap rows = new IntIntHashMap();
            IntArrayList words = new IntArrayList();
            int to = from;
            while (to < n && words.size() <= most - 3) {
                addRow(questions.a[to], rows, words);
                addRow(questions.b[to], rows, words);
                addRow(questions.c[to], rows, words);
                to++;
            }
            solve(questions, from, to, rows, words.toArray(), answers);
            from = to;
        }
        return answers;
    }

    private static void addRow(int id, IntIntHashMap rows, IntArrayList words) {
        if (rows.putIfAbsent(id, words.size())) {
            words.add(id);
        }
    }

    private void solve(Questions questions, int from, int to, IntIntHashMap rows, int[] words, Answers answers)
            throws IOException {
        int parts = Math.max(1, Math.min(threads, candidates / CosineBlocks.CANDIDATES));
        BestAnswers[] best = new BestAnswers[parts];
        int[] a = rows(questions.a, from, to, rows);
        int[] b = rows(questions.b, from, to, rows);
        int[] c = rows(questions.c, from, to, rows);
        try (Arena arena = Arena.ofShared()) {
            CosineBlocks cosines = CosineBlocks.of(embeddings, words, arena);
            int blocks = (candidates + CosineBlocks.CANDIDATES - 1) / CosineBlocks.CANDIDATES;
            Workers.run(threads, parts, part -> {
                best[part] = new BestAnswers(cosines, a, b, c, Arrays.copyOfRange(questions.mayNotAnswer, from, to));
                MemorySegment block = arena.allocate(4L * CosineBlocks.CANDIDATES * words.length, 64);
                MemorySegment scratch = arena.allocate(cosines.scratchBytes(), 64);
                int lastBlock = (int) ((long) blocks * (part + 1) / parts);
                for (int at = (int) ((long) blocks * part / parts); at < lastBlock; at++) {
                    int first = at * CosineBlocks.CANDIDATES;
                    cosines.fill(first, candidates, block, scratch);
                    best[part].compare(block, first);
                }
            });
        }
        for (int question = 0; question < to - from; question++) {
            answers.sum[from + question] = BestAnswers.of(best, question, true);
            answers.product[from + question] = BestAnswers.of(best, question, false);
        }
    }

    private static int[] rows(int[] ids, int from, int to, IntIntHashMap rows) {
        int[] result = new int[to - from];
        Arrays.setAll(result, i -> rows.get(ids[from + i]));
        return result;
    }

    /** Best answers among the candidates processed by one thread. */
    private final class BestAnswers {
        private final CosineBlocks cosines;
        private final int[] a;
        private final int[] b;
        private final int[] c;
        private final int[][] mayNotAnswer;
        private final float shift;
        private final float bottom;
        private final float[] sums;
        private final float[] products;
        private final int[] bySum;
        private final int[] byProduct;

        BestAnswers(CosineBlocks cosines, int[] a, int[] b, int[] c, int[][] mayNotAnswer) {
            this.cosines = cosines;
            this.a = a;
            this.b = b;
            this.c = c;
            this.mayNotAnswer = mayNotAnswer;
            // (1 + cosine) / 2 makes cosines positive; the common factor 1/2 is omitted.
            shift = neverNegative ? 0 : 1;
            bottom = (float) (neverNegative ? epsilon : 1 + 2 * epsilon);
            sums = new float[a.length];
            products = new float[a.length];
            Arrays.fill(sums, Float.NEGATIVE_INFINITY);
            Arrays.fill(products, Float.NEGATIVE_INFINITY);
            bySum = new int[a.length];
            byProduct = new int[a.length];
            Arrays.fill(bySum, -1);
            Arrays.fill(byProduct, -1);
        }

        /**
         * Compares the candidates of a block one by one if its maximum is higher than the best
         * answer; most blocks contain no better candidate.
         */
        void compare(MemorySegment block, int first) {
            int count = Math.min(CosineBlocks.CANDIDATES, candidates - first);
            for (int question = 0; question < a.length; question++) {
                if (kernels.highestSum(block, a[question], b[question], c[question]) > sums[question]) {
                    compareSums(block, first, count, question);
                }
                if (kernels.highestProduct(block, a[question], b[question], c[question], shift, bottom)
                        > products[question]) {
                    compareProducts(block, first, count, question);
                }
            }
        }

        private void compareSums(MemorySegment block, int first, int count, int question) {
            for (int i = 0; i < count; i++) {
                float value = (at(block, b[question], i) - at(block, a[question], i)) + at(block, c[question], i);
                if (value > sums[question] && mayAnswer(first + i, question)) {
                    sums[question] = value;
                    bySum[question] = first + i;
                }
            }
        }

        private void compareProducts(MemorySegment block, int first, int count, int question) {
            for (int i = 0; i < count; i++) {
                float value = (at(block, b[question], i) + shift)
                        * (at(block, c[question], i) + shift)
                        / (at(block, a[question], i) + bottom);
                if (value > products[question] && mayAnswer(first + i, question)) {
                    products[question] = value;
                    byProduct[question] = first + i;
                }
            }
        }

        private static float at(MemorySegment block, int row, int candidate) {
            return block.getAtIndex(FLOAT, (long) row * CosineBlocks.CANDIDATES + candidate);
        }

        private boolean mayAnswer(int id, int question) {
            for (int excluded : mayNotAnswer[question]) {
                if (excluded == id) {
                    return false;
                }
            }
            return cosines.hasDirection(id);
        }

        /**
         * Threads process ascending ranges, so among equal values the first belongs to the more
         * frequent word.
         */
        static int of(BestAnswers[] parts, int question, boolean bySum) {
            int best = -1;
            float highest = Float.NEGATIVE_INFINITY;
            for (BestAnswers part : parts) {
                float value = bySum ? part.sums[question] : part.products[question];
                if (value > highest) {
                    highest = value;
                    best = bySum ? part.bySum[question] : part.byProduct[question];
                }
            }
            return best;
        }
    }
}
