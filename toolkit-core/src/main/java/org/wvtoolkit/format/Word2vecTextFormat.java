package org.wvtoolkit.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.format.stream.Faults;
import org.wvtoolkit.format.stream.InputFile;
import org.wvtoolkit.format.stream.OrderedOutput;
import org.wvtoolkit.format.stream.WordsAndDimension;
import org.wvtoolkit.progress.ProgressListener;

/**
 * The text format of word2vec.c, of gensim, and of fastText's {@code .vec}: a line with the number of words and the dimension, then a
 * line for each word, its values in decimal behind it.
 */
final class Word2vecTextFormat implements VectorFormat {
    @Override
    public String name() {
        return "word2vec-text";
    }

    @Override
    public String description() {
        return "the text of word2vec.c and gensim, and fastText's .vec; packed if OUT ends in .gz";
    }

    @Override
    public List<String> extensions() {
        return List.of(".vec", ".txt", ".vec.gz", ".txt.gz");
    }

    @Override
    public boolean recognises(FilePrefix head) {
        return head.hasClaim() && head.isTextAfterFirstLine();
    }

    @Override
    public VectorSource open(Path path, @Nullable Faults faults, int threads, ProgressListener progress)
            throws IOException {
        InputFile file = GzipText.open(path, faults, progress);
        WordsAndDimension claim;
        try {
            claim = WordsAndDimension.read(file);
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
        return TextVectorTable.open(file, claim, name(), faults, threads, progress);
    }

    @Override
    public void write(VectorSource source, Path target, int threads, ProgressListener progress) throws IOException {
        try (OrderedOutput output = OrderedOutput.create(target)) {
            TextWriter.write(source, output, target, TextWriter.claim(source), true, ' ', threads, progress);
            output.commit();
        }
    }
}
