package org.wvtoolkit.cli.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.nn.classifier.ClassifierMethods;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The flags of classifiers, made from their registry: a new option of a classifier needs nothing here. */
public final class ClassifierOptions {
    private ClassifierOptions() {}

    /**
     * Adds all flags to a command, under a heading of their own.
     *
     * @param command gets the flags
     */
    public static void addTo(CommandSpec command) {
        ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                .heading("%nHyperparameters, with the classifiers that use them:%n%n")
                .exclusive(false)
                .validate(false)
                .multiplicity("0..1");
        all().forEach((name, users) -> group.addArg(option(name, users)));
        command.addArgGroup(group.build());
    }

    /** For each option, in the order of the registry, the classifiers that use it. */
    private static Map<String, Map<String, ClassifierMethods.Option>> all() {
        Map<String, Map<String, ClassifierMethods.Option>> all = new LinkedHashMap<>();
        for (ClassifierMethods.Entry method : ClassifierMethods.all()) {
            for (ClassifierMethods.Option option : method.options()) {
                all.computeIfAbsent(option.name(), _ -> new LinkedHashMap<>()).put(method.name(), option);
            }
        }
        return all;
    }

    private static OptionSpec option(String name, Map<String, ClassifierMethods.Option> users) {
        Map<String, List<String>> byValue = new LinkedHashMap<>();
        users.forEach((method, option) ->
                byValue.computeIfAbsent(option.value(), _ -> new ArrayList<>()).add(method));
        boolean everywhere = users.size() == ClassifierMethods.all().size();
        String defaults = byValue.size() == 1
                ? byValue.keySet().iterator().next()
                        + (everywhere ? "" : " [" + String.join(", ", users.keySet()) + "]")
                : String.join(
                        ", ",
                        byValue.entrySet().stream()
                                .map(entry -> entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
                                .toList());
        String some = byValue.keySet().iterator().next();
        OptionSpec.Builder option = OptionSpec.builder("--" + name);
        if (name.equals("dimension")) {
            option = OptionSpec.builder("--dimension", "--dim");
        }
        return option.type(String.class)
                .arity("1")
                .paramLabel(!Character.isDigit(some.charAt(0)) ? "NAME" : some.contains(".") ? "X" : "N")
                .description((users.values().iterator().next().meaning() + "; default: " + defaults).replace("%", "%%"))
                .build();
    }

    /**
     * What was given on the command line.
     *
     * @param parsed the command's part of it
     * @return the options by name
     */
    public static Map<String, String> given(ParseResult parsed) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : all().keySet()) {
            OptionSpec option = parsed.matchedOption("--" + name);
            if (option != null) {
                given.put(name, String.valueOf(option.<Object>getValue()));
            }
        }
        return given;
    }
}
