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
 * and the others are paragraphs; each element of {@code footer} is an example, optionally followed by two spaces
 * and an explanation, or, if it begins with a line break, another paragraph. The first sentence of an option's
 * description is the one that the short help shows.
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
    private static final int INDENT = 2;

    /** Below this width, descriptions are below names instead of beside them. */
    private static final int NARROW = 60;

    private static final int NARROW_INDENT = 8;
    private static final List<String> CLAUSE_ENDS = List.of(":;(", ",");
    private static final String OPTIONS = "Options";
    private static final String GENERAL = "General options";

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
        List<String> lines = new ArrayList<>();
        List<String> paragraphs = description();
        wrap(paragraphs.getFirst(), 0, lines);
        usage(lines);
        examples(Integer.MAX_VALUE, lines);
        List<String> rest = new ArrayList<>(paragraphs.subList(1, paragraphs.size()));
        rest.addAll(footer(true));
        for (String paragraph : rest) {
            lines.add("");
            wrap(paragraph, 0, lines);
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
            wrap("Run " + command + " for the short help of a command, with --help for the complete help.", 0, lines);
        }
        return joined(lines);
    }

    private String summary() {
        List<List<String>> groups = new ArrayList<>();
        List<String> names = new ArrayList<>();
        groups().forEach((heading, options) -> {
            List<String> group = new ArrayList<>();
            heading(heading, group);
            options.forEach(option -> option(option, true, group));
            groups.add(group);
            names.add(cut(
                    heading + ": "
                            + String.join(
                                    ", ",
                                    options.stream()
                                            .map(OptionSpec::longestName)
                                            .toList()),
                    width));
        });
        List<String> lines = head(SHORT_EXAMPLES);
        collapse(groups, names, 1, SHORT_LINES - lines.size() - 2);
        if (lines.size() + size(groups) + 2 > SHORT_LINES) {
            lines = head(spec.subcommands().isEmpty() ? FEWEST_EXAMPLES : 0);
            collapse(groups, names, 0, SHORT_LINES - lines.size() - 2);
        }
        groups.forEach(lines::addAll);
        lines.add("");
        wrap("Run '" + spec.qualifiedName() + " --help' for the complete help.", 0, lines);
        return joined(lines);
    }

    /** The short help up to the options. */
    private List<String> head(int examples) {
        List<String> lines = new ArrayList<>();
        wrap(description().getFirst(), 0, lines);
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

    private static String joined(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append(System.lineSeparator()));
        return text.toString();
    }

    private void heading(String heading, List<String> lines) {
        lines.add("");
        List<String> wrapped = new ArrayList<>();
        wrap(heading + ":", 0, wrapped);
        wrapped.forEach(line -> lines.add(colours.text("@|bold " + line + "|@").toString()));
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
                .map(text -> String.format(text).strip())
                .toList();
    }

    private void usage(List<String> lines) {
        lines.add("");
        String start = "Usage: ";
        for (String line : spec.usageMessage().customSynopsis()) {
            List<String> wrapped = new ArrayList<>();
            wrap(line, start.length() + INDENT, wrapped);
            lines.add(start + wrapped.removeFirst().strip());
            lines.addAll(wrapped);
            start = "       ";
        }
    }

    private void examples(int limit, List<String> lines) {
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
                example(part[0], lines);
                if (part.length > 1) {
                    wrap(part[1], 3 * INDENT, lines);
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
                wrap(part[1], 3 * INDENT, lines);
            }
        }
    }

    /** A command line that is too long for one line, continued as a shell would. */
    private void example(String command, List<String> lines) {
        StringBuilder line = new StringBuilder(" ".repeat(INDENT));
        int begin = INDENT;
        for (String word : command.split(" ", -1)) {
            if (line.length() > begin && line.length() + 1 + word.length() + 2 > width) {
                lines.add(line + " \\");
                begin = 2 * INDENT;
                line = new StringBuilder(" ".repeat(begin));
            }
            line.append(line.length() > begin ? " " : "").append(word);
        }
        lines.add(line.toString());
    }

    private void arguments(boolean summary, List<String> lines) {
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
            entry(label, styled, text(argument), NAME_COLUMNS, summary, lines);
        }
    }

    private void commands(boolean summary, List<String> lines) {
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
                    entry(group, group, List.of(String.join(", ", names)), GROUP_COLUMNS, false, lines));
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
                    entry(name, styled, List.of(String.format(texts[0])), column, summary, lines);
                }
            }
        });
    }

    private void exitCodes(List<String> lines) {
        Map<String, String> codes = spec.usageMessage().exitCodeList();
        if (codes.isEmpty()) {
            return;
        }
        heading("Exit codes", lines);
        codes.forEach((code, meaning) -> entry(code, code, List.of(meaning), 5, false, lines));
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

    private void option(OptionSpec option, boolean summary, List<String> lines) {
        List<String> names = new ArrayList<>(List.of(option.names()));
        names.sort(Comparator.comparingInt(String::length));
        String indent = names.getFirst().length() > 2 ? "    " : "";
        String label = label(option);
        String styled = String.join(
                ", ",
                names.stream().map(name -> colours.optionText(name).toString()).toList());
        entry(
                indent + String.join(", ", names) + label,
                indent + styled + (label.isEmpty() ? "" : colours.optionParamText(label)),
                text(option),
                NAME_COLUMNS,
                summary,
                lines);
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

    /** Adds a name and its description, for a summary in one line. */
    private void entry(
            String name, String styled, List<String> texts, int columns, boolean summary, List<String> lines) {
        boolean narrow = width < NARROW;
        int column = narrow ? NARROW_INDENT : INDENT + columns;
        String line = " ".repeat(INDENT) + styled;
        if (texts.isEmpty()) {
            lines.add(line);
            return;
        }
        if (summary && narrow) {
            lines.add(line);
            lines.add(" ".repeat(column) + firstClause(texts.getFirst(), width - column));
            return;
        }
        if (summary) {
            int space = Math.max(INDENT, columns - name.length());
            lines.add(line + " ".repeat(space) + firstClause(texts.getFirst(), width - INDENT - name.length() - space));
            return;
        }
        List<String> wrapped = new ArrayList<>();
        texts.forEach(text -> wrap(text, column, wrapped));
        if (!narrow && name.length() + INDENT <= columns) {
            lines.add(line
                    + " ".repeat(columns - name.length())
                    + wrapped.removeFirst().substring(column));
        } else {
            lines.add(line);
        }
        lines.addAll(wrapped);
    }

    /** The first sentence, or as many of its clauses as fit. */
    private static String firstClause(String text, int room) {
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text.replaceFirst("\\.$", "") : text.substring(0, end);
        if (sentence.length() <= room) {
            return sentence;
        }
        for (String ends : CLAUSE_ENDS) {
            for (int last = room; last > 0; last--) {
                char mark = sentence.charAt(last);
                if (ends.indexOf(mark) >= 0 && (mark == '(' || sentence.startsWith(" ", last + 1))) {
                    return sentence.substring(0, last).strip();
                }
            }
        }
        return cut(sentence, room);
    }

    /** A text that is cut at a space if it is too long. */
    private static String cut(String text, int room) {
        if (text.length() <= room) {
            return text;
        }
        int space = text.lastIndexOf(' ', room - 2);
        return text.substring(0, space < 0 ? room - 2 : space) + " …";
    }

    private void wrap(String text, int indent, List<String> lines) {
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && indent + line.length() + 1 + word.length() > width) {
                lines.add(" ".repeat(indent) + line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(" ".repeat(indent) + line);
    }
}
