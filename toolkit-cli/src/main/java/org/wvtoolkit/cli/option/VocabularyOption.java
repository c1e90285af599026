package org.wvtoolkit.cli.option;

import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import picocli.CommandLine.Option;

/** Options that limit the vocabulary. */
@OptionGroup("Vocabulary options")
public final class VocabularyOption {
    @Option(
            names = "--min-count",
            paramLabel = "N",
            description = "Minimum word count. Rarer words are dropped. Default: ${DEFAULT-VALUE}.")
    private long minCount = VocabularyOptions.defaults().minCount();

    @Option(names = "--max-vocabulary", paramLabel = "N", description = "Keep the N most frequent words. Default: all.")
    private @Nullable Integer maximumSize;

    /**
     * The options for an encoded corpus: by default the words that it was encoded with, but none rarer than the
     * default for text.
     *
     * @param encodedWith the options that it was encoded with
     * @param minCountGiven whether a minimum count is set
     * @return the options
     * @throws UsageException if the minimum count includes words that the corpus does not have
     * @throws org.wvtoolkit.option.InvalidOptionException if a value is out of range
     */
    public VocabularyOptions within(VocabularyOptions encodedWith, boolean minCountGiven) {
        VocabularyOptions asked = options();
        if (minCountGiven && asked.minCount() < encodedWith.minCount()) {
            throw new UsageException(
                    "--min-count " + asked.minCount() + " includes words that the encoded corpus lacks: it was"
                            + " encoded with --min-count " + encodedWith.minCount() + "; encode the text again");
        }
        return new VocabularyOptions(
                Math.max(asked.minCount(), encodedWith.minCount()),
                Math.min(asked.maximumSize(), encodedWith.maximumSize()));
    }

    /**
     * The options.
     *
     * @return the options
     * @throws org.wvtoolkit.option.InvalidOptionException if a value is out of range
     */
    public VocabularyOptions options() {
        return new VocabularyOptions(
                minCount, maximumSize == null ? VocabularyOptions.defaults().maximumSize() : maximumSize);
    }
}
