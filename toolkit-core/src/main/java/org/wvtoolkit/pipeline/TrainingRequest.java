package org.wvtoolkit.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.vocabulary.PredefinedWords;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import org.wvtoolkit.word2vec.TrainingLimits;

/** The starting point of a training run. {@link Training#run} executes requests. */
public sealed interface TrainingRequest {
    /**
     * Training on text. If the source is an encoded corpus with the requested vocabulary, it is not encoded again.
     *
     * @param source the tokens
     * @param vocabulary the words that receive vectors, besides the predefined words
     * @param predefined words that receive vectors in any case; {@link PredefinedWords#NONE} for none
     * @param method the training method
     */
    record OfText(TokenSource source, VocabularyOptions vocabulary, PredefinedWords predefined, TrainingMethod method)
            implements TrainingRequest {}

    /**
     * Training on the counts or weights of an earlier run.
     *
     * @param matrix the counts or weights; stays open
     * @param method created by {@link TrainingMethods#create(String, org.wvtoolkit.option.OptionValues,
     *     ContextMatrix)}
     */
    record OfMatrix(ContextMatrix matrix, MatrixMethod method) implements TrainingRequest {}

    /**
     * Training on text with checkpoints. The encoded corpus is written to {@link Checkpoint#corpusOf} and the state
     * of training to {@link Checkpoint#fileOf} of the model. Both files are replaced if they exist, and deleted after
     * the model was used.
     *
     * @param source the tokens
     * @param vocabulary the words that receive vectors, besides the predefined words
     * @param predefined words that receive vectors in any case; {@link PredefinedWords#NONE} for none
     * @param method the training method
     * @param model the file that the model will be saved to
     * @param every interval of checkpoints, above 0
     */
    record WithCheckpoints(
            TokenSource source,
            VocabularyOptions vocabulary,
            PredefinedWords predefined,
            Word2VecMethod method,
            Path model,
            Duration every)
            implements TrainingRequest {
        /**
         * Validates the interval.
         *
         * @throws org.wvtoolkit.option.InvalidOptionException if it is not above 0
         */
        public WithCheckpoints {
            every = TrainingLimits.checked("checkpoint-every", every);
        }
    }

    /**
     * Resumption of an interrupted run from its last checkpoint. Its files are deleted after the model was used.
     *
     * @param checkpoint the file written by the interrupted run
     * @param every interval of further checkpoints, above 0, or empty for none
     */
    record Resumed(Path checkpoint, Optional<Duration> every) implements TrainingRequest {
        /**
         * Validates the interval.
         *
         * @throws org.wvtoolkit.option.InvalidOptionException if it is not above 0
         */
        public Resumed {
            every = every.map(interval -> TrainingLimits.checked("checkpoint-every", interval));
        }
    }
}
