package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.query.Candidates;
import org.wvtoolkit.vocabulary.Vocabulary;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which words may answer. */
public final class CandidateOptions {
    @Option(
            names = "--restrict",
            paramLabel = "N",
            converter = CountOption.Converter.class,
            description = "only the N most frequent words answer")
    private @Nullable Integer restrict;

    @Option(
            names = "--min-count",
            paramLabel = "N",
            converter = CountOption.Converter.class,
            description = "only words that stood in the corpus at least N times answer")
    private @Nullable Integer minCount;

    @Option(
            names = "--regex",
            paramLabel = "PATTERN",
            converter = CandidateOptions.Converter.class,
            description = "only words in which this regular expression is found answer, such as '^un.*ed$$'")
    private @Nullable Pattern pattern;

    @Option(names = "--include-question", description = "let the words of the question answer too")
    private boolean includeQuestion;

    /** To be set by picocli. */
    public CandidateOptions() {}

    /** Regular expressions. */
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
     * The candidates.
     *
     * @param vocabulary the model's words
     * @return which of them may answer
     * @throws IOException if a minimum count is asked of a model that keeps no counts
     */
    public Candidates candidates(Vocabulary vocabulary) throws IOException {
        if (restrict == null && minCount == null && pattern == null && !includeQuestion) {
            return Candidates.ALL;
        }
        if (minCount != null && vocabulary.size() > 0 && vocabulary.count(0) == 0) {
            throw new IOException("the model keeps no counts, as files of other tools do not, so that --min-count says"
                    + " nothing; use --restrict N for the N most frequent words");
        }
        return new Candidates(
                restrict == null ? Integer.MAX_VALUE : restrict,
                minCount == null ? 0 : minCount,
                pattern,
                includeQuestion);
    }
}
