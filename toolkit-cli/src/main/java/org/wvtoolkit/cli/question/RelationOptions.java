package org.wvtoolkit.cli.question;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.cli.option.WordnetOption;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.query.relation.Relation;
import org.wvtoolkit.query.relation.RelationSource;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.relations.WordRelations;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which relations of neighbours to the question are shown, and which are required. */
@OptionGroup("Relation options")
public final class RelationOptions {
    @Option(
            names = "--relations",
            description =
                    "Show the relation of each neighbour to the word. Default in tables if WordNet is" + " prepared.")
    private boolean shown;

    @Option(
            names = "--relation",
            paramLabel = "NAME",
            split = ",",
            converter = Converter.class,
            description = "List only neighbours with these relations: form, antonym, synonym, \"kind of\","
                    + " kind, \"part of\", part, derived, co-hyponym, related, none; separated by commas.")
    private List<Relation> relations = List.of();

    @Option(names = "--no-antonyms", description = "Omit antonyms.")
    private boolean noAntonyms;

    @Option(names = "--only-synonyms", description = "List only synonyms.")
    private boolean onlySynonyms;

    @Mixin
    private WordnetOption wordnet = new WordnetOption();

    /** Creates the options; picocli sets them. */
    public RelationOptions() {}

    /** Relations by label. */
    static final class Converter implements ITypeConverter<Relation> {
        @Override
        public Relation convert(String text) {
            return Relation.find(text)
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not one of "
                            + Arrays.stream(Relation.values())
                                    .map(Relation::label)
                                    .collect(Collectors.joining(", "))));
        }
    }

    /**
     * Returns whether any option is set.
     *
     * @return true if relations are asked for
     */
    public boolean given() {
        return shown || filters() || wordnet.file().isPresent();
    }

    /**
     * Returns whether any option excludes neighbours.
     *
     * @return true if some relations are not accepted
     */
    public boolean filters() {
        return noAntonyms || onlySynonyms || !relations.isEmpty();
    }

    /**
     * The relations that are accepted.
     *
     * @return all that no option leaves out
     */
    public Set<Relation> accepted() {
        Set<Relation> accepted = EnumSet.allOf(Relation.class);
        if (!relations.isEmpty()) {
            accepted.retainAll(relations);
        }
        if (onlySynonyms) {
            accepted.retainAll(EnumSet.of(Relation.SYNONYM));
        }
        if (noAntonyms) {
            accepted.remove(Relation.ANTONYM);
        }
        return accepted;
    }

    /**
     * Opens the wordnet, for queries that it answers itself.
     *
     * @param context has the environment
     * @return the wordnet of {@code --wordnet}, or WordNet
     * @throws IOException if it cannot be read
     */
    public SenseGraph wordnet(ProcessContext context) throws IOException {
        return wordnet.open(context);
    }

    /**
     * Opens the source of relations: where they are asked for, and for a table where that takes no time.
     *
     * @param format how the answer is written
     * @param context has the environment
     * @return the source, or empty if no relations are to be shown
     * @throws IOException if the wordnet cannot be read
     */
    public Optional<RelationSource> source(OutputFormat format, ProcessContext context) throws IOException {
        Optional<SenseGraph> graph = given()
                ? Optional.of(wordnet.open(context))
                : format == OutputFormat.TABLE ? WordnetOption.prepared(context) : Optional.empty();
        return graph.map(WordRelations::new);
    }
}
