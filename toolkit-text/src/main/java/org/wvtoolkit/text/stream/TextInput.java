package org.wvtoolkit.text.stream;

import java.io.InputStream;
import java.nio.file.Path;

/** Something that text is read from: a file, a folder or a stream, compressed or not. */
public sealed interface TextInput {
    /**
     * What to call it in messages.
     *
     * @return a short name, such as {@code enwiki.txt}
     */
    String name();

    /**
     * A file, or a folder with everything below it.
     *
     * @param path an existing file or folder; whether it exists is checked when it is read
     * @return the input
     */
    static TextInput path(Path path) {
        return new AtPath(path);
    }

    /**
     * A stream, read to its end once and left open.
     *
     * @param name what to call it in messages
     * @param stream bytes, compressed or not; read by a thread of its own. Where a read does not
     *     answer to interruption, that (daemon) thread stays in it after an error elsewhere until
     *     the stream yields or ends
     * @return the input
     */
    static TextInput stream(String name, InputStream stream) {
        return new OfStream(name, stream);
    }

    /**
     * What a command line argument stands for: {@code -} is standard input, anything else a path.
     *
     * @param argument the argument
     * @param standardInput what {@code -} stands for
     * @return the input
     */
    static TextInput argument(String argument, InputStream standardInput) {
        return argument.equals("-") ? stream("standard input", standardInput) : path(Path.of(argument));
    }

    /**
     * A file or a folder.
     *
     * @param path where it lies
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
     * @param name what to call it
     * @param stream its bytes
     */
    record OfStream(String name, InputStream stream) implements TextInput {}
}
