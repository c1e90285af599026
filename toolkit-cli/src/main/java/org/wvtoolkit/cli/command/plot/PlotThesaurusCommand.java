package org.wvtoolkit.cli.command.plot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.PictureOption;
import org.wvtoolkit.cli.option.WordnetOption;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.plot.HierarchyDiagram;
import org.wvtoolkit.relations.HypernymGraph;
import org.wvtoolkit.relations.SenseGraph;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wv plot thesaurus}: hypernyms and hyponyms of words in WordNet. */
@Command(
        name = "thesaurus",
        customSynopsis = "wv plot thesaurus [OPTIONS] WORD... -o FILE.svg|FILE.png",
        description = {
            "Draws the hypernyms and hyponyms of words in WordNet, general ones at the top.",
            "'wv explore' has the same graph in interactive form."
        },
        footer = {"wv plot thesaurus dog -o dog.svg", "wv plot thesaurus car bicycle --up 8 --down 0 -o vehicles.svg"},
        exitCodeList = {"1:The wordnet lacks a word."})
public final class PlotThesaurusCommand implements Callable<Integer> {
    private static final int MAX_NODES = 500;

    private final ProcessContext context;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "WORD",
            description = "Words in any inflected form. Join the parts of a compound with _.")
    private List<String> words = List.of();

    @Option(names = "--up", paramLabel = "N", description = "Number of levels of hypernyms. Default: ${DEFAULT-VALUE}.")
    private int up = 4;

    @Option(
            names = "--down",
            paramLabel = "N",
            description = "Number of levels of hyponyms. Default: ${DEFAULT-VALUE}.")
    private int down = 1;

    @Option(
            names = "--senses",
            paramLabel = "N",
            description = "Number of senses per word, the most frequent first. Default: ${DEFAULT-VALUE}.")
    private int senses = 1;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Maximum number of nodes, 1 to 500. Default: ${DEFAULT-VALUE}.")
    private int limit = 60;

    @Mixin
    private WordnetOption wordnet = new WordnetOption();

    @Mixin
    private PictureOption picture = new PictureOption();

    /**
     * Creates the command.
     *
     * @param context streams and environment of the process
     */
    public PlotThesaurusCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        checkRange("--up", up, 0, 20);
        checkRange("--down", down, 0, 5);
        checkRange("--senses", senses, 1, 100);
        checkRange("--limit", limit, 1, MAX_NODES);
        picture.check();
        SenseGraph senseGraph = wordnet.open(context);
        Set<Integer> focus = new LinkedHashSet<>();
        for (String word : words) {
            int[] found = senseGraph.sensesOf(word);
            if (found.length == 0) {
                List<String> similar = senseGraph.similarSpellings(word, 3);
                return context.failed(senseGraph.name() + " lacks \"" + word + "\"; "
                        + (similar.isEmpty()
                                ? "check the spelling or omit the word"
                                : "did you mean " + String.join(", ", similar) + "?"));
            }
            Arrays.stream(found).limit(senses).forEach(focus::add);
        }
        HypernymGraph graph = HypernymGraph.around(senseGraph, List.copyOf(focus), up, down, limit);
        draw(graph, senseGraph);
        return ExitCode.DONE;
    }

    private void checkRange(String option, int value, int least, int most) {
        if (spec != null && (value < least || value > most)) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be " + least + " to " + most + ": " + value);
        }
    }

    private void draw(HypernymGraph graph, SenseGraph senseGraph) throws IOException {
        List<HierarchyDiagram.Node> nodes = new ArrayList<>();
        for (HypernymGraph.Node node : graph.nodes()) {
            nodes.add(new HierarchyDiagram.Node(
                    node.sense(), senseGraph.words(node.sense()).getFirst(), node.level(), node.level() == 0));
        }
        List<HierarchyDiagram.Link> links = graph.links().stream()
                .map(link -> new HierarchyDiagram.Link(link.from(), link.to()))
                .toList();
        String subtitle = senseGraph.name() + ": " + nodes.size() + " senses"
                + (graph.truncated() ? ", others left out (see --limit)" : "");
        picture.save(
                (width, height) -> HierarchyDiagram.draw(nodes, links, String.join(", ", words), subtitle, width),
                context);
    }
}
