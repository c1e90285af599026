package org.wvtoolkit.cooccurrence;

import java.io.IOException;
import java.nio.file.Path;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

/** Main class of a separate process that counts a corpus and can block at the beginning of the merge. */
final class CountingProcess {
    private CountingProcess() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        boolean wait = arguments[0].equals("wait");
        ProgressListener progress = new ProgressListener() {
            @Override
            public void stage(String name, Unit unit, long total) {
                if (wait && name.startsWith("merging")) {
                    System.out.println(name);
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }

            @Override
            public void advanced(long done, String detail) {}

            @Override
            public void note(String message) {}
        };
        try (EncodedCorpus corpus = EncodedCorpus.open(Path.of(arguments[2]))) {
            CooccurrenceOptions options = CooccurrenceOptions.defaults();
            Resources resources = new Resources(1, Resources.MIN_MEMORY, folder);
            CountingPlan whole = CountingPlan.of(corpus, options, resources);
            // Several blocks, as for a corpus larger than memory.
            CountingPlan plan = new CountingPlan(
                    whole.columns(), whole.rangeColumns(), corpus.tokens() / 5 + 1, whole.parts(), whole.rowBounds());
            try (ContextMatrix counts = CooccurrenceCounter.count(corpus, options, plan, resources, progress)) {
                counts.save(folder.resolve("target"));
            }
            System.out.println("saved");
        } catch (IOException failure) {
            System.out.println(failure.getMessage());
        }
    }
}
