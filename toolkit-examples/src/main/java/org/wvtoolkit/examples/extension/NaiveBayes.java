package org.wvtoolkit.examples.extension;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.nn.classifier.ClassifierFile;
import org.wvtoolkit.nn.classifier.ClassifierMethod;
import org.wvtoolkit.nn.classifier.Learner;
import org.wvtoolkit.nn.classifier.LearningOptions;
import org.wvtoolkit.nn.classifier.LearningTask;
import org.wvtoolkit.nn.classifier.TextClassifier;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.vocabulary.Vocabulary;

/** A classifier: multinomial naive Bayes with add-one smoothing. */
final class NaiveBayes implements TextClassifier {
    private static final String NAME = "naive-bayes";
    private static final String WEIGHTS = "log_probabilities";

    private final List<String> labels;
    private final Vocabulary vocabulary;
    private final ModelMetadata metadata;

    /** For each label, the logarithms of the probabilities of the words, then that of the label. */
    private final float[] weights;

    private final Runnable owner;

    private NaiveBayes(ClassifierFile.Parts parts, float[] weights, Runnable owner) {
        this.labels = parts.labels();
        this.vocabulary = parts.vocabulary();
        this.metadata = parts.metadata();
        this.weights = weights;
        this.owner = owner;
    }

    static MethodRegistry.Entry<ClassifierMethod> entry() {
        return new MethodRegistry.Entry<>(
                NAME,
                "naive Bayes: one pass over the texts",
                LearningOptions.descriptions(),
                given -> new ClassifierMethod(
                        NAME,
                        given.completed(LearningOptions.descriptions()),
                        LearningOptions.of(given),
                        Counting::new,
                        NaiveBayes::open));
    }

    private static TextClassifier open(TensorFile file, ClassifierFile.Parts parts) throws IOException {
        long columns = parts.vocabulary().size() + 1L;
        float[] weights = file.require(WEIGHTS, DType.F32, parts.labels().size(), columns)
                .data()
                .toArray(ValueLayout.JAVA_FLOAT);
        return new NaiveBayes(parts, weights, file::close);
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public ModelMetadata metadata() {
        return metadata;
    }

    @Override
    public Reader newReader() {
        int columns = vocabulary.size() + 1;
        return (words, count) -> {
            double[] scores = new double[labels.size()];
            double largest = Double.NEGATIVE_INFINITY;
            for (int label = 0; label < scores.length; label++) {
                scores[label] = weights[label * columns + columns - 1];
                for (int i = 0; i < count; i++) {
                    scores[label] += weights[label * columns + words[i]];
                }
                largest = Math.max(largest, scores[label]);
            }
            double sum = 0;
            for (int label = 0; label < scores.length; label++) {
                scores[label] = Math.exp(scores[label] - largest);
                sum += scores[label];
            }
            for (int label = 0; label < scores.length; label++) {
                scores[label] /= sum;
            }
            return scores;
        };
    }

    @Override
    public void save(Path target) throws IOException {
        List<TensorDeclaration> tensors =
                List.of(new TensorDeclaration(WEIGHTS, DType.F32, labels.size(), vocabulary.size() + 1L));
        ClassifierFile.save(this, target, tensors, writer -> writer.write(WEIGHTS, 0, MemorySegment.ofArray(weights)));
    }

    @Override
    public void close() {
        owner.run();
    }

    /** Counts the words of each label. All epochs give the same counts. */
    private static final class Counting implements Learner {
        private final LearningTask task;
        private final float[] weights;

        Counting(LearningTask task) {
            this.task = task;
            this.weights = new float
                    [task.corpus().labels().size() * (task.corpus().vocabulary().size() + 1)];
        }

        @Override
        public double epoch(int epoch, Watch watch) {
            int columns = task.corpus().vocabulary().size() + 1;
            int labels = task.corpus().labels().size();
            long[] counts = new long[labels * columns];
            int[] words = new int[task.corpus().longest()];
            for (int document : task.documents()) {
                int label = task.corpus().label(document);
                int count = task.corpus().words(document, words);
                for (int i = 0; i < count; i++) {
                    counts[label * columns + words[i]]++;
                }
                counts[label * columns + columns - 1]++;
                watch.done(count, 0);
            }
            for (int label = 0; label < labels; label++) {
                long sum = columns - 1L;
                for (int word = 0; word < columns - 1; word++) {
                    sum += counts[label * columns + word];
                }
                for (int word = 0; word < columns - 1; word++) {
                    weights[label * columns + word] = (float) Math.log((counts[label * columns + word] + 1.0) / sum);
                }
                weights[label * columns + columns - 1] =
                        (float) Math.log((counts[label * columns + columns - 1] + 1.0) / task.documents().length);
            }
            return 0;
        }

        @Override
        public void remember() {}

        @Override
        public void recall() {}

        @Override
        public TextClassifier classifier(ModelMetadata metadata) {
            return new NaiveBayes(
                    new ClassifierFile.Parts(
                            metadata,
                            task.corpus().vocabulary().copy(),
                            task.corpus().labels()),
                    weights,
                    () -> {});
        }

        @Override
        public void close() {}
    }
}
