package org.wvtoolkit.web.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Question;
import org.wvtoolkit.web.http.Json;
import org.wvtoolkit.web.http.ProblemException;
import org.wvtoolkit.web.http.Request;
import org.wvtoolkit.web.http.Response;
import org.wvtoolkit.web.model.LoadedModel;
import org.wvtoolkit.web.model.NeighbourComparison;
import org.wvtoolkit.web.model.NeighbourComparison.Difference;
import org.wvtoolkit.web.model.NeighbourComparison.Differences;

/** Operations that query several models. */
final class CompareOperations {
    private CompareOperations() {}

    private record Result(
            LoadedModel model,
            @Nullable List<Neighbour> neighbours,
            @Nullable ProblemException problem) {}

    static Response word(Request request, List<LoadedModel> models) throws ProblemException {
        String typed = request.word("word");
        int count = request.integer("n", 10, 1, 1000);
        List<Result> results = new ArrayList<>();
        List<List<String>> lists = new ArrayList<>();
        ProblemException last = null;
        for (LoadedModel model : models) {
            try {
                String word = Words.single(model, "word", typed);
                List<Neighbour> neighbours = Words.found(model.ask(Question.similar(List.of(word), count)));
                results.add(new Result(model, neighbours, null));
                lists.add(neighbours.stream().map(Neighbour::word).toList());
            } catch (ProblemException problem) {
                results.add(new Result(model, null, problem));
                last = problem;
            }
        }
        if (lists.isEmpty() && last != null) {
            throw last;
        }
        List<String> shared = new ArrayList<>(lists.size() < 2 ? List.of() : lists.getFirst());
        lists.forEach(shared::retainAll);
        double overlap = overlap(lists);
        return Response.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("word", typed);
            out.writeArrayPropertyStart("results");
            for (Result result : results) {
                out.writeStartObject();
                out.writeStringProperty("model", result.model.id());
                if (result.neighbours != null) {
                    Words.write(out, "neighbours", result.model, result.neighbours);
                }
                if (result.problem != null) {
                    out.writeName("problem");
                    result.problem.toJson().write(out);
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            Json.strings(out, "shared", shared);
            out.writeNumberProperty("overlap", overlap);
            out.writeEndObject();
        });
    }

    private static double overlap(List<List<String>> lists) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < lists.size(); i++) {
            for (int j = 0; j < i; j++) {
                sum += NeighbourComparison.overlap(lists.get(i), lists.get(j));
                pairs++;
            }
        }
        return pairs == 0 ? 0 : sum / pairs;
    }

    static Response differences(Request request, LoadedModel one, LoadedModel other) throws ProblemException {
        int count = request.integer("n", 50, 1, 1000);
        int restrict = request.integer("restrict", 2000, 10, 20_000);
        int neighbours = request.integer("neighbours", 10, 1, 100);
        String key = "differences " + other.id() + " " + other.version() + " " + restrict + " " + neighbours;
        Differences differences = one.cache(
                key, Differences.class, List.of(other), () -> NeighbourComparison.of(one, other, restrict, neighbours));
        List<Difference> words = differences.words();
        double mean = words.stream().mapToDouble(Difference::overlap).average().orElse(0);
        return Response.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("one", one.id());
            out.writeStringProperty("other", other.id());
            out.writeNumberProperty("compared", words.size());
            out.writeNumberProperty("common", differences.common());
            out.writeNumberProperty("meanOverlap", mean);
            out.writeArrayPropertyStart("words");
            for (Difference difference : words.subList(0, Math.min(count, words.size()))) {
                out.writeStartObject();
                out.writeStringProperty("word", difference.word());
                out.writeNumberProperty("overlap", difference.overlap());
                Json.strings(out, "one", difference.one());
                Json.strings(out, "other", difference.other());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }
}
