package org.wvtoolkit.web.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.UnknownWord;
import org.wvtoolkit.web.http.ProblemCode;
import org.wvtoolkit.web.http.ProblemException;
import org.wvtoolkit.web.model.LoadedModel;
import tools.jackson.core.JsonGenerator;

/** Conversion of words in requests to the spelling of a model, and of words in responses to JSON. */
final class Words {
    /** Maximum number of words in a query. */
    private static final int MAX_WORDS = 1000;

    private Words() {}

    /** Returns the tokenized words of a parameter. */
    static List<String> of(LoadedModel model, String parameter, List<String> typed) throws ProblemException {
        List<String> words = new ArrayList<>();
        for (String one : typed) {
            List<String> tokens = tokenize(model, one, false);
            if (tokens.isEmpty()) {
                throw ProblemException.emptyQuery(parameter);
            }
            words.addAll(tokens);
        }
        if (words.size() > MAX_WORDS) {
            throw ProblemException.badParameter(parameter, "more than " + MAX_WORDS + " words; reduce their number");
        }
        return words;
    }

    /** Returns the value of a parameter that must be a single token of the model. */
    static String single(LoadedModel model, String parameter, String typed) throws ProblemException {
        List<String> words = of(model, parameter, List.of(typed));
        if (words.size() > 1) {
            throw ProblemException.badParameter(
                    parameter,
                    "is tokenized to several words by this model ("
                            + String.join(", ", words.subList(0, Math.min(5, words.size()))) + "); use one");
        }
        return words.getFirst();
    }

    /** Returns the words of a text, including unknown ones. */
    static List<String> ofText(LoadedModel model, String text) throws ProblemException {
        return tokenize(model, text, true);
    }

    private static List<String> tokenize(LoadedModel model, String typed, boolean text) throws ProblemException {
        try {
            return text
                    ? model.tokenizer().wordsOfText(typed)
                    : model.tokenizer().words(typed);
        } catch (IOException unknownAnalyzer) {
            throw new ProblemException(ProblemCode.MODEL_UNAVAILABLE, String.valueOf(unknownAnalyzer.getMessage()));
        }
    }

    static List<Neighbour> found(Outcome<List<Neighbour>> answer) throws ProblemException {
        return switch (answer) {
            case Outcome.Known(List<Neighbour> neighbours) -> neighbours;
            case Outcome.Unknown(List<UnknownWord> words) -> throw unknown(words);
            case Outcome.NoDirection(List<String> words) -> throw noDirection(words);
        };
    }

    static <T> T known(Outcome<T> outcome) throws ProblemException {
        return switch (outcome) {
            case Outcome.Known<T>(T value) -> value;
            case Outcome.Unknown<T>(List<UnknownWord> words) -> throw unknown(words);
            case Outcome.NoDirection<T>(List<String> words) -> throw noDirection(words);
        };
    }

    static List<ProblemException.UnknownItem> items(List<UnknownWord> words) {
        return words.stream()
                .map(word -> new ProblemException.UnknownItem(word.word(), word.nearest()))
                .toList();
    }

    private static ProblemException unknown(List<UnknownWord> words) {
        return ProblemException.unknownWords(items(words));
    }

    private static ProblemException noDirection(List<String> words) {
        return new ProblemException(
                ProblemCode.NO_DIRECTION,
                "the vectors of " + String.join(", ", words.subList(0, Math.min(5, words.size())))
                        + " are zero or cancel out");
    }

    static void write(JsonGenerator out, String property, LoadedModel model, List<Neighbour> neighbours) {
        out.writeArrayPropertyStart(property);
        for (Neighbour neighbour : neighbours) {
            boolean stored =
                    neighbour.id() >= 0 && neighbour.id() < model.vocabulary().size();
            out.writeStartObject();
            out.writeNumberProperty("id", stored ? neighbour.id() : -1);
            out.writeStringProperty("word", neighbour.word());
            out.writeNumberProperty("score", neighbour.score());
            out.writeNumberProperty("count", stored ? model.vocabulary().count(neighbour.id()) : 0);
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
