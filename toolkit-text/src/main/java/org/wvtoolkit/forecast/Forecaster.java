package org.wvtoolkit.forecast;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.corpus.EncodedSource;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.PredefinedWords;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/**
 * Forecasts what methods of training would take on a text, from short measured runs on this machine.
 *
 * <p>Word2vec is begun on the whole vocabulary, whose size decides how fast it goes, and stopped; the rest
 * follows from its rate. Any
 * other method is run to its end on growing beginnings of the text, and time, disk and sparse models are
 * continued as powers of
 * the tokens, since that is how vocabularies and co-occurrences grow (Heaps' law); memory and dense models as
 * so much a word.
 *
 * <p>Confined to one thread.
 */
public final class Forecaster {
    private static final long FIRST_TOKENS = 250_000;
    private static final int GROWTH = 4;
    private static final int MOST_REPETITIONS = 4;
    private static final double SAME_SPEED = 0.8;

    /** What reading takes of the time it takes while it is inspected; measured. */
    private static final double READING_WITHOUT_INSPECTION = 0.75;

    /** From the command to the first byte read. */
    private static final long START_NANOS = 400_000_000;

    /** Anonymous memory of a process that trains when its method begins, the text's words aside; measured. What inspects a text has more. */
    private static final long BASE_BYTES = 80L << 20;

    private final EncodedCorpus beginning;
    private final TextSize size;
    private final long anonymousBefore;
    private final Resources resources;
    private final Duration budget;

    /**
     * A forecaster.
     *
     * @param beginning the beginning of the text, with the whole vocabulary that would be trained; stays open
     * and the caller's
     * @param size how much text there is in all
     * @param resources threads, memory and the folder for temporary files, as training would have them
     * @param budget about how long to measure a method
     */
    public Forecaster(EncodedCorpus beginning, TextSize size, Resources resources, Duration budget) {
        this.beginning = beginning;
        this.size = size;
        this.resources = resources;
        this.budget = budget;
        anonymousBefore = MemoryGauge.anonymousBytes();
    }

    /**
     * Forecasts a method.
     *
     * @param method with its options
     * @return what it would take
     * @throws IOException if a temporary file cannot be written, or as {@link java.io.InterruptedIOException}
     * if interrupted
     */
    public Forecast of(TrainingMethod method) throws IOException {
        return method instanceof Word2VecMethod word2vec ? ofWord2Vec(word2vec) : ofOther(method);
    }

    private Forecast ofWord2Vec(Word2VecMethod method) throws IOException {
        ProbeRun.Seen first = new ProbeRun(method, beginning, resources, budget.toNanos() / 2).run();
        ProbeRun.Seen seen = first;
        // Until Java's compiler is done, which may take as long as a run: the kernels are a hundred times slower
        // before.
        for (int again = 0; again < MOST_REPETITIONS; again++) {
            long before = seen.expectedNanos();
            seen = new ProbeRun(method, beginning, resources, budget.toNanos() / 2).run();
            if (seen.expectedNanos() > SAME_SPEED * before) {
                break;
            }
        }
        long warmUp = Math.clamp(first.expectedNanos() - seen.expectedNanos(), 0, first.nanos());
        double scale = (double) size.keptTokens() / beginning.tokens();
        long matrices =
                4L * method.settings().dimension() * beginning.vocabulary().size();
        long model = seen.modelBytes() > 0
                ? seen.modelBytes()
                : 2 * matrices + 4L * beginning.vocabulary().size() + vocabularyBytes(beginning);
        return join(warmUp + (long) (seen.expectedNanos() * scale), growth(seen), 0, model);
    }

    private Forecast ofOther(TrainingMethod method) throws IOException {
        List<Long> tokens = new ArrayList<>();
        List<Probe> runs = new ArrayList<>();
        long begin = System.nanoTime();
        long next = Math.min(FIRST_TOKENS, beginning.tokens());
        // The first run only warms Java up; what it costs more than the second one, training would pay too.
        long cold = probe(method, next).seen().nanos();
        while (true) {
            Probe probe = probe(method, next);
            tokens.add(next);
            runs.add(probe);
            long spent = System.nanoTime() - begin;
            boolean enough = spent + GROWTH * probe.seen().nanos() > 2 * budget.toNanos() && runs.size() >= 2;
            if (next == beginning.tokens() || enough) {
                break;
            }
            next = Math.min(GROWTH * next, beginning.tokens());
        }
        int wordsOfLast = runs.getLast().words();
        int wordsOfBefore = runs.get(Math.max(0, runs.size() - 2)).words();
        ProbeRun.Seen last = runs.getLast().seen();
        ProbeRun.Seen before = runs.get(Math.max(0, runs.size() - 2)).seen();
        double ratio = runs.size() > 1 ? (double) tokens.getLast() / tokens.get(tokens.size() - 2) : 1;
        double scale = (double) size.keptTokens() / tokens.getLast();
        double warmUp = Math.max(0, cold - runs.getFirst().seen().nanos());
        // What memory and a dense model hold, they hold by word; and how many words there will be is known. Large
        // arrays keep to their budget.
        long growth = growth(last);
        double moreWords = (double) beginning.vocabulary().size() / wordsOfLast;
        double nanos = warmUp + continued((double) last.nanos(), (double) before.nanos(), ratio, scale, 0.5, 1.1);
        boolean dense =
                Math.abs((double) last.modelBytes() / before.modelBytes() / ((double) wordsOfLast / wordsOfBefore) - 1)
                        < 0.1;
        return join(
                (long) nanos,
                Math.min((long) (growth * moreWords), Math.max(growth, resources.memoryBytes())),
                (long) continued((double) last.diskBytes(), (double) before.diskBytes(), ratio, scale, 0, 1.1),
                dense
                        ? (long) (last.modelBytes() * moreWords)
                        : (long) continued(
                                (double) last.modelBytes(), (double) before.modelBytes(), ratio, scale, 0, 1.1));
    }

    /** What a method's run added to this process's memory, or −1 where the system does not tell. */
    private long growth(ProbeRun.Seen run) {
        return run.memoryBytes() < 0 ? -1 : Math.max(0, run.memoryBytes() - anonymousBefore);
    }

    /** A quantity at {@code scale} times the text, by the power of the text with which it grew over {@code ratio}. */
    static double continued(
            double last, double before, double ratio, double scale, double leastExponent, double mostExponent) {
        if (last <= 0 || scale <= 1) {
            return last;
        }
        double exponent = ratio > 1 && before > 0 ? Math.log(last / before) / Math.log(ratio) : mostExponent;
        return last * Math.pow(scale, Math.clamp(exponent, leastExponent, mostExponent));
    }

    /** A run on a beginning with so many distinct words. */
    private record Probe(int words, ProbeRun.Seen seen) {}

    private Probe probe(TrainingMethod method, long tokens) throws IOException {
        if (tokens == beginning.tokens()) {
            return new Probe(
                    beginning.vocabulary().size(),
                    new ProbeRun(method, beginning, resources, Long.MAX_VALUE / 2).run());
        }
        try (TemporaryFile file = TemporaryFiles.create(resources.temporaryFolder(), "probe-corpus");
                EncodedCorpus some = CorpusEncoder.encode(
                        EncodedSource.beginning("the beginning", beginning, tokens),
                        new VocabularyOptions(1, Integer.MAX_VALUE),
                        new PredefinedWords(beginning.vocabulary(), true),
                        file.path(),
                        resources,
                        ProgressListener.NONE)) {
            return new Probe(some.vocabulary().size(), new ProbeRun(method, some, resources, Long.MAX_VALUE / 2).run());
        }
    }

    /** Adds what comes before and behind the method itself. */
    private Forecast join(long methodNanos, long methodMemory, long methodDisk, long model) {
        long encoded = 4 * size.keptTokens() + 8 * size.lines() + vocabularyBytes(beginning);
        long spill = 4 * (size.tokens() + size.lines());
        // Each worker has a table of its own: slots half full, offsets and counts that double, and the words.
        long tables = (long) (0.8 * resources.threads() * (48.0 * size.words() + 1.5 * size.wordBytes()));
        return new Forecast(
                START_NANOS + (long) (READING_WITHOUT_INSPECTION * size.readNanos()) + methodNanos,
                methodMemory < 0 ? -1 : BASE_BYTES + Math.max(tables, methodMemory),
                Math.max(spill + encoded, encoded + Math.max(methodDisk, model)),
                model);
    }

    private static long vocabularyBytes(EncodedCorpus corpus) {
        return corpus.vocabulary().utf8().byteSize() + 20L * corpus.vocabulary().size();
    }
}
