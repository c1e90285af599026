package org.wvtoolkit.relations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.query.relation.Relation;

class WordnetFileTest {
    private static final String LMF = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE LexicalResource SYSTEM "http://example.org/WN-LMF-1.3.dtd">
            <LexicalResource>
              <Lexicon id="de" label="Kleines Netz" language="de" version="1">
                <LexicalEntry id="e1"><Lemma writtenForm="Hund" partOfSpeech="n"/>
                  <Sense id="s1" synset="de-1"/></LexicalEntry>
                <LexicalEntry id="e2"><Lemma writtenForm="Köter" partOfSpeech="n"/>
                  <Sense id="s2" synset="de-1"><Example>ein alter Köter</Example></Sense></LexicalEntry>
                <LexicalEntry id="e3"><Lemma writtenForm="Tier" partOfSpeech="n"/>
                  <Sense id="s3" synset="de-2"/></LexicalEntry>
                <LexicalEntry id="e4"><Lemma writtenForm="gut" partOfSpeech="a"/>
                  <Sense id="s4" synset="de-3"><SenseRelation relType="antonym" target="s5"/>
                  <SenseRelation relType="other" target="s1"/></Sense></LexicalEntry>
                <LexicalEntry id="e5"><Lemma writtenForm="schlecht" partOfSpeech="a"/>
                  <Sense id="s5" synset="de-4"/></LexicalEntry>
                <Synset id="de-1" partOfSpeech="n"><Definition>ein  <b>treues</b>
                  Haustier &amp; Freund</Definition><Definition>Wächter</Definition>
                  <Example>"Der" Hund; er bellt</Example><Example/>
                  <SynsetRelation relType="hypernym" target="de-2"/>
                  <SynsetRelation relType="hypernym" target="elsewhere"/></Synset>
                <Synset id="de-2" partOfSpeech="n" lexfile="noun.animal"/>
                <Synset id="de-3" partOfSpeech="a"/>
                <Synset id="de-4" partOfSpeech="a"/>
              </Lexicon>
            </LexicalResource>
            """;

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    @DisplayName("LMF/XML is read plain and compressed, without downloading its DTD")
    void lmf() throws IOException {
        Path compressed = folder.resolve("net.xml.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            out.write(LMF.getBytes(StandardCharsets.UTF_8));
        }
        for (Path file : List.of(file("net.xml", LMF), compressed)) {
            SenseGraph graph = WordnetFile.read(file);
            assertEquals("Kleines Netz 1", graph.name());
            assertEquals("de", graph.language());
            assertEquals(4, graph.senses());
            WordRelations relations = new WordRelations(graph);
            assertEquals(Relation.SYNONYM, relations.relation("Hund", "köter"));
            assertEquals(Relation.KIND_OF, relations.relation("Hund", "Tier"));
            assertEquals(Relation.ANTONYM, relations.relation("schlecht", "gut"));
            assertEquals(Relation.NONE, relations.relation("gut", "Hund"));
            assertTexts(
                    graph,
                    "hund",
                    "ein treues Haustier & Freund; Wächter",
                    "ein alter Köter",
                    "\"Der\" Hund; er bellt");
            assertTexts(graph, "tier", "");
            assertEquals(
                    List.of("Hund", "Köter"),
                    graph.lookUp("hund").getFirst().words(),
                    "the spelling is that of the file");
            assertEquals("noun.animal", graph.lookUp("Tier").getFirst().lexicalFile());
            assertEquals("", graph.lookUp("Hund").getFirst().lexicalFile());
            assertEquals(
                    List.of(graph.sensesOf("tier")[0]),
                    graph.hypernyms(graph.sensesOf("hund")[0]).stream().toList());
        }
    }

    private static void assertTexts(SenseGraph graph, String word, String definition, String... examples) {
        int sense = graph.sensesOf(word)[0];
        assertEquals(definition, graph.sense(sense).definition());
        assertEquals(List.of(examples), graph.sense(sense).examples());
    }

    @Test
    @DisplayName("A tab file of the Open Multilingual Wordnet has the relations of WordNet 3.0")
    void omwTab() throws IOException {
        Path file = file("wn-data-cmn.tab", """
                # Chinese Test\tcmn\thttp://example.org\tlicence
                02084071-n\tcmn:lemma\t狗
                02084071-n\tcmn:lemma\t犬
                02083346-n\tcmn:lemma\t犬科动物
                02084071-n\tcmn:def\t0\t一种动物
                02084071-n\tcmn:def\t1\t家畜
                02084071-n\teng:def\t0\tan animal
                02084071-n\tcmn:exe\t0\t狗在叫
                02084071-n\tcmn:exe\t1
                99999999-n\tcmn:def\t0\t无
                01123148-a\tlemma\t好
                01125429-a\tlemma\t坏+的
                """);
        SenseGraph graph = WordnetFile.read(file);
        assertEquals("Chinese Test", graph.name());
        assertEquals("cmn", graph.language());
        assertEquals(6, graph.lemmas());
        WordRelations relations = new WordRelations(graph);
        assertEquals(Relation.SYNONYM, relations.relation("狗", "犬"));
        assertEquals(Relation.KIND_OF, relations.relation("狗", "犬科动物"));
        assertEquals(Relation.ANTONYM, relations.relation("好", "坏"));
        assertEquals(Relation.SYNONYM, relations.relation("坏的", "坏"));
        assertEquals(117_659, graph.senses());
        assertTexts(graph, "狗", "一种动物; 家畜", "狗在叫");
        assertTexts(graph, "犬科动物", "");
        assertEquals("noun.animal", graph.lookUp("狗").getFirst().lexicalFile(), "as in WordNet 3.0");
    }

    @Test
    @DisplayName("LMF/XML without relations has those of WordNet 3.0")
    void lmfOfOffsets() throws IOException {
        String text = """
                <LexicalResource><Lexicon id="x" label="Offsets" language="ja">
                <LexicalEntry id="a"><Lemma writtenForm="犬" partOfSpeech="n"/>
                <Sense id="a1" synset="omw-ja-02084071-n"/></LexicalEntry>
                <LexicalEntry id="b"><Lemma writtenForm="イヌ科" partOfSpeech="n"/>
                <Sense id="b1" synset="omw-ja-02083346-n"/></LexicalEntry>
                <Synset id="omw-ja-02084071-n"><Definition>動物</Definition></Synset></Lexicon></LexicalResource>
                """;
        WordRelations relations = new WordRelations(WordnetFile.read(file("ja.xml", text)));
        assertTexts(relations.graph(), "犬", "動物");
        assertEquals(Relation.KIND_OF, relations.relation("犬", "イヌ科"));
        assertRejected("ja2.xml", text.replace("omw-ja-02083346-n", "omw-ja-7"), "omw-ja-7");
    }

    @Test
    @DisplayName("Files in other formats are rejected with the number of the line")
    void malformedFiles() throws IOException {
        assertRejected("empty.tab", "", "is empty");
        assertRejected("text.tab", "# a\tb\nonce upon a time\n", "line 2");
        assertRejected("no-words.tab", "# a\tb\n02084071-n\tdef\t0\tx\n", "has no words");
        assertRejected("offset.tab", "99999999-n\tlemma\tx\n", "line 1: WordNet 3.0 has no sense");
        assertRejected("cut.xml", LMF.substring(0, LMF.length() / 2), "not valid XML");
        assertRejected("other.xml", "<html></html>", "has no lexical entries");
        assertRejected("attribute.xml", LMF.replace("writtenForm=\"Tier\"", ""), "line 9: Lemma has no writtenForm");
    }

    @Test
    @DisplayName("Bytes that are not UTF-8 are rejected with their line, also before the first tag")
    void invalidBytes() throws IOException {
        byte[] damaged = LMF.replace("Hund", "Hänge").getBytes(StandardCharsets.ISO_8859_1);
        Path middle = Files.write(folder.resolve("middle.xml"), damaged);
        byte[] first = LMF.getBytes(StandardCharsets.UTF_8);
        first[1] = (byte) 0xFF;
        Path beginning = Files.write(folder.resolve("beginning.xml"), first);
        for (Path file : List.of(middle, beginning)) {
            IOException failure = assertThrows(IOException.class, () -> WordnetFile.read(file));
            assertTrue(String.valueOf(failure.getMessage()).contains("is not valid XML"), failure.toString());
        }
        Path latin = Files.write(
                folder.resolve("latin.xml"),
                LMF.replace("UTF-8", "ISO-8859-1").replace("Hund", "Hündin").getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("Kleines Netz 1", WordnetFile.read(latin).name());
        assertEquals(
                "Kleines Netz 1",
                WordnetFile.read(file("mark.xml", "\uFEFF" + LMF)).name());
    }

    @Test
    @DisplayName("Files that end early are rejected with their name")
    void truncated() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write("# a\tb\n02084071-n\tlemma\tdog\n".repeat(50).getBytes(StandardCharsets.UTF_8));
        }
        Path half = Files.write(folder.resolve("half.tab.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
        Path mark = Files.write(folder.resolve("mark.tab"), new byte[] {(byte) 0xef});
        for (Path file : List.of(half, mark)) {
            MalformedFileException failure = assertThrows(MalformedFileException.class, () -> WordnetFile.read(file));
            assertTrue(String.valueOf(failure.getMessage()).contains(String.valueOf(file.getFileName())));
        }
    }

    @Test
    @DisplayName("Synsets of other parts of speech, and words without letters, are skipped")
    void otherPartsOfSpeech() throws IOException {
        SenseGraph graph = WordnetFile.read(
                file("parts.xml", LMF.replace("\"de-4\" partOfSpeech=\"a\"", "\"de-4\" partOfSpeech=\"p\"")));
        assertEquals(3, graph.senses());
        assertFalse(graph.knows("schlecht"));
        assertEquals(1, graph.sensesOf("gut").length);
        SenseGraph tab = WordnetFile.read(
                file("blank.tab", "02084071-n\tlemma\t\n02084071-n\tlemma\tGAP!\n02084071-n\tlemma\tx\n"));
        assertEquals(1, tab.lemmas());
    }

    @Test
    @DisplayName("Several lexicons have one language and the name of the first")
    void severalLexicons() throws IOException {
        String second = "<Lexicon id=\"x\" language=\"de\" version=\"2\"></Lexicon></LexicalResource>";
        String both = LMF.replace("</LexicalResource>", second);
        assertEquals("Kleines Netz 1", WordnetFile.read(file("both.xml", both)).name());
        assertRejected("languages.xml", both.replace("id=\"x\" language=\"de\"", "language=\"fr\""), "de and fr");
        assertRejected("blank.xml", LMF.replace("writtenForm=\"Tier\"", "writtenForm=\" \""), "line 9: Lemma has no");
    }

    @Test
    @DisplayName("A file without Lexicon, or with a blank label, has the name wordnet")
    void unnamed() throws IOException {
        String lexicon = "<Lexicon id=\"de\" label=\"Kleines Netz\" language=\"de\" version=\"1\">";
        String without = LMF.replace(lexicon, "").replace("</Lexicon>", "");
        assertEquals("wordnet", WordnetFile.read(file("without.xml", without)).name());
        String blank = LMF.replace("Kleines Netz", " ");
        assertEquals("wordnet 1", WordnetFile.read(file("blank.xml", blank)).name());
        assertRejected(
                "languages.xml",
                LMF.replace("Kleines Netz", "")
                        .replace("</LexicalResource>", "<Lexicon language=\"fr\"/></LexicalResource>"),
                "de and fr");
    }

    @Test
    @DisplayName("Files with words or names that do not exist are rejected")
    void indicesOutOfRange() throws IOException {
        SenseGraphArrays arrays = WordnetFile.read(file("net.xml", LMF)).arrays;
        Path saved = folder.resolve("saved.safetensors");
        SenseGraphFile.write(arrays, saved);
        assertEquals(4, SenseGraph.open(saved).senses());
        byte[] target = arrays.edgeTo().clone();
        arrays.edgeTo()[0] = 9;
        SenseGraphFile.write(arrays, saved);
        assertThrows(MalformedFileException.class, () -> SenseGraph.open(saved));
        System.arraycopy(target, 0, arrays.edgeTo(), 0, target.length);
        Arrays.fill(arrays.lexicalFileNames(), (byte) 'x');
        SenseGraphFile.write(arrays, saved);
        assertThrows(MalformedFileException.class, () -> SenseGraph.open(saved));
    }

    @Test
    @DisplayName("The common kind of words is a sense with words")
    void commonKind() throws IOException {
        // Dog and cat have the carnivore in common, which has no word here, and the animal.
        SenseGraph graph = WordnetFile.read(file("kinds.tab", """
                # Kinds\txx\thttp://example.org\tlicence
                02084071-n\txx:lemma\tdoggo
                02121620-n\txx:lemma\tcatto
                00015388-n\txx:lemma\tbeast
                """));
        CommonKind kind = CommonKind.of(graph, List.of("doggo", "catto"), 0.5).orElseThrow();
        assertEquals(List.of("beast"), graph.words(kind.sense()));
    }

    @Test
    @DisplayName("A wordnet is read once: a saved copy is opened until the file changes")
    void savedCopy() throws IOException {
        Path file = file("net.xml", LMF);
        Path copies = folder.resolve("copies");
        SenseGraph read = WordnetFile.open(file, copies);
        Path copy;
        try (Stream<Path> all = Files.list(copies)) {
            copy = all.findFirst().orElseThrow();
        }
        assertTrue(String.valueOf(copy.getFileName()).startsWith("net-"), copy.toString());
        SenseGraph opened = WordnetFile.open(file, copies);
        assertEquals(read.name(), opened.name());
        assertEquals(Relation.KIND_OF, new WordRelations(opened).relation("Hund", "Tier"));
        int dog = opened.sensesOf("hund")[0];
        assertEquals(read.sense(dog), opened.sense(dog));
        Files.writeString(copy, "damaged");
        assertEquals("Kleines Netz 1", WordnetFile.open(file, copies).name());
        assertEquals("Kleines Netz 1", SenseGraph.open(copy).name());
        Files.writeString(file, LMF.replace("Kleines", "Neues"));
        assertEquals("Neues Netz 1", WordnetFile.open(file, copies).name());
        Path blocked = file("blocked", "a file in the place of the folder");
        assertEquals("Neues Netz 1", WordnetFile.open(file, blocked).name());
    }

    @Test
    @DisplayName("Hypernyms and hyponyms beyond senses without words are found")
    void lexicalGaps() throws IOException {
        Path file = file("gaps.tab", """
                # Gaps\txx\thttp://example.org\tlicence
                02084071-n\txx:lemma\tdoggo
                00015388-n\txx:lemma\tbeast
                """);
        SenseGraph graph = WordnetFile.read(file);
        WordRelations relations = new WordRelations(graph);
        List<SenseGraph.Edge> up = relations.edges("doggo", Set.of(SenseRelation.HYPERNYM));
        assertEquals(1, up.size());
        assertEquals(List.of("beast"), graph.words(up.getFirst().target()));
        List<SenseGraph.Edge> down = relations.edges("beast", Set.of(SenseRelation.HYPONYM));
        assertEquals(List.of("doggo"), graph.words(down.getFirst().target()));
        assertEquals(List.of(), relations.edges("doggo", Set.of(SenseRelation.MEMBER_HOLONYM)));
        assertEquals(Map.of(Relation.KIND_OF, List.of("beast")), relations.related("doggo"));
    }

    private void assertRejected(String name, String text, String reason) throws IOException {
        Path file = file(name, text);
        MalformedFileException failure = assertThrows(MalformedFileException.class, () -> WordnetFile.read(file));
        assertTrue(String.valueOf(failure.getMessage()).contains(reason), failure.getMessage());
        assertTrue(String.valueOf(failure.getMessage()).contains(name), failure.getMessage());
    }
}
