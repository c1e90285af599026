package org.wvtoolkit.cli.option;

import org.jspecify.annotations.Nullable;
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
     * The options.
     *
     * @return the record
     * @throws IllegalArgumentException if a value is out of range
     */
    public VocabularyOptions options() {
        return new VocabularyOptions(
                minCount, maximumSize == null ? VocabularyOptions.defaults().maximumSize() : maximumSize);
    }
}
