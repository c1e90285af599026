package org.wvtoolkit.cli.option;

import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.evaluation.Bootstrap;
import org.wvtoolkit.evaluation.Convention;
import org.wvtoolkit.evaluation.Convention.LetterCase;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Scoring conventions and confidence-interval options. */
@OptionGroup("Scoring options")
public final class ConventionOptions {
    @Option(
            names = "--convention",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            converter = ConventionConverter.class,
            description = "Scoring convention. One of: ${COMPLETION-CANDIDATES}. Default: gensim.")
    private Convention convention = Convention.GENSIM;

    @Option(
            names = "--restrict",
            paramLabel = "N",
            converter = RestrictConverter.class,
            description =
                    "Restrict the vocabulary to the N most frequent words, or all. Default: by the" + " convention.")
    private @Nullable Integer restrict;

    @Option(
            names = "--unknown",
            paramLabel = "RULE",
            converter = UnknownConverter.class,
            description = "Treatment of questions with an out-of-vocabulary word: skip or wrong. Default: by"
                    + " the convention.")
    private @Nullable UnknownRule unknown;

    @Option(
            names = "--case",
            paramLabel = "RULE",
            converter = CaseConverter.class,
            description =
                    "Letter case: ignored, lowered (questions in lower case) or kept. Default: by the" + " convention.")
    private @Nullable LetterCase letterCase;

    @Option(
            names = "--resamples",
            paramLabel = "N",
            description = "Number of bootstrap samples for the confidence intervals. Default: ${DEFAULT-VALUE}.")
    private int resamples = Bootstrap.DEFAULT.resamples();

    @Option(
            names = "--bootstrap-seed",
            paramLabel = "N",
            description = "Random seed of the bootstrap. Default: ${DEFAULT-VALUE}.")
    private long seed = Bootstrap.DEFAULT.seed();

    /** How a question with an out-of-vocabulary word is scored. */
    enum UnknownRule {
        SKIP,
        WRONG
    }

    /** Names of conventions, read when the help is printed. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Convention.all().stream().map(Convention::name).iterator();
        }
    }

    /** Converts the name of a convention. */
    static final class ConventionConverter implements ITypeConverter<Convention> {
        @Override
        public Convention convert(String text) {
            return Convention.find(text.toLowerCase(Locale.ROOT))
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is not one of " + String.join(", ", new Names())));
        }
    }

    /** Converts a count, or {@code all}. */
    static final class RestrictConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (text.equals("all")) {
                return Integer.MAX_VALUE;
            }
            try {
                int number = Integer.parseInt(text);
                if (number >= 1) {
                    return number;
                }
            } catch (NumberFormatException notOne) {
                // Reported below.
            }
            throw new TypeConversionException("'" + text + "' is neither a positive integer nor all");
        }
    }

    /** Converts {@code skip} or {@code wrong}. */
    static final class UnknownConverter implements ITypeConverter<UnknownRule> {
        @Override
        public UnknownRule convert(String text) {
            return switch (text) {
                case "wrong" -> UnknownRule.WRONG;
                case "skip" -> UnknownRule.SKIP;
                default -> throw new TypeConversionException("'" + text + "' is neither skip nor wrong");
            };
        }
    }

    /** Converts a rule for letter case. */
    static final class CaseConverter implements ITypeConverter<LetterCase> {
        @Override
        public LetterCase convert(String text) {
            for (LetterCase rule : LetterCase.values()) {
                if (rule.name().equalsIgnoreCase(text)) {
                    return rule;
                }
            }
            throw new TypeConversionException("'" + text + "' is not one of ignored, lowered, kept");
        }
    }

    /**
     * The convention with the overridden rules.
     *
     * @return the convention
     */
    public Convention convention() {
        Convention changed = convention;
        if (restrict != null) {
            changed = changed.withCandidates(restrict);
        }
        if (unknown != null) {
            changed = changed.withUnknownWrong(unknown == UnknownRule.WRONG);
        }
        return letterCase == null ? changed : changed.withLetterCase(letterCase);
    }

    /**
     * The bootstrap settings.
     *
     * @return the options
     * @throws org.wvtoolkit.option.InvalidOptionException if a value is out of range
     */
    public Bootstrap bootstrap() {
        return new Bootstrap(resamples, seed);
    }
}
