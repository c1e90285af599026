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

/** Random corpora with a skewed word distribution, as in natural text. */
public final class RandomCorpus {
    private RandomCorpus() {}

    /**
     * Creates a corpus of sentences of 1 to {@code longest} tokens.
     *
     * @param folder folder of the corpus file
     * @param seed seed of the generator
     * @param sentences number of sentences
     * @param longest maximum number of tokens in a sentence
     * @param words approximate number of distinct words
     * @return the open corpus
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
            public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
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
                new Resources(1, Resources.MIN_MEMORY, folder),
                ProgressListener.NONE);
    }
}
