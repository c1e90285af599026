package org.wvtoolkit.evaluation.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkFilesTest {
    @TempDir
    Path folder;

    private Benchmark read(String text) throws IOException {
        return BenchmarkFiles.read(Files.writeString(folder.resolve("my.set.csv"), text));
    }

    private static final Benchmark.Similarity PAIRS = new Benchmark.Similarity(
            "my.set",
            List.of(
                    new Benchmark.RatedPair("old", "new", 1.5),
                    new Benchmark.RatedPair("smart", "clever", 9),
                    new Benchmark.RatedPair("hard", "soft", -2)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "old,new,1.5\nsmart,clever,9\nhard,soft,-2\n",
                "old;new;1.5\nsmart;clever;9\nhard;soft;-2\n",
                "old new 1.5\r\nsmart   clever 9\r\nhard soft -2",
                "\uFEFFword1,word2,similarity\nold,new,1.5\nsmart,clever,9\nhard,soft,-2\n",
                ",word1,word2,similarity\n0,old,new,1.5\n1,smart,clever,9\n2,hard,soft,-2\n3,,,\n",
                "Word 1,Word 2,Human (mean)\nold,new,1.5\n\nsmart,clever,9\n# a note\nhard,soft,-2\n",
                "word1\tword2\tPOS\tSimLex999\nold\tnew\tA\t1.5\nsmart\tclever\tA\t9\nhard\tsoft\tA\t-2\n",
                "old\tnew\t1.5\nsmart\tclever\t9\t\nhard\tsoft\t-2\t\t\n",
                "eins\tzwei\twie\nold\tnew\t1.5\nsmart\tclever\t9\nhard\tsoft\t-2\n",
                "\"old\",\"new\",\"1.5\"\n\"smart\",\"clever\",\"9\"\n\"hard\",\"soft\",\"-2\"\n",
                "word1,word2,similarity\nold-j,new-j,1.5\nsmart-j,clever-j,9\nhard-j,soft-j,-2\n",
                "word1;word2;score\nold;new;1,5\nsmart;clever;9,0\nhard;soft;-2\n",
                "old\tnew\t1,5\nsmart\tclever\t9\nhard\tsoft\t-2,0\n",
                "old new 1,5\nsmart clever 9,0\nhard soft -2,0\n",
                "old|new|1.5\nsmart|clever|9\nhard|soft|-2\n",
                "old | new | 1.5\nsmart | clever | 9\nhard | soft | -2\n",
                "en\told\tnew\t1.5\nen\tsmart\tclever\t9\nen\thard\tsoft\t-2\n",
                "old\tnew\tA\t1.5\nsmart\tclever\tA\t9\nhard\tsoft\tA\t-2\n",
                "\"word1\";\"word2\";\"score\"\r\nold;new;\"1,5\"\r\nsmart;clever;\"9\"\r\nhard;soft;\"-2\"\r\n",
            })
    @DisplayName("Ratings are read from many column layouts")
    void ratingColumns(String text) throws IOException {
        assertEquals(PAIRS, read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NA", "n/a", "1-2", "?", "nan"})
    @DisplayName("A first row without a rating is an error and not a header")
    void firstRowWithoutRating(String rating) {
        String text = "old\tnew\t" + rating + "\nsmart\tclever\t9\nhard\tsoft\t-2\nbig\tlarge\t8\n";
        String message = String.valueOf(assertThrows(MalformedBenchmarkException.class, () -> read(text))
                .getMessage());
        assertTrue(message.contains("line 1: has the rating \"" + rating + "\""), message);
    }

    @Test
    @DisplayName("Pairs of a relation are not taken for categories of one word each")
    void pairsAreNotCategories() {
        String text = "good\tbetter/best\nbad\tworse\nbig\tbigger\n";
        String message = String.valueOf(assertThrows(MalformedBenchmarkException.class, () -> read(text))
                .getMessage());
        assertTrue(message.contains("different second column"), message);
    }

    @Test
    @DisplayName("A hyphen is a part-of-speech tag only if all words have one")
    void partOfSpeechTags() throws IOException {
        Benchmark.Similarity read =
                assertInstanceOf(Benchmark.Similarity.class, read("t-n,b,1\nx-n,y-n,2\na-n,b-n,3\n"));
        assertEquals("t-n", read.pairs().getFirst().first());
    }

    @Test
    @DisplayName("Any whitespace separates the words of a question")
    void whitespace() throws IOException {
        Benchmark.Analogies expected = new Benchmark.Analogies(
                "my.set",
                List.of(new Benchmark.Section("verbs", List.of(new Benchmark.Analogy("go", "went", "do", "did")))));
        assertEquals(expected, read(": verbs\n\u3000go\twent \u000B\f do  did\u3000\r\n"));
    }

    @Test
    @DisplayName("Sections contain analogies")
    void sections() throws IOException {
        Benchmark.Analogies expected = new Benchmark.Analogies(
                "my.set",
                List.of(
                        new Benchmark.Section(
                                "capitals", List.of(new Benchmark.Analogy("Athens", "Greece", "Oslo", "Norway"))),
                        new Benchmark.Section("gram1", List.of(new Benchmark.Analogy("go", "went", "do", "did")))));
        assertEquals(expected, read(": capitals\nAthens Greece Oslo Norway\n\n: gram1\ngo went do did\n"));
        assertEquals(
                List.of(false, true),
                expected.sections().stream().map(Benchmark.Section::isSyntactic).toList());
        assertEquals(
                new Benchmark.Analogies(
                        "my.set",
                        List.of(new Benchmark.Section(
                                "all",
                                List.of(
                                        new Benchmark.Analogy("a", "b", "c", "d"),
                                        new Benchmark.Analogy("e", "f", "g", "h"))))),
                read("a b c d\ne\tf\tg\th\n"));
    }

    @Test
    @DisplayName("Pairs form all their analogies")
    void pairs() throws IOException {
        assertEquals(
                new Benchmark.Analogies(
                        "my.set",
                        List.of(new Benchmark.Section(
                                "sex",
                                List.of(
                                        new Benchmark.Analogy("man", "woman", "king", "queen"),
                                        new Benchmark.Analogy("king", "queen", "man", "woman"))))),
                read(": sex\nman woman\nking queen\n"));
    }

    @Test
    @DisplayName("Single words are categories or sets with outliers")
    void singleWords() throws IOException {
        Benchmark.Categories categories = new Benchmark.Categories(
                "my.set", List.of(new Benchmark.Member("dog", "animal"), new Benchmark.Member("oak", "tree")));
        assertEquals(categories, read(": animal\ndog\n\n: tree\noak\n"));
        assertEquals(categories, read("dog\tanimal\noak\ttree\n"));
        assertEquals(categories, read("word,category\ndog,animal\noak,tree\n"));
        assertEquals(
                new Benchmark.Outliers(
                        "my.set", List.of(new Benchmark.OutlierSet("trees", List.of("oak", "elm"), List.of("dog")))),
                read(": trees\noak\nelm\n\ndog\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                                      | has no questions; use another file
            "word1,word2,similarity\\n"             | line 1: has no pair after it; write at least 3
            "a,b,1\\n"                              | line 1: has the only pair; write at least 3
            "a,b,1\\nc,d,2\\n"                      | line 1: has one of only 2 pairs; write at least 3
            "a,b,1\\nc,d,2\\ne,f\\n"                | line 3: has 2 columns, line 1 has 3; correct the line
            "a,b,1\\nc,d,2\\ne,f,NaN\\n"            | line 3: has the rating "NaN", which is not a finite number
            "a,b,1\\nc,d,nan\\ne,f,3\\n"            | line 2: has the rating "nan", which is not a finite number
            "a,b,1\\nc,d,2\\ne,f,Infinity\\n"       | line 3: has the rating "Infinity"
            "a,b,1\\nc,d,2\\ne,f,x\\n"              | line 3: has the rating "x"
            "a,b,1\\nc,d,2\\ne,f,\\n"               | line 3: has the rating ""
            "a,b,1\\nc,,2\\ne,f,3\\n"               | line 2: has an empty word
            "a,b,2\\nc,d,2\\ne,f,2\\n"              | lines 1 to 3 all have the rating 2.0; write different ratings
            "word1,word2,note\\na,b,c\\n"           | line 2: has no rating column after its words
            "a,b,c,d\\ne,f,g,h\\n"                  | line 2: has no rating column after its words: "e", "f", "g", "h"
            "1,2,3\\n4,5,6\\n"                      | has no words; use another file
            "lonely\\nwords\\n"                     | line 2: does not have two columns of words: "words"
            ": s\\n"                                | line 1: has sections without questions
            ": s\\na b c d\\ne f g\\n"              | line 3: has 3 words, the preceding lines have 4
            ": s\\na b c\\n"                        | line 2: has 3 words; write four words (an analogy)
            ": s\\na b\\n"                          | line 2: is the only pair of section s
            ": s\\na\\nb\\n"                        | line 2: begins the only category
            ": s\\na\\n: t\\na\\n"                  | line 4: repeats "a" of line 2; list each word once
            ": s\\na\\n\\nb\\n"                     | line 2: is the only word of set s
            ": s\\na\\nb\\n\\nc\\n: t\\nd\\n"       | line 6: section t has 1 groups of words instead of 2
            """)
    @DisplayName("Invalid content is reported with its line")
    void invalidContent(String text, String expected) {
        MalformedBenchmarkException failure =
                assertThrows(MalformedBenchmarkException.class, () -> read(text.replace("\\n", "\n")));
        assertTrue(failure.toString().contains(expected), failure.toString());
        assertTrue(failure.toString().contains("my.set.csv: "), failure.toString());
    }

    @Test
    @DisplayName("Invalid UTF-8 is reported")
    void invalidUtf8() throws IOException {
        Path file = Files.write(folder.resolve("latin1.txt"), new byte[] {'a', ',', (byte) 0xE9, ',', '1', '\n'});
        IOException failure = assertThrows(IOException.class, () -> BenchmarkFiles.read(file));
        assertTrue(
                failure.toString().endsWith("latin1.txt: is not valid UTF-8; convert the file to UTF-8"),
                failure.toString());
        assertThrows(IOException.class, () -> BenchmarkFiles.read(folder));
        assertThrows(IOException.class, () -> BenchmarkFiles.read(folder.resolve("none")));
    }

    @Test
    @DisplayName("The built-in benchmarks are complete, with semantic and syntactic relations")
    void builtIn() {
        List<Benchmark> all = BenchmarkFiles.builtIn();
        assertEquals(
                List.of("analogies", "categories", "outliers"),
                all.stream().map(Benchmark::name).toList());
        Benchmark.Analogies analogies = assertInstanceOf(Benchmark.Analogies.class, all.get(0));
        assertTrue(analogies.sections().stream()
                        .filter(Benchmark.Section::isSyntactic)
                        .count()
                >= 8);
        assertTrue(analogies.sections().stream()
                        .filter(section -> !section.isSyntactic())
                        .count()
                >= 5);
        for (Benchmark.Section section : analogies.sections()) {
            assertTrue(section.questions().size() >= 18 * 17, section.name());
            assertEquals(section.questions().size(), new HashSet<>(section.questions()).size(), section.name());
        }
        Benchmark.Outliers outliers = assertInstanceOf(Benchmark.Outliers.class, all.get(2));
        for (Benchmark.OutlierSet set : outliers.sets()) {
            Set<String> words = new HashSet<>(set.members());
            words.addAll(set.outliers());
            assertEquals(set.members().size() + set.outliers().size(), words.size(), set.name());
            assertTrue(words.size() >= 15, set.name());
        }
    }

    @ParameterizedTest
    @DisplayName("columns are recognised by their content over the whole file")
    @CsvSource(delimiter = '|', textBlock = """
            cat,N,dog,N,7\\nsun,N,moon,N,5\\nrun,V,walk,V,6        | cat dog 7.0, sun moon 5.0, run walk 6.0
            1,cat,n,dog,n,x y,y z,7,1,2\\n2,sun,n,moon,n,a b,c d,5,1,9\\n3,car,n,tree,n,e f,g h,1,4,4\
             | cat dog 7.0, sun moon 5.0, car tree 1.0
            1984 2001 4\\n2d 3d 8.5\\ncat dog 7\\nsun moon 5         \
             | 1984 2001 4.0, 2d 3d 8.5, cat dog 7.0, sun moon 5.0
            w1,w2,POS,s\\ncat,dog,N,7\\nsun,moon,N,5\\ncar,tree,N,1     | cat dog 7.0, sun moon 5.0, car tree 1.0
            0,1,2\\ncat,dog,7\\nsun,moon,5\\ncar,tree,1                | cat dog 7.0, sun moon 5.0, car tree 1.0
            """)
    void columnsByContent(String text, String expected) throws IOException {
        Benchmark.Similarity read = (Benchmark.Similarity) read(text.replace("\\n", "\n"));
        assertEquals(
                expected,
                read.pairs().stream()
                        .map(pair -> pair.first() + " " + pair.second() + " " + pair.rating())
                        .collect(Collectors.joining(", ")));
    }
}
