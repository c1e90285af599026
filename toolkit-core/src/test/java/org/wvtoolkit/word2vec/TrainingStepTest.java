package org.wvtoolkit.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.TrainingKernels;
import org.wvtoolkit.word2vec.sampling.HeldOut;
import org.wvtoolkit.word2vec.sampling.NoiseDistribution;
import org.wvtoolkit.word2vec.sampling.SplitMix;
import org.wvtoolkit.word2vec.sampling.Subsampling;

/**
 * Compares the steps with their double-precision reference implementation, and the gradient of the
 * latter with central differences of the loss. One step in single precision may differ by 4e-6 of
 * the largest value; a whole block of steps, at a small learning rate, by five times as much.
 */
class TrainingStepTest {
    private static final double TOLERANCE = 4e-6;
    private static final float RATE = 0.1f;

    @TempDir
    Path folder;

    /** A model and, for CBOW, its gradient. */
    enum Kind {
        CBOW_EXACT(Word2VecModel.CBOW, CbowGradient.EXACT),
        CBOW_SQUARE_ROOT(Word2VecModel.CBOW, CbowGradient.SQUARE_ROOT),
        CBOW_WORD2VEC(Word2VecModel.CBOW, CbowGradient.WORD2VEC),
        SKIPGRAM(Word2VecModel.SKIPGRAM, CbowGradient.EXACT);

        private final Word2VecModel model;
        private final CbowGradient gradient;

        Kind(Word2VecModel model, CbowGradient gradient) {
            this.model = model;
            this.gradient = gradient;
        }

        Word2VecOptions.Builder options() {
            return Word2VecOptions.builder(model)
                    .cbowGradient(gradient)
                    .rateExponent(0)
                    .subsample(0)
                    .validationFraction(0);
        }
    }

    static Stream<Arguments> kindsAndBatchSizes() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(1, 2, 7, 16, 32, 50, 64).map(batch -> Arguments.of(kind, batch)));
    }

    /** Objects for one block of text, with matrices of random values. */
    private record Setup(WorkerFactory parts, TokenBlock block, FloatMatrix inputs, FloatMatrix outputs) {
        static Setup of(EncodedCorpus corpus, Word2VecOptions options, Random random, TrainingKernels kernels) {
            Subsampling subsampling = new Subsampling(corpus.vocabulary(), options.subsample());
            NoiseDistribution noise = new NoiseDistribution(corpus.vocabulary(), options.noiseExponent());
            WordRates rates = new WordRates(corpus.vocabulary(), options.rateExponent());
            HeldOut none = new HeldOut(options.validationFraction());
            WorkerFactory parts = new WorkerFactory(corpus, options, kernels, subsampling, noise, rates, none);
            TokenBlock block = parts.newBlock();
            block.fill(0, 1);
            int size = corpus.vocabulary().size();
            FloatMatrix inputs = FloatMatrix.allocate(Arena.ofAuto(), size, options.dimension());
            FloatMatrix outputs = FloatMatrix.allocate(Arena.ofAuto(), size, options.dimension());
            ReferenceStep.randomize(inputs, random);
            ReferenceStep.randomize(outputs, random);
            return new Setup(parts, block, inputs, outputs);
        }

        boolean train(long seed, float rate) {
            TrainingStep step = parts.newStep();
            CentreBatch batch = parts.newBatch(block);
            batch.begin(block);
            SplitMix draws = new SplitMix(seed);
            boolean within = true;
            while (batch.next(draws)) {
                within &= step.train(batch, draws, rate, parts.sharedRows(inputs), parts.sharedRows(outputs));
            }
            return within;
        }
    }

    @ParameterizedTest
    @MethodSource("kindsAndBatchSizes")
    @DisplayName("Training a block equals the reference implementation")
    void reference(Kind kind, int batchSize) throws IOException {
        for (int seed = 1; seed <= 5; seed++) {
            Random random = new Random(1000L * batchSize + seed);
            // Few words, so that windows repeat them and centres are among their own negative
            // samples; also sentences of one word.
            int words = 4 + random.nextInt(20);
            List<int[]> sentences =
                    SmallCorpora.random(random, 40 + random.nextInt(100), 1 + random.nextInt(25), words);
            int negative = 1 + random.nextInt(8);
            Word2VecOptions options = kind.options()
                    .batchSize(batchSize)
                    .dimension(new int[] {1, 3, 16, 20}[random.nextInt(4)])
                    .window(new int[] {1, 2, 5, 30}[random.nextInt(4)])
                    .dynamicWindow(random.nextBoolean())
                    .negativeSamples(negative)
                    .sharedSamples(random.nextInt(3) == 0 ? negative : 1 + random.nextInt(40))
                    .noiseExponent(random.nextDouble())
                    .rateExponent(random.nextInt(3) / 4.0)
                    .build();
            try (EncodedCorpus corpus = SmallCorpora.of(folder, sentences)) {
                String message = kind + ", seed " + seed + ", " + options;
                Setup one = Setup.of(corpus, options, random, TrainingKernels.fastest());
                one.block().lastCentre = Math.min(one.block().lastCentre, one.block().firstCentre + batchSize);
                compare(one, seed, RATE, TOLERANCE, "one batch, " + message);
                Setup all = Setup.of(corpus, options, random, TrainingKernels.fastest());
                compare(all, seed, 0.004f, 5 * TOLERANCE, "a whole block, " + message);
            }
        }
    }

    private static void compare(Setup setup, long seed, float rate, double tolerance, String message) {
        ReferenceStep reference =
                new ReferenceStep(setup.parts().options(), setup.parts().rates(), setup.inputs(), setup.outputs());
        double[][] inputsBefore = reference.inputs;
        double[][] outputsBefore = reference.outputs;
        assertTrue(setup.train(seed, rate), message);
        reference.train(setup.block(), setup.parts().noise(), new SplitMix(seed), rate);
        assertNear(reference.inputs, setup.inputs(), tolerance, message);
        assertNear(reference.outputs, setup.outputs(), tolerance, message);
        double changed =
                largestDifference(inputsBefore, reference.inputs) + largestDifference(outputsBefore, reference.outputs);
        assertTrue(changed > 50 * tolerance, "only " + changed + " changed, " + message);
        assertPaddingIsZero(setup.inputs());
        assertPaddingIsZero(setup.outputs());
    }

    private static void assertNear(double[][] expected, FloatMatrix actual, double tolerance, String message) {
        double largest = Math.max(1, largestDifference(expected, new double[expected.length][expected[0].length]));
        double difference = largestDifference(expected, ReferenceStep.values(actual));
        assertTrue(difference < tolerance * largest, difference + " of " + largest + ", " + message);
    }

    private static double largestDifference(double[][] a, double[][] b) {
        double largest = 0;
        for (int row = 0; row < a.length; row++) {
            for (int k = 0; k < a[row].length; k++) {
                largest = Math.max(largest, Math.abs(a[row][k] - b[row][k]));
            }
        }
        return largest;
    }

    private static void assertPaddingIsZero(FloatMatrix matrix) {
        FloatMatrix padded = FloatMatrix.view(matrix.segment(), matrix.rows(), matrix.stride(), matrix.stride());
        for (long row = 0; row < matrix.rows(); row++) {
            for (int k = matrix.columns(); k < matrix.stride(); k++) {
                assertEquals(0, padded.get(row, k));
            }
        }
    }

    /**
     * The change at learning rate 1 is minus the gradient of the batch's loss. Where it changes the
     * context words, the CBOW gradient of word2vec counts the loss of each centre once per context
     * word, and the square-root gradient as often as the square root of their number.
     */
    @ParameterizedTest
    @EnumSource
    @DisplayName("The change of the reference implementation is the gradient of the loss")
    void gradient(Kind kind) throws IOException {
        boolean ownWordAmongNoise = false;
        boolean repeatedContext = false;
        for (int seed = 1; seed <= 12; seed++) {
            Random random = new Random(seed);
            List<int[]> sentences = SmallCorpora.random(random, 30, 8, 6);
            Word2VecOptions options = kind.options()
                    .batchSize(seed <= 3 ? 1 : 9)
                    .dimension(5)
                    .window(3)
                    .dynamicWindow(seed % 2 == 0)
                    .negativeSamples(3)
                    .sharedSamples(seed % 3 == 0 ? 3 : 7)
                    .build();
            try (EncodedCorpus corpus = SmallCorpora.of(folder, sentences)) {
                Setup setup = Setup.of(corpus, options, random, TrainingKernels.fastest());
                ReferenceStep reference =
                        new ReferenceStep(options, setup.parts().rates(), setup.inputs(), setup.outputs());
                SplitMix draws = new SplitMix(seed);
                CentreBatch batch = new CentreBatch(options, setup.block());
                batch.begin(setup.block());
                assertTrue(batch.next(draws));
                List<ReferenceStep.Centre> centres = ReferenceStep.centres(batch);
                int[] samples = reference.draw(setup.parts().noise(), draws);
                for (ReferenceStep.Centre centre : centres) {
                    ownWordAmongNoise |= Arrays.stream(samples).anyMatch(n -> n == centre.target());
                    repeatedContext |=
                            Arrays.stream(centre.contexts()).distinct().count() < centre.contexts().length;
                }
                double[][] inputs = reference.inputs;
                double[][] outputs = reference.outputs;
                reference.step(centres, samples, 1);
                double[][] inputChange = difference(reference.inputs, inputs);
                double[][] outputChange = difference(reference.outputs, outputs);
                reference.inputs = inputs;
                reference.outputs = outputs;
                assertGradient(
                        inputs, inputChange, () -> loss(reference, centres, samples, kind.gradient), kind + " " + seed);
                assertGradient(
                        outputs,
                        outputChange,
                        () -> loss(reference, centres, samples, CbowGradient.EXACT),
                        kind + " " + seed);
            }
        }
        assertTrue(ownWordAmongNoise, "a centre was among its own negative samples");
        assertTrue(repeatedContext, "a window repeated a word");
    }

    private static double loss(
            ReferenceStep reference, List<ReferenceStep.Centre> centres, int[] samples, CbowGradient gradient) {
        double sum = 0;
        for (ReferenceStep.Centre centre : centres) {
            int contexts = centre.contexts().length;
            sum += reference.loss(centre, samples) * contexts * gradient.factor(contexts);
        }
        return sum;
    }

    private static void assertGradient(double[][] parameters, double[][] change, DoubleSupplier loss, String message) {
        double step = 1e-5;
        for (int row = 0; row < parameters.length; row++) {
            for (int k = 0; k < parameters[row].length; k++) {
                double value = parameters[row][k];
                parameters[row][k] = value + step;
                double above = loss.getAsDouble();
                parameters[row][k] = value - step;
                double below = loss.getAsDouble();
                parameters[row][k] = value;
                double gradient = (above - below) / (2 * step);
                assertEquals(-gradient, change[row][k], 1e-7 + 1e-7 * Math.abs(gradient), message);
            }
        }
    }

    private static double[][] difference(double[][] a, double[][] b) {
        double[][] difference = ReferenceStep.copy(a);
        for (int row = 0; row < a.length; row++) {
            for (int k = 0; k < a[row].length; k++) {
                difference[row][k] -= b[row][k];
            }
        }
        return difference;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("NaN is reported")
    void notANumber(Kind kind) throws IOException {
        List<int[]> sentences = SmallCorpora.random(new Random(1), 300, 20, 10);
        Word2VecOptions options = kind.options().dimension(20).build();
        try (EncodedCorpus corpus = SmallCorpora.of(folder, sentences)) {
            Setup good = Setup.of(corpus, options, new Random(1), TrainingKernels.fastest());
            assertTrue(good.train(1, 0.01f));
            Setup badInputs = Setup.of(corpus, options, new Random(1), TrainingKernels.fastest());
            badInputs.inputs().set(7, 19, Float.NaN);
            assertFalse(badInputs.train(1, 0.01f));
            Setup badOutputs = Setup.of(corpus, options, new Random(1), TrainingKernels.fastest());
            badOutputs.outputs().set(7, 0, Float.NaN);
            assertFalse(badOutputs.train(1, 0.01f));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A block without a sentence of two words changes nothing")
    void noContexts(Kind kind) throws IOException {
        Word2VecOptions options = kind.options().dimension(3).build();
        try (EncodedCorpus corpus =
                SmallCorpora.of(folder, List.of(new int[] {0}, new int[] {1}, new int[] {2}, new int[] {0}))) {
            Setup setup = Setup.of(corpus, options, new Random(1), TrainingKernels.fastest());
            ReferenceStep before = new ReferenceStep(options, setup.parts().rates(), setup.inputs(), setup.outputs());
            assertTrue(setup.train(1, RATE));
            assertEquals(0, largestDifference(before.inputs, ReferenceStep.values(setup.inputs())));
            assertEquals(0, largestDifference(before.outputs, ReferenceStep.values(setup.outputs())));
        }
    }

    /** One sample, one context and one dimension, computed by hand. */
    @Test
    @DisplayName("A batch of one centre equals the step computed by hand")
    void batchOfOne() throws IOException {
        Word2VecOptions options = Kind.CBOW_EXACT
                .options()
                .dimension(1)
                .window(1)
                .batchSize(1)
                .negativeSamples(1)
                .sharedSamples(1)
                .build();
        try (EncodedCorpus corpus = SmallCorpora.of(folder, List.of(new int[] {0, 1}))) {
            Setup setup = Setup.of(corpus, options, new Random(1), TrainingKernels.fastest());
            double x1 = setup.inputs().get(1, 0);
            double o0 = setup.outputs().get(0, 0);
            double o1 = setup.outputs().get(1, 0);
            // The first centre is word 0 with context 1. Find a seed whose first sample is not the word itself.
            int seed = 0;
            int sample = 0;
            while (sample == 0) {
                SplitMix random = new SplitMix(++seed);
                random.next(); // width of the window
                sample = setup.parts().noise().sample(random.next());
            }
            setup.block().lastCentre = 1;
            setup.train(seed, RATE);
            double gain = 1 - 1 / (1 + Math.exp(-x1 * o0));
            double loss = 1 / (1 + Math.exp(-x1 * o1));
            assertEquals(o0 + RATE * gain * x1, setup.outputs().get(0, 0), 1e-6);
            assertEquals(o1 - RATE * loss * x1, setup.outputs().get(1, 0), 1e-6);
            assertEquals(x1 + RATE * (gain * o0 - loss * o1), setup.inputs().get(1, 0), 1e-6);
        }
    }
}
