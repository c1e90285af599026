package org.wvtoolkit.cli.option.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.container.Utf8Files;
import picocli.CommandLine.Option;

/** Names of input files, read from a file or from standard input. */
@OptionGroup("Input options")
public final class FilesFrom {
    private static final String STANDARD_INPUT = "-";
    private static final Pattern LINE_END = Pattern.compile("\\r?\\n");
    private static final Pattern NUL = Pattern.compile("\0");

    @Option(
            names = "--files-from",
            paramLabel = "LIST",
            description = "Also read the files and folders that the file LIST names, or standard input if"
                    + " LIST is -. Names are separated by line breaks, or by NUL characters as 'find"
                    + " -print0' writes them.")
    private @Nullable String list;

    /**
     * Returns whether a list is given.
     *
     * @return true if given
     */
    public boolean given() {
        return list != null;
    }

    /**
     * The names in the list.
     *
     * @param context has standard input
     * @return in the order of the list; empty if none is given
     * @throws IOException if the list cannot be read, is not UTF-8 or is empty
     */
    public List<String> names(ProcessContext context) throws IOException {
        if (list == null) {
            return List.of();
        }
        String text = Utf8Files.withoutByteOrderMark(
                decoded(list.equals(STANDARD_INPUT) ? read(context.in()) : read(Path.of(list))));
        List<String> names = (text.indexOf('\0') >= 0 ? NUL : LINE_END)
                .splitAsStream(text)
                .filter(name -> !name.isBlank())
                .toList();
        if (names.isEmpty()) {
            throw new IOException(label() + ": lists no files; write one file or folder per line");
        }
        if (list.equals(STANDARD_INPUT) && names.contains(STANDARD_INPUT)) {
            throw new IOException(
                    label() + ": lists - (standard input), from which the list itself is read; remove it");
        }
        return names;
    }

    private String label() {
        return STANDARD_INPUT.equals(list) ? "standard input" : String.valueOf(list);
    }

    private static byte[] read(InputStream in) throws IOException {
        return in.readAllBytes();
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new IOException(file + ": no such file; check the path", missing);
        }
    }

    private String decoded(byte[] bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException wrong) {
            throw new IOException(label() + ": is not a list of files in UTF-8; pass texts as CORPUS instead", wrong);
        }
    }
}
