package org.wvtoolkit.web.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Question;
import org.wvtoolkit.query.relation.Relation;
import org.wvtoolkit.relations.HypernymGraph;
import org.wvtoolkit.relations.Sense;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.web.http.Json;
import org.wvtoolkit.web.http.ProblemException;
import org.wvtoolkit.web.http.Request;
import org.wvtoolkit.web.http.Response;
import org.wvtoolkit.web.model.LoadedModel;
import org.wvtoolkit.web.model.Thesaurus;
import tools.jackson.core.JsonGenerator;

/** Operations on WordNet, and the card of a word with its senses. */
final class ThesaurusOperations {
    private final Thesaurus thesaurus;

    ThesaurusOperations(Thesaurus thesaurus) {
        this.thesaurus = thesaurus;
    }

    Response card(Request request, LoadedModel model) throws ProblemException, IOException {
        String word = Words.single(model, "word", request.word("word"));
        int count = request.integer("n", 20, 0, 1000);
        float[] vector = Words.known(model.comparisons().vector(word));
        int id = model.vocabulary().id(word);
        List<Neighbour> neighbours =
                count == 0 ? List.of() : Words.found(model.ask(Question.similar(List.of(word), count)));
        List<Sense> senses = thesaurus.graph().lookUp(word);
        long total = model.vocabulary().totalCount();
        long occurrences = id < 0 ? 0 : model.vocabulary().count(id);
        return Response.json(out -> {
            out.writeStartObject();
            out.writeNumberProperty("id", id);
            out.writeStringProperty("word", word);
            out.writeStringProperty("version", model.version());
            out.writeNumberProperty("count", occurrences);
            out.writeNumberProperty("rank", id + 1);
            out.writeNumberProperty("perMillion", total == 0 ? 0 : 1e6 * occurrences / total);
            out.writeNumberProperty("norm", id < 0 ? norm(vector) : model.norm(id));
            Words.write(out, "neighbours", model, neighbours);
            writeSenses(out, senses);
            out.writeEndObject();
        });
    }

    private static double norm(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    Response senses(Request request) throws ProblemException, IOException {
        String word = request.word("word").strip();
        List<Sense> senses = thesaurus.graph().lookUp(word);
        return Response.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("word", word);
            writeSenses(out, senses);
            out.writeEndObject();
        });
    }

    private static void writeSenses(JsonGenerator out, List<Sense> senses) {
        out.writeArrayPropertyStart("senses");
        for (Sense entry : senses) {
            out.writeStartObject();
            writeEntry(out, entry);
            Json.strings(out, "examples", entry.examples());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeEntry(JsonGenerator out, Sense entry) {
        out.writeNumberProperty("id", entry.id());
        out.writeStringProperty("partOfSpeech", entry.partOfSpeech().toString());
        Json.strings(out, "words", entry.words());
        out.writeStringProperty("definition", entry.definition());
        out.writeStringProperty("lexicalFile", entry.lexicalFile());
    }

    /** A neighbour in the model and its relation in WordNet. */
    private record Related(Neighbour neighbour, Relation relation) {}

    Response graph(Request request, @Nullable LoadedModel model) throws ProblemException, IOException {
        int up = request.integer("up", 3, 0, 20);
        int down = request.integer("down", 1, 0, 3);
        int limit = request.integer("limit", 100, 1, 500);
        int count = request.integer("n", 20, 0, 100);
        Optional<String> sense = request.optional("sense");
        SenseGraph wordnet = thesaurus.graph();
        List<Sense> focus;
        String word;
        if (sense.isPresent()) {
            focus = List.of(wordnet.sense(request.integer("sense", 0, 0, wordnet.senses() - 1)));
            word = request.optional("word")
                    .orElse(focus.getFirst().words().stream().findFirst().orElse(""));
        } else {
            word = request.word("word").strip();
            focus = wordnet.lookUp(word);
            if (focus.isEmpty()) {
                throw ProblemException.unknownWords(
                        List.of(new ProblemException.UnknownItem(word, wordnet.similarSpellings(word, 3))));
            }
        }
        Thesaurus.Graph graph = thesaurus.graph(focus, up, down, limit);
        List<Related> related = new ArrayList<>();
        if (model != null && count > 0) {
            for (Neighbour neighbour : neighbours(model, word, count)) {
                related.add(new Related(neighbour, thesaurus.relation(word, neighbour.word())));
            }
        }
        return Response.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("word", word);
            out.writeBooleanProperty("truncated", graph.graph().truncated());
            writeGraph(out, graph);
            out.writeArrayPropertyStart("neighbours");
            for (Related one : related) {
                out.writeStartObject();
                out.writeStringProperty("word", one.neighbour.word());
                out.writeNumberProperty("score", one.neighbour.score());
                out.writeStringProperty("relation", one.relation.label());
                Json.integers(out, "senses", nodesWith(graph, one.neighbour.word()));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    /**
     * Returns the neighbours of a word; empty for a word that WordNet contains but the model does
     * not, so that the graph is still drawn.
     */
    private static List<Neighbour> neighbours(LoadedModel model, String word, int count) {
        try {
            return Words.found(model.ask(Question.similar(Words.of(model, "word", List.of(word)), count)));
        } catch (ProblemException unknown) {
            return List.of();
        }
    }

    private static int[] nodesWith(Thesaurus.Graph graph, String word) {
        String lemma = word.replace('_', ' ');
        return graph.nodes().stream()
                .map(Thesaurus.GraphEntry::sense)
                .filter(entry -> entry.words().stream().anyMatch(lemma::equalsIgnoreCase))
                .mapToInt(Sense::id)
                .toArray();
    }

    private static void writeGraph(JsonGenerator out, Thesaurus.Graph graph) {
        out.writeArrayPropertyStart("nodes");
        for (Thesaurus.GraphEntry node : graph.nodes()) {
            int level = node.node().level();
            out.writeStartObject();
            writeEntry(out, node.sense());
            out.writeStringProperty("role", level == 0 ? "focus" : level > 0 ? "hypernym" : "hyponym");
            out.writeNumberProperty("level", level);
            out.writeNumberProperty("hiddenHyponyms", node.node().hiddenHyponyms());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("edges");
        for (HypernymGraph.Link link : graph.graph().links()) {
            out.writeStartObject();
            out.writeNumberProperty("from", link.from());
            out.writeNumberProperty("to", link.to());
            out.writeStringProperty("relation", "hypernym");
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
