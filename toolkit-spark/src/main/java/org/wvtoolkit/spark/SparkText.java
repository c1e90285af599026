package org.wvtoolkit.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.spark.record.TextSplit;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.format.ReadingOptions;
import org.wvtoolkit.text.format.Sentences;
import org.wvtoolkit.text.format.TextHead;
import org.wvtoolkit.text.reader.LineSplits;

/**
 * Text in files of any Hadoop file system, and the options for reading it. Immutable and
 * serializable.
 *
 * @param paths files, folders and Hadoop glob patterns, read in this order; folders recursively,
 *     sorted by path, without hidden files
 * @param analyzer name of the analyzer that tokenizes the text; see {@link TextAnalyzers#named}
 * @param format name of the format of all files, or null to detect it
 * @param field field of JSON lines that contains the text, or null
 * @param column column of CSV and TSV files that contains the text, or null
 * @param sentences the unit that context windows never cross; files are divided only if it is a
 *     line
 * @param splitBytes maximum size of the parts of divided files, a multiple of {@value #LEAF_BYTES}
 */
public record SparkText(
        List<String> paths,
        String analyzer,
        @Nullable String format,
        @Nullable String field,
        @Nullable String column,
        Sentences sentences,
        long splitBytes)
        implements Serializable {
    /** Number of bytes of a file that are hashed together. */
    public static final long LEAF_BYTES = 4L << 20;

    /** Default maximum size of the parts of divided files, 64 MiB. */
    public static final long SPLIT_BYTES = 64L << 20;

    private static final PathFilter VISIBLE = path -> !path.getName().startsWith(".");

    /**
     * Validates the options.
     *
     * @throws IllegalArgumentException if there are no paths, or a name or size is not valid
     */
    public SparkText {
        paths = List.copyOf(paths);
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("there are no input paths");
        }
        if (splitBytes < 1) {
            throw new IllegalArgumentException("the size of parts must be above 0: " + splitBytes);
        }
        TextAnalyzers.named(analyzer);
    }

    /**
     * Creates a text with default options: the format is detected, each line is a sentence, parts
     * have at most 64 MiB.
     *
     * @param paths files, folders and glob patterns
     * @param analyzer name of the analyzer
     * @return the text
     */
    public static SparkText of(List<String> paths, String analyzer) {
        return new SparkText(paths, analyzer, null, null, null, Sentences.LINE, SPLIT_BYTES);
    }

    /** Returns the options as used on one machine. */
    TextOptions options() {
        return new TextOptions(TextAnalyzers.named(analyzer), new ReadingOptions(format, field, column, sentences));
    }

    /** Returns the options for lines of a known format. */
    TextOptions lineOptions(String lineFormat) {
        boolean json = field != null || lineFormat.equals("jsonl");
        return new TextOptions(
                TextAnalyzers.named(analyzer),
                new ReadingOptions(lineFormat, json ? field : null, null, Sentences.LINE));
    }

    Map<String, String> provenance() {
        return options().provenance();
    }

    /** Returns a short name for messages. */
    String name() {
        String first = new Path(paths.getFirst()).getName();
        return paths.size() == 1 ? first : first + " and " + (paths.size() - 1) + " more";
    }

    /**
     * Lists and divides the files.
     *
     * @param configuration configuration of Hadoop
     * @return the parts, in the order of the text
     * @throws IOException if a path does not exist or cannot be read
     */
    List<TextSplit> splits(Configuration configuration) throws IOException {
        List<TextSplit> splits = new ArrayList<>();
        int files = 0;
        for (String name : paths) {
            Path path = new Path(name);
            FileSystem system = path.getFileSystem(configuration);
            FileStatus[] found = status(system, path);
            boolean single = found.length == 1 && !found[0].isDirectory();
            List<FileStatus> all = new ArrayList<>();
            for (FileStatus status : found) {
                collect(system, status, all);
            }
            all.sort(Comparator.comparing(status -> status.getPath().toString()));
            if (all.isEmpty()) {
                throw new IOException(name + ": the folder contains no text; specify a folder with text files");
            }
            for (FileStatus file : all) {
                divide(system, file, files++, !single, splits);
            }
        }
        return splits;
    }

    private static FileStatus[] status(FileSystem system, Path path) throws IOException {
        try {
            if (system.exists(path)) {
                return new FileStatus[] {system.getFileStatus(path)};
            }
            FileStatus[] matching = system.globStatus(path);
            if (matching != null && matching.length > 0) {
                return matching;
            }
        } catch (FileNotFoundException absent) {
            // The message below reports the failure.
        }
        throw new IOException(path + ": no such file or folder; check the name, and that the cluster can read it");
    }

    private static void collect(FileSystem system, FileStatus status, List<FileStatus> files) throws IOException {
        if (!status.isDirectory()) {
            files.add(status);
            return;
        }
        for (FileStatus below : system.listStatus(status.getPath(), VISIBLE)) {
            collect(system, below, files);
        }
    }

    private void divide(FileSystem system, FileStatus file, int number, boolean inFolder, List<TextSplit> splits)
            throws IOException {
        String path = file.getPath().toString();
        String where = file.getPath().toUri().getPath();
        long length = file.getLen();
        Optional<String> lines = length > splitBytes ? lineFormat(system, file, where) : Optional.empty();
        if (lines.isEmpty()) {
            splits.add(new TextSplit(path, where, number, 0, length, null, inFolder));
            return;
        }
        // Parts of equal size, since the largest part determines the time.
        long unit = splitBytes % LEAF_BYTES == 0 ? LEAF_BYTES : 1;
        long part = Math.ceilDiv(Math.ceilDiv(length, Math.ceilDiv(length, splitBytes)), unit) * unit;
        for (long from = 0; from < length; from += part) {
            long to = Math.min(length, from + part);
            splits.add(new TextSplit(path, where, number, from, to, lines.get(), inFolder));
        }
    }

    private Optional<String> lineFormat(FileSystem system, FileStatus file, String where) throws IOException {
        byte[] head = new byte[(int) Math.min(TextHead.HEAD_BYTES, file.getLen())];
        try (FSDataInputStream in = system.open(file.getPath())) {
            int read = in.readNBytes(head, 0, head.length);
            return LineSplits.format(Arrays.copyOf(head, read), where, options().reading());
        }
    }
}
