package org.wvtoolkit.cli.command.train;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.ContinuationOptions;
import org.wvtoolkit.cli.option.text.TextOption;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/**
 * The validated options of a training command. All methods throw {@link IllegalArgumentException} with a message
 * for the user if the options are invalid.
 *
 * @param method the training method
 * @param text the tokenization
 * @param vocabulary the vocabulary options
 */
record TrainingPlan(TrainingMethod method, TextOptions text, VocabularyOptions vocabulary) {
    /**
     * The method.
     *
     * @param methods the methods to choose from
     * @param name its name
     * @param given the hyperparameters of the command line
     * @param continuation where training begins and must end
     * @param earlier the model that training goes on from, or null
     */
    static TrainingMethod method(
            MethodRegistry<TrainingMethod> methods,
            String name,
            Map<String, String> given,
            ContinuationOptions continuation,
            @Nullable DenseEmbeddings earlier)
            throws IOException {
        Map<String, String> options = new LinkedHashMap<>(given);
        if (earlier != null) {
            options.putIfAbsent("dimension", Integer.toString(earlier.dimension()));
        }
        TrainingMethod method = methods.create(name, OptionValues.of(options));
        if (method instanceof Word2VecMethod word2vec) {
            Word2VecMethod begun = earlier == null ? word2vec : word2vec.continuing(earlier);
            return continuation.timeLimit().map(begun::withTimeLimit).orElse(begun);
        }
        if (continuation.flagOfWord2Vec().isPresent()) {
            throw new UsageException(continuation.flagOfWord2Vec().get() + " is not used by method " + name
                    + "; it is used by cbow, skipgram");
        }
        return method;
    }

    /**
     * The tokenization: that of the model that training continues, unless options change it.
     *
     * @param option the options of the command line
     * @param earlier the model that training continues, or null
     * @throws IOException if a file that they name cannot be read
     */
    static TextOptions text(TextOption option, @Nullable DenseEmbeddings earlier) throws IOException {
        return earlier == null ? option.options() : option.optionsAfter(earlier);
    }
}
