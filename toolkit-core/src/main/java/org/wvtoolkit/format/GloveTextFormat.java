package org.wvtoolkit.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.wvtoolkit.format.stream.FaultPolicy;
import org.wvtoolkit.format.stream.InputFile;
import org.wvtoolkit.format.stream.OrderedOutput;
import org.wvtoolkit.format.stream.VectorFileHeader;
import org.wvtoolkit.progress.ProgressListener;

/**
 * The text format of GloVe: one line for each word with the word and its decimal values, without a
 * header line.
 */
final class GloveTextFormat implements VectorFormat {
    @Override
    public String name() {
        return "glove-text";
    }

    @Override
    public String description() {
        return "GloVe's text, or word2vec's without its first line; gzip if OUT ends in .gz";
    }

    @Override
    public List<String> extensions() {
        return List.of(".glove", ".glove.gz");
    }

    @Override
    public boolean recognizes(FilePrefix head) {
        return !head.hasHeaderLine() && head.firstLineIsText();
    }

    @Override
    public VectorSource open(Path path, FaultPolicy policy, int threads, ProgressListener progress) throws IOException {
        InputFile file = GzipInput.open(path, policy, progress);
        int dimension;
        long begin;
        try {
            begin = VectorFileHeader.afterByteOrderMark(file);
            dimension = TextVectorTable.numbersOfFirstLines(file, true);
            if (dimension == 0) {
                throw file.malformed(0, "the first line is not a word and its values");
            }
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
        return TextVectorTable.open(
                file, new VectorFileHeader(-1, dimension, begin), name(), new ReadSettings(policy, threads, progress));
    }

    @Override
    public void write(VectorSource source, Path target, int threads, ProgressListener progress) throws IOException {
        if (source.vocabulary().size() == 0) {
            throw new IOException(
                    target + ": not written: the model has no words, which the format cannot represent; choose "
                            + "another format");
        }
        try (OrderedOutput output = OrderedOutput.create(target)) {
            new TextWriter(source, target, true, ' ').write(output, "", threads, progress);
            output.commit();
        }
    }
}
