package org.wvtoolkit.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.CooccurrenceCounter;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.cooccurrence.RandomCorpus;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.query.Explanation.SharedContext;

class ExplanationsTest {
    @TempDir
    Path folder;

    private SparseEmbeddings counted(boolean positional) throws IOException {
        Path file = folder.resolve("counts");
        Resources resources = new Resources(1, Resources.MIN_MEMORY, folder);
        CooccurrenceOptions options =
                CooccurrenceOptions.builder().window(2).positional(positional).build();
        try (EncodedCorpus corpus = RandomCorpus.make(folder, 4, 100, 12, 80);
                ContextMatrix counts =
                        CooccurrenceCounter.count(corpus, options, file, resources, ProgressListener.NONE)) {
            assertTrue(counts.matrix().nonZeros() > 0);
        }
        return (SparseEmbeddings) Embeddings.open(file);
    }

    private static Explanation known(Outcome<Explanation> outcome) {
        if (outcome instanceof Outcome.Known<Explanation>(Explanation explanation)) {
            return explanation;
        }
        throw new AssertionError(outcome);
    }

    /** Reference implementation over all columns in dense rows. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("Shares equal their definition")
    void definition(boolean positional) throws IOException {
        try (SparseEmbeddings counts = counted(positional)) {
            int one = 3;
            int other = 7;
            double product = 0;
            int shared = 0;
            Map<String, Double> parts = new HashMap<>();
            for (int column = 0; column < counts.dimension(); column++) {
                double part =
                        counts.vectors().get(one, column) * counts.vectors().get(other, column);
                product += part;
                shared += part > 0 ? 1 : 0;
                if (part > 0) {
                    parts.put(
                            counts.vocabulary().word(counts.contexts().contextWord(column)) + "@"
                                    + counts.contexts().contextOffset(column),
                            part);
                }
            }
            Explanation all = known(Explanations.of(counts)
                    .why(counts.vocabulary().word(one), counts.vocabulary().word(other), Integer.MAX_VALUE));
            assertEquals(
                    product / (counts.vectors().rowNorm(one) * counts.vectors().rowNorm(other)), all.cosine(), 1e-12);
            assertEquals(shared, all.shared());
            assertEquals(shared, all.contexts().size());
            double sum = 0;
            double before = Double.MAX_VALUE;
            for (SharedContext context : all.contexts()) {
                double part = parts.getOrDefault(context.word() + "@" + context.position(), -1.0);
                assertEquals(part / product, context.share(), 1e-9);
                assertEquals(part, context.one() * context.other(), 1e-9);
                assertTrue(context.share() <= before + 1e-7, all.toString());
                before = context.share();
                sum += context.share();
            }
            assertEquals(1, sum, 1e-9);
            Explanation some = known(Explanations.of(counts)
                    .why(counts.vocabulary().word(one), counts.vocabulary().word(other), 4));
            assertEquals(all.contexts().subList(0, 4), some.contexts());
            assertEquals(all.cosine(), some.cosine());
        }
    }

    @Test
    @DisplayName("An out-of-vocabulary word is reported with similar spellings")
    void unknownWord() throws IOException {
        try (SparseEmbeddings counts = counted(false)) {
            Outcome<Explanation> outcome = Explanations.of(counts).why("w1", "w1x", 3);
            List<UnknownWord> unknown =
                    outcome instanceof Outcome.Unknown<Explanation>(List<UnknownWord> words) ? words : List.of();
            assertEquals(List.of("w1x"), unknown.stream().map(UnknownWord::word).toList());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Explanations.of(counts).why("w1", "w2", 0));
        }
    }
}
