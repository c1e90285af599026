package org.wvtoolkit.cli.command.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.output.ClassificationTaskOutput;
import org.wvtoolkit.cli.question.DenseModel;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.nn.classifier.ClassificationReport;
import org.wvtoolkit.nn.classifier.ClassifierMethod;
import org.wvtoolkit.nn.classifier.ClassifierMethods;
import org.wvtoolkit.nn.classifier.ClassifierTraining;
import org.wvtoolkit.nn.labelled.LabelledCorpus;
import org.wvtoolkit.nn.labelled.LineFormat;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.model.ModelTokenizer;
import org.wvtoolkit.text.stream.TextInput;

/**
 * Scores vectors on text classification: the accuracy of a linear classifier on the mean of the word vectors of a
 * text, which are not trained further. A fifth of the texts is held out, the same for all models with the same
 * tokenization.
 */
final class ClassificationTask {
    private static final Map<String, String> OPTIONS =
            Map.of("ngrams", "1", "channels", "static", "epochs", "20", "validation-fraction", "0.2", "patience", "0");

    private ClassificationTask() {}

    /**
     * Scores models.
     *
     * @param models vector files
     * @param texts files of labelled lines
     * @param context has standard input and the current folder
     * @return one result per model, in order
     * @throws IOException if a file cannot be read, or no classifier can be trained on the texts
     */
    static List<ClassificationTaskOutput.Use> judge(List<ModelOption> models, List<Path> texts, ProcessContext context)
            throws IOException {
        List<ClassificationTaskOutput.Use> uses = new ArrayList<>();
        for (ModelOption model : models) {
            Path path = model.path(context);
            try (DenseEmbeddings dense = DenseModel.dense(model.open(context), path)) {
                for (Path file : texts) {
                    uses.add(new ClassificationTaskOutput.Use(
                            path.toString(), file.toString(), report(dense, file, context)));
                }
            }
        }
        return uses;
    }

    private static ClassificationReport report(DenseEmbeddings vectors, Path file, ProcessContext context)
            throws IOException {
        Map<String, String> options = new LinkedHashMap<>(OPTIONS);
        options.put("dimension", Integer.toString(vectors.dimension()));
        ClassifierMethod method = ClassifierMethods.create(ClassifierMethods.AVERAGE, OptionValues.of(options));
        TextAnalyzer analyzer = ModelTokenizer.of(vectors).analyzer(TextAnalyzers.standard());
        Resources resources = Resources.defaults(Path.of("").toAbsolutePath());
        try (LabelledCorpus corpus = LabelledCorpus.read(
                List.of(TextInput.argument(file.toString(), context.in())),
                LineFormat.detected(),
                analyzer,
                method.learning().minCount(),
                resources,
                ProgressListener.NONE)) {
            return ClassifierTraining.test(corpus, method, vectors, resources, ProgressListener.NONE);
        }
    }
}
