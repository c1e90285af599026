package org.wvtoolkit.cli.command.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;

class RelationsTest {
    private static final String VECTORS = """
            6 2
            good 1 0
            bad 1 0.1
            xyz 1 0.2
            excellent 1 0.3
            goodness 1 0.4
            better 1 0.5
            """;

    /** A wordnet in which good is a kind of gut and bad, and the reverse. */
    private static final String OTHER = """
            <LexicalResource><Lexicon id="de" label="Test" language="de">
            <LexicalEntry id="a"><Lemma writtenForm="gut" partOfSpeech="a"/><Sense id="a1" synset="s1"/></LexicalEntry>
            <LexicalEntry id="b"><Lemma writtenForm="bad" partOfSpeech="a"/><Sense id="b1" synset="s1"/></LexicalEntry>
            <LexicalEntry id="c"><Lemma writtenForm="good" partOfSpeech="a"/><Sense id="c1" synset="s2"/></LexicalEntry>
            <Synset id="s1" partOfSpeech="a"><SynsetRelation relType="hypernym" target="s2"/></Synset>
            <Synset id="s2" partOfSpeech="a"><Definition>of use</Definition>
            <Example>good for you</Example><SynsetRelation relType="hypernym" target="s1"/></Synset>
            </Lexicon></LexicalResource>
            """;

    /** Where WordNet has been prepared, once for all tests. */
    @TempDir
    static Path home;

    @TempDir
    Path folder;

    private final Place place = Place.home(home);
    private Path model = Path.of("");

    @BeforeAll
    static void prepare() {
        Place.home(home).run("thesaurus", "dog", "--relation", "meronym").done();
        assertTrue(Files.exists(home.resolve("thesaurus/wordnet-3.1.safetensors")));
    }

    @BeforeEach
    void setUp() throws IOException {
        model = Files.writeString(folder.resolve("v.txt"), VECTORS);
    }

    @Test
    @DisplayName("relations are shown on demand, and in tables once WordNet has been prepared")
    void shown() {
        List<String> before = Place.home(folder)
                .onTerminal()
                .run("similar", "-m", model, "good")
                .done()
                .outLines();
        assertEquals("  bad        0.995", before.getFirst());
        List<String> fields =
                place.run("similar", "-m", model, "good", "--relations").done().outLines();
        assertEquals("bad\t0.995037\tantonym", fields.get(0));
        assertEquals("xyz\t0.980581\tnone", fields.get(1));
        assertEquals("goodness\t0.928477\tsynonym", fields.get(3));
        assertEquals("better\t0.894427\tform", fields.get(4));
        List<String> table =
                place.onTerminal().run("similar", "-m", model, "good").done().outLines();
        assertEquals("  bad        0.995  antonym", table.get(0));
        assertEquals("  xyz        0.981", table.get(1));
        assertEquals(
                "bad\t0.995037",
                place.run("similar", "-m", model, "good").done().outLines().getFirst());
        String json = place.run("similar", "-m", model, "good", "--relations", "--format", "json")
                .done()
                .out();
        assertTrue(json.contains("\"word\":\"bad\",\"score\":0.99503714,\"relation\":\"antonym\""), json);
    }

    @Test
    @DisplayName("a copy of WordNet that an earlier version prepared is replaced")
    void earlierCopy() throws IOException {
        Path copy = folder.resolve("thesaurus/wordnet-3.1.safetensors");
        Files.createDirectories(copy.getParent());
        byte[] current = Files.readAllBytes(home.resolve("thesaurus/wordnet-3.1.safetensors"));
        String version = "\"format_version\":\"2\"";
        int at = new String(current, 0, 4096, StandardCharsets.ISO_8859_1).indexOf(version);
        assertTrue(at > 0);
        byte[] earlier = current.clone();
        earlier[at + version.length() - 2] = '1';
        Files.write(copy, earlier);
        List<String> table = Place.home(folder)
                .onTerminal()
                .run("similar", "-m", model, "good")
                .done()
                .outLines();
        assertEquals("  bad        0.995  antonym", table.getFirst());
        assertArrayEquals(current, Files.readAllBytes(copy));
    }

    @Test
    void filtered() {
        List<String> without = place.run("similar", "-m", model, "good", "--no-antonyms")
                .done()
                .outLines();
        assertEquals(4, without.size());
        assertTrue(without.getFirst().startsWith("xyz\t"), without.toString());
        assertEquals(
                List.of("goodness\t0.928477\tsynonym"),
                place.run("similar", "-m", model, "good", "--only-synonyms")
                        .done()
                        .outLines());
        CommandRun none =
                place.run("similar", "-m", model, "xyz", "--only-synonyms").done();
        assertEquals("", none.out());
        assertTrue(none.err().contains("no word of the model has such a relation to \"xyz\""), none.err());
        assertEquals(
                2,
                place.run("similar", "-m", model, "good", "--relation", "form,antonym")
                        .done()
                        .outLines()
                        .size());
    }

    @Test
    @DisplayName("relations and filters apply to files of queries and to texts")
    void batchesAndTexts() throws IOException {
        Path queries = Files.writeString(folder.resolve("queries.txt"), "good\nbad\n");
        List<String> lines = place.run("similar", "-m", model, "--words-from", queries, "-n", 2, "--relations")
                .done()
                .outLines();
        assertEquals(4, lines.size());
        assertEquals("good\tbad\t0.995037\tantonym", lines.get(0));
        assertTrue(lines.get(2).startsWith("bad\t") && lines.get(2).endsWith("\tnone"), lines.get(2));
        List<String> filtered = place.run("similar", "-m", model, "--words-from", queries, "-n", 2, "--no-antonyms")
                .done()
                .outLines();
        assertEquals(4, filtered.size());
        assertEquals("good\txyz\t0.980581\tnone", filtered.getFirst());
        String json = place.run(
                        "similar", "-m", model, "--words-from", queries, "-n", 1, "--relations", "--format", "json")
                .done()
                .out();
        assertTrue(json.contains("\"word\":\"bad\",\"score\":0.99503714,\"relation\":\"antonym\""), json);
        List<String> ofText = place.run("similar", "-m", model, "--text", "good excellent", "--only-synonyms")
                .done()
                .outLines();
        assertEquals(1, ofText.size());
        assertTrue(ofText.getFirst().matches("goodness\t.*\tsynonym"), ofText.toString());
        assertEquals(
                2,
                place.run("similar", "-m", model, "--words-from", queries, "-n", 1)
                        .done()
                        .outLines()
                        .size());
    }

    @Test
    @DisplayName("relations and filters apply to sparse and compressed models, and in the shell")
    void otherModels() throws IOException {
        Path text =
                Files.writeString(folder.resolve("text.txt"), "good bad excellent xyz goodness better\n".repeat(20));
        Path sparse = folder.resolve("sparse.safetensors");
        place.run("train", text, "--method", "ppmi", "--weighting", "raw", "-o", sparse, "-q")
                .done();
        Path compressed = folder.resolve("compressed.safetensors");
        place.run("compress", "-m", model, "-o", compressed, "--precision", "int8", "-q")
                .done();
        for (Path other : List.of(sparse, compressed)) {
            List<String> all = place.run("similar", "-m", other, "good", "--relations")
                    .done()
                    .outLines();
            assertTrue(all.stream().anyMatch(line -> line.matches("bad\t.*\tantonym")), all.toString());
            List<String> synonyms = place.run("similar", "-m", other, "good", "--only-synonyms")
                    .done()
                    .outLines();
            assertEquals(1, synonyms.size());
            assertTrue(synonyms.getFirst().matches("goodness\t.*\tsynonym"), synonyms.toString());
            List<String> without = place.run("similar", "-m", other, "good", "--no-antonyms")
                    .done()
                    .outLines();
            assertTrue(without.stream().noneMatch(line -> line.startsWith("bad\t")), without.toString());
        }
        List<String> shell = place.with("good --relation antonym\n")
                .run("shell", "-m", compressed)
                .done()
                .outLines();
        assertEquals(1, shell.size());
        assertTrue(shell.getFirst().matches("bad\t.*\tantonym"), shell.toString());
    }

    @Test
    void anotherWordnet() throws IOException {
        Path other = Files.writeString(folder.resolve("de.xml"), OTHER);
        assertEquals(
                "bad\t0.995037\tkind of",
                place.run("similar", "-m", model, "good", "--relations", "--wordnet", other)
                        .done()
                        .outLines()
                        .getFirst());
        assertEquals(
                List.of("hyponym\tgut, bad\tgood", "hypernym\tgut, bad\tgood"),
                place.run("thesaurus", "good", "--wordnet", other, "--relation", "all")
                        .done()
                        .outLines());
        String walk = place.run("thesaurus", "walk", "--tokens", 200, "--wordnet", other)
                .done()
                .out();
        assertEquals(200, walk.split("[ \n]", 0).length);
        assertTrue(walk.contains("gut") && walk.contains("bad"), walk);
    }

    @Test
    @DisplayName("senses of another wordnet are printed like those of WordNet, without endless cycles")
    void sensesOfAnotherWordnet() throws IOException {
        Path other = Files.writeString(folder.resolve("de.xml"), OTHER);
        assertEquals(
                List.of("adjective\t1\tgood\tof use\tgut"),
                place.run("thesaurus", "good", "--wordnet", other).done().outLines());
        List<String> tree = place.onTerminal()
                .run("thesaurus", "good", "--wordnet", other, "--part", "adjective")
                .done()
                .outLines();
        assertEquals(List.of("adjective 1: good", "    of use; \"good for you\"", "  < gut, bad"), tree.subList(0, 3));
        String json = place.run("thesaurus", "gut", "--wordnet", other, "--format", "json")
                .done()
                .out();
        assertEquals(
                "{\"senses\":[{\"part_of_speech\":\"adjective\",\"number\":1,\"gloss\":\"\","
                        + "\"words\":[\"gut\",\"bad\"],\"hypernyms\":[{\"words\":[\"good\"],\"hypernyms\":[]}]}]}",
                json.strip());
        assertTrue(place.run("thesaurus", "good", "--wordnet", other, "--part", "noun")
                .failedWith(1)
                .contains("Test has no noun \"good\"; it has adjective"));
    }

    @Test
    void relationsAndPaths() {
        List<String> parts = place.run("thesaurus", "dog", "--relation", "part-meronym")
                .done()
                .outLines();
        assertEquals(List.of("part-meronym\tflag\tdog, domestic dog, Canis familiaris"), parts);
        List<String> path =
                place.run("thesaurus", "--path", "car", "bicycle").done().outLines();
        assertEquals(3, path.size());
        assertTrue(path.get(1).startsWith("1\thypernym\twheeled vehicle"), path.get(1));
        assertEquals(
                1,
                place.run("thesaurus", "--path", "car", "bicycle", "--relation", "cause")
                        .code());
    }

    @Test
    @DisplayName("walks are the same with any number of threads, and go to a file only if it may be replaced")
    void walks() throws IOException {
        Path file = folder.resolve("walks.txt");
        place.run("thesaurus", "walk", "--tokens", 150000, "-o", file, "--threads", 1)
                .done();
        String other = place.run("thesaurus", "walk", "--tokens", 150000, "--threads", 3)
                .done()
                .out();
        assertEquals(Files.readString(file), other);
        place.run("thesaurus", "walk", "-o", file).failedWith(1);
        assertTrue(place.run("thesaurus", "--", "walk").done().out().contains("traveling by foot"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            similar good --relation cousin          | is not one of form, antonym
            similar -m wordnet good --relations     | --relations requires a vector model
            thesaurus dog --relation cousin         | is not one of antonym
            thesaurus --path dog                    | --path requires two words
            thesaurus dog --path cat --part noun    | --part cannot be combined with --relation and --path
            thesaurus --gaps --relation part-meronym| cannot be combined with --gaps
            thesaurus dog cat --relation meronym    | applies to one WORD, or to two with --path
            thesaurus run walk                      | use 'wv thesaurus [OPTIONS] -- WORD walk'
            thesaurus --path run walk               | the command walk has no words before it
            thesaurus walk --restart 0              | --restart must be above 0
            thesaurus walk --restart x              | is not a number (see
            thesaurus walk --tokens x               | is not a whole number
            similar good --only-synonyms --relation antonym | exclude all neighbours
            align v.txt                             | aligns at least two models
            thesaurus walk --tokens 0               | --tokens must be at least 1
            thesaurus walk --weight hypernym=x      | is not a number
            thesaurus walk --include cousin         | is not one of antonym
            thesaurus walk --word-choice best       | not one of uniform, frequency
            """)
    void wrongUsage(String line, String reason) {
        String message = place.run((Object[]) line.strip().split(" +", 0)).failedWith(2);
        assertTrue(message.contains(reason), message);
    }

    @Test
    void notAWordnet() throws IOException {
        Path file = Files.writeString(folder.resolve("x.tab"), "once upon a time\n");
        String line =
                place.run("similar", "-m", model, "good", "--wordnet", file).failedWith(1);
        assertTrue(line.contains("x.tab") && line.contains("line 1"), line);
        assertTrue(place.run("similar", "-m", model, "good", "--wordnet", "none.tab")
                .failedWith(1)
                .contains("no such file"));
        assertTrue(place.run("thesaurus", "xyzzy", "--relation", "meronym")
                .failedWith(1)
                .contains("is not in WordNet 3.1"));
    }
}
