package org.wvtoolkit.cli.option.text;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.relations.SenseRelation;
import org.wvtoolkit.walks.WalkOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How random walks over a wordnet are made. */
@OptionGroup("Walk options")
public final class WalkOption {
    @Option(
            names = "--restart",
            paramLabel = "P",
            description = "Probability of ending a walk after each word. Default: ${DEFAULT-VALUE}.")
    private double restart = WalkOptions.DEFAULT_RESTART;

    @Option(
            names = "--include",
            paramLabel = "NAME",
            split = ",",
            converter = RelationGroup.Converter.class,
            description = "Follow only these relations, named as in 'wv thesaurus --relation'. Default: all"
                    + " but antonym.")
    private List<RelationGroup> included = List.of();

    @Option(
            names = "--weight",
            paramLabel = "NAME=X",
            split = ",",
            converter = {RelationGroup.Converter.class, WeightConverter.class},
            description = "Relative weight of a relation. Repeatable. Default: 1 each.")
    private Map<RelationGroup, Double> weights = new LinkedHashMap<>();

    @Option(
            names = "--word-choice",
            paramLabel = "NAME",
            converter = ChoiceConverter.class,
            description = "Choice of the word of a sense: uniform, or frequency in the sense-tagged corpus of"
                    + " WordNet. Default: ${DEFAULT-VALUE}.")
    private WalkOptions.WordChoice choice = WalkOptions.WordChoice.UNIFORM;

    @Option(
            names = "--compounds",
            paramLabel = "NAME",
            converter = CompoundsConverter.class,
            description =
                    "Form of compounds: join (new_york), split (new york) or skip. Default:" + " ${DEFAULT-VALUE}.")
    private WalkOptions.Compounds compounds = WalkOptions.Compounds.JOIN;

    @Option(names = "--tags", description = "Append the part of speech to each word: bank#n.")
    private boolean tagged;

    @Option(names = "--seed", paramLabel = "N", description = "Random seed. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    /** Creates the options; picocli sets them. */
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
            throw new TypeConversionException("'" + text + "' is not one of uniform, frequency");
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
            throw new TypeConversionException("'" + text + "' is not one of join, split, skip");
        }
    }

    /**
     * The options.
     *
     * @param tokens how many to generate, at least 1
     * @return the options
     * @throws InvalidOptionException if a value is out of range
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
