package org.wvtoolkit.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.wvtoolkit.embedding.UnsuitableInputException;

class PictureTest {
    @TempDir
    Path folder;

    private static Document parsed(Picture picture) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(PictureFormat.SVG.bytes(picture)));
    }

    private static List<String> texts(Document svg) {
        List<String> texts = new ArrayList<>();
        NodeList nodes = svg.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    @DisplayName("An SVG is valid XML with every word, for any characters")
    void svg() throws Exception {
        List<String> words = List.of("a<b", "\"q\" & 'r'", "中国", "c]]>", "nul\u0000", "half\uD800", "😀", "é");
        List<WordMapDiagram.Item> items = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            items.add(new WordMapDiagram.Item(words.get(i), 10 * i, i % 3, 0, false));
        }
        List<String> texts = texts(parsed(WordMapDiagram.draw(items, "t & t", "s", 900, 600)));
        for (String word : words) {
            assertTrue(
                    texts.contains(word.replace('\u0000', '\uFFFD').replace('\uD800', '\uFFFD')),
                    () -> word + " in " + texts);
        }
        assertTrue(texts.contains("t & t"));
    }

    @Test
    @DisplayName("Long words are shortened, so that a heat map and a map have space for the other words")
    void longWords() throws Exception {
        List<String> words = List.of("x".repeat(300), "cat", "😀".repeat(20));
        double[][] values = new double[3][3];
        Picture heatMap = HeatMap.draw(words, words, values, "t", "s", 960);
        double narrowest = heatMap.marks().stream()
                .filter(Mark.Rectangle.class::isInstance)
                .mapToDouble(mark -> ((Mark.Rectangle) mark).width())
                .min()
                .orElse(0);
        assertTrue(narrowest >= 12, () -> "cells of " + narrowest + " pixels");
        assertTrue(texts(parsed(heatMap)).containsAll(List.of("x".repeat(27) + "…", "cat", "😀".repeat(20))));
        List<WordMapDiagram.Item> items = List.of(
                new WordMapDiagram.Item(words.get(0), 0, 0, 0, false),
                new WordMapDiagram.Item(words.get(1), 1, 1, 0, false));
        Document map = parsed(WordMapDiagram.draw(items, "t", "s", 900, 600));
        assertTrue(texts(map).containsAll(List.of("x".repeat(39) + "…", "cat")));
        assertEquals(words.get(0), map.getElementsByTagName("title").item(1).getTextContent());
        HierarchyDiagram.Node node = new HierarchyDiagram.Node(0, "😀".repeat(20), 0, true);
        assertTrue(texts(parsed(HierarchyDiagram.draw(List.of(node), List.of(), "t", "s", 900)))
                .contains("😀".repeat(20)));
    }

    @Test
    @DisplayName("A picture contains all rows of a long matrix, and a hierarchy that is too high is rejected")
    void highPictures() {
        List<String> rows = IntStream.range(0, 200).mapToObj(i -> "row" + i).toList();
        Picture picture = HeatMap.draw(rows, List.of("column"), new double[200][1], "t", "s", 960);
        double bottom = picture.marks().stream()
                .filter(Mark.Rectangle.class::isInstance)
                .mapToDouble(mark -> ((Mark.Rectangle) mark).corner().y() + ((Mark.Rectangle) mark).height())
                .max()
                .orElse(0);
        assertTrue(bottom <= picture.height(), () -> bottom + " of " + picture.height());
        List<HierarchyDiagram.Node> nodes = IntStream.range(0, 500)
                .mapToObj(i -> new HierarchyDiagram.Node(i, "a long name of a sense " + i, 0, false))
                .toList();
        assertThrows(UnsuitableInputException.class, () -> HierarchyDiagram.draw(nodes, List.of(), "t", "s", 200));
    }

    @Test
    @DisplayName("Labels of a map overlap no label or point and stay within the picture")
    void labels() {
        Random random = new Random(4);
        List<WordMapDiagram.Item> items = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            items.add(
                    new WordMapDiagram.Item("word" + i, random.nextGaussian(), random.nextGaussian(), 0, i % 50 == 7));
        }
        Picture picture = WordMapDiagram.draw(items, "", "s", 800, 600);
        List<double[]> boxes = new ArrayList<>();
        List<double[]> minor = new ArrayList<>();
        for (Mark mark : picture.marks()) {
            if (mark instanceof Mark.Text text && text.text().startsWith("word")) {
                double width = TextWidth.of(text.text(), text.size());
                double left = text.position().x()
                        - switch (text.anchor()) {
                            case START -> 0;
                            case MIDDLE -> width / 2;
                            case END -> width;
                        };
                boxes.add(new double[] {
                    left,
                    text.position().y() - 0.7 * text.size(),
                    left + width,
                    text.position().y()
                });
                boolean main = mainNames(items).contains(text.text());
                assertEquals(main ? 16 : 13, text.size());
                if (!main) {
                    minor.add(boxes.getLast());
                }
            }
        }
        assertTrue(boxes.size() > 60 && boxes.size() < 400, boxes.size() + " names");
        List<String> shown = picture.texts();
        assertTrue(shown.containsAll(mainNames(items)), "main words always have a label");
        assertTrue(shown.contains("s; unlabelled for lack of space: " + (400 - boxes.size())), shown::toString);
        for (int i = 0; i < boxes.size(); i++) {
            double[] one = boxes.get(i);
            assertTrue(one[0] >= 0 && one[1] >= 0 && one[2] <= 800 && one[3] <= 600);
            for (double[] other : boxes.subList(0, i)) {
                assertTrue(
                        one[0] >= other[2] || other[0] >= one[2] || one[1] >= other[3] || other[1] >= one[3],
                        "labels overlap");
            }
        }
        List<Mark.Circle> points = circles(picture);
        assertEquals(
                items.stream().map(WordMapDiagram.Item::text).toList(),
                points.stream().map(Mark.Circle::name).toList());
        for (Mark.Circle point : points) {
            for (double[] box : minor) {
                assertFalse(
                        point.centre().x() > box[0]
                                && point.centre().x() < box[2]
                                && point.centre().y() > box[1]
                                && point.centre().y() < box[3],
                        () -> "a label covers the point of " + point.name());
            }
        }
        assertTrue(picture.marks().stream().anyMatch(Mark.Line.class::isInstance), "some labels have leader lines");
        for (Mark mark : picture.marks()) {
            if (mark instanceof Mark.Line line) {
                // A leader line starts at its own point and passes no other.
                Mark.Point begin = line.points().getFirst();
                Mark.Point end = line.points().getLast();
                assertTrue(points.stream().anyMatch(point -> point.centre().equals(begin)));
                for (Mark.Circle point : points) {
                    assertTrue(
                            point.centre().equals(begin)
                                    || distance(point.centre(), begin, end) > 1
                                    || distance(point.centre(), begin, begin) < 8,
                            () -> "a line covers the point of " + point.name());
                }
            }
        }
    }

    private static List<String> mainNames(List<WordMapDiagram.Item> items) {
        return items.stream()
                .filter(WordMapDiagram.Item::main)
                .map(WordMapDiagram.Item::text)
                .toList();
    }

    private static List<Mark.Circle> circles(Picture picture) {
        return picture.marks().stream()
                .filter(Mark.Circle.class::isInstance)
                .map(Mark.Circle.class::cast)
                .toList();
    }

    /** The distance of a point from a line segment. */
    private static double distance(Mark.Point point, Mark.Point begin, Mark.Point end) {
        double x = end.x() - begin.x();
        double y = end.y() - begin.y();
        double along = x == 0 && y == 0
                ? 0
                : Math.clamp(((point.x() - begin.x()) * x + (point.y() - begin.y()) * y) / (x * x + y * y), 0, 1);
        return Math.hypot(point.x() - begin.x() - along * x, point.y() - begin.y() - along * y);
    }

    @Test
    @DisplayName("A word without a label has a tooltip in the SVG")
    void tooltips() throws Exception {
        List<WordMapDiagram.Item> items = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            items.add(new WordMapDiagram.Item("<" + i + ">", i < 299 ? 1e-6 * i : 1, 0, 0, false));
        }
        Document svg = parsed(WordMapDiagram.draw(items, "", "", 400, 300));
        NodeList circles = svg.getElementsByTagName("circle");
        assertEquals(300, circles.getLength());
        for (int i = 0; i < 300; i++) {
            assertEquals("<" + i + ">", circles.item(i).getTextContent());
        }
        assertTrue(texts(svg).size() < 200);
    }

    @Test
    @DisplayName("A PNG has two pixels per unit and is not blank")
    void png() throws IOException {
        Picture picture = HeatMap.draw(
                List.of("a", "b"),
                List.of("c", "d", "e"),
                new double[][] {{1, 0, -1}, {0.5, Double.NaN, -0.5}},
                "t",
                "s",
                400);
        Path file = folder.resolve("p.PNG");
        PictureFormat.of(file).write(picture, file);
        BufferedImage image = ImageIO.read(file.toFile());
        assertEquals(2 * picture.width(), image.getWidth());
        assertEquals(2 * picture.height(), image.getHeight());
        Set<Integer> colors = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colors.add(image.getRGB(x, y) & 0xFFFFFF);
            }
        }
        assertTrue(colors.contains(Palette.diverging(1)) && colors.contains(Palette.diverging(-0.5)));
        assertEquals(1, Objects.requireNonNull(folder.toFile().list()).length, "nothing is left beside it");
    }

    @Test
    @DisplayName("A heat map has its values, and grey cells for missing ones")
    void heatMap() throws Exception {
        Picture picture =
                HeatMap.draw(List.of("a"), List.of("b", "c"), new double[][] {{0.123, Double.NaN}}, "t", "s", 500);
        assertTrue(texts(parsed(picture)).containsAll(List.of("a", "b", "c", "0.12")));
        Picture small = HeatMap.draw(List.of("a"), List.of("b", "c"), new double[][] {{-0.001, -0.126}}, "t", "s", 500);
        assertTrue(texts(parsed(small)).containsAll(List.of("0.00", "−0.13")));
        assertTrue(picture.marks().stream()
                .anyMatch(mark -> mark instanceof Mark.Rectangle box && box.color() == Palette.diverging(Double.NaN)));
    }

    @Test
    @DisplayName("A chart draws larger values higher, and epochs at integers")
    void chart() throws Exception {
        Picture picture = Chart.draw(
                List.of(
                        new Chart.Panel(
                                "epoch",
                                "loss",
                                false,
                                List.of(new Chart.Series(
                                        "m", DataPoint.inOrder(3, 2, Double.NaN, 1.5), Chart.Style.LINE))),
                        new Chart.Panel(
                                "rate",
                                "loss",
                                true,
                                List.of(new Chart.Series(
                                        "",
                                        List.of(new DataPoint(0.001, 1), new DataPoint(0.1, 2), new DataPoint(10, 3)),
                                        Chart.Style.POINTS)))),
                "t",
                "s",
                900,
                400);
        List<Mark.Circle> points = picture.marks().stream()
                .filter(mark -> mark instanceof Mark.Circle circle && circle.radius() < 4)
                .map(Mark.Circle.class::cast)
                .toList();
        assertEquals(6, points.size());
        assertTrue(points.get(0).centre().y() < points.get(1).centre().y());
        assertTrue(points.get(1).centre().y() < points.get(2).centre().y());
        // Points in the legend are larger.
        assertEquals(1, circles(picture).size() - points.size());
        // On a logarithmic axis, equal ratios have equal distances.
        assertEquals(
                points.get(4).centre().x() - points.get(3).centre().x(),
                points.get(5).centre().x() - points.get(4).centre().x(),
                1e-6);
        List<String> texts = texts(parsed(picture));
        assertTrue(texts.containsAll(List.of("1", "2", "3", "4", "0.01", "m", "epoch")), texts::toString);
        assertFalse(texts.contains("1.5") && texts.contains("2.5") && texts.contains("3.5"), texts::toString);
    }

    @Test
    @DisplayName("Steps are constant up to the next point")
    void steps() {
        Picture picture = Chart.draw(
                List.of(new Chart.Panel(
                        "x",
                        "y",
                        false,
                        List.of(new Chart.Series("", DataPoint.inOrder(Double.NaN, 3, 1), Chart.Style.STEPS)))),
                "t",
                "s",
                400,
                300);
        List<Mark.Point> line = picture.marks().stream()
                .filter(mark -> mark instanceof Mark.Line path && path.points().size() > 2)
                .map(mark -> ((Mark.Line) mark).points())
                .findFirst()
                .orElseThrow();
        assertEquals(3, line.size());
        assertEquals(line.get(0).y(), line.get(1).y());
        assertEquals(line.get(1).x(), line.get(2).x());
        assertTrue(line.get(2).y() > line.get(1).y());
        assertEquals(List.of(), circles(picture));
    }

    @Test
    @DisplayName("A legend is placed away from the lines")
    void legend() {
        double[] rising = new double[20];
        for (int i = 0; i < rising.length; i++) {
            rising[i] = i;
        }
        Mark.Circle key = keyOf(rising);
        assertTrue(key.centre().x() < 250 && key.centre().y() < 200, "upper left: " + key);
        Mark.Circle other = keyOf(Arrays.stream(rising).map(value -> -value).toArray());
        assertTrue(other.centre().x() > 400 && other.centre().y() < 200, "upper right: " + other);
    }

    @Test
    @DisplayName("A legend covers no point if every corner contains points")
    void legendBetweenPoints() {
        List<DataPoint> corners =
                List.of(new DataPoint(0, 0), new DataPoint(0, 9), new DataPoint(9, 0), new DataPoint(9, 9));
        Picture picture = Chart.draw(
                List.of(new Chart.Panel(
                        "x", "y", false, List.of(new Chart.Series("some name", corners, Chart.Style.POINTS)))),
                "t",
                "s",
                600,
                400);
        Mark.Rectangle paper = picture.marks().stream()
                .filter(Mark.Rectangle.class::isInstance)
                .map(Mark.Rectangle.class::cast)
                .findFirst()
                .orElseThrow();
        List<Mark.Circle> points =
                circles(picture).stream().filter(circle -> circle.radius() < 4).toList();
        assertEquals(4, points.size());
        for (Mark.Circle point : points) {
            double x = point.centre().x() - paper.corner().x();
            double y = point.centre().y() - paper.corner().y();
            assertFalse(x >= -3 && x <= paper.width() + 3 && y >= -3 && y <= paper.height() + 3, point::toString);
        }
    }

    private static Mark.Circle keyOf(double... values) {
        return circles(Chart.draw(
                        List.of(new Chart.Panel(
                                "x",
                                "y",
                                false,
                                List.of(new Chart.Series("name", DataPoint.inOrder(values), Chart.Style.LINE)))),
                        "t",
                        "s",
                        600,
                        400))
                .stream()
                .filter(circle -> circle.radius() == 4)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("Labels of an axis have the same number of decimal places")
    void axisLabels() {
        assertEquals(
                List.of("1.8", "2.0", "2.2"),
                new Axis(1.75, 2.3, false, false, 0, 100)
                        .labels().stream()
                                .filter(label ->
                                        List.of("1.8", "2.0", "2.2", "2").contains(label))
                                .toList());
        assertEquals(List.of("−1.0", "−0.5", "0.0", "0.5", "1.0"), new Axis(-1.3, 1.3, false, false, 0, 100).labels());
        assertEquals(
                List.of("0.01", "0.1", "1"),
                new Axis(0.01, 1, true, false, 0, 9)
                        .labels().stream().filter(label -> label.contains("1")).toList());
    }

    @Test
    @DisplayName("Characters without a font are reported with the package to install")
    void missingFonts() throws IOException {
        // A private-use character that no font contains, and letters that every font contains.
        Picture picture = WordMapDiagram.draw(
                List.of(
                        new WordMapDiagram.Item("x\uDBFF\uDFF0", 0, 0, 0, false),
                        new WordMapDiagram.Item("plain", 1, 1, 0, false)),
                "t",
                "s",
                400,
                300);
        List<String> warnings = PictureFormat.PNG.warnings(picture);
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().contains("x\uDBFF\uDFF0,"), warnings::toString);
        assertTrue(warnings.getFirst().contains("apt install fonts-noto"), warnings::toString);
        assertFalse(warnings.getFirst().contains("plain"), warnings::toString);
        assertEquals(List.of(), PictureFormat.SVG.warnings(picture));
    }

    @Test
    @DisplayName("Invalid sizes and file names are rejected")
    void invalid() {
        assertThrows(IllegalArgumentException.class, () -> new Picture(10, 500, "", List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Picture(500, 20_000, "", List.of()));
        assertThrows(IllegalArgumentException.class, () -> PictureFormat.of(Path.of("map.jpg")));
    }

    @Test
    @DisplayName("Tick labels have no unnecessary digits")
    void numbers() {
        assertEquals(
                List.of("0", "0.5", "12", "1200", "0.001", "1.5"),
                List.of(
                        Axis.written(0),
                        Axis.written(0.5),
                        Axis.written(12),
                        Axis.written(1200),
                        Axis.written(0.001),
                        Axis.written(1.5)));
    }
}
