package org.wvtoolkit.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads small text files in UTF-8: lists, options, benchmarks. A byte order mark at the beginning, which some
 * editors write, is not part
 * of the text.
 *
 * <p>Not part of the public API.
 */
public final class Utf8Files {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8Files() {}

    /**
     * Opens a file.
     *
     * @param file the file
     * @return a reader positioned after the byte order mark, if there is one; the caller closes it
     * @throws java.nio.charset.CharacterCodingException on reading, if the file is not UTF-8
     * @throws IOException if the file cannot be opened
     */
    public static BufferedReader newReader(Path file) throws IOException {
        BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        try {
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            return reader;
        } catch (Throwable failure) {
            reader.close();
            throw failure;
        }
    }

    /**
     * Reads all lines of a file.
     *
     * @param file the file
     * @return its lines without their ends
     * @throws java.nio.charset.CharacterCodingException if the file is not UTF-8
     * @throws IOException if the file cannot be read
     */
    public static List<String> readAllLines(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = newReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /**
     * Removes a byte order mark.
     *
     * @param text the beginning of a text
     * @return the text without its first character if that is a byte order mark, else the text
     */
    public static String withoutByteOrderMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
