package org.wvtoolkit.text.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.reader.BlockExtraction;
import org.wvtoolkit.text.reader.BlockQueue;
import org.wvtoolkit.text.reader.TextReading;
import org.wvtoolkit.text.stream.TextInput;

/** Text of inputs after extraction, as workers receive it: prose with a line feed at the end of each sentence unit. */
record ReadText(String prose, List<String> notes) {
    static ReadText of(byte[] file) throws IOException {
        return of("text", file, ReadingOptions.defaults());
    }

    static ReadText of(String name, byte[] file, ReadingOptions options) throws IOException {
        return of(List.of(TextInput.stream(name, new ByteArrayInputStream(file))), options, 1 << 20);
    }

    static ReadText of(String name, InputStream file) throws IOException {
        return of(List.of(TextInput.stream(name, file)), ReadingOptions.defaults(), 1 << 20);
    }

    static ReadText of(List<TextInput> inputs, ReadingOptions options, int blockBytes) throws IOException {
        return of(inputs, options, blockBytes, () -> {}, () -> {});
    }

    /** Action during reading. */
    interface Action {
        void run() throws IOException;
    }

    /**
     * Reads inputs and runs one action after the inputs were resolved to files, and another after the
     * first block of text was read.
     */
    static ReadText of(
            List<TextInput> inputs, ReadingOptions options, int blockBytes, Action onceResolved, Action onceBegun)
            throws IOException {
        BlockQueue queue = new BlockQueue(blockBytes, 4);
        TextReading reading = TextReading.of(inputs, options);
        onceResolved.run();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                try {
                    reading.run(queue, 2, ProgressListener.NONE);
                } catch (Throwable e) {
                    failure.set(e);
                    queue.finish();
                }
            } catch (InterruptedException e) {
                failure.set(e);
            }
        });
        reader.start();
        ByteArrayOutputStream prose = new ByteArrayOutputStream();
        try {
            BlockExtraction extraction = new BlockExtraction();
            for (TextBlock block = queue.take(); block != null; block = queue.take()) {
                if (prose.size() == 0) {
                    onceBegun.run();
                }
                extraction.extract(block);
                prose.write(block.bytes(), 0, block.length());
                if (block.endsDocument()) {
                    prose.write('\n');
                }
                queue.release(block);
            }
            reader.join();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        switch (failure.get()) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new IllegalStateException(failure.get());
        }
        return new ReadText(prose.toString(StandardCharsets.UTF_8), reading.notes());
    }

    /** Returns the lines that are not blank. */
    List<String> lines() {
        return prose.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
