package org.wvtoolkit.spark;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.util.SerializableConfiguration;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.spark.record.LeafHashStream;
import org.wvtoolkit.spark.record.LocalDiskException;
import org.wvtoolkit.spark.record.RecordFile;
import org.wvtoolkit.spark.record.SplitReport;
import org.wvtoolkit.spark.record.TextSplit;
import org.wvtoolkit.spark.record.TokenChunk;
import org.wvtoolkit.spark.record.WordCounts;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.format.TextHead;
import org.wvtoolkit.text.reader.LineSplits;
import org.wvtoolkit.text.stream.TextInput;

/** Reading and tokenization of the splits of one partition, in a task. */
final class SplitTokenizer {
    private SplitTokenizer() {}

    /** Tokenizes splits into chunks. */
    static Iterator<TokenChunk> tokenize(
            Iterator<TextSplit> splits, SparkText text, SerializableConfiguration configuration) throws IOException {
        RecordFile file = new RecordFile(RecordFile.localFolder());
        List<SplitReport> reports = new ArrayList<>();
        try (ChunkSink sink = new ChunkSink(file)) {
            while (splits.hasNext()) {
                TextSplit split = splits.next();
                try {
                    reports.add(read(split, text, configuration, sink));
                } catch (IOException failure) {
                    throw named(split, failure);
                }
            }
            return chunks(sink, file, reports);
        }
    }

    /** Adds the name of the file and a remedy to the message of a failure that has neither. */
    private static IOException named(TextSplit split, IOException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof FileNotFoundException || failure instanceof AccessControlException) {
            boolean denied = failure instanceof AccessControlException || message.contains("Permission denied");
            String reason = denied
                    ? ": an executor has no permission to read the file; permit it to the user of the executors"
                    : ": an executor cannot open the file; keep the files unchanged, where all executors can read them";
            return new IOException(split.where() + reason, failure);
        }
        return failure instanceof LocalDiskException || message.contains(split.where())
                ? failure
                : new IOException(split.where() + ": cannot be read (" + message + "); check the file", failure);
    }

    /** Tokenizes the lines of an RDD; a line feed within a line also ends a sentence, and null is an empty line. */
    static Iterator<TokenChunk> tokenizeLines(Iterator<String> lines, SparkText text, int partition)
            throws IOException {
        RecordFile file = new RecordFile(RecordFile.localFolder());
        List<SplitReport> reports = new ArrayList<>();
        try (ChunkSink sink = new ChunkSink(file)) {
            LineStream stream = new LineStream(lines);
            LeafHashStream hashed = new LeafHashStream(stream, 0, 0, Long.MAX_VALUE, SparkText.LEAF_BYTES);
            // Blank lines, so that the first line is not mistaken for the magic number of a
            // compression format.
            byte[] blank = new byte[TextHead.HEAD_BYTES];
            Arrays.fill(blank, (byte) '\n');
            InputStream in = new SequenceInputStream(new ByteArrayInputStream(blank), hashed);
            SourceReport report =
                    readTokens(in, "partition " + partition, text.lineOptions("plain"), sink, new ArrayList<>());
            reports.add(new SplitReport(
                    partition,
                    stream.count,
                    sink.tokens(),
                    report.malformed(),
                    report.splitTokens(),
                    hashed.finish(),
                    List.of()));
            return chunks(sink, file, reports);
        }
    }

    /** Input stream of lines with line feeds, in UTF-8. */
    private static final class LineStream extends InputStream {
        private final Iterator<String> lines;
        private byte[] line = {};
        private int next;
        private long count;

        LineStream(Iterator<String> lines) {
            this.lines = lines;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (next == line.length) {
                if (!lines.hasNext()) {
                    return -1;
                }
                line = (Objects.requireNonNullElse(lines.next(), "") + "\n").getBytes(StandardCharsets.UTF_8);
                next = 0;
            }
            int step = Math.min(length, line.length - next);
            System.arraycopy(line, next, target, offset, step);
            next += step;
            count += step;
            return step;
        }
    }

    private static SplitReport read(
            TextSplit split, SparkText text, SerializableConfiguration configuration, ChunkSink sink)
            throws IOException {
        Path path = new Path(split.path());
        FileSystem system = path.getFileSystem(configuration.value());
        long before = sink.tokens();
        List<String> notes = new ArrayList<>();
        try (FSDataInputStream file = system.open(path)) {
            String format = split.format();
            if (format == null && split.mayBeBinary() && isBinary(file)) {
                return new SplitReport(
                        split.fileNumber(),
                        0,
                        0,
                        0,
                        0,
                        List.of(),
                        List.of("skipped " + split.where() + ", which is not text"));
            }
            long begin = Math.max(0, split.from() - 1);
            file.seek(begin);
            LeafHashStream hashed = new LeafHashStream(file, begin, split.from(), split.to(), SparkText.LEAF_BYTES);
            SourceReport report;
            long bytes;
            if (format == null) {
                report = readTokens(hashed, split.where(), text.options(), sink, notes);
                bytes = report.bytes();
            } else {
                InputStream lines = LineSplits.lines(hashed, split.from(), split.to());
                report = readTokens(lines, split.where(), text.lineOptions(format), sink, notes);
                bytes = split.to() - split.from();
            }
            List<byte[]> leaves = hashed.finish();
            if (hashed.position() < split.to() || (format == null && hashed.position() > split.to())) {
                throw new IOException(
                        split.where() + ": changed while it was read; keep the files unchanged until the command ends");
            }
            return new SplitReport(
                    split.fileNumber(),
                    bytes,
                    sink.tokens() - before,
                    report.malformed(),
                    report.splitTokens(),
                    leaves,
                    notes);
        }
    }

    private static boolean isBinary(FSDataInputStream file) throws IOException {
        byte[] head = new byte[TextHead.HEAD_BYTES];
        int length = file.readNBytes(head, 0, head.length);
        return LineSplits.isBinary(Arrays.copyOf(head, length));
    }

    private static SourceReport readTokens(
            InputStream in, String where, TextOptions options, ChunkSink sink, List<String> notes) throws IOException {
        TextCorpus corpus = TextCorpus.of(List.of(TextInput.stream(where, in)), options);
        SourceReport report = corpus.readTokens(() -> sink, 1, new NoteCollector(notes));
        sink.endSplit();
        return report;
    }

    private record NoteCollector(List<String> notes) implements ProgressListener {
        @Override
        public void stage(String name, Unit unit, long total) {}

        @Override
        public void advanced(long done, String detail) {}

        @Override
        public void note(String message) {
            notes.add(message);
        }
    }

    /** Writes the tokens that remain in the sink and returns all chunks of the partition. */
    private static Iterator<TokenChunk> chunks(ChunkSink sink, RecordFile file, List<SplitReport> reports)
            throws IOException {
        sink.flush();
        List<TokenChunk> words = new ArrayList<>();
        for (byte[] piece : WordCounts.pieces(sink.words())) {
            words.add(TokenChunk.ofWords(piece, words.isEmpty() ? reports : List.of()));
        }
        Iterator<TokenChunk> first = words.iterator();
        Iterator<RecordFile.Entry> tokens = file.read();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return first.hasNext() || tokens.hasNext();
            }

            @Override
            public TokenChunk next() {
                return first.hasNext()
                        ? first.next()
                        : TokenChunk.ofTokens(tokens.next().bytes());
            }
        };
    }
}
