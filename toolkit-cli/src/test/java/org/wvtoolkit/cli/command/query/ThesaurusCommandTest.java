package org.wvtoolkit.cli.command.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.Models;

class ThesaurusCommandTest {
    @TempDir
    Path folder;

    private Place place = Place.home(Path.of(""));

    @BeforeEach
    void setUp() {
        place = Place.home(folder);
    }

    @Test
    @DisplayName("senses are printed as a tree")
    void table() {
        List<String> lines = place.onTerminal().run("thesaurus", "mice").done().outLines();
        assertTrue(lines.contains("noun 1: mouse"), lines.toString());
        assertTrue(lines.contains("  < rodent, gnawer"), lines.toString());
        assertTrue(lines.contains("    < placental, placental mammal, eutherian, eutherian mammal"), lines.toString());
        assertTrue(lines.stream().allMatch(line -> line.length() <= 80 || line.contains("<")), lines.toString());
    }

    @Test
    @DisplayName("hypernyms on two paths are printed once")
    void sharedHypernyms() {
        List<String> lines = place.onTerminal()
                .run("thesaurus", "--part", "noun", "dog")
                .done()
                .outLines();
        int second = lines.indexOf("noun 2: frump, dog");
        List<String> animals = lines.subList(0, second).stream()
                .filter(line -> line.contains("< animal, animate being"))
                .toList();
        assertEquals(2, animals.size(), lines.toString());
        assertFalse(animals.getFirst().endsWith("(as above)"), animals.toString());
        assertTrue(animals.getLast().endsWith("(as above)"), animals.toString());
        assertEquals(
                1,
                lines.subList(0, second).stream()
                        .filter(line -> line.endsWith("< entity"))
                        .count(),
                lines.toString());
    }

    @Test
    @DisplayName("TSV has one line per path of hypernyms")
    void tsv() {
        List<String> lines =
                place.run("thesaurus", "whale", "--part", "noun").done().outLines();
        String[] fields = lines.getLast().split("\t");
        assertEquals(5, fields.length);
        assertEquals(List.of("noun", "2", "whale"), List.of(fields).subList(0, 3));
        assertTrue(fields[4].startsWith("cetacean < aquatic mammal < "), fields[4]);
        assertTrue(fields[4].endsWith(" < entity"), fields[4]);
    }

    @Test
    void json() {
        String out =
                place.run("thesaurus", "--format", "json", "beautiful").done().out();
        assertTrue(out.startsWith("{\"senses\":[{\"part_of_speech\":\"adjective\",\"number\":1,\"gloss\":\""), out);
        assertTrue(out.contains("\"words\":[\"beautiful\"],\"hypernyms\":[]}"), out);
    }

    @Test
    @DisplayName("two words are compared by every measure")
    void measures() {
        List<String> lines = place.run("thesaurus", "dog", "cat").done().outLines();
        assertEquals(6, lines.size());
        assertEquals("path\t0.200000\tdog\tcat\tcarnivore", lines.getFirst());
    }

    @Test
    @DisplayName("the counts of a model determine the information content")
    void modelCounts() throws IOException {
        Path model = Models.royal(folder.resolve("m.safetensors"), "standard");
        List<String> own =
                place.run("thesaurus", "man", "woman", "-m", model).done().outLines();
        List<String> semcor = place.run("thesaurus", "man", "woman").done().outLines();
        assertEquals(semcor.subList(0, 3), own.subList(0, 3));
        for (int measure = 3; measure < 6; measure++) {
            assertTrue(!semcor.get(measure).equals(own.get(measure)), own.get(measure));
        }
    }

    @Test
    @DisplayName("a model without counts is reported")
    void modelWithoutCounts() throws IOException {
        Path vectors = Files.writeString(folder.resolve("v.txt"), "2 2\nup 0 1\ndown 0 -1\n");
        String line = place.run("thesaurus", "man", "woman", "-m", vectors).failedWith(1);
        assertTrue(line.contains("v.txt: contains no word counts; use a model trained by wv train"), line);
    }

    @Test
    @DisplayName("WordNet is queried like a model")
    void thesaurusAsModel() {
        CommandRun run =
                place.run("similar", "-m", "wordnet:wup", "-n", 3, "mouse").done();
        assertEquals(3, run.outLines().size());
        assertTrue(run.outLines().stream().allMatch(line -> line.split("\t").length == 4), run.out());
        Place named = place.withEnvironment(Map.of("WV_MODEL", "wordnet:wup"));
        assertEquals(run.out(), named.run("similar", "-n", 3, "mouse").done().out());
    }

    @Test
    @DisplayName("words are compared by WordNet in place of a model")
    void comparisonsByThesaurus() {
        List<String> pairs = place.run("similarity", "-m", "wordnet", "dog", "cat", "new_york")
                .done()
                .outLines();
        assertEquals("dog\tcat\t0.200000", pairs.getFirst());
        assertEquals(3, pairs.size());
        List<String> ranked = place.run("odd-one-out", "-m", "wordnet", "dog", "forgive", "cat", "wolf")
                .done()
                .outLines();
        assertEquals(4, ranked.size());
        assertEquals("wolf\t0.250000", ranked.getFirst());
        assertEquals("forgive\t0.166667", ranked.getLast());
        Place named = place.withEnvironment(Map.of("WV_MODEL", "wordnet"));
        assertEquals(
                ranked,
                named.run("odd-one-out", "dog", "forgive", "cat", "wolf").done().outLines());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            similar -m wordnet beautiful    | as adjective only, and similarities are defined for nouns and verbs only
            similar -m wordnet selfie       | "selfie" is not in WordNet 3.1, which dates from 2011
            similar -m wordnet new york     | a WordNet query is one word; join the parts of a compound with _: new_york
            similar -m wordnet:cosine dog   | no measure cosine; available: path, wup, lch, res, lin, jcn
            similar -m wordnet:wup:m dog    | WordNet's measure wup does not use counts; use res, lin, jcn
            similar -m wordnet:lin:nix dog  | nix: no such file
            similarity -m wordnet dog qwxyz | "qwxyz" is not in WordNet 3.1
            similarity -m wordnet zygote forgive | "zygote" and "forgive" have no common hypernym in WordNet 3.1
            odd-one-out -m wordnet dog cat qwxyz | "qwxyz" is not in WordNet 3.1
            info -m wordnet                 | wordnet has no vectors, which this command needs; use -m MODEL
            thesaurus selfie                | "selfie" is not in WordNet
            thesaurus beautifull            | contains few names; did you mean beautiful, beautifully?
            similar -m wordnet new_yrok     | did you mean new_york
            thesaurus --part verb whale-boat | "whale-boat" is not in WordNet
            thesaurus --part adverb whale   | 3.1 has no adverb "whale"; it has noun and verb, shown without --part
            thesaurus new york              | for the compound, run wv thesaurus new_york
            thesaurus zygote forgive        | have no common hypernym in WordNet 3.1; use two nouns or two verbs
            """)
    @DisplayName("queries that WordNet cannot answer are reported")
    void unanswerable(String arguments, String expected) {
        String line = place.run((Object[]) arguments.split(" ")).failedWith(1);
        assertTrue(line.contains(expected), line);
    }

    @Test
    @DisplayName("--wordnet compares two words of another language, across senses without words")
    void otherWordnet() throws IOException {
        Path french = Files.writeString(folder.resolve("wn-data-fra.tab"), """
                # Mots\tfra\thttp://example.org\tlicence
                02084071-n\tfra:lemma\tchien
                02121620-n\tfra:lemma\tChat
                02121620-n\tfra:def\t0\tpetit félin
                """);
        List<String> lines = place.run("thesaurus", "chien", "chat", "--wordnet", french)
                .done()
                .outLines();
        assertEquals("path\t0.200000\tchien\tChat\t(no word)", lines.getFirst());
        assertTrue(place.run("thesaurus", "chien", "chat", "--wordnet", french, "--format", "json")
                .done()
                .out()
                .contains("\"first\":\"chien\",\"second\":\"Chat\",\"meet\":null}"));
        assertEquals(
                "chien\tchat\t0.200000",
                place.run("similarity", "-m", "wordnet", "chien", "chat", "--wordnet", french)
                        .done()
                        .out()
                        .strip());
        assertEquals(6, lines.size());
        assertEquals(
                List.of("Chat\t0.200000\tnoun\tpetit félin"),
                place.run("similar", "-m", "wordnet", "chien", "--wordnet", french)
                        .done()
                        .outLines());
        assertTrue(place.run("thesaurus", "chien", "loup", "--wordnet", french)
                .failedWith(1)
                .contains("\"loup\" is not in Mots; check the spelling"));
        Path model = Models.royal(folder.resolve("m.safetensors"), "standard");
        assertTrue(place.run("thesaurus", "--gaps", "-m", model, "--wordnet", french)
                .done()
                .out()
                .startsWith("coverage\twords\t0\t6"));
    }

    @Test
    @DisplayName("JSON names unknown words")
    void unknownWords() {
        for (String command : List.of("thesaurus qwxyzab", "thesaurus dog qwxyzab", "similar -m wordnet qwxyzab")) {
            Object[] arguments = (command + " --format json").split(" ", 0);
            String json = place.run(arguments).out();
            assertTrue(json.contains("\"unknown_words\":[{\"word\":\"qwxyzab\",\"suggestions\":[]}]"), json);
        }
    }

    @Test
    @DisplayName("--gaps lists the words that WordNet lacks")
    void gaps() throws IOException {
        Path model = Models.royal(folder.resolve("m.safetensors"), "standard");
        List<String> lines =
                place.run("thesaurus", "--gaps", "-m", model).done().outLines();
        assertEquals("coverage\twords\t5\t6", lines.getFirst());
        assertTrue(lines.get(1).startsWith("coverage\ttext\t0.952381\t0.952381"), lines.get(1));
        assertTrue(lines.contains("missing\t中国\t10"), lines.toString());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("divergent\t")), lines.toString());
        String table = place.onTerminal()
                .run("thesaurus", "--gaps", "-m", model)
                .done()
                .out();
        assertTrue(table.startsWith("WordNet 3.1 lists 5 of the model's 6 words, 95.2 % of its text"), table);
        String json = place.run("thesaurus", "--gaps", "-m", model, "--format", "json")
                .done()
                .out();
        assertTrue(json.contains("\"missing\":[{\"word\":\"中国\",\"count\":10}]"), json);
    }

    @Test
    @DisplayName("WordNet is evaluated like a model")
    void evaluation() throws IOException {
        Path pairs = Files.writeString(folder.resolve("pairs.tsv"), """
                dog\tcat\t8
                dog\tfreedom\t1
                car\tautomobile\t10
                car\tbicycle\t7
                beautiful\tugly\t5
                river\tidea\t0
                """);
        String out = place.run("eval", "-m", "wordnet:wup", pairs, "--format", "json")
                .done()
                .out();
        assertTrue(out.contains("\"skipped\":1"), out);
        assertTrue(out.contains("\"asked\":5"), out);
    }
}
