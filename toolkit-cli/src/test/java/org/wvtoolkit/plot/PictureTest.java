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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

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
    void svgIsXmlWithEveryWordWhateverItsLetters() throws Exception {
        List<String> words = List.of("a<b", "\"q\" & 'r'", "中国", "c]]>", "nul\u0000", "half\uD800", "😀", "é");
        List<WordMap.Item> items = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            items.add(new WordMap.Item(words.get(i), 10 * i, i % 3, 0));
        }
        List<String> texts = texts(parsed(WordMap.draw(items, "t & t", "s", 900, 600)));
        for (String word : words) {
            assertTrue(
                    texts.contains(word.replace('\u0000', '\uFFFD').replace('\uD800', '\uFFFD')),
                    () -> word + " in " + texts);
        }
        assertTrue(texts.contains("t & t"));
    }

    @Test
    void namesOfAMapHideNoOtherNameNorPointAndStayOnThePaper() {
        Random random = new Random(4);
        List<WordMap.Item> items = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            items.add(new WordMap.Item("word" + i, random.nextGaussian(), random.nextGaussian(), 0));
        }
        Picture picture = WordMap.draw(items, "", "", 800, 600);
        List<double[]> boxes = new ArrayList<>();
        for (Mark mark : picture.marks()) {
            if (mark instanceof Mark.Text text && text.text().startsWith("word")) {
                double width = TextWidth.of(text.text(), text.size());
                boxes.add(new double[] {
                    text.place().x(),
                    text.place().y() - 0.7 * text.size(),
                    text.place().x() + width,
                    text.place().y()
                });
            }
        }
        assertTrue(boxes.size() > 60 && boxes.size() < 400, boxes.size() + " names");
        for (int i = 0; i < boxes.size(); i++) {
            double[] one = boxes.get(i);
            assertTrue(one[0] >= 0 && one[1] >= 0 && one[2] <= 800 && one[3] <= 600);
            for (double[] other : boxes.subList(0, i)) {
                assertTrue(
                        one[0] >= other[2] || other[0] >= one[2] || one[1] >= other[3] || other[1] >= one[3],
                        "names lie over each other");
            }
        }
        assertEquals(
                400,
                picture.marks().stream().filter(Mark.Circle.class::isInstance).count());
    }

    @Test
    void pngHasTwoPixelsForEachAndIsNotBlank() throws IOException {
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
    void aHeatMapHasItsNumbersAndGreyForNone() throws Exception {
        Picture picture =
                HeatMap.draw(List.of("a"), List.of("b", "c"), new double[][] {{0.123, Double.NaN}}, "t", "s", 500);
        assertTrue(texts(parsed(picture)).containsAll(List.of("a", "b", "c", "0.12")));
        assertTrue(picture.marks().stream()
                .anyMatch(mark -> mark instanceof Mark.Rectangle box && box.color() == Palette.diverging(Double.NaN)));
    }

    @Test
    void aChartPutsGreaterValuesHigherAndEpochsOnWholeNumbers() throws Exception {
        Picture picture = Chart.draw(
                List.of(
                        new Chart.Panel(
                                "epoch",
                                "loss",
                                false,
                                List.of(new Chart.Series("m", Place.inOrder(3, 2, Double.NaN, 1.5), true))),
                        new Chart.Panel(
                                "rate",
                                "loss",
                                true,
                                List.of(new Chart.Series(
                                        "",
                                        List.of(new Place(0.001, 1), new Place(0.1, 2), new Place(10, 3)),
                                        false)))),
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
        // Equal ratios take equal room.
        assertEquals(
                points.get(4).centre().x() - points.get(3).centre().x(),
                points.get(5).centre().x() - points.get(4).centre().x(),
                1e-6);
        List<String> texts = texts(parsed(picture));
        assertTrue(texts.containsAll(List.of("1", "2", "3", "4", "0.01", "m", "epoch")), texts::toString);
        assertFalse(texts.contains("1.5") && texts.contains("2.5") && texts.contains("3.5"), texts::toString);
    }

    @Test
    void lettersThatNoFontHasAreNamedWithThePackageThatBringsThem() throws IOException {
        // A private place that no font fills, whatever is installed; and letters that every one has.
        Picture picture = WordMap.draw(
                List.of(new WordMap.Item("x\uDBFF\uDFF0", 0, 0, 0), new WordMap.Item("plain", 1, 1, 0)),
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
    void sizesAndNamesOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Picture(10, 500, "", List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Picture(500, 20_000, "", List.of()));
        assertThrows(IllegalArgumentException.class, () -> PictureFormat.of(Path.of("map.jpg")));
    }

    @Test
    void numbersAreWrittenShort() {
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
