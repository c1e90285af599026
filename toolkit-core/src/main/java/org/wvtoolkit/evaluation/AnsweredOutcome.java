package org.wvtoolkit.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers to questions that are either right or wrong.
 *
 * <p>Questions are not resampled independently: questions about the same pair of words are
 * correlated, and assuming independence would give confidence intervals that are far too narrow.
 * The resampled units are the word pairs of analogies, stratified by the section in which they
 * first occur. A question counts as often as the product of the numbers of draws of its two pairs.
 */
public final class AnsweredOutcome implements BenchmarkOutcome {
    private final Questions questions;
    private final Answers answers;

    /**
     * Structure of the questions.
     *
     * @param benchmark name of the benchmark
     * @param parts the parts that scores are computed for
     * @param section section number of each question
     * @param first a unit that each question depends on
     * @param second the other unit that each question depends on; the same as {@code first} if
     *     there is only one
     * @param stratum stratum of each unit
     */
    @SuppressWarnings("ArrayRecordComponent") // internal, and never compared
    record Questions(String benchmark, List<Part> parts, int[] section, int[] first, int[] second, int[] stratum) {}

    /**
     * Part of a benchmark, consisting of sections.
     *
     * @param name its name; empty for a benchmark without parts
     * @param has whether a section belongs to it
     */
    record Part(String name, IntPredicate has) {}

    /**
     * Evaluated answers.
     *
     * @param measure the measure of {@code values}
     * @param values for each question 0 to 1, 1 if answered correctly, NaN if it does not count
     * @param otherMeasure a second measure, or null
     * @param otherValues its values, NaN at the same indices, or null
     * @param known for each question whether all its words are in the vocabulary
     */
    @SuppressWarnings("ArrayRecordComponent") // internal, and never compared
    record Answers(
            Measure measure,
            float[] values,
            @Nullable Measure otherMeasure,
            float @Nullable [] otherValues,
            boolean[] known) {}

    /** Creates an outcome. */
    AnsweredOutcome(Questions questions, Answers answers) {
        this.questions = questions;
        this.answers = answers;
    }

    @Override
    public String benchmark() {
        return questions.benchmark;
    }

    @Override
    public List<Score> scores(Bootstrap bootstrap) {
        int[] counted = counted(i -> true);
        float[] other = answers.otherValues;
        Shares shares = shares(counted, answers.values, other == null ? answers.values : other, bootstrap);
        List<Score> scores = new ArrayList<>();
        for (int p = 0; p < questions.parts.size(); p++) {
            Part part = questions.parts.get(p);
            int all = 0;
            int known = 0;
            int asked = 0;
            for (int i = 0; i < answers.values.length; i++) {
                if (part.has.test(questions.section[i])) {
                    all++;
                    known += answers.known[i] ? 1 : 0;
                    asked += Float.isNaN(answers.values[i]) ? 0 : 1;
                }
            }
            int units = shares.units[p];
            scores.add(new Score(
                    benchmark(),
                    part.name,
                    answers.measure,
                    correct(part, answers.values),
                    asked,
                    all - asked,
                    known,
                    Bootstrap.ofShare(shares.value(p), shares.draws[p], units),
                    answers.otherMeasure == null || other == null
                            ? null
                            : new Score.Second(
                                    answers.otherMeasure,
                                    correct(part, other),
                                    Bootstrap.ofShare(shares.otherValue(p), shares.otherDraws[p], units))));
        }
        return scores;
    }

    private int correct(Part part, float[] values) {
        int correct = 0;
        for (int i = 0; i < values.length; i++) {
            correct += values[i] == 1 && part.has.test(questions.section[i]) ? 1 : 0;
        }
        return correct;
    }

    @Override
    public List<Difference> minus(BenchmarkOutcome other, Bootstrap bootstrap) {
        if (!(other instanceof AnsweredOutcome that)
                || !that.benchmark().equals(benchmark())
                || that.answers.values.length != answers.values.length) {
            throw new IllegalArgumentException(
                    "the outcomes have different questions: " + benchmark() + ", " + other.benchmark());
        }
        int[] counted = counted(i -> !Float.isNaN(that.answers.values[i]));
        Shares shares = shares(counted, answers.values, that.answers.values, bootstrap);
        List<Difference> differences = new ArrayList<>();
        for (int p = 0; p < questions.parts.size(); p++) {
            double[] mine = shares.draws[p];
            double[] theirs = shares.otherDraws[p];
            double[] draws = new double[mine.length];
            Arrays.setAll(draws, i -> mine[i] - theirs[i]);
            differences.add(Bootstrap.ofDifference(shares.value(p) - shares.otherValue(p), draws));
        }
        return differences;
    }

    private int[] counted(IntPredicate alsoThere) {
        return IntStream.range(0, answers.values.length)
                .filter(i -> !Float.isNaN(answers.values[i]) && alsoThere.test(i))
                .toArray();
    }

    /**
     * Share of correct answers of each part, as measured and for each resample, in two measures,
     * and the units of each part.
     */
    @SuppressWarnings("ArrayRecordComponent") // internal, and never compared
    private record Shares(double[] values, double[] otherValues, double[][] draws, double[][] otherDraws, int[] units) {
        double value(int part) {
            return values[part];
        }

        double otherValue(int part) {
            return otherValues[part];
        }
    }

    private Shares shares(int[] counted, float[] values, float[] otherValues, Bootstrap bootstrap) {
        List<Part> parts = questions.parts;
        int sections = Arrays.stream(questions.section).max().orElse(0) + 1;
        double[][] sums = new double[3][sections];
        int[] weights = new int[questions.stratum.length];
        Arrays.fill(weights, 1);
        double[] measured = new double[parts.size()];
        double[] otherMeasured = new double[parts.size()];
        double[][] draws = new double[parts.size()][bootstrap.resamples()];
        double[][] otherDraws = new double[parts.size()][bootstrap.resamples()];
        addUp(counted, values, otherValues, weights, sums);
        for (int p = 0; p < parts.size(); p++) {
            measured[p] = share(sums[1], sums[0], parts.get(p));
            otherMeasured[p] = share(sums[2], sums[0], parts.get(p));
        }
        int[][] strata = strata(counted);
        SplittableRandom random = bootstrap.random();
        for (int draw = 0; draw < bootstrap.resamples(); draw++) {
            Arrays.fill(weights, 0);
            for (int[] units : strata) {
                Bootstrap.draw(random, units, weights);
            }
            addUp(counted, values, otherValues, weights, sums);
            for (int p = 0; p < parts.size(); p++) {
                draws[p][draw] = share(sums[1], sums[0], parts.get(p));
                otherDraws[p][draw] = share(sums[2], sums[0], parts.get(p));
            }
        }
        int[] units = parts.stream()
                .mapToInt(part -> (int) units(counted, part.has).count())
                .toArray();
        return new Shares(measured, otherMeasured, draws, otherDraws, units);
    }

    private void addUp(int[] counted, float[] values, float[] otherValues, int[] weights, double[][] sums) {
        for (double[] sum : sums) {
            Arrays.fill(sum, 0);
        }
        for (int question : counted) {
            int first = questions.first[question];
            int second = questions.second[question];
            double weight = first == second ? weights[first] : (double) weights[first] * weights[second];
            int section = questions.section[question];
            sums[0][section] += weight;
            sums[1][section] += weight * values[question];
            sums[2][section] += weight * otherValues[question];
        }
    }

    private static double share(double[] of, double[] all, Part part) {
        double sum = 0;
        double total = 0;
        for (int section = 0; section < all.length; section++) {
            if (part.has.test(section)) {
                sum += of[section];
                total += all[section];
            }
        }
        return total == 0 ? Double.NaN : sum / total;
    }

    private IntStream units(int[] counted, IntPredicate sections) {
        return Arrays.stream(counted)
                .filter(i -> sections.test(questions.section[i]))
                .flatMap(i -> IntStream.of(questions.first[i], questions.second[i]))
                .distinct();
    }

    /** Returns the units that the questions depend on, grouped by stratum. */
    private int[][] strata(int[] counted) {
        int[] units = units(counted, section -> true).sorted().toArray();
        return Arrays.stream(units)
                .map(unit -> questions.stratum[unit])
                .distinct()
                .sorted()
                .mapToObj(stratum -> Arrays.stream(units)
                        .filter(unit -> questions.stratum[unit] == stratum)
                        .toArray())
                .toArray(int[][]::new);
    }
}
