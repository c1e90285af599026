package org.wvtoolkit.word2vec;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.TrainingKernels;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.word2vec.sampling.HeldOut;
import org.wvtoolkit.word2vec.sampling.NoiseDistribution;
import org.wvtoolkit.word2vec.sampling.SplitMix;
import org.wvtoolkit.word2vec.sampling.Subsampling;

/**
 * Trainer of CBOW and skip-gram models over all epochs of a corpus.
 *
 * <p>Random numbers depend on the position in the text, not on threads. By default the threads
 * update shared matrices without locks (Hogwild, Recht et al. 2011), so runs are repeatable with
 * one thread only. {@link Word2VecOptions#deterministic} training is repeatable with any number of
 * threads.
 */
public final class Word2VecTrainer {
    /**
     * Share of kept tokens below which subsampling leaves too few; large corpora keep a third or
     * more at the default threshold.
     */
    private static final double MIN_KEPT_SHARE = 0.15;

    private final EncodedCorpus corpus;
    private final Word2VecOptions options;
    private final FloatMatrix vectors;
    private final FloatMatrix contexts;
    private final List<Double> losses;
    private long position;

    /**
     * Creates a trainer with new vectors: word vectors uniform in ±1/(2·dimension), context vectors
     * 0, as in word2vec.
     *
     * @param corpus a corpus of at least one token
     * @param options the training options
     * @param arena owner of the two matrices
     */
    public Word2VecTrainer(EncodedCorpus corpus, Word2VecOptions options, Arena arena) {
        this.corpus = corpus;
        this.options = options;
        int size = corpus.vocabulary().size();
        this.vectors = FloatMatrix.allocate(arena, size, options.dimension());
        this.contexts = FloatMatrix.allocate(arena, size, options.dimension());
        this.losses = new ArrayList<>();
        initialize(vectors, options.seed());
    }

    /**
     * Initializes every value uniformly in ±1/(2·dimension), depending on the seed and the position
     * in the matrix only.
     */
    static void initialize(FloatMatrix vectors, long seed) {
        int dimension = vectors.columns();
        float[] row = new float[dimension];
        for (int id = 0; id < vectors.rows(); id++) {
            SplitMix random = new SplitMix(SplitMix.key(seed, -1, id));
            for (int k = 0; k < dimension; k++) {
                row[k] = ((random.next() >>> 40) * 0x1p-24f - 0.5f) / dimension;
            }
            vectors.setRow(id, row, 0);
        }
    }

    /**
     * Creates a trainer that continues from a state, or begins with given vectors.
     *
     * @param corpus the corpus of the state
     * @param options the training options of the state
     * @param arena owner of the trainer's two matrices
     * @param state the state; copied
     * @throws IllegalArgumentException if the state's matrices or position do not match corpus and options
     */
    public Word2VecTrainer(EncodedCorpus corpus, Word2VecOptions options, Arena arena, TrainingState state) {
        this.corpus = corpus;
        this.options = options;
        this.vectors = copy(arena, state.vectors());
        this.contexts = copy(arena, state.contexts());
        this.losses = new ArrayList<>(state.losses());
        this.position = state.position();
        long end = TokenBlock.count(corpus, Pass.BLOCK) * options.epochs();
        if (position > end) {
            throw new IllegalArgumentException("position must be at most " + end + ": " + position);
        }
    }

    private FloatMatrix copy(Arena arena, FloatMatrix from) {
        int size = corpus.vocabulary().size();
        if (from.rows() != size || from.columns() != options.dimension()) {
            throw new IllegalArgumentException("the state has shape [" + from.rows() + ", " + from.columns()
                    + "], not [" + size + ", " + options.dimension() + "]");
        }
        FloatMatrix to = FloatMatrix.allocate(arena, size, options.dimension());
        float[] row = new float[options.dimension()];
        for (int id = 0; id < size; id++) {
            from.copyRow(id, row, 0);
            to.setRow(id, row, 0);
        }
        return to;
    }

    /**
     * Copies the vectors of all words that another model contains; the other words keep their
     * vectors.
     *
     * @param words the other model's vocabulary
     * @param otherVectors its vectors, of the same dimension
     * @param otherContexts its context vectors, of the same dimension
     * @param contextWeight factor λ of the context vectors c in the other model's vectors w + λc,
     *     which is undone; 0 if its vectors are the input vectors w
     */
    public void adopt(Vocabulary words, FloatMatrix otherVectors, FloatMatrix otherContexts, double contextWeight) {
        float[] row = new float[options.dimension()];
        float[] context = new float[options.dimension()];
        for (int id = 0; id < corpus.vocabulary().size(); id++) {
            int other = words.id(corpus.vocabulary().word(id));
            if (other >= 0) {
                otherVectors.copyRow(other, row, 0);
                otherContexts.copyRow(other, context, 0);
                for (int k = 0; k < row.length; k++) {
                    row[k] = Math.fma((float) -contextWeight, context[k], row[k]);
                }
                vectors.setRow(id, row, 0);
                contexts.setRow(id, context, 0);
            }
        }
    }

    /**
     * Trains the remaining blocks of all epochs.
     *
     * @param resources threads
     * @param limits checkpoints and time limit
     * @param progress receives progress in tokens, counted once per epoch, and the loss after each
     *     epoch
     * @throws IOException as {@link java.io.InterruptedIOException} if the calling thread is
     *     interrupted; or if the state cannot be saved, or a score is not a number (the message
     *     then states the position)
     */
    public void train(Resources resources, TrainingLimits limits, ProgressListener progress) throws IOException {
        Subsampling subsampling = new Subsampling(corpus.vocabulary(), options.subsample());
        double kept = subsampling.keptShare(corpus.vocabulary());
        if (kept < MIN_KEPT_SHARE) {
            progress.note(String.format(
                    Locale.ROOT,
                    "subsampling keeps only %.0f of %d tokens an epoch, too few to train on; set the option subsample"
                            + " to 0 or to a larger threshold",
                    kept * corpus.tokens(),
                    corpus.tokens()));
        }
        NoiseDistribution noise = new NoiseDistribution(corpus.vocabulary(), options.noiseExponent());
        HeldOut heldOut = new HeldOut(options.validationFraction());
        ValidationLoss validation = new ValidationLoss(corpus, options, subsampling, noise, heldOut);
        TrainingKernels kernels = TrainingKernels.fastest();
        long blocks = TokenBlock.count(corpus, Pass.BLOCK);
        long total = corpus.tokens() * options.epochs();
        TrainingSchedule schedule = new TrainingSchedule(options, corpus.tokens(), blocks, limits.timeLimit());
        WorkerFactory parts = new WorkerFactory(
                corpus,
                options.fitting(corpus.vocabulary().size()),
                kernels,
                subsampling,
                noise,
                new WordRates(corpus.vocabulary(), options.rateExponent()),
                heldOut);
        Pass pass = options.deterministic()
                ? new OrderedPass(vectors, contexts, parts, schedule)
                : new HogwildPass(vectors, contexts, parts, schedule);

        progress.stage(
                "training " + options.model().name().toLowerCase(Locale.ROOT),
                ProgressListener.Unit.TOKENS,
                total - schedule.tokensBefore(position));
        AtomicLong done = new AtomicLong();
        Pass.Watcher watcher = turn -> progress.advanced(
                done.addAndGet(schedule.tokensOf(turn)),
                String.format(Locale.ROOT, "learning rate %.4f", schedule.rate(turn)));
        long saveAt = System.nanoTime() + limits.saveEvery().toNanos();
        while (position < blocks * options.epochs() && !schedule.isOver()) {
            long epochEnd = (position / blocks + 1) * blocks;
            position = pass.run(position, epochEnd, resources.threads(), Math.min(saveAt, schedule.end()), watcher);
            if (position == epochEnd) {
                boolean better = measure(validation, resources.threads(), progress);
                if (options.earlyStop() && !better && position < blocks * options.epochs()) {
                    progress.note("stopped early: the validation loss no longer decreases");
                    position = blocks * options.epochs();
                    return;
                }
            }
            if (System.nanoTime() - saveAt >= 0) {
                limits.save().save(state());
                saveAt = System.nanoTime() + limits.saveEvery().toNanos();
            }
        }
    }

    /** Records the loss after an epoch. Returns whether it is lower than after the preceding epoch. */
    private boolean measure(ValidationLoss validation, int threads, ProgressListener progress) throws IOException {
        double loss = options.validationFraction() == 0
                ? Double.NaN
                : validation.measure(vectors, contexts, threads).orElse(Double.NaN);
        if (Double.isNaN(loss) && options.validationFraction() > 0 && losses.isEmpty()) {
            progress.note("the text is too short for a held-out sample, so no validation loss is computed");
        }
        boolean better = losses.isEmpty() || !(loss >= losses.getLast());
        losses.add(loss);
        if (!Double.isNaN(loss)) {
            progress.note(String.format(
                    Locale.ROOT, "epoch %d of %d: validation loss %.4f", losses.size(), options.epochs(), loss));
        }
        return better;
    }

    /**
     * Returns the current state of training.
     *
     * @return the state, which shares the trainer's matrices
     */
    public TrainingState state() {
        return new TrainingState(vectors, contexts, position, losses);
    }
}
