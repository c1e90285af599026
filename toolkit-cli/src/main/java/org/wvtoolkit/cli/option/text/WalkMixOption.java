package org.wvtoolkit.cli.option.text;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.cli.option.WordnetOption;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.option.ConflictingOptionsException;
import org.wvtoolkit.walks.MixedSource;
import org.wvtoolkit.walks.WalkOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Random walks over a wordnet that are mixed into a corpus. */
@OptionGroup("Relation options")
public final class WalkMixOption {
    @Option(
            names = "--with-wordnet",
            paramLabel = "SHARE",
            converter = Converter.class,
            description = "Mix random walks over WordNet between the sentences, so that words related in"
                    + " WordNet get similar vectors. SHARE is their share of all tokens, 0 to 0.99. On 17"
                    + " million words of Wikipedia, 0.1 to 0.2 improves similarity scores and does not lower"
                    + " analogy scores. Default: 0, or 0.6 for the built-in corpus.")
    private @Nullable Double share;

    @Mixin
    private WordnetOption wordnet = new WordnetOption();

    /** Creates the options; picocli sets them. */
    public WalkMixOption() {}

    /** Shares. */
    static final class Converter implements ITypeConverter<Double> {
        private static final double MOST = 0.99;

        @Override
        public Double convert(String text) {
            try {
                double share = Double.parseDouble(text);
                if (share >= 0 && share <= MOST) {
                    return share;
                }
            } catch (NumberFormatException wrong) {
                // Reported below.
            }
            throw new TypeConversionException("'" + text + "' is not a share from 0 to " + MOST);
        }
    }

    /**
     * Returns whether walks are mixed in.
     *
     * @param otherwise share if none is set
     * @return true if the share is above 0
     */
    public boolean mixes(double otherwise) {
        return share(otherwise) > 0;
    }

    private double share(double otherwise) {
        return share == null ? otherwise : share;
    }

    /**
     * The text with walks mixed in.
     *
     * @param text the text
     * @param otherwise share if none is set
     * @param restart probability of ending a walk after each word
     * @param context has the environment
     * @return the mixture, or the text itself if the share is 0
     * @throws ConflictingOptionsException if a wordnet is named and no walks are mixed in
     * @throws IOException if the wordnet cannot be read
     */
    public TokenSource mixed(TokenSource text, double otherwise, double restart, ProcessContext context)
            throws IOException {
        if (!mixes(otherwise)) {
            if (wordnet.file().isPresent()) {
                throw new ConflictingOptionsException("{} requires {}", "wordnet", "with-wordnet");
            }
            return text;
        }
        // The mixture determines how many tokens there will be.
        WalkOptions options =
                WalkOptions.defaults(1).withRestart(restart).withWordChoice(WalkOptions.WordChoice.FREQUENCY);
        return new MixedSource(text, wordnet.open(context), options, share(otherwise));
    }
}
