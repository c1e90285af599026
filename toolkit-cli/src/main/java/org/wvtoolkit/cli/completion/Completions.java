package org.wvtoolkit.cli.completion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The commands with their options and the values of each, as the scripts of all shells offer them. Immutable.
 *
 * @param commands all commands by name, with a space between a command and its subcommand; the empty name is
 *     {@code wv} itself
 */
record Completions(Map<String, Command> commands) {
    /** A help text that explains a candidate, in parentheses after it. */
    private static final Pattern EXPLANATION = Pattern.compile("^(\\S+) \\((.*)\\)$", Pattern.DOTALL);

    private static final Pattern ITALIC = Pattern.compile("@\\|\\S+ |\\|@");

    /** Labels of arguments that are files, although their type is text. */
    private static final Pattern FILES =
            Pattern.compile("(?i).*(FILE|FOLDER|CORPUS|MODEL|BEFORE|AFTER|LEXICON|COUNTS|LIST|\\bIN\\b|\\bOUT\\b).*");

    /** A command: what may follow it. */
    record Command(
            String summary, Map<String, String> subcommands, List<Flag> options, List<Value> values, boolean files) {}

    /**
     * An option.
     *
     * @param names its names, the long one last
     * @param summary one line
     * @param argument whether it requires a value
     * @param values the values that it accepts, empty if they are not listed
     * @param files whether its value is a file
     * @param list whether its value is a comma-separated list
     */
    record Flag(List<String> names, String summary, boolean argument, List<Value> values, boolean files, boolean list) {
        String longest() {
            return names.getLast();
        }
    }

    /** A value with an explanation, which may be empty. */
    record Value(String text, String summary) {}

    static Completions of(CommandLine root) {
        Map<String, Command> commands = new LinkedHashMap<>();
        add("", root, root, commands);
        return new Completions(commands);
    }

    private static void add(String name, CommandLine command, CommandLine root, Map<String, Command> commands) {
        CommandSpec spec = command.getCommandSpec();
        Map<String, String> subcommands = new LinkedHashMap<>();
        command.getSubcommands().forEach((sub, line) -> subcommands.put(sub, summary(line.getCommandSpec())));
        List<Flag> options = spec.options().stream()
                .filter(option -> !option.hidden())
                .map(Completions::flag)
                .toList();
        List<Value> values = new ArrayList<>();
        boolean files = false;
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            values.addAll(values(parameter));
            files |= isFile(parameter);
        }
        if (name.equals("help")) {
            root.getSubcommands().forEach((sub, line) -> values.add(new Value(sub, summary(line.getCommandSpec()))));
        }
        commands.put(name, new Command(summary(spec), subcommands, options, values, files));
        command.getSubcommands()
                .forEach((sub, line) -> add(name.isEmpty() ? sub : name + " " + sub, line, root, commands));
    }

    private static Flag flag(OptionSpec option) {
        List<String> names = new ArrayList<>(List.of(option.names()));
        names.remove(option.longestName());
        names.add(option.longestName());
        boolean list = !option.splitRegex().isEmpty();
        return new Flag(
                names,
                firstSentence(option.description()),
                option.arity().min() > 0,
                option.arity().max() == 0 ? List.of() : values(option),
                option.arity().max() > 0 && isFile(option),
                list);
    }

    private static String summary(CommandSpec spec) {
        return firstSentence(spec.usageMessage().description());
    }

    /** The first sentence without its full stop, on one line. */
    private static String firstSentence(String[] description) {
        String all = ITALIC.matcher(description.length == 0 ? "" : description[0])
                .replaceAll("")
                .replace("%%", "%")
                .replace("%n", " ");
        int end = all.indexOf(". ");
        String first = end < 0 ? all : all.substring(0, end);
        return (first.endsWith(".") ? first.substring(0, first.length() - 1) : first).replaceAll("\\s+", " ");
    }

    /** Values with a space inside are omitted: each has a synonym without one, or cannot be typed in a list. */
    private static List<Value> values(ArgSpec argument) {
        List<Value> values = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            for (String candidate : argument.completionCandidates()) {
                var explained = EXPLANATION.matcher(candidate);
                Value value = explained.matches()
                        ? new Value(explained.group(1), firstSentence(new String[] {explained.group(2)}))
                        : new Value(candidate, "");
                if (argument.type().isEnum() && value.text().equals(value.text().toUpperCase(Locale.ROOT))) {
                    value = new Value(value.text().toLowerCase(Locale.ROOT).replace('_', '-'), "");
                }
                if (!value.text().contains(" ")) {
                    values.add(value);
                }
            }
        }
        return List.copyOf(values);
    }

    private static boolean isFile(ArgSpec argument) {
        return (argument.completionCandidates() == null || values(argument).isEmpty())
                && FILES.matcher(argument.paramLabel()).matches();
    }
}
