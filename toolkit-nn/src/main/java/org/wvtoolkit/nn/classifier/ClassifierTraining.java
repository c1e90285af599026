package org.wvtoolkit.nn.classifier;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.nn.labelled.LabelledCorpus;
import org.wvtoolkit.pipeline.ToolkitVersion;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.progress.TrainingDivergedException;
import org.wvtoolkit.progress.Workers;

/** Training of a classifier from labelled texts: validation split, epochs, early stopping. */
public final class ClassifierTraining {
    private static final int SHOWN_LABELS = 10;

    private final LabelledCorpus corpus;
    private final ClassifierMethod method;
    private final Resources resources;
    private final int threads;
    private final ProgressListener progress;

    private ClassifierTraining(
            LabelledCorpus corpus, ClassifierMethod method, Resources resources, ProgressListener progress) {
        this.corpus = corpus;
        this.method = method;
        this.resources = resources;
        this.threads = resources.threads();
        this.progress = progress;
    }

    /**
     * Trains a classifier.
     *
     * @param corpus the texts; not closed by this method
     * @param method the classifier method, with the dimension of {@code vectors}
     * @param vectors initial word vectors from any method, or null
     * @param resources threads
     * @param progress receives progress in words, counted once per epoch, and the loss after each
     *     epoch
     * @return the classifier; the caller closes it
     * @throws IOException if the texts have fewer than two labels or no words, or the loss is not a
     *     number, or as {@link java.io.InterruptedIOException} if interrupted
     * @throws org.wvtoolkit.option.OptionException if the classifier does not fit into the memory budget or the heap,
     *     or a class weight is not that of a label
     */
    public static TextClassifier train(
            LabelledCorpus corpus,
            ClassifierMethod method,
            @Nullable DenseEmbeddings vectors,
            Resources resources,
            ProgressListener progress)
            throws IOException {
        return new ClassifierTraining(corpus, method, resources, progress)
                .train(vectors)
                .classifier();
    }

    /**
     * Evaluates how well vectors separate texts: trains on a part of the texts and tests on the
     * rest. The size of the test part is the method's validation fraction, and the method's seed
     * selects it.
     *
     * @param corpus the texts; not closed by this method
     * @param method the classifier method, with the dimension of {@code vectors} and a validation
     *     fraction above 0
     * @param vectors initial word vectors from any method, or null
     * @param resources threads
     * @param progress as for {@link #train}
     * @return the results on the test part
     * @throws IOException under the same conditions as {@link #train}, or if there are too few
     *     texts for a test part
     */
    public static ClassificationReport test(
            LabelledCorpus corpus,
            ClassifierMethod method,
            @Nullable DenseEmbeddings vectors,
            Resources resources,
            ProgressListener progress)
            throws IOException {
        ClassificationReport report = new ClassificationReport(corpus.labels());
        Trained trained = new ClassifierTraining(corpus, method, resources, progress).train(vectors);
        try (TextClassifier classifier = trained.classifier()) {
            if (trained.validation().isEmpty()) {
                throw new IOException(
                        "there are too few texts for a test part: " + corpus.documents() + "; use more texts");
            }
            TextClassifier.Reader reader = classifier.newReader();
            int[] words = new int[corpus.longest()];
            for (int document : trained.validation()) {
                int count = corpus.words(document, words);
                report.add(new Prediction(
                        corpus.labels().get(corpus.label(document)),
                        corpus.labels(),
                        reader.probabilities(words, count),
                        count));
            }
        }
        return report;
    }

    /** Classifier with the texts that it was not trained on. */
    private record Trained(TextClassifier classifier, List<Integer> validation) {}

    /** Returns a list of labels for a message, shortened if necessary. */
    static String some(List<String> labels) {
        return String.join(", ", labels.subList(0, Math.min(SHOWN_LABELS, labels.size())))
                + (labels.size() > SHOWN_LABELS ? " and " + (labels.size() - SHOWN_LABELS) + " more" : "");
    }

    private Trained train(@Nullable DenseEmbeddings vectors) throws IOException {
        checkLabels();
        method.requirement().check(corpus.vocabulary().size(), corpus.labels().size(), resources.memoryBytes());
        LearningOptions options = method.learning();
        int[] documents = documentsWithWords();
        int held = (int) (options.validationFraction() * documents.length);
        if (held == 0 && options.validationFraction() > 0) {
            progress.note("too few texts for a validation part: " + documents.length
                    + "; there is no validation loss and no early stopping");
        }
        int[] validation = Arrays.copyOf(documents, held);
        int[] training = Arrays.copyOfRange(documents, held, documents.length);
        int[] counts = new int[corpus.labels().size()];
        for (int document : training) {
            counts[corpus.label(document)]++;
        }
        noteCoverage(vectors);
        LearningTask task = new LearningTask(
                corpus,
                training,
                ClassWeights.of(options.classWeights(), corpus.labels(), counts),
                vectors,
                options.epochs(),
                threads,
                options.seed());
        Learner learner = method.begin(task);
        try {
            run(learner, words(training), validation);
            return new Trained(
                    learner.classifier(metadata(vectors)),
                    Arrays.stream(validation).boxed().toList());
        } catch (Throwable failure) {
            learner.close();
            throw failure;
        }
    }

    private void checkLabels() throws IOException {
        int labels = corpus.labels().size();
        if (labels < 2) {
            throw new IOException(
                    "there is only one label (" + some(corpus.labels()) + "); use texts with at least two labels");
        }
        if (labels == corpus.documents() && labels > 2) {
            throw new IOException("each of the " + labels
                    + " texts has a different label; check the column order (LABEL, a tab, TEXT)");
        }
    }

    /** Returns the texts that contain a word, in an order determined by the seed. */
    private int[] documentsWithWords() throws IOException {
        int[] documents = new int[corpus.documents()];
        int[] words = new int[corpus.longest()];
        int kept = 0;
        for (int document = 0; document < documents.length; document++) {
            if (corpus.words(document, words) > 0) {
                documents[kept++] = document;
            }
        }
        if (kept == 0) {
            throw new IOException("none of the texts contains a word that is kept; use longer texts or lower the option"
                    + " min-count");
        }
        if (kept < documents.length) {
            progress.note(
                    (documents.length - kept) + " of " + documents.length + " texts contain no words and are ignored");
        }
        int[] texts = Arrays.copyOf(documents, kept);
        SplittableRandom random = new SplittableRandom(method.learning().seed());
        for (int i = kept - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int document = texts[i];
            texts[i] = texts[j];
            texts[j] = document;
        }
        return texts;
    }

    private void noteCoverage(@Nullable DenseEmbeddings vectors) throws IOException {
        progress.note(String.format(
                Locale.ROOT,
                "%,d texts, %,d words, %d labels: %s",
                corpus.documents(),
                corpus.vocabulary().size(),
                corpus.labels().size(),
                some(corpus.labels())));
        if (vectors == null) {
            return;
        }
        int known = 0;
        for (int id = 0; id < corpus.vocabulary().size(); id++) {
            known += vectors.vocabulary().id(corpus.vocabulary().word(id)) >= 0 ? 1 : 0;
        }
        progress.note(String.format(
                Locale.ROOT,
                "%,d of %,d words have vectors",
                known,
                corpus.vocabulary().size()));
        if (known == 0) {
            throw new IOException("none of the words has a vector; use vectors tokenized like the texts");
        }
    }

    private long words(int[] documents) {
        int[] words = new int[corpus.longest()];
        long sum = 0;
        for (int document : documents) {
            sum += corpus.words(document, words);
        }
        return sum;
    }

    private void run(Learner learner, long words, int[] validation) throws IOException {
        LearningOptions options = method.learning();
        progress.stage("training " + method.name(), ProgressListener.Unit.TOKENS, words * options.epochs());
        Learner.Watch watch = Learner.watching(progress, new AtomicLong());
        double best = Double.POSITIVE_INFINITY;
        int bestEpoch = 0;
        for (int epoch = 0; epoch < options.epochs(); epoch++) {
            double loss = checked(learner.epoch(epoch, watch), epoch);
            if (validation.length == 0) {
                progress.note(String.format(
                        Locale.ROOT, "epoch %d of %d: training loss %.4f", epoch + 1, options.epochs(), loss));
                continue;
            }
            Validated validated = validate(learner, validation);
            checked(validated.loss(), epoch);
            progress.note(String.format(
                    Locale.ROOT,
                    "epoch %d of %d: training loss %.4f, validation loss %.4f, accuracy %.2f %%",
                    epoch + 1,
                    options.epochs(),
                    loss,
                    validated.loss(),
                    100 * validated.accuracy()));
            if (validated.loss() < best) {
                best = validated.loss();
                bestEpoch = epoch;
                if (options.patience() > 0) {
                    learner.remember();
                }
            } else if (options.patience() > 0
                    && epoch - bestEpoch >= options.patience()
                    && epoch + 1 < options.epochs()) {
                progress.note("stopped early: the validation loss no longer decreases");
                break;
            }
        }
        if (options.patience() > 0) {
            learner.recall();
        }
    }

    private static double checked(double loss, int epoch) throws IOException {
        if (!(loss < 1e6)) {
            throw new TrainingDivergedException("in epoch " + (epoch + 1), "the loss is " + loss);
        }
        return loss;
    }

    /** Mean loss and accuracy. */
    private record Validated(double loss, double accuracy) {}

    private Validated validate(Learner learner, int[] validation) throws IOException {
        TextClassifier classifier = learner.classifier(ModelMetadata.EMPTY);
        double[] losses = new double[threads];
        int[] right = new int[threads];
        Workers.run(threads, threads, part -> {
            TextClassifier.Reader reader = classifier.newReader();
            int[] words = new int[corpus.longest()];
            int from = (int) ((long) validation.length * part / threads);
            int to = (int) ((long) validation.length * (part + 1) / threads);
            for (int i = from; i < to; i++) {
                double[] probabilities = reader.probabilities(words, corpus.words(validation[i], words));
                int label = corpus.label(validation[i]);
                losses[part] -= Math.log(Math.max(probabilities[label], Double.MIN_NORMAL));
                right[part] += Prediction.likeliest(probabilities) == label ? 1 : 0;
            }
        });
        return new Validated(
                Arrays.stream(losses).sum() / validation.length,
                (double) Arrays.stream(right).sum() / validation.length);
    }

    private ModelMetadata metadata(@Nullable DenseEmbeddings vectors) {
        Map<String, String> metadata = new TreeMap<>(corpus.provenance());
        metadata.put(ModelMetadata.METHOD, method.name());
        metadata.put(ModelMetadata.TOOLKIT_VERSION, ToolkitVersion.current());
        method.options().forEach((name, value) -> metadata.put(ModelMetadata.OPTION_PREFIX + name, value));
        if (vectors != null) {
            vectors.metadata()
                    .get(ModelMetadata.METHOD)
                    .ifPresent(value -> metadata.put("vectors." + ModelMetadata.METHOD, value));
            vectors.metadata()
                    .get(ModelMetadata.CORPUS_SHA256)
                    .ifPresent(value -> metadata.put("vectors." + ModelMetadata.CORPUS_SHA256, value));
        }
        return ModelMetadata.of(metadata);
    }
}
