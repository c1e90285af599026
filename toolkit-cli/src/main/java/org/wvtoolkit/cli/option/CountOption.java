package org.wvtoolkit.cli.option;

import picocli.CommandLine.Option;

/** How many neighbours are asked for. */
public final class CountOption {
    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            description = "how many words to answer with; default: ${DEFAULT-VALUE}")
    private int count = 10;

    /**
     * The number.
     *
     * @return as given
     */
    public int count() {
        return count;
    }
}
