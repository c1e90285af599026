package org.wvtoolkit.cli.option;

import org.wvtoolkit.cli.help.OptionGroup;
import picocli.CommandLine.Option;

/** Choice between exact and approximate search. */
@OptionGroup("Search options")
public final class SearchOption {
    @Option(
            names = "--approximate",
            description = "Search the index built by 'wv index'. Much faster on large models, but may miss"
                    + " some neighbours. Default where the index saves more time than opening it takes.")
    private boolean approximate;

    @Option(names = "--exact", description = "Score every word, even if an index exists.")
    private boolean exact;

    /** Creates the options; picocli sets them. */
    public SearchOption() {}

    /**
     * Returns whether approximate search was requested.
     *
     * @return false by default
     */
    public boolean approximate() {
        return approximate;
    }

    /**
     * Returns whether exact search was requested.
     *
     * @return false by default
     */
    public boolean exact() {
        return exact;
    }
}
