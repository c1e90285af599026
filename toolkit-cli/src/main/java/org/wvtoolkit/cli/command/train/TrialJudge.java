package org.wvtoolkit.cli.command.train;

import java.io.IOException;
import java.util.List;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.evaluation.BenchmarkOutcome;
import org.wvtoolkit.evaluation.Bootstrap;
import org.wvtoolkit.evaluation.Convention;
import org.wvtoolkit.evaluation.Evaluation;
import org.wvtoolkit.evaluation.Score;
import org.wvtoolkit.evaluation.benchmark.Benchmark;
import org.wvtoolkit.pipeline.Word2VecMethod;

/** Scores the model of a trial. */
interface TrialJudge {
    /**
     * Scores a model.
     *
     * @param model the trained model
     * @return the cost; lower is better
     * @throws IOException if the model cannot be scored
     */
    double cost(Embeddings model, int threads) throws IOException;

    /** The name of the score, such as {@code loss}. */
    String label();

    /** Formats a cost. */
    double shown(double cost);

    /** Describes everything that determines the score, for a resumed search. */
    String described();

    /** Scores by the final validation loss. */
    record ByLoss() implements TrialJudge {
        @Override
        public double cost(Embeddings model, int threads) throws IOException {
            String losses = model.metadata().get(Word2VecMethod.LOSSES).orElse("");
            double loss =
                    losses.isEmpty() ? Double.NaN : Double.parseDouble(losses.substring(losses.lastIndexOf(' ') + 1));
            if (Double.isNaN(loss)) {
                throw new IOException("the text is too short for a sample to measure the loss on; give more text, or"
                        + " --validation-fraction 0.05");
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
            return "";
        }
    }

    /**
     * Scores by the mean over benchmarks; a benchmark without an answer counts as 0.
     *
     * @param benchmarks at least one
     * @param convention the scoring convention
     */
    record ByQuestions(List<Benchmark> benchmarks, Convention convention) implements TrialJudge {
        /** Confidence intervals are computed at the end over seeds, so a single score needs none. */
        private static final Bootstrap FEWEST = new Bootstrap(100, 1);

        @Override
        public double cost(Embeddings model, int threads) throws IOException {
            Evaluation evaluation = Evaluation.of(model, convention, benchmarks, threads);
            double sum = 0;
            for (Benchmark benchmark : benchmarks) {
                BenchmarkOutcome outcome = evaluation.ask(benchmark).orElse(null);
                Score whole = outcome == null ? null : outcome.scores(FEWEST).getLast();
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
            return "by " + benchmarks.stream().map(Benchmark::name).toList();
        }
    }
}
