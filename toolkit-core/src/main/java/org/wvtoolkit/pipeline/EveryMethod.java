package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

/**
 * Trains one corpus by every method, so that methods can be compared: the text is encoded once by the caller, and counted
 * and weighed once for all methods that count.
 */
public final class EveryMethod {
    /** The methods that share counts, in the order in which one goes on where the one before it ended. */
    private static final List<String> COUNTING = List.of(CooccurrenceMethod.NAME, PpmiMethod.NAME, SvdMethod.NAME);

    private EveryMethod() {}

    /** Takes the models, one after the other. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes a model.
         *
         * @param method the method's name
         * @param embeddings the model, closed when this returns
         * @param nanos how long this method's own work took; shared counting and weighing count for each method that needs
         *     them
         * @throws IOException if it fails; nothing more is trained then
         */
        void take(String method, Embeddings embeddings, long nanos) throws IOException;
    }

    /**
     * The methods, in the order in which they are trained.
     *
     * @return their names
     */
    public static List<String> names() {
        List<String> names = new ArrayList<>(COUNTING);
        TrainingMethods.all().stream()
                .map(TrainingMethods.Entry::name)
                .filter(name -> !COUNTING.contains(name))
                .forEach(names::add);
        return names;
    }

    /**
     * Trains.
     *
     * @param corpus the text; stays open
     * @param methods which of {@link #names}
     * @param given options, each for the methods that use it
     * @param resources threads, memory, temporary folder
     * @param progress told of each stage
     * @param taker takes the models
     * @throws IOException if a temporary file cannot be written, or the taker fails
     * @throws IllegalArgumentException if an option is out of range
     */
    public static void train(
            EncodedCorpus corpus,
            List<String> methods,
            Hyperparameters given,
            Resources resources,
            ProgressListener progress,
            Taker taker)
            throws IOException {
        if (methods.stream().anyMatch(COUNTING::contains)) {
            trainByCounting(corpus, methods, given, resources, progress, taker);
        }
        for (TrainingMethods.Entry entry : TrainingMethods.all()) {
            if (!COUNTING.contains(entry.name()) && methods.contains(entry.name())) {
                long begin = System.nanoTime();
                TrainingMethod method = entry.factory().apply(of(entry.options(), given));
                try (Embeddings embeddings = Training.train(corpus, method, resources, progress)) {
                    taker.take(entry.name(), embeddings, System.nanoTime() - begin);
                }
            }
        }
    }

    private static Hyperparameters of(List<String> options, Hyperparameters given) {
        Map<String, String> used = new HashMap<>();
        for (String name : given.names()) {
            String value = given.text(name);
            if (options.contains(name) && value != null) {
                used.put(name, value);
            }
        }
        return new Hyperparameters(used);
    }

    private static void trainByCounting(
            EncodedCorpus corpus,
            List<String> methods,
            Hyperparameters given,
            Resources resources,
            ProgressListener progress,
            Taker taker)
            throws IOException {
        SvdMethod svd = SvdMethod.of(of(SvdMethod.OPTIONS, given));
        CooccurrenceMethod counter = new CooccurrenceMethod(svd.counting());
        PpmiMethod weigher = new PpmiMethod(svd.counting(), svd.weights());
        long begin = System.nanoTime();
        try (Embeddings counts = Training.train(corpus, counter, resources, progress)) {
            long counting = System.nanoTime() - begin;
            if (methods.contains(CooccurrenceMethod.NAME)) {
                taker.take(CooccurrenceMethod.NAME, counts, counting);
            }
            if (!methods.contains(PpmiMethod.NAME) && !methods.contains(SvdMethod.NAME)) {
                return;
            }
            begin = System.nanoTime();
            try (Embeddings weights = Training.train(matrix(counts), weigher, resources, progress)) {
                long weighing = counting + System.nanoTime() - begin;
                if (methods.contains(PpmiMethod.NAME)) {
                    taker.take(PpmiMethod.NAME, weights, weighing);
                }
                if (methods.contains(SvdMethod.NAME)) {
                    begin = System.nanoTime();
                    try (Embeddings vectors = Training.train(matrix(weights), svd, resources, progress)) {
                        taker.take(SvdMethod.NAME, vectors, weighing + System.nanoTime() - begin);
                    }
                }
            }
        }
    }

    private static ContextMatrix matrix(Embeddings embeddings) {
        if (embeddings instanceof SparseEmbeddings sparse) {
            return sparse.contexts();
        }
        throw new IllegalStateException("not a matrix of contexts");
    }
}
