package org.wvtoolkit.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Comparison of models: their scores, and whether the best of each row is significantly better than
 * the others on the questions that count for both. Immutable.
 *
 * @param models names of the models, in column order
 * @param rows one row per score
 */
public record Comparison(List<String> models, List<Row> rows) {
    /** Copies the lists. */
    public Comparison {
        models = List.copyOf(models);
        rows = List.copyOf(rows);
    }

    /**
     * One score for all models.
     *
     * @param benchmark name of the benchmark
     * @param section its part; empty if there are none
     * @param measure the measure of the scores
     * @param cells one cell per model, in order; empty if the model cannot answer the benchmark
     * @param best index of the model with the highest score, or −1 if there is none
     */
    public record Row(String benchmark, String section, Measure measure, List<Optional<Cell>> cells, int best) {
        /** Copies the list. */
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * Score compared with the best of its row.
     *
     * @param score the score
     * @param toBest the best score minus this one; empty for the best itself
     */
    public record Cell(Score score, Optional<Difference> toBest) {
        /**
         * Returns whether the best model is significantly better.
         *
         * @return false for the best itself
         */
        public boolean isSignificantlyWorse() {
            return toBest.isPresent() && toBest.get().isSignificant();
        }
    }

    /**
     * Outcomes of one model.
     *
     * @param model its name
     * @param outcomes its outcomes by benchmark name; benchmarks that it cannot answer are missing
     */
    public record Contender(String model, Map<String, BenchmarkOutcome> outcomes) {
        /** Copies the map. */
        public Contender {
            outcomes = Map.copyOf(outcomes);
        }
    }

    /**
     * Compares models.
     *
     * @param contenders at least one model
     * @param benchmarks names of the benchmarks, in row order
     * @param bootstrap computes confidence intervals and draws the same questions for both sides of
     *     a difference
     * @return the comparison
     */
    public static Comparison of(List<Contender> contenders, List<String> benchmarks, Bootstrap bootstrap) {
        List<Row> rows = new ArrayList<>();
        for (String benchmark : benchmarks) {
            Map<Integer, List<Score>> scores = new LinkedHashMap<>();
            for (int model = 0; model < contenders.size(); model++) {
                BenchmarkOutcome outcome = contenders.get(model).outcomes.get(benchmark);
                if (outcome != null) {
                    scores.put(model, outcome.scores(bootstrap));
                }
            }
            if (!scores.isEmpty()) {
                int parts = scores.values().iterator().next().size();
                Map<Integer, Map<Integer, List<Difference>>> differences = new LinkedHashMap<>();
                for (int part = 0; part < parts; part++) {
                    rows.add(row(contenders, benchmark, part, scores, differences, bootstrap));
                }
            }
        }
        return new Comparison(contenders.stream().map(Contender::model).toList(), rows);
    }

    private static Row row(
            List<Contender> contenders,
            String benchmark,
            int part,
            Map<Integer, List<Score>> scores,
            Map<Integer, Map<Integer, List<Difference>>> differences,
            Bootstrap bootstrap) {
        int best = -1;
        for (Map.Entry<Integer, List<Score>> entry : scores.entrySet()) {
            double value = entry.getValue().get(part).estimate().value();
            if (!Double.isNaN(value)
                    && (best < 0
                            || value > get(scores, best).get(part).estimate().value())) {
                best = entry.getKey();
            }
        }
        List<Optional<Cell>> cells = new ArrayList<>();
        for (int model = 0; model < contenders.size(); model++) {
            if (!scores.containsKey(model)) {
                cells.add(Optional.empty());
                continue;
            }
            Score score = get(scores, model).get(part);
            Optional<Difference> toBest = Optional.empty();
            if (best >= 0 && model != best && score.estimate().exists()) {
                int winner = best;
                int other = model;
                // Each pair of models is compared once for all parts of a benchmark.
                toBest = Optional.of(differences
                        .computeIfAbsent(winner, key -> new LinkedHashMap<>())
                        .computeIfAbsent(
                                other,
                                key -> outcome(contenders, winner, benchmark)
                                        .minus(outcome(contenders, other, benchmark), bootstrap))
                        .get(part));
            }
            cells.add(Optional.of(new Cell(score, toBest)));
        }
        Score any = scores.values().iterator().next().get(part);
        return new Row(benchmark, any.section(), any.measure(), cells, best);
    }

    private static List<Score> get(Map<Integer, List<Score>> scores, int model) {
        return scores.getOrDefault(model, List.of());
    }

    private static BenchmarkOutcome outcome(List<Contender> contenders, int model, String benchmark) {
        BenchmarkOutcome outcome = contenders.get(model).outcomes.get(benchmark);
        if (outcome == null) {
            throw new IllegalStateException(benchmark);
        }
        return outcome;
    }
}
