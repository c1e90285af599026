package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.relations.PartOfSpeech;
import org.wvtoolkit.relations.Sense;
import org.wvtoolkit.relations.SenseGraph;
import tools.jackson.core.JsonGenerator;

/** Writes the senses of a word with their hypernyms up to the root. */
public final class SenseOutput {
    /** Maximum number of levels of hypernyms; WordNet has 20. A damaged file could have any number. */
    private static final int MAX_LEVELS = 100;

    private final SenseGraph wordnet;
    private final int columns;

    /**
     * Creates an output.
     *
     * @param wordnet the wordnet of the senses
     * @param columns width of the terminal
     */
    public SenseOutput(SenseGraph wordnet, int columns) {
        this.wordnet = wordnet;
        this.columns = columns;
    }

    /**
     * Writes senses and flushes.
     *
     * @param senses the senses in order
     * @param format the output format. A table shows each sense as a tree. TSV has one line per path to the
     *     root: part of speech, number, words, definition, and the hypernyms from the nearest up
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public void write(List<Sense> senses, OutputFormat format, Writer out) throws IOException {
        switch (format) {
            case TABLE -> trees(senses, out);
            case TSV -> tsv(senses, out);
            case JSON -> json(senses, out);
        }
        out.flush();
    }

    /** Returns the number of a sense among those of its part of speech, from 1. */
    private static int number(List<Sense> senses, int index) {
        PartOfSpeech part = senses.get(index).partOfSpeech();
        return 1
                + (int) senses.subList(0, index).stream()
                        .filter(sense -> sense.partOfSpeech() == part)
                        .count();
    }

    private List<Sense> hypernyms(Sense sense) {
        return wordnet.hypernyms(sense.id()).stream().map(wordnet::sense).toList();
    }

    private static String words(Sense sense) {
        return Quantities.oneLine(String.join(", ", sense.words()));
    }

    private void trees(List<Sense> senses, Writer out) throws IOException {
        for (int i = 0; i < senses.size(); i++) {
            Sense sense = senses.get(i);
            out.write(i == 0 ? "" : "\n");
            out.write(sense.partOfSpeech() + " " + number(senses, i) + ": " + words(sense) + "\n");
            if (!sense.gloss().isEmpty()) {
                wrapped(Quantities.oneLine(sense.gloss()), out);
            }
            branch(sense, 1, new HashSet<>(), out);
        }
    }

    /** Wraps a definition at the width of the terminal. */
    private void wrapped(String gloss, Writer out) throws IOException {
        StringBuilder line = new StringBuilder("   ");
        for (String word : gloss.split(" ", -1)) {
            if (line.length() + 1 + word.length() > columns && line.length() > 3) {
                out.write(line.append('\n').toString());
                line = new StringBuilder("   ");
            }
            line.append(' ').append(word);
        }
        out.write(line.append('\n').toString());
    }

    private void branch(Sense sense, int depth, Set<Integer> shown, Writer out) throws IOException {
        for (Sense above : hypernyms(sense)) {
            boolean again = !shown.add(above.id());
            boolean top = hypernyms(above).isEmpty();
            out.write("  ".repeat(depth) + "< " + words(above) + (again && !top ? " (as above)" : "") + "\n");
            if (!again && depth < MAX_LEVELS) {
                branch(above, depth + 1, shown, out);
            }
        }
    }

    private void tsv(List<Sense> senses, Writer out) throws IOException {
        for (int i = 0; i < senses.size(); i++) {
            Sense sense = senses.get(i);
            List<List<String>> ways = new ArrayList<>();
            ways(List.of(sense), ways);
            for (List<String> way : ways) {
                out.write(sense.partOfSpeech() + "\t" + number(senses, i) + "\t" + words(sense) + "\t"
                        + Quantities.oneLine(sense.definition()) + "\t" + String.join(" < ", way) + "\n");
            }
        }
    }

    /** Adds the paths from the last of some senses to the root, as words, without the first sense. */
    private void ways(List<Sense> below, List<List<String>> ways) {
        List<Sense> above = above(below);
        if (above.isEmpty()) {
            ways.add(below.stream()
                    .skip(1)
                    .map(kind -> Quantities.oneLine(kind.words().getFirst()))
                    .toList());
        }
        for (Sense kind : above) {
            ways(with(below, kind), ways);
        }
    }

    /** Returns the hypernyms of the last of some senses, except those senses: a file may contain cycles. */
    private List<Sense> above(List<Sense> below) {
        if (below.size() > MAX_LEVELS) {
            return List.of();
        }
        return hypernyms(below.getLast()).stream()
                .filter(kind -> below.stream().noneMatch(sense -> sense.id() == kind.id()))
                .toList();
    }

    private static List<Sense> with(List<Sense> below, Sense kind) {
        List<Sense> all = new ArrayList<>(below);
        all.add(kind);
        return all;
    }

    private void json(List<Sense> senses, Writer out) throws IOException {
        try (JsonGenerator json = JsonGenerators.generator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("senses");
            for (int i = 0; i < senses.size(); i++) {
                json.writeStartObject();
                json.writeStringProperty(
                        "part_of_speech", senses.get(i).partOfSpeech().toString());
                json.writeNumberProperty("number", number(senses, i));
                json.writeStringProperty("gloss", senses.get(i).gloss());
                kind(List.of(senses.get(i)), json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    /** Writes the words of the last of some senses, and its hypernyms. */
    private void kind(List<Sense> below, JsonGenerator json) {
        json.writeArrayPropertyStart("words");
        for (String word : below.getLast().words()) {
            json.writeString(word);
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("hypernyms");
        for (Sense kind : above(below)) {
            json.writeStartObject();
            kind(with(below, kind), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
