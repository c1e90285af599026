package org.wvtoolkit.cli.command.query;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.cli.output.ErrorOutput;
import org.wvtoolkit.cli.output.NeighbourOutput;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.question.AnswerPrinter;
import org.wvtoolkit.cli.question.QuestionLines;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.Question;

/**
 * Answers the queries of a file, many per pass over the vectors. A query that cannot be answered is reported on
 * standard error with its line number, in JSON also on standard output, and the others continue. The command then
 * fails at the end.
 */
final class BatchAnswers {
    /** Number of failures that are reported individually; further ones are counted. */
    private static final int MAX_NAMED = 10;

    private final Embeddings embeddings;
    private final Neighbours neighbours;
    private final OutputFormat format;
    private final ProcessContext context;
    private long asked;
    private long failed;

    /** Converts a line to a query. */
    @FunctionalInterface
    interface Asker {
        /**
         * Converts a line.
         *
         * @param line the line
         * @return the query
         * @throws IOException if the line is not a query; the message is one line with the reason
         */
        Question question(String line) throws IOException;
    }

    BatchAnswers(Embeddings embeddings, Neighbours neighbours, OutputFormat format, ProcessContext context) {
        this.embeddings = embeddings;
        this.neighbours = neighbours;
        this.format = format;
        this.context = context;
    }

    /**
     * Answers all queries.
     *
     * @param path the file, {@code -} for standard input
     * @param asker converts lines to queries
     * @return the exit code
     * @throws IOException if the file cannot be read or the answers cannot be written
     */
    int print(Path path, Asker asker) throws IOException {
        Writer out = format.results(context);
        try (QuestionLines lines = QuestionLines.open(path, context)) {
            for (List<QuestionLines.Line> some = lines.next(); !some.isEmpty(); some = lines.next()) {
                print(some, asker, out);
                out.flush();
            }
        }
        if (asked == 0) {
            return context.failed((path.toString().equals("-") ? "standard input" : path.toString())
                    + ": contains no query; write one query per line");
        }
        if (failed > MAX_NAMED) {
            context.err()
                    .println("wv: " + Quantities.count(failed) + " of " + Quantities.count(asked)
                            + " queries could not be answered");
        }
        return failed > 0 ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void print(List<QuestionLines.Line> lines, Asker asker, Writer out) throws IOException {
        List<QuestionLines.Line> right = new ArrayList<>();
        List<Question> questions = new ArrayList<>();
        for (QuestionLines.Line line : lines) {
            asked++;
            try {
                questions.add(asker.question(line.text()));
                right.add(line);
            } catch (IOException wrong) {
                fail(line, String.valueOf(wrong.getMessage()), Map.of(), out);
            }
        }
        List<Outcome<List<Neighbour>>> answers = neighbours.askAll(questions);
        for (int i = 0; i < right.size(); i++) {
            switch (answers.get(i)) {
                case Outcome.Known<List<Neighbour>> found ->
                    NeighbourOutput.writeOneOfMany(List.of(right.get(i).text()), found.value(), format, out);
                case Outcome.Unknown<List<Neighbour>> unknown ->
                    fail(
                            right.get(i),
                            AnswerPrinter.unknown(unknown.words(), embeddings.vocabulary()),
                            AnswerPrinter.suggestions(unknown.words()),
                            out);
                case Outcome.NoDirection<List<Neighbour>> cancelled ->
                    fail(right.get(i), AnswerPrinter.noDirection(cancelled.words()), Map.of(), out);
            }
        }
    }

    private void fail(QuestionLines.Line line, String why, Map<String, List<String>> unknown, Writer out)
            throws IOException {
        failed++;
        if (format == OutputFormat.JSON) {
            ErrorOutput.write(List.of(line.text()), why, unknown, out);
        }
        if (failed <= MAX_NAMED) {
            context.failed("line " + Quantities.count(line.number()) + ": " + why);
        }
    }
}
