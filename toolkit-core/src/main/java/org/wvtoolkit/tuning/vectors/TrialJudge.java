package org.wvtoolkit.tuning.vectors;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.evaluation.BenchmarkOutcome;
import org.wvtoolkit.evaluation.Bootstrap;
import org.wvtoolkit.evaluation.Convention;
import org.wvtoolkit.evaluation.Evaluation;
import org.wvtoolkit.evaluation.Score;
import org.wvtoolkit.evaluation.benchmark.Benchmark;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.word2vec.sampling.HeldOut;

/** Cost function for the model of a trial. */
public interface TrialJudge {
    /**
     * Verifies before a model is trained that it can be scored. The default implementation accepts
     * every corpus.
     *
     * @param corpus the corpus of the model
     * @param options all options of the training method by name
     * @throws IOException if no model of this corpus and these options can be scored
     */
    default void verify(EncodedCorpus corpus, Map<String, String> options) throws IOException {}

    /**
     * Returns the cost of a model.
     *
     * @param model the trained model
     * @param threads number of worker threads
     * @return the cost; lower is better
     * @throws IOException if the model cannot be scored
     */
    double cost(Embeddings model, int threads) throws IOException;

    /**
     * Returns the label of costs in output.
     *
     * @return for example {@code loss}
     */
    String label();

    /**
     * Converts a cost to the displayed number.
     *
     * @param cost a cost that {@link #cost} returned
     * @return the loss or score
     */
    double shown(double cost);

    /**
     * Returns a description of the cost function, which identifies trials of the same search.
     *
     * @return one line
     */
    String described();

    /** Cost function that uses the final validation loss. */
    record ByLoss() implements TrialJudge {
        private static final String FRACTION = "validation-fraction";

        @Override
        public void verify(EncodedCorpus corpus, Map<String, String> options) throws IOException {
            HeldOut heldOut = new HeldOut(Double.parseDouble(options.getOrDefault(FRACTION, "0")));
            long first = corpus.firstPosition();
            long end = first + corpus.tokens();
            if (first == end || (!heldOut.holds(first) && heldOut.changeAfter(first, end) == end)) {
                throw noLoss();
            }
        }

        private static IOException noLoss() {
            return new IOException("the text is too short to measure a validation loss; use more text, or set the"
                    + " option " + FRACTION + " to 0.05");
        }

        @Override
        public double cost(Embeddings model, int threads) throws IOException {
            String losses = model.metadata().get(Word2VecMethod.LOSSES).orElse("");
            double loss =
                    losses.isEmpty() ? Double.NaN : Double.parseDouble(losses.substring(losses.lastIndexOf(' ') + 1));
            if (Double.isNaN(loss)) {
                throw noLoss();
            }
            return loss;
        }

        @Override
        public String label() {
            return "loss";
        }

        @Override
        public double shown(double cost) {
            return cost;
        }

        @Override
        public String described() {
            return "loss";
        }
    }

    /**
     * Cost function that uses the mean score over benchmarks; a benchmark without an answer counts
     * as 0.
     *
     * @param benchmarks the benchmarks, at least one
     * @param convention the scoring convention
     */
    record ByQuestions(List<Benchmark> benchmarks, Convention convention) implements TrialJudge {
        /**
         * Confidence intervals of single scores are not used; they are computed over seeds at the
         * end.
         */
        private static final Bootstrap FAST_BOOTSTRAP = new Bootstrap(100, 1);

        @Override
        public double cost(Embeddings model, int threads) throws IOException {
            Evaluation evaluation = Evaluation.of(model, convention, benchmarks, threads);
            double sum = 0;
            for (Benchmark benchmark : benchmarks) {
                BenchmarkOutcome outcome = evaluation.ask(benchmark).orElse(null);
                Score whole =
                        outcome == null ? null : outcome.scores(FAST_BOOTSTRAP).getLast();
                sum += whole != null && whole.estimate().exists()
                        ? whole.estimate().value()
                        : 0;
            }
            return 1 - sum / benchmarks.size();
        }

        @Override
        public String label() {
            return "score";
        }

        @Override
        public double shown(double cost) {
            return 1 - cost;
        }

        @Override
        public String described() {
            return benchmarks.stream().map(Benchmark::name).collect(Collectors.joining(", ", "questions (", ")"));
        }
    }
}
