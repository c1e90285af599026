package org.wvtoolkit.cooccurrence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/** Seeded corpora whose words are distributed unevenly, as in text. */
public final class RandomCorpus {
    private RandomCorpus() {}

    /**
     * A corpus of so many sentences of 1 to {@code longest} tokens.
     *
     * @param folder where its file goes
     * @param seed of the generator
     * @param sentences how many
     * @param longest tokens of a sentence
     * @param words about how many distinct words
     * @return the corpus, open
     */
    public static EncodedCorpus make(Path folder, long seed, int sentences, int longest, int words) throws IOException {
        TokenSource source = new TokenSource() {
            @Override
            public String name() {
                return "random text " + seed;
            }

            @Override
            public Map<String, String> provenance() {
                return Map.of("analyzer", "random");
            }

            @Override
            public SourceReport pour(TokenCollector collector, int threads, ProgressListener progress)
                    throws IOException {
                Random random = new Random(seed);
                TokenSink sink = collector.newSink();
                sink.beginChunk(0);
                for (int s = 0; s < sentences; s++) {
                    int length = 1 + random.nextInt(longest);
                    for (int i = 0; i < length; i++) {
                        double u = random.nextDouble();
                        byte[] word = ("w" + (int) (words * u * u * u)).getBytes(StandardCharsets.UTF_8);
                        sink.token(word, 0, word.length);
                    }
                    sink.endSentence();
                }
                sink.endChunk();
                return new SourceReport(0, 0, 0, "");
            }
        };
        return CorpusEncoder.encode(
                source,
                new VocabularyOptions(1, Integer.MAX_VALUE),
                folder.resolve("corpus-" + seed + ".safetensors"),
                new Resources(1, Resources.LEAST_MEMORY, folder),
                ProgressListener.NONE);
    }
}
