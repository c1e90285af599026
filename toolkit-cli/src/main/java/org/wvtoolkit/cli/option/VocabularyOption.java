package org.wvtoolkit.cli.option;

import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import picocli.CommandLine.Option;

/** Which words get vectors. */
public final class VocabularyOption {
    @Option(
            names = "--min-count",
            paramLabel = "N",
            description = "leave out words seen less than N times; default: ${DEFAULT-VALUE}")
    private long minCount = VocabularyOptions.defaults().minCount();

    @Option(names = "--max-vocabulary", paramLabel = "N", description = "keep the N most frequent words; default: all")
    private @Nullable Integer maximumSize;

    /**
     * The options for a corpus that is encoded already: without others, the words that it was encoded with, but none rarer than text
     * would keep.
     *
     * @param encodedWith the words that it has
     * @param minCountGiven whether a minimum count was asked for
     * @return the record
     * @throws UsageException if the minimum count includes words that the corpus does not have
     * @throws org.wvtoolkit.option.InvalidOptionException if a value is out of range
     */
    public VocabularyOptions within(VocabularyOptions encodedWith, boolean minCountGiven) {
        VocabularyOptions asked = options();
        if (minCountGiven && asked.minCount() < encodedWith.minCount()) {
            throw new UsageException(
                    "--min-count " + asked.minCount() + " includes words that the corpus does not have: it was"
                            + " encoded with --min-count " + encodedWith.minCount() + "; encode the text again");
        }
        return new VocabularyOptions(
                Math.max(asked.minCount(), encodedWith.minCount()),
                Math.min(asked.maximumSize(), encodedWith.maximumSize()));
    }

    /**
     * The options.
     *
     * @return the record
     * @throws org.wvtoolkit.option.InvalidOptionException if a value is out of range
     */
    public VocabularyOptions options() {
        return new VocabularyOptions(
                minCount, maximumSize == null ? VocabularyOptions.defaults().maximumSize() : maximumSize);
    }
}
