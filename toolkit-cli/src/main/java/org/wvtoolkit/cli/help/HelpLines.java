package org.wvtoolkit.cli.help;

import java.util.ArrayList;
import java.util.List;

/** Lines of a help text: wrapped paragraphs, examples, and names beside their descriptions. Not thread-safe. */
final class HelpLines {
    /** Indentation of names and examples. */
    static final int INDENT = 2;

    /** Below this width, descriptions are below names instead of beside them. */
    private static final int NARROW = 60;

    private static final int NARROW_INDENT = 8;
    private static final List<String> CLAUSE_ENDS = List.of(":;(", ",");

    private final int width;
    private final List<String> lines = new ArrayList<>();

    /**
     * Creates an empty text.
     *
     * @param width maximum length of a line
     */
    HelpLines(int width) {
        this.width = width;
    }

    void add(String line) {
        lines.add(line);
    }

    void addAll(List<String> more) {
        lines.addAll(more);
    }

    int size() {
        return lines.size();
    }

    /** Returns the lines; modifiable. */
    List<String> list() {
        return lines;
    }

    /** Returns the lines with line breaks. */
    String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append(System.lineSeparator()));
        return text.toString();
    }

    /** Adds a paragraph. */
    void wrap(String text, int indent) {
        lines.addAll(wrapped(text, indent, width));
    }

    /** Wraps a text at spaces. A word that is longer than a line has a line of its own. */
    static List<String> wrapped(String text, int indent, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && indent + line.length() + 1 + word.length() > width) {
                lines.add(" ".repeat(indent) + line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(" ".repeat(indent) + line);
        return lines;
    }

    /** Adds a command line that is too long for one line, continued as in a shell. */
    void command(String command) {
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

    /**
     * Adds a name and its description.
     *
     * @param name the name
     * @param styled the name with colours
     * @param texts the paragraphs of the description
     * @param columns width of the column of names
     * @param summary whether to reduce the description to one line
     */
    void entry(String name, String styled, List<String> texts, int columns, boolean summary) {
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
        texts.forEach(text -> wrapped.addAll(wrapped(text, column, width)));
        if (!narrow && name.length() + INDENT <= columns) {
            lines.add(line
                    + " ".repeat(columns - name.length())
                    + wrapped.removeFirst().substring(column));
        } else {
            lines.add(line);
        }
        lines.addAll(wrapped);
    }

    /** Returns the first sentence, or as many of its clauses as fit. */
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

    /** Cuts a text at a space if it is too long. */
    static String cut(String text, int room) {
        if (text.length() <= room) {
            return text;
        }
        int space = text.lastIndexOf(' ', room - 2);
        return text.substring(0, space < 0 ? room - 2 : space) + " …";
    }
}
