package org.wvtoolkit.nn.classifier;

import java.util.function.Consumer;
import org.wvtoolkit.progress.ProgressListener;

/** Progress listener that forwards notes only. */
record Notes(Consumer<String> consumer) implements ProgressListener {
    @Override
    public void stage(String name, Unit unit, long total) {}

    @Override
    public void advanced(long done, String detail) {}

    @Override
    public void note(String message) {
        consumer.accept(message);
    }
}
