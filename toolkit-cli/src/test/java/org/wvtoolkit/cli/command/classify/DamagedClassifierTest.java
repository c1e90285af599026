package org.wvtoolkit.cli.command.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.nn.classifier.ClassifierMethod;
import org.wvtoolkit.nn.classifier.ClassifierMethods;
import org.wvtoolkit.option.MethodRegistry;

/** Classifier files with values that are not finite, for every classifier of the registry. */
class DamagedClassifierTest {
    private static final Pattern FLOATS =
            Pattern.compile("\"([^\"]+)\":\\{\"dtype\":\"F32\"[^}]*\"data_offsets\":\\[(\\d+),(\\d+)");

    @TempDir
    private Path folder;

    static Stream<MethodRegistry.Entry<ClassifierMethod>> classifiers() {
        return ClassifierMethods.all().stream();
    }

    private CommandRun run(Object... arguments) {
        return CommandRun.Place.home(folder).run(arguments);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("classifiers")
    @DisplayName("NaN and infinities in any tensor are reported with the file by prediction and test")
    void notFinite(MethodRegistry.Entry<ClassifierMethod> method) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            lines.append(i % 2 == 0 ? "good\tfine film number" : "bad\tdull film number")
                    .append(i % 5)
                    .append('\n');
        }
        Path texts = Files.writeString(folder.resolve("texts.tsv"), lines);
        Path file = folder.resolve("classifier");
        List<Object> arguments = new ArrayList<>(List.of("classify", "train", texts, "-o", file));
        arguments.addAll(List.of("--classifier", method.name(), "--min-count", 1, "--epochs", 1, "--dimension", 8));
        run(arguments.toArray()).done();
        byte[] whole = Files.readAllBytes(file);
        int header =
                8 + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
        Matcher tensors = FLOATS.matcher(new String(whole, 8, header - 8, StandardCharsets.UTF_8));
        int damaged = 0;
        while (tensors.find()) {
            for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
                ByteBuffer bytes = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
                int end = header + Integer.parseInt(tensors.group(3));
                for (int at = header + Integer.parseInt(tensors.group(2)); at < end; at += Float.BYTES) {
                    bytes.putFloat(at, value);
                }
                Files.delete(file);
                Files.write(file, bytes.array());
                String tensor = tensors.group(1) + " of " + value;
                check(run("classify", "predict", texts, "-m", file), file, tensor);
                check(run("classify", "test", texts, "-m", file), file, tensor);
                damaged++;
            }
        }
        assertTrue(damaged > 0, method.name());
    }

    private static void check(CommandRun run, Path file, String tensor) {
        assertEquals(1, run.code(), tensor + ": " + run.out());
        assertTrue(run.failedAfterProgress(1).startsWith("wv: " + file + ": "), tensor + ": " + run.err());
        assertEquals("", run.out(), tensor);
    }
}
