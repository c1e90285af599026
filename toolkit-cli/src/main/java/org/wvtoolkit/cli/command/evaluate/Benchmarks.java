package org.wvtoolkit.cli.command.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.evaluation.Score;
import org.wvtoolkit.evaluation.benchmark.Benchmark;
import org.wvtoolkit.evaluation.benchmark.BenchmarkFiles;

/** Reads the benchmarks named on a command line. */
public final class Benchmarks {
    private Benchmarks() {}

    /**
     * Reads benchmarks.
     *
     * @param files their files; if empty, the built-in ones
     * @return the benchmarks in order
     * @throws IOException if one cannot be read, or two have the same name
     */
    public static List<Benchmark> read(List<Path> files) throws IOException {
        if (files.isEmpty()) {
            return BenchmarkFiles.builtIn();
        }
        List<Benchmark> benchmarks = new ArrayList<>();
        Map<String, Path> names = new HashMap<>();
        for (Path file : files) {
            Benchmark benchmark = BenchmarkFiles.read(file);
            Path before = names.put(benchmark.name(), file);
            if (before != null) {
                throw new IOException(file + ": has the same name as " + before + "; rename one of the files");
            }
            benchmarks.add(benchmark);
        }
        return benchmarks;
    }

    /** The reason why no question could be scored; empty if one was. */
    static String whyNone(Score score) {
        if (score.estimate().exists()) {
            return "";
        }
        if (score.known() == 0) {
            return score.benchmark() + ": out-of-vocabulary words in all " + score.skipped()
                    + " questions; check the language and the letter case";
        }
        if (score.asked() < 3) {
            return score.benchmark() + ": only " + score.asked()
                    + " of the pairs has no out-of-vocabulary word, too few for a correlation; use a larger model";
        }
        return score.benchmark() + ": all ratings or all similarities of the " + score.asked()
                + " pairs are equal, so there is no correlation; use other pairs";
    }
}
