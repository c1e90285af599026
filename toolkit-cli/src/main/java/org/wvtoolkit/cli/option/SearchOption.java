package org.wvtoolkit.cli.option;

import picocli.CommandLine.Option;

/** Whether neighbours may be sought by way of an index. */
public final class SearchOption {
    @Option(
            names = "--approximate",
            description = "search by the index that wv index made: much faster in large models, a neighbour in many may"
                    + " be missed; the default where an index is worth its opening")
    private boolean approximate;

    @Option(names = "--exact", description = "look at every word, be there an index or not")
    private boolean exact;

    /** To be set by picocli. */
    public SearchOption() {}

    /**
     * Whether an index was asked for.
     *
     * @return false where nothing was said
     */
    public boolean approximate() {
        return approximate;
    }

    /**
     * Whether every word must be looked at.
     *
     * @return false where nothing was said
     */
    public boolean exact() {
        return exact;
    }
}
