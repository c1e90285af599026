package org.wvtoolkit.text.stream;

import java.io.IOException;
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
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Resolves inputs to files: the files of a folder or a pattern, in a fixed order, with their sizes.
 *
 * <p>Not part of the public API.
 */
public final class InputFiles {
    /** A name that begins with a dot, in a pattern or in one of its groups. */
    private static final Pattern HIDDEN_NAME = Pattern.compile("(^|[/{,])\\.");

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
     * paths. As in shells, wildcards do not match the dot with which a hidden name begins: only a pattern that itself
     * names a hidden file or folder, such as {@code .*}, selects hidden files.
     */
    private static List<Item> matching(Path pattern, List<String> notes) throws IOException {
        Path root = pattern.getRoot() == null ? Path.of("") : pattern.getRoot();
        Path fixed = root;
        int names = 0;
        while (names < pattern.getNameCount() && !isPattern(fixed.resolve(pattern.getName(names)))) {
            fixed = fixed.resolve(pattern.getName(names++));
        }
        String rest = pattern.subpath(names, pattern.getNameCount()).toString();
        PathMatcher matcher;
        try {
            matcher = pattern.getFileSystem().getPathMatcher("glob:" + withOptionalFolders(rest));
        } catch (PatternSyntaxException e) {
            throw UnreadableTextException.of(
                    pattern.toString(), "invalid pattern (" + e.getDescription() + ")", "correct the pattern", e);
        }
        boolean anyDepth = rest.contains("**");
        List<Item> files = Files.exists(fixed)
                ? walk(
                        fixed,
                        anyDepth ? Integer.MAX_VALUE : pattern.getNameCount() - names,
                        new Selection(
                                matcher, !anyDepth, HIDDEN_NAME.matcher(rest).find()),
                        notes)
                : List.of();
        if (files.isEmpty()) {
            throw UnreadableTextException.of(
                    pattern.toString(), "no file matches", "check the pattern; ** also matches folders", null);
        }
        return files;
    }

    /**
     * Returns a pattern in which each folder name {@code **} also stands for no folder, as in shells
     * and git. By the rules of {@link java.nio.file.FileSystem#getPathMatcher} it stands for at least one.
     */
    private static String withOptionalFolders(String pattern) {
        StringBuilder glob = new StringBuilder();
        boolean inGroup = false; // groups cannot be nested
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            inGroup = c == '{' || (inGroup && c != '}');
            boolean beginsName = at == 0 || pattern.charAt(at - 1) == '/';
            if (beginsName && !inGroup && pattern.startsWith("**/", at)) {
                glob.append("{**/,}");
                at += 2;
            } else {
                glob.append(c);
            }
        }
        return glob.toString();
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
        return walk(folder, Integer.MAX_VALUE, null, notes);
    }

    /**
     * Files of a pattern.
     *
     * @param matcher matches paths relative to the folder of the pattern
     * @param wholeFolders whether a folder that matches stands for all files below it
     * @param hidden whether hidden files and folders can match
     */
    private record Selection(PathMatcher matcher, boolean wholeFolders, boolean hidden) {}

    private static List<Item> walk(Path folder, int depth, @Nullable Selection selection, List<String> notes)
            throws IOException {
        List<Item> files = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        Files.walkFileTree(
                folder,
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                depth,
                new Collector(folder, selection, files, skipped));
        // The order of Path differs between operating systems.
        files.sort(Comparator.comparing(Item::where));
        skipped.sort(Comparator.naturalOrder());
        notes.addAll(skipped);
        return files;
    }

    /** Collects the files below a folder: all that are not hidden, or those that a pattern selects. */
    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final @Nullable Selection selection;
        private final List<Item> files;
        private final List<String> notes;

        Collector(Path folder, @Nullable Selection selection, List<Item> files, List<String> notes) {
            this.folder = folder;
            this.selection = selection;
            this.files = files;
            this.notes = notes;
        }

        private boolean isHidden(Path path) {
            Path name = path.getFileName();
            return (selection == null || !selection.hidden)
                    && !path.equals(folder)
                    && name != null
                    && name.toString().startsWith(".");
        }

        private boolean isSelected(Path path) {
            return selection == null || (!path.equals(folder) && selection.matcher.matches(folder.relativize(path)));
        }

        @Override
        public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) throws IOException {
            if (isHidden(below)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (selection != null && selection.wholeFolders && isSelected(below)) {
                files.addAll(InputFiles.below(below, notes));
                return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (isHidden(file) || !isSelected(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isRegularFile()) {
                files.add(new Item(file.toString(), file, attributes.size()));
            } else if (attributes.isDirectory()) {
                // A folder at the maximum depth of a pattern.
                files.addAll(InputFiles.below(file, notes));
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
