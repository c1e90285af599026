package org.wvtoolkit.cli.command.query;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
import org.wvtoolkit.query.relation.RelatedNeighbour;
import org.wvtoolkit.query.relation.Relation;
import org.wvtoolkit.query.relation.RelationSource;

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
    private @Nullable RelationSource relations;
    private Set<Relation> accepted = EnumSet.allOf(Relation.class);
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
     * Labels neighbours with their relation to the query and omits those whose relation is not accepted.
     *
     * @param source the source of relations
     * @param acceptedRelations the relations to keep
     * @return this object
     */
    BatchAnswers withRelations(RelationSource source, Set<Relation> acceptedRelations) {
        relations = source;
        accepted = acceptedRelations;
        return this;
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

    /** Answers queries; results and failures follow the order of the lines. */
    private void print(List<QuestionLines.Line> lines, Asker asker, Writer out) throws IOException {
        List<Question> questions = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (QuestionLines.Line line : lines) {
            asked++;
            try {
                questions.add(asker.question(line.text()));
                problems.add("");
            } catch (IOException failure) {
                problems.add(String.valueOf(failure.getMessage()));
            }
        }
        Iterator<Outcome<List<Neighbour>>> answers = answers(questions).iterator();
        Iterator<Question> answered = questions.iterator();
        for (int i = 0; i < lines.size(); i++) {
            if (problems.get(i).isEmpty()) {
                print(lines.get(i), answered.next(), answers.next(), out);
            } else {
                fail(lines.get(i), problems.get(i), Map.of(), out);
            }
        }
    }

    private void print(QuestionLines.Line line, Question question, Outcome<List<Neighbour>> answer, Writer out)
            throws IOException {
        switch (answer) {
            case Outcome.Known<List<Neighbour>> found ->
                NeighbourOutput.writeOneOfMany(
                        List.of(line.text()), found.value(), relations(question, found.value()), format, out);
            case Outcome.Unknown<List<Neighbour>> unknown ->
                fail(
                        line,
                        AnswerPrinter.unknown(unknown.words(), embeddings.vocabulary()),
                        AnswerPrinter.suggestions(unknown.words()),
                        out);
            case Outcome.NoDirection<List<Neighbour>> cancelled ->
                fail(line, AnswerPrinter.noDirection(cancelled.words()), Map.of(), out);
        }
    }

    /** Answers queries in one pass over the vectors, or one by one if neighbours are filtered by their relation. */
    private List<Outcome<List<Neighbour>>> answers(List<Question> questions) {
        RelationSource source = relations;
        if (source == null || accepted.size() == Relation.values().length) {
            return neighbours.askAll(questions);
        }
        return questions.stream()
                .map(question -> source.ask(neighbours, question, accepted))
                .toList();
    }

    private List<Relation> relations(Question question, List<Neighbour> found) {
        RelationSource source = relations;
        if (source == null) {
            return List.of();
        }
        return source.annotate(question.plus(), found).stream()
                .map(RelatedNeighbour::relation)
                .toList();
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
