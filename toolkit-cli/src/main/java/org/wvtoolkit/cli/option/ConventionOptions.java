package org.wvtoolkit.cli.option;

import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.evaluation.Bootstrap;
import org.wvtoolkit.evaluation.Convention;
import org.wvtoolkit.evaluation.Convention.LetterCase;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How questions are counted, and how sure the scores are. */
public final class ConventionOptions {
    @Option(
            names = "--convention",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            converter = ConventionConverter.class,
            description = "whose way of counting: ${COMPLETION-CANDIDATES}; default: gensim")
    private Convention convention = Convention.GENSIM;

    @Option(
            names = "--restrict",
            paramLabel = "N",
            converter = RestrictConverter.class,
            description = "know the N most frequent words alone, or all; default: the convention's")
    private @Nullable Integer restrict;

    @Option(
            names = "--unknown",
            paramLabel = "RULE",
            converter = UnknownConverter.class,
            description = "skip or wrong: what a question with an unknown word counts as; default: the convention's")
    private @Nullable UnknownRule unknown;

    @Option(
            names = "--case",
            paramLabel = "RULE",
            converter = CaseConverter.class,
            description = "ignored, lowered (the questions) or kept; default: the convention's")
    private @Nullable LetterCase letterCase;

    @Option(
            names = "--resamples",
            paramLabel = "N",
            description = "draws of the bootstrap that makes the intervals; default: ${DEFAULT-VALUE}")
    private int resamples = Bootstrap.DEFAULT.resamples();

    @Option(
            names = "--bootstrap-seed",
            paramLabel = "N",
            description = "seed of these draws; default: ${DEFAULT-VALUE}")
    private long seed = Bootstrap.DEFAULT.seed();

    /** What an unknown word makes of a question. */
    enum UnknownRule {
        SKIP,
        WRONG
    }

    /** Names of conventions, asked for when the help is shown. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Convention.all().stream().map(Convention::name).iterator();
        }
    }

    /** A convention by name. */
    static final class ConventionConverter implements ITypeConverter<Convention> {
        @Override
        public Convention convert(String text) {
            return Convention.named(text.toLowerCase(Locale.ROOT))
                    .orElseThrow(() ->
                            new TypeConversionException("'" + text + "' is none of " + String.join(", ", new Names())));
        }
    }

    /** A count, or all. */
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
                // Said below.
            }
            throw new TypeConversionException("'" + text + "' is not a whole number from 1, nor all");
        }
    }

    /** Skipped or wrong. */
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

    /** A rule for capital letters. */
    static final class CaseConverter implements ITypeConverter<LetterCase> {
        @Override
        public LetterCase convert(String text) {
            for (LetterCase rule : LetterCase.values()) {
                if (rule.name().equalsIgnoreCase(text)) {
                    return rule;
                }
            }
            throw new TypeConversionException("'" + text + "' is none of ignored, lowered, kept");
        }
    }

    /**
     * The convention, with what was changed of it.
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
     * The bootstrap.
     *
     * @return the record
     * @throws org.wvtoolkit.option.InvalidOptionException if a value is out of range
     */
    public Bootstrap bootstrap() {
        return new Bootstrap(resamples, seed);
    }
}
