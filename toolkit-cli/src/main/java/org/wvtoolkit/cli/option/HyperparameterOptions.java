package org.wvtoolkit.cli.option;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.wvtoolkit.nn.classifier.ClassifierMethods;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.Option;
import org.wvtoolkit.option.OptionType;
import org.wvtoolkit.pipeline.TrainingMethods;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Command-line options for the hyperparameters of the methods in a registry. Name, type, default and description of
 * each come from its {@link Option}, so that a new hyperparameter needs no change here.
 */
public final class HyperparameterOptions {
    private final MethodRegistry<?> registry;

    /**
     * Creates options for a registry.
     *
     * @param registry methods with their options
     */
    public HyperparameterOptions(MethodRegistry<?> registry) {
        this.registry = registry;
    }

    /**
     * Returns the options of the training methods.
     *
     * @return options of {@link TrainingMethods#REGISTRY}
     */
    public static HyperparameterOptions ofTraining() {
        return new HyperparameterOptions(TrainingMethods.REGISTRY);
    }

    /**
     * Returns the options of the classifiers.
     *
     * @return options of {@link ClassifierMethods#REGISTRY}
     */
    public static HyperparameterOptions ofClassifiers() {
        return new HyperparameterOptions(ClassifierMethods.REGISTRY);
    }

    /**
     * Adds all options to a command, in a group with a heading.
     *
     * @param command modified
     */
    public void addTo(CommandSpec command) {
        ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                .heading("%nHyperparameters, with the " + registry.kind() + "s that use them:%n%n")
                .exclusive(false)
                .validate(false)
                .multiplicity("0..1");
        registry.uses().forEach(use -> group.addArg(option(use)));
        command.addArgGroup(group.build());
    }

    private OptionSpec option(MethodRegistry.Use use) {
        List<String> names = new ArrayList<>(List.of(flag(use.name())));
        use.option().synonyms().forEach(synonym -> names.add(flag(synonym)));
        OptionType.Kind kind = use.option().type().kind();
        OptionSpec.Builder option = OptionSpec.builder(names.toArray(String[]::new))
                .type(String.class)
                .arity("1")
                .paramLabel(kind.placeholder())
                .description(description(use).replace("%", "%%"));
        if (kind == OptionType.Kind.FLAG) {
            option.type(Boolean.class).arity("0..1").fallbackValue("true");
        }
        if (!use.choices().isEmpty()) {
            option.completionCandidates(use.choices());
        }
        return option.build();
    }

    /** A default that all users share is shown once; others are shown with their methods. */
    private String description(MethodRegistry.Use use) {
        String meaning = Character.toUpperCase(use.option().meaning().charAt(0))
                + use.option().meaning().substring(1);
        if (!use.choices().isEmpty()) {
            meaning += ". One of: " + String.join(", ", use.choices());
        }
        SequencedMap<String, List<String>> defaults = use.defaults();
        if (defaults.size() > 1) {
            return meaning + ". Default: "
                    + defaults.entrySet().stream()
                            .map(entry -> entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        return meaning + ". Default: " + defaults.firstEntry().getKey()
                + "."
                + (use.methods().size() == registry.all().size() ? "" : " [" + String.join(", ", use.methods()) + "]");
    }

    /**
     * Returns the command-line form of an option's name.
     *
     * @param option the name
     * @return the name with leading dashes
     */
    public static String flag(String option) {
        return "--" + option;
    }

    /**
     * Returns the values that were given on the command line.
     *
     * @param parsed the command's part of it
     * @return text by option name, modifiable
     */
    public Map<String, String> given(ParseResult parsed) {
        Map<String, String> given = new LinkedHashMap<>();
        for (MethodRegistry.Use use : registry.uses()) {
            OptionSpec option = parsed.matchedOption(flag(use.name()));
            if (option != null) {
                given.put(use.name(), String.valueOf(option.<Object>getValue()));
            }
        }
        return given;
    }

    /**
     * Returns the methods with their summaries, for the help.
     *
     * @return one text per method
     */
    public List<String> methods() {
        return registry.all().stream()
                .map(method -> method.name() + " (" + method.summary() + ")")
                .toList();
    }

    /** Names of the training methods, for completion. */
    public static final class MethodNames extends Choices {
        /** Creates the list. */
        public MethodNames() {
            super(TrainingMethods.all().stream().map(entry -> entry.name()).toList());
        }
    }

    /** Names of the training methods with their summaries, which are read when the help is printed. */
    public static final class MethodSummaries implements Iterable<String> {
        /** Creates the list. */
        public MethodSummaries() {}

        @Override
        public Iterator<String> iterator() {
            return ofTraining().methods().iterator();
        }
    }
}
