package org.wvtoolkit.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Models beside one another: their scores, and whether the best of a row is better than the rest by more than chance, on the
 * questions that counted for both. Immutable.
 *
 * @param models the models' names, in the order of the columns
 * @param rows a row for each score
 */
public record Comparison(List<String> models, List<Row> rows) {
    /** Copies the lists. */
    public Comparison {
        models = List.copyOf(models);
        rows = List.copyOf(rows);
    }

    /**
     * A score of each model.
     *
     * @param benchmark the benchmark's name
     * @param section its part, empty where there are none
     * @param measure what the scores are
     * @param cells one for each model, in their order; empty where the model cannot be asked
     * @param best the number of the model with the highest score, or −1 where there is none
     */
    public record Row(String benchmark, String section, Measure measure, List<Optional<Cell>> cells, int best) {
        /** Copies the list. */
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A score beside the best of its row.
     *
     * @param score the score
     * @param toBest how much higher the best one is; empty for the best itself
     */
    public record Cell(Score score, Optional<Difference> toBest) {
        /**
         * Whether the best is better by more than chance.
         *
         * @return false for the best itself
         */
        public boolean isSignificantlyWorse() {
            return toBest.isPresent() && toBest.get().isSignificant();
        }
    }

    /**
     * What a model answered.
     *
     * @param model its name
     * @param outcomes what it answered, by benchmark; those that it cannot be asked are missing
     */
    public record Contender(String model, Map<String, BenchmarkOutcome> outcomes) {
        /** Copies the map. */
        public Contender {
            outcomes = Map.copyOf(outcomes);
        }
    }

    /**
     * Compares.
     *
     * @param contenders at least one model
     * @param benchmarks the benchmarks' names, in the order of the rows
     * @param bootstrap makes intervals and draws the same questions for both sides of a difference
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
                // One comparison of two models serves all parts of a benchmark.
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
