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
import org.wvtoolkit.pipeline.MemoryCheck;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.PredefinedWords;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/**
 * Estimates the cost of training methods on a text from short measured runs on this machine. Not
 * thread-safe.
 *
 * <p>Word2vec runs on the complete vocabulary, whose size determines its speed, and is interrupted;
 * the estimate follows from the measured rate. Every other method runs to completion on prefixes of
 * increasing length. Time, disk space and the size of sparse models are extrapolated as powers of
 * the number of tokens, which is how vocabularies and co-occurrences grow (Heaps' law). Memory and
 * the size of dense models are extrapolated in proportion to the number of words.
 */
public final class Forecaster {
    private static final long FIRST_TOKENS = 250_000;
    private static final int GROWTH = 4;
    private static final int MAX_REPETITIONS = 4;
    private static final double STABLE_RATIO = 0.8;

    /** Time to read a text, relative to reading it with inspection. Measured. */
    private static final double READING_WITHOUT_INSPECTION = 0.75;

    /** Time from program start to the first byte read. */
    private static final long START_NANOS = 400_000_000;

    /** Anonymous memory of a training process when the method begins, excluding the words of the text. Measured. */
    private static final long BASE_BYTES = 80L << 20;

    private final EncodedCorpus beginning;
    private final TextSize size;
    private final long anonymousBefore;
    private final Resources resources;
    private final Duration budget;

    /**
     * Creates a forecaster.
     *
     * @param beginning a prefix of the text, encoded with the complete vocabulary of the training;
     *     must stay open and is not closed
     * @param size the size of the complete text
     * @param resources threads, memory and temporary folder of the training
     * @param budget the approximate time to spend on the measurement of each method
     */
    public Forecaster(EncodedCorpus beginning, TextSize size, Resources resources, Duration budget) {
        this.beginning = beginning;
        this.size = size;
        this.resources = resources;
        this.budget = budget;
        anonymousBefore = MemoryGauge.anonymousBytes();
    }

    /**
     * Estimates the cost of a method.
     *
     * @param method the method with its options
     * @return the estimate
     * @throws org.wvtoolkit.option.ConflictingOptionsException if the method does not fit into the Java heap
     * @throws IOException if a temporary file cannot be written, or as
     *     {@link java.io.InterruptedIOException} if the thread is interrupted
     */
    public Forecast forecast(TrainingMethod method) throws IOException {
        MemoryCheck.requireHeap(method, beginning.vocabulary());
        if (!MemoryCheck.fits(method, beginning.vocabulary(), resources)) {
            return new Forecast(false, -1, method.memoryBytes(beginning.vocabulary(), resources.threads()), -1, -1);
        }
        return method instanceof Word2VecMethod word2vec ? forecastWord2Vec(word2vec) : forecastOther(method);
    }

    private Forecast forecastWord2Vec(Word2VecMethod method) throws IOException {
        ProbeRun.Measurement first = new ProbeRun(method, beginning, resources, budget.toNanos() / 2).run();
        ProbeRun.Measurement measured = first;
        // Repeat until JIT compilation no longer dominates, which may take as long as a run: before
        // compilation, the vector kernels are about 100 times slower.
        for (int again = 0; again < MAX_REPETITIONS; again++) {
            long before = measured.expectedNanos();
            measured = new ProbeRun(method, beginning, resources, budget.toNanos() / 2).run();
            if (measured.expectedNanos() > STABLE_RATIO * before) {
                break;
            }
        }
        long warmUp = Math.clamp(first.expectedNanos() - measured.expectedNanos(), 0, first.nanos());
        double scale = (double) size.keptTokens() / beginning.tokens();
        long matrices =
                4L * method.settings().dimension() * beginning.vocabulary().size();
        long model = measured.modelBytes() > 0
                ? measured.modelBytes()
                : 2 * matrices + 4L * beginning.vocabulary().size() + vocabularyBytes(beginning);
        return join(warmUp + (long) (measured.expectedNanos() * scale), growth(measured), 0, model);
    }

    private Forecast forecastOther(TrainingMethod method) throws IOException {
        List<Long> tokens = new ArrayList<>();
        List<Probe> runs = new ArrayList<>();
        long begin = System.nanoTime();
        long next = Math.min(FIRST_TOKENS, beginning.tokens());
        // The first run includes JIT compilation. Its additional time also occurs in training, so it is added
        // once.
        long cold = probe(method, next).measured().nanos();
        while (true) {
            Probe probe = probe(method, next);
            tokens.add(next);
            runs.add(probe);
            long spent = System.nanoTime() - begin;
            boolean enough = spent + GROWTH * probe.measured().nanos() > 2 * budget.toNanos() && runs.size() >= 2;
            if (next == beginning.tokens() || enough) {
                break;
            }
            next = Math.min(GROWTH * next, beginning.tokens());
        }
        int wordsOfLast = runs.getLast().words();
        int wordsOfBefore = runs.get(Math.max(0, runs.size() - 2)).words();
        ProbeRun.Measurement last = runs.getLast().measured();
        ProbeRun.Measurement before = runs.get(Math.max(0, runs.size() - 2)).measured();
        double ratio = runs.size() > 1 ? (double) tokens.getLast() / tokens.get(tokens.size() - 2) : 1;
        double scale = (double) size.keptTokens() / tokens.getLast();
        double warmUp = Math.max(0, cold - runs.getFirst().measured().nanos());
        // Memory and the size of a dense model are proportional to the number of words, which is known. Large
        // arrays stay within the memory budget.
        long growth = growth(last);
        double moreWords = (double) beginning.vocabulary().size() / wordsOfLast;
        double nanos = warmUp + extrapolate((double) last.nanos(), (double) before.nanos(), ratio, scale, 0.5, 1.1);
        boolean dense =
                Math.abs((double) last.modelBytes() / before.modelBytes() / ((double) wordsOfLast / wordsOfBefore) - 1)
                        < 0.1;
        return join(
                (long) nanos,
                Math.min((long) (growth * moreWords), Math.max(growth, resources.memoryBytes())),
                (long) extrapolate((double) last.diskBytes(), (double) before.diskBytes(), ratio, scale, 0, 1.1),
                dense
                        ? (long) (last.modelBytes() * moreWords)
                        : (long) extrapolate(
                                (double) last.modelBytes(), (double) before.modelBytes(), ratio, scale, 0, 1.1));
    }

    /** Returns the memory in bytes that a run added to this process, or −1 if the system does not report it. */
    private long growth(ProbeRun.Measurement run) {
        return run.memoryBytes() < 0 ? -1 : Math.max(0, run.memoryBytes() - anonymousBefore);
    }

    /** Extrapolates a quantity to {@code scale} times the text with the exponent observed over {@code ratio}. */
    static double extrapolate(
            double last, double before, double ratio, double scale, double minExponent, double maxExponent) {
        if (last <= 0 || scale <= 1) {
            return last;
        }
        double exponent = ratio > 1 && before > 0 ? Math.log(last / before) / Math.log(ratio) : maxExponent;
        return last * Math.pow(scale, Math.clamp(exponent, minExponent, maxExponent));
    }

    /** Measured run on a prefix with the given number of distinct words. */
    private record Probe(int words, ProbeRun.Measurement measured) {}

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

    /** Adds the cost of reading the text and of saving the model to the cost of the method. */
    private Forecast join(long methodNanos, long methodMemory, long methodDisk, long model) {
        long encoded = 4 * size.keptTokens() + 8 * size.lines() + vocabularyBytes(beginning);
        long spill = 4 * (size.tokens() + size.lines());
        // Each worker has its own word table: half-empty slots, offset and count arrays that grow by
        // doubling, and the words. Tables beyond the budget are written to disk.
        long tables = Math.min(resources.memoryBytes(), (long)
                (0.8 * resources.threads() * (48.0 * size.words() + 1.5 * size.wordBytes())));
        return new Forecast(
                true,
                START_NANOS + (long) (READING_WITHOUT_INSPECTION * size.readNanos()) + methodNanos,
                methodMemory < 0 ? -1 : BASE_BYTES + Math.max(tables, methodMemory),
                Math.max(spill + encoded, encoded + Math.max(methodDisk, model)),
                model);
    }

    private static long vocabularyBytes(EncodedCorpus corpus) {
        return corpus.vocabulary().utf8().byteSize() + 20L * corpus.vocabulary().size();
    }
}
