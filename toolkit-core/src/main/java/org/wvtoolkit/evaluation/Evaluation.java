package org.wvtoolkit.evaluation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.evaluation.benchmark.Benchmark;
import org.wvtoolkit.progress.Workers;

/** Evaluates a model on benchmarks. Not thread-safe; uses several threads internally. */
public final class Evaluation {
    /** Maximum number of words to cluster: clustering needs a matrix of similarities and cubic time. */
    private static final int MAX_WORDS_TO_CLUSTER = 2000;

    private final WordSimilarity similarity;
    private final Convention convention;
    private final int threads;
    private final @Nullable Embeddings embeddings;
    private final @Nullable BenchmarkWords words;

    private Evaluation(
            WordSimilarity similarity,
            Convention convention,
            int threads,
            @Nullable Embeddings embeddings,
            @Nullable BenchmarkWords words) {
        this.similarity = similarity;
        this.convention = convention;
        this.threads = threads;
        this.embeddings = embeddings;
        this.words = words;
    }

    /**
     * Creates an evaluation of word vectors.
     *
     * @param embeddings the model, which must stay open; not closed by this class
     * @param convention the scoring convention
     * @param benchmarks the benchmarks to evaluate, whose words are looked up once
     * @param threads number of worker threads, at least 1
     * @return the evaluation
     * @throws IllegalArgumentException if {@code threads} is less than 1
     */
    public static Evaluation of(
            Embeddings embeddings, Convention convention, List<? extends Benchmark> benchmarks, int threads) {
        Workers.requireThreads(threads);
        BenchmarkWords words = BenchmarkWords.of(embeddings.vocabulary(), convention, benchmarks);
        return new Evaluation(new EmbeddingSimilarity(embeddings, words), convention, threads, embeddings, words);
    }

    /**
     * Creates an evaluation of any other model of word similarity, such as a thesaurus. It cannot
     * answer analogies.
     *
     * @param similarity the model
     * @param convention the scoring convention; letter case is left to the model
     * @return the evaluation
     */
    public static Evaluation of(WordSimilarity similarity, Convention convention) {
        return new Evaluation(similarity, convention, 1, null, null);
    }

    /**
     * Evaluates a benchmark.
     *
     * @param benchmark one of the benchmarks that this evaluation was created for
     * @return the outcome, or empty if the model cannot answer such questions
     * @throws IOException if the model cannot be read
     * @throws IllegalArgumentException if the benchmark is too large
     */
    public Optional<BenchmarkOutcome> ask(Benchmark benchmark) throws IOException {
        return switch (benchmark) {
            case Benchmark.Similarity pairs -> Optional.of(rate(pairs));
            case Benchmark.Analogies analogies -> answer(analogies);
            case Benchmark.Categories categories -> Optional.of(cluster(categories));
            case Benchmark.Outliers outliers -> Optional.of(find(outliers));
        };
    }

    private BenchmarkOutcome rate(Benchmark.Similarity benchmark) throws IOException {
        int n = benchmark.pairs().size();
        double[] similarities = new double[n];
        boolean[] known = new boolean[n];
        for (int i = 0; i < n; i++) {
            Benchmark.RatedPair pair = benchmark.pairs().get(i);
            known[i] = similarity.knows(pair.first()) && similarity.knows(pair.second());
            double said = known[i] ? similarity.similarity(pair.first(), pair.second()) : Double.NaN;
            similarities[i] = Double.isNaN(said) && convention.unknownIsWrong() ? 0 : said;
        }
        return new RatedOutcome(benchmark, similarities, known);
    }

    private Optional<BenchmarkOutcome> answer(Benchmark.Analogies benchmark) throws IOException {
        if (embeddings == null || words == null) {
            return Optional.empty();
        }
        List<Benchmark.Analogy> all = benchmark.sections().stream()
                .flatMap(section -> section.questions().stream())
                .toList();
        boolean[] known = new boolean[all.size()];
        for (int i = 0; i < known.length; i++) {
            Benchmark.Analogy question = all.get(i);
            known[i] = words.id(question.a()) >= 0
                    && words.id(question.b()) >= 0
                    && words.id(question.c()) >= 0
                    && words.id(question.d()) >= 0;
        }
        int[] asked = IntStream.range(0, known.length).filter(i -> known[i]).toArray();
        AnalogySolver.Answers answers = solver(embeddings).solve(questions(all, asked, words));
        float[] sums = new float[known.length];
        Arrays.fill(sums, convention.unknownIsWrong() ? 0 : Float.NaN);
        float[] products = sums.clone();
        for (int i = 0; i < asked.length; i++) {
            int[] right = words.variants(all.get(asked[i]).d());
            sums[asked[i]] = contains(right, answers.sum()[i]) ? 1 : 0;
            products[asked[i]] = contains(right, answers.product()[i]) ? 1 : 0;
        }
        return Optional.of(new AnsweredOutcome(
                layout(benchmark),
                new AnsweredOutcome.Answers(Measure.COS_ADD, sums, Measure.COS_MUL, products, known)));
    }

    private AnalogySolver solver(Embeddings of) {
        int candidates = Math.min(of.vocabulary().size(), convention.candidates());
        return new AnalogySolver(of, candidates, convention.epsilon(), threads);
    }

    private AnalogySolver.Questions questions(List<Benchmark.Analogy> all, int[] asked, BenchmarkWords known) {
        AnalogySolver.Questions questions = new AnalogySolver.Questions(
                new int[asked.length], new int[asked.length], new int[asked.length], new int[asked.length][]);
        for (int i = 0; i < asked.length; i++) {
            Benchmark.Analogy question = all.get(asked[i]);
            questions.a()[i] = known.id(question.a());
            questions.b()[i] = known.id(question.b());
            questions.c()[i] = known.id(question.c());
            questions.mayNotAnswer()[i] = convention.excludesVariants()
                    ? Stream.of(question.a(), question.b(), question.c())
                            .flatMapToInt(word -> Arrays.stream(known.variants(word)))
                            .toArray()
                    : new int[] {questions.a()[i], questions.b()[i], questions.c()[i]};
        }
        return questions;
    }

    private static boolean contains(int[] ids, int id) {
        for (int one : ids) {
            if (one == id) {
                return true;
            }
        }
        return false;
    }

    /**
     * Determines the word pairs that each question depends on, and the stratum of each pair: the
     * section in which it first occurs.
     */
    private static AnsweredOutcome.Questions layout(Benchmark.Analogies benchmark) {
        int n = benchmark.sections().stream()
                .mapToInt(section -> section.questions().size())
                .sum();
        int[] section = new int[n];
        int[] first = new int[n];
        int[] second = new int[n];
        Map<List<String>, Integer> units = new HashMap<>();
        List<Integer> strata = new ArrayList<>();
        int at = 0;
        for (int number = 0; number < benchmark.sections().size(); number++) {
            for (Benchmark.Analogy question : benchmark.sections().get(number).questions()) {
                section[at] = number;
                first[at] = unit(List.of(question.a(), question.b()), number, units, strata);
                second[at] = unit(List.of(question.c(), question.d()), number, units, strata);
                at++;
            }
        }
        return new AnsweredOutcome.Questions(
                benchmark.name(),
                parts(benchmark.sections()),
                section,
                first,
                second,
                strata.stream().mapToInt(Integer::intValue).toArray());
    }

    private static int unit(List<String> pair, int section, Map<List<String>, Integer> units, List<Integer> strata) {
        Integer known = units.putIfAbsent(pair, units.size());
        if (known == null) {
            strata.add(section);
            return units.size() - 1;
        }
        return known;
    }

    private static List<AnsweredOutcome.Part> parts(List<Benchmark.Section> sections) {
        List<AnsweredOutcome.Part> parts = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            int number = i;
            parts.add(new AnsweredOutcome.Part(sections.get(i).name(), section -> section == number));
        }
        boolean[] syntactic = new boolean[sections.size()];
        int grammar = 0;
        for (int i = 0; i < syntactic.length; i++) {
            syntactic[i] = sections.get(i).isSyntactic();
            grammar += syntactic[i] ? 1 : 0;
        }
        if (grammar > 0 && grammar < syntactic.length) {
            parts.add(new AnsweredOutcome.Part("semantic", section -> !syntactic[section]));
            parts.add(new AnsweredOutcome.Part("syntactic", section -> syntactic[section]));
        }
        if (sections.size() > 1) {
            parts.add(new AnsweredOutcome.Part("total", section -> true));
        }
        return parts;
    }

    /**
     * Forms as many clusters as there are categories. A word is correct if its category is the most
     * frequent one in its cluster.
     */
    private BenchmarkOutcome cluster(Benchmark.Categories benchmark) throws IOException {
        List<Benchmark.Member> members = benchmark.words();
        boolean[] known = new boolean[members.size()];
        for (int i = 0; i < known.length; i++) {
            known[i] = similarity.knows(members.get(i).word());
        }
        int[] asked = IntStream.range(0, known.length).filter(i -> known[i]).toArray();
        if (asked.length > MAX_WORDS_TO_CLUSTER) {
            throw new IllegalArgumentException(benchmark.name() + " has " + asked.length
                    + " in-vocabulary words; at most " + MAX_WORDS_TO_CLUSTER + " can be clustered");
        }
        double[][] similarities = new double[asked.length][asked.length];
        for (int i = 0; i < asked.length; i++) {
            for (int j = 0; j < i; j++) {
                double said = similarity.similarity(
                        members.get(asked[i]).word(), members.get(asked[j]).word());
                similarities[i][j] = Double.isNaN(said) ? 0 : said;
                similarities[j][i] = similarities[i][j];
            }
        }
        List<String> categories =
                Arrays.stream(asked).mapToObj(i -> members.get(i).category()).toList();
        int[] clusters = AverageLinkage.cluster(
                similarities, (int) categories.stream().distinct().count());
        Map<Integer, Map<String, Integer>> counts = new TreeMap<>();
        for (int i = 0; i < asked.length; i++) {
            counts.computeIfAbsent(clusters[i], cluster -> new TreeMap<>()).merge(categories.get(i), 1, Integer::sum);
        }
        float[] values = new float[known.length];
        Arrays.fill(values, convention.unknownIsWrong() ? 0 : Float.NaN);
        for (int i = 0; i < asked.length; i++) {
            values[asked[i]] = categories.get(i).equals(mostFrequent(counts.get(clusters[i]))) ? 1 : 0;
        }
        int[] units = IntStream.range(0, known.length).toArray();
        return new AnsweredOutcome(
                whole(benchmark.name(), units, known.length),
                new AnsweredOutcome.Answers(Measure.PURITY, values, null, null, known));
    }

    private static String mostFrequent(@Nullable Map<String, Integer> counts) {
        String best = "";
        int most = 0;
        for (Map.Entry<String, Integer> entry :
                counts == null ? Map.<String, Integer>of().entrySet() : counts.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                best = entry.getKey();
            }
        }
        return best;
    }

    private static AnsweredOutcome.Questions whole(String name, int[] units, int unitCount) {
        return new AnsweredOutcome.Questions(
                name,
                List.of(new AnsweredOutcome.Part("", section -> true)),
                new int[units.length],
                units,
                units,
                new int[unitCount]);
    }

    /**
     * Finds the outlier, the word with the lowest mean similarity to the others (Camacho-Collados
     * and Navigli 2016). Out-of-vocabulary members are left out as long as two members remain.
     */
    private BenchmarkOutcome find(Benchmark.Outliers benchmark) throws IOException {
        List<Float> found = new ArrayList<>();
        List<Float> positions = new ArrayList<>();
        List<Boolean> known = new ArrayList<>();
        List<Integer> units = new ArrayList<>();
        for (int set = 0; set < benchmark.sets().size(); set++) {
            Benchmark.OutlierSet words = benchmark.sets().get(set);
            List<String> members = new ArrayList<>();
            for (String member : words.members()) {
                if (similarity.knows(member)) {
                    members.add(member);
                }
            }
            for (String outlier : words.outliers()) {
                boolean all = similarity.knows(outlier)
                        && members.size() == words.members().size();
                boolean counts =
                        similarity.knows(outlier) && members.size() >= 2 && (all || !convention.unknownIsWrong());
                float unknown = convention.unknownIsWrong() ? 0 : Float.NaN;
                int rank = counts ? rank(members, outlier) : 0;
                found.add(!counts ? unknown : rank == members.size() ? 1f : 0f);
                positions.add(!counts ? unknown : (float) rank / members.size());
                known.add(all);
                units.add(set);
            }
        }
        boolean[] allKnown = new boolean[known.size()];
        for (int i = 0; i < allKnown.length; i++) {
            allKnown[i] = known.get(i);
        }
        return new AnsweredOutcome(
                whole(
                        benchmark.name(),
                        units.stream().mapToInt(Integer::intValue).toArray(),
                        benchmark.sets().size()),
                new AnsweredOutcome.Answers(
                        Measure.OUTLIER_ACCURACY,
                        floats(found),
                        Measure.OUTLIER_POSITION,
                        floats(positions),
                        allKnown));
    }

    private static float[] floats(List<Float> list) {
        float[] array = new float[list.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = list.get(i);
        }
        return array;
    }

    /**
     * Returns the number of members that are more similar to the rest of the set than the outlier;
     * all of them if the outlier is found.
     */
    private int rank(List<String> members, String outlier) throws IOException {
        List<String> words = new ArrayList<>(members);
        words.add(outlier);
        double[] means = similarity.meanSimilarities(words);
        double ofOutlier = means[members.size()];
        return (int) Arrays.stream(means).filter(mean -> mean > ofOutlier).count();
    }
}
