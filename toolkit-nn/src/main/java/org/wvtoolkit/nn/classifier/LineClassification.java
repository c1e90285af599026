package org.wvtoolkit.nn.classifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.nn.labelled.LabelledLine;
import org.wvtoolkit.nn.labelled.LineBlocks;
import org.wvtoolkit.nn.labelled.LineCursor;
import org.wvtoolkit.nn.labelled.LineFormat;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.analysis.TextTokenizer;
import org.wvtoolkit.text.model.ModelTokenizer;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Classifies the lines of files and streams in parallel, tokenized like the training texts, and
 * returns the results in order.
 *
 * <p>Not part of the public API.
 */
public final class LineClassification {
    /** Number of blocks per thread in a round, which keeps threads from waiting for each other. */
    private static final int BLOCKS_PER_THREAD = 2;

    /** Maximum number of probabilities in a round, which limits its memory if there are many labels. */
    private static final int MAX_PROBABILITIES = 1 << 22;

    private LineClassification() {}

    /** Receiver of predictions, called in the order of the lines from one thread. */
    @FunctionalInterface
    public interface Consumer {
        /**
         * Receives the next prediction.
         *
         * @param prediction prediction for a line
         * @throws IOException if it cannot be written
         */
        void accept(Prediction prediction) throws IOException;
    }

    /**
     * The lines to classify.
     *
     * @param files files and streams in order, at least one
     * @param format format of the lines
     * @param labelled whether every line must have a label of the classifier
     */
    public record Input(List<TextInput> files, LineFormat format, boolean labelled) {
        /** Copies the list. */
        public Input {
            files = List.copyOf(files);
        }
    }

    /**
     * Classifies all non-empty lines.
     *
     * @param classifier the classifier, which stays open
     * @param input the lines
     * @param threads number of worker threads
     * @param progress receives progress in bytes
     * @param consumer receives the predictions
     * @throws IOException if a file cannot be read, or a line violates its format or has no label;
     *     the one-line message states the location
     */
    public static void each(
            TextClassifier classifier, Input input, int threads, ProgressListener progress, Consumer consumer)
            throws IOException {
        boolean labelled = input.labelled;
        int roundBlocks = BLOCKS_PER_THREAD * threads;
        int maxLines = Math.max(1, MAX_PROBABILITIES / classifier.labels().size() / roundBlocks);
        LineBlocks.Purpose purpose = new LineBlocks.Purpose(labelled, Set.copyOf(classifier.labels()), maxLines);
        TextAnalyzer analyzer = ModelTokenizer.of(classifier.vocabulary(), classifier.metadata())
                .analyzer(TextAnalyzers.standard());
        try (WordTable words = table(classifier.vocabulary());
                LineBlocks blocks = new LineBlocks(input.files, input.format, purpose, progress)) {
            progress.stage(
                    "classifying " + input.files.getFirst().name(), ProgressListener.Unit.BYTES, blocks.totalBytes());
            List<LineBlocks.Block> round = new ArrayList<>();
            do {
                round.clear();
                LineBlocks.Block block = blocks.next();
                while (block != null) {
                    round.add(block);
                    block = round.size() < roundBlocks ? blocks.next() : null;
                }
                List<List<Prediction>> results = new ArrayList<>();
                round.forEach(_ -> results.add(new ArrayList<>()));
                Workers.run(threads, round.size(), number -> {
                    try (TextTokenizer tokenizer = analyzer.newTokenizer()) {
                        classify(
                                round.get(number), classifier, tokenizer, new Ids(words), purpose, results.get(number));
                    } catch (IOException bad) {
                        blocks.failed(round.get(number), bad);
                    }
                });
                blocks.check();
                for (List<Prediction> predictions : results) {
                    for (Prediction prediction : predictions) {
                        consumer.accept(prediction);
                    }
                }
            } while (!round.isEmpty());
        }
    }

    /**
     * Returns a hash table of the words: binary search in the vocabulary would take longer than
     * everything else.
     */
    private static WordTable table(Vocabulary vocabulary) {
        WordTable table = new WordTable();
        for (int id = 0; id < vocabulary.size(); id++) {
            byte[] word = vocabulary.word(id).getBytes(StandardCharsets.UTF_8);
            table.add(word, 0, word.length);
        }
        return table;
    }

    private static void classify(
            LineBlocks.Block block,
            TextClassifier classifier,
            TextTokenizer tokenizer,
            Ids ids,
            LineBlocks.Purpose purpose,
            List<Prediction> results)
            throws IOException {
        TextClassifier.Reader reader = classifier.newReader();
        LabelledLine line = new LabelledLine();
        new LineCursor(block).forEach(line, number -> {
            if (purpose.labelled() && !purpose.labels().contains(line.label())) {
                throw block.bad(
                        number,
                        line.label().isEmpty()
                                ? "has no label; testing requires one on every line"
                                : "has the label '" + line.label() + "', which is not a label of the classifier; "
                                        + "its labels are "
                                        + ClassifierTraining.some(classifier.labels()));
            }
            ids.count = 0;
            tokenizer.tokenize(line.text(), line.length(), false, ids);
            double[] probabilities = reader.probabilities(ids.words, ids.count).clone();
            results.add(new Prediction(line.label(), classifier.labels(), probabilities, ids.count));
        });
    }

    /** Collects the ids of in-vocabulary words. */
    private static final class Ids implements TokenSink {
        private final WordTable table;
        private int[] words = new int[1024];
        private int count;

        Ids(WordTable table) {
            this.table = table;
        }

        @Override
        public void beginChunk(long chunkNumber) {}

        @Override
        public void token(byte[] utf8, int offset, int length) {
            int id = table.find(utf8, offset, length);
            if (id >= 0) {
                if (count == words.length) {
                    words = Arrays.copyOf(words, 2 * count);
                }
                words[count++] = id;
            }
        }

        @Override
        public void endSentence() {}

        @Override
        public void endChunk() {}
    }
}
