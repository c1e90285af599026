package org.wvtoolkit.text.reader;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What inputs stand for: the files below a folder, in a fixed order, with their sizes. */
final class InputFiles {
    private InputFiles() {}

    /**
     * One input and what it stands for.
     *
     * @param input the input
     * @param isFolder whether it is a folder, of which what is not text is passed over
     * @param files its files; one for a file or a stream
     */
    record Group(TextInput input, boolean isFolder, List<Item> files) {}

    /**
     * One file.
     *
     * @param where what to call it in messages
     * @param path where it lies, or null for a stream
     * @param size its bytes, or −1 where nobody knows
     */
    record Item(String where, @Nullable Path path, long size) {}

    /**
     * Looks what an input stands for.
     *
     * @param notes takes what a person should know
     */
    static Group scan(TextInput input, List<String> notes) throws IOException {
        return switch (input) {
            case TextInput.OfStream stream -> new Group(input, false, List.of(new Item(stream.name(), null, -1)));
            case TextInput.AtPath(Path path) -> {
                BasicFileAttributes attributes = attributes(path);
                if (attributes.isDirectory()) {
                    yield new Group(input, true, below(path, notes));
                }
                // A pipe or a device has no size worth the name.
                long size = attributes.isRegularFile() ? attributes.size() : -1;
                yield new Group(input, false, List.of(new Item(path.toString(), path, size)));
            }
        };
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Says in one line why a file or folder cannot be opened. */
    static UnreadableTextException unreadable(Path path, IOException e) {
        String where = path.toString();
        if (e instanceof NoSuchFileException) {
            return UnreadableTextException.of(where, "no such file or folder", "check the name", e);
        }
        if (e instanceof AccessDeniedException) {
            return UnreadableTextException.of(where, "may not be read", "check its permissions", e);
        }
        return UnreadableTextException.of(
                where, "cannot be opened (" + e.getMessage() + ")", "check that it is a file that can be read", e);
    }

    /** All files below a folder, by path, hidden ones left out. Links are followed, but not in circles. */
    private static List<Item> below(Path folder, List<String> notes) throws IOException {
        List<Item> files = new ArrayList<>();
        List<String> passedOver = new ArrayList<>();
        Files.walkFileTree(
                folder,
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                Integer.MAX_VALUE,
                new Collector(folder, files, passedOver));
        // Not Path's own order, which differs between systems.
        files.sort(Comparator.comparing(Item::where));
        passedOver.sort(Comparator.naturalOrder());
        notes.addAll(passedOver);
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
                notes.add("passed over " + file + ", a link to nothing");
            } else {
                notes.add("passed over " + file + ", which is no file");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
            if (isHidden(path)) {
                return FileVisitResult.CONTINUE;
            }
            if (e instanceof FileSystemLoopException) {
                notes.add("passed over " + path + ", a link to a folder it lies in");
                return FileVisitResult.CONTINUE;
            }
            throw unreadable(path, e);
        }
    }
}
