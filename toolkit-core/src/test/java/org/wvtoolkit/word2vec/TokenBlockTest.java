package org.wvtoolkit.word2vec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.word2vec.sampling.HeldOut;
import org.wvtoolkit.word2vec.sampling.SplitMix;
import org.wvtoolkit.word2vec.sampling.Subsampling;

class TokenBlockTest {
    private static final long KEY = 4711;

    @TempDir
    Path folder;

    /**
     * A centre word and the largest window around it; −1 marks the position of the centre in the
     * window.
     */
    private record Centre(int id, List<Integer> window) {}

    /**
     * Reference implementation without blocks: subsamples each sentence, and each run of held-out
     * or other tokens in it, as a whole.
     */
    private static List<Centre> expected(
            EncodedCorpus corpus, Subsampling subsampling, HeldOut heldOut, boolean wantsHeldOut, int window) {
        int[] ids = corpus.ids().toArray(ValueLayout.JAVA_INT);
        List<Centre> centres = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (int position = 0; position < ids.length; position++) {
            boolean begins = position == 0
                    || corpus.sentenceAt(position) != corpus.sentenceAt(position - 1)
                    || heldOut.holds(position) != heldOut.holds(position - 1);
            if (begins) {
                addCentres(kept, window, centres);
                kept.clear();
            }
            if (heldOut.holds(position) == wantsHeldOut && subsampling.keeps(ids[position], KEY, position)) {
                kept.add(ids[position]);
            }
        }
        addCentres(kept, window, centres);
        return centres;
    }

    private static void addCentres(List<Integer> kept, int window, List<Centre> centres) {
        for (int i = 0; i < kept.size(); i++) {
            List<Integer> around = new ArrayList<>();
            for (int k = Math.max(0, i - window); k <= Math.min(kept.size() - 1, i + window); k++) {
                around.add(k == i ? -1 : kept.get(k));
            }
            centres.add(new Centre(kept.get(i), around));
        }
    }

    private static List<Centre> actual(TokenBlock block, long blocks, int window) {
        List<Centre> centres = new ArrayList<>();
        for (long number = 0; number < blocks; number++) {
            block.fill(number, KEY);
            for (int centre = block.firstCentre; centre < block.lastCentre; centre++) {
                int from = Math.max(block.sentenceStart[centre], centre - window);
                int to = Math.min(block.sentenceEnd[centre], centre + window + 1);
                List<Integer> around = new ArrayList<>();
                for (int k = from; k < to; k++) {
                    around.add(k == centre ? -1 : block.ids[k]);
                }
                centres.add(new Centre(block.ids[centre], around));
            }
        }
        return centres;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    @DisplayName("Every kept token is a centre once, with the same window as without blocks")
    void windows(int seed) throws IOException {
        Random random = new Random(seed);
        int tokens = new int[] {8192, 2048, 256}[seed % 3];
        int window = new int[] {1, 5, 20, 300}[random.nextInt(4)];
        double threshold = new double[] {0, 1e-1, 1e-2, 1e-5}[random.nextInt(4)];
        HeldOut heldOut = new HeldOut(new double[] {0, 0.1, 0.5}[random.nextInt(3)]);
        List<int[]> sentences = new ArrayList<>();
        int limit = 3 * tokens + random.nextInt(2 * tokens);
        for (int length = 0; length < limit; ) {
            // One in fifty is longer than two blocks; one ends exactly at a block boundary.
            int words = random.nextInt(50) == 0 ? 2 * tokens + random.nextInt(100) : 1 + random.nextInt(40);
            words = length < tokens && length + words > tokens ? tokens - length : words;
            sentences.add(random.ints(words, 0, 50).map(id -> id * id / 50).toArray());
            length += words;
        }
        String message = "seed " + seed;
        try (EncodedCorpus corpus = SmallCorpora.of(folder, sentences)) {
            Subsampling subsampling = new Subsampling(corpus.vocabulary(), threshold);
            for (boolean wantsHeldOut : new boolean[] {false, true}) {
                TokenBlock block = new TokenBlock(corpus, subsampling, heldOut, wantsHeldOut, window, tokens);
                List<Centre> expected = expected(corpus, subsampling, heldOut, wantsHeldOut, window);
                assertEquals(expected, actual(block, TokenBlock.count(corpus, tokens), window), message);
            }
        }
    }

    @Test
    @DisplayName("A sentence longer than a block is not split")
    void giantSentence() throws IOException {
        int[] giant = new Random(1).ints(30_000, 0, 100).toArray();
        try (EncodedCorpus corpus = SmallCorpora.of(folder, List.of(giant))) {
            for (double threshold : new double[] {0, 1e-3}) {
                Subsampling subsampling = new Subsampling(corpus.vocabulary(), threshold);
                HeldOut none = new HeldOut(0);
                TokenBlock block = new TokenBlock(corpus, subsampling, none, false, 10, 8192);
                assertEquals(4, TokenBlock.count(corpus, 8192));
                assertEquals(expected(corpus, subsampling, none, false, 10), actual(block, 4, 10));
            }
        }
    }

    @Test
    @DisplayName("The held-out sample has the requested share of runs")
    void heldOutShare() {
        for (double fraction : new double[] {0, 0.001, 0.1, 0.5}) {
            HeldOut heldOut = new HeldOut(fraction);
            int runs = 20_000;
            int held = 0;
            for (long run = 0; run < runs; run++) {
                boolean first = heldOut.holds(run * HeldOut.RUN);
                assertEquals(first, heldOut.holds((run + 1) * HeldOut.RUN - 1));
                held += first ? 1 : 0;
            }
            double deviation = Math.sqrt(runs * fraction * (1 - fraction));
            assertEquals(runs * fraction, held, 4 * deviation, "fraction " + fraction);
        }
    }

    @Test
    @DisplayName("The next change of the held-out sample equals the result of counting")
    void heldOutChange() {
        HeldOut heldOut = new HeldOut(0.3);
        for (long position = 0; position < 20_000; position += 37) {
            long limit = Math.min(20_000, position + 1 + position % 1000);
            long expected = position;
            while (expected < limit && heldOut.holds(expected) == heldOut.holds(position)) {
                expected++;
            }
            assertEquals(expected, heldOut.changeAfter(position, limit), "position " + position);
        }
        assertEquals(500, new HeldOut(0).changeAfter(3, 500));
    }

    @Test
    @DisplayName("A batch contains each centre with its contexts once")
    void batches() throws IOException {
        for (int seed = 1; seed <= 30; seed++) {
            Random random = new Random(seed);
            List<int[]> sentences = distinctTokens(random);
            int window = 1 + random.nextInt(random.nextBoolean() ? 3 : 20);
            boolean dynamic = random.nextBoolean();
            Word2VecOptions options = Word2VecOptions.builder(Word2VecModel.CBOW)
                    .window(window)
                    .dynamicWindow(dynamic)
                    .batchSize(new int[] {1, 2, 7, 16, 17, 32, 64, 100}[random.nextInt(8)])
                    .build();
            try (EncodedCorpus corpus = SmallCorpora.of(folder, sentences)) {
                HeldOut none = new HeldOut(0);
                TokenBlock block =
                        new TokenBlock(corpus, new Subsampling(corpus.vocabulary(), 0), none, false, window, 1024);
                for (long number = 0; number < TokenBlock.count(corpus, 1024); number++) {
                    block.fill(number, KEY);
                    checkBatches(block, options, new SplitMix(seed), "seed " + seed + ", block " + number);
                }
            }
        }
    }

    /** Returns sentences without repeated words, so that a word identifies its token. */
    private static List<int[]> distinctTokens(Random random) {
        List<int[]> sentences = new ArrayList<>();
        int longest = new int[] {1, 3, 40, 3000}[random.nextInt(4)];
        for (int next = 0; next < 2500; ) {
            int length = 1 + random.nextInt(longest);
            int first = next;
            sentences.add(IntStream.range(first, first + length).toArray());
            next += length;
        }
        return sentences;
    }

    private static void checkBatches(TokenBlock block, Word2VecOptions options, SplitMix random, String message) {
        CentreBatch batch = new CentreBatch(options, block);
        batch.begin(block);
        int[] seen = new int[block.ids.length];
        int first = block.ids[0]; // ids ascend by one from token to token
        long widths = 0;
        long wide = 0;
        while (batch.next(random)) {
            assertTrue(batch.count >= 1 && batch.count <= options.batchSize(), message);
            assertTrue(batch.regionLength() <= CentreBatch.regionCapacity(options), message);
            assertEquals(batch.count, batch.firstCentre[batch.strands], message);
            int[] uses = new int[batch.regionLength()];
            for (int i = 0; i < batch.count; i++) {
                int centre = batch.targets[i] - first;
                seen[centre]++;
                int[] contexts = batch.contextWords(i);
                for (int k = 0; k < contexts.length; k++) {
                    contexts[k] -= first;
                }
                assertEquals(contexts.length, batch.contexts(i), message);
                int base = batch.firstPosition[strandOf(batch, i)];
                assertEquals(batch.targets[i], batch.region[base + batch.centrePosition[i]], message);
                for (int j = batch.windowFrom[i]; j < batch.windowTo[i]; j++) {
                    uses[base + j] += j == batch.centrePosition[i] ? 0 : 1;
                }
                int width = Math.max(centre - contexts[0], contexts[contexts.length - 1] - centre);
                assertTrue(width >= 1 && width <= options.window(), message);
                assertArrayEquals(window(block, centre, options.dynamicWindow() ? width : options.window()), contexts);
                if (window(block, centre, options.window()).length == 2 * options.window()) {
                    widths += width;
                    wide++;
                }
            }
            int[] counts = new int[batch.regionLength() + 1];
            batch.countWindows(counts);
            assertArrayEquals(uses, Arrays.copyOf(counts, uses.length), message);
            for (int strand = 0; strand < batch.strands; strand++) {
                assertTrue(batch.strandCentres(strand) <= CentreBatch.STRAND, message);
                assertTrue(batch.strandLength(strand) <= CentreBatch.strandPositions(options), message);
            }
        }
        for (int centre = 0; centre < seen.length; centre++) {
            boolean own = centre >= block.firstCentre && centre < block.lastCentre;
            boolean alone = own && block.sentenceEnd[centre] - block.sentenceStart[centre] == 1;
            assertEquals(own && !alone ? 1 : 0, seen[centre], message + ", token " + centre);
        }
        if (wide > 500 && options.dynamicWindow()) {
            // Widths are drawn uniformly from 1 to the window size.
            double deviation = Math.sqrt((options.window() * options.window() - 1) / 12.0 / wide);
            assertEquals((1 + options.window()) / 2.0, (double) widths / wide, 5 * deviation + 1e-9, message);
        }
    }

    private static int strandOf(CentreBatch batch, int centre) {
        int strand = 0;
        while (batch.firstCentre[strand + 1] <= centre) {
            strand++;
        }
        return strand;
    }

    private static int[] window(TokenBlock block, int centre, int width) {
        int from = Math.max(block.sentenceStart[centre], centre - width);
        int to = Math.min(block.sentenceEnd[centre], centre + width + 1);
        return IntStream.range(from, to).filter(context -> context != centre).toArray();
    }
}
