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

/** How good a model is that a trial made. */
interface TrialJudge {
    /**
     * What the model costs.
     *
     * @param model just trained
     * @param threads worker threads for scoring
     * @return the lower the better
     * @throws IOException if it cannot be told
     */
    double cost(Embeddings model, int threads) throws IOException;

    /** What is shown of a cost, such as {@code loss}. */
    String label();

    /** A cost as it is shown. */
    double shown(double cost);

    /** What decides the judgement, for a search that goes on. */
    String described();

    /** By the validation loss that training ends with. */
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
     * By the mean score over benchmarks, each as a whole; one that the model has no answer to counts 0.
     *
     * @param benchmarks at least one
     * @param convention scoring convention
     */
    record ByQuestions(List<Benchmark> benchmarks, Convention convention) implements TrialJudge {
        /** Intervals are made at the end, over seeds; a score needs none. */
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
