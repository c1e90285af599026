package org.wvtoolkit.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.nn.classifier.ClassificationReport;
import org.wvtoolkit.nn.classifier.Prediction;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.relation.RelatedNeighbour;
import org.wvtoolkit.query.relation.Relation;

/** The three formats of results: aligned tables, tab-separated values and JSON. */
class ResultFormatsTest {
    private static final String CONTROL = "a\tb\nc\u001b[31m";
    private static final String CLEANED = "a\uFFFDb\uFFFDc\uFFFD[31m";

    /** Writes a result. */
    @FunctionalInterface
    private interface Output {
        void write(OutputFormat format, Writer out) throws IOException;
    }

    private static String text(OutputFormat format, Output output) throws IOException {
        StringWriter out = new StringWriter();
        output.write(format, out);
        return out.toString();
    }

    private static void assertFormats(String table, String tsv, String json, Output output) throws IOException {
        assertEquals(table, text(OutputFormat.TABLE, output));
        assertEquals(tsv, text(OutputFormat.TSV, output));
        assertEquals(json, text(OutputFormat.JSON, output));
    }

    @Test
    @DisplayName("rows: numbers are right-aligned below their heading, wide characters count two columns")
    void rows() throws IOException {
        List<List<Object>> rows =
                List.of(List.of("中国", 12345L, 0.5, List.of("x", "y")), List.of("rome", 7, -1.25, List.of()));
        assertFormats(
                """
                  word   count  cosine  others
                  中国  12,345   0.500  x, y
                  rome       7  -1.250
                """,
                "中国\t12345\t0.500000\tx, y\nrome\t7\t-1.250000\t\n",
                """
                [{"word":"中国","count":12345,"cosine":0.5,"others":["x","y"]},\
                {"word":"rome","count":7,"cosine":-1.25,"others":[]}]
                """,
                (format, out) -> RowOutput.write(List.of("word", "count", "cosine", "others"), rows, format, out));
    }

    @Test
    @DisplayName("no rows: a table has the headings, TSV is empty, JSON is an empty array")
    void noRows() throws IOException {
        assertFormats(
                "  word  search width\n",
                "",
                "[]\n",
                (format, out) -> RowOutput.write(List.of("word", "search width"), List.of(), format, out));
    }

    @Test
    @DisplayName("control characters are replaced in tables and TSV, and escaped in JSON")
    void controlCharacters() throws IOException {
        List<Neighbour> neighbours = List.of(new Neighbour(0, CONTROL, 0.25f), new Neighbour(1, "b", -0.5f));
        assertFormats(
                "  " + CLEANED + "  0.250\n  b           -0.500\n",
                CLEANED + "\t0.250000\nb\t-0.500000\n",
                """
                {"question":["q"],"neighbours":[{"word":"a\\tb\\nc\\u001B[31m","score":0.25},{"word":"b","score":-0.5}]}
                """,
                (format, out) -> NeighbourOutput.write(List.of("q"), neighbours, format, out));
    }

    @Test
    @DisplayName("relations: a table omits those that do not exist, TSV always has the column")
    void relations() throws IOException {
        List<RelatedNeighbour> neighbours = List.of(
                new RelatedNeighbour(new Neighbour(0, "bad", 0.5f), Relation.ANTONYM),
                new RelatedNeighbour(new Neighbour(1, "ok", 0.25f), Relation.NONE));
        assertFormats(
                "  bad  0.500  antonym\n  ok   0.250\n",
                "bad\t0.500000\tantonym\nok\t0.250000\t" + Relation.NONE.label() + "\n",
                """
                {"question":["good"],"neighbours":[{"word":"bad","score":0.5,"relation":"antonym"},\
                {"word":"ok","score":0.25,"relation":"%s"}]}
                """.formatted(Relation.NONE.label()),
                (format, out) -> NeighbourOutput.writeRelated(List.of("good"), neighbours, format, out));
    }

    @Test
    @DisplayName("one of many results repeats its query")
    void oneOfMany() throws IOException {
        List<Neighbour> neighbours = List.of(new Neighbour(0, "x", 1f));
        assertFormats(
                "river bank\n  x  1.000\n",
                "river bank\tx\t1.000000\n",
                "{\"question\":[\"river\",\"bank\"],\"neighbours\":[{\"word\":\"x\",\"score\":1.0}]}\n",
                (format, out) ->
                        NeighbourOutput.writeOneOfMany(List.of("river", "bank"), neighbours, List.of(), format, out));
    }

    @Test
    @DisplayName("properties: nested names are indented, joined by dots, or objects; entries are arrays in JSON")
    void properties() throws IOException {
        SequencedMap<String, Integer> counts = new LinkedHashMap<>();
        counts.put("New York", 12000);
        counts.put("ab", 3);
        SequencedMap<String, Object> inner = new LinkedHashMap<>();
        inner.put("min count", 5L);
        inner.put("exact", true);
        SequencedMap<String, Object> properties = new LinkedHashMap<>();
        properties.put("words", 12345);
        properties.put("options", inner);
        properties.put("counts", new PropertyOutput.Entries("name", "count", counts));
        properties.put("loss", List.of(0.5, Double.NaN));
        assertFormats("""
                words        12,345
                options
                  min count  5
                  exact      true
                counts
                  New York   12,000
                  ab         3
                loss         0.5, NaN
                """, """
                words\t12345
                options.min count\t5
                options.exact\ttrue
                counts.New York\t12000
                counts.ab\t3
                loss\t0.5, NaN
                """, """
                {"words":12345,"options":{"min_count":5,"exact":true},\
                "counts":[{"name":"New York","count":12000},{"name":"ab","count":3}],"loss":[0.5,null]}
                """, (format, out) -> PropertyOutput.write(properties, format, out));
    }

    @Test
    @DisplayName("properties with the same JSON key are rejected instead of written twice")
    void duplicateKeys() {
        SequencedMap<String, Object> properties = new LinkedHashMap<>();
        properties.put("min count", 1);
        properties.put("min-count", 2);
        assertThrows(
                RuntimeException.class, () -> PropertyOutput.write(properties, OutputFormat.JSON, new StringWriter()));
    }

    @Test
    @DisplayName("vectors are written as shortest decimals that give the same float, NaN as null in JSON")
    void vectors() throws IOException {
        float[] vector = {0.1f, -1e-7f, Float.NaN};
        assertFormats(
                "w\t0.1 -1.0E-7 NaN\n",
                "w\t0.1 -1.0E-7 NaN\n",
                "{\"word\":\"w\",\"vector\":[0.1,-1.0E-7,null]}\n",
                (format, out) -> VectorRowOutput.write("w", vector, format, out));
        assertEquals(
                "{\"words\":[\"a\",\"b\"],\"vector\":[1.0]}\n",
                text(
                        OutputFormat.JSON,
                        (format, out) -> VectorRowOutput.writeSum(List.of("a", "b"), new float[] {1}, format, out)));
    }

    @Test
    @DisplayName("word reports: lists are separated by commas in tables and by spaces in TSV")
    void wordReports() throws IOException {
        WordReports reports = new WordReports(List.of("word", "cosine"), List.of("before", "after"));
        reports.add("mouse", 0.125, List.of(List.of("rat", "cat"), List.of("keyboard")));
        reports.add("w", Double.NaN, List.of(List.of(), List.of()));
        assertEquals("""
                {"words":[{"word":"mouse","cosine":0.125,"before":["rat","cat"],"after":["keyboard"]},\
                {"word":"w","cosine":null,"before":[],"after":[]}]}
                """, text(OutputFormat.JSON, reports::write));
        assertEquals(
                "word\tcosine\tbefore\tafter",
                text(OutputFormat.TSV, reports::write).lines().findFirst().orElse(""));
        assertEquals(
                "mouse\t0.125000\trat cat\tkeyboard",
                text(OutputFormat.TSV, reports::write).lines().toList().get(1));
        assertEquals(
                List.of("word", "cosine", "before", "after", "mouse", "0.125", "rat,", "cat", "keyboard"),
                List.of(text(OutputFormat.TABLE, reports::write).strip().split("\\s+", -1))
                        .subList(0, 9));
    }

    @Test
    @DisplayName("predictions: the likeliest labels first, at most as many as requested")
    void predictions() throws IOException {
        Prediction prediction = new Prediction("", List.of("bad", "good", "so so"), new double[] {0.25, 0.5, 0.25}, 4);
        assertFormats(
                "good  0.500  bad  0.250\n",
                "good\t0.500000\tbad\t0.250000\n",
                """
                {"label":"good","known_words":4,"probabilities":[{"label":"good","probability":0.5},\
                {"label":"bad","probability":0.25}]}
                """,
                (format, out) -> new PredictionOutput(format, 2, out).write(prediction));
    }

    @Test
    @DisplayName("a classification without texts has dashes in a table and null in JSON")
    void emptyClassification() throws IOException {
        ClassificationReport report = new ClassificationReport(List.of("a", "b"));
        String table = text(OutputFormat.TABLE, (format, out) -> ClassificationOutput.write(report, format, out));
        assertEquals("  accuracy  - %", table.lines().toList().get(1));
        assertEquals(
                """
                {"texts":0,"texts_without_known_words":0,"accuracy":{"value":null,"low":0.0,"high":1.0},\
                "macro_f1":null,"loss":null,"labels":[""",
                text(OutputFormat.JSON, (format, out) -> ClassificationOutput.write(report, format, out))
                        .replaceFirst("(?s)(\"labels\":\\[).*", "$1"));
    }

    @Test
    @DisplayName("a classification counts labels and confusions")
    void classification() throws IOException {
        ClassificationReport report = new ClassificationReport(List.of("a", "b"));
        report.add(new Prediction("a", List.of("a", "b"), new double[] {1, 0}, 3));
        report.add(new Prediction("a", List.of("a", "b"), new double[] {0.25, 0.75}, 0));
        report.add(new Prediction("b", List.of("a", "b"), new double[] {0.25, 0.75}, 1));
        List<String> lines = text(OutputFormat.TSV, (format, out) -> ClassificationOutput.write(report, format, out))
                .lines()
                .toList();
        assertEquals("texts\t\t3", lines.get(0));
        assertEquals(
                List.of("confusion\ta\ta\t1", "confusion\ta\tb\t1", "confusion\tb\tb\t1"),
                lines.stream().filter(line -> line.startsWith("confusion")).toList());
        assertEquals(
                List.of("precision\ta\t1.000000", "precision\tb\t0.500000"),
                lines.stream()
                        .filter(line -> line.startsWith("precision"))
                        .map(line -> line.replaceFirst("(\\S+\\t\\S+\\t\\S+).*", "$1"))
                        .toList());
    }

    @Test
    @DisplayName("errors name the unknown words with their suggestions")
    void errors() throws IOException {
        StringWriter out = new StringWriter();
        ErrorOutput.write(List.of("frnace"), "unknown", Map.of("frnace", List.of("france", "trance")), out);
        assertEquals("""
                {"question":["frnace"],"error":{"message":"unknown",\
                "unknown_words":[{"word":"frnace","suggestions":["france","trance"]}]}}
                """, out.toString());
    }
}
