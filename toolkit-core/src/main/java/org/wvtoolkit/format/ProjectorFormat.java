package org.wvtoolkit.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.format.stream.FaultPolicy;
import org.wvtoolkit.format.stream.InputFile;
import org.wvtoolkit.format.stream.OrderedOutput;
import org.wvtoolkit.format.stream.WordBytes;
import org.wvtoolkit.progress.ProgressListener;

/**
 * The format of the TensorBoard Embedding Projector: a tab-separated table of values, and a second
 * file with the words (NAME.metadata.tsv for NAME.tsv). Reading also accepts the file names used by
 * TensorFlow's guide and by gensim.
 */
final class ProjectorFormat implements VectorFormat {
    private static final String EXTENSION = ".tsv";
    private static final String METADATA = "metadata";

    @Override
    public String name() {
        return "projector-tsv";
    }

    @Override
    public String description() {
        return "TensorBoard Embedding Projector with the words in NAME.metadata.tsv";
    }

    @Override
    public List<String> extensions() {
        return List.of(EXTENSION);
    }

    @Override
    public boolean recognizes(FilePrefix head) {
        if (!head.linesAreNumbers()) {
            return false;
        }
        // A row of two integers looks like the first line of a word2vec file, and a word may be a whole number.
        return (head.firstLineHasTab() && !head.hasHeaderLine())
                || head.linesBeginWithFractions()
                || ((head.firstLineHasTab() || !head.hasHeaderLine())
                        && candidates(head.path()).stream().anyMatch(Files::isRegularFile));
    }

    /** Returns the possible paths of the word file; the first one is used for writing. */
    private static List<Path> candidates(Path path) {
        String name = path.toString();
        List<Path> candidates = new ArrayList<>();
        candidates.add(Path.of(stem(name) + "." + METADATA + EXTENSION));
        String file = String.valueOf(path.getFileName());
        for (String values : List.of("tensor", "vectors")) {
            int at = file.lastIndexOf(values);
            if (at >= 0) {
                candidates.add(
                        path.resolveSibling(file.substring(0, at) + METADATA + file.substring(at + values.length())));
            }
        }
        return candidates;
    }

    private static String stem(String name) {
        return name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
    }

    @Override
    public VectorSource open(Path path, FaultPolicy policy, int threads, ProgressListener progress) throws IOException {
        InputFile.check(path);
        Path words = WordList.find(path, candidates(path));
        InputFile file = GzipInput.open(path, policy, progress);
        int dimension;
        try {
            dimension = TextVectorTable.numbersOfFirstLines(file, false);
            if (dimension == 0) {
                throw file.malformed(0, "the first line does not consist of numbers");
            }
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
        return TextVectorTable.openWithoutWords(
                file, dimension, words, name(), new ReadSettings(policy, threads, progress));
    }

    @Override
    public List<Path> companionFiles(Path target) {
        return List.of(candidates(target).getFirst());
    }

    @Override
    public void write(VectorSource source, Path target, int threads, ProgressListener progress) throws IOException {
        if (source.vocabulary().size() == 0) {
            throw new IOException(
                    target + ": not written: the model has no words, which the format cannot represent; choose "
                            + "another format");
        }
        Path words = companionFiles(target).getFirst();
        try (OrderedOutput list = OrderedOutput.create(words);
                OrderedOutput output = OrderedOutput.create(target)) {
            WordList.write(source, list, words, WordBytes.Forbidden.PROJECTOR);
            new TextWriter(source, target, false, '\t').write(output, "", threads, progress);
            list.commit();
            output.commit();
        }
    }
}
