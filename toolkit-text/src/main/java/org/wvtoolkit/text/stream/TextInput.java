package org.wvtoolkit.text.stream;

import java.io.InputStream;
import java.nio.file.Path;

/** Source of text: a file, a folder or a stream, compressed or not. */
public sealed interface TextInput {
    /**
     * Returns the name in messages.
     *
     * @return a short name, such as {@code enwiki.txt}
     */
    String name();

    /**
     * Returns an input that reads a file, or all files below a folder.
     *
     * @param path the file or folder; its existence is checked when it is read
     * @return the input
     */
    static TextInput path(Path path) {
        return new AtPath(path);
    }

    /**
     * Returns an input that reads a stream once to its end. The stream is not closed.
     *
     * @param name the name in messages
     * @param stream the bytes, compressed or not, which a separate daemon thread reads. If a read
     *     does not react to interruption, the thread remains blocked in it after an error
     *     elsewhere, until the read returns
     * @return the input
     */
    static TextInput stream(String name, InputStream stream) {
        return new OfStream(name, stream);
    }

    /**
     * Returns the input for an argument of a command: {@code -} is standard input, anything else a
     * path.
     *
     * @param argument the argument
     * @param standardInput the stream for {@code -}
     * @return the input
     */
    static TextInput argument(String argument, InputStream standardInput) {
        return argument.equals("-") ? stream("standard input", standardInput) : path(Path.of(argument));
    }

    /**
     * A file or a folder.
     *
     * @param path its path
     */
    record AtPath(Path path) implements TextInput {
        @Override
        public String name() {
            Path last = path.toAbsolutePath().normalize().getFileName();
            return last == null ? path.toString() : last.toString();
        }
    }

    /**
     * A stream.
     *
     * @param name the name in messages
     * @param stream the bytes
     */
    record OfStream(String name, InputStream stream) implements TextInput {}
}
