package org.wvtoolkit.option;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reference documentation of the options of a registry, as Markdown. */
public final class OptionReference {
    private OptionReference() {}

    /**
     * Writes one section: a table of the methods, and a table of the options.
     *
     * @param title heading of the section
     * @param registry methods with their options
     * @return lines of Markdown, each ending with a line feed
     */
    public static String section(String title, MethodRegistry<?> registry) {
        StringBuilder text = new StringBuilder("## " + title + "\n\n");
        row(text, registry.kind(), "summary");
        text.append("| --- | --- |\n");
        for (MethodRegistry.Entry<?> method : registry.all()) {
            row(text, code(method.name()), method.summary());
        }
        text.append('\n');
        row(text, "option", "value", "default", "used by", "meaning");
        text.append("| --- | --- | --- | --- | --- |\n");
        for (MethodRegistry.Use use : registry.uses()) {
            row(
                    text,
                    names(use.option()),
                    values(use),
                    defaults(use),
                    use.methods().size() == registry.all().size() ? "all" : String.join(", ", use.methods()),
                    use.option().meaning());
        }
        return text.toString();
    }

    private static String names(Option<?> option) {
        List<String> names = new ArrayList<>(List.of(code(option.name())));
        option.synonyms().forEach(synonym -> names.add(code(synonym)));
        return String.join(", ", names);
    }

    private static String values(MethodRegistry.Use use) {
        OptionType<?> type = use.option().type();
        return switch (type.kind()) {
            case CHOICE -> use.choices().stream().map(OptionReference::code).collect(Collectors.joining(", "));
            case FLAG -> code("true") + ", " + code("false");
            case TEXT -> type.form();
            case INTEGER, REAL -> type.rule().isEmpty() ? type.form() : type.form() + ", " + type.rule();
        };
    }

    private static String defaults(MethodRegistry.Use use) {
        if (use.defaults().size() == 1) {
            return code(use.defaults().firstEntry().getKey());
        }
        return use.defaults().entrySet().stream()
                .map(entry -> code(entry.getKey()) + " (" + String.join(", ", entry.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ")
                .append(String.join(
                        " | ",
                        List.of(cells).stream()
                                .map(cell -> cell.replace("|", "\\|"))
                                .toList()))
                .append(" |\n");
    }
}
