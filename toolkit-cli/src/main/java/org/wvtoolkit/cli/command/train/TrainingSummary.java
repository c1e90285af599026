package org.wvtoolkit.cli.command.train;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;

/**
 * The messages after training: what was trained, where it was saved, example words, and a suggested query.
 *
 * @param embeddings the trained vectors
 * @param path the file
 * @param named whether the user named the file and must name it in queries
 * @param builtIn whether the built-in corpus was used
 */
record TrainingSummary(Embeddings embeddings, Path path, boolean named, boolean builtIn) {
    private static final int SAMPLES = 4;
    private static final int NEIGHBOURS = 5;

    void print(long nanos, PrintStream err) throws IOException {
        ModelMetadata metadata = embeddings.metadata();
        String tokens = metadata.get(ModelMetadata.CORPUS_TOKENS)
                .map(count -> Quantities.count(Long.parseLong(count)) + " tokens of text, ")
                .orElse("");
        err.println(
                tokens + Quantities.count(embeddings.vocabulary().size()) + " words, " + Quantities.duration(nanos));
        err.println("saved " + path + " (" + shape() + ", "
                + metadata.get(ModelMetadata.METHOD).orElse("") + ", " + Quantities.bytes((double) Files.size(path))
                + ")");
        List<String> samples = builtIn
                ? SampleWords.ofBuiltIn(embeddings.vocabulary())
                : SampleWords.of(embeddings.vocabulary(), SAMPLES);
        err.println();
        for (String word : samples) {
            if (Neighbours.of(embeddings).similar(List.of(word), NEIGHBOURS) instanceof Outcome.Known(var neighbours)) {
                err.println("  " + Quantities.oneLine(word) + ": "
                        + neighbours.stream()
                                .map(Neighbour::word)
                                .map(Quantities::oneLine)
                                .collect(Collectors.joining(", ")));
            }
        }
        String word = samples.isEmpty() ? embeddings.vocabulary().word(0) : samples.getFirst();
        err.println((samples.isEmpty() ? "" : "\n") + "To query it: wv similar "
                + (named ? "-m " + shellWord(path.toString()) + " " : "") + shellWord(word));
    }

    private String shape() {
        return switch (embeddings) {
            case DenseEmbeddings dense -> dense.dimension() + " dimensions";
            case CompressedEmbeddings compressed -> compressed.dimension() + " dimensions";
            case SparseEmbeddings sparse ->
                Quantities.count(sparse.dimension()) + " contexts, "
                        + Quantities.count(sparse.vectors().nonZeros()) + " pairs";
        };
    }

    /** Quotes a path for the shell. */
    private static String shellWord(String text) {
        String clean = Quantities.oneLine(text);
        boolean plain = clean.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || "/._-+,:@".indexOf(c) >= 0);
        return plain ? clean : "'" + clean.replace("'", "'\\''") + "'";
    }
}
