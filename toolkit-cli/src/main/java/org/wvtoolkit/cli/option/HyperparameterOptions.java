package org.wvtoolkit.cli.option;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.wvtoolkit.pipeline.Hyperparameters;
import org.wvtoolkit.pipeline.TrainingMethods;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The flags of the methods of training, made from their registry: every option that some method uses is a flag, with the
 * defaults that the methods report. So a method's new option needs nothing here but its meaning.
 */
public final class HyperparameterOptions {
    /** Digits of a default in the help: a product such as 0.08 × 0.0001 is not exact in binary. */
    private static final MathContext SHOWN = new MathContext(6);

    private HyperparameterOptions() {}

    /**
     * Adds all flags to a command, under a heading of their own.
     *
     * @param command gets the flags
     */
    public static void addTo(CommandSpec command) {
        ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                .heading("%nHyperparameters, with the methods that use them:%n%n")
                .exclusive(false)
                .validate(false)
                .multiplicity("0..1");
        for (Map.Entry<String, Map<String, String>> option : defaults().entrySet()) {
            group.addArg(option(option.getKey(), option.getValue()));
        }
        command.addArgGroup(group.build());
    }

    /** For each option, in the order of the registry, its default by method. */
    private static Map<String, Map<String, String>> defaults() {
        Map<String, Map<String, String>> defaults = new LinkedHashMap<>();
        for (TrainingMethods.Entry method : TrainingMethods.all()) {
            Map<String, String> values =
                    TrainingMethods.create(method.name(), Hyperparameters.NONE).options();
            for (String option : method.options()) {
                defaults.computeIfAbsent(option, o -> new LinkedHashMap<>())
                        .put(method.name(), values.getOrDefault(option, ""));
            }
        }
        return defaults;
    }

    private static OptionSpec option(String name, Map<String, String> defaults) {
        List<String> names = new ArrayList<>(List.of("--" + name));
        if (name.equals("dimension")) {
            names.add("--dim");
        }
        String some = defaults.values().iterator().next();
        OptionSpec.Builder option = OptionSpec.builder(names.toArray(String[]::new))
                .type(String.class)
                .description(description(name, defaults).replace("%", "%%"));
        return isFlag(some)
                ? option.type(Boolean.class)
                        .arity("0..1")
                        .fallbackValue("true")
                        .paramLabel("BOOL")
                        .build()
                : option.arity("1").paramLabel(label(some)).build();
    }

    /** Defaults are shown once where all users agree, else with the methods that have them. */
    private static String description(String name, Map<String, String> defaults) {
        Map<String, List<String>> methods = new LinkedHashMap<>();
        defaults.forEach((method, value) ->
                methods.computeIfAbsent(plain(value), v -> new ArrayList<>()).add(method));
        String users = String.join(", ", defaults.keySet());
        if (methods.size() > 1) {
            return HyperparameterMeanings.of(name) + "; default: "
                    + methods.entrySet().stream()
                            .map(entry -> entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
                            .collect(Collectors.joining(", "));
        }
        return HyperparameterMeanings.of(name) + "; default: "
                + methods.keySet().iterator().next()
                + (defaults.size() == TrainingMethods.all().size() ? "" : " [" + users + "]");
    }

    private static boolean isFlag(String value) {
        return value.equals("true") || value.equals("false");
    }

    private static String label(String value) {
        if (value.isEmpty()) {
            return "VALUE";
        }
        boolean number = Character.isDigit(value.charAt(value.length() - 1)) && Character.isDigit(value.charAt(0));
        return !number ? "NAME" : value.contains(".") ? "X" : "N";
    }

    /** Java writes 5.0E-6 for what a person writes 0.000005. */
    private static String plain(String value) {
        try {
            return value.contains(".") || value.contains("E")
                    ? new BigDecimal(value).round(SHOWN).stripTrailingZeros().toPlainString()
                    : value;
        } catch (NumberFormatException notANumber) {
            return value;
        }
    }

    /**
     * What was given on the command line.
     *
     * @param parsed the command's part of it
     * @return the options by name
     */
    public static Map<String, String> given(ParseResult parsed) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : defaults().keySet()) {
            OptionSpec option = parsed.matchedOption("--" + name);
            if (option != null) {
                given.put(name, String.valueOf(option.<Object>getValue()));
            }
        }
        return given;
    }

    /**
     * The methods, for the help.
     *
     * @return for each its name and what it does
     */
    public static List<String> methods() {
        Set<String> lines = new LinkedHashSet<>();
        for (TrainingMethods.Entry method : TrainingMethods.all()) {
            lines.add(method.name() + " (" + method.summary() + ")");
        }
        return List.copyOf(lines);
    }
}
