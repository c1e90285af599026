package org.wvtoolkit.web.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.query.Candidates;
import org.wvtoolkit.query.Combination;
import org.wvtoolkit.query.Cosines;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.Question;
import org.wvtoolkit.query.UnknownWord;
import org.wvtoolkit.web.http.Json;
import org.wvtoolkit.web.http.ProblemCode;
import org.wvtoolkit.web.http.ProblemException;
import org.wvtoolkit.web.http.Request;
import org.wvtoolkit.web.http.Response;
import org.wvtoolkit.web.model.AnalogyPlane;
import org.wvtoolkit.web.model.LoadedModel;
import org.wvtoolkit.web.model.WordOrder;
import tools.jackson.core.JsonGenerator;

/** Operations that query the vectors of one model. */
final class QueryOperations {
    private static final int MAX_NEIGHBOURS = 1000;
    private static final int MAX_MATRIX_WORDS = 100;
    private static final int MAX_AXIS_WORDS = 5000;

    /** Number of answers drawn beside the parallelogram. */
    private static final int DRAWN_ANSWERS = 10;

    private QueryOperations() {}

    static Response similar(Request request, LoadedModel model) throws ProblemException {
        int count = request.integer("n", 10, 1, MAX_NEIGHBOURS);
        int restrict = request.integer("restrict", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        int minCount = request.integer("minCount", 0, 0, Integer.MAX_VALUE);
        Candidates candidates = new Candidates(restrict, minCount, null, false);
        Optional<String> text = request.optional("text");
        List<String> plus = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        if (text.isPresent()) {
            if (!request.all("word").isEmpty() || !request.all("minus").isEmpty()) {
                throw ProblemException.badParameter("text", "cannot be combined with word or minus");
            }
            List<String> all = Words.ofText(model, text.get());
            plus.addAll(model.comparisons().known(all));
            unknown.addAll(all);
            unknown.removeAll(plus);
            if (plus.isEmpty()) {
                throw all.isEmpty()
                        ? ProblemException.emptyQuery("text")
                        : new ProblemException(
                                ProblemCode.UNKNOWN_WORD, "the model contains no word of the text; use another text");
            }
        } else if (!request.all("word").isEmpty() || request.all("minus").isEmpty()) {
            plus.addAll(Words.of(model, "word", request.words("word")));
        }
        List<String> minus =
                request.all("minus").isEmpty() ? List.of() : Words.of(model, "minus", request.words("minus"));
        List<Neighbour> neighbours =
                Words.found(model.ask(new Question(plus, minus, Combination.ADD, count, candidates)));
        return Response.json(out -> {
            out.writeStartObject();
            Json.strings(out, "words", plus);
            Json.strings(out, "minus", minus);
            Json.strings(out, "unknown", unknown.stream().distinct().toList());
            Words.write(out, "neighbours", model, neighbours);
            out.writeEndObject();
        });
    }

    static Response analogy(Request request, LoadedModel model) throws ProblemException {
        String a = Words.single(model, "a", request.word("a"));
        String b = Words.single(model, "b", request.word("b"));
        String c = Words.single(model, "c", request.word("c"));
        int count = request.integer("n", 10, 1, MAX_NEIGHBOURS);
        String method = request.optional("method").orElse(Combination.ADD.label());
        Combination combination = Arrays.stream(Combination.values())
                .filter(one -> one.label().equals(method.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ProblemException.badParameter("method", "must be add, mul or pair-direction"));
        List<Neighbour> neighbours =
                Words.found(model.ask(Question.analogy(a, b, c, count).by(combination)));
        float[] unitA = unit(model, a);
        float[] unitB = unit(model, b);
        float[] unitC = unit(model, c);
        AnalogyPlane plane = AnalogyPlane.through(unitA, unitB, unitC);
        List<Corner> corners = new ArrayList<>(List.of(
                new Corner(a, "a", plane.project(unitA)),
                new Corner(b, "b", plane.project(unitB)),
                new Corner(c, "c", plane.project(unitC)),
                new Corner("", "target", plane.project(AnalogyPlane.fourthCorner(unitA, unitB, unitC)))));
        for (Neighbour neighbour : neighbours.subList(0, Math.min(DRAWN_ANSWERS, neighbours.size()))) {
            corners.add(new Corner(neighbour.word(), "answer", plane.project(unit(model, neighbour.word()))));
        }
        return Response.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("a", a);
            out.writeStringProperty("b", b);
            out.writeStringProperty("c", c);
            Words.write(out, "neighbours", model, neighbours);
            out.writeObjectPropertyStart("plane");
            out.writeArrayPropertyStart("points");
            corners.forEach(corner -> corner.write(out));
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    /** A corner of the drawn parallelogram. */
    private record Corner(String word, String role, AnalogyPlane.Point point) {
        void write(JsonGenerator out) {
            out.writeStartObject();
            out.writeStringProperty("word", word);
            out.writeStringProperty("role", role);
            out.writeNumberProperty("x", (float) point.x());
            out.writeNumberProperty("y", (float) point.y());
            out.writeNumberProperty("distance", (float) point.distance());
            out.writeEndObject();
        }
    }

    /** Returns the unit vector of a word; zeros if its vector is zero. */
    static float[] unit(LoadedModel model, String word) throws ProblemException {
        return Words.known(model.comparisons().centroid(List.of(word)));
    }

    static Response similarity(Request request, LoadedModel model) throws ProblemException {
        List<String> one = Words.of(model, "one", request.words("one"));
        List<String> other = Words.of(model, "other", request.words("other"));
        double similarity = Words.known(model.comparisons().similarity(one, other));
        return Response.json(out -> {
            out.writeStartObject();
            Json.strings(out, "one", one);
            Json.strings(out, "other", other);
            out.writeNumberProperty("similarity", similarity);
            out.writeEndObject();
        });
    }

    static Response oddOneOut(Request request, LoadedModel model) throws ProblemException {
        List<Neighbour> words =
                Words.known(model.comparisons().oddOneOut(Words.of(model, "word", request.words("word"))));
        return Response.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("odd", words.getLast().word());
            Words.write(out, "words", model, words);
            out.writeEndObject();
        });
    }

    static Response matrix(Request request, LoadedModel model) throws ProblemException {
        List<String> words = Words.of(model, "word", request.words("word")).stream()
                .distinct()
                .toList();
        if (words.size() < 2 || words.size() > MAX_MATRIX_WORDS) {
            throw ProblemException.badParameter("word", "must be 2 to " + MAX_MATRIX_WORDS + " different words");
        }
        double[][] cosines = cosines(model, words);
        return Response.json(out -> {
            out.writeStartObject();
            Json.strings(out, "words", words);
            out.writeArrayPropertyStart("cosines");
            for (double[] row : cosines) {
                out.writeStartArray();
                for (double cosine : row) {
                    out.writeNumber((float) cosine);
                }
                out.writeEndArray();
            }
            out.writeEndArray();
            Json.integers(out, "order", WordOrder.of(cosines));
            out.writeEndObject();
        });
    }

    private static double[][] cosines(LoadedModel model, List<String> words) throws ProblemException {
        int size = words.size();
        // Also finds all unknown words.
        Words.known(model.comparisons().centroid(words));
        double[][] cosines = new double[size][size];
        Cosines stored = Cosines.of(model.embeddings());
        int[] ids = words.stream().mapToInt(model.vocabulary()::id).toArray();
        boolean allStored = Arrays.stream(ids).allMatch(id -> id >= 0);
        float[] row = new float[size];
        for (int i = 0; i < size; i++) {
            float @Nullable [] direction = allStored ? stored.direction(ids[i]) : null;
            if (direction != null) {
                stored.between(direction, ids, size, row);
            }
            for (int j = 0; j < size; j++) {
                double cosine = direction != null
                        ? row[j]
                        : model.comparisons().similarity(List.of(words.get(i)), List.of(words.get(j)))
                                        instanceof Outcome.Known<Double>(Double value)
                                ? value
                                : 0;
                cosines[i][j] = i == j ? 1 : Double.isNaN(cosine) ? 0 : cosine;
            }
        }
        return cosines;
    }

    static Response axes(Request request, LoadedModel model) throws ProblemException {
        Axis x = Axis.of(request, model, "x");
        boolean second =
                !request.all("yPlus").isEmpty() || !request.all("yMinus").isEmpty();
        @Nullable Axis y = second ? Axis.of(request, model, "y") : null;
        List<String> words = new ArrayList<>();
        List<UnknownWord> unknown = new ArrayList<>();
        if (request.all("word").isEmpty()) {
            int count = request.integer("n", 200, 1, MAX_AXIS_WORDS);
            for (int id = 0; id < Math.min(count, model.vocabulary().size()); id++) {
                words.add(model.vocabulary().word(id));
            }
        } else {
            for (String word : Words.of(model, "word", request.words("word"))) {
                if (model.comparisons().vector(word) instanceof Outcome.Unknown<float[]>(List<UnknownWord> missing)) {
                    unknown.addAll(missing);
                } else if (!words.contains(word)) {
                    words.add(word);
                }
            }
            if (words.isEmpty()) {
                throw ProblemException.unknownWords(Words.items(unknown));
            }
        }
        double[] xs = x.project(model, words);
        double[] ys = y == null ? new double[xs.length] : y.project(model, words);
        return Response.json(out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("axes");
            x.write(out);
            if (y != null) {
                y.write(out);
            }
            out.writeEndArray();
            ProblemException.writeUnknown(out, Words.items(unknown));
            out.writeArrayPropertyStart("points");
            for (int i = 0; i < xs.length; i++) {
                out.writeStartObject();
                out.writeNumberProperty("id", model.vocabulary().id(words.get(i)));
                out.writeStringProperty("word", words.get(i));
                out.writeNumberProperty("x", (float) xs[i]);
                out.writeNumberProperty("y", (float) ys[i]);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    /** Direction from one pole to the other. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Axis(List<String> plus, List<String> minus, float[] direction) {
        static Axis of(Request request, LoadedModel model, String name) throws ProblemException {
            List<String> plus = Words.of(model, name + "Plus", request.words(name + "Plus"));
            List<String> minus = Words.of(model, name + "Minus", request.words(name + "Minus"));
            float[] up = Words.known(model.comparisons().centroid(plus));
            float[] down = Words.known(model.comparisons().centroid(minus));
            double upLength = length(up);
            double downLength = length(down);
            float[] direction = new float[FloatMatrix.paddedColumns(up.length)];
            for (int k = 0; k < up.length; k++) {
                direction[k] =
                        (float) ((upLength > 0 ? up[k] / upLength : 0) - (downLength > 0 ? down[k] / downLength : 0));
            }
            double length = length(direction);
            if (length < 1e-6) {
                throw new ProblemException(
                        ProblemCode.NO_DIRECTION, "the two poles of the axis are equal; use different words");
            }
            for (int k = 0; k < up.length; k++) {
                direction[k] = (float) (direction[k] / length);
            }
            return new Axis(plus, minus, direction);
        }

        private static double length(float[] vector) {
            double sum = 0;
            for (float value : vector) {
                sum += (double) value * value;
            }
            return Math.sqrt(sum);
        }

        double[] project(LoadedModel model, List<String> words) throws ProblemException {
            int[] ids = words.stream().mapToInt(model.vocabulary()::id).toArray();
            int[] stored = Arrays.stream(ids).filter(id -> id >= 0).toArray();
            float[] cosines = new float[stored.length];
            Cosines.of(model.embeddings()).between(direction, stored, stored.length, cosines);
            double[] projected = new double[ids.length];
            int next = 0;
            for (int i = 0; i < ids.length; i++) {
                double cosine = ids[i] >= 0 ? cosines[next++] : dot(unit(model, words.get(i)));
                projected[i] = Double.isNaN(cosine) ? 0 : cosine;
            }
            return projected;
        }

        private double dot(float[] unit) {
            double sum = 0;
            for (int k = 0; k < unit.length; k++) {
                sum += (double) unit[k] * direction[k];
            }
            return sum;
        }

        void write(JsonGenerator out) {
            out.writeStartObject();
            Json.strings(out, "plus", plus);
            Json.strings(out, "minus", minus);
            out.writeEndObject();
        }
    }
}
