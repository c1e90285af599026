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

/** GloVe's text: a line for each word, its values in decimal behind it, and nothing before the first. */
final class GloveTextFormat implements VectorFormat {
    @Override
    public String name() {
        return "glove-text";
    }

    @Override
    public String description() {
        return "the text of GloVe, and of word2vec without its first line; packed if OUT ends in .gz";
    }

    @Override
    public List<String> extensions() {
        return List.of(".glove", ".glove.gz");
    }

    @Override
    public boolean recognises(FilePrefix head) {
        return !head.hasClaim() && head.firstLineIsText();
    }

    @Override
    public VectorSource open(Path path, @Nullable Faults faults, int threads, ProgressListener progress)
            throws IOException {
        InputFile file = GzipText.open(path, faults, progress);
        int dimension;
        long begin;
        try {
            begin = WordsAndDimension.afterByteOrderMark(file);
            dimension = TextVectorTable.numbersOfFirstLine(file, true);
            if (dimension == 0) {
                throw file.malformed(0, "the first line is not a word and its values");
            }
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
        return TextVectorTable.open(
                file, new WordsAndDimension(-1, dimension, begin), name(), faults, threads, progress);
    }

    @Override
    public void write(VectorSource source, Path target, int threads, ProgressListener progress) throws IOException {
        if (source.vocabulary().size() == 0) {
            throw new IOException(
                    target + ": not written: there are no words, and the format cannot say so; choose another");
        }
        try (OrderedOutput output = OrderedOutput.create(target)) {
            TextWriter.write(source, output, target, "", true, ' ', threads, progress);
            output.commit();
        }
    }
}
