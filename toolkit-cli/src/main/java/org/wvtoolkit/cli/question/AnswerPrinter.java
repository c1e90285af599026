package org.wvtoolkit.cli.question;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.wvtoolkit.cli.output.NeighbourOutput;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.UnknownWord;
import org.wvtoolkit.query.relation.RelatedNeighbour;
import org.wvtoolkit.vocabulary.Vocabulary;

/** Prints the result of a query and returns the exit code. */
public final class AnswerPrinter {
    private AnswerPrinter() {}

    public static int print(
            Outcome<List<Neighbour>> answer,
            List<String> question,
            Vocabulary vocabulary,
            OutputFormat format,
            ProcessContext context)
            throws IOException {
        return switch (answer) {
            case Outcome.Known<List<Neighbour>> found -> {
                Writer out = format.results(context);
                NeighbourOutput.write(question, found.value(), format, out);
                yield ExitCode.DONE;
            }
            case Outcome.Unknown<List<Neighbour>> unknown ->
                context.failed(unknown(unknown.words(), vocabulary), suggestions(unknown.words()));
            case Outcome.NoDirection<List<Neighbour>> cancelled -> context.failed(noDirection(cancelled.words()));
        };
    }

    /** Prints an answer with the relation of each neighbour to the words of the question. */
    public static int print(
            Outcome<List<Neighbour>> answer,
            List<String> question,
            Function<List<Neighbour>, List<RelatedNeighbour>> relations,
            Vocabulary vocabulary,
            OutputFormat format,
            ProcessContext context)
            throws IOException {
        if (answer instanceof Outcome.Known<List<Neighbour>> found) {
            NeighbourOutput.writeRelated(question, relations.apply(found.value()), format, format.results(context));
            return ExitCode.DONE;
        }
        return print(answer, question, vocabulary, format, context);
    }

    public static String noDirection(List<String> words) {
        return "the vectors of \"" + String.join("\", \"", words)
                + "\" have no direction: one of them is zero, or they cancel out; try other words";
    }

    /** Prints the reason why a query has no result and returns the exit code. */
    public static <T> int printFailure(Outcome<T> outcome, Vocabulary vocabulary, ProcessContext context) {
        return switch (outcome) {
            case Outcome.Known<T> known -> throw new IllegalStateException("no failure: " + known);
            case Outcome.Unknown<T> unknown ->
                context.failed(unknown(unknown.words(), vocabulary), suggestions(unknown.words()));
            case Outcome.NoDirection<T> cancelled -> context.failed(noDirection(cancelled.words()));
        };
    }

    /** Similar spellings by unknown word. */
    public static Map<String, List<String>> suggestions(List<UnknownWord> words) {
        Map<String, List<String>> suggestions = new LinkedHashMap<>();
        words.forEach(word -> suggestions.put(word.word(), word.nearest()));
        return suggestions;
    }

    /** Formats a message such as: "frnace" is not among the model's 43,210 words; did you mean france, trance? */
    public static String unknown(List<UnknownWord> words, Vocabulary vocabulary) {
        StringBuilder line = new StringBuilder();
        for (UnknownWord word : words) {
            line.append(line.isEmpty() ? "" : " ")
                    .append('"')
                    .append(word.word())
                    .append("\" is not among the model's ")
                    .append(Quantities.count(vocabulary.size()))
                    .append(" words; ");
            if (word.nearest().isEmpty()) {
                line.append("no similar spelling; try another word");
            } else {
                line.append("did you mean ")
                        .append(String.join(", ", word.nearest()))
                        .append('?');
            }
        }
        return line.toString();
    }
}
