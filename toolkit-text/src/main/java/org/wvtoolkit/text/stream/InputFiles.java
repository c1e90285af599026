package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Resolves inputs to files: the files of a folder or a pattern, in a fixed order, with their sizes.
 *
 * <p>Not part of the public API.
 */
public final class InputFiles {
    private InputFiles() {}

    /**
     * One input and its files.
     *
     * @param input the input
     * @param isFolder whether files that are not text are skipped, as in folders and patterns
     * @param files the files; one for a file or a stream
     */
    public record Group(TextInput input, boolean isFolder, List<Item> files) {}

    /**
     * One file.
     *
     * @param where the name in messages
     * @param path the path, or null for a stream
     * @param size the size in bytes, or −1 if unknown
     */
    public record Item(String where, @Nullable Path path, long size) {}

    /**
     * Resolves an input to its files.
     *
     * @param notes receives a message for each file that is skipped
     * @return the files
     * @throws IOException if the path does not exist, cannot be read, or is a pattern without
     *     matches
     */
    public static Group scan(TextInput input, List<String> notes) throws IOException {
        return switch (input) {
            case TextInput.OfStream stream -> new Group(input, false, List.of(new Item(stream.name(), null, -1)));
            case TextInput.AtPath(Path path) -> {
                if (isPattern(path)) {
                    yield new Group(input, true, matching(path, notes));
                }
                BasicFileAttributes attributes = attributes(path);
                if (attributes.isDirectory()) {
                    yield new Group(input, true, below(path, notes));
                }
                // A pipe or a device has no meaningful size.
                long size = attributes.isRegularFile() ? attributes.size() : -1;
                yield new Group(input, false, List.of(new Item(path.toString(), path, size)));
            }
        };
    }

    /**
     * Returns whether a path is a pattern, such as {@code texts/*.txt}: it contains a wildcard, and
     * no file of that name exists.
     */
    private static boolean isPattern(Path path) {
        String text = path.toString();
        return (text.contains("*") || text.contains("?") || text.contains("[") || text.contains("{"))
                && !Files.exists(path);
    }

    /**
     * Returns all files that match a pattern or are below a matching folder, in the order of their
     * paths.
     */
    private static List<Item> matching(Path pattern, List<String> notes) throws IOException {
        Path root = pattern.getRoot() == null ? Path.of("") : pattern.getRoot();
        Path fixed = root;
        int names = 0;
        while (names < pattern.getNameCount() && !isPattern(fixed.resolve(pattern.getName(names)))) {
            fixed = fixed.resolve(pattern.getName(names++));
        }
        List<Item> files = new ArrayList<>();
        try {
            String rest = pattern.subpath(names, pattern.getNameCount()).toString();
            PathMatcher matcher = pattern.getFileSystem().getPathMatcher("glob:" + rest);
            int depth = rest.contains("**") ? Integer.MAX_VALUE : pattern.getNameCount() - names;
            Path from = fixed;
            List<Path> found;
            try (Stream<Path> all = Files.walk(from, depth, FileVisitOption.FOLLOW_LINKS)) {
                found = all.filter(path -> matcher.matches(from.relativize(path)))
                        .sorted()
                        .toList();
            }
            for (Path path : found) {
                BasicFileAttributes attributes = attributes(path);
                if (attributes.isRegularFile()) {
                    files.add(new Item(path.toString(), path, attributes.size()));
                } else if (attributes.isDirectory() && !rest.contains("**")) {
                    files.addAll(below(path, notes));
                }
            }
        } catch (NoSuchFileException e) {
            files.clear();
        } catch (UncheckedIOException e) {
            throw unreadable(pattern, new IOException(e.getMessage(), e));
        } catch (PatternSyntaxException e) {
            throw UnreadableTextException.of(
                    pattern.toString(), "invalid pattern (" + e.getDescription() + ")", "correct the pattern", e);
        }
        if (files.isEmpty()) {
            throw UnreadableTextException.of(
                    pattern.toString(), "no file matches", "check the pattern; ** also matches folders", null);
        }
        files.sort(Comparator.comparing(Item::where));
        return files;
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Returns the exception for a file or folder that cannot be opened. */
    public static UnreadableTextException unreadable(Path path, IOException e) {
        String where = path.toString();
        if (e instanceof NoSuchFileException) {
            return UnreadableTextException.of(where, "no such file or folder", "check the name", e);
        }
        if (e instanceof AccessDeniedException) {
            return UnreadableTextException.of(where, "permission denied", "change its permissions", e);
        }
        return UnreadableTextException.of(
                where, "cannot be opened (" + e.getMessage() + ")", "check that it is a readable file", e);
    }

    /**
     * Returns all files below a folder, in the order of their paths. Hidden files are skipped.
     * Links are followed, except a link to a folder that contains it.
     */
    private static List<Item> below(Path folder, List<String> notes) throws IOException {
        List<Item> files = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        Files.walkFileTree(
                folder,
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                Integer.MAX_VALUE,
                new Collector(folder, files, skipped));
        // The order of Path differs between operating systems.
        files.sort(Comparator.comparing(Item::where));
        skipped.sort(Comparator.naturalOrder());
        notes.addAll(skipped);
        return files;
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final List<Item> files;
        private final List<String> notes;

        Collector(Path folder, List<Item> files, List<String> notes) {
            this.folder = folder;
            this.files = files;
            this.notes = notes;
        }

        private boolean isHidden(Path path) {
            Path name = path.getFileName();
            return !path.equals(folder) && name != null && name.toString().startsWith(".");
        }

        @Override
        public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
            return isHidden(below) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isHidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isRegularFile()) {
                files.add(new Item(file.toString(), file, attributes.size()));
            } else if (attributes.isSymbolicLink()) {
                notes.add("skipped " + file + ", a broken link");
            } else {
                notes.add("skipped " + file + ", which is not a regular file");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
            if (isHidden(path)) {
                return FileVisitResult.CONTINUE;
            }
            if (e instanceof FileSystemLoopException) {
                notes.add("skipped " + path + ", a link to a folder that contains it");
                return FileVisitResult.CONTINUE;
            }
            throw unreadable(path, e);
        }
    }
}
