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
 * The text format of word2vec.c, gensim and fastText ({@code .vec}): a header line with the number
 * of words and the dimension, then one line for each word with its decimal values.
 */
final class Word2vecTextFormat implements VectorFormat {
    @Override
    public String name() {
        return "word2vec-text";
    }

    @Override
    public String description() {
        return "text of word2vec.c, gensim and fastText (.vec); gzip if OUT ends in .gz";
    }

    @Override
    public List<String> extensions() {
        return List.of(".vec", ".txt", ".vec.gz", ".txt.gz");
    }

    @Override
    public boolean recognizes(FilePrefix head) {
        return head.hasHeaderLine() && head.isTextAfterFirstLine();
    }

    @Override
    public VectorSource open(Path path, FaultPolicy policy, int threads, ProgressListener progress) throws IOException {
        InputFile file = GzipInput.open(path, policy, progress);
        VectorFileHeader header;
        try {
            header = VectorFileHeader.read(file);
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
        return TextVectorTable.open(file, header, name(), new ReadSettings(policy, threads, progress));
    }

    @Override
    public void write(VectorSource source, Path target, int threads, ProgressListener progress) throws IOException {
        try (OrderedOutput output = OrderedOutput.create(target)) {
            new TextWriter(source, target, true, ' ').write(output, TextWriter.header(source), threads, progress);
            output.commit();
        }
    }
}
