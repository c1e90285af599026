package org.wvtoolkit.nn.classifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.nn.labelled.LabelledCorpus;
import org.wvtoolkit.nn.labelled.LineFormat;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.stream.TextInput;

/** Small labelled texts, and the way from them to a classifier. */
public final class LabelledTexts {
    private LabelledTexts() {}

    public static Resources resources(Path folder, int threads) {
        return new Resources(threads, 1L << 28, folder);
    }

    public static LabelledCorpus read(Path folder, String content) throws IOException {
        Path file = Files.writeString(folder.resolve("texts"), content);
        return LabelledCorpus.read(
                List.of(TextInput.path(file)),
                LineFormat.detected(),
                TextAnalyzers.named("whitespace"),
                1,
                resources(folder, 2),
                ProgressListener.NONE);
    }

    /** Texts of two labels that only the order of two words tells apart: "not good" and "good not" among noise. */
    static String ordered(int texts, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < texts; i++) {
            boolean first = i % 2 == 0;
            List<String> words = new ArrayList<>();
            for (int n = 0; n < 8; n++) {
                words.add("w" + random.nextInt(30));
            }
            words.addAll(random.nextInt(words.size()), first ? List.of("not", "good") : List.of("good", "not"));
            lines.append(first ? "bad" : "fine")
                    .append('\t')
                    .append(String.join(" ", words))
                    .append('\n');
        }
        return lines.toString();
    }

    static ClassifierMethod method(String name, String... options) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            given.put(options[i], options[i + 1]);
        }
        return ClassifierMethods.create(name, OptionValues.of(given));
    }

    static TextClassifier train(
            Path folder, LabelledCorpus corpus, ClassifierMethod method, int threads, @Nullable DenseEmbeddings vectors)
            throws IOException {
        return ClassifierTraining.train(corpus, method, vectors, resources(folder, threads), ProgressListener.NONE);
    }

    /** How many of a corpus's texts get their own label. */
    static double accuracy(TextClassifier classifier, LabelledCorpus corpus) {
        TextClassifier.Reader reader = classifier.newReader();
        int[] words = new int[corpus.longest()];
        return IntStream.range(0, corpus.documents())
                        .filter(document ->
                                Prediction.likeliest(reader.probabilities(words, corpus.words(document, words)))
                                        == corpus.label(document))
                        .count()
                / (double) corpus.documents();
    }

    static double[] probabilities(TextClassifier classifier, LabelledCorpus corpus, int document) {
        int[] words = new int[corpus.longest()];
        double[] probabilities = classifier.newReader().probabilities(words, corpus.words(document, words));
        return Arrays.copyOf(probabilities, probabilities.length);
    }
}
