package org.wvtoolkit.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    private static final int TRIALS = 20;
    private static final int SEEDS = 10;

    /** Functions whose least values are known (Surjanovic and Bingham, Virtual Library of Simulation Experiments). */
    @SuppressWarnings("ImmutableEnumChecker") // the functions keep nothing
    enum Known {
        /** Branin's, rescaled by Picheny, Wagner and Ginsbourger (2012); three minima. */
        BRANIN(2, -1.047394, u -> {
            double x = 15 * u[0] - 5;
            double y = 15 * u[1];
            double square = y - 5.1 * x * x / (4 * Math.PI * Math.PI) + 5 * x / Math.PI - 6;
            return (square * square + (10 - 10 / (8 * Math.PI)) * Math.cos(x) - 44.81) / 51.95;
        }),
        /** The six-hump camel; two minima, four that are none. */
        CAMEL(2, -1.031628, u -> {
            double x = 4 * u[0] - 2;
            double y = 2 * u[1] - 1;
            return (4 - 2.1 * x * x + x * x * x * x / 3) * x * x + x * y + (4 * y * y - 4) * y * y;
        }),
        /** Hartmann's of three sides; four local minima. */
        HARTMANN(3, -3.86278, u -> {
            double[] height = {1, 1.2, 3, 3.2};
            double[][] steepness = {{3, 10, 30}, {0.1, 10, 35}, {3, 10, 30}, {0.1, 10, 35}};
            double[][] centre = {
                {0.3689, 0.1170, 0.2673}, {0.4699, 0.4387, 0.7470}, {0.1091, 0.8732, 0.5547}, {0.0381, 0.5743, 0.8828}
            };
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                double exponent = 0;
                for (int j = 0; j < 3; j++) {
                    exponent += steepness[i][j] * (u[j] - centre[i][j]) * (u[j] - centre[i][j]);
                }
                sum -= height[i] * Math.exp(-exponent);
            }
            return sum;
        });

        private final int sides;
        private final double least;
        private final ToDoubleFunction<double[]> function;

        Known(int sides, double least, ToDoubleFunction<double[]> function) {
            this.sides = sides;
            this.least = least;
            this.function = function;
        }

        SearchSpace space() {
            return new SearchSpace(IntStream.range(0, sides)
                    .mapToObj(side -> Range.of("x" + side, 0, 1, Scale.LINEAR, false))
                    .toList());
        }

        Objective objective() {
            return (settings, share) -> function.applyAsDouble(
                    settings.values().stream().mapToDouble(Double::parseDouble).toArray());
        }

        double best(String method, long seed) throws IOException {
            Search search = new Search(space(), SearchMethods.named(method), TRIALS, seed);
            List<Trial> trials = search.run(List.of(), objective(), trial -> {});
            assertEquals(TRIALS, trials.size());
            return Search.best(trials).orElseThrow().cost();
        }
    }

    static List<SearchMethod> methods() {
        return SearchMethods.all();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Bayesian search is within 5 % of the optimum for nine of ten seeds")
    void bayesianOptimum(Known known) throws IOException {
        int near = 0;
        double bayesian = 0;
        double narrowing = 0;
        double random = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            double best = known.best("bayesian", seed);
            assertTrue(best > known.least - 1e-5, "below the known optimum");
            near += best - known.least <= 0.05 * Math.abs(known.least) ? 1 : 0;
            bayesian += best / SEEDS;
            narrowing += known.best("narrowing", seed) / SEEDS;
            random += known.best("random", seed) / SEEDS;
        }
        assertTrue(near >= 9, known + ": " + near + " of " + SEEDS);
        assertTrue(bayesian < random && narrowing < random, known + " " + bayesian + " " + narrowing + " " + random);
    }

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName("An interrupted search continues as if it had not been interrupted")
    void resume(SearchMethod method) throws IOException {
        Search search = new Search(Known.CAMEL.space(), method, 13, 5);
        List<Trial> whole = search.run(List.of(), Known.CAMEL.objective(), trial -> {});
        assertEquals(13, whole.size());
        for (int stopped : new int[] {1, 6, 12}) {
            assertEquals(whole, search.run(whole.subList(0, stopped), Known.CAMEL.objective(), trial -> {}));
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName("Failed trials do not end the search")
    void failedTrials(SearchMethod method) throws IOException {
        SearchSpace space = new SearchSpace(List.of(Range.parse("rate=0.001..1:log"), Range.parse("kind=a,b,c")));
        Objective objective = (settings, share) -> {
            double rate = Double.parseDouble(settings.get("rate"));
            return rate > 0.1
                    ? Double.NaN
                    : Math.abs(Math.log(rate / 0.02)) + ("b".equals(settings.get("kind")) ? 0 : 1);
        };
        for (long seed = 1; seed <= 5; seed++) {
            List<Trial> trials = new Search(space, method, 15, seed).run(List.of(), objective, trial -> {});
            assertTrue(Search.best(trials).isPresent());
        }
        assertTrue(new Search(space, method, 9, 1)
                .run(List.of(), (settings, share) -> Double.NaN, trial -> {}).stream()
                        .allMatch(trial -> Double.isNaN(trial.cost())));
    }

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName("A few trials give a result")
    void fewTrials(SearchMethod method) throws IOException {
        for (int trials = 1; trials <= 5; trials++) {
            List<Trial> done = new Search(Known.BRANIN.space(), method, trials, 1)
                    .run(List.of(), Known.BRANIN.objective(), trial -> {});
            assertTrue(Search.best(done).isPresent(), method.name() + " " + trials);
            assertTrue(done.size() <= trials);
        }
    }

    @Test
    @DisplayName("Halving gives the best third three times the effort")
    void halving() throws IOException {
        List<Trial> trials = new Search(Known.BRANIN.space(), new SuccessiveHalving(), 20, 3)
                .run(List.of(), Known.BRANIN.objective(), trial -> {});
        List<Trial> first = trials.stream().filter(trial -> trial.share() < 0.2).toList();
        List<Trial> second = trials.stream()
                .filter(trial -> trial.share() > 0.2 && trial.share() < 0.5)
                .toList();
        List<Trial> last = trials.stream().filter(trial -> trial.share() == 1).toList();
        assertEquals(List.of(14, 4, 1), List.of(first.size(), second.size(), last.size()));
        double worstKept = second.stream().mapToDouble(Trial::cost).max().orElseThrow();
        assertEquals(
                4, first.stream().filter(trial -> trial.cost() <= worstKept).count());
        assertEquals(
                second.stream().mapToDouble(Trial::cost).min().orElseThrow(),
                last.getFirst().cost());
    }

    @Test
    @DisplayName("Integers and choices are not repeated while others remain")
    void noRepetition() throws IOException {
        SearchSpace space = new SearchSpace(List.of(Range.parse("window=1..4"), Range.parse("kind=a,b")));
        List<Trial> trials = new Search(space, new BayesianSearch(), 8, 2)
                .run(
                        List.of(),
                        (settings, share) -> Double.parseDouble(settings.get("window"))
                                + String.valueOf(settings.get("kind")).charAt(0),
                        trial -> {});
        long beyondTheFirst =
                trials.subList(2, 8).stream().map(Trial::settings).distinct().count();
        assertEquals(6, beyondTheFirst);
        assertEquals("1", Search.best(trials).orElseThrow().settings().get("window"));
    }

    @Test
    @DisplayName("Values of ranges are mapped to coordinates and back")
    void ranges() {
        Range rate = Range.parse("rate=0.01..1:log");
        assertEquals("0.1", rate.value(0.5));
        assertEquals(0.5, rate.coordinate("0.1"), 1e-12);
        Range window = Range.parse("window=2..10");
        assertEquals(List.of("2", "6", "10"), List.of(window.value(0), window.value(0.5), window.value(1)));
        assertEquals("2.5", Range.parse("x=2.0..3").value(0.5));
        Range kind = Range.parse("kind=a,b,c");
        assertEquals(
                List.of("a", "b", "c", "c"), List.of(kind.value(0), kind.value(0.5), kind.value(0.9), kind.value(1)));
        for (String text : List.of("rate=0.01..1.0:log", "window=2..10", "kind=a,b,c")) {
            assertEquals(text, Range.parse(text).toString());
            for (double coordinate = 0; coordinate <= 1; coordinate += 0.01) {
                Range range = Range.parse(text);
                assertEquals(range.value(coordinate), range.value(range.coordinate(range.value(coordinate))));
            }
        }
    }

    @ParameterizedTest
    @DisplayName("An invalid range is rejected")
    @ValueSource(
            strings = {
                "",
                "window",
                "=1..2",
                "window=",
                "window=5",
                "window=10..2",
                "window=2..2",
                "rate=0..1:log",
                "rate=a..b",
                "rate=1..1e400",
                "kind=a,",
                "kind=a,b:log",
                "rate=NaN..1"
            })
    void invalidRange(String text) {
        assertThrows(IllegalArgumentException.class, () -> new SearchSpace(List.of(Range.parse(text))));
    }

    @TempDir
    Path folder;

    @Test
    @DisplayName("A search writes its file with the first trial, so that a failure before keeps the old one")
    void searchWithoutTrials() throws IOException {
        Path path = folder.resolve("trials.jsonl");
        TrialFile.begin(path, new LinkedHashMap<>());
        assertTrue(Files.notExists(path));
        Files.writeString(path, "{\"search\":{}}\n");
        SequencedMap<String, String> settings = new LinkedHashMap<>(Map.of("a", "b"));
        TrialFile file = TrialFile.begin(path, settings);
        assertEquals("{\"search\":{}}\n", Files.readString(path));
        Trial trial = new Trial(0, new LinkedHashMap<>(Map.of("rate", "1")), 1, 0.5);
        file.add(trial);
        assertEquals(settings, TrialFile.resume(path).search());
        assertEquals(List.of(trial), TrialFile.resume(path).trials());
        assertThrows(IOException.class, () -> TrialFile.begin(folder, settings));
    }

    @Test
    @DisplayName("Trials are saved and read again, without an incomplete last line")
    void trialFile() throws IOException {
        Path path = folder.resolve("trials.jsonl");
        Search search = new Search(Known.CAMEL.space(), new NarrowingSearch(), 6, 5);
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        settings.put("a", "\"search\"");
        settings.put("b", "");
        TrialFile file = TrialFile.begin(path, settings);
        List<Trial> whole = new ArrayList<>(search.run(List.of(), Known.CAMEL.objective(), file::add));
        Trial failed = new Trial(6, whole.getFirst().settings(), 0.5, Double.NaN);
        file.add(failed);
        whole.add(failed);
        assertEquals(whole, TrialFile.resume(path).trials());
        Files.writeString(path, Files.readString(path) + "{\"trial\":7,\"sett");
        assertEquals(whole, TrialFile.resume(path).trials(), "an incomplete line is ignored");
        assertEquals(8, Files.readAllLines(path).size());
        assertEquals(settings, TrialFile.resume(path).search());
        Files.writeString(path, "{\"search\":1}\n");
        String message = String.valueOf(
                assertThrows(IOException.class, () -> TrialFile.resume(path)).getMessage());
        assertTrue(message.contains("line 1: does not describe a search"), message);
    }

    @ParameterizedTest
    @DisplayName("A search begins with the trials of a shorter one if its method chooses the same points")
    @CsvSource({
        "random, 5, 50, true",
        "narrowing, 5, 20, true",
        "narrowing, 20, 21, false",
        "bayesian, 16, 17, true",
        "bayesian, 5, 12, false",
        "halving, 13, 27, false"
    })
    void beginsWith(String method, int trials, int more, boolean expected) throws IOException {
        SearchSpace space = Known.CAMEL.space();
        List<Trial> shorter = new Search(space, SearchMethods.named(method), trials, 5)
                .run(List.of(), Known.CAMEL.objective(), trial -> {});
        Search longer = new Search(space, SearchMethods.named(method), more, 5);
        assertEquals(expected, longer.beginsWith(shorter));
        List<Trial> whole = longer.run(List.of(), Known.CAMEL.objective(), trial -> {});
        assertEquals(expected, whole.subList(0, shorter.size()).equals(shorter));
        assertTrue(longer.beginsWith(whole));
        assertFalse(new Search(space, SearchMethods.named(method), trials, 6).beginsWith(shorter));
        if (expected) {
            assertEquals(whole, longer.run(shorter, Known.CAMEL.objective(), trial -> {}));
        }
    }

    @ParameterizedTest
    @DisplayName("An invalid line is reported with its number")
    @ValueSource(
            strings = {
                "[]",
                "{",
                "{\"trial\":1}",
                "null",
                "{\"trial\":0,\"settings\":{},\"share\":0,\"cost\":1}",
                "{\"trial\":0,\"settings\":{\"a\":{}},\"share\":1,\"cost\":1}",
                "\u0000",
                "{}{}"
            })
    void invalidTrial(String line) throws IOException {
        Path path = folder.resolve("trials.jsonl");
        Files.writeString(path, "{\"search\":{}}\n" + line + "\n");
        String message = String.valueOf(
                assertThrows(IOException.class, () -> TrialFile.resume(path)).getMessage());
        assertTrue(message.contains("trials.jsonl, line 2: "), message);
    }
}
