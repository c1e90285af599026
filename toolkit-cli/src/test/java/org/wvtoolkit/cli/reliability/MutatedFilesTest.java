package org.wvtoolkit.cli.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.Wv;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.index.HnswIndex;
import org.wvtoolkit.nn.classifier.ClassifierMethods;
import org.wvtoolkit.option.OptionException;
import org.wvtoolkit.plot.Picture;
import org.wvtoolkit.relations.WordnetFile;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.web.WvServer;

/**
 * Every reader with randomly changed files. A file must be read or refused in one line, within 5 s and with an
 * allocation of at most 64 MB and 4 times its size, more than a valid file takes, and results must be finite.
 *
 * <p>System properties: {@code wv.mutations} is the number of files for each reader in the long run, {@code wv.seed}
 * the seed, {@code wv.reader} a regular expression of the readers.
 */
class MutatedFilesTest {
    private static final int SHORT_RUN = 40;
    private static final int LONG_RUN = Integer.getInteger("wv.mutations", 10_000);
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long MAX_BYTES = 64L << 20;

    /** Classes that open a file for the readers in the list, and that do not interpret it on their own. */
    private static final Set<String> PARTS = Set.of(
            "EncodedCorpus",
            "InputFile",
            "Utf8Stream",
            "WordNet",
            "WordNetGraph",
            "VectorFileHeader",
            "VocabularyFile",
            "CsrFile",
            "ClassifierFile",
            "Concordance",
            "DenseModel",
            "QuestionLines");

    @TempDir
    private Path folder;

    private long mostBytes;
    private long mostNanos;
    private int refused;
    private int read;

    /** The largest resident set of the process since the last reset, in bytes; 0 where it is not known. */
    private static long peak() throws IOException {
        return status("VmHWM:");
    }

    private static long resident() throws IOException {
        return status("VmRSS:");
    }

    private static long status(String key) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith(key)) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
            }
        }
        return 0;
    }

    private static void resetPeak() {
        try {
            Files.writeString(Path.of("/proc/self/clear_refs"), "5");
        } catch (IOException notPermitted) {
            // The peak then includes earlier files, which is checked for growth only.
            return;
        }
    }

    private void mutate(FileReaders.Kind kind, int files, long seed, List<String> failed) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] original = Files.readAllBytes(kind.file());
        Random random = new Random(seed);
        kind.reader().read(kind.file());
        long allocatedBefore = threads.getTotalThreadAllocatedBytes();
        long beginOfValid = System.nanoTime();
        kind.reader().read(kind.file());
        long validNanos = System.nanoTime() - beginOfValid;
        long validBytes = threads.getTotalThreadAllocatedBytes() - allocatedBefore;
        try {
            for (int i = 0; i < files; i++) {
                byte[] damaged = FileMutator.mutate(original, random);
                // A new file each time: memory maps of the previous one may still exist.
                Files.delete(kind.file());
                Files.write(kind.file(), damaged);
                String attempt = kind + ", file " + i + ", seed " + seed + ": ";
                resetPeak();
                long resident = resident();
                long heap = Runtime.getRuntime().totalMemory();
                long allocated = threads.getTotalThreadAllocatedBytes();
                long begin = System.nanoTime();
                String fault = fault(kind, kind.file());
                long nanos = System.nanoTime() - begin;
                long bytes = threads.getTotalThreadAllocatedBytes() - allocated;
                long grown = peak() - resident - (Runtime.getRuntime().totalMemory() - heap);
                mostNanos = Math.max(mostNanos, nanos);
                mostBytes = Math.max(mostBytes, Math.max(bytes, grown));
                long allowed = kind.cost() > 1 ? Long.MAX_VALUE : validBytes + MAX_BYTES + 4L * damaged.length;
                if (!fault.isEmpty()) {
                    failed.add(attempt + fault);
                } else if (nanos > validNanos + MAX_NANOS) {
                    failed.add(attempt + nanos / 1_000_000 + " ms");
                } else if (bytes > allowed || grown > allowed) {
                    failed.add(attempt + bytes + " bytes on the heap, " + grown + " bytes resident");
                }
                if (failed.size() > 20) {
                    return;
                }
            }
        } finally {
            Files.write(kind.file(), original);
        }
    }

    /** Reads a file. Returns the fault, or an empty string if the file is read or refused. */
    private String fault(FileReaders.Kind kind, Path file) {
        try {
            kind.reader().read(file);
            read++;
            return "";
        } catch (IOException refusal) {
            refused++;
            return message(refusal);
        } catch (UncheckedIOException refusal) {
            refused++;
            return message(refusal);
        } catch (OptionException refusal) {
            refused++;
            return message(refusal);
        } catch (RuntimeException | Error fault) {
            StackTraceElement[] trace = fault.getStackTrace();
            return fault + (trace.length > 0 ? " at " + trace[0] + " " + (trace.length > 2 ? trace[2] : "") : "");
        }
    }

    private static String message(Exception refusal) {
        String message = String.valueOf(refusal.getMessage());
        return message.contains("\n") || message.length() < 15 ? "message " + message : "";
    }

    private void mutateAll(int files, long seed) throws IOException {
        List<String> failed = new ArrayList<>();
        String wanted = System.getProperty("wv.reader", ".*");
        int kinds = 0;
        for (FileReaders.Kind kind : new FileReaders(folder).all()) {
            if (!kind.name().matches(wanted)) {
                continue;
            }
            kinds++;
            List<String> its = new ArrayList<>();
            long begin = System.nanoTime();
            mutate(kind, Math.max(1, files / kind.cost()), seed, its);
            failed.addAll(its);
            if (files == LONG_RUN) {
                System.out.println(kind + ": " + files + " files, " + its.size() + " faults, "
                        + (System.nanoTime() - begin) / 1_000_000_000 + " s");
            }
        }
        System.out.println(kinds + " readers, " + files + " files each, seed " + seed + ": " + read + " read, "
                + refused + " refused; at most " + mostNanos / 1_000_000 + " ms and " + (mostBytes >> 20) + " MB");
        assertEquals(List.of(), failed);
    }

    @Test
    @DisplayName("changed files of every reader are read or refused within limits of time and memory")
    void changed() throws IOException {
        mutateAll(SHORT_RUN, 11);
    }

    @Test
    @Tag("slow")
    @DisplayName("10,000 changed files of every reader are read or refused within limits of time and memory")
    void changedManyTimes() throws IOException {
        mutateAll(LONG_RUN, Long.getLong("wv.seed", System.nanoTime()));
    }

    @Test
    @DisplayName("every class that opens a file is in the list of readers")
    void complete() throws IOException {
        Set<String> used = new TreeSet<>(PARTS);
        new ClassFileImporter()
                .importClasses(FileReaders.class)
                .get(FileReaders.class)
                .getMethodCallsFromSelf()
                .forEach(call -> used.add(call.getTargetOwner().getSimpleName()));
        new ClassFileImporter()
                .importClasses(FileReaders.class)
                .get(FileReaders.class)
                .getMethodReferencesFromSelf()
                .forEach(call -> used.add(call.getTargetOwner().getSimpleName()));
        Set<String> missing = new TreeSet<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importUrls(modules())
                .forEach(type -> type.getMethods().stream()
                        .filter(MutatedFilesTest::opens)
                        .forEach(method -> {
                            if (!used.contains(type.getSimpleName())) {
                                missing.add(type.getSimpleName());
                            }
                        }));
        assertEquals(Set.of(), missing, "add them to FileReaders");
        assertTrue(used.size() > PARTS.size());
    }

    /** The places of the classes of all modules. */
    private static Set<URL> modules() {
        return Stream.of(
                        VectorFormats.class,
                        TextCorpus.class,
                        WordnetFile.class,
                        ClassifierMethods.class,
                        HnswIndex.class,
                        Picture.class,
                        WvServer.class,
                        Wv.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .collect(Collectors.toSet());
    }

    private static boolean opens(JavaMethod method) {
        return method.getModifiers().contains(JavaModifier.STATIC)
                && method.getModifiers().contains(JavaModifier.PUBLIC)
                && Set.of("open", "read").contains(method.getName())
                && !method.getRawParameterTypes().isEmpty()
                && method.getRawParameterTypes().getFirst().isEquivalentTo(Path.class);
    }
}
