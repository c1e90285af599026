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
import org.apache.hadoop.fs.LocalFileSystem;
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
import org.wvtoolkit.text.stream.InputFiles;
import org.wvtoolkit.text.stream.TextInput;

/**
 * Text in files of any Hadoop file system, and the options for reading it. Immutable and
 * serializable.
 *
 * @param paths files, folders and Hadoop glob patterns, read in this order; folders recursively,
 *     sorted by path, without hidden files; local files are listed as on one machine, which skips
 *     broken links and links into loops
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
        new ReadingOptions(format, field, column, sentences);
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
     * @param notes receives a message for each local file that is skipped
     * @return the parts, in the order of the text
     * @throws IOException if a path does not exist or cannot be read
     */
    List<TextSplit> splits(Configuration configuration, List<String> notes) throws IOException {
        List<TextSplit> splits = new ArrayList<>();
        int files = 0;
        for (String name : paths) {
            Path path = new Path(name);
            FileSystem system = path.getFileSystem(configuration);
            Found found = system instanceof LocalFileSystem ? localFiles(path, notes) : files(system, path);
            if (found.files().isEmpty()) {
                throw new IOException(name + ": the folder contains no text; specify a folder with text files");
            }
            for (StoredFile file : found.files()) {
                divide(system, file, files++, found.inFolder(), splits);
            }
        }
        return splits;
    }

    /** File of the text and its size in bytes. */
    private record StoredFile(Path path, long length) {}

    /**
     * Files of one path.
     *
     * @param inFolder whether files that are not text are skipped
     */
    private record Found(List<StoredFile> files, boolean inFolder) {}

    /** Lists local files in the same way as on one machine, which follows links but never into a loop. */
    private static Found localFiles(Path path, List<String> notes) throws IOException {
        java.nio.file.Path local = java.nio.file.Path.of(path.toUri().getPath());
        InputFiles.Group group = InputFiles.scan(TextInput.path(local), notes);
        List<StoredFile> files = new ArrayList<>();
        for (InputFiles.Item item : group.files()) {
            if (item.size() < 0) {
                throw new IOException(item.where() + ": is not a regular file; write the text to a file first");
            }
            java.nio.file.Path file = java.nio.file.Path.of(item.where()).toAbsolutePath();
            if (String.valueOf(file.getFileName()).contains(":")) {
                throw new IOException(item.where() + ": Hadoop cannot read a name with a colon; rename the file");
            }
            files.add(new StoredFile(new Path("file", null, file.toString()), item.size()));
        }
        return new Found(files, group.isFolder());
    }

    private static Found files(FileSystem system, Path path) throws IOException {
        FileStatus[] found = status(system, path);
        boolean single = found.length == 1 && !found[0].isDirectory();
        List<StoredFile> files = new ArrayList<>();
        for (FileStatus status : found) {
            collect(system, status, files);
        }
        files.sort(Comparator.comparing(file -> file.path().toString()));
        return new Found(files, !single);
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

    private static void collect(FileSystem system, FileStatus status, List<StoredFile> files) throws IOException {
        if (!status.isDirectory()) {
            files.add(new StoredFile(status.getPath(), status.getLen()));
            return;
        }
        for (FileStatus below : system.listStatus(status.getPath(), VISIBLE)) {
            collect(system, below, files);
        }
    }

    private void divide(FileSystem system, StoredFile file, int number, boolean inFolder, List<TextSplit> splits)
            throws IOException {
        String path = file.path().toString();
        String where = file.path().toUri().getPath();
        long length = file.length();
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

    private Optional<String> lineFormat(FileSystem system, StoredFile file, String where) throws IOException {
        byte[] head = new byte[(int) Math.min(TextHead.HEAD_BYTES, file.length())];
        try (FSDataInputStream in = system.open(file.path())) {
            int read = in.readNBytes(head, 0, head.length);
            return LineSplits.format(Arrays.copyOf(head, read), where, options().reading());
        }
    }
}
