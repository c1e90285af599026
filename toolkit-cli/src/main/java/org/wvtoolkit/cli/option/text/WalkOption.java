package org.wvtoolkit.cli.option.text;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.relations.SenseRelation;
import org.wvtoolkit.walks.WalkOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How random walks over a wordnet are made. */
public final class WalkOption {
    @Option(
            names = "--restart",
            paramLabel = "P",
            description = "probability of ending a walk after each word; default: ${DEFAULT-VALUE}")
    private double restart = WalkOptions.DEFAULT_RESTART;

    @Option(
            names = "--include",
            paramLabel = "NAME",
            split = ",",
            converter = RelationGroup.Converter.class,
            description = "follow these relations alone, named as by wv thesaurus --relation; default: all but antonym")
    private List<RelationGroup> included = List.of();

    @Option(
            names = "--weight",
            paramLabel = "NAME=X",
            split = ",",
            converter = {RelationGroup.Converter.class, WeightConverter.class},
            description = "follow an edge of this relation X times as often as one of weight 1; default: 1 each")
    private Map<RelationGroup, Double> weights = new LinkedHashMap<>();

    @Option(
            names = "--word-choice",
            paramLabel = "NAME",
            converter = ChoiceConverter.class,
            description = "how the word of a sense is chosen: uniform, or frequency (how often it has this sense in the"
                    + " sense-tagged corpus of WordNet); default: ${DEFAULT-VALUE}")
    private WalkOptions.WordChoice choice = WalkOptions.WordChoice.UNIFORM;

    @Option(
            names = "--compounds",
            paramLabel = "NAME",
            converter = CompoundsConverter.class,
            description = "how a word of several parts is written: join (new_york), split (new york) or skip; default:"
                    + " ${DEFAULT-VALUE}")
    private WalkOptions.Compounds compounds = WalkOptions.Compounds.JOIN;

    @Option(names = "--tags", description = "append the part of speech to each word: bank#n")
    private boolean tagged;

    @Option(names = "--seed", paramLabel = "N", description = "seed of the random numbers; default: ${DEFAULT-VALUE}")
    private long seed = 1;

    /** To be set by picocli. */
    public WalkOption() {}

    /** Weights. */
    static final class WeightConverter implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException wrong) {
                throw new TypeConversionException("'" + text + "' is not a number");
            }
        }
    }

    /** Ways of choosing words by name. */
    static final class ChoiceConverter implements ITypeConverter<WalkOptions.WordChoice> {
        @Override
        public WalkOptions.WordChoice convert(String text) {
            for (WalkOptions.WordChoice choice : WalkOptions.WordChoice.values()) {
                if (choice.toString().equals(text)) {
                    return choice;
                }
            }
            throw new TypeConversionException("'" + text + "' is none of uniform, frequency");
        }
    }

    /** Ways of writing compounds by name. */
    static final class CompoundsConverter implements ITypeConverter<WalkOptions.Compounds> {
        @Override
        public WalkOptions.Compounds convert(String text) {
            for (WalkOptions.Compounds compounds : WalkOptions.Compounds.values()) {
                if (compounds.toString().equals(text)) {
                    return compounds;
                }
            }
            throw new TypeConversionException("'" + text + "' is none of join, split, skip");
        }
    }

    /**
     * The options.
     *
     * @param tokens how many to generate, at least 1
     * @return the options
     * @throws IllegalArgumentException if a value is out of range; one line that says which
     */
    public WalkOptions options(long tokens) {
        Map<SenseRelation, Double> all = new EnumMap<>(SenseRelation.class);
        if (included.isEmpty()) {
            all.putAll(WalkOptions.defaultWeights());
        } else {
            included.forEach(group -> group.relations().forEach(relation -> all.put(relation, 1.0)));
        }
        weights.forEach((group, weight) -> group.relations().forEach(relation -> all.put(relation, weight)));
        return new WalkOptions(tokens, restart, all, choice, compounds, tagged, seed);
    }
}
