package org.wvtoolkit.relations;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.wvtoolkit.container.MalformedFileException;

/**
 * Reader of tab files of the Open Multilingual Wordnet (Bond and Foster 2013). The first line is
 * {@code # NAME TAB LANGUAGE TAB …}; each further line is a word of a sense, {@code OFFSET-POS TAB
 * TYPE TAB WORD}, where the type ends in {@code lemma}, or a definition or an example, {@code
 * OFFSET-POS TAB TYPE TAB NUMBER TAB TEXT}, where the type ends in {@code def} or {@code exe}. Texts
 * in other languages and other types are skipped. Offsets are those of WordNet 3.0, whose relations
 * are used. Not thread-safe.
 */
final class OmwTabReader {
    private static final String CHINESE = "cmn";
    private static final String DEFINITION = "def";
    private static final String EXAMPLE = "exe";

    /** Column of the text of a definition or an example. */
    private static final int TEXT = 3;

    private final Path file;

    OmwTabReader(Path file) {
        this.file = file;
    }

    SenseGraph read(InputStream in) throws IOException {
        long number = 0;
        String name = "wordnet";
        String language = "";
        int words = 0;
        PrincetonSenses senses = null;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
                if (text.startsWith("#")) {
                    String[] columns = text.substring(1).strip().split("\t", -1);
                    if (number == 1 && columns.length >= 2) {
                        name = columns[0].strip();
                        language = columns[1].strip();
                    }
                    continue;
                }
                if (text.isBlank()) {
                    continue;
                }
                String[] columns = text.split("\t", -1);
                if (columns.length < 3
                        || !PrincetonSenses.IDENTIFIER.matcher(columns[0]).matches()) {
                    throw malformed(
                            "line " + number + " does not consist of an offset, a type and a word, separated by tabs");
                }
                boolean word = columns[1].endsWith("lemma");
                if (word ? !isWord(columns[2].strip()) : !isText(columns, language)) {
                    continue;
                }
                if (senses == null) {
                    senses = PrincetonSenses.read();
                }
                Integer sense = senses.sense(columns[0]);
                if (sense == null && word) {
                    throw malformed(
                            "line " + number + ": WordNet " + PrincetonSenses.VERSION + " has no sense " + columns[0]);
                }
                if (sense == null) {
                    continue;
                }
                if (word) {
                    add(senses, sense, columns[2].strip(), language);
                    words++;
                } else if (columns[1].endsWith(DEFINITION)) {
                    senses.gloss(sense).addDefinition(columns[TEXT]);
                } else {
                    senses.gloss(sense).addExample(columns[TEXT]);
                }
            }
        } catch (CharacterCodingException notUtf8) {
            throw malformed(number == 0 ? "is not UTF-8" : "is not UTF-8 after line " + number);
        }
        if (senses == null || words == 0) {
            throw malformed("has no words");
        }
        return senses.graph(name, language.equals("eng") ? "en" : language);
    }

    /** Returns false for a blank text, and for the marks that the Italian file has in place of missing words. */
    private static boolean isWord(String text) {
        return !text.isEmpty() && !text.equals("GAP!") && !text.equals("PSEUDOGAP!");
    }

    /** Returns whether a line is a definition or an example in the language of the file. */
    private static boolean isText(String[] columns, String language) {
        boolean named = Stream.of(DEFINITION, EXAMPLE)
                .anyMatch(type -> columns[1].equals(type) || columns[1].equals(language + ":" + type));
        return named && columns.length > TEXT;
    }

    /**
     * Adds a word. In the Chinese Open Wordnet a plus sign separates an optional particle, so both
     * forms are added.
     */
    private static void add(PrincetonSenses senses, int sense, String word, String language) {
        int plus = word.indexOf('+');
        if (language.equals(CHINESE) && plus > 0) {
            senses.addWord(sense, word.substring(0, plus));
            senses.addWord(sense, word.replace("+", ""));
        } else {
            senses.addWord(sense, word);
        }
    }

    private MalformedFileException malformed(String problem) {
        return new MalformedFileException(
                file, -1, problem, "use a tab file of the Open Multilingual Wordnet, or a wordnet in LMF/XML");
    }
}
