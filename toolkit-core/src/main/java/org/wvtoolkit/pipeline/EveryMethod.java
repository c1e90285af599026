package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

/**
 * Training of one corpus with several methods, for comparison. The caller encodes the text once;
 * co-occurrences are counted and weighted once for all methods based on counts.
 *
 * <p>Not part of the public API.
 */
public final class EveryMethod {
    /** Methods that share counts; each continues from the result of the preceding one. */
    private static final List<String> COUNTING = List.of(CooccurrenceMethod.NAME, PpmiMethod.NAME, SvdMethod.NAME);

    private EveryMethod() {}

    /** Consumer of the models. */
    @FunctionalInterface
    public interface ModelConsumer {
        /**
         * Processes a model.
         *
         * @param method name of the method
         * @param embeddings the model, valid only during the call
         * @param nanos training time in nanoseconds, including the shared counting and weighting that the method needs
         * @throws IOException to stop training the other methods
         */
        void accept(String method, Embeddings embeddings, long nanos) throws IOException;
    }

    /**
     * Returns the names of the methods.
     *
     * @return in the order in which they are trained
     */
    public static List<String> names() {
        List<String> names = new ArrayList<>(COUNTING);
        TrainingMethods.all().stream()
                .map(MethodRegistry.Entry::name)
                .filter(name -> !COUNTING.contains(name))
                .forEach(names::add);
        return names;
    }

    /**
     * Trains the corpus with several methods.
     *
     * @param corpus the corpus; must stay open during training
     * @param methods some of {@link #names}
     * @param given values of options, each used by the methods that have the option
     * @param resources threads, memory and temporary folder
     * @param progress notified of each stage
     * @param consumer receives the models
     * @throws IOException if a temporary file cannot be written, or the consumer throws it
     * @throws org.wvtoolkit.option.OptionException if a value is not accepted
     */
    public static void train(
            EncodedCorpus corpus,
            List<String> methods,
            OptionValues given,
            Resources resources,
            ProgressListener progress,
            ModelConsumer consumer)
            throws IOException {
        if (methods.stream().anyMatch(COUNTING::contains)) {
            trainByCounting(corpus, methods, given, resources, progress, consumer);
        }
        for (MethodRegistry.Entry<TrainingMethod> entry : TrainingMethods.all()) {
            if (!COUNTING.contains(entry.name()) && methods.contains(entry.name())) {
                long begin = System.nanoTime();
                TrainingMethod method = entry.factory().apply(given.only(entry.options()));
                try (Embeddings embeddings = Training.train(corpus, method, resources, progress)) {
                    consumer.accept(entry.name(), embeddings, System.nanoTime() - begin);
                }
            }
        }
    }

    private static void trainByCounting(
            EncodedCorpus corpus,
            List<String> methods,
            OptionValues given,
            Resources resources,
            ProgressListener progress,
            ModelConsumer consumer)
            throws IOException {
        MethodRegistry.Entry<TrainingMethod> svdEntry = TrainingMethods.REGISTRY.named(SvdMethod.NAME);
        SvdMethod svd = SvdMethod.of(given.only(svdEntry.options()));
        CooccurrenceMethod counter = new CooccurrenceMethod(svd.counting());
        PpmiMethod weigher = new PpmiMethod(svd.counting(), svd.weights());
        long begin = System.nanoTime();
        try (Embeddings counts = Training.train(corpus, counter, resources, progress)) {
            long counting = System.nanoTime() - begin;
            if (methods.contains(CooccurrenceMethod.NAME)) {
                consumer.accept(CooccurrenceMethod.NAME, counts, counting);
            }
            if (!methods.contains(PpmiMethod.NAME) && !methods.contains(SvdMethod.NAME)) {
                return;
            }
            begin = System.nanoTime();
            try (Embeddings weights = Training.train(matrix(counts), weigher, resources, progress)) {
                long weighing = counting + System.nanoTime() - begin;
                if (methods.contains(PpmiMethod.NAME)) {
                    consumer.accept(PpmiMethod.NAME, weights, weighing);
                }
                if (methods.contains(SvdMethod.NAME)) {
                    begin = System.nanoTime();
                    try (Embeddings vectors = Training.train(matrix(weights), svd, resources, progress)) {
                        consumer.accept(SvdMethod.NAME, vectors, weighing + System.nanoTime() - begin);
                    }
                }
            }
        }
    }

    private static ContextMatrix matrix(Embeddings embeddings) {
        if (embeddings instanceof SparseEmbeddings sparse) {
            return sparse.contexts();
        }
        throw new IllegalStateException("the result is not a context matrix");
    }
}
