package org.wvtoolkit.cli.help;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Lays out the help of a command. The order is: summary, usage, examples, description, arguments, options by group,
 * commands, exit codes.
 *
 * <p>The texts come from the {@code @Command} annotation: the first element of {@code description} is the summary
 * and the others are paragraphs, or lines to print unchanged if they begin with four spaces; each element of
 * {@code footer} is an example, optionally followed by two spaces and an explanation, or, if it begins with a line
 * break, another paragraph. The short help shows the first sentence of an option's description.
 *
 * <p>The short help has one line per option or subcommand, and for the root command one entry per group of
 * commands. Where the options do not fit into {@link #SHORT_LINES} lines, the last groups are reduced to one line
 * with the names of their options.
 */
public final class HelpLayout {
    /** Maximum number of lines of the short help. */
    public static final int SHORT_LINES = 40;

    private static final int SHORT_EXAMPLES = 4;
    private static final int FEWEST_EXAMPLES = 2;
    private static final int NAME_COLUMNS = 24;
    private static final int GROUP_COLUMNS = 14;
    private static final int INDENT = HelpLines.INDENT;
    private static final String OPTIONS = "Options";
    private static final String GENERAL = "General options";

    /** Start of an element of {@code description} that is printed as it is, such as a line of an example file. */
    private static final String VERBATIM = "    ";

    private final CommandSpec spec;
    private final Help.ColorScheme colours;
    private final int width;
    private final Map<String, List<String>> commandGroups;

    private HelpLayout(
            CommandLine command, Help.ColorScheme colours, int width, Map<String, List<String>> commandGroups) {
        this.spec = command.getCommandSpec();
        this.colours = colours;
        this.width = width;
        this.commandGroups = command.getParent() == null ? commandGroups : Map.of();
    }

    /**
     * Makes a command and all commands under it print the complete help where picocli prints help.
     *
     * @param command modified: its help sections are replaced
     * @param width maximum length of a line
     * @param commandGroups for the root command, the names of its commands by heading
     */
    public static void install(CommandLine command, int width, Map<String, List<String>> commandGroups) {
        command.setHelpSectionKeys(List.of("complete"));
        command.setHelpSectionMap(Map.of(
                "complete",
                help -> new HelpLayout(help.commandSpec().commandLine(), help.colorScheme(), width, commandGroups)
                        .complete()));
        command.getSubcommands().values().forEach(under -> install(under, width, commandGroups));
    }

    /**
     * The short help, at most {@link #SHORT_LINES} lines.
     *
     * @param command the command
     * @param width maximum length of a line
     * @param commandGroups for the root command, the names of its commands by heading
     * @return the text, ending in a line break
     */
    public static String summary(CommandLine command, int width, Map<String, List<String>> commandGroups) {
        return new HelpLayout(command, command.getColorScheme(), width, commandGroups).summary();
    }

    private String complete() {
        HelpLines lines = new HelpLines(width);
        List<String> paragraphs = description();
        lines.wrap(paragraphs.getFirst(), 0);
        usage(lines);
        examples(Integer.MAX_VALUE, lines);
        List<String> rest = new ArrayList<>(paragraphs.subList(1, paragraphs.size()));
        rest.addAll(footer(true));
        boolean afterVerbatim = false;
        for (String paragraph : rest) {
            boolean verbatim = paragraph.startsWith(VERBATIM);
            if (!verbatim || !afterVerbatim) {
                lines.add("");
            }
            if (verbatim) {
                lines.add(paragraph);
            } else {
                lines.wrap(paragraph, 0);
            }
            afterVerbatim = verbatim;
        }
        arguments(false, lines);
        commands(false, lines);
        groups().forEach((heading, options) -> {
            heading(heading, lines);
            options.forEach(option -> option(option, false, lines));
        });
        exitCodes(lines);
        if (!spec.subcommands().isEmpty()) {
            lines.add("");
            String command = "'" + spec.qualifiedName() + " COMMAND -h'";
            lines.wrap("Run " + command + " for the short help of a command, with --help for the complete help.", 0);
        }
        return lines.text();
    }

    private String summary() {
        List<List<String>> groups = new ArrayList<>();
        List<String> names = new ArrayList<>();
        groups().forEach((heading, options) -> {
            HelpLines group = new HelpLines(width);
            heading(heading, group);
            options.forEach(option -> option(option, true, group));
            groups.add(group.list());
            names.add(HelpLines.cut(
                    heading + ": "
                            + String.join(
                                    ", ",
                                    options.stream()
                                            .map(OptionSpec::longestName)
                                            .toList()),
                    width));
        });
        HelpLines lines = head(SHORT_EXAMPLES);
        collapse(groups, names, 1, SHORT_LINES - lines.size() - 2);
        if (lines.size() + size(groups) + 2 > SHORT_LINES) {
            lines = head(spec.subcommands().isEmpty() ? FEWEST_EXAMPLES : 0);
            collapse(groups, names, 0, SHORT_LINES - lines.size() - 2);
        }
        groups.forEach(lines::addAll);
        lines.add("");
        lines.wrap("Run '" + spec.qualifiedName() + " --help' for the complete help.", 0);
        return lines.text();
    }

    /** The short help up to the options. */
    private HelpLines head(int examples) {
        HelpLines lines = new HelpLines(width);
        lines.wrap(description().getFirst(), 0);
        usage(lines);
        examples(examples, lines);
        arguments(true, lines);
        commands(true, lines);
        return lines;
    }

    /** Reduces groups from the last to one of a given index to their names, until they fit. */
    private static void collapse(List<List<String>> groups, List<String> names, int first, int room) {
        for (int last = groups.size() - 1; last >= first && size(groups) > room; last--) {
            boolean next = last + 1 < groups.size();
            if (next && groups.get(last + 1).getFirst().isEmpty()) {
                groups.get(last + 1).removeFirst();
            }
            groups.set(last, new ArrayList<>(List.of("", names.get(last))));
        }
    }

    private static int size(List<List<String>> groups) {
        return groups.stream().mapToInt(List::size).sum();
    }

    private void heading(String heading, HelpLines lines) {
        lines.add("");
        HelpLines.wrapped(heading + ":", 0, width)
                .forEach(line -> lines.add(colours.text("@|bold " + line + "|@").toString()));
    }

    /** The elements of the footer: the examples, or the notes, which begin with a line break. */
    private List<String> footer(boolean notes) {
        return Arrays.stream(spec.usageMessage().footer())
                .filter(text -> text.startsWith("%n") == notes)
                .map(text -> String.format(text).strip())
                .filter(text -> !text.isEmpty() && !text.matches("Examples?:"))
                .toList();
    }

    private List<String> description() {
        return Arrays.stream(spec.usageMessage().description())
                .map(text -> String.format(text).stripTrailing())
                .toList();
    }

    private void usage(HelpLines lines) {
        lines.add("");
        String start = "Usage: ";
        for (String line : spec.usageMessage().customSynopsis()) {
            List<String> wrapped = HelpLines.wrapped(line, start.length() + INDENT, width);
            lines.add(start + wrapped.removeFirst().strip());
            lines.addAll(wrapped);
            start = "       ";
        }
    }

    private void examples(int limit, HelpLines lines) {
        List<String> examples = footer(false);
        if (examples.isEmpty() || limit == 0) {
            return;
        }
        heading("Examples", lines);
        List<String[]> parts = examples.stream()
                .limit(limit)
                .map(example -> example.split(" {2,}", 2))
                .toList();
        int column = parts.stream()
                .mapToInt(part -> part[0].length())
                .filter(length -> length <= width / 2)
                .max()
                .orElse(0);
        for (String[] part : parts) {
            String line = " ".repeat(INDENT) + part[0];
            if (line.length() > width) {
                lines.command(part[0]);
                if (part.length > 1) {
                    lines.wrap(part[1], 3 * INDENT);
                }
                continue;
            }
            if (part.length == 1) {
                lines.add(line);
                continue;
            }
            int free = width - 2 * INDENT - part[0].length() - part[1].length();
            int space = Math.max(0, Math.min(free, column - part[0].length()));
            if (free >= 0) {
                lines.add(line + " ".repeat(space + INDENT) + part[1]);
            } else {
                lines.add(line);
                lines.wrap(part[1], 3 * INDENT);
            }
        }
    }

    private void arguments(boolean summary, HelpLines lines) {
        List<PositionalParamSpec> shown = spec.positionalParameters().stream()
                .filter(one -> !one.hidden())
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        heading("Arguments", lines);
        for (PositionalParamSpec argument : shown) {
            String label =
                    argument.paramLabel() + (argument.arity().max() > 1 && !argument.hideParamSyntax() ? "..." : "");
            String styled = colours.parameterText(label).toString();
            lines.entry(label, styled, text(argument), NAME_COLUMNS, summary);
        }
    }

    private void commands(boolean summary, HelpLines lines) {
        if (spec.subcommands().isEmpty()) {
            return;
        }
        int column = spec.subcommands().keySet().stream()
                        .mapToInt(String::length)
                        .max()
                        .orElse(0)
                + INDENT;
        if (summary && !commandGroups.isEmpty()) {
            heading("Commands", lines);
            commandGroups.forEach((group, names) ->
                    lines.entry(group, group, List.of(String.join(", ", names)), GROUP_COLUMNS, false));
            return;
        }
        Map<String, List<String>> groups = commandGroups.isEmpty()
                ? Map.of("Commands", List.copyOf(spec.subcommands().keySet()))
                : commandGroups;
        groups.forEach((heading, names) -> {
            heading(heading, lines);
            for (String name : names) {
                CommandLine command = spec.subcommands().get(name);
                if (command != null) {
                    String[] texts = command.getCommandSpec().usageMessage().description();
                    String styled = colours.commandText(name).toString();
                    lines.entry(name, styled, List.of(String.format(texts[0])), column, summary);
                }
            }
        });
    }

    private void exitCodes(HelpLines lines) {
        Map<String, String> codes = spec.usageMessage().exitCodeList();
        if (codes.isEmpty()) {
            return;
        }
        heading("Exit codes", lines);
        codes.forEach((code, meaning) -> lines.entry(code, code, List.of(meaning), 5, false));
    }

    /** The options by heading: the command's own first, those of all commands last. */
    private Map<String, List<OptionSpec>> groups() {
        Map<String, String> headings = new HashMap<>();
        headings(spec, headings);
        Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
        groups.put(OPTIONS, new ArrayList<>());
        List<OptionSpec> general = new ArrayList<>();
        List<OptionSpec> options = new ArrayList<>(spec.options());
        options.sort(Comparator.comparingInt(OptionSpec::order));
        for (OptionSpec option : options) {
            if (!option.hidden()) {
                boolean ofAll = option.scopeType() == CommandLine.ScopeType.INHERIT
                        || option.inherited()
                        || option.versionHelp();
                String heading = Objects.requireNonNullElse(headingOf(option, headings), OPTIONS);
                (ofAll ? general : groups.computeIfAbsent(heading, any -> new ArrayList<>())).add(option);
            }
        }
        groups.put(GENERAL, general);
        groups.values().removeIf(List::isEmpty);
        return Collections.unmodifiableMap(groups);
    }

    private static @Nullable String headingOf(OptionSpec option, Map<String, String> headings) {
        String heading = headings.get(option.longestName());
        ArgGroupSpec group = option.group();
        return heading == null && group != null && group.heading() != null
                ? String.format(group.heading()).strip().replaceFirst(":$", "")
                : heading;
    }

    /** The mixins' headings; the innermost heading applies. */
    private static void headings(CommandSpec command, Map<String, String> headings) {
        for (CommandSpec mixin : command.mixins().values()) {
            OptionGroup group = mixin.userObject().getClass().getAnnotation(OptionGroup.class);
            if (group != null) {
                mixin.options().forEach(option -> headings.put(option.longestName(), group.value()));
            }
            headings(mixin, headings);
        }
    }

    private void option(OptionSpec option, boolean summary, HelpLines lines) {
        List<String> names = new ArrayList<>(List.of(option.names()));
        names.sort(Comparator.comparingInt(String::length));
        String indent = names.getFirst().length() > 2 ? "    " : "";
        String label = label(option);
        String styled = String.join(
                ", ",
                names.stream().map(name -> colours.optionText(name).toString()).toList());
        lines.entry(
                indent + String.join(", ", names) + label,
                indent + styled + (label.isEmpty() ? "" : colours.optionParamText(label)),
                text(option),
                NAME_COLUMNS,
                summary);
    }

    private static String label(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        if (option.arity().max() > 1) {
            return " [" + option.paramLabel() + "...]";
        }
        return option.arity().min() == 0 ? "[=" + option.paramLabel() + "]" : " " + option.paramLabel();
    }

    private static List<String> text(ArgSpec argument) {
        return Arrays.stream(argument.description())
                .map(text -> String.format(text).strip())
                .toList();
    }
}
