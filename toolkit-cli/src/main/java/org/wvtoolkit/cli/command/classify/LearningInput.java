package org.wvtoolkit.cli.command.classify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.text.AnalyzerOption;
import org.wvtoolkit.cli.option.text.LabelledInputs;
import org.wvtoolkit.cli.question.DenseModel;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.nn.classifier.ClassifierMethod;
import org.wvtoolkit.nn.classifier.ClassifierMethods;
import org.wvtoolkit.nn.labelled.LabelledCorpus;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.model.ModelTokenizer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The input of classifier training: labelled lines, their tokenization and the initial vectors. */
final class LearningInput {
    private static final String DIMENSION = "dimension";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Mixin
    private LabelledInputs files = new LabelledInputs();

    @Option(
            names = "--classifier",
            paramLabel = "NAME",
            completionCandidates = Classifiers.class,
            description = "Classifier. One of: ${COMPLETION-CANDIDATES}. Default: average.")
    private @Nullable String classifier;

    @Option(
            names = "--vectors",
            paramLabel = "FILE",
            description = "Initial word vectors: a vector file in any supported format (see 'wv convert" + " --help').")
    private @Nullable Path vectors;

    @Mixin
    private AnalyzerOption analyzer = new AnalyzerOption();

    /** Names of classifiers with their summaries, read when the help is printed. */
    static final class Classifiers implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ClassifierMethods.all().stream()
                    .map(method -> method.name() + " (" + method.summary() + ")")
                    .iterator();
        }
    }

    /** Receives the opened input, which is closed afterwards. */
    @FunctionalInterface
    interface Learning {
        /**
         * Trains a classifier.
         *
         * @param corpus the texts
         * @param vectors initial vectors, or null
         * @param options hyperparameters; their dimension is that of the vectors
         */
        void from(LabelledCorpus corpus, @Nullable DenseEmbeddings vectors, Map<String, String> options)
                throws IOException;
    }

    /**
     * Rejects an output that is one of the files of labelled lines or the file of initial vectors.
     *
     * @param output the output of the command
     * @throws IOException if it is also an input
     */
    void requireOther(OutputFile output) throws IOException {
        for (Path path : files.paths()) {
            output.mustNotBe(path);
        }
        if (vectors != null) {
            output.mustNotBe(vectors);
        }
    }

    /** The classifier: from the command line, else from the options file, else the default. */
    String classifier(@Nullable String ofFile) {
        return Objects.requireNonNullElse(
                classifier,
                Objects.requireNonNullElse(
                        ofFile, ClassifierMethods.all().getFirst().name()));
    }

    /** Returns whether initial vectors are given, which determine the dimension. */
    boolean hasVectors() {
        return vectors != null;
    }

    /**
     * Validates the tokenization options before any input is read.
     *
     * @throws IllegalArgumentException if a name is unknown, or options exclude each other
     * @throws IOException if a file of words or steps cannot be read
     */
    void check() throws IOException {
        analyzer.analyzer();
    }

    /**
     * Opens the input, runs the training and closes the input.
     *
     * @param context has standard input
     * @param name the name of the classifier
     * @param given hyperparameters
     * @param resources threads, memory and temporary folder
     * @param progress receives the progress of reading
     * @param learning receives the input
     * @throws IOException if something cannot be read, or if {@code learning} throws it
     */
    void open(
            ProcessContext context,
            String name,
            Map<String, String> given,
            Resources resources,
            ProgressListener progress,
            Learning learning)
            throws IOException {
        if (vectors == null) {
            try (LabelledCorpus corpus = corpus(context, name, given, analyzer.analyzer(), resources, progress)) {
                learning.from(corpus, null, given);
            }
            return;
        }
        try (DenseEmbeddings dense = DenseModel.dense(VectorFormats.open(vectors, progress), vectors)) {
            Map<String, String> options = new LinkedHashMap<>(given);
            String dimension = Integer.toString(dense.dimension());
            if (!options.getOrDefault(DIMENSION, dimension).equals(dimension)) {
                throw usage("--dimension " + options.get(DIMENSION) + ", but the vectors have dimension " + dimension
                        + "; omit it");
            }
            options.put(DIMENSION, dimension);
            // By default, texts are tokenized like the corpus of the initial vectors.
            TextAnalyzer likeVectors = analyzer.analyzerAfter(ModelTokenizer.of(dense));
            try (LabelledCorpus corpus = corpus(context, name, options, likeVectors, resources, progress)) {
                learning.from(corpus, dense, options);
            }
        }
    }

    private ParameterException usage(@Nullable String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private LabelledCorpus corpus(
            ProcessContext context,
            String name,
            Map<String, String> options,
            TextAnalyzer tokenizer,
            Resources resources,
            ProgressListener progress)
            throws IOException {
        ClassifierMethod method = ClassifierMethods.create(name, OptionValues.of(options));
        return LabelledCorpus.read(
                files.inputs(context),
                files.lines(),
                tokenizer,
                method.learning().minCount(),
                resources,
                progress);
    }
}
