package org.wvtoolkit.cli.option;

import java.util.Iterator;
import org.wvtoolkit.text.TextAnalyzer;
import org.wvtoolkit.text.TextAnalyzers;
import org.wvtoolkit.text.TextOptions;
import picocli.CommandLine.Option;

/** How text is cut into tokens. */
public final class TextOption {
    @Option(
            names = "--analyzer",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description =
                    "how to cut text into words; default: ${DEFAULT-VALUE}. whitespace takes text that is cut already,"
                            + " words apart by spaces, and is the fastest; a language leaves its stop words out and stems the rest."
                            + " There are: ${COMPLETION-CANDIDATES}")
    private String analyzer = TextOptions.defaults().analyzer();

    /** Names of analyzers, asked for when the help is shown. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return TextAnalyzers.all().stream().map(TextAnalyzer::name).iterator();
        }
    }

    /**
     * The options.
     *
     * @return the record
     * @throws IllegalArgumentException if there is no such analyzer
     */
    public TextOptions options() {
        return new TextOptions(analyzer);
    }
}
