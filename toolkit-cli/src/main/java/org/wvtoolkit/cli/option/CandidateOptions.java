package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.query.Candidates;
import org.wvtoolkit.vocabulary.Vocabulary;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that filter the words of a result. */
@OptionGroup("Result filters")
public final class CandidateOptions {
    @Option(
            names = "--restrict",
            paramLabel = "N",
            converter = CountOption.Converter.class,
            description = "List only words among the N most frequent.")
    private @Nullable Integer restrict;

    @Option(
            names = "--min-count",
            paramLabel = "N",
            converter = CountOption.Converter.class,
            description = "List only words with a corpus count of at least N.")
    private @Nullable Integer minCount;

    @Option(
            names = "--regex",
            paramLabel = "PATTERN",
            converter = CandidateOptions.Converter.class,
            description =
                    "List only words that contain a match of the regular expression PATTERN, such as" + " '^un.*ed$$'.")
    private @Nullable Pattern pattern;

    @Option(names = "--include-question", description = "Allow the words of the query in the results.")
    private boolean includeQuestion;

    /** Creates the options; picocli sets them. */
    public CandidateOptions() {}

    /** Converts a regular expression. */
    static final class Converter implements ITypeConverter<Pattern> {
        @Override
        public Pattern convert(String text) {
            try {
                return Pattern.compile(text);
            } catch (PatternSyntaxException wrong) {
                throw new TypeConversionException("'" + text + "' is not a regular expression: "
                        + wrong.getDescription() + " at character " + (wrong.getIndex() + 1));
            }
        }
    }

    /**
     * The filter.
     *
     * @param vocabulary the words of the model
     * @return the filter
     * @throws IOException if a minimum count is given for a model without counts
     */
    public Candidates candidates(Vocabulary vocabulary) throws IOException {
        if (restrict == null && minCount == null && pattern == null && !includeQuestion) {
            return Candidates.ALL;
        }
        if (minCount != null && vocabulary.size() > 0 && vocabulary.count(0) == 0) {
            throw new IOException("the model contains no word counts, so --min-count cannot be applied"
                    + "; use --restrict N for the N most frequent words");
        }
        return new Candidates(
                restrict == null ? Integer.MAX_VALUE : restrict,
                minCount == null ? 0 : minCount,
                pattern,
                includeQuestion);
    }
}
